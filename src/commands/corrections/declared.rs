//! The corrections that the stories declare.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::model::Briefing;
use crate::site::Site;
use crate::text::front_matter::Correction;

/// A correction and the story that it is of.
pub(super) struct Declared<'a> {
    pub briefing: &'a Briefing,
    pub correction: &'a Correction,
}

/// The corrections of all public briefings since that day, the newest first.
pub(super) fn declared(site: &Site, since: Option<Date>) -> Vec<Declared<'_>> {
    let mut declared: Vec<Declared<'_>> = site
        .briefings
        .iter()
        .flat_map(|briefing| {
            let corrections = briefing.article.facts.corrections.iter();
            corrections.map(move |correction| Declared { briefing, correction })
        })
        .filter(|declared| since.is_none_or(|since| declared.correction.date.day() >= since))
        .collect();
    declared.sort_by_key(|declared| Reverse(declared.correction.date.timestamp()));
    declared
}
