//! The corrections that the stories declare.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::model::Briefing;
use crate::site::{Edition, Site};
use crate::text::front_matter::Correction;

/// A correction and the story that it is of.
pub(super) struct Declared<'a> {
    pub briefing: &'a Briefing,
    pub correction: &'a Correction,
}

/// The corrections of all public briefings since that day, the newest first.
pub(super) fn declared<'a>(site: &'a Site, since: Option<Date>) -> Vec<Declared<'a>> {
    let of_edition = |edition: &'a Edition| {
        let all = edition.corrections().into_iter();
        all.map(|(at, correction)| Declared { briefing: &edition.briefings[at], correction })
    };
    let mut declared: Vec<Declared<'_>> = site.editions.iter().flat_map(of_edition).collect();
    declared.retain(|it| since.is_none_or(|since| it.correction.date.day() >= since));
    declared.sort_by_key(|it| Reverse(it.correction.date.timestamp()));
    declared
}
