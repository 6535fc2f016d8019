//! Tags: what briefings are about.

use std::collections::HashMap;
use std::sync::Arc;

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

/// The tags of a site, and which briefing has which.
#[derive(Debug, Default)]
pub struct Tagging {
    /// The tags, by slug.
    pub tags: Vec<TagIndex>,
    /// For each briefing, the indexes of its tags, in the order of its front matter.
    pub of_briefing: Vec<Box<[usize]>>,
    /// How much it says of two briefings that they share a tag: the rarer, the
    /// more (its inverse document frequency).
    pub weights: Vec<f64>,
}

impl Tagging {
    /// Gathers the tags of `briefings`, which are newest first.
    pub fn new(briefings: &[Arc<Briefing>]) -> Self {
        let mut found: HashMap<&str, (HashMap<&str, usize>, Vec<usize>)> = HashMap::new();
        for (at, briefing) in briefings.iter().enumerate() {
            for tag in &briefing.article.facts.tags {
                let (spellings, with_tag) = found.entry(&tag.slug).or_default();
                *spellings.entry(&tag.name).or_default() += 1;
                with_tag.push(at);
            }
        }
        let mut tags: Vec<TagIndex> = found
            .into_iter()
            .map(|(slug, (spellings, with_tag))| {
                let name = spelling(slug, &spellings, &with_tag, briefings);
                TagIndex { name, slug: slug.into(), briefings: with_tag }
            })
            .collect();
        tags.sort_by(|a, b| a.slug.cmp(&b.slug));

        let numbers: HashMap<&str, usize> =
            tags.iter().enumerate().map(|(number, tag)| (tag.slug.as_str(), number)).collect();
        let numbers_of = |briefing: &Arc<Briefing>| {
            let slugs = briefing.article.facts.tags.iter().map(|tag| tag.slug.as_str());
            slugs.filter_map(|slug| numbers.get(slug).copied()).collect()
        };
        let of_briefing = briefings.iter().map(numbers_of).collect();
        let total = briefings.len() as f64;
        let weights =
            tags.iter().map(|tag| (1.0 + total / tag.briefings.len() as f64).ln()).collect();
        Tagging { tags, of_briefing, weights }
    }
}

fn spelling(
    slug: &str,
    spellings: &HashMap<&str, usize>,
    with_tag: &[usize],
    briefings: &[Arc<Briefing>],
) -> String {
    let most = spellings.values().max().copied().unwrap_or(0);
    // From the oldest, so that the name does not change with each new briefing.
    with_tag
        .iter()
        .rev()
        .flat_map(|at| &briefings[*at].article.facts.tags)
        .find(|tag| tag.slug == slug && spellings.get(tag.name.as_str()) == Some(&most))
        .map_or_else(|| slug.to_string(), |tag| tag.name.clone())
}
