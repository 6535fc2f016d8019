//! Related briefings: those that share tags, a rare tag counting more.

use crate::model::Tagging;

/// How many neighbours on each side are looked at in the list of each tag. The
/// bound keeps the work for one briefing the same, also where one tag is on all
/// of them.
const NEIGHBOURS: usize = 16;

/// The indexes of at most `most` briefings related to the one at `at`, best first.
///
/// A rare tag that is shared counts more; among equals the nearer in time comes
/// first, then the newer.
pub fn related(at: usize, tagging: &Tagging, most: usize) -> Vec<usize> {
    let Tagging { tags: _, of_briefing, weights } = tagging;
    let own = &of_briefing[at];
    let mut candidates: Vec<usize> = looked_at(at, tagging).collect();
    // Not unstable: the briefings of each tag are in order already.
    candidates.sort();
    candidates.dedup();

    let mut best: Vec<(f64, usize)> = Vec::with_capacity(most + 1);
    for other in candidates {
        // Without branches, which nobody could foretell.
        let weight = |tag: &usize| match own.iter().fold(false, |found, own| found | (own == tag)) {
            true => weights[*tag],
            false => 0.0,
        };
        let score: f64 = of_briefing[other].iter().map(weight).sum();
        let is_better = |(their_score, them): &(f64, usize)| {
            score.total_cmp(their_score).then(at.abs_diff(*them).cmp(&at.abs_diff(other))).is_gt()
        };
        if best.len() == most && !best.last().is_some_and(is_better) {
            continue;
        }
        let place = best.iter().position(is_better).unwrap_or(best.len());
        if place < most {
            best.insert(place, (score, other));
            best.truncate(most);
        }
    }
    best.into_iter().map(|(_, other)| other).collect()
}

/// The briefings that [`related`] looks at, each as often as there are tags that it shares.
pub fn looked_at(at: usize, tagging: &Tagging) -> impl Iterator<Item = usize> + '_ {
    let own = tagging.of_briefing[at].iter();
    own.flat_map(move |tag| neighbours(at, &tagging.tags[*tag].briefings))
}

/// The briefings around `at` in a list that holds it, in order.
fn neighbours(at: usize, list: &[usize]) -> impl Iterator<Item = usize> + '_ {
    let here = list.partition_point(|other| *other < at);
    let first = here.saturating_sub(NEIGHBOURS);
    let last = (here + 1 + NEIGHBOURS).min(list.len());
    list[first..last].iter().copied().filter(move |other| *other != at)
}
