//! What the lists, paths and dates of a site follow from in each text.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::language::tag::Language;
use crate::model::{
    Article, Attachments, Briefing, FeedName, Held, StandingPage, Translation, VersionFacts,
};
use crate::routes::EditionId;
use crate::text::date::Moment;
use crate::text::front_matter::{About, Correction, Kind, NamePlaces, Tag};
use crate::text::placed::Placed;
use crate::url::SitePath;

/// All of a text that the index of a site is made of. The index is given nothing else, and a
/// save that leaves these equal leaves it as it is: so a list that needs one more fact of its
/// texts needs a field here, by which it is remembered when it has to be made anew.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct Placement<'a> {
    /// Why it is not public, if it is not; also where it is shown all the same.
    pub held: Option<&'a Held>,
    /// When it, or a part of it, appears or disappears by itself next.
    pub next_change: Option<Timestamp>,
    /// The file's path from the site's root.
    pub file: &'a str,
    /// The language that it is in.
    pub edition: EditionId,
    /// What it has in common with its versions in other languages; nothing on a site with one.
    pub story: &'a str,
    /// What it is compared with its versions by; nothing on a site with one language.
    pub version: Option<&'a Arc<VersionFacts>>,
    /// What feeds know it by, if it is a story, whether it is shown or not.
    pub feed_name: Option<&'a FeedName>,
    /// What it is on the site; nothing if it is not shown.
    pub listed: Option<Listing<'a>>,
}

/// What a text is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub enum Listing<'a> {
    /// A story in a section.
    Briefing(ListedBriefing<'a>),
    /// A standing page.
    Page(ListedPage<'a>),
    /// What is told about an author, a topic or a series.
    About(ListedAbout<'a>),
}

impl<'a> Listing<'a> {
    /// Where it is published.
    pub fn path(self) -> &'a SitePath {
        match self {
            Listing::Briefing(briefing) => briefing.text.path,
            Listing::Page(page) => page.text.path,
            Listing::About(about) => about.text.path,
        }
    }
}

/// What a briefing and a standing page have in common.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct ListedText<'a> {
    /// The file's path from the site's root.
    pub file: &'a str,
    /// Where it is published.
    pub path: &'a SitePath,
    /// When it was published.
    pub date: Option<&'a Moment>,
    /// When it was last changed by an editor.
    pub updated: Option<&'a Moment>,
    /// What was corrected.
    pub corrections: &'a [Correction],
    /// Old paths.
    pub aliases: &'a [Placed<SitePath>],
    /// The files that are published with it.
    pub attachments: Attachments<'a>,
    /// The edition that it is of.
    pub edition: EditionId,
    /// What it has in common with its versions in other languages; nothing on a site with one.
    pub story: &'a str,
    /// The language that it says it is in.
    pub language: Option<&'a Language>,
    /// The same story in other languages.
    pub translations: &'a [Translation],
    /// Whether readers see it.
    pub is_public: bool,
    /// The headline of its card, if it is to have one.
    pub card: Option<&'a str>,
    /// Whether it has blocks, so that their style sheet is there.
    pub has_blocks: bool,
    /// Whether it may show frames, so that their script is there.
    pub has_frames: bool,
    /// The days of its entries, if it is told while it happens.
    pub live: Option<&'a [Date]>,
}

/// A briefing, as lists know it.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct ListedBriefing<'a> {
    /// What it has in common with a page.
    pub text: ListedText<'a>,
    /// Index of its section.
    pub section: usize,
    /// When it is published.
    pub date: &'a Moment,
    /// It is in no output before this.
    pub embargo: Option<&'a Moment>,
    /// The day of publication, in the time zone of the site.
    pub day: Date,
    /// What it is about.
    pub tags: &'a [Tag],
    /// What kind of story it is.
    pub kind: Kind,
    /// Who wrote it.
    pub authors: &'a [String],
    /// Where each of them is written.
    pub authors_at: &'a NamePlaces,
    /// The series that it is a part of.
    pub series: Option<&'a Tag>,
}

/// A standing page, as lists know it.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct ListedPage<'a> {
    /// What it has in common with a briefing.
    pub text: ListedText<'a>,
    /// Its title, by which pages are listed.
    pub title: &'a str,
}

/// What is told about an author, a topic or a series, as lists know it.
#[derive(Clone, Copy, Debug, PartialEq, Hash)]
pub struct ListedAbout<'a> {
    /// What it has in common with a briefing.
    pub text: ListedText<'a>,
    /// What it tells.
    pub about: &'a About,
    /// The slug that it names.
    pub slug: Option<&'a str>,
}

impl<'a> ListedText<'a> {
    fn of(article: &'a Article) -> Self {
        let facts = &article.facts;
        ListedText {
            file: &article.file,
            path: &article.path,
            date: facts.date.as_ref(),
            updated: facts.updated.as_ref(),
            corrections: &facts.corrections,
            aliases: &facts.aliases,
            attachments: article.attachments(),
            edition: article.edition,
            story: &article.story,
            language: facts.language.as_ref(),
            translations: &article.translations,
            is_public: article.held.is_none(),
            card: article.wants_card.then_some(&*facts.title),
            has_blocks: article.uses.blocks,
            has_frames: !article.uses.frames.is_empty(),
            live: article.live.as_ref().map(|live| &*live.days),
        }
    }

    /// The days that pages name of it.
    pub fn days(self) -> impl Iterator<Item = Date> + 'a {
        let corrections = self.corrections.iter().map(|correction| &correction.date);
        let named = self.date.into_iter().chain(self.updated).chain(corrections).map(Moment::day);
        named.chain(self.live.into_iter().flatten().copied())
    }
}

impl<'a> ListedBriefing<'a> {
    /// What lists know of `briefing`.
    pub fn of(briefing: &'a Briefing) -> Self {
        ListedBriefing {
            text: ListedText::of(&briefing.article),
            section: briefing.section,
            date: &briefing.date,
            embargo: briefing.article.facts.embargo.as_ref(),
            day: briefing.day,
            tags: &briefing.article.facts.tags,
            kind: briefing.article.facts.kind,
            authors: &briefing.article.facts.authors,
            authors_at: &briefing.article.facts.authors_at,
            series: briefing.article.facts.series.as_ref(),
        }
    }

    /// Since when readers know it.
    pub fn public_since(&self) -> Timestamp {
        let embargo = self.embargo.map(Moment::timestamp);
        embargo.into_iter().fold(self.date.timestamp(), Timestamp::max)
    }

    /// Newest first; at the same moment, by path.
    pub fn newest_first(&self, other: &Self) -> Ordering {
        // By day first: where a clock is set back over midnight, the moments of
        // two days interleave, and a day has to be one stretch of the list.
        let key = |of: &Self| (of.day, of.date.timestamp());
        key(other).cmp(&key(self)).then_with(|| self.text.path.cmp(other.text.path))
    }
}

impl<'a> ListedAbout<'a> {
    /// What lists know of a text that tells about one.
    pub fn of(page: &'a StandingPage) -> Option<Self> {
        let facts = &page.article.facts;
        let slug = facts.slug.as_deref();
        Some(ListedAbout {
            text: ListedText::of(&page.article),
            about: facts.about.as_deref()?,
            slug,
        })
    }
}

impl<'a> ListedPage<'a> {
    /// What lists know of `page`.
    pub fn of(page: &'a StandingPage) -> Self {
        ListedPage { text: ListedText::of(&page.article), title: &page.article.facts.title }
    }

    /// By title, then by path.
    pub fn by_title(&self, other: &Self) -> Ordering {
        (self.title, self.text.path).cmp(&(other.title, other.text.path))
    }
}
