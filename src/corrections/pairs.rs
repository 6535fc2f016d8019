//! Which of the new blocks an old one became.

use std::collections::HashMap;

use super::words::words;

/// More pairs than this are not weighed against each other: each block then goes
/// with the one at its place. Stories do not come near.
const MOST_PAIRS: usize = 40_000;

/// Of each old block the new one that it became, by index, or none if it was
/// removed: in order, and so that they have as many words in common as can be.
/// Without any in common, what stands in a block's place is what it became.
pub(super) fn paired<T: AsRef<str>>(old: &[T], new: &[T]) -> Vec<Option<usize>> {
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return (0..old.len()).map(|at| (at < new.len()).then_some(at)).collect();
    }
    let mut numbers = HashMap::new();
    let old: Vec<Vec<usize>> = old.iter().map(|text| bag(text.as_ref(), &mut numbers)).collect();
    let new: Vec<Vec<usize>> = new.iter().map(|text| bag(text.as_ref(), &mut numbers)).collect();
    best_pairs(old.len(), new.len(), |was, is| 1 + likeness(&old[was], &new[is]))
}

/// The pairs, in order, whose weights have the largest sum.
fn best_pairs(old: usize, new: usize, weight: impl Fn(usize, usize) -> u64) -> Vec<Option<usize>> {
    let weights: Vec<Vec<u64>> =
        (0..old).map(|was| (0..new).map(|is| weight(was, is)).collect()).collect();
    // The largest sum of the pairs behind `was` and `is`.
    let mut sums = vec![vec![0; new + 1]; old + 1];
    for was in (0..old).rev() {
        for is in (0..new).rev() {
            let together = weights[was][is] + sums[was + 1][is + 1];
            sums[was][is] = together.max(sums[was + 1][is]).max(sums[was][is + 1]);
        }
    }
    let mut pairs = vec![None; old];
    let (mut was, mut is) = (0, 0);
    while was < old && is < new {
        if sums[was][is] == weights[was][is] + sums[was + 1][is + 1] {
            pairs[was] = Some(is);
            was += 1;
            is += 1;
        } else if sums[was][is] == sums[was + 1][is] {
            was += 1;
        } else {
            is += 1;
        }
    }
    pairs
}

/// The words of a text as numbers, sorted.
fn bag<'t>(text: &'t str, numbers: &mut HashMap<&'t str, usize>) -> Vec<usize> {
    let mut bag: Vec<usize> = words(text)
        .map(|range| {
            let next = numbers.len();
            *numbers.entry(&text[range]).or_insert(next)
        })
        .collect();
    bag.sort_unstable();
    bag
}

/// How much of two texts is the same, in thousandths: the share of the words
/// that they have in common (Dice's coefficient).
fn likeness(old: &[usize], new: &[usize]) -> u64 {
    let (mut common, mut was, mut is) = (0u64, 0, 0);
    while let (Some(a), Some(b)) = (old.get(was), new.get(is)) {
        common += u64::from(a == b);
        was += usize::from(a <= b);
        is += usize::from(b <= a);
    }
    2000 * common / (old.len() + new.len()).max(1) as u64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_block_goes_with_the_one_most_like_it() {
        let old = ["The vote was seven to two.", "Anna Voss reports."];
        let new = ["Rain is expected.", "The vote was six to three.", "Anna Voss reports it."];
        assert_eq!(paired(&old, &new), [Some(1), Some(2)]);
        assert_eq!(paired(&old, &new[..2]), [Some(1), None]);
    }

    #[test]
    fn what_stands_in_its_place_is_what_it_became() {
        assert_eq!(paired(&["Seven"], &["Six"]), [Some(0)]);
        assert_eq!(paired(&["Seven", "Two"], &["Six"]), [Some(0), None]);
        assert_eq!(paired(&["Seven"], &[]), [None]);
    }

    #[test]
    fn very_many_blocks_go_with_those_at_their_place() {
        let old = vec!["a"; 300];
        let new = vec!["b"; 200];
        let pairs = paired(&old, &new);
        assert_eq!((pairs[199], pairs[200]), (Some(199), None));
    }

    proptest! {
        #[test]
        fn pairs_keep_their_order(
            old in prop::collection::vec("[ab ]{0,6}", 0..6),
            new in prop::collection::vec("[ab ]{0,6}", 0..6),
        ) {
            let pairs: Vec<usize> = paired(&old, &new).into_iter().flatten().collect();
            prop_assert!(pairs.is_sorted_by(|a, b| a < b));
        }
    }
}
