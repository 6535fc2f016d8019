//! What was read most: by day, week and month, and whatever other windows a
//! site has.

use std::collections::HashMap;

use jiff::Span;
use jiff::civil::Date;

use crate::model::ListedBriefing;
use crate::text::reads::store::Reads;

/// How often each path was read in each window of days.
///
/// All windows end on the newest day that has reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readership {
    /// The newest day that has reads.
    pub as_of: Option<Date>,
    /// The windows, shortest first.
    pub windows: Vec<Window>,
    /// For each path, its reads in each window.
    paths: Vec<(String, Vec<u64>)>,
}

/// Some days, the last of which is the newest that has reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its name: `week`.
    pub name: String,
    /// How many days it has.
    pub days: usize,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Readership {
    /// Counts `reads` in windows of so many days.
    pub fn new(reads: &Reads<'_>, windows: &[(String, usize)]) -> Self {
        let Some(as_of) = reads.rows().last().map(|row| row.day) else {
            return Readership::default();
        };
        let windows: Vec<Window> = windows
            .iter()
            .map(|(name, days)| {
                let before = i64::try_from(*days).unwrap_or(i64::MAX).saturating_sub(1);
                let span = Span::new().try_days(before).ok();
                let first = span.and_then(|span| as_of.checked_sub(span).ok());
                Window {
                    name: name.clone(),
                    days: *days,
                    first: first.unwrap_or(Date::MIN),
                    last: as_of,
                }
            })
            .collect();
        let earliest = windows.iter().map(|window| window.first).min().unwrap_or(as_of);
        let from = reads.rows().partition_point(|row| row.day < earliest);
        let mut paths: HashMap<&str, Vec<u64>> = HashMap::new();
        for row in &reads.rows()[from..] {
            let counts = paths.entry(&row.path).or_insert_with(|| vec![0; windows.len()]);
            for (count, window) in counts.iter_mut().zip(&windows) {
                if row.day >= window.first {
                    *count = count.saturating_add(row.reads);
                }
            }
        }
        let mut paths: Vec<(String, Vec<u64>)> =
            paths.into_iter().map(|(path, counts)| (path.to_string(), counts)).collect();
        paths.sort_unstable();
        Readership { as_of: Some(as_of), windows, paths }
    }
}

/// A briefing and how often it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ranked {
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
    pub briefings: Vec<Ranked>,
    /// The same for each section by itself, as many as the site lists.
    pub by_section: Vec<Vec<Ranked>>,
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
        for (path, of_path) in &readership.paths {
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
            let mut ranked: Vec<Ranked> = counts
                .iter()
                .map(|(briefing, counts)| Ranked { briefing: *briefing, reads: counts[number] })
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
