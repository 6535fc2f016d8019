//! Tags: what briefings are about.

use std::collections::HashMap;

use rayon::prelude::*;

use super::gathering::{Known, NamedList, Spelling, Told, lists};
use crate::model::ListedBriefing;
use crate::text::front_matter::Tag;

/// The tags of a site, and which briefing has which.
#[derive(Clone, Debug, Default)]
pub struct Tagging {
    /// The tags, in the order of their keys.
    pub tags: Vec<NamedList>,
    /// For each briefing, the indexes of its tags, in the order of its front matter.
    pub of_briefing: Vec<Box<[usize]>>,
    /// How much it says of two briefings that they share a tag: the rarer, the
    /// more (its inverse document frequency).
    pub weights: Vec<f64>,
}

impl Tagging {
    /// Gathers the tags of `briefings`, which are newest first, and those that texts tell about.
    pub fn new(briefings: &[ListedBriefing<'_>], told: &[Told<'_>]) -> Self {
        let Spellings { names, mut of_briefing } = Spellings::of(briefings);
        let (mut tags, tag_of_name) = lists(&names, told);
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

/// All spellings of tags, and which each briefing has.
#[derive(Default)]
struct Spellings<'a> {
    names: Vec<Spelling<'a>>,
    of_briefing: Vec<Box<[usize]>>,
}

impl<'a> Spellings<'a> {
    /// Gathers those of parts of the briefings on all threads, and joins them:
    /// most of the time goes into looking at every briefing.
    fn of(briefings: &[ListedBriefing<'a>]) -> Self {
        const AT_ONCE: usize = 4096;
        let of_part = |(part, briefings)| Spellings::of_part(part * AT_ONCE, briefings);
        let mut parts: Vec<Self> = briefings.par_chunks(AT_ONCE).enumerate().map(of_part).collect();
        let mut names: Vec<Spelling<'a>> = Vec::new();
        let mut numbers = Numbers::default();
        let mut joined = Vec::with_capacity(parts.len());
        for part in &mut parts {
            let number = part.names.drain(..).map(|name| {
                let number = numbers.of(&name, &mut names);
                names[number].count += name.count;
                names[number].known = names[number].known.min(name.known);
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

    /// Those of a few briefings, the first of which has this place in the order of all.
    fn of_part(start: usize, briefings: &[ListedBriefing<'a>]) -> Self {
        let mut spellings = Spellings::default();
        let mut numbers = Numbers::default();
        for (at, briefing) in (start..).zip(briefings) {
            let known = Known::from(at, briefing);
            let tags = briefing.tags.iter().map(|Tag { name, key, slug }| {
                let name = Spelling { name, key, slug, count: 0, known };
                let number = numbers.of(&name, &mut spellings.names);
                spellings.names[number].count += 1;
                spellings.names[number].known = spellings.names[number].known.min(known);
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
    fn of(&mut self, name: &Spelling<'a>, names: &mut Vec<Spelling<'a>>) -> usize {
        *self.0.entry(name.name).or_insert_with(|| {
            names.push(Spelling { count: 0, ..*name });
            names.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

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

    fn tagging(stories: &[&[&str]]) -> Tagging {
        let briefings: Vec<Briefing> = stories.iter().map(|tags| briefing(tags)).collect();
        let listed: Vec<_> = briefings.iter().map(ListedBriefing::of).collect();
        Tagging::new(&listed, &[])
    }

    /// The tags of stories, the newest first: name, address and how many have it.
    fn tags(stories: &[&[&str]]) -> Vec<(String, String, usize)> {
        let of_tag = |tag: NamedList| (tag.name, tag.slug, tag.briefings.len());
        tagging(stories).tags.into_iter().map(of_tag).collect()
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

    /// The names of two tags that would meet, and where.
    const MEETING: [(&str, &str, &str); 5] = [
        ("resume", "résumé", "resume"),
        ("мой", "мои", "moi"),
        ("COVID 19", "COVID-19", "covid-19"),
        ("U S", "U.S.", "u-s"),
        ("c sharp", "C#", "c-sharp"),
    ];

    /// A tag that comes moves none, and what it gets follows from its name alone.
    #[test]
    fn tags_that_would_meet_have_addresses_of_their_own() {
        let both_ways = MEETING.iter().flat_map(|(a, b, slug)| [(*a, *b, *slug), (*b, *a, *slug)]);
        for (old, new, slug) in both_ways {
            assert_eq!(address(&[&[old]], old), slug);
            for together in [
                &[&[new, old][..], &[new], &[old], &["other"]][..],
                &[&[new], &[new], &[old, "other"]],
                &[&[new], &[old], &[old]],
            ] {
                assert_eq!(address(together, old), slug, "{together:?}");
                let address_of_new = address(together, new);
                assert!(address_of_new.starts_with(&format!("{slug}-")), "{address_of_new}");
                assert_eq!(address(&[&[new, "third"], &[old]], new), address_of_new);
            }
        }
        let crowd: &[&[&str]] = &[&["é", "è", "ê", "ë", "e"]];
        let addresses: HashSet<String> = tags(crowd).into_iter().map(|tag| tag.1).collect();
        assert_eq!(addresses.len(), 5);
    }

    /// In one story, the name that is the address has it.
    #[test]
    fn of_tags_of_one_age_the_one_that_is_spelled_so_has_the_address() {
        for (spelled, other) in [("resume", "résumé"), ("Moi", "мой"), ("U S", "U.S."), ("e", "é")]
        {
            for story in [[spelled, other], [other, spelled]] {
                assert!(!address(&[&story], spelled).contains(|c: char| c.is_ascii_digit()));
            }
        }
    }

    /// What a tag that came later had while the older one was there.
    #[test]
    fn the_address_beside_another_tag_stays_known_when_that_is_gone() {
        for (a, b, slug) in MEETING {
            for (old, new) in [(a, b), (b, a)] {
                let second = address(&[&[new], &[old]], new);
                let alone = tagging(&[&[new]]).tags.remove(0);
                assert_eq!(alone.slug, slug);
                // Of an ordinary name nothing is kept.
                let is_ordinary = new.is_ascii() && !new.contains(['-', '.', '#']);
                assert_eq!(alone.reserve, (!is_ordinary).then_some(second), "{new}");
            }
        }
        let plain = tagging(&[&["Human rights", "water", "2026", "水", "ＥＵ"]]);
        assert!(plain.tags.iter().all(|tag| tag.reserve.is_none()), "{plain:?}");
    }

    #[test]
    fn an_address_that_is_someone_elses_name_is_not_given_twice() {
        let taken = address(&[&["é"], &["e"]], "é");
        let stories: &[&[&str]] = &[&["é", &taken], &["e"]];
        assert_eq!(address(stories, &taken), taken);
        assert_ne!(address(stories, "é"), taken);
    }
}
