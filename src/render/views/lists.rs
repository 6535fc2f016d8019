//! Lists of stories, the search, and redirects.

use std::collections::BTreeMap;

use serde::Serialize;

use super::aliases::{Html, Section, Story};
use super::story::DateView;

/// Stories under the name of a section.
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// The section.
    pub section: Section,
    /// The stories.
    pub briefings: Vec<Story>,
}

/// News that is breaking, above the front page.
#[derive(Debug, Serialize)]
pub struct BannerView<'a> {
    /// What happened, in one line.
    pub text: &'a str,
    /// Link to where more is said, with the base path if it is on this site.
    pub url: Option<String>,
    /// When it disappears: `2026-02-01T18:00:00+04:00`.
    pub until: String,
}

/// Some stories under a title on the front page.
#[derive(Debug, Serialize)]
pub struct BlockView {
    /// What no other block is called: the id of its section, or `block-2`.
    pub id: String,
    /// What stands above it; none of stories without a title.
    pub title: Option<String>,
    /// Link to all stories of its section or tag.
    pub url: Option<String>,
    /// Its section, if it is of one.
    pub section: Option<Section>,
    /// Whether its stories may be of several sections.
    pub shows_sections: bool,
    /// The stories.
    pub briefings: Vec<Story>,
}

/// A day on the page of a month, or in the list of all stories.
#[derive(Debug, Serialize)]
pub struct DayView {
    /// The day in the site's language; in the list of all stories as `short` of its date.
    pub name: String,
    /// For `datetime` attributes: `2026-02-01`.
    pub date: String,
    /// Link to its page.
    pub url: String,
    /// The stories of the day.
    pub briefings: Vec<Story>,
}

/// The pages of a list.
#[derive(Debug, Serialize)]
pub struct PagerView {
    /// This page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub count: usize,
    /// How many stories the whole list has.
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
    /// Whether pages are left out before this one.
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

/// The [most-read lists](most-read.md).
#[derive(Debug, Serialize)]
pub struct MostReadView {
    /// Link to the whole list, `/most-read/`.
    pub url: String,
    /// The newest day that has reads.
    pub as_of: DateView,
    /// One for each window with reads, shortest first.
    pub rankings: Vec<RankingView>,
}

/// The most-read list of a number of days.
#[derive(Debug, Serialize)]
pub struct RankingView {
    /// The window's name in `site.yaml`: `week`.
    pub id: String,
    /// The same in the site's language, or with a capital: `Week`.
    pub name: Html,
    /// How many days it has.
    pub days: usize,
    /// Its first day.
    pub first: DateView,
    /// Its last day.
    pub last: DateView,
    /// Its stories, most read first.
    pub briefings: Vec<RankedView>,
}

/// A story in a most-read list.
#[derive(Debug, Serialize)]
pub struct RankedView {
    /// The story.
    pub story: Story,
    /// How often it was read.
    pub reads: u64,
}

/// What was read most in a window of days, by story over all languages of the site.
#[derive(Debug, Serialize)]
pub struct StoryRankingView {
    /// The window's name in `site.yaml`: `week`.
    pub id: String,
    /// The same in the page's language, or with a capital: `Week`.
    pub name: Html,
    /// What was read in it, most first.
    pub stories: Vec<RankedStoryView>,
}

/// A story among those read most in all languages.
#[derive(Debug, Serialize)]
pub struct RankedStoryView {
    /// Its title: in the page's language, if it is there in that, or else in the first of the
    /// site's that it is in.
    pub title: String,
    /// Link to it.
    pub url: String,
    /// BCP 47 tag of the language of the title, where that is not the page's.
    pub lang: Option<String>,
    /// The direction of that language's script, for `dir`; none without `lang`.
    pub direction: Option<&'static str>,
    /// How often it was read in all languages.
    pub reads: u64,
}

/// What the search page needs.
#[derive(Debug, Serialize)]
pub struct SearchView<'a> {
    /// Link to the manifest of the index.
    pub index: String,
    /// The sentence with the number of results, for each plural form of the language; `{n}` is the
    /// number.
    pub found: BTreeMap<&'a str, &'a str>,
    /// The site's host: `highland.example`.
    pub host: &'a str,
    /// The most used tags, at most 200, by name.
    pub tags: Vec<SearchTagView<'a>>,
}

/// A tag that readers can filter by.
#[derive(Debug, Serialize)]
pub struct SearchTagView<'a> {
    /// As it is shown.
    pub name: &'a str,
    /// Its slug in the search index.
    pub slug: &'a str,
}
