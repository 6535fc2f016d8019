//! Raw HTML inside Markdown: cleaned, allowed, or shown as text.

use std::borrow::Cow;
use std::collections::HashSet;

use ammonia::{Builder, UrlRelative, UrlRelativeEvaluate};

use crate::embeds::Providers;
use crate::html::{candidates, without_hidden};
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
pub const SCHEMES: [&str; 9] =
    ["http", "https", "mailto", "tel", "sms", "geo", "irc", "ircs", "xmpp"];

/// Cleans HTML; made once for a site.
pub(super) struct Sanitizer(Builder<'static>);

impl Sanitizer {
    /// Of the addresses of frames, those of `providers` stay.
    pub(super) fn new(base_path: &str, providers: Providers) -> Self {
        let below = BelowBasePath(base_path.into());
        let of_source = BelowBasePath(base_path.into());
        let address = move |url: &str| of_source.evaluate(url).map(Cow::into_owned);
        let is_frame = move |frame: &str| providers.is_frame(frame);
        Sanitizer::with_urls(UrlRelative::Custom(Box::new(below)), address, is_frame)
    }

    /// `address` says where a relative URL among the versions of a picture leads.
    fn with_urls(
        relative: UrlRelative<'static>,
        address: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
        is_frame: impl Fn(&str) -> bool + Send + Sync + 'static,
    ) -> Self {
        let mut builder = Builder::default();
        builder
            .url_schemes(HashSet::from(SCHEMES))
            .url_relative(relative)
            // The text's own links carry none either; one page, one rule.
            .link_rel(None)
            .add_generic_attributes(["id", "class", "dir", "role", "aria-label", "tabindex"])
            .add_tags([
                "audio", "input", "label", "picture", "section", "source", "tfoot", "track",
                "video",
            ])
            // Browsers show nothing of what is in them. What a canvas or an object holds is for
            // those that know none.
            .add_clean_content_tags([
                "canvas", "iframe", "noembed", "noframes", "noscript", "object", "title",
            ])
            .add_tag_attributes("audio", ["src", "controls", "preload"])
            .add_tag_attributes(
                "video",
                ["src", "controls", "preload", "poster", "width", "height"],
            )
            .add_tag_attributes("source", ["src", "type", "srcset", "sizes"])
            .add_tag_attributes("track", ["src", "kind", "srclang", "label", "default"])
            .add_tag_attributes("time", ["datetime"])
            .add_tag_attributes("a", ["data-frame"])
            .add_tag_attributes("img", ["loading", "decoding", "srcset", "sizes"])
            .attribute_filter(move |_, attribute, value| match attribute {
                "srcset" => srcset(value, &address).map(Cow::Owned),
                "data-frame" => is_frame(value).then_some(Cow::Borrowed(value)),
                _ => Some(Cow::Borrowed(value)),
            })
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

/// The HTML of a page for readers elsewhere, such as those of a feed: cleaned, without what
/// browsers hide, and all URLs absolute, links within the page too. `permalink` is the page's
/// absolute URL.
pub fn standing_alone(html: &str, permalink: &str) -> String {
    let base = url::Url::parse(permalink).ok();
    let relative = base.clone().map_or(UrlRelative::Deny, UrlRelative::RewriteWithBase);
    let address = move |url: &str| base.as_ref()?.join(url).ok().map(String::from);
    Sanitizer::with_urls(relative, address, |_| false).clean(&without_hidden(html))
}

/// The versions of a picture, each where `address` says; none if one of them is nowhere.
fn srcset(value: &str, address: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(value.len());
    let (mut written, mut is_whole) = (0, true);
    candidates(value, |part| {
        let url = value.get(part.clone()).unwrap_or_default();
        let is_elsewhere = url::Url::parse(url).map(|url| matches!(url.scheme(), "http" | "https"));
        let leads_to = match is_elsewhere {
            Ok(true) => Some(url.to_string()),
            Ok(false) => None,
            Err(_) => address(url),
        };
        out.push_str(value.get(written..part.start).unwrap_or_default());
        written = part.end;
        match leads_to {
            Some(leads_to) => out.push_str(&leads_to),
            None => is_whole = false,
        }
    });
    out.push_str(value.get(written..).unwrap_or_default());
    (is_whole && written > 0).then_some(out)
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
