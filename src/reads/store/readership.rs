//! The reads of the last day, week, month, and whatever other windows a site has.

use std::collections::HashMap;

use jiff::Span;
use jiff::civil::Date;

use super::format::Reads;

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

    /// Each path, with its reads in each window.
    pub fn paths(&self) -> impl Iterator<Item = (&str, &[u64])> {
        self.paths.iter().map(|(path, reads)| (path.as_str(), reads.as_slice()))
    }
}
