//! Briefings and standing pages.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::html::{captions_of_data, without_hidden};
use crate::language::tag::Language;
use crate::model::{Attachments, HeldReason, LiveText, Media, Played, Translation, Uses};
use crate::routes::EditionId;
use crate::text::date::Moment;
use crate::text::front_matter::FrontMatter;
use crate::text::kept::KeptText;
use crate::text::markdown::Heading;
use crate::url::SitePath;

/// What a briefing and a standing page have in common: a text with its facts.
#[derive(Debug, PartialEq, Hash)]
pub struct Article {
    /// The file's path from the site's root.
    pub file: String,
    /// Where it is published.
    pub path: SitePath,
    /// Its facts.
    pub facts: FrontMatter,
    /// The text as HTML.
    pub html: KeptText,
    /// The beginning of the text, plain; empty if there is none, or a summary stands for it.
    pub excerpt: String,
    /// How many words it has.
    pub words: usize,
    /// What its page needs beside what all pages have.
    pub uses: Uses,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// The same story in other languages, as its front matter names them.
    pub translations: Vec<Translation>,
    /// Its files, each once, in the order in which it names them.
    pub media: Vec<Media>,
    /// Why it is not public yet; only where held texts were asked for.
    pub held: Option<HeldReason>,
    /// Whether it is shared with a card, since it has no picture.
    pub wants_card: bool,
    /// The language that it is published in.
    pub edition: EditionId,
    /// What it has in common with its versions in other languages; nothing on a site with one.
    pub story: Box<str>,
    /// Its entries, if it is told while it happens.
    pub live: Option<Box<LiveText>>,
}

impl Article {
    /// One that says nothing but this, for tests.
    #[cfg(test)]
    pub fn of_facts(file: &str, path: SitePath, facts: FrontMatter) -> Self {
        Article {
            file: file.into(),
            path,
            facts,
            html: KeptText::default(),
            excerpt: String::new(),
            words: 0,
            uses: Uses::default(),
            headings: Vec::new(),
            translations: Vec::new(),
            media: Vec::new(),
            held: None,
            wants_card: false,
            edition: EditionId::FIRST,
            story: "".into(),
            live: None,
        }
    }

    /// The tag of the language that the text says it is in.
    pub fn lang(&self) -> Option<&str> {
        self.facts.language.as_ref().map(Language::tag)
    }

    /// The last moment that it names: published, updated, corrected, an entry of what is live.
    pub fn modified(&self) -> Option<&Moment> {
        let corrections = self.facts.corrections.iter().map(|correction| &correction.date);
        let entries = self.live.iter().flat_map(|live| &live.entries).map(|entry| &entry.moment);
        let named = self.facts.date.iter().chain(&self.facts.updated).chain(corrections);
        named.chain(entries).max_by_key(|moment| moment.timestamp())
    }

    /// The picture that leads it.
    pub fn lead(&self) -> Option<&Media> {
        self.media.iter().find(|media| media.role.leads)
    }

    /// Whether it shows data, as a table or chart.
    pub fn shows_data(&self) -> bool {
        self.media.iter().any(|media| media.role.data)
    }

    /// The sound and films that it plays and does not hide, in their order.
    pub fn played(&self) -> impl Iterator<Item = (&Media, &Played)> {
        let played = self.media.iter().filter_map(|media| Some((media, media.played.as_deref()?)));
        played.filter(|(_, played)| !played.is_hidden)
    }

    /// The HTML in which the words are that readers see: of figures of data, the captions alone.
    pub fn html_of_words(&self) -> Cow<'_, str> {
        let html = self.html.read_or_nothing();
        let html = match self.shows_data() {
            true => Cow::Owned(captions_of_data(&html).into_owned()),
            false => html,
        };
        match without_hidden(&html) {
            Cow::Owned(shown) => Cow::Owned(shown),
            Cow::Borrowed(_) => html,
        }
    }

    /// The files that are published with it.
    pub fn attachments(&self) -> Attachments<'_> {
        Attachments::among(&self.media)
    }

    /// For lists and search engines: `summary`, else the beginning of the text, else the standfirst.
    pub fn summary(&self) -> &str {
        if let Some(summary) = &self.facts.summary {
            return summary;
        }
        if !self.excerpt.is_empty() {
            return &self.excerpt;
        }
        self.facts.subtitle.as_deref().unwrap_or_default()
    }
}

/// A story in a section.
#[derive(Debug, PartialEq, Hash)]
pub struct Briefing {
    /// The text and its facts.
    pub article: Article,
    /// Index of its section.
    pub section: usize,
    /// When it is published.
    pub date: Moment,
    /// The day of publication, in the time zone of the site.
    pub day: Date,
}

impl Briefing {
    /// The briefing of `article` in the section `section`, published on `date`.
    pub fn new(article: Article, section: usize, date: Moment) -> Self {
        let day = date.day();
        Briefing { article, section, date, day }
    }

    /// When it was last changed: updated or corrected, as its front matter says,
    /// but never before it was published.
    pub fn modified(&self) -> &Moment {
        let named = self.article.modified().into_iter();
        named.chain([&self.date]).max_by_key(|moment| moment.timestamp()).unwrap_or(&self.date)
    }
}

/// A standing text outside the sections.
#[derive(Debug, PartialEq, Hash)]
pub struct StandingPage {
    /// The text and its facts.
    pub article: Article,
}
