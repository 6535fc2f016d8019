//! The site, and the frame that all its pages share.

use serde::Serialize;

use super::aliases::{Html, Section};
use super::references::{CountedLinkView, LinkView};

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
    /// Those with stories, in the order of `site.yaml`.
    pub sections: Vec<Section>,
    /// Standing pages, by title.
    pub pages: Vec<LinkView>,
    /// Years of the archive, newest first.
    pub years: Vec<CountedLinkView>,
    /// Link to the list of tags; none if no story has a tag.
    pub tags_url: Option<String>,
    /// Link to the search; none when [site.yaml](site-yaml.md#search) turns it off.
    pub search_url: Option<String>,
    /// Link to the list of all stories; none if there is no story, or a page of the site's own is in
    /// its place.
    pub latest_url: Option<String>,
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
    /// The picture shown instead of its name.
    pub logo: Option<LogoView>,
    /// Links next to those to the sections.
    pub menu: Vec<LinkView>,
    /// A line at the foot of every page.
    pub footer_text: Option<String>,
    /// Links at the foot of every page.
    pub footer_links: Vec<LinkView>,
    /// The publisher's profiles on social networks, by host.
    pub profiles: Vec<LinkView>,
    /// The scripts of services that count readers.
    pub analytics: Vec<ScriptView>,
    /// Comments below stories.
    pub comments: Option<CommentsView>,
    /// The style sheets of the page beside `/style.css`, such as `/blocks.css` where the text has
    /// [blocks](blocks.md); none but in `frame/head.html`.
    pub style_sheets: Vec<&'static str>,
    /// The scripts of the page beside `/page.js`, such as `/embed.js` where the text shows
    /// [what is on other sites](embeds.md); none but in `frame/head.html`.
    pub scripts: Vec<&'static str>,
    /// The style sheet of its settings; it may be empty.
    pub style: Html,
    /// The script that must run before anything is shown.
    pub early_script: Html,
    /// What its pages may load and run.
    pub content_policy: Option<Html>,
}

/// A picture shown instead of the name.
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
    /// The attribute that it reads.
    pub attribute: &'static str,
    /// The value of the attribute.
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

/// The parts that all pages share.
#[derive(Debug, Serialize)]
pub struct FrameView {
    /// The output of `frame/name.html`.
    pub name: Html,
    /// The output of `frame/most-read.html`; empty if no reads are known.
    pub most_read: Html,
    /// The output of `frame/head.html`.
    pub head: Html,
    /// The output of `frame/search.html`; empty on a site without a search.
    pub search: Html,
    /// The output of `frame/footer.html`.
    pub footer: Html,
}
