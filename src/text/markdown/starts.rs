//! What the paragraphs, headings and items of a text begin with.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::directives::{self, Directives, What};
use super::{options, too_deep};

/// Stands for a picture in the words of a line.
const PICTURE: char = '\u{fffc}';

/// The first line of a paragraph, a heading or an item of a list, which stands in nothing else:
/// in no quote, note or block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// What it is the first line of.
    pub of: StartOf,
    /// Its bytes, without what marks the block.
    pub range: Range<usize>,
    /// Its words, without markup.
    pub words: String,
    /// Whether more lines follow in the same paragraph.
    pub goes_on: bool,
    /// Where in its words each piece of text begins, and its bytes.
    pieces: Vec<(usize, Range<usize>)>,
    /// What is marked in it.
    spans: Vec<(Mark, Range<usize>)>,
}

/// What a line is the first of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartOf {
    /// A paragraph.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// An item of the list with this number.
    Item(usize),
}

/// How words are marked, and what that takes on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// So many bytes.
    Signs(usize),
    Link,
    /// A tag of HTML, which may begin or end something.
    Html,
    Other,
}

impl Start {
    /// Whether it begins with a mark, such as that of strong words.
    pub fn is_marked(&self) -> bool {
        self.pieces.first().is_some_and(|(_, piece)| piece.start != self.range.start)
    }

    /// How `text` writes its words from `at` on. What is marked there and began before stays marked,
    /// or not, as `keeps_marks` says. None where that cannot be cut apart.
    pub fn written_from(&self, text: &str, at: usize, keeps_marks: bool) -> Option<String> {
        let from = self.end_of(at)?;
        let mut opened = String::new();
        let mut closed: Vec<Range<usize>> = Vec::new();
        for (mark, span) in self.spans.iter().filter(|(_, span)| span.start < from) {
            let is_open = from < span.end;
            match (mark, is_open) {
                (Mark::Signs(_), false) => {}
                (Mark::Signs(length), true) if keeps_marks => {
                    opened.push_str(text.get(span.end - length..span.end)?);
                }
                (Mark::Signs(length), true) => closed.push(span.end - length..span.end),
                (Mark::Link, true) if text[span.start..].starts_with('[') => opened.push('['),
                // Its address, or what it began, would be lost.
                (Mark::Link | Mark::Html | Mark::Other, _) => return None,
            }
        }
        let rest = text.get(from..self.range.end)?.char_indices();
        let kept = rest.filter(|(at, _)| !closed.iter().any(|gone| gone.contains(&(from + at))));
        let kept: String = kept.map(|(_, letter)| letter).collect();
        Some(format!("{opened}{}", kept.trim()))
    }

    /// Where the letter before `at` in its words ends in the text.
    fn end_of(&self, at: usize) -> Option<usize> {
        let before = self.pieces.iter().rposition(|(start, _)| *start < at)?;
        let (start, bytes) = &self.pieces[before];
        let end = self.pieces.get(before + 1).map_or(self.words.len(), |(next, _)| *next);
        match end == at {
            true => Some(bytes.end),
            // An entity is longer than what it stands for.
            false => (bytes.len() == end - start).then(|| bytes.start + (at - start)),
        }
    }
}

/// All of a text, in order.
pub fn starts(text: &str) -> Vec<Start> {
    if too_deep(text).is_some() {
        return Vec::new();
    }
    let directives = directives::found(text, None);
    let mut gathered = Gathered::default();
    for (event, range) in Parser::new_ext(&directives.text, options()).into_offset_iter() {
        gathered.take(event, range, &directives);
    }
    gathered.found
}

#[derive(Default)]
struct Gathered {
    found: Vec<Start>,
    /// The line that is being read, and how deep what it is the first of stands.
    open: Option<Start>,
    /// How many elements, and blocks, are around.
    depth: usize,
    blocks: usize,
    pictures: usize,
    lists: usize,
    /// Whether an item begins here, of a list that stands in nothing else.
    item: bool,
    in_list: bool,
}

