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
            let is_named_so = first.key.replace(' ', "-") == first.slug;
            addressed.push(Addressed { key: first.key, slug: first.slug, is_named_so, oldest });
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
    /// Whether its name is the slug, but for capitals and spaces.
    is_named_so: bool,
    /// Its oldest briefing; the higher, the older.
    oldest: Option<usize>,
}

/// The slug of each tag, which no other has. Where two would have one, it is that of the tag
/// that is named so, whatever the dates are, or else of the older one, so that a new one moves
/// none; the other gets one that follows from its name alone.
fn slugs(tags: &[Addressed<'_>]) -> Vec<String> {
    let mut by_slug: Vec<usize> = (0..tags.len()).collect();
    by_slug.sort_unstable_by_key(|at| {
        let Addressed { slug, is_named_so, oldest, .. } = &tags[*at];
        (*slug, Reverse(*is_named_so), Reverse(*oldest), *at)
    });
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

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::model::{Article, Briefing};
    use crate::slug::{Naming, name_key, slug_of_name};
    use crate::text::date;
    use crate::text::front_matter::FrontMatter;
    use crate::url::SitePath;

    fn briefing(tags: &[&str]) -> Briefing {
        let tag = |name: &&str| {
            let key = name_key(name, Naming::default());
            let slug = slug_of_name(&key, Naming::default().letters).unwrap();
            Tag { name: (*name).into(), key, slug }
        };
        let facts = FrontMatter { tags: tags.iter().map(tag).collect(), ..FrontMatter::default() };
        let article = Article::of_facts("a.md", SitePath::root(), facts);
        Briefing::new(article, 0, date::parse("2026-02-01", &TimeZone::UTC).unwrap())
    }

    /// The tags of stories, the newest first: name, address and how many have it.
    fn tags(stories: &[&[&str]]) -> Vec<(String, String, usize)> {
        let briefings: Vec<Briefing> = stories.iter().map(|tags| briefing(tags)).collect();
        let listed: Vec<_> = briefings.iter().map(ListedBriefing::of).collect();
        let tagging = Tagging::new(&listed);
        let of_tag = |tag: TagIndex| (tag.name, tag.slug, tag.briefings.len());
        tagging.tags.into_iter().map(of_tag).collect()
    }

    fn address(stories: &[&[&str]], name: &str) -> String {
        tags(stories).into_iter().find(|(other, ..)| other == name).unwrap().1
    }

    #[test]
    fn spellings_are_one_tag_and_names_are_not() {
        let all = tags(&[&["Water", "水", "C"], &["water", "税", "C++"], &["water", "C#", "Ｃ"]]);
        let all: Vec<(&str, &str, usize)> =
            all.iter().map(|(name, slug, count)| (&**name, &**slug, *count)).collect();
        assert_eq!(
            all,
            [
                ("Ｃ", "c", 2),
                ("C#", "c-sharp", 1),
                ("C++", "c-plus-plus", 1),
                ("water", "water", 3),
                ("水", "水", 1),
                ("税", "税", 1),
            ]
        );
    }

    /// A tag that comes moves none, and what it gets follows from its name alone.
    #[test]
    fn tags_that_would_meet_have_addresses_of_their_own() {
        for (old, new, slug) in [
            ("resume", "résumé", "resume"),
            ("мой", "мои", "moi"),
            ("COVID 19", "COVID-19", "covid-19"),
            ("U S", "U.S.", "u-s"),
            ("c sharp", "C#", "c-sharp"),
        ] {
            let together: &[&[&str]] = &[&[new, old], &[new], &[old], &["other"]];
            assert_eq!(address(&[&[old]], old), slug);
            assert_eq!(address(together, old), slug);
            let address_of_new = address(together, new);
            assert!(address_of_new.starts_with(&format!("{slug}-")), "{address_of_new}");
            assert_eq!(address(&[&[new, "third"], &[old]], new), address_of_new);
        }
        let crowd: &[&[&str]] = &[&["é", "è", "ê", "ë", "e"]];
        let addresses: HashSet<String> = tags(crowd).into_iter().map(|tag| tag.1).collect();
        assert_eq!(addresses.len(), 5);
    }

    /// Neither a story that is dated back nor one that is deleted moves it.
    #[test]
    fn a_tag_that_is_named_as_its_address_keeps_it() {
        for (named, other, slug) in [
            ("resume", "résumé", "resume"),
            ("U S", "U.S.", "u-s"),
            ("C plus plus", "C++", "c-plus-plus"),
            ("Moi", "мой", "moi"),
        ] {
            let stories: [&[&[&str]]; 4] = [
                &[&[other], &[named], &["C"]],
                &[&[other], &[named], &[other]],
                &[&[other], &[named, other]],
                &[&[named], &[other], &[other]],
            ];
            let moved = address(stories[0], other);
            assert!(moved.starts_with(&format!("{slug}-")), "{moved}");
            for stories in stories {
                assert_eq!(address(stories, named), slug, "{stories:?}");
                assert_eq!(address(stories, other), moved, "{stories:?}");
            }
            // There is nobody else who could have it.
            assert_eq!(address(&[&[other]], other), slug);
        }
    }

    #[test]
    fn an_address_that_is_someone_elses_name_is_not_given_twice() {
        let taken = address(&[&["é"], &["e"]], "é");
        let stories: &[&[&str]] = &[&["é", &taken], &["e"]];
        assert_eq!(address(stories, &taken), taken);
        assert_ne!(address(stories, "é"), taken);
    }
}
