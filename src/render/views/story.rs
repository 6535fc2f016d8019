//! Texts: stories in lists and on their own pages, and what they consist of.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::aliases::{Extra, Html, Section, Story, Tag};
use super::references::LinkView;
use super::site::FeedView;

/// What the front matter of a story and its place on the site say.
#[derive(Debug, Serialize)]
pub struct CardView<'a> {
    /// Headline.
    pub title: &'a str,
    /// Standfirst.
    pub subtitle: Option<&'a str>,
    /// Plain text: `summary`, or the beginning of the text, or the standfirst; may be empty.
    pub summary: &'a str,
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// The section that it is in.
    pub section: Section,
    /// When it was published.
    pub date: DateView,
    /// Last editorial change.
    pub updated: Option<DateView>,
    /// Set as in [site.yaml](site-yaml.md#dateline): `STEPANAKERT, FEBRUARY 1, ARTSAKHPRESS:`.
    pub dateline: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// The authors in one line, joined as in the site's language: `Anna Voss and Ben Hale`; may be
    /// empty.
    pub byline: Html,
    /// What it is about.
    pub tags: Vec<Tag>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// The target of a link-out story.
    pub source: Option<SourceView<'a>>,
    /// What [kind](front-matter.md#kind) of story it is: `news`, `opinion` and so on.
    pub kind: &'static str,
    /// What readers are told of its kind, in the theme's words; none of news.
    pub label: Option<Html>,
    /// Whether it is told [live](front-matter.md#live) and is not over.
    pub is_live: bool,
    /// Whether it may lead the front page.
    pub featured: bool,
    /// Why it is not public yet; only with `--drafts` or `--future`.
    pub held: Option<String>,
    /// BCP 47 tag, if the [`language`](front-matter.md#language) of the story is not that of the
    /// site.
    pub lang: Option<&'a str>,
    /// The direction of that language's script, for `dir`: `ltr` or `rtl`, or `auto` if `lang` is
    /// not a language; none without `lang`.
    pub direction: Option<&'static str>,
    /// [`extra`](front-matter.md#extra) of the front matter, unchanged; may be empty.
    pub extra: Extra,
}

/// How lists show a story, rendered once for all of them.
#[derive(Debug, Serialize)]
pub struct CardHtmlView {
    /// The output of `line.html`.
    pub line: Html,
    /// The output of `card.html`.
    pub card: Html,
}

/// What only a story's own page shows.
#[derive(Debug, Serialize)]
pub struct WholeView<'a> {
    /// The text.
    pub content: Html,
    /// `byline`, in which each author with a page is a link to it.
    pub linked_byline: Html,
    /// How many words the text has.
    pub words: usize,
    /// At 238 words a minute, at least 1.
    pub reading_minutes: usize,
    /// Links for sharing it, as set in [site.yaml](site-yaml.md#share).
    pub share: Vec<LinkView>,
    /// The latest of `updated`, the corrections and the entries of a live story, if it is later
    /// than `date`.
    pub modified: Option<DateView>,
    /// Its entries, if it is told [live](front-matter.md#live); `content` has them too.
    pub live: Option<LiveView<'a>>,
    /// Its headings; those of live entries are not among them.
    pub toc: Vec<HeadingView<'a>>,
    /// Its corrections, in the order of the front matter.
    pub corrections: Vec<CorrectionView<'a>>,
}

/// A story that is told live.
#[derive(Debug, Serialize)]
pub struct LiveView<'a> {
    /// Whether there will be no more entries.
    pub is_over: bool,
    /// Whether one of the entries is among the most important.
    pub has_key: bool,
    /// What a page says of new entries, for each plural form of the language; `{n}` is their number.
    pub new_entries: BTreeMap<&'a str, &'a str>,
    /// What stands before the entries.
    pub intro: Html,
    /// The entries, in the order in which they are shown.
    pub entries: Vec<LiveEntryView<'a>>,
    /// What stands behind them: footnotes.
    pub notes: Html,
    /// Link to what an open page asks for, to learn of new entries.
    pub updates_url: String,
    /// The feeds of its entries, RSS first.
    pub feeds: Vec<FeedView>,
}

