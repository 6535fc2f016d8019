//! Related briefings: those that share tags, a rare tag counting more.

use crate::model::Tagging;

/// How many neighbours on each side are looked at in the list of each tag. The
/// bound keeps the work for one briefing the same, also where one tag is on all
/// of them.
const NEIGHBOURS: usize = 16;

/// The indexes of at most `most` briefings related to the one at `at`, best first.
///
/// A shared tag weighs as much as it is rare (its inverse document frequency);
/// among equals the nearer in time comes first, then the newer.
pub fn related(at: usize, tagging: &Tagging, most: usize) -> Vec<usize> {
    let Tagging { tags, of_briefing } = tagging;
    let own = &of_briefing[at];
    let mut candidates: Vec<usize> =
        own.iter().flat_map(|tag| neighbours(at, &tags[*tag].briefings)).collect();
    candidates.sort_unstable();
    candidates.dedup();

    let total = of_briefing.len() as f64;
    let weight = |tag: usize| (1.0 + total / tags[tag].briefings.len() as f64).ln();
    let mut scored: Vec<(f64, usize, usize)> = candidates
        .into_iter()
        .map(|other| {
            let shared = of_briefing[other].iter().filter(|tag| own.contains(tag));
            (shared.map(|tag| weight(*tag)).sum(), at.abs_diff(other), other)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    scored.into_iter().take(most).map(|(_, _, other)| other).collect()
}

/// The briefings around `at` in a list that holds it, in order.
fn neighbours(at: usize, list: &[usize]) -> impl Iterator<Item = usize> + '_ {
    let here = list.partition_point(|other| *other < at);
    let first = here.saturating_sub(NEIGHBOURS);
    let last = (here + 1 + NEIGHBOURS).min(list.len());
    list[first..last].iter().copied().filter(move |other| *other != at)
}