impl Gathered {
    fn take(&mut self, event: Event<'_>, range: Range<usize>, directives: &Directives<'_>) {
        match event {
            Event::Start(tag) => self.enter(&tag, range),
            Event::End(end) => self.leave(end, &range),
            Event::Text(words) => self.words(&words, range),
            // The signs around it are no words.
            Event::Code(words) => {
                self.mark(Mark::Other, range.clone());
                self.words(&words, range);
            }
            Event::FootnoteReference(_) => {
                self.mark(Mark::Other, range.clone());
                self.reach(range.end);
            }
            Event::InlineHtml(html) if !html.starts_with("<!--") => self.mark(Mark::Html, range),
            Event::SoftBreak | Event::HardBreak => self.end_line(true),
            Event::Rule => match directives.at(range.start) {
                Some(What::Begin(block)) if !block.kind.is_line() => self.blocks += 1,
                Some(What::End) => self.blocks = self.blocks.saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
    }

    fn enter(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let is_top = self.depth == 0 && self.blocks == 0;
        self.depth += 1;
        match tag {
            Tag::Paragraph if is_top => self.begin(StartOf::Paragraph),
            Tag::Heading { level, .. } if is_top => self.begin(StartOf::Heading(*level as u8)),
            Tag::List(_) if is_top => {
                self.lists += 1;
                self.in_list = true;
            }
            Tag::Item if self.in_list && self.depth == 2 => self.item = true,
            Tag::Paragraph if self.item => self.begin(StartOf::Item(self.lists)),
            Tag::Strong => self.mark(Mark::Signs(2), range),
            Tag::Emphasis => self.mark(Mark::Signs(1), range),
            Tag::Link { .. } => self.mark(Mark::Link, range),
            Tag::Image { .. } => {
                self.words(PICTURE.encode_utf8(&mut [0; 4]), range);
                self.pictures += 1;
            }
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.mark(Mark::Other, range),
            // Another block ends the line of an item.
            _ => {
                self.end_line(false);
                self.item = false;
            }
        }
    }

    fn leave(&mut self, end: TagEnd, range: &Range<usize>) {
        self.depth = self.depth.saturating_sub(1);
        match end {
            TagEnd::Strong
            | TagEnd::Emphasis
            | TagEnd::Link
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.reach(range.end),
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            _ => {
                self.end_line(false);
                self.item = false;
                self.in_list &= self.depth > 0;
            }
        }
    }

    fn begin(&mut self, of: StartOf) {
        self.item = false;
        self.open = Some(Start {
            of,
            range: 0..0,
            words: String::new(),
            goes_on: false,
            pieces: Vec::new(),
            spans: Vec::new(),
        });
    }

    /// The line that is open; in an item, words begin one.
    fn line(&mut self, at: usize) -> Option<&mut Start> {
        if self.item {
            self.begin(StartOf::Item(self.lists));
        }
        let open = self.open.as_mut()?;
        if open.pieces.is_empty() && open.spans.is_empty() {
            open.range = at..at;
        }
        Some(open)
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        if self.pictures > 0 {
            return;
        }
        if let Some(open) = self.line(range.start) {
            open.range.end = open.range.end.max(range.end);
            open.pieces.push((open.words.len(), range));
            open.words.push_str(words);
        }
    }

    fn mark(&mut self, mark: Mark, range: Range<usize>) {
        if let Some(open) = self.line(range.start) {
            if mark == Mark::Html {
                open.range.end = open.range.end.max(range.end);
            }
            open.spans.push((mark, range));
        }
    }

    fn reach(&mut self, end: usize) {
        if let Some(open) = self.open.as_mut() {
            open.range.end = open.range.end.max(end);
        }
    }

    fn end_line(&mut self, goes_on: bool) {
        if let Some(open) = self.open.take() {
            self.found.push(Start { goes_on, ..open });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_something_are_found() {
        let text = "One *two*\nthree.\n\n### Four\n\n- five\n- six\n\n  seven\n\n> eight\n\n\
                    ```\nnine\n```\n\n<!--\nten\n-->\n\n[^1]: eleven\n\n| a |\n|--|\n| b |\n\n\
                    1. - twelve\n\n:::fact-box\nthirteen\n:::\n\n![14](x.png) fifteen\n";
        let found: Vec<_> = starts(text).into_iter().map(|it| (it.of, it.words)).collect();
        let words = |of: StartOf, words: &str| (of, words.to_string());
        assert_eq!(
            found,
            [
                words(StartOf::Paragraph, "One two"),
                words(StartOf::Heading(3), "Four"),
                words(StartOf::Item(1), "five"),
                words(StartOf::Item(1), "six"),
                words(StartOf::Paragraph, "\u{fffc} fifteen"),
            ]
        );
    }

    #[test]
    fn the_end_of_a_line_is_written_as_it_was() {
        for (text, from, plain, kept) in [
            ("14:05 The vote", 6, Some("The vote"), Some("The vote")),
            ("14:05 **The** vote", 6, Some("**The** vote"), Some("**The** vote")),
            ("**14:05** The *vote*", 6, Some("The *vote*"), Some("The *vote*")),
            ("**14:05 The vote**", 6, Some("The vote"), Some("**The vote**")),
            ("***14:05 The* vote**", 6, Some("The vote"), Some("***The* vote**")),
            ("[14:05 The](/x/) vote", 6, Some("[The](/x/) vote"), Some("[The](/x/) vote")),
            ("[14:05](/x/) The vote", 6, None, None),
            ("<b>14:05</b> The vote", 6, None, None),
            ("`14:05` The vote", 6, None, None),
            ("14:05 \\*The\\* vote", 6, Some("\\*The\\* vote"), Some("\\*The\\* vote")),
            (
                "14:05 The[^1] vote[^1]\n\n[^1]: A.",
                6,
                Some("The[^1] vote[^1]"),
                Some("The[^1] vote[^1]"),
            ),
            ("14:05[^1] The vote\n\n[^1]: A.", 6, None, None),
            ("14:05 A &amp; B", 6, Some("A &amp; B"), Some("A &amp; B")),
            ("14:05 [The](/x/) `vote`", 6, Some("[The](/x/) `vote`"), Some("[The](/x/) `vote`")),
        ] {
            let [start] = &starts(text)[..] else { panic!("{text}") };
            assert_eq!(start.written_from(text, from, false).as_deref(), plain, "{text}");
            assert_eq!(start.written_from(text, from, true).as_deref(), kept, "{text}");
        }
    }
}