/// An entry of a live story.
#[derive(Debug, Serialize)]
pub struct LiveEntryView<'a> {
    /// Its id in the page; no other has it.
    pub id: &'a str,
    /// Its headline; may be empty.
    pub title: Html,
    /// The same without markup.
    pub plain_title: &'a str,
    /// Absolute URL.
    pub permalink: String,
    /// When it was.
    pub date: DateView,
    /// Whether it is the first of its day in this order, if the entries are of several days.
    pub begins_day: bool,
    /// Whether it is one of the most important.
    pub is_key: bool,
    /// Its text.
    pub content: Html,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `datetime` attributes: `2026-02-01T09:30:00+04:00`, or `2026-02-01` if the front matter
    /// has only a day.
    pub iso: String,
    /// The day in the site's language: `February 1, 2026`.
    pub text: String,
    /// The same as lists say it: without its year, if the site's newest story is of that year.
    pub short: String,
    /// `09:30`.
    pub time: String,
    /// False if the front matter has only a day; `time` is then `00:00`.
    pub has_time: bool,
    /// Link to that day's archive page; the day of `updated` or of a correction may have none.
    pub url: Option<String>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView<'a> {
    /// Link, with the base path, to the version of at most 800 pixels in a format that all browsers
    /// show.
    pub url: String,
    /// Its versions in a format that all browsers show, for `srcset`; none if there is only one.
    pub srcset: Option<String>,
    /// Its versions as WebP, for `srcset`; none if there are none.
    pub webp_srcset: Option<String>,
    /// How wide it is shown, for `sizes`: [`pictures.sizes`](site-yaml.md#pictures).
    pub sizes: &'a str,
    /// The version for lists.
    pub thumbnail: PictureView,
    /// The version for social networks, of at most 1200 pixels.
    pub shared: PictureView,
    /// Absolute URL of `shared`.
    pub permalink: String,
    /// What it shows; may be empty.
    pub alt: &'a str,
    /// In pixels, upright, where it is known.
    pub width: Option<u32>,
    /// In pixels, upright, where it is known.
    pub height: Option<u32>,
    /// The line below it.
    pub caption: Option<&'a str>,
    /// Who made it.
    pub credit: Option<&'a str>,
}

/// The picture that a link to a page is shared with, if the page has none of its own.
#[derive(Debug, Serialize)]
pub struct ShareCardView<'a> {
    /// Absolute URL.
    pub permalink: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Its type: `image/png`.
    pub media_type: &'static str,
    /// The headline on it.
    pub alt: &'a str,
}

/// A version of a picture.
#[derive(Debug, Serialize)]
pub struct PictureView {
    /// Link, with the base path.
    pub url: String,
    /// In pixels, where it is known.
    pub width: Option<u32>,
    /// In pixels, where it is known.
    pub height: Option<u32>,
    /// Its type: `image/jpeg`.
    pub media_type: String,
}

/// The target of a link-out story.
#[derive(Debug, Serialize)]
pub struct SourceView<'a> {
    /// The publication.
    pub name: &'a str,
    /// Absolute URL.
    pub url: Cow<'a, str>,
}

/// A heading in a story or page.
#[derive(Debug, Serialize)]
pub struct HeadingView<'a> {
    /// 1 to 6.
    pub level: u8,
    /// Its id in the page.
    pub id: &'a str,
    /// Its words.
    pub title: &'a str,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView<'a> {
    /// When it was made.
    pub date: DateView,
    /// What was wrong and what is right.
    pub text: &'a str,
}

/// A correction in the list of all corrections.
#[derive(Debug, Serialize)]
pub struct CorrectedView<'a> {
    /// When it was made.
    pub date: DateView,
    /// What was wrong and what is right.
    pub text: &'a str,
    /// The corrected story.
    pub story: Story,
}

/// A standing page.
#[derive(Debug, Serialize)]
pub struct StandingView<'a> {
    /// Headline.
    pub title: &'a str,
    /// The line below it.
    pub subtitle: Option<&'a str>,
    /// Plain text: `summary`, or the beginning of the text, or the standfirst; may be empty.
    pub summary: &'a str,
    /// The text.
    pub content: Html,
    /// Its headings.
    pub toc: Vec<HeadingView<'a>>,
    /// Last editorial change.
    pub updated: Option<DateView>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// BCP 47 tag, if the [`language`](front-matter.md#language) of the page is not that of the
    /// site.
    pub lang: Option<&'a str>,
    /// The direction of that language's script, for `dir`: `ltr` or `rtl`, or `auto` if `lang` is
    /// not a language; none without `lang`.
    pub direction: Option<&'static str>,
    /// Why it is not public yet; only with `--drafts` or `--future`.
    pub held: Option<String>,
    /// [`extra`](front-matter.md#extra) of the front matter, unchanged; may be empty.
    pub extra: Extra,
}
