//! What a link is of, for search engines: its `rel`.

use super::escape::escaped;
use super::tokens::{Tag, Token, tokens};

/// `html`, a part of a page, with `word` in the `rel` of each link of which `is_meant` says so by
/// where it leads.
pub fn with_rel(html: &str, word: &str, is_meant: impl Fn(&str) -> bool) -> String {
    let mut added: Vec<(usize, String)> = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token
            && matches!(tag.name(), "a" | "area")
            && tag.value("href").is_some_and(&is_meant)
        {
            added.extend(addition(html, tag, word));
        }
    });
    let mut out = String::with_capacity(html.len() + added.len() * (word.len() + 7));
    let mut written = 0;
    for (at, text) in added {
        out.push_str(html.get(written..at).unwrap_or_default());
        out.push_str(&text);
        written = at;
    }
    out + html.get(written..).unwrap_or_default()
}

/// What has to be written where, if the tag does not say it already.
fn addition(html: &str, tag: &Tag, word: &str) -> Option<(usize, String)> {
    let behind_name = tag.name_at().end;
    let Some(rel) = tag.attributes().find(|attribute| attribute.name() == "rel") else {
        return Some((behind_name, format!(" rel=\"{word}\"")));
    };
    let value = rel.value();
    if value.split_ascii_whitespace().any(|there| there.eq_ignore_ascii_case(word)) {
        return None;
    }
    let at = rel.at(0..value.len());
    let is_quoted = html[..at.start].ends_with(['"', '\'']) && !value.is_empty();
    Some(match is_quoted {
        true => (at.end, format!(" {word}")),
        // Of two with one name, browsers take the first.
        false => (behind_name, format!(" rel=\"{}\"", escaped(format!("{value} {word}").trim()))),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked(html: &str) -> String {
        with_rel(html, "sponsored", |href| href.starts_with("https:"))
    }

    #[test]
    fn links_that_are_meant_say_so() {
        for (html, expected) in [
            ("<a href=\"https://a/\">x</a>", "<a rel=\"sponsored\" href=\"https://a/\">x</a>"),
            ("<a\nhref='https://a/'>", "<a rel=\"sponsored\"\nhref='https://a/'>"),
            ("<a href=&#104;ttps://a/>", "<a rel=\"sponsored\" href=&#104;ttps://a/>"),
            ("<area href='https://a/'>", "<area rel=\"sponsored\" href='https://a/'>"),
            ("<a rel='me' href='https://a/'>", "<a rel='me sponsored' href='https://a/'>"),
            (
                "<a rel=\"me &amp;\" href='https://a/'>",
                "<a rel=\"me &amp; sponsored\" href='https://a/'>",
            ),
            ("<a rel=me href='https://a/'>", "<a rel=\"me sponsored\" rel=me href='https://a/'>"),
            (
                "<a rel=a&quot;b href='https://a/'>",
                "<a rel=\"a&quot;b sponsored\" rel=a&quot;b href='https://a/'>",
            ),
            ("<a rel href='https://a/'>", "<a rel=\"sponsored\" rel href='https://a/'>"),
            ("<a rel='' href='https://a/'>", "<a rel=\"sponsored\" rel='' href='https://a/'>"),
        ] {
            assert_eq!(marked(html), expected);
            assert_eq!(marked(expected), expected, "once is enough");
        }
    }

    #[test]
    fn no_other_link_does() {
        for html in [
            "<a href=\"/x\">",
            "<a>",
            "<a rel='Sponsored nofollow' href='https://a/'>",
            "<link href='https://a/'>",
            "<img src='https://a/'>",
            "<!-- <a href='https://a/'> -->",
            "<textarea><a href='https://a/'></textarea>",
            "&lt;a href='https://a/'>",
        ] {
            assert_eq!(marked(html), html);
        }
    }

    /// The `rel` that a browser reads of each link, and where it leads.
    fn links(html: &str) -> Vec<(Vec<String>, String)> {
        let mut links = Vec::new();
        tokens(html, |token| {
            if let Token::Start(tag) = token
                && let ("a", Some(href)) = (tag.name(), tag.value("href"))
            {
                let rel = tag.value("rel").unwrap_or_default().split_ascii_whitespace();
                links.push((rel.map(String::from).collect(), href.to_string()));
            }
        });
        links
    }

    proptest! {
        #[test]
        fn a_browser_reads_the_same_but_for_that_word(
            html in "(<a href=|<a rel=| rel| href=|https:|me |sponsored|<textarea>|<!--|-->|<svg>|[/='\"a> \t\n]|&amp;|&quot;|é|\u{0}){0,30}"
        ) {
            let expected: Vec<_> = links(&html)
                .into_iter()
                .map(|(mut rel, href)| {
                    let is_there = rel.iter().any(|word| word.eq_ignore_ascii_case("sponsored"));
                    if href.starts_with("https:") && !is_there {
                        rel.push("sponsored".into());
                    }
                    (rel, href)
                })
                .collect();
            prop_assert_eq!(links(&marked(&html)), expected);
        }
    }
}
