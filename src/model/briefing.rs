//! Briefings and standing pages.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::model::{HeldReason, Translation};
use crate::text::date::Moment;
use crate::text::front_matter::FrontMatter;
use crate::text::language::Language;
use crate::text::markdown::{Dimensions, Heading};
use crate::url::SitePath;

/// What a briefing and a standing page have in common: a text with its facts.
#[derive(Debug, PartialEq)]
pub struct Article {
    /// The file's path from the site's root.
    pub file: String,
    /// Where it is published.
    pub path: SitePath,
    /// Its facts.
    pub facts: FrontMatter,
    /// The text as HTML.
    pub html: String,
    /// The beginning of the text, plain; empty if there is none.
    pub excerpt: String,
    /// How many words it has.
    pub words: usize,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// The picture that leads it.
    pub picture: Option<Picture>,
    /// The same story in other languages, as its front matter names them.
    pub translations: Vec<Translation>,
    /// The files that are published with it.
    pub attachments: Vec<Attachment>,
    /// The pictures of the site that it shows, by their files' paths from the site's root.
    pub shown: Vec<String>,
    /// Why it is not public yet; only where held texts were asked for.
    pub held: Option<HeldReason>,
}

impl Article {
    /// The tag of the language that the text says it is in.
    pub fn lang(&self) -> Option<&str> {
        self.facts.language.as_ref().map(Language::tag)
    }

    /// The last moment that its front matter names: published, updated, corrected.
    pub fn modified(&self) -> Option<&Moment> {
        let corrections = self.facts.corrections.iter().map(|correction| &correction.date);
        let named = self.facts.date.iter().chain(&self.facts.updated).chain(corrections);
        named.max_by_key(|moment| moment.timestamp())
    }

    /// The files of its pictures, from the site's root: what is made of it depends on them.
    pub fn picture_files(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let shown = self.shown.iter().map(|file| Cow::Borrowed(file.as_str()));
        self.picture_file().into_iter().chain(shown)
    }

    /// The file of the picture that leads it, from the site's root.
    fn picture_file(&self) -> Option<Cow<'_, str>> {
        let Some(Picture::OnSite { path, .. }) = &self.picture else { return None };
        let own = self.attachments.iter().find(|attachment| attachment.path == *path);
        Some(match own {
            Some(attachment) => Cow::Borrowed(&attachment.file),
            None => Cow::Owned(format!("static{path}")),
        })
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

/// Where a picture is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// On this site.
    OnSite {
        /// Where it is published.
        path: SitePath,
        /// How many bytes it has, where that is known.
        bytes: Option<u64>,
        /// Its size, where that is known.
        dimensions: Option<Dimensions>,
    },
    /// On another host, by its absolute URL.
    Elsewhere(String),
}

/// A file that is published with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The file's path from the site's root.
    pub file: String,
    /// Where it is published.
    pub path: SitePath,
}

/// A story in a section.
#[derive(Debug, PartialEq)]
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
#[derive(Debug, PartialEq)]
pub struct StandingPage {
    /// The text and its facts.
    pub article: Article,
}
