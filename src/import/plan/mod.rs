//! What the new site will hold, before anything is written: settings, texts and files, each at
//! its path, tried out as a site before they are trusted.

mod addresses;
mod aliases;
mod broken;
mod languages;
mod lists;
mod places;
mod sections;
mod settings;
mod texts;
mod trial;
mod versions;

use std::collections::BTreeMap;

use jiff::Timestamp;

use languages::Editions;

use super::bundle::Bundle;
use super::model::{Archive, Kind, Note, Origin};
use super::rules::Rules;
use crate::model::Reveal;
use crate::text::config;

/// A site that is to be written.
#[derive(Debug, Default)]
pub struct Plan {
    /// Its files, by their paths from the site's root.
    pub files: BTreeMap<String, Content>,
    /// What the source has of the texts among them, by their files.
    pub texts: BTreeMap<String, OfSource>,
    /// What the report says.
    pub notes: Vec<Note>,
    /// How much there is of what.
    pub counts: Counts,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text(String),
    /// A file of the source, by its path there.
    Copy(String),
}

/// What the source has of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSource {
    /// What it is known by there, in this import and the next.
    pub id: String,
    /// Where it is there.
    pub origin: Origin,
    /// Whether it is not public there.
    pub is_held: bool,
}

/// How much came in and goes out. What came in is what goes out and what is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Stories and pages of the source.
    pub texts_in: usize,
    /// Stories that will be public.
    pub stories: usize,
    /// Pages that will be public.
    pub pages: usize,
    /// Texts that are drafts.
    pub held: usize,
    /// Pages that are lists, and lead to one.
    pub lists: usize,
    /// Texts that Dateline has no place for.
    pub left_out: usize,
    /// Public addresses of the source.
    pub addresses: usize,
    /// Those at which the text itself is.
    pub kept: usize,
    /// Those that lead to the text.
    pub aliases: usize,
    /// Files of the source that are published.
    pub files: usize,
    /// What the source has and no site shows.
    pub not_shown: BTreeMap<&'static str, usize>,
}

/// Holds back what is not public at this moment, as [`make`] does too.
pub fn hold(archive: &mut Archive, now: Timestamp) {
    let zone = settings::config(archive, &mut Vec::new()).time_zone;
    texts::hold_before(archive, &zone, now);
}

/// Makes the plan of a site. `now` is the moment at which it is public or not.
pub fn make(mut archive: Archive, bundle: &Bundle, rules: &Rules, now: Timestamp) -> Plan {
    let mut plan = Plan::default();
    plan.counts.texts_in = archive.texts.len();
    let mut config = settings::config(&archive, &mut plan.notes);
    languages::forget_if_one(&mut archive);
    texts::hold(&mut archive, &config.time_zone, now, &mut plan.notes);
    texts::hold_what_belongs(&mut archive, &mut plan.notes);
    sections::assign(&mut archive, &mut config, rules);
    addresses::choose(&mut config, &archive);
    languages::assign(&archive, &mut config);
    let editions = Editions::of(&config);
    let mut lists = lists::take_out(&mut archive, &mut plan);
    lists::lead_menu(&lists, &mut config);
    let placed = places::places(&archive, &editions, &config, &mut plan.notes);
    for file in &archive.files {
        plan.files.insert(format!("static{}", file.address), Content::Copy(file.from.clone()));
    }
    let versions = versions::versions(&archive, &placed, &config, &mut plan.notes);
    let broken = broken::find(&archive, bundle);
    let mut written = texts::write(&archive, &placed, &config, bundle, &broken);
    texts::name_versions(&mut written, versions);
    plan.notes.append(&mut archive.notes);
    for text in &written {
        plan.notes.extend(text.notes.iter().cloned());
    }
    plan.files.insert(config::FILE.into(), Content::Text(config::write(&config)));
    // Which addresses are free is known of a site without old ones.
    for text in &written {
        plan.files.insert(text.file.clone(), Content::Text(text.text()));
        let of = &archive.texts[text.at];
        let id = of.id.clone().unwrap_or_else(|| of.origin.file.clone());
        let of = OfSource { id, origin: of.origin.clone(), is_held: of.held.is_some() };
        plan.texts.insert(text.file.clone(), of);
    }
    let reveal = Reveal { future: archive.shows_future, ..Reveal::default() };
    let free = trial::mend(&mut plan, bundle, now, reveal);
    aliases::give(written, free, (&archive, &config.base_url), &mut plan, &mut lists);
    lists::redirect(&lists, &mut plan);
    trial::mend(&mut plan, bundle, now, reveal);
    let is_public = |text: &&super::model::Text| text.held.is_none();
    plan.counts.held = archive.texts.iter().filter(|text| text.held.is_some()).count();
    let of = |kind: Kind| {
        archive.texts.iter().filter(is_public).filter(|text| text.kind == kind).count()
    };
    (plan.counts.stories, plan.counts.pages) = (of(Kind::Story), of(Kind::Page));
    plan.counts.files =
        plan.files.values().filter(|content| matches!(content, Content::Copy(_))).count();
    plan.counts.not_shown = archive.left_out;
    plan.notes.sort();
    plan.notes.dedup();
    plan
}
