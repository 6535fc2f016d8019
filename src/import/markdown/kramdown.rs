//! kramdown, as Jekyll uses it: what only it knows is written otherwise.

use super::attribute_lists::{self, Named};
use super::fence::Fence;
use super::hiding::{self, Hides};
use super::kramdown_spans::{explained, explanation, with_signs, without_attributes};
use super::literal::literal;
use super::tidy::is_block;
use super::{kramdown_items, kramdown_rows, kramdown_tables};

/// The text without what only kramdown knows.
pub fn plain(text: &str) -> String {
    let text = attribute_lists::on_one_line(text);
    let named = Named::of(&text);
    let kramdown = Kramdown { named, ..Kramdown::default() };
    // Where something is hidden, no part of it may stand beside it.
    match kramdown.named.hide_in(&text) {
        true => kramdown.plain(&kramdown_items::indented(&text)),
        false => kramdown.plain(&text),
    }
}

/// kramdown's own syntax (<https://kramdown.gettalong.org/syntax.html>).
#[derive(Default)]
struct Kramdown<'t> {
    lines: Vec<String>,
    named: Named<'t>,
    /// Whether the line before was of a block: attributes are those of this block then, and
    /// otherwise of the next.
    is_behind_block: bool,
    /// What stands before the marks of the block that begins next, which is hidden.
    hides_next: Option<String>,
    /// What stands before a list of attributes or its mark: the next line is of another block.
    is_behind_list: Option<String>,
    /// Whether the line before was that of a footnote.
    is_behind_note: bool,
    /// The id of the block that begins next.
    id: Option<String>,
    /// The name of the HTML element in whose raw lines the text is, and how many are open.
    raw: Option<(String, usize)>,
    is_comment: bool,
    /// What stands here is HTML, and no Markdown (`{::nomarkdown}`).
    is_plain: bool,
    explanations: Vec<(String, String)>,
}

