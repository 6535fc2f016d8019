//! What a reader has of a piece of HTML, so that two can be compared: its words, where its links
//! lead, its pictures, what is emphasised, and the ids of its headings.

use percent_encoding::percent_decode_str;

use crate::html::tree::{Element, Node};

/// What a reader has of a piece of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Letters, digits and signs, without what programs set otherwise: space, quotation marks,
    /// dashes and dots.
    pub words: String,
    /// Where links lead.
    pub links: Vec<String>,
    /// Pictures, sound and video.
    pub media: Vec<String>,
    /// Runs of emphasis: where in the words each begins, and which they are.
    pub emphasis: Vec<(usize, Emphasis, String)>,
    /// Headings: their level, and the id if it has one that matters.
    pub headings: Vec<(u8, Option<String>)>,
    /// Footnotes, each by itself, in an order of its own.
    pub notes: Vec<Fingerprint>,
    /// How often the text refers to a note.
    pub references: usize,
}

/// A kind of emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// `<strong>`, `<b>`.
    Strong,
    /// `<em>`, `<i>`.
    Light,
    /// `<code>`.
    Code,
    /// `<del>`, `<s>`.
    Struck,
}

impl Fingerprint {
    /// Of nodes.
    pub fn of(nodes: &[Node]) -> Self {
        let mut print = Fingerprint::default();
        print.take(nodes);
        print.put_in_order();
        print
    }

    /// The same, without what a heading is named by where `other` has no name for it.
    pub fn says_the_same(&self, expected: &Fingerprint) -> bool {
        let headings = self.headings.len() == expected.headings.len()
            && self.headings.iter().zip(&expected.headings).all(|(one, wanted)| {
                one.0 == wanted.0 && (wanted.1.is_none() || one.1 == wanted.1)
            });
        headings
            && self.words == expected.words
            && self.links == expected.links
            && self.media == expected.media
            && self.emphasis == expected.emphasis
            && self.references == expected.references
            && self.notes.len() == expected.notes.len()
            && self.notes.iter().zip(&expected.notes).all(|(one, wanted)| one.says_the_same(wanted))
    }

    /// What differs from what is expected, in words.
    pub fn difference(&self, expected: &Fingerprint) -> &'static str {
        if self.words != expected.words {
            "words"
        } else if self.links != expected.links {
            "links"
        } else if self.media != expected.media {
            "pictures"
        } else if self.emphasis != expected.emphasis {
            "emphasis"
        } else if self.notes != expected.notes || self.references != expected.references {
            "footnotes"
        } else {
            "headings"
        }
    }

    fn put_in_order(&mut self) {
        self.emphasis.sort();
        self.notes.sort_by(|one, other| one.words.cmp(&other.words));
    }

    fn take(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.words.extend(text.chars().filter_map(told)),
                Node::Element(element) => self.take_element(element),
            }
        }
    }

    fn take_element(&mut self, element: &Element) {
        let before = self.words.len();
        match &*element.name {
            "script" | "style" | "template" | "noscript" => return,
            "sup" if element.has_class("footnote-definition-label") => return,
            "sup" if element.has_class("footnote-reference") => {
                self.references += 1;
                return;
            }
            "div" if element.has_class("footnote-definition") => return self.take_note(element),
            "section" | "div" if element.has_class("footnotes") => {
                for item in items(element) {
                    self.take_note(item);
                }
                return;
            }
            "a" => {
                if let Some(href) = element.value("href") {
                    if href.starts_with("#fnref") {
                        return;
                    }
                    self.links.push(address(href));
                }
            }
            "img" | "audio" | "video" | "source" | "track" => {
                if let Some(src) = element.value("src") {
                    self.media.push(address(src));
                }
                let alt = element.value("alt").unwrap_or_default();
                self.media.push(alt.chars().filter_map(told).collect());
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes()[1] - b'0';
                self.headings.push((level, element.value("id").map(String::from)));
            }
            _ => {}
        }
        self.take(&element.children);
        if let Some(kind) = emphasis(&element.name) {
            self.emphasise(kind, before);
        }
    }

    /// The words from `start` on are emphasised.
    fn emphasise(&mut self, kind: Emphasis, start: usize) {
        let run = self.words[start..].to_string();
        if run.is_empty() {
            return;
        }
        // One within another of its kind says nothing more.
        self.emphasis.retain(|(at, other, _)| *other != kind || *at < start);
        // Two side by side are one.
        let before = self.emphasis.iter_mut().rev().find(|(_, other, _)| *other == kind);
        match before {
            Some((at, _, words)) if *at + words.len() == start => words.push_str(&run),
            _ => self.emphasis.push((start, kind, run)),
        }
    }

    fn take_note(&mut self, element: &Element) {
        let mut note = Fingerprint::default();
        note.take(&element.children);
        note.put_in_order();
        self.notes.push(note);
    }
}

