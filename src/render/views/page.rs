//! A page, and the section that it is in.

use std::borrow::Cow;

use serde::Serialize;

use super::aliases::{Html, Language};
use super::site::FeedView;
use super::story::{ImageView, ShareCardView};

/// The page, of whatever kind.
#[derive(Debug, Serialize)]
pub struct PageView<'a> {
    /// `home`, `section`, `latest`, `briefing`, `page`, `tags`, `tag`, `most_read`, `year`, `month`, `day`,
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
    /// What a link to the page is shared with where it has no picture that others show; none unless
    /// [`cards`](site-yaml.md#cards) asks for it.
    pub share_card: Option<ShareCardView<'a>>,
    /// Its language in the form of [Open Graph](https://ogp.me): `en_US`; none if the language has
    /// no region, such as `en`.
    pub locale: Option<Cow<'a, str>>,
    /// The page in all its languages, itself among them: in the order of the site's, or by tag on a
    /// site with one; empty where there is one only.
    pub translations: Vec<TranslationView<'a>>,
    /// Those of them that are to be listed on the page: neither the page itself, nor what one of its
    /// `languages` leads to.
    pub other_versions: Vec<TranslationView<'a>>,
    /// A link to each [language of the site](languages.md), this one among them; empty on a site
    /// with one.
    pub languages: Vec<LanguageLinkView>,
    /// Whether its text shows [data](charts.md) as tables or charts, which need `figures.css` and
    /// `figures.js`.
    pub has_data: bool,
    /// A script that [tells search engines](templates.md#what-machines-are-told) what the page is;
    /// none on redirects and the 404 page.
    pub structured_data: Option<Html>,
}

/// A page in a language.
#[derive(Clone, Debug, Serialize)]
pub struct TranslationView<'a> {
    /// BCP 47 tag.
    pub language: Cow<'a, str>,
    /// The direction of its script, for `dir`: `ltr` or `rtl`, or `auto` if the tag is not a
    /// language.
    pub direction: &'static str,
    /// The language's own name; its tag if the theme does not know the name.
    pub name: Cow<'a, str>,
    /// Link, with the base path if it is on this site.
    pub url: String,
    /// Absolute URL.
    pub permalink: String,
    /// Its title; none on another site, and of a list.
    pub title: Option<&'a str>,
    /// Whether it is this page.
    pub is_this: bool,
    /// Whether it is for readers of all languages that the page is not in.
    pub is_default: bool,
}

/// A link to a language of the site.
#[derive(Debug, Serialize)]
pub struct LanguageLinkView {
    /// The language.
    pub language: Language,
    /// Link to this page in it, or to its front page, with the base path.
    pub url: String,
    /// Whether it is the language of this page.
    pub is_this: bool,
    /// Whether this page is there in it.
    pub is_there: bool,
}

/// A language of the site.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    /// BCP 47 tag.
    pub tag: String,
    /// The direction of its script, for `dir`: `ltr` or `rtl`.
    pub direction: &'static str,
    /// What the language calls itself; where the theme does not know, its tag.
    pub name: String,
    /// The site's name in it.
    pub title: String,
    /// Link to its front page, with the base path.
    pub home: String,
    /// What the theme says in it of a page that is not there in it.
    pub not_in_language: Html,
    /// What the theme says in it where nothing is.
    pub no_page_here: Html,
    /// What the theme calls a front page in it.
    pub front_page: Html,
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
