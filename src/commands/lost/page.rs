//! A page of an earlier build, of which nobody has the text any more.

use super::hash;
use crate::html::{Token, push_text, tokens};
use crate::model::{Article, Held};
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

/// The words of a text of the site.
pub(super) fn words_of_article(article: &Article) -> TextWords {
    let mut text = String::new();
    push_text(&mut text, &article.html_of_words());
    words_of(&article.facts.title, &article.path, &text)
}

/// The hashes of what a text is called: of the last part of its address, and of its headline.
pub(super) fn name_and_headline(article: &Article) -> (u64, u64) {
    (hash_of_name(&article.path), hash_of_headline(&article.facts.title))
}

/// The same of a text that is held.
pub(super) fn name_and_headline_of_held(held: &Held) -> (u64, u64) {
    (hash_of_name(&held.path), hash_of_headline(&held.title))
}

/// The words of a text, and what it is called.
fn words_of(headline: &str, path: &SitePath, text: &str) -> TextWords {
    let (headline, name) = (hash_of_headline(headline), hash_of_name(path));
    TextWords { headline, name, words: hashes(text) }
}

fn hash_of_name(path: &SitePath) -> u64 {
    let name = path.as_str().trim_end_matches('/').trim_end_matches(".html");
    hash(name.rsplit('/').next().unwrap_or(name))
}

fn hash_of_headline(headline: &str) -> u64 {
    let bytes: Vec<u8> = hashes(headline).iter().flat_map(|word| word.to_le_bytes()).collect();
    xxhash_rust::xxh3::xxh3_64(&bytes)
}

/// The hashes of its words.
fn hashes(text: &str) -> Vec<u64> {
    let mut all = Vec::new();
    words(text, |word| all.push(hash(word)));
    all
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
