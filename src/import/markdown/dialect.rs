//! Dialects of Markdown as Dateline's: what each writes otherwise.

use std::collections::HashMap;

use pulldown_cmark::Options;

use super::tidy::is_block;
use crate::import::model::Dialect;
use crate::slug::latin_slug;

/// The parser's options that are nearest to a dialect.
pub fn options(dialect: Dialect) -> Options {
    let base = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    match dialect {
        Dialect::Kramdown | Dialect::Goldmark => base | Options::ENABLE_DEFINITION_LIST,
        Dialect::Zola | Dialect::MarkdownIt => base,
    }
}

/// Whether a bare address becomes a link.
pub fn links_addresses(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Goldmark)
}

/// The ids that a generator gives the headings of one text.
pub struct HeadingIds {
    dialect: Dialect,
    taken: HashMap<String, usize>,
}

impl HeadingIds {
    /// Of a text in this dialect.
    pub fn of(dialect: Dialect) -> Self {
        HeadingIds { dialect, taken: HashMap::new() }
    }

    /// The id of the next heading, which has these words; none if it gets none.
    pub fn next(&mut self, words: &str, own: Option<&str>) -> Option<String> {
        if let Some(own) = own {
            *self.taken.entry(own.into()).or_default() += 1;
            return Some(own.into());
        }
        let id = match self.dialect {
            // Kramdown::Parser::GFM, `generate_gfm_header_id`.
            Dialect::Kramdown => {
                let lower = words.to_lowercase();
                let kept = lower
                    .chars()
                    .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '\t'));
                kept.map(|c| if c == ' ' || c == '\t' { '-' } else { c }).collect::<String>()
            }
            // `autoHeadingIDType: github`.
            Dialect::Goldmark => {
                let lower = words.trim().to_lowercase();
                let kept =
                    lower.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
                kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>()
            }
            Dialect::Zola => latin_slug(words).unwrap_or_default(),
            Dialect::MarkdownIt => return None,
        };
        let id =
            if id.is_empty() && self.dialect == Dialect::Goldmark { "heading".into() } else { id };
        let id = if id.is_empty() { "section".to_string() } else { id };
        let count = self.taken.entry(id.clone()).or_default();
        *count += 1;
        Some(if *count == 1 { id } else { format!("{id}-{}", *count - 1) })
    }
}

/// The text without what only its dialect knows.
pub fn plain(text: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Kramdown => Kramdown::default().plain(text),
        Dialect::Goldmark => without_attribute_lines(text),
        Dialect::Zola | Dialect::MarkdownIt => text.to_string(),
    }
}

/// A line `{.class}` alone says how the block above it looks
/// (<https://gohugo.io/content-management/markdown-attributes/>).
fn without_attribute_lines(text: &str) -> String {
    if !text.contains("\n{") {
        return text.to_string();
    }
    let mut fence = Fence::default();
    let kept = text.split_inclusive('\n').filter(|line| {
        let is_code = fence.take(line);
        let bare = line.trim();
        let is_attribute = bare.starts_with("{.") && bare.ends_with('}')
            || bare.starts_with("{#") && bare.ends_with('}')
            || bare.starts_with("{class=") && bare.ends_with('}');
        is_code || !is_attribute
    });
    kept.collect()
}

/// Whether a line is in a block of code between fences.
#[derive(Default)]
pub struct Fence(Option<(char, usize)>);

impl Fence {
    /// Takes the next line, and says whether it is code or a fence.
    pub fn take(&mut self, line: &str) -> bool {
        let bare = line.trim_start_matches([' ', '>']).trim_end();
        let mark = bare.chars().next().unwrap_or(' ');
        let length = bare.chars().take_while(|c| *c == mark).count();
        let is_fence = matches!(mark, '`' | '~') && length >= 3;
        match self.0 {
            None if is_fence && !(mark == '`' && bare[length..].contains('`')) => {
                self.0 = Some((mark, length));
                true
            }
            None => false,
            Some((open, least)) => {
                if is_fence && open == mark && length >= least && bare[length..].trim().is_empty() {
                    self.0 = None;
                }
                true
            }
        }
    }
}

