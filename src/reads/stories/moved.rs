//! What of a count is not in the store yet, wherever its stories were when they were counted.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::addresses::Finder;
use crate::reads::store::{Reads, Row};
use crate::routes::EditionId;
use crate::url::SitePath;

/// The rows that have to go into a store so that each story has on each day what `read` says, or
/// more. `read` has stories at their paths as they are now, which `path_of` tells.
///
/// The store adds up the lines of a story's addresses. So what it has of a story under the others,
/// from before it moved, is a part of what was counted now: it is not to be counted twice. Of
/// the two numbers for a story and day the larger is right, whatever it was called. No line
/// is changed that stands under another address: git may merge two branches line by line, and one
/// of them may not know yet that the story moved.
pub fn not_stored_yet<'a, 's>(
    read: &Reads<'a>,
    stored: &Reads<'_>,
    finder: &Finder<'_>,
    path_of: impl Fn(EditionId, usize) -> &'s SitePath,
) -> Reads<'a> {
    let elsewhere = stored_elsewhere(read, stored, finder, path_of);
    let missing = read.rows().iter().filter_map(|row| {
        let Some(stored) = elsewhere.get(&(row.day, &*row.path)) else { return Some(row.clone()) };
        let reads = row.reads.checked_sub(*stored).filter(|missing| *missing > 0)?;
        Some(Row { reads, ..row.clone() })
    });
    Reads::new(missing.collect())
}

/// What the store has, on the days of `read`, of each story under other addresses than its own: by
/// day and the path where it is now.
fn stored_elsewhere<'s>(
    read: &Reads<'_>,
    stored: &Reads<'_>,
    finder: &Finder<'_>,
    path_of: impl Fn(EditionId, usize) -> &'s SitePath,
) -> HashMap<(Date, &'s str), u64> {
    let days: HashSet<Date> = read.rows().iter().map(|row| row.day).collect();
    let mut known: HashMap<&str, Option<&'s str>> = HashMap::new();
    let mut elsewhere: HashMap<(Date, &'s str), u64> = HashMap::new();
    for row in stored.rows().iter().filter(|row| days.contains(&row.day)) {
        let path = known.entry(&row.path).or_insert_with(|| {
            let (edition, at) = finder.briefing(&row.path)?;
            Some(path_of(edition, at).as_str()).filter(|path| *path != row.path)
        });
        if let Some(path) = path {
            let sum = elsewhere.entry((row.day, path)).or_default();
            *sum = sum.saturating_add(row.reads);
        }
    }
    elsewhere
}
