//! What templates see. `docs/templates.md` describes each for theme authors.
//!
//! Views are made at the boundary; the model itself is not serialised. A field
//! that many pages share holds a ready [`Value`], which is passed on, not copied.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

/// `site`: the whole site, in every template.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Link to the front page.
    pub home: String,
    /// Absolute, with its last slash.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: Option<PublisherView>,
    /// [`SectionView`]s that have briefings, in the order of `site.yaml`.
    pub sections: Vec<Value>,
    /// Standing pages, by title.
    pub pages: Vec<LinkView>,
    /// Years of the archive, newest first.
    pub years: Vec<CountedLinkView>,
    /// Link to the list of tags, if there are any.
    pub tags_url: Option<String>,
    /// Link to the search, unless the site has none.
    pub search_url: Option<String>,
    /// Link to the list of corrections, if there are any.
    pub corrections_url: Option<String>,
    /// The feeds of the whole site.
    pub feeds: Vec<FeedView>,
    /// Link to its icon.
    pub icon_url: Option<String>,
    /// Link to the icon for Apple's devices, if `static/` has one.
    pub touch_icon_url: Option<String>,
    /// Link to the web manifest.
    pub manifest_url: String,
    /// The picture in the place of its name.
    pub logo: Option<LogoView>,
    /// Links beside those to the sections.
    pub menu: Vec<LinkView>,
    /// A line at the foot of every page.
    pub footer_text: Option<String>,
    /// Links at the foot of every page.
    pub footer_links: Vec<LinkView>,
    /// The publisher's own pages at social networks, by their hosts.
    pub profiles: Vec<LinkView>,
    /// The scripts of services that count readers.
    pub analytics: Vec<ScriptView>,
    /// Comments below stories.
    pub comments: Option<CommentsView>,
    /// The style sheet of its settings; it may be empty.
    pub style: Value,
    /// The script that has to run before anything is shown.
    pub early_script: Value,
    /// What its pages may load and run.
    pub content_policy: Option<Value>,
}

/// A picture in the place of a name.
#[derive(Debug, Serialize)]
pub struct LogoView {
    /// Link, with the base path.
    pub url: String,
    /// In pixels, where it is known.
    pub width: Option<u32>,
    /// In pixels, where it is known.
    pub height: Option<u32>,
}

/// A script of another site.
#[derive(Debug, Serialize)]
pub struct ScriptView {
    /// Absolute URL.
    pub src: String,
    /// The name of the attribute that it reads.
    pub attribute: &'static str,
    /// What stands in it.
    pub value: String,
}

/// Comments by giscus.
#[derive(Debug, Serialize)]
pub struct CommentsView {
    /// The repository: `owner/name`.
    pub repo: String,
    /// Its id.
    pub repo_id: String,
    /// The category of the discussions.
    pub category: String,
    /// Its id.
    pub category_id: String,
}

/// A feed.
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// `RSS`, `Atom` or `JSON`.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Link to it.
    pub url: String,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
pub struct PublisherView {
    /// The name.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// Absolute URL of its logo.
    pub logo: Option<String>,
}

/// `frame`: parts that are the same on every page, in every template but their own.
#[derive(Debug, Serialize)]
pub struct FrameView {
    /// HTML of `frame/name.html`.
    pub name: Value,
    /// HTML of `frame/most-read.html`; empty when nothing is known to be read.
    pub most_read: Value,
    /// HTML of `frame/head.html`.
    pub head: Value,
    /// HTML of `frame/footer.html`.
    pub footer: Value,
}

/// `page`: what the page is, in every template.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// What it is, such as `briefing`.
    pub kind: &'static str,
    /// Its own title, without the site's.
    pub title: &'a str,
    /// A sentence or two, plain text.
    pub description: Option<&'a str>,
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// Id of the section that it belongs to.
    pub section: Option<&'a str>,
    /// HTML of `frame/navigation.html`.
    pub navigation: Value,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// Its language as Open Graph has it, where a territory is known: `en_US`.
    pub locale: Option<Cow<'a, str>>,
    /// The same text in several languages, this one among them.
    pub translations: Vec<TranslationView<'a>>,
    /// A `<script>` that tells machines what it is.
    pub structured_data: Option<Value>,
}

/// A text in a language.
#[derive(Debug, Serialize)]
pub struct TranslationView<'a> {
    /// BCP 47 tag.
    pub language: &'a str,
    /// What the language calls itself; where the theme does not know, its tag.
    pub name: &'a str,
    /// Link, with the base path if it is on this site.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// Its title, if it is on this site.
    pub title: Option<&'a str>,
    /// Whether it is this page.
    pub is_this: bool,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionView<'a> {
    /// Its folder.
    pub id: &'a str,
    /// Its name.
    pub title: &'a str,
    /// A line about it.
    pub description: Option<&'a str>,
    /// Link to its first page.
    pub url: String,
    /// How many briefings it has.
    pub count: usize,
    /// Its feeds.
    pub feeds: Vec<FeedView>,
}

/// A name that leads somewhere.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A period that another is part of.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// What it is called.
    pub name: String,
    /// Where its page is.
    pub url: String,
}

/// A name that leads to a number of briefings.
#[derive(Debug, Serialize)]
pub struct CountedLinkView {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// How many briefings there are.
    pub count: usize,
}