impl Kramdown<'_> {
    fn plain(mut self, text: &str) -> String {
        let mut fence = Fence::default();
        let mut depth = 0;
        for line in text.lines() {
            let bare = line.trim_start_matches(['>', ' ', '\t']);
            let is_list = is_list(bare);
            // What is deeper in quotations begins a block, and its attributes are of none before.
            let before = std::mem::replace(&mut depth, depth_of_quotations(line));
            if depth > before && is_list {
                self.hide_next(bare);
                self.is_behind_block = false;
            }
            if !is_list {
                self.part(line);
                self.hide_next(bare);
            }
            match self.raw.is_none() && fence.take(line) {
                true => self.lines.push(line.into()),
                false => self.line(line),
            }
            if !is_list {
                self.is_behind_block = !bare.is_empty();
            }
            self.is_behind_note = bare.starts_with("[^") && bare.contains("]:");
        }
        let lines = with_explanations(kramdown_tables::plain(&self.lines), &self.explanations);
        let mut text = lines.join("\n");
        text.push('\n');
        text
    }

    fn line(&mut self, line: &str) {
        let bare = line.trim();
        if self.is_comment {
            let ends = ["{:/comment}", "{:/nomarkdown}", "{:/}"];
            self.is_comment = !ends.iter().any(|end| bare.ends_with(end));
            return;
        }
        if self.is_plain {
            let (before, behind) = match line.split_once("{:/") {
                Some((before, behind)) => (before, Some(behind)),
                None => (line, None),
            };
            self.is_plain = behind.is_none();
            let behind = behind.and_then(|rest| rest.split_once('}')).map_or("", |(_, rest)| rest);
            self.lines.push(literal(before) + behind);
            return;
        }
        if self.in_raw_html(line) {
            return;
        }
        if bare.starts_with("{::comment}") && !bare.contains("{:/") {
            self.is_comment = true;
            return;
        }
        let without = self.without_extensions(line);
        if without.trim().is_empty() && !bare.is_empty() {
            return;
        }
        let (line, bare) = (&*without, without.trim());
        let list = bare.trim_start_matches(['>', ' ', '\t']);
        if is_list(list) {
            // What nobody sees needs no id.
            if !self.hide(line, list) {
                self.attributes(list);
            }
            return;
        }
        // `*[HTML]: HyperText Markup Language` explains a word where it stands.
        if let Some(explanation) = explanation(bare) {
            self.explanations.push(explanation);
            return;
        }
        let line = self.without_list_of_item(line);
        let line = with_signs(&without_attributes(&line, &self.named));
        let is_row = bare.starts_with('|')
            || bare.contains('|') && self.lines.last().is_some_and(|before| before.contains('|'));
        let line = if is_row { kramdown_rows::with_marked_pipes(&line) } else { line };
        self.lines.push(line);
        if !bare.is_empty()
            && let Some(id) = self.id.take()
        {
            self.name(self.lines.len() - 1, &id);
        }
    }

    /// A line without the marks of extensions, and what in it is on no page
    /// (<https://kramdown.gettalong.org/syntax.html#extensions>).
    fn without_extensions(&mut self, line: &str) -> String {
        if !line.contains("{:") {
            return line.into();
        }
        let mut out = String::new();
        let mut rest = line;
        while let Some(at) = rest.find("{:") {
            let (before, mark) = rest.split_at(at);
            out.push_str(before);
            let is_in_code = out.matches('`').count() % 2 == 1;
            let name = mark.strip_prefix("{::").or_else(|| mark.strip_prefix("{:/"));
            let names = ["comment", "nomarkdown", "options", "}"];
            let is_mark = name.is_some_and(|name| names.iter().any(|one| name.starts_with(one)));
            let Some((head, behind)) = mark.split_once('}').filter(|_| is_mark && !is_in_code)
            else {
                out.push_str("{:");
                rest = &mark[2..];
                continue;
            };
            rest = behind;
            // What is for other programs than browsers, as `type="latex"`.
            let is_other = head.contains("type=") && !head.contains("html");
            let is_hidden = head.starts_with("{::comment") || is_other;
            if is_hidden && !head.ends_with('/') {
                let Some(end) = rest.find("{:/") else {
                    self.is_comment = true;
                    return out;
                };
                rest = rest[end..].split_once('}').map_or("", |(_, behind)| behind);
            } else if head.starts_with("{::nomarkdown") && !head.ends_with('/') {
                let Some((inner, behind)) = rest.split_once("{:/") else {
                    self.is_plain = true;
                    return out + &literal(rest);
                };
                out.push_str(&literal(inner));
                rest = behind.split_once('}').map_or("", |(_, behind)| behind);
            }
        }
        out + rest
    }

    /// Gives the block that begins at a line an id: a heading has it by itself, and all else by a
    /// mark in it or before it.
    fn name(&mut self, start: usize, id: &str) {
        let id: String =
            id.chars().filter(|c| !c.is_whitespace() && !"\"<>&".contains(*c)).collect();
        let Some(line) = self.lines.get_mut(start) else { return };
        let bare = line.trim_start();
        let is_other = kramdown_rows::begins_item(bare)
            || bare.starts_with(['|', '<', '>', '`', '~', ':', '{'])
            || line.starts_with("    ");
        if bare.starts_with('#') {
            if !bare.contains("{#") {
                line.push_str(&format!(" {{#{id}}}"));
            }
        } else if is_other {
            let mark = [format!("<span id=\"{id}\"></span>"), String::new()];
            self.lines.splice(start..start, mark);
        } else {
            let indent = line.len() - bare.len();
            line.insert_str(indent, &format!("<span id=\"{id}\"></span>"));
        }
    }

    /// Marks what a list of attributes hides, the block before it or the next; whether it does.
    fn hide(&mut self, line: &str, list: &str) -> bool {
        let before = &line[..line.len() - line.trim_start_matches(['>', ' ', '\t']).len()];
        let hides = self.named.hide(list);
        if self.is_behind_block {
            self.lines.extend(hides.then(|| format!("{before}{}", Hides::Before.block())));
            self.is_behind_list = Some(before.into());
        } else if hides {
            self.hides_next = Some(before.into());
        }
        hides
    }

    /// Marks the block that begins here, if it is to be hidden.
    fn hide_next(&mut self, bare: &str) {
        if let Some(before) = self.hides_next.take().filter(|_| !bare.trim().is_empty()) {
            self.lines.push(format!("{before}{}", Hides::Next.block()));
            self.lines.push(before.trim_end().into());
        }
    }

    /// Parts a line by an empty one from what ends before it in kramdown alone: a list of attributes,
    /// and the definition of a footnote, which goes on in lines with an indent. Items of a list are
    /// none of its paragraphs.
    fn part(&mut self, line: &str) {
        let is_blank = line.trim_start_matches(['>', ' ', '\t']).is_empty();
        let behind_list = self.is_behind_list.take();
        let is_marked = self.lines.last().is_some_and(|line| line.contains(hiding::ATTRIBUTE));
        let is_other = |before: &String| {
            line.starts_with(before.as_str())
                && (is_marked || !kramdown_rows::begins_item(line.trim_start()))
        };
        if is_blank {
            return;
        }
        if let Some(before) = behind_list.filter(is_other) {
            self.lines.push(before.trim_end().into());
        } else if self.is_behind_note && !line.starts_with("    ") && !line.starts_with('\t') {
            self.lines.push(String::new());
        }
    }

    /// An item of a list without the attributes at its start: `* {: .b} a`.
    fn without_list_of_item(&self, line: &str) -> String {
        let item = line.trim_start_matches(['>', ' ', '\t']);
        let behind = item.trim_start_matches(|c: char| c.is_ascii_digit());
        let behind = match behind.len() < item.len() {
            true => behind.strip_prefix('.'),
            false => item.strip_prefix(['*', '-', '+']),
        };
        let words = behind.filter(|words| words.starts_with([' ', '\t'])).map(str::trim_start);
        let list = words.filter(|words| words.starts_with("{:") && !words.starts_with("{::"));
        let Some((list, words)) = list.and_then(|words| words.split_once('}')) else {
            return line.into();
        };
        let mark = if self.named.hide(list) { Hides::Around.inline() } else { String::new() };
        let before = &line[..line.len() - list.len() - 1 - words.len()];
        format!("{before}{mark}{}", words.trim_start())
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
        let Some(id) = id.map(String::from) else { return };
        let is_blank = |line: &String| line.trim().is_empty();
        if self.lines.last().is_none_or(is_blank) {
            self.id = Some(id);
            return;
        }
        let start = self.lines.iter().rposition(is_blank).map_or(0, |blank| blank + 1);
        let last = self.lines.len() - 1;
        let underline = self.lines[last].trim();
        let is_heading = self.lines[last].trim_start().starts_with('#');
        let is_underlined = last > start
            && (underline.chars().all(|c| c == '=') || underline.chars().all(|c| c == '-'));
        match (is_heading, is_underlined) {
            (true, _) => self.name(last, &id),
            (_, true) => self.lines[last - 1].push_str(&format!(" {{#{id}}}")),
            _ => self.name(start, &id),
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

/// In how many quotations a line is.
fn depth_of_quotations(line: &str) -> usize {
    line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t')).filter(|c| *c == '>').count()
}

/// Whether a line is a list of attributes alone.
fn is_list(bare: &str) -> bool {
    let bare = bare.trim_end();
    bare.starts_with("{:") && bare.ends_with('}') && !bare[2..].contains("{:")
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

/// The lines with their short forms explained, but not those of code.
fn with_explanations(lines: Vec<String>, explanations: &[(String, String)]) -> Vec<String> {
    if explanations.is_empty() {
        return lines;
    }
    let mut fence = Fence::default();
    let one = |line: String| match fence.take(&line) || line.starts_with("    ") {
        true => line,
        false => explained(&line, explanations),
    };
    lines.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests;
