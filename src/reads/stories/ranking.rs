//! What was read most, in each window of days.

use std::collections::HashMap;

use crate::model::ListedBriefing;
use crate::reads::store::{Readership, Window};

/// A briefing and how often it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// Index into the site's briefings.
    pub briefing: usize,
    /// How often it was read in the window.
    pub reads: u64,
}

/// What was read most, in each window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MostRead {
    /// One for each window that has any.
    pub rankings: Vec<Ranking>,
}

/// What was read most in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranking {
    /// The window.
    pub window: Window,
    /// All briefings that were read in it, most first.
    pub briefings: Vec<Rank>,
    /// The same for each section by itself, as many as the site lists.
    pub by_section: Vec<Vec<Rank>>,
}

impl MostRead {
    /// Ranks `briefings`, which are newest first; `find` tells which of them an
    /// address is. Equals are ranked by their order: the newer first. Of each of
    /// the `sections` only the first `limit` are listed.
    pub fn new(
        readership: &Readership,
        briefings: &[ListedBriefing<'_>],
        sections: usize,
        limit: usize,
        find: impl Fn(&str) -> Option<usize>,
    ) -> Self {
        let mut counts: HashMap<usize, Vec<u64>> = HashMap::new();
        for (path, of_path) in readership.paths() {
            // What is shown before its time was not read by readers.
            let is_public = |at: &usize| briefings[*at].text.is_public;
            let Some(briefing) = find(path).filter(is_public) else { continue };
            // A story that moved was read at several paths.
            let sums = counts.entry(briefing).or_insert_with(|| vec![0; of_path.len()]);
            for (sum, count) in sums.iter_mut().zip(of_path) {
                *sum = sum.saturating_add(*count);
            }
        }
        let rank = |(number, window): (usize, &Window)| {
            let mut ranked: Vec<Rank> = counts
                .iter()
                .map(|(briefing, counts)| Rank { briefing: *briefing, reads: counts[number] })
                .filter(|ranked| ranked.reads > 0)
                .collect();
            ranked.sort_unstable_by_key(|ranked| (u64::MAX - ranked.reads, ranked.briefing));
            let mut by_section = vec![Vec::new(); sections];
            for ranked in &ranked {
                let of_section = &mut by_section[briefings[ranked.briefing].section];
                if of_section.len() < limit {
                    of_section.push(*ranked);
                }
            }
            let window = window.clone();
            (!ranked.is_empty()).then_some(Ranking { window, briefings: ranked, by_section })
        };
        MostRead { rankings: readership.windows.iter().enumerate().filter_map(rank).collect() }
    }
}
