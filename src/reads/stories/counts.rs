//! From the addresses that a source counts to the stories of a site.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::addresses::{Destination, Finder};
use crate::reads::counts::{Counts, MOST_READS};
use crate::reads::store::Row;
use crate::routes::EditionId;
use crate::url::SitePath;

/// What was counted, as the store has it.
#[derive(Debug, Default)]
pub struct StoryReads {
    /// Days, paths of stories as they are now, and reads.
    pub rows: Vec<Row<'static>>,
    /// Reads of other pages of the site, such as lists.
    pub other_pages: u64,
    /// What is nothing on the site, and its reads; read most first.
    pub unmatched: Vec<(String, u64)>,
}

/// What becomes of that which matches no story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnmatchedPolicy {
    /// It is left out.
    LeaveOut,
    /// It is stored as it was written, if it is no more than an address.
    Store,
}

impl StoryReads {
    /// Finds out which briefings were read; `path_of` tells where one of an edition is.
    /// Several addresses of one story are added up.
    pub fn new<'s>(
        counts: &Counts,
        finder: &Finder<'_>,
        path_of: impl Fn(EditionId, usize) -> &'s SitePath,
        policy: UnmatchedPolicy,
    ) -> Self {
        let mut found: HashMap<&str, Destination> = HashMap::new();
        let mut sums: BTreeMap<(Date, Cow<'_, str>), u64> = BTreeMap::new();
        let mut unmatched: HashMap<&str, u64> = HashMap::new();
        let mut matched = StoryReads::default();
        for (day, address, reads) in counts.iter() {
            let path = match found.entry(address).or_insert_with(|| finder.find(address)) {
                Destination::Briefing(edition, at) => path_of(*edition, *at).as_str().into(),
                _ if policy == UnmatchedPolicy::Store && !address.is_empty() => storable(address),
                Destination::OtherPage => {
                    matched.other_pages = matched.other_pages.saturating_add(reads);
                    continue;
                }
                Destination::Nothing => {
                    let sum = unmatched.entry(address).or_default();
                    *sum = sum.saturating_add(reads);
                    continue;
                }
            };
            let sum = sums.entry((day, path)).or_default();
            *sum = sum.saturating_add(reads).min(MOST_READS);
        }
        let row = |((day, path), reads): ((Date, Cow<'_, str>), u64)| Row {
            day,
            path: Cow::Owned(path.into_owned()),
            reads,
        };
        matched.rows = sums.into_iter().map(row).collect();
        matched.unmatched =
            unmatched.into_iter().map(|(address, reads)| (address.to_string(), reads)).collect();
        matched.unmatched.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        matched
    }
}

/// An address as a line of the store can hold it: what would end the line, or steer a terminal that
/// shows it, is percent-encoded, as it has to be in an address anyway.
fn storable(address: &str) -> Cow<'_, str> {
    if !address.contains(char::is_control) {
        return address.into();
    }
    let mut stored = String::with_capacity(address.len() + 2);
    for char in address.chars() {
        if char.is_control() {
            let mut bytes = [0; 4];
            let bytes = char.encode_utf8(&mut bytes).bytes();
            stored.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            stored.push(char);
        }
    }
    stored.into()
}
