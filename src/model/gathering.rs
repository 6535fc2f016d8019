//! Names that stories have, and the stories of each: the one way in which tags, authors and
//! series become lists with addresses.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::model::ListedBriefing;
use crate::text::front_matter::About;

/// A name and the briefings that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedList {
    /// As its own file has it, or else as it is written most often; on a tie, in the
    /// briefing that readers knew first.
    pub name: String,
    /// Its part of a URL, which no other has.
    pub slug: String,
    /// The part that it has instead while another has `slug`. It follows from the name alone, and
    /// leads to it as long as there is one: nobody knows whether it was public once. None of a
    /// name that its slug spells in full, and where it has it as its slug.
    pub reserve: Option<String>,
    /// Other parts that lead to it: those of its other names, and that of its name where its file
    /// names another.
    pub old_slugs: Vec<String>,
    /// Indexes into the site's briefings, newest first.
    pub briefings: Vec<usize>,
    /// The number of the text that tells about it, if one does.
    pub about: Option<usize>,
}

/// A text that tells about a list.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Its number.
    pub at: usize,
    /// What it tells.
    pub about: &'a About,
    /// The slug that it names.
    pub slug: Option<&'a str>,
}

/// A name as some write it.
#[derive(Clone, Copy)]
pub(super) struct Spelling<'a> {
    pub name: &'a str,
    /// What all spellings of it have in common.
    pub key: &'a str,
    pub slug: &'a str,
    /// How many briefings write it so.
    pub count: usize,
    /// Since when readers know it so.
    pub known: Known,
}

/// Since when readers know a name, from the briefing that was public first: what has waited for
/// the end of an embargo is new to them then, whatever its date. The earlier, the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Known {
    since: Timestamp,
    /// Where that is in the order of all, in which the newest is first.
    at: Reverse<usize>,
}

impl Known {
    /// From this briefing, which has that place in the order of all.
    pub fn from(at: usize, briefing: &ListedBriefing<'_>) -> Self {
        Known { since: briefing.public_since(), at: Reverse(at) }
    }
}

/// The lists of all names, in the order of their keys, still without briefings; and the number of
/// the list that each spelling belongs to.
pub(super) fn lists(spellings: &[Spelling<'_>], told: &[Told<'_>]) -> (Vec<NamedList>, Vec<usize>) {
    let names = Names { spellings, told, keys: other_names(told) };
    let mut by_key: Vec<usize> = (0..spellings.len() + told.len()).collect();
    by_key.sort_unstable_by_key(|name| names.key(*name));
    let mut lists: Vec<NamedList> = Vec::new();
    let mut addressed: Vec<Addressed<'_>> = Vec::new();
    let mut list_of_spelling = vec![0; spellings.len()];
    for same_key in by_key.chunk_by(|a, b| names.key(*a) == names.key(*b)) {
        for name in same_key.iter().filter(|name| **name < spellings.len()) {
            list_of_spelling[*name] = lists.len();
        }
        let (address, list) = names.list(same_key);
        addressed.push(address);
        lists.push(list);
    }
    for (list, slugs) in lists.iter_mut().zip(slugs(&addressed)) {
        (list.slug, list.reserve) = slugs;
        let slug = &list.slug;
        list.old_slugs.retain(|old| old != slug);
    }
    (lists, list_of_spelling)
}

/// The keys of other names, and the key of the name that each is another of.
fn other_names<'a>(told: &[Told<'a>]) -> HashMap<&'a str, &'a str> {
    let own: HashSet<&str> = told.iter().map(|told| &*told.about.name.key).collect();
    let others = told.iter().flat_map(|told| {
        let key = &*told.about.name.key;
        told.about.also.iter().map(move |also| (&*also.key, key))
    });
    let mut keys = HashMap::new();
    for (also, key) in others.filter(|(also, _)| !own.contains(also)) {
        keys.entry(also).or_insert(key);
    }
    keys
}

/// All names: spellings, and behind them those that texts tell about.
struct Names<'s, 'a> {
    spellings: &'s [Spelling<'a>],
    told: &'s [Told<'a>],
    keys: HashMap<&'a str, &'a str>,
}

