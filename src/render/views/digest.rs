//! The briefing of a day, or of several, away from its page: as mail, book and paper.

use std::borrow::Cow;

use serde::Serialize;

use super::aliases::Html;
use super::story::{CorrectionView, DateView, PictureView, SourceView};

/// The stories of a day, or of several, in one piece.
#[derive(Debug, Serialize)]
pub struct DigestView<'a> {
    /// What it is called: [`digest.title`](site-yaml.md#digest), or the site's name.
    pub title: &'a str,
    /// The day, or the first and the last, in the site's language: `February 1, 2026`.
    pub name: String,
    /// Absolute URL of the day's page; of several days, of the front page.
    pub url: String,
    /// Absolute URL of the front page.
    pub home: String,
    /// [`digest.greeting`](site-yaml.md#digest).
    pub greeting: Option<&'a str>,
    /// [`digest.footer`](site-yaml.md#digest).
    pub footer: Option<&'a str>,
    /// [`digest.postal_address`](site-yaml.md#digest).
    pub postal_address: Option<&'a str>,
    /// Where readers stop getting it: an address, or what a mailer puts one in the place of.
    pub unsubscribe: Option<Html>,
    /// The corrections that were made in these days, newest first.
    pub corrections: Vec<DigestCorrectionView<'a>>,
    /// The later corrections of its stories, newest first.
    pub corrected_since: Vec<DigestCorrectionView<'a>>,
    /// Its stories, section by section.
    pub groups: Vec<DigestGroupView<'a>>,
    /// What was read most the day before, most first.
    pub most_read: Vec<DigestLinkView<'a>>,
    /// The style sheet of paper: what it says at the head and foot of each page, and how. Empty in
    /// mail.
    pub style: Html,
    /// What the page may load and run; none in mail.
    pub content_policy: Option<Html>,
}

/// The stories of a section.
#[derive(Debug, Serialize)]
pub struct DigestGroupView<'a> {
    /// The section's name.
    pub title: &'a str,
    /// Absolute URL of its first page.
    pub url: String,
    /// The stories.
    pub stories: Vec<DigestStoryView<'a>>,
}

/// A story of it.
#[derive(Debug, Serialize)]
pub struct DigestStoryView<'a> {
    /// Which of its stories it is, from 1.
    pub number: usize,
    /// Headline.
    pub title: &'a str,
    /// Standfirst.
    pub subtitle: Option<&'a str>,
    /// Plain text: `summary`, or the beginning of the text, or the standfirst; may be empty.
    pub summary: &'a str,
    /// Absolute URL of its page.
    pub url: String,
    /// When it was published.
    pub date: DateView,
    /// Set as in [site.yaml](site-yaml.md#dateline).
    pub dateline: Option<String>,
    /// The authors in one line; may be empty.
    pub byline: Html,
    /// The same without HTML, for `mail.txt`.
    pub authors: String,
    /// What [kind](front-matter.md#kind) of story it is: `news`, `opinion` and so on.
    pub kind: &'static str,
    /// What readers are told of its kind, in the theme's words; none of news.
    pub label: Option<&'a str>,
    /// The picture that leads it.
    pub image: Option<DigestImageView<'a>>,
    /// The target of a link-out story.
    pub source: Option<SourceView<'a>>,
    /// BCP 47 tag of its language.
    pub lang: Cow<'a, str>,
    /// The direction of its script, for `dir`.
    pub direction: &'static str,
    /// Its corrections, in the order of the front matter.
    pub corrections: Vec<CorrectionView<'a>>,
    /// Why it is not public yet; only in a preview of the site, on paper.
    pub held: Option<String>,
    /// Whether all of it is here, or only its summary.
    pub is_whole: bool,
    /// The text; empty where only the summary is here.
    pub content: Html,
    /// The text without HTML, for `mail.txt`; empty elsewhere.
    pub text: String,
}

/// The picture that leads a story.
#[derive(Debug, Serialize)]
pub struct DigestImageView<'a> {
    /// The version of at most 800 pixels, at an absolute URL.
    pub picture: PictureView,
    /// Whether it may be shown; in mail, only a JPEG, PNG or GIF of the site, else its words are.
    pub is_shown: bool,
    /// What it shows; may be empty.
    pub alt: &'a str,
    /// The line below it.
    pub caption: Option<&'a str>,
    /// Who made it.
    pub credit: Option<&'a str>,
}

/// A correction, and the story that was wrong.
#[derive(Debug, Serialize)]
pub struct DigestCorrectionView<'a> {
    /// When it was made.
    pub date: DateView,
    /// What was wrong and what is right.
    pub text: &'a str,
    /// The story.
    pub story: DigestLinkView<'a>,
}

/// A link to a story.
#[derive(Debug, Serialize)]
pub struct DigestLinkView<'a> {
    /// Its headline, behind its [kind](front-matter.md#kind) if it is not news: `Opinion: …`.
    pub title: Cow<'a, str>,
    /// Absolute URL of its page.
    pub url: String,
    /// BCP 47 tag of its language.
    pub lang: Cow<'a, str>,
    /// The direction of its script, for `dir`.
    pub direction: &'static str,
}
