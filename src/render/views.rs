//! What templates see. `docs/template-variables.md` is made from this file, so the
//! comments speak to theme authors.
//!
//! Views are made at the boundary; the model itself is not serialised. A field
//! that many pages share holds a ready [`Value`], which is passed on, not copied;
//! its type says what is in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

/// HTML, which is not escaped.
pub type Html = Value;

/// A map with whatever fields its author gave it.
pub type Extra = Value;

/// [`SectionView`]
pub type Section = Value;

/// [`CountedLinkView`]
pub type Tag = Value;

/// [`CardView`] [`ShownView`] What lists show of a briefing.
pub type Story = Value;

/// [`Story`] [`WholeView`] A briefing on its own page.
pub type Briefing = Value;

/// [`MostReadView`]
pub type MostRead = Value;

/// The whole site.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// Its name, as in `site.yaml`.
    pub title: String,
    /// A line about it, as in `site.yaml`.
    pub tagline: Option<String>,
    /// BCP 47 tag, such as `en`.
    pub language: String,
    /// `ltr` or `rtl`, by the language's script.
    pub direction: &'static str,
    /// Link to the front page, with the base path: `/briefing/`.
    pub home: String,
    /// The address that it is published at, absolute, with its last slash.
    pub base_url: String,
    /// Who publishes it.
    pub publisher: Option<PublisherView>,
    /// Those that have briefings, in the order of `site.yaml`.
    pub sections: Vec<Section>,
    /// Standing pages, by title.
    pub pages: Vec<LinkView>,
    /// Years of the archive, newest first.
    pub years: Vec<CountedLinkView>,
    /// Link to the list of tags; none when no briefing has a tag.
    pub tags_url: Option<String>,
    /// Link to the search; none when [site.yaml](site-yaml.md#search) turns it off.
    pub search_url: Option<String>,
    /// Link to the list of corrections; none when there are no corrections.
    pub corrections_url: Option<String>,
    /// The feeds of the whole site, RSS first.
    pub feeds: Vec<FeedView>,
    /// Link to [its icon](site-yaml.md#icons).
    pub icon_url: Option<String>,
    /// Link to `apple-touch-icon.png`, if `static/` has it.
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
    pub style: Html,
    /// The script that has to run before anything is shown.
    pub early_script: Html,
    /// What its pages may load and run.
    pub content_policy: Option<Html>,
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

/// Parts that are the same on every page.
#[derive(Debug, Serialize)]
pub struct FrameView {
    /// What `frame/name.html` made.
    pub name: Html,
    /// What `frame/most-read.html` made; empty when nothing is known to be read.
    pub most_read: Html,
    /// What `frame/head.html` made.
    pub head: Html,
    /// What `frame/search.html` made; empty on a site without a search.
    pub search: Html,
    /// What `frame/footer.html` made.
    pub footer: Html,
}

/// What the page is, whatever its kind.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// `home`, `section`, `briefing`, `page`, `tags`, `tag`, `most_read`, `year`, `month`, `day`,
    /// `search`, `corrections`, `not_found` or `redirect`.
    pub kind: &'static str,
    /// Its own title, without the site's; on the front page, the site's.
    pub title: &'a str,
    /// A sentence or two, plain text: the summary of a story or page, a section's description, on
    /// the front page the tagline.
    pub description: Option<&'a str>,
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// Id of the section that it belongs to, on a section's pages and on its briefings.
    pub section: Option<&'a str>,
    /// What `frame/navigation.html` made for the page's section.
    pub navigation: Html,
    /// The picture of a story or page.
    pub image: Option<ImageView<'a>>,
    /// Its language as [Open Graph](https://ogp.me) has it: `en_US`; none where the language names
    /// no territory, as `en`.
    pub locale: Option<Cow<'a, str>>,
    /// The text in all its languages, itself among them, by language; empty where there is one only.
    pub translations: Vec<TranslationView<'a>>,
    /// A script that [tells search engines](templates.md#what-machines-are-told) what the page is;
    /// none on redirects and the page for what is not found.
    pub structured_data: Option<Html>,
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
    /// Its title; none on another site.
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
    /// Its feeds, RSS first.
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

/// What a briefing's front matter and place on the site say of it.
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
    /// As set by [site.yaml](site-yaml.md#dateline): `STEPANAKERT, FEBRUARY 1, ARTSAKHPRESS:`.
    pub dateline: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// What it is about.
    pub tags: Vec<Tag>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// Where a link-out brief leads.
    pub source: Option<SourceView<'a>>,
    /// Whether it may lead the front page.
    pub featured: bool,
    /// Why it is not public yet; only with `--drafts` or `--future`.
    pub held: Option<String>,
    /// BCP 47 tag, when `extra: {lang: hy}` says that the story is in another language than the site.
    pub lang: Option<&'a str>,
    /// [`extra`](front-matter.md#extra) of the front matter, as it is; may be empty.
    pub extra: Extra,
}

/// How lists show a briefing, made once for all of them.
#[derive(Debug, Serialize)]
pub struct ShownView {
    /// What `line.html` made of it.
    pub line: Html,
    /// What `card.html` made of it.
    pub card: Html,
}

/// What only a briefing's own page shows.
#[derive(Debug, Serialize)]
pub struct WholeView<'a> {
    /// The text.
    pub content: Html,
    /// How many words the text has.
    pub words: usize,
    /// At 238 words a minute, at least 1.
    pub reading_minutes: usize,
    /// Where readers can share it, as [site.yaml](site-yaml.md#share) says.
    pub share: Vec<LinkView>,
    /// The last of `updated` and the corrections, if it is later than `date`.
    pub modified: Option<DateView>,
    /// Its headings.
    pub toc: Vec<HeadingView<'a>>,
    /// What was corrected, in the order of the front matter.
    pub corrections: Vec<CorrectionView<'a>>,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `datetime` attributes: `2026-02-01T09:30:00+04:00`, or `2026-02-01` when the front matter
    /// gave a day only.
    pub iso: String,
    /// The day in the site's language: `February 1, 2026`.
    pub text: String,
    /// `09:30`.
    pub time: String,
    /// False when the front matter gave a day only; `time` is then `00:00`.
    pub has_time: bool,
    /// Link to that day's archive page; the day of `updated` or of a correction may have none.
    pub url: Option<String>,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView<'a> {
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// What it shows; may be empty.
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
    /// The story that it is of.
    pub story: Story,
}

/// A standing page's text.
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
    /// Why it is not public yet; only with `--drafts` or `--future`.
    pub held: Option<String>,
    /// [`extra`](front-matter.md#extra) of the front matter, as it is; may be empty.
    pub extra: Extra,
}

/// Briefings under the name of a section.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// The section.
    pub section: Section,
    /// Those of the section.
    pub briefings: Vec<Story>,
}

/// A day of a month's page.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// The day in the site's language.
    pub name: String,
    /// Link to its page.
    pub url: String,
    /// Those of the day.
    pub briefings: Vec<Story>,
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

/// What was [read most](most-read.md).
#[derive(Debug, Serialize)]
pub struct MostReadView {
    /// Link to the whole list, `/most-read/`.
    pub url: String,
    /// The newest day that has reads.
    pub as_of: DateView,
    /// One for each window in which something was read, shortest first.
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
    /// The briefing.
    pub story: Story,
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
    /// The tags that the most stories have, at most 200, by name.
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
