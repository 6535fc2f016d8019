//! How many edits make one word of another, if they are few.

/// How much work one question may take: looks at two letters, or at a way of edits. Some
/// 20 µs; to print a diagnostic takes longer.
pub(super) const MOST_STEPS: usize = 16_000;

/// What a question takes, and may take.
#[derive(Debug, Default)]
pub struct Budget {
    spent: usize,
    /// How many names were compared with the word.
    pub compared: usize,
}

impl Budget {
    /// How much of it is spent; of the last step more than there was.
    pub fn spent(&self) -> usize {
        self.spent
    }

    /// Takes so many steps; none if that is more than there are.
    fn take(&mut self, steps: usize) -> Option<()> {
        self.spent += steps;
        (self.spent <= MOST_STEPS).then_some(())
    }
}

/// A word.
pub(super) struct Word {
    /// Its small letters.
    pub(super) letters: Vec<char>,
    /// How often it has each letter; some letters share a place.
    counts: [u8; COUNTS],
}

const COUNTS: usize = 32;

impl Word {
    pub(super) fn of(text: &str) -> Self {
        let mut letters = Vec::with_capacity(text.len());
        for letter in text.chars() {
            match letter.is_ascii() {
                true => letters.push(letter.to_ascii_lowercase()),
                false => letters.extend(letter.to_lowercase()),
            }
        }
        let mut counts = [0_u8; COUNTS];
        for letter in &letters {
            let count = &mut counts[u32::from(*letter) as usize % COUNTS];
            *count = count.saturating_add(1);
        }
        Word { letters, counts }
    }

    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    pub(super) fn differs_in_length(&self, other: &Self) -> usize {
        self.len().abs_diff(other.len())
    }

    /// So many edits it takes at least, since each brings or takes one letter.
    fn least_edits(&self, other: &Self) -> usize {
        let only = |one: &Self, other: &Self| {
            let pairs = one.counts.iter().zip(&other.counts);
            pairs.map(|(one, other)| u16::from(one.saturating_sub(*other))).sum::<u16>()
        };
        only(self, other).max(only(other, self)).into()
    }
}

/// Compares words, with room that is used again.
pub(super) struct Comparison<'b> {
    budget: &'b mut Budget,
    /// How many letters of the shorter word each diagonal reaches, and one more, with one
    /// edit less and now; 0 where it is not reached.
    before: Vec<usize>,
    now: Vec<usize>,
}

impl<'b> Comparison<'b> {
    /// For bounds of up to `most`.
    pub(super) fn new(most: usize, budget: &'b mut Budget) -> Self {
        let room = vec![0; 2 * most + 3];
        Comparison { budget, before: room.clone(), now: room }
    }

    /// How many letters have to be put in, taken out, changed, or swapped with the next, to
    /// make one word of the other; none if more than `most`, or if the budget does not
    /// reach so far.
    ///
    /// For each diagonal of the table of both words it is kept how far so many edits reach
    /// (E. Ukkonen 1985, "Algorithms for approximate string matching"; with swaps: H. Berghel
    /// and D. Roach 1996, "An extension of Ukkonen's enhanced dynamic programming ASM
    /// algorithm"). So what is far costs the square of the bound and not of the length.
    pub(super) fn edits(&mut self, one: &Word, other: &Word, most: usize) -> Option<usize> {
        self.budget.take(1)?;
        if one.least_edits(other) > most {
            return None;
        }
        let (one, other, common) = without_common_ends(&one.letters, &other.letters);
        self.budget.take(common / 4)?;
        let (shorter, longer) = if one.len() < other.len() { (one, other) } else { (other, one) };
        let longer_by = longer.len() - shorter.len();
        if longer_by > most || shorter.is_empty() {
            return (longer_by <= most).then_some(longer_by);
        }
        // On the diagonal `middle + n`, letter `i + n` of the longer is beside `i` of the shorter.
        let middle = most + 1;
        let last = middle + longer_by;
        self.before[..2 * most + 3].fill(0);
        self.now[..2 * most + 3].fill(0);
        for edits in 0..=most {
            // Neither those that so many edits do not reach, nor those from which the
            // edits that are left do not reach the end.
            let (back, on) = (edits.min(shorter.len()), edits.min(longer.len()));
            let left = most - edits;
            let first = (middle - back).max(last.saturating_sub(left));
            for diagonal in first..=(middle + on).min(last + left) {
                let reached = match edits {
                    0 => 1,
                    _ => reached(&self.before, diagonal, middle, shorter, longer),
                };
                self.now[diagonal] = reached;
                let Some(from) = reached.checked_sub(1) else { continue };
                let beside = &longer[from + diagonal - middle..];
                let same = shorter[from..].iter().zip(beside).take_while(|(a, b)| a == b).count();
                self.budget.take(1 + same)?;
                if diagonal == last && from + same == shorter.len() {
                    return Some(edits);
                }
                self.now[diagonal] = reached + same;
            }
            std::mem::swap(&mut self.before, &mut self.now);
        }
        None
    }
}

/// What a diagonal reaches with one edit more than `before`.
fn reached(
    before: &[usize],
    diagonal: usize,
    middle: usize,
    shorter: &[char],
    longer: &[char],
) -> usize {
    let and = |reached: usize, more: usize| if reached == 0 { 0 } else { reached + more };
    let here = before[diagonal];
    let furthest = and(here, 1).max(before[diagonal - 1]).max(and(before[diagonal + 1], 1));
    let furthest = match here.checked_sub(1) {
        Some(from) if swapped(&shorter[from..], &longer[from + diagonal - middle..]) => {
            furthest.max(here + 2)
        }
        _ => furthest,
    };
    furthest.min(shorter.len() + 1).min(longer.len() + middle + 1 - diagonal)
}

/// Whether the next two letters of one are those of the other, swapped.
fn swapped(one: &[char], other: &[char]) -> bool {
    matches!((one, other), ([a, b, ..], [c, d, ..]) if a == d && b == c)
}

/// Two words without the letters at their beginnings and ends that are the same, and how
/// many these are.
fn without_common_ends<'w>(one: &'w [char], other: &'w [char]) -> (&'w [char], &'w [char], usize) {
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    (&one[..one.len() - end], &other[..other.len() - end], start + end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edits(one: &str, other: &str, most: usize) -> Option<usize> {
        let mut budget = Budget::default();
        Comparison::new(most, &mut budget).edits(&Word::of(one), &Word::of(other), most)
    }

    #[test]
    fn edits_are_letters_put_in_taken_out_changed_and_swapped() {
        for (one, other, count) in [
            ("title", "title", 0),
            ("titel", "title", 1),
            ("tite", "title", 1),
            ("tittle", "title", 1),
            ("tidle", "title", 1),
            ("itlte", "title", 2),
            ("ԲԱՐԵՎ.md", "բարեվ.md", 0),
            ("", "abc", 3),
        ] {
            assert_eq!(edits(one, other, 3), Some(count), "{one} {other}");
            assert_eq!(edits(other, one, 3), Some(count), "{other} {one}");
        }
        assert_eq!(edits("colour", "title", 3), None);
    }

    proptest! {
        #[test]
        fn they_are_counted_as_the_whole_table_counts_them(
            one in "[abc]{0,12}", other in "[abc]{0,12}", most in 0..14_usize,
        ) {
            let all = strsim::osa_distance(&one, &other);
            prop_assert_eq!(edits(&one, &other, most), (all <= most).then_some(all));
        }
    }
}
