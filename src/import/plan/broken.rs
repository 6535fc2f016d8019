//! Pictures that nothing of Dateline's can decode: a page that shows one could not be built, so
//! that texts link to them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Options, Parser, Tag};
use rayon::prelude::*;
use regex::Regex;

use crate::formats::picture::Format;
use crate::html::{escaped, tree};
use crate::import::bundle::Bundle;
use crate::import::model::{Archive, Body, Note, Text, Topic};

/// What is wrong with each picture that cannot be shown, by its address.
#[derive(Debug, Default)]
pub struct Broken(BTreeMap<String, String>);

/// Looks at the pictures that texts name.
pub fn find(archive: &Archive, bundle: &Bundle) -> Broken {
    let names = named(archive);
    let is_shown = |address: &str| {
        let name = address.rsplit('/').next().unwrap_or(address);
        Format::of_name(address).is_some() && names.contains(&name.to_lowercase())
    };
    let shown = archive.files.par_iter().filter(|file| is_shown(&file.address));
    let broken = shown.filter_map(|file| {
        let bytes = bundle.read(&file.from).ok()?;
        // What is another thing than its name says is told where it is published.
        dateline_pictures::format_of(&bytes).ok()?;
        let fault = dateline_pictures::check(&bytes).err()?;
        Some((file.address.clone(), format!("`{}` {fault}", file.address)))
    });
    Broken(broken.collect())
}

/// The names of pictures in all texts, in small letters, with more than are shown among them.
fn named(archive: &Archive) -> HashSet<String> {
    let name = r#"[^ \t\r\n"'<>()/\\]+"#;
    let ending =
        "(?:[jJ][pP][eE]?[gG]|[pP][nN][gG]|[gG][iI][fF]|[wW][eE][bB][pP]|[aA][vV][iI][fF])";
    let pattern = format!(r"{name}(?: {name})*\.{ending}");
    let Ok(pattern) = Regex::new(&pattern) else { return HashSet::new() };
    let of = |text: &Text| {
        let body = match &text.body {
            Body::Html(body) | Body::Markdown(body, _) => body.as_str(),
        };
        let lead = text.image.as_ref().map_or("", |image| image.src.as_str());
        let mut names: Vec<String> = Vec::new();
        for found in [body, lead].iter().flat_map(|text| pattern.find_iter(text)) {
            let name = percent_decode_str(found.as_str()).decode_utf8_lossy().to_lowercase();
            // Words may stand before a name that has spaces in it.
            names.extend(name.match_indices(' ').map(|(at, _)| name[at + 1..].to_string()));
            names.push(name);
        }
        names
    };
    archive.texts.par_iter().flat_map_iter(of).collect()
}

impl Broken {
    /// The body of a text, with links to the pictures that cannot be shown.
    pub fn linked<'t>(
        &self,
        text: &'t Text,
        link: &dyn Fn(&str) -> String,
        notes: &mut Vec<Note>,
    ) -> Cow<'t, Body> {
        if self.0.is_empty() {
            return Cow::Borrowed(&text.body);
        }
        let seen = std::cell::RefCell::new(Vec::new());
        let is_broken = |url: &str| match self.fault(&link(url)) {
            Some(fault) => {
                seen.borrow_mut().push(fault.to_string());
                true
            }
            None => false,
        };
        let body = match &text.body {
            Body::Html(html) => Body::Html(of_html(html, &is_broken)),
            Body::Markdown(words, dialect) => {
                Body::Markdown(of_html(&of_markdown(words, &is_broken), &is_broken), *dialect)
            }
        };
        let seen = seen.into_inner();
        if seen.is_empty() {
            return Cow::Borrowed(&text.body);
        }
        notes.extend(seen.into_iter().map(|fault| note(text, &fault, "the text links to it")));
        Cow::Owned(body)
    }

    /// Whether the picture that leads a text cannot be shown.
    pub fn is_lead(&self, text: &Text, src: &str, notes: &mut Vec<Note>) -> bool {
        let Some(fault) = self.fault(src) else { return false };
        notes.push(note(text, fault, "the text has no lead picture"));
        true
    }

    /// What is wrong with the picture at an address of the new site: its address, and the fault.
    fn fault(&self, url: &str) -> Option<&str> {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let path = percent_decode_str(path).decode_utf8_lossy();
        self.0.get(&*path).map(String::as_str)
    }
}

