//! What settings make of texts besides their dialect: breaks at the ends of lines, and links at bare
//! addresses. They are written out.

use pulldown_cmark::{Event, Parser, Tag};

use super::kramdown_rows::has_bar;
use super::options::options;
use super::reference::with_bare_links;
use crate::import::model::Dialect;

/// What the settings of a site switch on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Each end of a line is a break.
    pub breaks: bool,
    /// Bare addresses are links, as they are not in the dialect.
    pub links: bool,
}

impl Extras {
    /// A text in a dialect with them written out.
    pub fn written(self, text: String, dialect: Dialect) -> String {
        let text = if self.links { with_bare_links(&text, dialect) } else { text };
        if self.breaks { with_breaks(&text, dialect) } else { text }
    }
}

/// The text with a break at each end of a line within a paragraph.
fn with_breaks(text: &str, dialect: Dialect) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut at = 0;
    let mut is_table = false;
    for (event, range) in Parser::new_ext(text, options(dialect)).into_offset_iter() {
        if event == Event::Start(Tag::Paragraph) {
            // kramdown needs no line below the head of a table.
            let mut lines = text[range.clone()].lines().filter(|line| !is_of_program(line));
            is_table = dialect == Dialect::Kramdown && lines.all(has_bar);
        }
        if event != Event::SoftBreak || is_table {
            continue;
        }
        let end = text[range.start..].find('\n').map(|end| range.start + end);
        let Some(end) = end.filter(|end| *end >= at) else { continue };
        let words = text[..end].trim_end_matches([' ', '\t', '\r']);
        let is_break = !words.ends_with('\\')
            && !is_of_program(words.rsplit('\n').next().unwrap_or_default())
            && !is_of_program(text[end + 1..].lines().next().unwrap_or_default());
        if is_break && words.len() >= at {
            out.push_str(&text[at..words.len()]);
            out.push('\\');
            at = end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// Whether a line is none of the words: a list of attributes, a comment, the meaning of a word.
fn is_of_program(line: &str) -> bool {
    let bare = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    bare.is_empty()
        || bare.starts_with('{') && bare.ends_with('}')
        || bare.starts_with("<!--") && bare.ends_with("-->")
        || bare.starts_with("*[")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_lines_are_breaks_within_paragraphs() {
        for (text, expected) in [
            ("a\nb\n\nc\n", "a\\\nb\n\nc\n"),
            ("> a  *b*\n> c\n", "> a  *b*\\\n> c\n"),
            ("- a\n  b\n- c\n", "- a\\\n  b\n- c\n"),
            ("```\na\nb\n```\n", "```\na\nb\n```\n"),
            ("a\\\nb  \nc\n", "a\\\nb  \nc\n"),
            ("a\n{: .x}\n", "a\n{: .x}\n"),
            ("a\n<!--more-->\nb\n", "a\n<!--more-->\nb\n"),
            ("<p>a\nb</p>\n", "<p>a\nb</p>\n"),
            ("a\r\nб\r\n", "a\\\nб\r\n"),
            ("a `b\nc` d\n", "a `b\nc` d\n"),
            ("| a |\n|---|\n| b |\n", "| a |\n|---|\n| b |\n"),
        ] {
            assert_eq!(with_breaks(text, Dialect::Goldmark), expected, "{text}");
        }
    }

    #[test]
    fn rows_of_tables_of_kramdown_have_no_breaks() {
        for (text, expected) in [
            ("| a | b |\n| c | d |\n\ne\nf\n", "| a | b |\n| c | d |\n\ne\\\nf\n"),
            ("a | b\nc | d\n{: .x}\n", "a | b\nc | d\n{: .x}\n"),
            ("a | b\nc\n", "a | b\\\nc\n"),
        ] {
            assert_eq!(with_breaks(text, Dialect::Kramdown), expected, "{text}");
        }
    }

    #[test]
    fn bare_addresses_are_links() {
        let extras = Extras { breaks: true, links: true };
        let text = "See https://a.example/b.\nAnd `https://c.example` [d](https://d.example)\n";
        let expected =
            "See <https://a.example/b>.\\\nAnd `https://c.example` [d](https://d.example)\n";
        assert_eq!(extras.written(text.into(), Dialect::MarkdownIt), expected);
        assert_eq!(Extras::default().written(text.into(), Dialect::MarkdownIt), text);
    }
}