fn items(element: &Element) -> Vec<&Element> {
    crate::html::tree::elements(&element.children)
        .flat_map(|child| match &*child.name {
            "li" => vec![child],
            _ => items(child),
        })
        .collect()
}

fn emphasis(name: &str) -> Option<Emphasis> {
    match name {
        "strong" | "b" => Some(Emphasis::Strong),
        "em" | "i" => Some(Emphasis::Light),
        "code" | "tt" => Some(Emphasis::Code),
        "del" | "s" | "strike" => Some(Emphasis::Struck),
        _ => None,
    }
}

/// A character that programs leave as it is.
fn told(c: char) -> Option<char> {
    let is_set = c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '"' | '\'' | '`' | '´' | '-' | '.' | '…' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'
                | '\u{2010}'..='\u{201f}' | '«' | '»' | '‹' | '›' | '\u{5f4}' | '\u{5f3}' | '\u{fe0e}'
                | '\u{fe0f}' | '\u{feff}' | '「' | '」' | '『' | '』' | '\u{2212}' | '′' | '″'
        );
    (!is_set).then_some(c)
}

/// An address as it is compared.
fn address(url: &str) -> String {
    let url = url.trim().replace("&amp;", "&");
    let decoded = percent_decode_str(&url).decode_utf8_lossy().into_owned();
    decoded.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::parse;

    fn print(html: &str) -> Fingerprint {
        Fingerprint::of(&parse(html))
    }

    #[test]
    fn what_programs_set_otherwise_makes_no_difference() {
        for (one, other) in [
            ("<p>\"a\" -- b...</p>", "<p>“a” – b…</p>"),
            ("<b>a</b><b> b</b>", "<strong>a b</strong>"),
            ("<a href=\"/a%20b\">x</a>", "<a href=\"/a b\">x</a>"),
            ("<h2 id=a>x</h2>", "<h2>x</h2>"),
        ] {
            assert!(print(one).says_the_same(&print(other)), "{one} {other}");
        }
    }

    #[test]
    fn what_a_reader_would_miss_makes_a_difference() {
        for (one, other, what) in [
            ("<p>a</p>", "<p>a b</p>", "words"),
            ("<p>**a**</p>", "<p><b>a</b></p>", "words"),
            ("<p><a href=/x>a</a></p>", "<p>a</p>", "links"),
            ("<p>a<img src=/x></p>", "<p>a</p>", "pictures"),
            ("<p><b>a</b> b</p>", "<p>a b</p>", "emphasis"),
            ("<p><b>a</b> b</p>", "<p><i>a</i> b</p>", "emphasis"),
            ("<h2 id=a>x</h2>", "<h2 id=b>x</h2>", "headings"),
            ("<h2>x</h2>", "<h3>x</h3>", "headings"),
        ] {
            let (one, other) = (print(one), print(other));
            assert!(!one.says_the_same(&other), "{one:?}");
            assert_eq!(one.difference(&other), what);
        }
    }
}
