//! Series: briefings that are parts of a whole.

use std::collections::HashMap;

use super::gathering::{Known, NamedList, Spelling, Told, lists};
use crate::model::ListedBriefing;

/// The series of a site.
#[derive(Clone, Debug, Default)]
pub struct Serials {
    /// The series, in the order of their keys.
    pub series: Vec<NamedList>,
    /// The parts of each, in the order in which they are read.
    pub parts: Vec<Vec<usize>>,
    /// For each briefing that is a part: the series, and its place among the parts, from 0.
    places: HashMap<usize, (usize, usize)>,
}

impl Serials {
    /// Gathers those of `briefings`, which are newest first, and those that texts tell about.
    pub fn new(briefings: &[ListedBriefing<'_>], told: &[Told<'_>]) -> Self {
        let named = briefings.iter().enumerate().filter_map(|(at, it)| Some((at, it.series?)));
        let named: Vec<_> = named.collect();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut spellings: Vec<Spelling<'_>> = Vec::new();
        let mut number_of = Vec::with_capacity(named.len());
        for (at, series) in &named {
            let known = Known::from(*at, &briefings[*at]);
            let number = *numbers.entry(&series.name).or_insert_with(|| {
                let (name, key, slug) = (&*series.name, &*series.key, &*series.slug);
                spellings.push(Spelling { name, key, slug, count: 0, known });
                spellings.len() - 1
            });
            spellings[number].count += 1;
            spellings[number].known = spellings[number].known.min(known);
            number_of.push(number);
        }
        let (mut series, list_of) = lists(&spellings, told);
        for ((at, _), number) in named.iter().zip(number_of) {
            series[list_of[number]].briefings.push(*at);
        }
        let parts: Vec<Vec<usize>> =
            series.iter().map(|series| in_reading_order(&series.briefings, briefings)).collect();
        let places = parts.iter().enumerate().flat_map(|(series, parts)| {
            parts.iter().enumerate().map(move |(place, at)| (*at, (series, place)))
        });
        let places = places.collect();
        Serials { series, parts, places }
    }

    /// The series that a briefing is a part of, and its place among the parts, from 0.
    pub fn place_of(&self, briefing: usize) -> Option<(usize, usize)> {
        self.places.get(&briefing).copied()
    }
}

/// The first comes first; of the same moment, by path, so that `1-rain` is before `2-flood`.
fn in_reading_order(parts: &[usize], briefings: &[ListedBriefing<'_>]) -> Vec<usize> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(|at| {
        let ListedBriefing { day, date, text, .. } = &briefings[*at];
        (*day, date.timestamp(), text.path)
    });
    parts
}
