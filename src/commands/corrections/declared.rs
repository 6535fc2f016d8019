//! The corrections that the stories declare.

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
    let all = site.corrections().into_iter();
    let recent =
        all.filter(|(_, correction)| since.is_none_or(|since| correction.date.day() >= since));
    let declared =
        recent.map(|(at, correction)| Declared { briefing: &site.briefings[at], correction });
    declared.collect()
}
