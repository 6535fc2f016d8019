//! A story away from the site: in a mail, a book, or on paper, where nothing tells of which site
//! and in which language it is.

use std::borrow::Cow;
use std::ops::Range;

use tera::Value;

use crate::html::{Elsewhere, Token, each_url, tokens};
use crate::language::direction::{Direction, direction_of_tag};
use crate::language::name_list::joined;
use crate::render::addresses::Addresses;
use crate::render::story::facts::{held, version};
use crate::render::story::kind::{headline_apart, name};
use crate::render::story::view::StoryView;
use crate::render::views::{
    CorrectionView, DigestImageView, DigestLinkView, DigestStoryView, SourceView,
};

/// How wide its picture is at most, in pixels: in mail it is shown at half of that.
const PICTURE_WIDTH: u32 = 800;

impl<'a> StoryView<'a> {
    /// What is shown of it as the story of this number, but for its text.
    pub fn apart(self, number: usize) -> DigestStoryView<'a> {
        let briefing = self.briefing();
        let article = &briefing.article;
        let facts = &article.facts;
        let (lang, direction) = self.language();
        let corrections = facts.corrections.iter();
        DigestStoryView {
            number,
            title: &facts.title,
            subtitle: facts.subtitle.as_deref(),
            summary: article.summary(),
            url: self.permalink(),
            date: self.date(&briefing.date),
            dateline: self.dateline(),
            byline: self.byline(),
            authors: joined(&facts.authors, &self.context.edition.settings.language),
            kind: facts.kind.word(),
            label: name(facts.kind, self.words()),
            image: self.picture_apart(),
            source: facts
                .source
                .as_ref()
                .map(|source| SourceView { name: &source.name, url: (&*source.url).into() }),
            lang,
            direction,
            corrections: corrections
                .map(|correction| CorrectionView {
                    date: self.date(&correction.date),
                    text: &correction.text,
                })
                .collect(),
            held: held(article, self.context),
            is_whole: false,
            content: Value::safe_string(""),
            text: String::new(),
        }
    }

    /// A link to it.
    pub fn link_apart(self) -> DigestLinkView<'a> {
        let (lang, direction) = self.language();
        let title = headline_apart(&self.briefing().article, self.words());
        DigestLinkView { title, url: self.permalink(), lang, direction }
    }

    /// Its language, and the direction of that.
    pub fn language(self) -> (Cow<'a, str>, &'static str) {
        let settings = &self.context.edition.settings;
        match self.briefing().article.lang() {
            Some(tag) => (tag.into(), direction_of_tag(tag)),
            None => {
                let language = &settings.language;
                (language.to_string().into(), Direction::of(language).name())
            }
        }
    }

    fn picture_apart(self) -> Option<DigestImageView<'a>> {
        let article = &self.briefing().article;
        let image = article.facts.image.as_deref()?;
        Some(DigestImageView {
            picture: version(article.lead()?, PICTURE_WIDTH, self.context, Addresses::Absolute),
            is_shown: true,
            alt: image.alt.as_deref().unwrap_or_default(),
            caption: image.caption.as_deref(),
            credit: image.credit.as_deref(),
        })
    }
}

/// The attributes whose value names ids of the same page
/// (<https://html.spec.whatwg.org/multipage/indices.html#attributes-3>, and those of ARIA).
const NAMING: [&str; 8] = [
    "id",
    "for",
    "headers",
    "aria-labelledby",
    "aria-describedby",
    "aria-details",
    "aria-controls",
    "aria-owns",
];

/// The HTML of a text of the page at the path `page` among others: with `prefix` before each of its
/// ids and where it names one, since several texts have ids in common, such as those of their
/// footnotes; and with paths from the root in the place of those that are relative to its page.
pub fn among_others<'h>(html: &'h str, page: &str, prefix: &str) -> Cow<'h, str> {
    if may_name_something(html) { among_all_others(html, page, prefix) } else { html.into() }
}