/// kramdown's own syntax (<https://kramdown.gettalong.org/syntax.html>).
#[derive(Default)]
struct Kramdown {
    lines: Vec<String>,
    /// The name of the HTML element in whose raw lines the text is, and how many are open.
    raw: Option<(String, usize)>,
    is_comment: bool,
}

impl Kramdown {
    fn plain(mut self, text: &str) -> String {
        let mut fence = Fence::default();
        for line in text.lines() {
            if self.raw.is_none() && fence.take(line) {
                self.lines.push(line.into());
                continue;
            }
            self.line(line);
        }
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }

    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if self.is_comment {
            self.is_comment = !bare.ends_with("{:/comment}") && bare != "{:/}";
            return;
        }
        if self.in_raw_html(line) {
            return;
        }
        if bare.starts_with("{::comment}") {
            self.is_comment = !bare.contains("{:/");
            return;
        }
        if bare.starts_with("{::options")
            || bare.starts_with("{::nomarkdown")
            || bare == "{:/}"
            || bare == "{:/nomarkdown}"
        {
            return;
        }
        if bare.starts_with("{:") && bare.ends_with('}') && !bare[2..].contains("{:") {
            self.attributes(bare);
            return;
        }
        // `*[HTML]: HyperText Markup Language` explains a word where it stands.
        if bare.starts_with("*[") && bare.contains("]:") {
            return;
        }
        self.lines.push(without_span_attributes(line));
    }

    /// `{: #id .class}` below a block.
    fn attributes(&mut self, line: &str) {
        let is_contents = line.split(['{', '}', ' ', ':']).any(|word| word == "toc");
        if is_contents {
            // The item of a list that stands for the table of contents.
            while self.lines.last().is_some_and(|line| {
                let line = line.trim_start();
                line.starts_with(['*', '-', '+'])
                    || line.starts_with("1.")
                    || line.starts_with("0.")
            }) {
                self.lines.pop();
            }
            return;
        }
        let id = line.split(['{', '}', ' ', ':']).find_map(|word| word.strip_prefix('#'));
        if let (Some(id), Some(last)) = (id, self.lines.last_mut())
            && last.starts_with('#')
            && !last.contains("{#")
        {
            last.push_str(&format!(" {{#{id}}}"));
        }
    }

    /// A block of HTML is one, with the empty lines in it, until its end; with `markdown="1"`
    /// what is in it is Markdown.
    fn in_raw_html(&mut self, line: &str) -> bool {
        if let Some((name, open)) = &mut self.raw {
            *open = (*open + count(line, &format!("<{name}")))
                .saturating_sub(count(line, &format!("</{name}")));
            let is_done = *open == 0;
            if line.trim().is_empty()
                && !matches!(name.as_str(), "pre" | "script" | "style" | "textarea")
            {
                return true;
            }
            // Indented, it would not be code, but HTML, only as long as nothing empty goes before.
            self.lines.push(line.to_string());
            if is_done {
                self.raw = None;
                self.lines.push(String::new());
            }
            return true;
        }
        let bare = line.trim_start();
        let Some(rest) = bare.strip_prefix('<').filter(|_| line.len() - bare.len() < 4) else {
            return false;
        };
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        // A rule has no end to wait for.
        let is_block =
            name != "hr" && is_block(&name) || matches!(&*name, "iframe" | "script" | "style");
        if !is_block {
            return false;
        }
        if let Some((at, length)) = markdown_attribute(bare) {
            // What is between blank lines is Markdown.
            let without = format!("{}{}", &bare[..at], bare.get(at + length..).unwrap_or_default());
            let (tag, rest) = match without.find('>') {
                Some(end) => without.split_at(end + 1),
                None => (without.as_str(), ""),
            };
            self.lines.push(String::new());
            self.lines.push(tag.to_string());
            self.lines.push(String::new());
            let close = format!("</{name}>");
            match rest.find(&close) {
                Some(end) => {
                    self.lines.push(rest[..end].trim().to_string());
                    self.lines.push(String::new());
                    self.lines.push(rest[end..].to_string());
                    self.lines.push(String::new());
                }
                None if !rest.trim().is_empty() => self.lines.push(rest.trim().to_string()),
                None => {}
            }
            return true;
        }
        let open =
            count(line, &format!("<{name}")).saturating_sub(count(line, &format!("</{name}")));
        self.lines.push(line.to_string());
        match open {
            0 => {
                // What follows its end is another block.
                if bare.trim_end().ends_with('>') {
                    self.lines.push(String::new());
                }
            }
            open => self.raw = Some((name, open)),
        }
        true
    }
}

