//! A tree as text that is read as it is: links are numbered, and stand below.

use crate::html::tree::{Element, Node, elements, text_of};
use crate::render::apart::table;

/// How far what is inside stands in.
const STEP: &str = "    ";

/// The text of a story, a line for each paragraph: it is wrapped when all of the mail is there.
pub fn plain(nodes: &[Node]) -> String {
    let mut writer = Writer::default();
    writer.blocks(nodes, "");
    let Writer { mut text, links } = writer;
    let text_end = text.trim_end().len();
    text.truncate(text_end);
    if !links.is_empty() {
        text.push_str("\n\n");
        for (at, link) in links.iter().enumerate() {
            text.push_str(&format!("[{}] {link}\n", at + 1));
        }
    }
    text.trim_end().to_string()
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Where the links lead, each once, in their order.
    links: Vec<String>,
}

impl Writer {
    /// Blocks, and lines of what stands between them.
    fn blocks(&mut self, nodes: &[Node], indent: &str) {
        let mut line = String::new();
        for node in nodes {
            match node {
                Node::Element(element) if crate::render::apart::is_block(&element.name) => {
                    self.paragraph(&std::mem::take(&mut line), indent);
                    self.block(element, indent);
                }
                other => self.inline(other, &mut line),
            }
        }
        self.paragraph(&line, indent);
    }

    fn paragraph(&mut self, line: &str, indent: &str) {
        if line.trim().is_empty() {
            return;
        }
        for part in line.split('\n').map(squeezed).filter(|part| !part.is_empty()) {
            self.text.push_str(&format!("{indent}{part}\n"));
        }
        self.text.push('\n');
    }

