//! Authors: who wrote briefings.

use std::collections::HashMap;

use super::gathering::{Known, NamedList, Spelling, Told, lists};
use crate::model::ListedBriefing;
use crate::slug::{Naming, name_key, slug_of_name};

/// The authors of a site, and the briefings of each.
#[derive(Clone, Debug, Default)]
pub struct Authorship {
    /// The authors, in the order of their keys.
    pub authors: Vec<NamedList>,
    /// The number of the author that bylines name so.
    by_name: HashMap<Box<str>, usize, ahash::RandomState>,
}

/// A name in bylines, with what its address is made from.
struct Byline<'a> {
    name: &'a str,
    key: String,
    slug: String,
    count: usize,
    known: Known,
}

impl Byline<'_> {
    fn spelling(&self) -> Spelling<'_> {
        let Byline { name, key, slug, count, known } = self;
        Spelling { name, key, slug, count: *count, known: *known }
    }
}

impl Authorship {
    /// Gathers those of `briefings`, which are newest first, and those that texts tell about.
    pub fn new(briefings: &[ListedBriefing<'_>], told: &[Told<'_>], naming: Naming) -> Self {
        let mut numbers: HashMap<&str, Option<usize>, ahash::RandomState> = HashMap::default();
        let mut bylines: Vec<Byline<'_>> = Vec::new();
        for (at, briefing) in briefings.iter().enumerate() {
            let known = Known::from(at, briefing);
            for name in briefing.authors {
                let number = *numbers.entry(name).or_insert_with(|| {
                    let key = name_key(name, naming);
                    // A name without a letter, such as an emoji, has no address.
                    let slug = slug_of_name(&key, naming.letters)?;
                    bylines.push(Byline { name, key, slug, count: 0, known });
                    Some(bylines.len() - 1)
                });
                if let Some(number) = number {
                    bylines[number].count += 1;
                    bylines[number].known = bylines[number].known.min(known);
                }
            }
        }
        let spellings: Vec<Spelling<'_>> = bylines.iter().map(Byline::spelling).collect();
        let (mut authors, list_of) = lists(&spellings, told);
        let by_name: HashMap<Box<str>, usize, ahash::RandomState> =
            spellings.iter().zip(&list_of).map(|(name, list)| (name.name.into(), *list)).collect();
        for (at, briefing) in briefings.iter().enumerate() {
            for author in briefing.authors.iter().filter_map(|name| by_name.get(&**name)) {
                let briefings = &mut authors[*author].briefings;
                // One may have two of her names there.
                if briefings.last() != Some(&at) {
                    briefings.push(at);
                }
            }
        }
        Authorship { authors, by_name }
    }

    /// The author that a byline names so; none of a name that has no address.
    pub fn of_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }
}
