//! A page of an earlier build, of which nobody has the text any more.

use super::hash;
use crate::html::{Token, push_text, tokens};
use crate::nearest::TextWords;
use crate::search::words::words;
use crate::url::{BaseUrl, Requested, SitePath};

/// What is known of it.
pub(super) struct OldPage {
    pub path: SitePath,
    pub text: TextWords,
    /// Where it led, if it was a redirect.
    pub target: Option<SitePath>,
}

impl OldPage {
    pub(super) fn of(path: SitePath, html: &str, base_url: &BaseUrl) -> Self {
        let mut headline = String::new();
        push_text(&mut headline, element(html, "h1").unwrap_or_default());
        // What a theme has beside the story are the words of other stories.
        let story = element(html, "article").or_else(|| element(html, "main"));
        let mut text = String::new();
        push_text(&mut text, story.unwrap_or(html));
        let text = words_of(&headline, &path, &text);
        OldPage { text, target: target(html, base_url), path }
    }
}

/// The words of a text, and what it is called.
pub(super) fn words_of(headline: &str, path: &SitePath, text: &str) -> TextWords {
    let folded = |text: &str| {
        let mut all = Vec::new();
        words(text, |word| all.push(hash(word)));
        all
    };
    let bytes: Vec<u8> = folded(headline).iter().flat_map(|word| word.to_le_bytes()).collect();
    let name = path.as_str().trim_end_matches('/').trim_end_matches(".html");
    TextWords {
        headline: xxhash_rust::xxh3::xxh3_64(&bytes),
        name: hash(name.rsplit('/').next().unwrap_or(name)),
        words: folded(text),
    }
}

/// What is in the first element of this name, up to the last end of one.
pub(super) fn element<'h>(html: &'h str, name: &str) -> Option<&'h str> {
    let start = html.find(&format!("<{name}"))?;
    let inside = start + html[start..].find('>')? + 1;
    let end = html[inside..].find(&format!("</{name}>"))?;
    html.get(inside..inside + end)
}

/// Where a page leads that is a redirect: it names the address that counts, and refreshes.
pub(super) fn target(html: &str, base_url: &BaseUrl) -> Option<SitePath> {
    let (mut canonical, mut is_redirect) = (None, false);
    tokens(html, |token| {
        let Token::Start(tag) = token else { return };
        match tag.name() {
            "link" if tag.value("rel") == Some("canonical") => {
                canonical = tag.value("href").map(String::from);
            }
            "meta" => {
                let value = tag.value("http-equiv").unwrap_or_default();
                is_redirect |= value.eq_ignore_ascii_case("refresh");
            }
            _ => {}
        }
    });
    let canonical = canonical.filter(|_| is_redirect)?;
    match base_url.requested(canonical.strip_prefix(base_url.origin())?) {
        Requested::Path(path) => Some(path),
        Requested::Elsewhere | Requested::NoPath => None,
    }
}

/// The language that a page says it is in.
pub(in crate::commands) fn language(html: &str) -> Option<String> {
    let mut found = None;
    tokens(html, |token| {
        if let Token::Start(tag) = token
            && tag.name() == "html"
            && found.is_none()
        {
            found = tag.value("lang").map(String::from);
        }
    });
    found
}