    fn block(&mut self, element: &Element, indent: &str) {
        match element.name.as_str() {
            "ul" | "ol" => self.list(element, indent),
            "dl" => {
                for part in elements(&element.children) {
                    let inside =
                        if part.name == "dd" { format!("{indent}{STEP}") } else { indent.into() };
                    self.blocks(&part.children, &inside);
                }
            }
            "blockquote" => self.blocks(&element.children, &format!("{indent}> ")),
            "pre" => {
                for line in text_of(&element.children).trim_end().lines() {
                    // So that it is not wrapped.
                    self.text.push_str(&format!("{indent}{STEP}{}\n", line.replace(' ', "\u{a0}")));
                }
                self.text.push('\n');
            }
            "table" => self.table(element, indent),
            "hr" => self.text.push_str(&format!("{indent}* * *\n\n")),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let mut line = String::new();
                element.children.iter().for_each(|child| self.inline(child, &mut line));
                self.paragraph(&format!("## {}", squeezed(&line)), indent);
            }
            _ => self.blocks(&element.children, indent),
        }
    }

    fn list(&mut self, element: &Element, indent: &str) {
        let start = element.value("start").and_then(|start| start.parse().ok()).unwrap_or(1i64);
        for (at, item) in (start..).zip(elements(&element.children)) {
            let mark = if element.name == "ol" { format!("{at}. ") } else { "- ".into() };
            let inside = format!("{indent}{}", " ".repeat(mark.len()));
            let begin = self.text.len();
            self.blocks(&item.children, &inside);
            // The mark stands in the place of the first indent.
            if self.text.len() > begin + inside.len() {
                self.text.replace_range(begin..begin + inside.len(), &format!("{indent}{mark}"));
            }
            // Items of a line each stand close.
            if self.text.ends_with("\n\n") && !self.text[begin..].trim_end().contains("\n\n") {
                self.text.pop();
            }
        }
        self.text.push('\n');
    }

    fn table(&mut self, element: &Element, indent: &str) {
        for caption in elements(&element.children).filter(|part| part.name == "caption") {
            self.blocks(&caption.children, indent);
        }
        let rows = table::rows(element);
        let columns = table::columns(&rows);
        for row in &rows {
            let mut line = vec![String::new(); columns];
            for cell in row {
                let mut text = String::new();
                cell.element.children.iter().for_each(|child| self.inline(child, &mut text));
                line[cell.column] = squeezed(text.strip_suffix(BETWEEN).unwrap_or(&text));
            }
            self.text.push_str(&format!("{indent}{}\n", line.join(" | ")));
        }
        self.text.push('\n');
    }

    fn inline(&mut self, node: &Node, line: &mut String) {
        let element = match node {
            Node::Text(text) => return line.push_str(&text.replace('\n', " ")),
            Node::Element(element) => element,
        };
        if element.has_class("footnote-back") {
            return;
        }
        match element.name.as_str() {
            "br" => line.push('\n'),
            "img" => {
                let alt = element.value("alt").unwrap_or_default().trim();
                if !alt.is_empty() {
                    line.push_str(&format!("[{alt}]"));
                }
            }
            "a" => self.link(element, line),
            "sup" if element.has_class("footnote-reference") => {
                line.push_str(&format!("({})", text_of(&element.children).trim()));
            }
            // A block within a line, such as a paragraph of a cell.
            name if crate::render::apart::is_block(name) => {
                part(line);
                element.children.iter().for_each(|child| self.inline(child, line));
                part(line);
            }
            name => {
                // What is struck out is not said, and what is quoted is another's.
                let mark = match name {
                    "strong" | "b" => "*",
                    "em" | "i" => "_",
                    "s" | "del" => "~~",
                    "q" => "\"",
                    _ => "",
                };
                let begin = line.len();
                element.children.iter().for_each(|child| self.inline(child, line));
                if !line[begin..].trim().is_empty() {
                    line.insert_str(begin, mark);
                    line.push_str(mark);
                }
                let moved = match name {
                    "sup" => Some(raised_or_lowered(line, begin, ("⁰¹²³⁴⁵⁶⁷⁸⁹", "⁺⁻", '^'))),
                    "sub" => Some(raised_or_lowered(line, begin, ("₀₁₂₃₄₅₆₇₈₉", "₊₋", '_'))),
                    _ => None,
                };
                if let Some(moved) = moved {
                    line.truncate(begin);
                    line.push_str(&moved);
                }
            }
        }
    }

    fn link(&mut self, element: &Element, line: &mut String) {
        let begin = line.len();
        element.children.iter().for_each(|child| self.inline(child, line));
        let Some(href) = element.value("href").filter(|href| !href.starts_with('#')) else {
            return;
        };
        let said = line[begin..].trim();
        let bare = href.split_once(':').map_or(href, |(_, rest)| rest.trim_start_matches('/'));
        // An address that is there already need not be said again.
        if said == href || said == bare || said == bare.trim_end_matches('/') {
            return;
        }
        let at = self.links.iter().position(|link| link == href).unwrap_or_else(|| {
            self.links.push(href.into());
            self.links.len() - 1
        });
        line.push_str(&format!(" [{}]", at + 1));
    }
}

/// What stands between two blocks of a line.
const BETWEEN: &str = "; ";

/// Begins another block of a line: no number runs into that of the block before it.
fn part(line: &mut String) {
    let end = line.trim_end().len();
    if end == 0 {
        return;
    }
    line.truncate(end);
    let is_ended = line.ends_with(['.', '!', '?', ':', ';', '…', '。', '։']);
    line.push_str(if is_ended { " " } else { BETWEEN });
}

/// What stands above or below the line from the byte `begin` on, so that it reads as it is meant:
/// 10³ is not 103. A number is in digits that stand there; a fraction behind a number is told apart
/// from it; anything else with a digit in it is
/// between brackets behind a sign. Words alone, such as the letters behind an ordinal, are as they are.
fn raised_or_lowered(
    line: &str,
    begin: usize,
    (digits, signs, mark): (&str, &str, char),
) -> String {
    let (before, said) = line.split_at(begin);
    let text = said.trim();
    let moved = |c: char| match c {
        '+' => signs.chars().next(),
        '-' | '−' => signs.chars().nth(1),
        c => digits.chars().nth(usize::try_from(c.to_digit(10)?).ok()?),
    };
    if let Some(moved) = text.chars().map(moved).collect::<Option<String>>() {
        return moved;
    }
    let is_behind_word = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'));
    if !is_behind_word || !text.contains(char::is_numeric) || text.starts_with(['(', '[']) {
        return said.into();
    }
    let is_count = |part: &str| !part.is_empty() && part.chars().all(char::is_numeric);
    let is_fraction = text
        .split_once(['/', '⁄'])
        .is_some_and(|(above, below)| is_count(above) && is_count(below));
    match is_fraction && mark == '^' && before.ends_with(char::is_numeric) {
        true => format!(" {text}"),
        false => format!("{mark}({text})"),
    }
}

