//! Front matter: the facts about a text that stand above it.

mod about;
pub mod edit;
mod fences;
mod fields;
mod from_picture;
mod kind;
mod live;
mod live_reader;
mod reader;
mod slips;
mod typography;
mod writer;

pub use about::{About, Subject};
pub use edit::aliases_line;
pub use fences::{Split, date_of_file, date_of_name, name_of_file, split, split_with};
pub use fields::FIELDS;
pub use kind::Kind;
pub use live::{Live, LiveOrder};
pub use reader::parse;
pub use writer::write;

use std::hash::{Hash, Hasher};
use std::ops::Range;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Place;
use crate::language::tag::Language;
use crate::slug::Naming;
use crate::text::config::UnknownFields;
use crate::text::date::Moment;
use crate::text::placed::Placed;
use crate::text::yaml::Value;
use crate::url::{BaseUrl, SitePath};

/// The facts about one text, checked. `docs/front-matter.md` describes each.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct FrontMatter {
    /// The headline.
    pub title: String,
    /// When it is published.
    pub date: Option<Moment>,
    /// When it was last changed by an editor.
    pub updated: Option<Moment>,
    /// Where that is written.
    pub updated_at: WrittenAt,
    /// It is in no output before this.
    pub embargo: Option<Moment>,
    /// It is in no output from this on.
    pub expires: Option<Moment>,
    /// Held until this is false.
    pub draft: bool,
    /// The standfirst.
    pub subtitle: Option<String>,
    /// For lists and search engines.
    pub summary: Option<String>,
    /// Where the story was filed, and by whom.
    pub dateline: Option<Dateline>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where each of them is written.
    pub authors_at: NamePlaces,
    /// What it is about.
    pub tags: Vec<Tag>,
    /// What kind of story it is.
    pub kind: Kind,
    /// The series that it is a part of.
    pub series: Option<Tag>,
    /// Whether it is told while it happens, and how.
    pub live: Option<Live>,
    /// The picture that leads it.
    pub image: Option<Box<Image>>,
    /// Where a link-out brief leads.
    pub source: Option<Source>,
    /// The name in its URL.
    pub slug: Option<String>,
    /// Old paths.
    pub aliases: Vec<Placed<SitePath>>,
    /// Leads the home page.
    pub featured: bool,
    /// What was corrected.
    pub corrections: Vec<Correction>,
    /// Its language, where that is not the site's: `language`, or `lang` in `extra`.
    pub language: Option<Language>,
    /// The same story in other languages.
    pub translations: Vec<Translation>,
    /// The language of the original that it is made from, as a BCP 47 tag.
    pub translation_of: Option<String>,
    /// Whether it may be public before the original that it is a version of.
    pub goes_alone: bool,
    /// What feeds have known it by, where that is not what Dateline makes.
    pub feed_id: Option<String>,
    /// What it says about an author, a topic or a series, if it is such a text.
    pub about: Option<Box<About>>,
    /// Whatever else templates are given.
    pub extra: Vec<(String, Value)>,
}

/// Where names stand in their file. It is no part of what is said, so all are equal.
#[derive(Clone, Debug, Default)]
pub struct NamePlaces(pub Box<[Place]>);

impl PartialEq for NamePlaces {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Hash for NamePlaces {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Where a story was filed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dateline {
    /// Set by the site's pattern.
    Parts {
        /// Where.
        place: Option<String>,
        /// By whom.
        agency: Option<String>,
    },
    /// A whole line that ends in a colon or a dash, shown as it is.
    Whole(String),
}

/// A name that stories share, such as a tag, and what its address is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tag {
    /// As its author wrote it.
    pub name: String,
    /// What all spellings of it have in common, and no other tag has.
    pub key: String,
    /// Its part of a URL, unless an older tag has the same.
    pub slug: String,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// Relative to the file, or from the site's root.
    pub src: Placed<String>,
    /// What it shows, for those who do not see it.
    pub alt: Option<String>,
    /// The line below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// Where a link-out brief leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The name of the publication.
    pub name: String,
    /// An absolute URL.
    pub url: String,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Correction {
    /// When it was made.
    pub date: Moment,
    /// What was wrong and what is right.
    pub text: String,
    /// Whether the mistake was in this version alone, and not in those in other languages.
    pub is_of_this_version: bool,
    /// Where it is written.
    pub at: WrittenAt,
}

/// Where in its file something is written, in bytes: what a place is found from, which takes
/// a look at all of the file before it. It is no part of what is said, so all are equal.
#[derive(Clone, Debug, Default)]
pub struct WrittenAt(pub Range<usize>);

impl PartialEq for WrittenAt {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Hash for WrittenAt {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// The same story in another language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Translation {
    /// A BCP 47 tag.
    pub language: String,
    /// A text relative to the file, or an absolute URL.
    pub target: Placed<String>,
}

/// What kind of text the front matter is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A story in a section: it needs a date.
    Briefing,
    /// A standing page.
    Page,
    /// What is told about an author, a topic or a series.
    About(Subject),
}

/// What front matter is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The file's path from the site's root.
    pub file: &'a str,
    /// What it is.
    pub kind: TextKind,
    /// The zone of dates without an offset.
    pub time_zone: &'a TimeZone,
    /// What happens to unknown fields.
    pub unknown_fields: UnknownFields,
    /// How names become tags.
    pub naming: Naming,
    /// Where readers find the site, if that is known: of its own addresses, only the path below it
    /// is written.
    pub base_url: Option<&'a BaseUrl>,
    /// Whether pages put the day into a dateline by themselves.
    pub datelines_have_days: bool,
}