impl<'a> Names<'_, 'a> {
    fn key(&self, name: usize) -> &'a str {
        match self.spellings.get(name) {
            Some(spelling) => self.keys.get(spelling.key).copied().unwrap_or(spelling.key),
            None => &self.told[name - self.spellings.len()].about.name.key,
        }
    }

    /// The list of these names, and what decides about its address.
    fn list(&self, same_key: &[usize]) -> (Addressed<'a>, NamedList) {
        let spellings = || same_key.iter().filter_map(|name| self.spellings.get(*name));
        let told = same_key.iter().filter_map(|name| name.checked_sub(self.spellings.len()));
        let told = told.min().map(|at| self.told[at]);
        let known = spellings().map(|name| name.known).min();
        // The oldest decides a tie, so that the name does not change with each new briefing.
        let spelling = spellings().max_by_key(|name| (name.count, Reverse(name.known)));
        let key = self.key(same_key[0]);
        let own = told.map(|told| &*told.about.name.slug);
        let slug = told.and_then(|told| told.slug).or(own);
        let slug = slug.or(spelling.map(|name| name.slug)).unwrap_or_default();
        // Of two names, the slug spells at most one in full. One that was chosen stays.
        let is_chosen = told.is_some_and(|told| told.slug.is_some());
        let is_in_full = is_chosen || slug.replace('-', " ") == key;
        let also = told.into_iter().flat_map(|told| &told.about.also).map(|also| &*also.slug);
        let list = NamedList {
            name: match (told, spelling) {
                (Some(told), _) => told.about.name.name.clone(),
                (None, Some(spelling)) => spelling.name.into(),
                (None, None) => String::new(),
            },
            old_slugs: own.into_iter().chain(also).map(String::from).collect(),
            about: told.map(|told| told.at),
            ..NamedList::default()
        };
        (Addressed { key, slug, is_in_full, is_told: told.is_some(), known }, list)
    }
}

/// A list that has to get an address.
struct Addressed<'a> {
    key: &'a str,
    slug: &'a str,
    /// Whether its name can be read off the slug, but for capitals.
    is_in_full: bool,
    /// Whether a text tells about it.
    is_told: bool,
    /// Since when readers know it; nothing if no briefing has it.
    known: Option<Known>,
}

/// The slug of each list, which no other has, and its reserve. Where two would have one, it is
/// that of the one that a text tells about, or else of the older, so that a new one moves none;
/// the other has one that follows from its name alone, and that still leads to it when the first
/// is gone.
fn slugs(lists: &[Addressed<'_>]) -> Vec<(String, Option<String>)> {
    let mut by_slug: Vec<usize> = (0..lists.len()).collect();
    by_slug.sort_unstable_by_key(|at| {
        let Addressed { slug, is_in_full, is_told, known, .. } = &lists[*at];
        (*slug, Reverse(*is_told), known.is_none(), *known, Reverse(*is_in_full), *at)
    });
    let mut taken: HashSet<Cow<'_, str>> = lists.iter().map(|list| list.slug.into()).collect();
    let mut slugs = vec![(String::new(), None); lists.len()];
    for same_slug in by_slug.chunk_by(|a, b| lists[*a].slug == lists[*b].slug) {
        for (rank, at) in same_slug.iter().enumerate() {
            let Addressed { key, slug, is_in_full, .. } = lists[*at];
            let mut of_key = || slug_of_key(slug, key, &mut taken);
            slugs[*at] = match rank {
                0 => (slug.into(), (!is_in_full).then(of_key)),
                _ => (of_key(), None),
            };
        }
    }
    slugs
}

/// The slug of the list with this key while another one has `slug`.
pub fn slug_beside_others(slug: &str, key: &str) -> String {
    seeded(slug, key, 0)
}

fn seeded(slug: &str, key: &str, seed: u64) -> String {
    let hash = xxh3_64_with_seed(key.as_bytes(), seed) >> 32;
    format!("{slug}-{hash:08x}")
}

fn slug_of_key(slug: &str, key: &str, taken: &mut HashSet<Cow<'_, str>>) -> String {
    let mut seed = 0;
    loop {
        let candidate = seeded(slug, key, seed);
        if taken.insert(candidate.clone().into()) {
            return candidate;
        }
        seed += 1;
    }
}
