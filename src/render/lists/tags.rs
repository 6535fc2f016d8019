//! The tags, as pages order them.

use crate::site::Site;

/// The tags that the most briefings have, first.
pub fn by_use(site: &Site) -> Vec<usize> {
    let tags = &site.index.tagging.tags;
    let mut by_use: Vec<usize> = (0..tags.len()).collect();
    by_use.sort_by_key(|tag| usize::MAX - tags[*tag].briefings.len());
    by_use
}

/// The same tags by name.
pub fn by_name(site: &Site, mut tags: Vec<usize>) -> Vec<usize> {
    let all = &site.index.tagging.tags;
    tags.sort_by_key(|tag| (all[*tag].name.to_lowercase(), *tag));
    tags
}
