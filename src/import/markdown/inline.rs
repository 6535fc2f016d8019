//! What stands in a line of HTML, as Markdown.

use crate::html::tree::{self, Element, Node, text_of};

/// How emphasis is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// `**so**`.
    Asterisks,
    /// `<strong>so</strong>`, where asterisks would show.
    Tags,
}

/// Writes what stands in a line.
#[derive(Clone, Copy)]
pub struct Inline {
    marks: Marks,
    /// What a break becomes.
    breaks: &'static str,
    /// Whether `|` ends what is written.
    is_cell: bool,
    /// Whether brackets would end what is written.
    is_link: bool,
}

impl Inline {
    /// For a paragraph.
    pub fn new(marks: Marks) -> Self {
        Inline { marks, breaks: "\\\n", is_cell: false, is_link: false }
    }

    /// For a heading, which has one line.
    pub fn on_one_line(self) -> Self {
        Inline { breaks: "<br>", ..self }
    }

    /// For a cell of a table.
    pub fn in_cell(self) -> Self {
        Inline { breaks: "<br>", is_cell: true, ..self }
    }

    /// The nodes as one run of text.
    pub fn write(&self, nodes: &[Node]) -> String {
        let mut out = String::new();
        self.push(nodes, &mut out);
        let out = out.trim_matches([' ', '\n', '\t']);
        let mut out = out.to_string();
        // A break at the end breaks nothing.
        while let Some(rest) = out.strip_suffix(self.breaks.trim_end()) {
            if self.breaks.starts_with('\\') && rest.ends_with('\\') {
                break;
            }
            out = rest.trim_end().to_string();
        }
        while let Some(rest) = out.strip_prefix(self.breaks) {
            out = rest.trim_start().to_string();
        }
        start_escaped(&out)
    }

    fn push(&self, nodes: &[Node], out: &mut String) {
        for node in nodes {
            match node {
                Node::Text(text) => self.push_text(text, out),
                Node::Element(element) => self.push_element(element, out),
            }
        }
    }

    fn push_text(&self, text: &str, out: &mut String) {
        let before = out.chars().next_back();
        let mut text = escaped(text, before, self.is_cell, self.is_link);
        if before.is_none_or(|c| c == ' ' || c == '\n') {
            text = text.trim_start_matches(' ').to_string();
        }
        out.push_str(&text);
    }

    fn push_element(&self, element: &Element, out: &mut String) {
        match &*element.name {
            "br" => {
                let kept = out.trim_end_matches(' ').len();
                out.truncate(kept);
                out.push_str(self.breaks);
            }
            "b" | "strong" => self.emphasised(element, ["**", "**"], "strong", out),
            "em" | "i" => self.emphasised(element, ["*", "*"], "em", out),
            "del" | "s" | "strike" => self.emphasised(element, ["~~", "~~"], "del", out),
            "code" | "tt" => self.code(element, out),
            "a" => self.link(element, out),
            "img" => out.push_str(&self.picture(element)),
            "wbr" => {}
            "input" => {}
            name => {
                let mut open = String::new();
                let shell = Element { children: Vec::new(), ..element.clone() };
                open.push_str(&tree::write(&[Node::Element(shell)]));
                match tree::VOID.contains(&name) {
                    true => out.push_str(&open),
                    false => {
                        let close = format!("</{name}>");
                        out.push_str(open.strip_suffix(&close).unwrap_or(&open));
                        self.push(&element.children, out);
                        out.push_str(&close);
                    }
                }
            }
        }
    }

    /// The nodes as they stand behind what is written.
    fn behind(&self, nodes: &[Node], out: &str) -> String {
        let before = out.chars().next_back();
        let mut inner: String = before.into_iter().collect();
        self.push(nodes, &mut inner);
        inner.split_off(before.map_or(0, char::len_utf8))
    }

    /// Emphasis begins and ends with a word, and the space at its ends is outside of it.
    fn emphasised(&self, element: &Element, marks: [&str; 2], tag: &str, out: &mut String) {
        let inner = self.behind(&element.children, out);
        let is_space = |c: char| c == ' ' || c == '\n';
        let start = inner.len() - inner.trim_start_matches(is_space).len();
        let end = inner.trim_end_matches(is_space).len().max(start);
        let mut words = &inner[start..end];
        let mut tail = inner[end..].to_string();
        while let Some(rest) = words.strip_suffix(self.breaks.trim_end()) {
            if self.breaks.starts_with('\\') && rest.ends_with('\\') {
                break;
            }
            words = rest.trim_end();
            tail = self.breaks.to_string();
        }
        if !out.ends_with([' ', '\n']) || start == 0 {
            out.push_str(&inner[..start]);
        }
        if words.is_empty() {
            out.push_str(&tail);
            return;
        }
        match self.marks {
            Marks::Asterisks => {
                out.push_str(marks[0]);
                out.push_str(words);
                out.push_str(marks[1]);
            }
            Marks::Tags => out.push_str(&format!("<{tag}>{words}</{tag}>")),
        }
        out.push_str(&tail);
    }

