//! Raw HTML inside Markdown: cleaned, allowed, or shown as text.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};

use crate::text::printable::printable;

/// What happens to raw HTML in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HtmlPolicy {
    /// What cannot harm a reader stays; scripts, frames, styles and handlers go.
    #[default]
    Sanitize,
    /// All of it stays: every author is trusted with the readers' browsers.
    Allow,
    /// Tags are shown as text.
    Escape,
}

/// Schemes that a link of a contributor may have. The rest could run a script
/// (`javascript:`, `data:`, `vbscript:`) or open a program.
pub(super) const SCHEMES: [&str; 9] =
    ["http", "https", "mailto", "tel", "sms", "geo", "irc", "ircs", "xmpp"];

/// Cleans HTML; made once for a site.
pub(super) struct Sanitizer(Builder<'static>);

impl Sanitizer {
    pub(super) fn new(base_path: &str) -> Self {
        let below = BelowBasePath(base_path.into());
        Sanitizer::with_urls(UrlRelative::Custom(Box::new(below)))
    }

    fn with_urls(relative: UrlRelative<'static>) -> Self {
        let mut builder = Builder::default();
        builder
            .url_schemes(HashSet::from(SCHEMES))
            .url_relative(relative)
            // The text's own links carry none either; one page, one rule.
            .link_rel(None)
            .add_generic_attributes(["id", "class", "dir", "role", "aria-label", "tabindex"])
            .add_tags(["audio", "input", "label", "section", "source", "tfoot", "track", "video"])
            .add_tag_attributes("audio", ["src", "controls", "preload"])
            .add_tag_attributes(
                "video",
                ["src", "controls", "preload", "poster", "width", "height"],
            )
            .add_tag_attributes("source", ["src", "type"])
            .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
            .add_tag_attributes("time", ["datetime"])
            .add_tag_attributes("img", ["loading"])
            // A task list's boxes, and no other input.
            .add_tag_attributes("input", ["checked", "disabled"])
            .add_tag_attribute_values("input", "type", ["checkbox"])
            .set_tag_attribute_value("input", "disabled", "");
        Sanitizer(builder)
    }

    /// What it was made with.
    pub(super) fn builder(&self) -> &Builder<'static> {
        &self.0
    }

    pub(super) fn clean(&self, html: &str) -> String {
        self.0.clean(html).to_string()
    }
}

/// The HTML of a page for readers elsewhere, such as those of a feed: cleaned,
/// and all URLs absolute, links within the page too. `permalink` is the page's
/// absolute URL.
pub fn standing_alone(html: &str, permalink: &str) -> String {
    let relative = match url::Url::parse(permalink) {
        Ok(base) => UrlRelative::RewriteWithBase(base),
        Err(_) => UrlRelative::Deny,
    };
    Sanitizer::with_urls(relative).clean(html)
}

/// A relative URL as it stands in the page: from the site's root, below the base path.
struct BelowBasePath(String);

impl UrlRelativeEvaluate<'static> for BelowBasePath {
    fn evaluate<'url>(&self, url: &'url str) -> Option<Cow<'url, str>> {
        // Without what no page can hold it would be another URL, such as one that runs.
        if printable(url) != url {
            return None;
        }
        // `//host` and `/\host` lead to another host.
        let on_site = url.starts_with('/') && !url[1..].starts_with(['/', '\\']);
        Some(if on_site { Cow::Owned(format!("{}{url}", self.0)) } else { Cow::Borrowed(url) })
    }
}
