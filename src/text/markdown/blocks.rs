//! What a reader reads of a text, block by block: the same, however it is written.

use std::collections::HashSet;
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::directives::{self, What};
use super::events::is_inline;
use super::footnotes;
use super::raw_html::HtmlPolicy;
use super::unseen::Seen;
use super::{parsed, too_deep};
use crate::html::{push_text, without_hidden};
use crate::typography::Quotes;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();

/// The paragraphs, headings, list items, rows of tables and other blocks of
/// `text` in their order, each as plain text ([`plain`]); none if the text opens
/// more quotes and lists than can be read.
///
/// Where links lead, what is emphasised, pictures and the numbers of footnotes
/// are no part of it.
pub fn blocks(text: &str, policy: HtmlPolicy) -> Option<Vec<String>> {
    if too_deep(text).is_some() {
        return None;
    }
    let directives = directives::found(text, None);
    let events = parsed(&directives.text, Quotes::default());
    let mut blocks = Blocks::new(policy, &events);
    let seen = Seen::of(&events, &directives, policy);
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Text(_) | Event::Code(_) if !seen.has(number) => {}
            event => blocks.take(event),
        }
        if let (Event::Rule, Some(What::Begin(block))) = (event, directives.at(range.start)) {
            blocks.end_block();
            blocks.done.extend(block.words().map(plain).filter(|words| !words.is_empty()));
        }
    }
    blocks.end_block();
    Some(blocks.done)
}

/// A text as it is compared: one space between words, composed by Unicode's NFC,
/// and without characters that show only where a line breaks, if at all.
pub fn plain(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !INVISIBLE.contains(c)).collect();
    let composed = NFC.normalize(&visible);
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Soft hyphen, space without width, word joiner, byte-order mark.
const INVISIBLE: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

struct Blocks<'e> {
    policy: HtmlPolicy,
    /// The notes that are shown.
    notes: HashSet<&'e str>,
    done: Vec<String>,
    open: String,
    /// Raw HTML comes in lines, of which a tag may span several.
    html: String,
    /// How many pictures and notes that are not shown are open.
    hidden: usize,
}

impl<'e> Blocks<'e> {
    fn new(policy: HtmlPolicy, events: &'e [(Event<'_>, Range<usize>)]) -> Self {
        Blocks {
            policy,
            notes: footnotes::named(events),
            done: Vec::new(),
            open: String::new(),
            html: String::new(),
            hidden: 0,
        }
    }

    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.push(text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Html(html) | Event::InlineHtml(html) if self.policy == HtmlPolicy::Escape => {
                self.push(html);
            }
            Event::Html(html) => self.html.push_str(html),
            Event::InlineHtml(html) if self.hidden == 0 => push_text(&mut self.open, html),
            Event::Rule => self.end_block(),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Image { .. } => self.hidden += 1,
            Tag::FootnoteDefinition(name) => {
                self.end_block();
                self.hidden += usize::from(!self.notes.contains(&**name));
            }
            Tag::TableCell => self.push(" "),
            tag if is_inline(tag.to_end()) => {}
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.hidden = 0;
            }
            TagEnd::TableCell => {}
            tag if is_inline(tag) => {}
            _ => self.end_block(),
        }
    }

    fn push(&mut self, text: &str) {
        if self.hidden == 0 {
            self.open.push_str(text);
        }
    }

    fn end_block(&mut self) {
        if self.hidden == 0 {
            push_text(&mut self.open, &without_hidden(&self.html));
        }
        self.html.clear();
        let block = plain(&self.open);
        self.open.clear();
        if !block.is_empty() {
            self.done.push(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<String> {
        blocks(text, HtmlPolicy::Sanitize).unwrap()
    }

    #[test]
    fn every_kind_of_block_is_one() {
        let text = "## The vote\n\nSeven voted\nfor it.\n\n> A quote.\n>\n> --- its source\n\n\
            - one\n- two\n  - within\n\n1. first\n\n| Place | Height |\n|--|--|\n| Lorun | 16 |\n\n\
            <figure><img alt=\"x\" src=\"y\"><figcaption>A\ncaption</figcaption></figure>\n\n\
            ```\ncode\n```\n\nRate.[^1]\n\n[^1]: A note.\n\n[^2]: Not shown.\n\n![alt](x.svg)\n";
        let expected = [
            "The vote",
            "Seven voted for it.",
            "A quote.",
            "— its source",
            "one",
            "two",
            "within",
            "first",
            "Place Height",
            "Lorun 16",
            "A caption",
            "code",
            "Rate.",
            "A note.",
        ];
        assert_eq!(of(text), expected);
    }

    #[test]
    fn the_same_words_written_otherwise_are_the_same() {
        let text = "The “vote” of the *Assembly* was [six to three](a.md).[^n]\n\n[^n]: Six.\n";
        let other = "The \"vote\" of\n\u{a0}the As\u{ad}sem<b>bly</b><!-- sic -->  was\n\
            [six to three](https://b.example/ \"b\").[^1]\n\n[^1]: Six.\n";
        assert_eq!(of(text), of(other));
        assert_eq!(of("caf\u{e9}"), of("cafe\u{301}"));
        assert_ne!(of("six to three"), of("six to two"));
    }

    #[test]
    fn raw_html_is_read_as_the_site_treats_it() {
        assert_eq!(of("<p\nclass=\"x\">A</p>\n"), ["A"]);
        assert_eq!(of("<!-- a\n\nb -->\n\nC"), ["C"]);
        assert_eq!(blocks("<b>A</b>", HtmlPolicy::Escape).unwrap(), ["<b>A</b>"]);
    }

    #[test]
    fn what_cannot_be_rendered_has_none() {
        assert_eq!(blocks(&"> ".repeat(200), HtmlPolicy::Sanitize), None);
    }

    proptest! {
        #[test]
        fn any_text_has_blocks_without_stray_spaces(text in "[a-z#>*|<\\[\\]^: \\n\\\\-]{0,80}") {
            for block in blocks(&text, HtmlPolicy::Sanitize).into_iter().flatten() {
                prop_assert_eq!(&plain(&block), &block);
                prop_assert!(!block.is_empty());
            }
        }
    }
}