/// The same, by a look at each tag.
fn among_all_others<'h>(html: &'h str, page: &str, prefix: &str) -> Cow<'h, str> {
    let page = Elsewhere::from(page);
    let mut edits: Vec<(Range<usize>, Cow<'_, str>)> = Vec::new();
    tokens(html, |token| {
        let Token::Start(tag) = token else { return };
        for attribute in tag.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if NAMING.contains(&name) || (name == "name" && tag.name() == "a") {
                let mut at = 0;
                for word in value.split_ascii_whitespace() {
                    let start = at + value[at..].find(word).unwrap_or_default();
                    edits.push((attribute.at(start..start), prefix.into()));
                    at = start + word.len();
                }
            } else if name == "href" && value.starts_with('#') && value.len() > 1 {
                edits.push((attribute.at(1..1), prefix.into()));
            } else {
                each_url(tag, attribute, |url| {
                    let whole = page.whole_path(url.url());
                    edits.extend(whole.map(|whole| (url.at(), whole.into())));
                });
            }
        }
    });
    if edits.is_empty() {
        return html.into();
    }
    let mut out = String::with_capacity(html.len() + edits.len() * prefix.len());
    let mut written = 0;
    for (at, text) in edits {
        out.push_str(html.get(written..at.start).unwrap_or_default());
        out.push_str(&text);
        written = at.end.max(at.start);
    }
    out.push_str(html.get(written..).unwrap_or_default());
    out.into()
}

/// Whether there may be an id in it or a relative URL: not in nearly all texts, of which this is sure
/// without reading them as HTML. An attribute with a value has its name before a `=`.
fn may_name_something(html: &str) -> bool {
    html.match_indices('=').any(|(at, _)| {
        let is_of_name = |c: char| c.is_ascii_lowercase() || c == '-';
        let before = &html[..at];
        let value = html[at + 1..].strip_prefix('"');
        match &before[before.trim_end_matches(is_of_name).len()..] {
            "alt" | "class" | "dir" | "height" | "lang" | "rel" | "title" | "width" => false,
            "href" | "src" => value.is_none_or(|url| {
                !["/", "https://", "http://", "mailto:"].iter().any(|it| url.starts_with(it))
            }),
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_of_two_texts_are_told_apart() {
        for (html, expected) in [
            ("<p>no such</p>", "<p>no such</p>"),
            ("<p>The idea of id=\"x\"</p>", "<p>The idea of id=\"x\"</p>"),
            (
                "<h2 id=\"a\">A</h2><a href=\"#a\">b</a>",
                "<h2 id=\"s1-a\">A</h2><a href=\"#s1-a\">b</a>",
            ),
            ("<a href=\"#\" id=top>x</a>", "<a href=\"#\" id=s1-top>x</a>"),
            ("<td headers=\"a  b\" id='&#97;'>", "<td headers=\"s1-a  s1-b\" id='s1-&#97;'>"),
            ("<a href=\"/x/#a\" name=\"n\">y</a>", "<a href=\"/x/#a\" name=\"s1-n\">y</a>"),
            (
                "<img id=a src=dam.jpg srcset='a.png 1x, /b.png 2x'>",
                "<img id=s1-a src=/politics/talks/dam.jpg srcset='/politics/talks/a.png 1x, /b.png 2x'>",
            ),
            ("<a href=../three#c>", "<a href=/politics/three#c>"),
        ] {
            assert_eq!(among_others(html, "/politics/talks/", "s1-"), expected, "{html}");
        }
    }
    proptest! {
        #[test]
        fn nothing_is_passed_over_that_names_something(
            html in "(<a|<img|<p|<td| id| ID| for| href| src| srcset| class| title| name| ping| data-href| xlink:href|=| = |=\"|='|\"|'|>|/|#|a|https://|http:|mailto:|&#47;| |\n|x){0,24}"
        ) {
            let whole = among_all_others(&html, "/politics/talks/", "s1-");
            prop_assert_eq!(among_others(&html, "/politics/talks/", "s1-"), whole);
        }
    }
}
