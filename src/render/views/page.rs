//! A page, and the section that it is in.

use std::borrow::Cow;

use serde::Serialize;

use super::aliases::Html;
use super::site::FeedView;
use super::story::{ImageView, ShareCardView};

/// The page, of whatever kind.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// `home`, `section`, `briefing`, `page`, `tags`, `tag`, `most_read`, `year`, `month`, `day`,
    /// `search`, `corrections`, `not_found` or `redirect`.
    pub kind: &'static str,
    /// Its own title, without the site's; on the front page, the site's.
    pub title: &'a str,
    /// A sentence or two, plain text: the summary of a story or page, a section's description, on
    /// the front page the tagline, of other lists their newest headlines.
    pub description: Option<&'a str>,
    /// Link, with the base path.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// The id of its section, on the pages of a section and of its stories.
    pub section: Option<&'a str>,
    /// The output of `frame/navigation.html` for the section of the page.
    pub navigation: Html,
    /// The picture of a story or page.
    pub image: Option<ImageView<'a>>,
    /// What a link to the page is shared with where it has no picture; none unless
    /// [`cards`](site-yaml.md#cards) asks for it.
    pub share_card: Option<ShareCardView<'a>>,
    /// Its language in the form of [Open Graph](https://ogp.me): `en_US`; none if the language has
    /// no region, such as `en`.
    pub locale: Option<Cow<'a, str>>,
    /// Its versions in all languages, this one included, by language; empty if there is only one.
    pub translations: Vec<TranslationView<'a>>,
    /// A script that [tells search engines](templates.md#what-machines-are-told) what the page is;
    /// none on redirects and the 404 page.
    pub structured_data: Option<Html>,
}

/// A version in another language.
#[derive(Debug, Serialize)]
pub struct TranslationView<'a> {
    /// BCP 47 tag.
    pub language: &'a str,
    /// The direction of its script, for `dir`: `ltr` or `rtl`, or `auto` if the tag is not a
    /// language.
    pub direction: &'static str,
    /// The language's own name; its tag if the theme does not know the name.
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
    /// How many stories it has.
    pub count: usize,
    /// Its feeds, RSS first.
    pub feeds: Vec<FeedView>,
}
