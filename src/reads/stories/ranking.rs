//! What was read most, in each window of days.

use std::collections::HashMap;

use crate::model::ListedBriefing;
use crate::reads::store::Window;
use crate::routes::EditionId;

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
    /// Ranks `briefings`, which are newest first, by the reads of some of them in each of the
    /// windows. Equals are ranked by their order: the newer first. Of each of
    /// the `sections` only the first `limit` are listed.
    pub fn new<'r>(
        windows: &[Window],
        reads: impl Iterator<Item = (usize, &'r [u64])>,
        briefings: &[ListedBriefing<'_>],
        sections: usize,
        limit: usize,
    ) -> Self {
        let mut counts: HashMap<usize, Vec<u64>> = HashMap::new();
        // What is shown before its time was not read by readers, and nobody pays for a place.
        let is_ranked =
            |at: usize| briefings[at].text.is_public && !briefings[at].kind.is_paid_for();
        for (briefing, of_path) in reads.filter(|(at, _)| is_ranked(*at)) {
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
        MostRead { rankings: windows.iter().enumerate().filter_map(rank).collect() }
    }
}

/// A story, in whatever languages it is, and how often it was read in all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRank {
    /// Its versions on the site: the edition, and the number of the briefing there.
    pub versions: Vec<(EditionId, usize)>,
    /// How often they were read in the window.
    pub reads: u64,
}

/// What was read most in a window, by story over all languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRanking {
    /// The window.
    pub window: Window,
    /// The stories, most first.
    pub stories: Vec<StoryRank>,
}

/// What was read most over all languages: of each window, at most `limit` stories.
/// `versions` are those of the story that a briefing is a version of, itself among them.
pub fn over_all(
    editions: &[&MostRead],
    limit: usize,
    versions: impl Fn(EditionId, usize) -> Vec<(EditionId, usize)>,
) -> Vec<StoryRanking> {
    let mut windows: Vec<&Window> = Vec::new();
    for ranking in editions.iter().flat_map(|edition| &edition.rankings) {
        if !windows.contains(&&ranking.window) {
            windows.push(&ranking.window);
        }
    }
    windows.sort_by_key(|window| window.days);
    let ranking = |window: &Window| {
        let mut stories: HashMap<Vec<(EditionId, usize)>, u64> = HashMap::new();
        for (at, edition) in editions.iter().enumerate() {
            let of_window = edition.rankings.iter().filter(|ranking| ranking.window == *window);
            for rank in of_window.flat_map(|ranking| &ranking.briefings) {
                let reads = stories.entry(versions(EditionId(at), rank.briefing)).or_default();
                *reads = reads.saturating_add(rank.reads);
            }
        }
        let mut stories: Vec<StoryRank> =
            stories.into_iter().map(|(versions, reads)| StoryRank { versions, reads }).collect();
        stories.sort_unstable_by(|one, other| {
            let key = |of: &StoryRank| of.versions.iter().map(|(id, at)| (*at, id.0)).min();
            other.reads.cmp(&one.reads).then_with(|| key(one).cmp(&key(other)))
        });
        stories.truncate(limit);
        StoryRanking { window: window.clone(), stories }
    };
    windows.into_iter().map(ranking).collect()
}