/// A card: what lists show of a briefing.
#[derive(Debug, Serialize)]
pub struct CardView<'a> {
    /// Headline.
    pub title: &'a str,
    /// Standfirst.
    pub subtitle: Option<&'a str>,
    /// Plain text.
    pub summary: &'a str,
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// A [`SectionView`].
    pub section: Value,
    /// When it was published.
    pub date: DateView,
    /// Last editorial change.
    pub updated: Option<DateView>,
    /// As the site sets it.
    pub dateline: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// Each a [`CountedLinkView`].
    pub tags: Vec<Value>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// Where a link-out brief leads.
    pub source: Option<SourceView<'a>>,
    /// Whether it may lead the front page.
    pub featured: bool,
    /// Why it is not public.
    pub held: Option<String>,
    /// BCP 47 tag of its language, where `extra: {lang: …}` names one.
    pub lang: Option<&'a str>,
    /// `extra` of the front matter.
    pub extra: Value,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// RFC 3339, for `datetime` attributes; the day alone when only a day was written.
    pub iso: String,
    /// The day in the site's language.
    pub text: String,
    /// `09:30`.
    pub time: String,
    /// False when a day only was written.
    pub has_time: bool,
    /// Link to that day's archive page, if it has one.
    pub url: Option<String>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView<'a> {
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// What it shows.
    pub alt: &'a str,
    /// In pixels, where it is known.
    pub width: Option<u32>,
    /// In pixels, where it is known.
    pub height: Option<u32>,
    /// The line below it.
    pub caption: Option<&'a str>,
    /// Who made it.
    pub credit: Option<&'a str>,
}

/// Where a link-out brief leads.
#[derive(Debug, Serialize)]
pub struct SourceView<'a> {
    /// The publication.
    pub name: &'a str,
    /// Absolute URL.
    pub url: &'a str,
}

/// A heading of a text.
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

/// A correction in the list of all.
#[derive(Debug, Serialize)]
pub struct CorrectedView<'a> {
    /// When it was made.
    pub date: DateView,
    /// What was wrong and what is right.
    pub text: &'a str,
    /// The story's card.
    pub story: Value,
}

/// A standing page's text.
#[derive(Debug, Serialize)]
pub struct StandingView<'a> {
    /// Headline.
    pub title: &'a str,
    /// The line below it.
    pub subtitle: Option<&'a str>,
    /// Plain text.
    pub summary: &'a str,
    /// HTML.
    pub content: Value,
    /// Its headings.
    pub toc: Vec<HeadingView<'a>>,
    /// Last editorial change.
    pub updated: Option<DateView>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// Why it is not public.
    pub held: Option<String>,
    /// `extra` of the front matter.
    pub extra: Value,
}

/// Briefings under the name of a section.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// A [`SectionView`].
    pub section: Value,
    /// Cards.
    pub briefings: Vec<Value>,
}

/// A day of a month's page.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// The day in the site's language.
    pub name: String,
    /// Link to its page.
    pub url: String,
    /// Cards.
    pub briefings: Vec<Value>,
}

/// Where a list goes on.
#[derive(Debug, Serialize)]
pub struct PagerView {
    /// This page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// How many briefings the whole list has.
    pub total: usize,
    /// Link to the page before this.
    pub newer: Option<String>,
    /// Link to the page after this.
    pub older: Option<String>,
    /// The first page, the last, and those around this one.
    pub pages: Vec<PagerLinkView>,
}

/// A page of a list.
#[derive(Debug, Serialize)]
pub struct PagerLinkView {
    /// From 1.
    pub number: usize,
    /// Where it is.
    pub url: String,
    /// Whether pages between it and the one before are left out.
    pub follows_gap: bool,
}

/// Where a redirect leads.
#[derive(Debug, Serialize)]
pub struct TargetView<'a> {
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// The title there.
    pub title: &'a str,
}

/// What was read most, as every page shows it.
#[derive(Debug, Serialize)]
pub struct MostReadView {
    /// Link to the whole list.
    pub url: String,
    /// The newest day that has reads.
    pub as_of: DateView,
    /// One for each window, shortest first.
    pub rankings: Vec<RankingView>,
}

/// What was read most in a window of days.
#[derive(Debug, Serialize)]
pub struct RankingView {
    /// The window's name in `site.yaml`: `week`.
    pub id: String,
    /// The same with a capital: `Week`.
    pub name: String,
    /// How many days it has.
    pub days: usize,
    /// Its first day.
    pub first: DateView,
    /// Its last day.
    pub last: DateView,
    /// What was read in it, most first.
    pub briefings: Vec<RankedView>,
}

/// A briefing among those read most.
#[derive(Debug, Serialize)]
pub struct RankedView {
    /// Its card.
    pub story: Value,
    /// How often it was read.
    pub reads: u64,
}

/// What the search needs.
#[derive(Debug, Serialize)]
pub struct SearchView<'a> {
    /// Link to the manifest of the index.
    pub index: String,
    /// How many were found: a text for each plural of the language, `{n}` in it.
    pub found: BTreeMap<&'a str, &'a str>,
    /// The site's host: `highland.example`.
    pub host: &'a str,
    /// The tags that the most stories have, by name.
    pub tags: Vec<SearchTagView<'a>>,
}

/// A tag that a search may ask for.
#[derive(Debug, Serialize)]
pub struct SearchTagView<'a> {
    /// As it is shown.
    pub name: &'a str,
    /// As the index has it.
    pub slug: &'a str,
}