/// How often a tag begins in a line: `<p` and not `<pre`.
fn count(line: &str, tag: &str) -> usize {
    let lower = line.to_ascii_lowercase();
    lower
        .match_indices(tag)
        .filter(|(at, _)| !lower[at + tag.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
        .count()
}

/// Where a tag says that there is Markdown in it, and how long that is.
fn markdown_attribute(tag: &str) -> Option<(usize, usize)> {
    let end = tag.find('>').unwrap_or(tag.len());
    let at = tag[..end].find("markdown=")?;
    let rest = &tag[at + "markdown=".len()..];
    let value = rest.trim_start_matches(['"', '\'']);
    let value = value.split(['"', '\'', ' ', '>']).next().unwrap_or_default();
    if value == "0" {
        return None;
    }
    let quotes = rest.len() - rest.trim_start_matches(['"', '\'']).len();
    Some((at, "markdown=".len() + value.len() + quotes * 2))
}

/// The line without `{:target="_blank"}` behind what it is about.
fn without_span_attributes(line: &str) -> String {
    if !line.contains("{:") {
        return line.to_string();
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("{:") {
        let is_behind = rest[..at].ends_with([')', '*', '_', '`', ']', '>', '!']);
        match rest[at..].find('}') {
            Some(end) if is_behind => {
                out.push_str(&rest[..at]);
                rest = &rest[at + end + 1..];
            }
            _ => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_kramdown_knows_is_told_otherwise() {
        for (text, plain) in [
            ("[a](/b){:target=\"_blank\"} c\n", "[a](/b) c\n"),
            ("## A\n{: #b .c}\n", "## A {#b}\n"),
            ("* TOC\n{:toc}\n\na\n", "\na\n"),
            ("{::comment}\nx\n{:/comment}\na\n", "a\n"),
            ("*[HTML]: Hyper\nHTML\n", "HTML\n"),
            ("<div>\n\n  <p>a</p>\n\n</div>\nb\n", "<div>\n  <p>a</p>\n</div>\n\nb\n"),
            ("<div markdown=\"1\">\n*a*\n</div>\n", "\n<div >\n\n*a*\n</div>\n"),
            ("```\n{: .x}\n```\n", "```\n{: .x}\n```\n"),
        ] {
            assert_eq!(Kramdown::default().plain(text), plain, "{text}");
        }
    }

    #[test]
    fn headings_have_the_ids_of_their_generator() {
        for (dialect, words, ids) in [
            (Dialect::Kramdown, ["What’s new?", "A & B", "A & B"], ["whats-new", "a--b", "a--b-1"]),
            (Dialect::Goldmark, ["What’s new?", "A_b c", "Ծ ա"], ["whats-new", "a_b-c", "ծ-ա"]),
            (Dialect::Zola, ["What is new?", "A & B", "A & B"], ["what-is-new", "a-b", "a-b-1"]),
        ] {
            let mut given = HeadingIds::of(dialect);
            let given = words.map(|words| given.next(words, None).unwrap());
            assert_eq!(given, ids, "{dialect:?}");
        }
    }
}
