//! Tags: what briefings are about.

use std::collections::HashMap;

use crate::model::Briefing;

/// A tag and its briefings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagIndex {
    /// As it is written most often; on a tie, in the oldest briefing.
    pub name: String,
    /// Its part of a URL; two spellings with the same slug are one tag.
    pub slug: String,
    /// Indexes into the site's briefings, newest first.
    pub briefings: Vec<usize>,
}

/// The tags of `briefings`, by slug; each briefing learns the indexes of its own.
pub fn by_tag(briefings: &mut [Briefing]) -> Vec<TagIndex> {
    let mut found: HashMap<String, (HashMap<String, usize>, Vec<usize>)> = HashMap::new();
    for (at, briefing) in briefings.iter().enumerate() {
        for tag in &briefing.article.facts.tags {
            let (spellings, with_tag) = found.entry(tag.slug.clone()).or_default();
            *spellings.entry(tag.name.clone()).or_default() += 1;
            with_tag.push(at);
        }
    }
    let mut tags: Vec<TagIndex> = found
        .into_iter()
        .map(|(slug, (spellings, with_tag))| {
            let name = spelling(&slug, &spellings, &with_tag, briefings);
            TagIndex { name, slug, briefings: with_tag }
        })
        .collect();
    tags.sort_by(|a, b| a.slug.cmp(&b.slug));

    let numbers: HashMap<&str, usize> =
        tags.iter().enumerate().map(|(number, tag)| (tag.slug.as_str(), number)).collect();
    for briefing in briefings {
        briefing.tags = briefing
            .article
            .facts
            .tags
            .iter()
            .filter_map(|tag| numbers.get(tag.slug.as_str()).copied())
            .collect();
    }
    tags
}

fn spelling(
    slug: &str,
    spellings: &HashMap<String, usize>,
    with_tag: &[usize],
    briefings: &[Briefing],
) -> String {
    let most = spellings.values().max().copied().unwrap_or(0);
    // From the oldest, so that the name does not change with each new briefing.
    with_tag
        .iter()
        .rev()
        .flat_map(|at| &briefings[*at].article.facts.tags)
        .find(|tag| tag.slug == slug && spellings.get(&tag.name) == Some(&most))
        .map_or_else(|| slug.to_string(), |tag| tag.name.clone())
}
