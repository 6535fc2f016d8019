//! What is told of an element that is taken out: what to write in its place, and which settings let
//! it stand and do what it is for. Raw HTML that is let through is stopped by the policy of the page
//! where that does not allow it.

use url::Url;

use super::with_scheme;
use crate::html::Tag;

/// The setting that lets raw HTML stand.
pub(super) const ALLOW: &str =
    "write `markdown: {html: allow}` in site.yaml, if you trust all who write";

/// The longest address that is told whole.
const LONGEST: usize = 600;

/// What is to be done with an element that is taken out.
pub(super) fn instead(tag: &Tag) -> String {
    let address = ["src", "data", "href", "action"].into_iter().find_map(|name| tag.value(name));
    let address = address.map(with_scheme);
    let link = address.as_deref().filter(|it| it.starts_with("http")).map(|address| {
        // An address that is cut leads nowhere.
        let whole = if address.len() <= LONGEST { address } else { "its address" };
        format!("link to it: `[…]({whole})`")
    });
    match (tag.name(), &*address.unwrap_or_default()) {
        ("iframe" | "frame", address) => {
            let source = source_of(address).unwrap_or_else(|| "\"'self'\"".into());
            let link = link.unwrap_or_else(|| "delete it".into());
            format!("{link}, or {}", with_sources(&format!("frame-src: [{source}]")))
        }
        // What a script of a provider shows is in a frame from there.
        ("script", address) if !address.is_empty() => {
            let source = source_of(address);
            let more = source.map_or_else(
                || ALLOW.into(),
                |source| with_sources(&format!("script-src: [{source}], frame-src: [{source}]")),
            );
            format!("delete it, or {more}")
        }
        ("script", _) => format!(
            "delete it, or put it into a file of `static/`, write its address as the `src`, and {ALLOW}"
        ),
        ("style", _) => "delete it, or put it into a style sheet of the site".into(),
        ("link", address)
            if let Some(source) = source_of(address).filter(|_| is_style_sheet(tag)) =>
        {
            format!("delete it, or {}", with_sources(&format!("style-src: [{source}]")))
        }
        ("form", address) if let Some(source) = source_of(address) => {
            let link = link.unwrap_or_else(|| "delete it".into());
            format!("{link}, or {}", with_sources(&format!("form-action: [{source}]")))
        }
        // No setting allows what they show.
        ("object" | "embed" | "applet", _) => link.unwrap_or_else(|| "delete it".into()),
        _ => format!("{}, or {ALLOW}", link.unwrap_or_else(|| "delete it".into())),
    }
}

fn is_style_sheet(tag: &Tag) -> bool {
    let rel = tag.value("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("stylesheet"))
}

/// The setting that lets raw HTML stand, with the sources that its page's policy has to allow.
fn with_sources(sources: &str) -> String {
    format!(
        "write `markdown: {{html: allow}}` and `content_security_policy: {{{sources}}}` in site.yaml, if you \
         trust all who write"
    )
}

/// The source that allows an address of another site; none of the site's own.
fn source_of(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}
