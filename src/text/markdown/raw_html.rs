//! Raw HTML inside Markdown: cleaned, allowed, or shown as text.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};

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
        let mut builder = Builder::default();
        builder
            .url_schemes(HashSet::from(SCHEMES))
            .url_relative(UrlRelative::Custom(Box::new(BelowBasePath(base_path.into()))))
            // The text's own links carry none either; one page, one rule.
            .link_rel(None)
            .add_generic_attributes(["id", "class", "dir", "role", "aria-label", "tabindex"])
            .add_tags(["audio", "input", "section", "source", "tfoot", "track", "video"])
            .add_tag_attributes("audio", ["src", "controls", "preload"])
            .add_tag_attributes(
                "video",
                ["src", "controls", "preload", "poster", "width", "height"],
            )
            .add_tag_attributes("source", ["src", "type"])
            .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
            .add_tag_attributes("time", ["datetime"])
            .add_tag_attributes("img", ["loading"])
            .add_tag_attributes("td", ["style"])
            .add_tag_attributes("th", ["style"])
            .filter_style_properties(HashSet::from(["text-align"]))
            // A task list's boxes, and no other input.
            .add_tag_attributes("input", ["checked", "disabled"])
            .add_tag_attribute_values("input", "type", ["checkbox"])
            .set_tag_attribute_value("input", "disabled", "");
        Sanitizer(builder)
    }

    pub(super) fn clean(&self, html: &str) -> String {
        self.0.clean(html).to_string()
    }
}

/// A relative URL as it stands in the page: from the site's root, below the base path.
struct BelowBasePath(String);

impl UrlRelativeEvaluate<'static> for BelowBasePath {
    fn evaluate<'url>(&self, url: &'url str) -> Option<Cow<'url, str>> {
        // `//host` and `/\host` lead to another host.
        let on_site = url.starts_with('/') && !url[1..].starts_with(['/', '\\']);
        Some(if on_site { Cow::Owned(format!("{}{url}", self.0)) } else { Cow::Borrowed(url) })
    }
}