    fn code(&self, element: &Element, out: &mut String) {
        let text = element.text().replace('\n', " ");
        let has_marks = element.children.iter().any(|node| matches!(node, Node::Element(_)));
        if text.trim().is_empty() || has_marks || (self.is_cell && text.contains('|')) {
            let plain = html_inline(&[Node::Element(element.clone())]);
            out.push_str(&if self.is_cell { plain.replace('|', "&#124;") } else { plain });
            return;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let ticks = "`".repeat(longest + 1);
        let space =
            if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
        out.push_str(&format!("{ticks}{space}{text}{space}{ticks}"));
    }

    fn link(&self, element: &Element, out: &mut String) {
        let href = element.value("href").unwrap_or_default();
        let inner = Inline { is_link: true, ..*self };
        let words = inner.behind(&element.children, out);
        let title = element.value("title").filter(|title| !title.trim().is_empty());
        let is_bare = title.is_none()
            && text_of(&element.children) == href
            && (href.starts_with("https://") || href.starts_with("http://"))
            && !href
                .contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
            && !(self.is_cell && href.contains('|'))
            && element.children.iter().all(|node| matches!(node, Node::Text(_)));
        if is_bare {
            out.push_str(&format!("<{href}>"));
            return;
        }
        let is_space = |c: char| c == ' ' || c == '\n';
        let start = words.len() - words.trim_start_matches(is_space).len();
        let end = words.trim_end_matches(is_space).len().max(start);
        out.push_str(&words[..start]);
        out.push_str(&format!("[{}]({}{})", &words[start..end], destination(href), titled(title)));
        out.push_str(&words[end..]);
    }

    fn picture(&self, element: &Element) -> String {
        let src = element.value("src").unwrap_or_default();
        let alt = element.value("alt").unwrap_or_default();
        let alt = escaped(alt, None, self.is_cell, true);
        format!("![{}]({}{})", alt.trim(), destination(src), titled(element.value("title")))
    }
}

/// A title of a link, with what goes before it.
fn titled(title: Option<&str>) -> String {
    match title {
        Some(title) => {
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "\\&");
            format!(" \"{}\"", title.replace('|', "\\|"))
        }
        None => String::new(),
    }
}

/// Where a link leads, as Markdown has it between parentheses.
pub fn destination(url: &str) -> String {
    let mut written = String::with_capacity(url.len());
    for c in url.trim().chars() {
        match c {
            ' ' => written.push_str("%20"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            '|' => written.push_str("%7C"),
            '"' => written.push_str("%22"),
            '*' => written.push_str("%2A"),
            '`' => written.push_str("%60"),
            c if c.is_control() || c.is_whitespace() => {}
            // `&copy=1` is no entity here.
            '&' => written.push_str("\\&"),
            c => written.push(c),
        }
    }
    written
}

/// A text of which nothing is taken for markup. `before` is what stands before it.
fn escaped(text: &str, before: Option<char>, is_cell: bool, is_link: bool) -> String {
    let text: Vec<char> = collapsed(text);
    let has_link = text.windows(2).any(|two| two[0] == ']' && matches!(two[1], '(' | '[' | ':'));
    let mut out = String::with_capacity(text.len());
    for (at, &c) in text.iter().enumerate() {
        let previous = if at == 0 { before } else { Some(text[at - 1]) };
        let next = text.get(at + 1).copied();
        let is_in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_marked = match c {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '*' | '`' | '~' => true,
            '_' => !(is_in_word(previous) && is_in_word(next)),
            '[' => {
                is_link
                    || has_link
                    || matches!(next, Some('^' | ' ' | 'x' | 'X' | '!'))
                    || next.is_none()
            }
            ']' => is_link || has_link,
            '<' => next
                .is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '|' => is_cell,
            '{' => true,
            '!' => next == Some('[') || next.is_none(),
            _ => false,
        };
        if is_marked {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Spaces and ends of lines as one space, but for those that are not to break.
fn collapsed(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\n' | '\t' | '\r' | '\u{c}' => {
                if out.last() != Some(&' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines of which none begins a block.
fn start_escaped(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line_escaped).collect();
    lines.join("\n")
}

fn line_escaped(line: &str) -> String {
    let line = line.trim_start_matches([' ', '\t']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line[digits..].chars().next();
    let after = line[digits..].chars().nth(1);
    if (1..=9).contains(&digits)
        && matches!(behind, Some('.' | ')'))
        && after.is_none_or(|c| c == ' ')
    {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    let second = line.chars().nth(1);
    let is_marked = match line.chars().next() {
        Some('#') => line.trim_start_matches('#').chars().next().is_none_or(|c| c == ' '),
        Some('>' | '|') => true,
        Some('+') => second.is_none_or(|c| c == ' '),
        Some('-') => second.is_none_or(|c| c == ' ' || c == '-'),
        Some('=') => line.chars().all(|c| c == '=' || c == ' '),
        Some(':') => second == Some('-'),
        _ => false,
    };
    // Four spaces that do not break would be no code, as they are none of Markdown's.
    if is_marked { format!("\\{line}") } else { line.to_string() }
}

/// Nodes as HTML on lines of which none is empty, so that Markdown leaves them alone.
pub fn html_inline(nodes: &[Node]) -> String {
    let html = tree::write(nodes);
    if !html.contains("\n") {
        return html;
    }
    // In `<pre>` an empty line says something; written so, it ends nothing.
    let mut out = String::with_capacity(html.len());
    let mut in_pre = false;
    for (at, line) in html.split('\n').enumerate() {
        if at > 0 {
            match in_pre {
                true => out.push_str("&#10;"),
                false if line.trim().is_empty() => continue,
                false => out.push('\n'),
            }
        }
        out.push_str(if in_pre { line } else { line.trim_start() });
        let opened = line.rfind("<pre");
        let closed = line.rfind("</pre");
        in_pre = match (opened, closed) {
            (Some(open), Some(close)) => open > close,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => in_pre,
        };
    }
    out
}
