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
#[derive(Clone, Debug, Default)]
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
        let (names, mut of_briefing) = names(briefings);
        let mut by_slug: Vec<usize> = (0..names.len()).collect();
        by_slug.sort_unstable_by_key(|name| names[*name].slug);
        let mut tags: Vec<TagIndex> = Vec::new();
        let mut tag_of_name = vec![0; names.len()];
        for same_slug in by_slug.chunk_by(|a, b| names[*a].slug == names[*b].slug) {
            for name in same_slug {
                tag_of_name[*name] = tags.len();
            }
            let spellings = same_slug.iter().map(|name| &names[*name]);
            // The oldest decides a tie, so that the name does not change with each new briefing.
            let spelling = spellings.max_by_key(|name| (name.count, name.oldest));
            tags.extend(spelling.map(|spelling| TagIndex {
                name: spelling.name.into(),
                slug: spelling.slug.into(),
                briefings: Vec::new(),
            }));
        }
        for (at, numbers) in of_briefing.iter_mut().enumerate() {
            for number in numbers {
                *number = tag_of_name[*number];
                tags[*number].briefings.push(at);
            }
        }
        let total = briefings.len() as f64;
        let weights =
            tags.iter().map(|tag| (1.0 + total / tag.briefings.len() as f64).ln()).collect();
        Tagging { tags, of_briefing, weights }
    }
}

/// A tag as some write it.
struct Name<'a> {
    name: &'a str,
    slug: &'a str,
    /// How many briefings write it so.
    count: usize,
    /// The oldest briefing that does.
    oldest: usize,
}

/// All spellings of tags, and which each briefing has.
fn names(briefings: &[Arc<Briefing>]) -> (Vec<Name<'_>>, Vec<Box<[usize]>>) {
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut numbers: HashMap<&str, usize, ahash::RandomState> = HashMap::default();
    let mut of_briefing = Vec::with_capacity(briefings.len());
    for (at, briefing) in briefings.iter().enumerate() {
        let tags = briefing.article.facts.tags.iter().map(|tag| {
            let number = *numbers.entry(&tag.name).or_insert_with(|| {
                names.push(Name { name: &tag.name, slug: &tag.slug, count: 0, oldest: at });
                names.len() - 1
            });
            names[number].count += 1;
            names[number].oldest = at;
            number
        });
        of_briefing.push(tags.collect());
    }
    (names, of_briefing)
}
