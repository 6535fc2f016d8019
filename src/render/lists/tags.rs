//! The tags, as pages order them.

use crate::site::Edition;

/// The tags that the most briefings have, first.
pub fn by_use(edition: &Edition) -> Vec<usize> {
    let tags = &edition.index.tagging.tags;
    // One about which something is told may have no story yet.
    let mut by_use: Vec<usize> =
        (0..tags.len()).filter(|tag| !tags[*tag].briefings.is_empty()).collect();
    by_use.sort_by_key(|tag| usize::MAX - tags[*tag].briefings.len());
    by_use
}

/// The same tags by name.
pub fn by_name(edition: &Edition, mut tags: Vec<usize>) -> Vec<usize> {
    let all = &edition.index.tagging.tags;
    tags.sort_by_key(|tag| (all[*tag].name.to_lowercase(), *tag));
    tags
}
