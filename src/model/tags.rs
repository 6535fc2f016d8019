//! Tags: what briefings are about.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::ListedBriefing;
use crate::text::front_matter::Tag;

/// A tag and its briefings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagIndex {
    /// As it is written most often; on a tie, in the oldest briefing.
    pub name: String,
    /// Its part of a URL, which no other has.
    pub slug: String,
    /// Indexes into the site's briefings, newest first.
    pub briefings: Vec<usize>,
}

/// The tags of a site, and which briefing has which.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    /// The tags, in the order of their keys.
    pub tags: Vec<TagIndex>,
    /// For each briefing, the indexes of its tags, in the order of its front matter.
    pub of_briefing: Vec<Box<[usize]>>,
    /// How much it says of two briefings that they share a tag: the rarer, the
    /// more (its inverse document frequency).
    pub weights: Vec<f64>,
}

impl Tagging {
    /// Gathers the tags of `briefings`, which are newest first.
    pub fn new(briefings: &[ListedBriefing<'_>]) -> Self {
        let Spellings { names, mut of_briefing } = Spellings::of(briefings);
        let mut by_key: Vec<usize> = (0..names.len()).collect();
        by_key.sort_unstable_by_key(|name| names[*name].key);
        let mut tags: Vec<TagIndex> = Vec::new();
        let mut addressed: Vec<Addressed> = Vec::new();
        let mut tag_of_name = vec![0; names.len()];
        for same_key in by_key.chunk_by(|a, b| names[*a].key == names[*b].key) {
            for name in same_key {
                tag_of_name[*name] = tags.len();
            }
            let spellings = same_key.iter().map(|name| &names[*name]);
            let oldest = spellings.clone().map(|name| name.oldest).max();
            let first = &names[same_key[0]];
            addressed.push(Addressed { key: first.key, slug: first.slug, oldest });
            // The oldest decides a tie, so that the name does not change with each new briefing.
            let spelling = spellings.max_by_key(|name| (name.count, name.oldest));
            tags.extend(spelling.map(|spelling| TagIndex {
                name: spelling.name.into(),
                slug: String::new(),
                briefings: Vec::new(),
            }));
        }
        for (tag, slug) in tags.iter_mut().zip(slugs(&addressed)) {
            tag.slug = slug;
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

/// A tag that has to get an address.
struct Addressed<'a> {
    key: &'a str,
    slug: &'a str,
    /// Its oldest briefing; the higher, the older.
    oldest: Option<usize>,
}

/// The slug of each tag, which no other has. Where two would have one, it stays that of the
/// tag that is older, so that a new one moves none; the other gets one that follows from its
/// name alone.
fn slugs(tags: &[Addressed<'_>]) -> Vec<String> {
    let mut by_slug: Vec<usize> = (0..tags.len()).collect();
    by_slug.sort_unstable_by_key(|at| (tags[*at].slug, Reverse(tags[*at].oldest), *at));
    let mut taken: HashSet<Cow<'_, str>> = tags.iter().map(|tag| tag.slug.into()).collect();
    let mut slugs = vec![String::new(); tags.len()];
    for same_slug in by_slug.chunk_by(|a, b| tags[*a].slug == tags[*b].slug) {
        for (rank, at) in same_slug.iter().enumerate() {
            let Addressed { key, slug, .. } = tags[*at];
            slugs[*at] = if rank == 0 { slug.into() } else { slug_of_key(slug, key, &mut taken) };
        }
    }
    slugs
}

fn slug_of_key(slug: &str, key: &str, taken: &mut HashSet<Cow<'_, str>>) -> String {
    let mut seed = 0;
    loop {
        let hash = xxh3_64_with_seed(key.as_bytes(), seed) >> 32;
        let candidate = format!("{slug}-{hash:08x}");
        if taken.insert(candidate.clone().into()) {
            return candidate;
        }
        seed += 1;
    }
}

/// A tag as some write it.
#[derive(Clone, Copy)]
struct Name<'a> {
    name: &'a str,
    key: &'a str,
    slug: &'a str,
    /// How many briefings write it so.
    count: usize,
    /// The oldest briefing that does.
    oldest: usize,
}

/// All spellings of tags, and which each briefing has.
#[derive(Default)]
struct Spellings<'a> {
    names: Vec<Name<'a>>,
    of_briefing: Vec<Box<[usize]>>,
}

impl<'a> Spellings<'a> {
    /// Gathers those of parts of the briefings on all threads, and joins them:
    /// most of the time goes into looking at every briefing.
    fn of(briefings: &[ListedBriefing<'a>]) -> Self {
        const AT_ONCE: usize = 4096;
        let mut parts: Vec<Self> = briefings.par_chunks(AT_ONCE).map(Spellings::of_part).collect();
        let mut names: Vec<Name<'a>> = Vec::new();
        let mut numbers = Numbers::default();
        let mut joined = Vec::with_capacity(parts.len());
        for (part, start) in parts.iter_mut().zip((0..).step_by(AT_ONCE)) {
            let number = part.names.drain(..).map(|name| {
                let number = numbers.of(&name, &mut names);
                names[number].count += name.count;
                names[number].oldest = start + name.oldest;
                number
            });
            joined.push(number.collect::<Vec<usize>>());
        }
        parts.par_iter_mut().zip(joined).for_each(|(part, joined)| {
            for number in part.of_briefing.iter_mut().flatten() {
                *number = joined[*number];
            }
        });
        let of_briefing = parts.into_iter().flat_map(|part| part.of_briefing).collect();
        Spellings { names, of_briefing }
    }

    /// Those of a few briefings, which `oldest` counts from the first of them.
    fn of_part(briefings: &[ListedBriefing<'a>]) -> Self {
        let mut spellings = Spellings::default();
        let mut numbers = Numbers::default();
        for (at, briefing) in briefings.iter().enumerate() {
            let tags = briefing.tags.iter().map(|Tag { name, key, slug }| {
                let name = Name { name, key, slug, count: 0, oldest: at };
                let number = numbers.of(&name, &mut spellings.names);
                spellings.names[number].count += 1;
                spellings.names[number].oldest = at;
                number
            });
            spellings.of_briefing.push(tags.collect());
        }
        spellings
    }
}

/// The number of each spelling.
#[derive(Default)]
struct Numbers<'a>(HashMap<&'a str, usize, ahash::RandomState>);

impl<'a> Numbers<'a> {
    /// The number of a spelling, which gets the next one if it is new.
    fn of(&mut self, name: &Name<'a>, names: &mut Vec<Name<'a>>) -> usize {
        *self.0.entry(name.name).or_insert_with(|| {
            names.push(Name { count: 0, ..*name });
            names.len() - 1
        })
    }
}