/// The text with one space for several.
fn squeezed(text: &str) -> String {
    let words = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::apart::{Source, nodes};
    use crate::word_list::WordList;

    #[test]
    fn text_reads_well() {
        let words = WordList::built_in(&icu_locale::locale!("en"));
        let source = Source { permalink: "https://a.example/b/x/", words: &words };
        for (html, expected) in [
            (
                "<p>One <b>two</b> <em>three</em>.</p><p>Four<br>five</p>",
                "One *two* _three_.\n\nFour\nfive",
            ),
            (
                "<p>See <a href=\"/b/y/\">this</a>, <a href=\"/b/y/\">that</a> and \
                 <a href=\"https://c.example/\">c.example</a>.</p>",
                "See this [1], that [1] and c.example.\n\n[1] https://a.example/b/y/",
            ),
            ("<ul><li>a</li><li>b<ol start=\"9\"><li>c</li></ol></li></ul>", "- a\n- b\n\n  9. c"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n\n> b"),
            (
                "<h2>A\nb</h2><hr><pre><code>x  y\n z</code></pre>",
                "## A b\n\n* * *\n\n    x\u{a0}\u{a0}y\n    \u{a0}z",
            ),
            (
                "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
                "a | b\n1 | 2",
            ),
            (
                "<table><caption>C</caption><tr><th rowspan=2>a</th><th colspan=2>b</th></tr>\
                 <tr><td>1</td><td>2</td></tr></table>",
                "C\n\na | b | \n | 1 | 2",
            ),
            (
                "<table><tr><td><p>30</p><p>40</p></td><td><ul><li>7</li><li>8<p>9</p></li></ul></td></tr></table>",
                "30; 40 | 7; 8; 9",
            ),
            (
                "<table><tr><td><dl><dt>a</dt><dd>b</dd></dl></td><td>x<blockquote><p>One.</p><p>Two</p></blockquote>y</td></tr></table>",
                "a; b | x; One. Two; y",
            ),
            (
                "<table><tr><td>1<div>2</div></td><td><table><tr><td>3</td><td>4</td></tr></table></td></tr></table>",
                "1; 2 | 3; 4",
            ),
            ("<table><tr><td>a;</td><td>1<br>2</td></tr></table>", "a; | 1 2"),
            (
                "<p><del>7</del> <q>9</q> 10<sup>-3</sup> H<sub>2</sub>O 1<sup>er</sup></p>",
                "~~7~~ \"9\" 10⁻³ H₂O 1er",
            ),
            ("<p><ruby>東京<rt>とうきょう</rt></ruby>は</p>", "東京(とうきょう)は"),
            ("<p><ruby>東<rp>（</rp><rt>とう</rt><rp>）</rp></ruby></p>", "東（とう）"),
            // What is raised and no number of its own is no digit of the one before it.
            ("<p>1<sup>1/2</sup> 12<sup>3\u{2044}4</sup></p>", "1 1/2 12 3\u{2044}4"),
            ("<p>10<sup>-3.5</sup> x<sup>2n</sup></p>", "10^(-3.5) x^(2n)"),
            (
                "<p>x<sub>1.5</sub> CO<sub>2eq</sub> (a)<sup>b2</sup></p>",
                "x_(1.5) CO_(2eq) (a)^(b2)",
            ),
            (
                "<p>2<sup>nd</sup> M<sup>me</sup> so<sup>[1]</sup> <sup>a1</sup></p>",
                "2nd Mme so[1] a1",
            ),
            (
                "<p><math><msup><mn>10</mn><mn>3</mn></msup><mo>=</mo><mn>2</mn>\
                 <mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>",
                "10³=2 1/2",
            ),
            ("<p><img src=\"/p.jpg\" alt=\"A hall\"><script>x</script></p>", "[A hall]"),
            ("<blockquote class=\"markdown-alert-note\"><p>a</p></blockquote>", "> *Note*\n\n> a"),
        ] {
            assert_eq!(plain(&nodes(html, source)), expected, "{html}");
        }
    }
}