fn note(text: &Text, fault: &str, what: &str) -> Note {
    let name = format!("{fault}; {what}");
    Note { topic: Topic::Picture, name, origin: text.origin.clone() }
}

/// Markdown with links in the place of pictures.
fn of_markdown(text: &str, is_broken: &dyn Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut links = 0_usize;
    let mut words = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(pulldown_cmark::TagEnd::Link) => links = links.saturating_sub(1),
            Event::Start(Tag::Image { dest_url, .. }) if is_broken(&dest_url) => {
                words = Some((String::new(), dest_url.to_string(), range, links > 0));
            }
            Event::Text(part) | Event::Code(part) => {
                if let Some((words, ..)) = &mut words {
                    words.push_str(&part);
                }
            }
            Event::End(pulldown_cmark::TagEnd::Image) => {
                let Some((words, url, range, is_in_link)) = words.take() else { continue };
                out.push_str(&text[at..range.start]);
                let is_link = !is_in_link && !words.trim().is_empty();
                match text[range.clone()].strip_prefix('!').filter(|_| is_link) {
                    Some(link) => out.push_str(link),
                    None => out.push_str(&instead(&words, &url, is_in_link)),
                }
                at = range.end;
            }
            _ => {}
        }
    }
    out + &text[at..]
}

/// HTML, or Markdown with HTML in it, with links in the place of pictures.
fn of_html(html: &str, is_broken: &dyn Fn(&str) -> bool) -> String {
    let Ok(pattern) = Regex::new(r"<[iI][mM][gG][ \t\r\n/][^>]*>") else { return html.into() };
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    for found in pattern.find_iter(html) {
        let nodes = tree::parse(found.as_str());
        let Some(picture) = tree::elements(&nodes).find(|element| element.name == "img") else {
            continue;
        };
        let url = picture.value("src").unwrap_or_default();
        if !is_broken(url) {
            continue;
        }
        let before = html[..found.start()].to_ascii_lowercase();
        let open = before.rfind("<a ").or_else(|| before.rfind("<a\n"));
        let is_in_link = open.is_some_and(|open| before.rfind("</a>").is_none_or(|end| end < open));
        out.push_str(&html[at..found.start()]);
        out.push_str(&instead(picture.value("alt").unwrap_or_default(), url, is_in_link));
        at = found.end();
    }
    out + &html[at..]
}

/// What stands for a picture: a link with its description, or with its name.
fn instead(words: &str, url: &str, is_in_link: bool) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = percent_decode_str(path.rsplit('/').next().unwrap_or(path)).decode_utf8_lossy();
    let words = if words.trim().is_empty() { &*name } else { words };
    let words = escaped(words);
    match is_in_link {
        true => words,
        false => format!("<a href=\"{}\">{words}</a>", escaped(url)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_in_the_place_of_pictures() {
        let is_broken = |url: &str| url == "/b.jpg";
        let link = "<a href=\"/b.jpg\">A & B</a>".replace('&', "&amp;");
        for (markdown, expected) in [
            ("x ![A & B](/b.jpg) y", "x [A & B](/b.jpg) y".into()),
            ("![A & B](/b.jpg \"title\")", "[A & B](/b.jpg \"title\")".into()),
            ("![](/b.jpg)", "<a href=\"/b.jpg\">b.jpg</a>".into()),
            ("[![A & B](/b.jpg)](/big)", "[A &amp; B](/big)".into()),
            ("![A & B][b]\n\n[b]: /b.jpg", "[A & B][b]\n\n[b]: /b.jpg".into()),
            ("<img src=\"/b.jpg\" alt=\"A & B\"/>", link.clone()),
            ("<a href=\"/c\"><img src='/b.jpg'></a>", "<a href=\"/c\">b.jpg</a>".into()),
            ("![A](/c.jpg) `![A](/b.jpg)` <img src=/c.jpg>", String::new()),
        ] {
            let found = of_html(&of_markdown(markdown, &is_broken), &is_broken);
            let expected = if expected.is_empty() { markdown.into() } else { expected };
            assert_eq!(found, expected, "{markdown}");
        }
    }
}
