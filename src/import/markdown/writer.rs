//! HTML as Markdown that Dateline reads back as the same HTML.

use crate::html::tree::{Element, Node, elements, text_of};

use super::inline::{Inline, Marks, html_inline};
use super::tidy::is_block;

/// Nodes as Markdown; blocks that Markdown has no form for stay HTML, and are named.
pub fn write(nodes: &[Node], marks: Marks) -> Markdown {
    let mut writer = Writer { marks, kept: Vec::new() };
    let text = writer.flow(nodes);
    Markdown { text, kept: writer.kept }
}

/// What was written.
pub struct Markdown {
    /// The text, without an empty line at its end.
    pub text: String,
    /// The names of elements that stayed HTML.
    pub kept: Vec<String>,
}

struct Writer {
    marks: Marks,
    kept: Vec<String>,
}

impl Writer {
    /// Blocks and lines between them.
    fn flow(&mut self, nodes: &[Node]) -> String {
        let mut blocks: Vec<String> = Vec::new();
        let mut last_list = None;
        let mut run: &[Node] = &[];
        let mut start = 0;
        for (at, node) in nodes.iter().enumerate() {
            match node {
                Node::Element(element) if is_block(&element.name) => {
                    self.paragraph(run, &mut blocks);
                    run = &[];
                    start = at + 1;
                    let written = self.block(element);
                    if written.trim().is_empty() {
                        continue;
                    }
                    // Two lists side by side would be one.
                    let list = matches!(&*element.name, "ul" | "ol").then(|| element.name.clone());
                    if list.is_some() && list == last_list {
                        blocks.push("<!-- -->".into());
                    }
                    last_list = list;
                    blocks.push(written);
                }
                _ => {
                    run = &nodes[start..=at];
                    if !text_of(run).trim().is_empty() {
                        last_list = None;
                    }
                }
            }
        }
        self.paragraph(run, &mut blocks);
        blocks.join("\n\n")
    }

    fn paragraph(&mut self, nodes: &[Node], blocks: &mut Vec<String>) {
        let text = Inline::new(self.marks).write(nodes);
        if !text.is_empty() {
            blocks.push(text);
        }
    }

    fn block(&mut self, element: &Element) -> String {
        match &*element.name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "ul" | "menu" => self.list(element, None),
            "ol" => {
                let first = element.value("start").and_then(|start| start.parse().ok());
                self.list(element, Some(first.unwrap_or(1)))
            }
            "blockquote" => prefixed(&self.flow(&element.children), "> "),
            "pre" => self.code(element),
            "hr" => "---".into(),
            "table" => match self.table(element) {
                Some(table) => table,
                None => self.kept(element),
            },
            "figure" => self.figure(element),
            "dl" | "details" | "video" | "audio" => self.kept(element),
            _ => self.flow(&element.children),
        }
    }

    fn heading(&mut self, element: &Element) -> String {
        let level = usize::from(element.name.as_bytes()[1] - b'0');
        let inline = Inline::new(self.marks).on_one_line();
        let words = inline.write(&element.children);
        if words.is_empty() {
            return String::new();
        }
        if elements(&element.children).any(|child| is_block(&child.name)) {
            return self.flow(&element.children);
        }
        let id = element.value("id").filter(|id| is_plain_id(id));
        let id = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        let closing = if words.ends_with('#') { "\\" } else { "" };
        let words = match words.strip_suffix('#') {
            Some(rest) if !closing.is_empty() => format!("{rest}\\#"),
            _ => words,
        };
        format!("{} {words}{id}", "#".repeat(level))
    }

    fn list(&mut self, element: &Element, first: Option<u64>) -> String {
        let is_loose = elements(&element.children).any(|item| {
            elements(&item.children).filter(|child| child.name == "p").count() > 1
                || elements(&item.children).any(|child| child.name == "p")
                    && item.children.len() > 1
        });
        let mut items = Vec::new();
        let mut number = first;
        for child in &element.children {
            let content = match child {
                Node::Text(text) if text.trim().is_empty() => continue,
                Node::Element(item) if item.name == "li" => self.item(&item.children),
                // A list in a list without an item of its own belongs to the one before it.
                Node::Element(list) if matches!(&*list.name, "ul" | "ol") && !items.is_empty() => {
                    let nested = self.block(list);
                    if let Some(last) = items.last_mut() {
                        let last: &mut String = last;
                        last.push('\n');
                        last.push_str(&indented(&nested, if number.is_some() { 3 } else { 2 }));
                    }
                    continue;
                }
                other => self.item(std::slice::from_ref(other)),
            };
            let marker = match number {
                Some(at) => {
                    number = Some(at + 1);
                    format!("{at}. ")
                }
                None => "- ".to_string(),
            };
            let body = indented(&content, marker.len());
            items.push(format!("{marker}{}", body.trim_start()).trim_end().to_string());
        }
        items.join(if is_loose { "\n\n" } else { "\n" })
    }

    fn item(&mut self, nodes: &[Node]) -> String {
        if let Some(Node::Element(input)) = nodes.iter().find(|node| !is_blank(node))
            && input.name == "input"
        {
            let mark = if input.value("checked").is_some() { "[x] " } else { "[ ] " };
            let rest: Vec<Node> = nodes
                .iter()
                .filter(|node| !matches!(node, Node::Element(of) if of.name == "input"))
                .cloned()
                .collect();
            return format!("{mark}{}", self.flow(&rest));
        }
        let text = self.flow(nodes);
        // What follows the line of a list directly is a part of it, and an empty line would make
        // the list a loose one.
        match elements(nodes).any(|child| child.name == "p" || child.name == "pre") {
            true => text,
            false => text.replace("\n\n- ", "\n- ").replace("\n\n1. ", "\n1. "),
        }
    }

    fn code(&mut self, element: &Element) -> String {
        let code = element.find("code");
        let class = code
            .and_then(|code| code.value("class"))
            .or_else(|| element.value("class"))
            .unwrap_or_default();
        let language = class
            .split_ascii_whitespace()
            .find_map(|class| {
                class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))
            })
            .filter(|language| language.chars().all(|c| c.is_alphanumeric() || "+-_#.".contains(c)))
            .unwrap_or_default();
        let text = element.text();
        let text = text.strip_suffix('\n').unwrap_or(&text);
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        format!("{fence}{language}\n{text}\n{fence}")
    }

    /// A table with a head, of which each cell is one line.
    fn table(&mut self, element: &Element) -> Option<String> {
        let rows = rows(element);
        let head = rows.first()?;
        let columns = elements(&head.children).count();
        let is_head = columns > 0 && elements(&head.children).all(|cell| cell.name == "th");
        let is_even = rows.iter().all(|row| {
            let mut cells = elements(&row.children);
            elements(&row.children).count() == columns
                && cells.all(|cell| {
                    matches!(&*cell.name, "td" | "th")
                        && cell.value("colspan").is_none()
                        && cell.value("rowspan").is_none()
                        && !elements(&cell.children).any(|child| {
                            is_block(&child.name)
                                && !(child.name == "p" && elements(&cell.children).count() == 1)
                        })
                })
        });
        let has_heads_below =
            rows[1..].iter().any(|row| elements(&row.children).any(|cell| cell.name == "th"));
        if !is_head
            || !is_even
            || has_heads_below
            || elements(&element.children).any(|of| of.name == "caption")
        {
            return None;
        }
        let mut lines = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = elements(&row.children)
                .map(|cell| {
                    let content = match elements(&cell.children).next() {
                        Some(paragraph) if paragraph.name == "p" => &paragraph.children,
                        _ => &cell.children,
                    };
                    Inline::new(self.marks).in_cell().write(content)
                })
                .collect();
            lines.push(format!("| {} |", cells.join(" | ")));
            if at == 0 {
                lines.push(format!("|{}", " --- |".repeat(columns)));
            }
        }
        Some(lines.join("\n"))
    }

    /// A picture alone needs no figure around it; its caption has no form in Markdown.
    fn figure(&mut self, element: &Element) -> String {
        let caption = element.find("figcaption").map(|caption| caption.text());
        match caption.is_none_or(|caption| caption.trim().is_empty()) {
            true => {
                let children: Vec<Node> = element
                    .children
                    .iter()
                    .filter(|node| !matches!(node, Node::Element(of) if of.name == "figcaption"))
                    .cloned()
                    .collect();
                self.flow(&children)
            }
            false => self.kept(element),
        }
    }

    fn kept(&mut self, element: &Element) -> String {
        self.kept.push(element.name.clone());
        raw(std::slice::from_ref(&Node::Element(element.clone())))
    }
}

/// Nodes as a block of raw HTML in Markdown: on lines none of which is empty, as such a line ends
/// a block (<https://spec.commonmark.org/0.31.2/#html-blocks>), beginning with an element that
/// begins a block.
pub fn raw(nodes: &[Node]) -> String {
    let begins = |node: &Node| {
        matches!(node, Node::Element(element) if matches!(
            &*element.name,
            "address" | "article" | "aside" | "blockquote" | "details" | "div" | "dl" | "fieldset"
                | "figure" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "ol" | "p" | "section"
                | "table" | "ul" | "center"
        ))
    };
    let nodes: Vec<Node> = nodes.iter().filter(|node| !is_blank(node)).cloned().collect();

    match nodes.first() {
        Some(first) if begins(first) => html_inline(&nodes),
        Some(_) => html_inline(&[Node::Element(Element::new("div", nodes))]),
        None => String::new(),
    }
}

/// Whether a node is nothing but space.
pub fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Text(text) if text.trim_matches([' ', '\n', '\t', '\r']).is_empty())
}

fn rows(table: &Element) -> Vec<&Element> {
    elements(&table.children)
        .flat_map(|child| match &*child.name {
            "tr" => vec![child],
            "thead" | "tbody" | "tfoot" => {
                elements(&child.children).filter(|row| row.name == "tr").collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

/// Whether an id can stand in `{#id}`.
pub fn is_plain_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '='))
}

fn prefixed(text: &str, prefix: &str) -> String {
    let lines = text.lines().map(|line| format!("{prefix}{line}").trim_end().to_string());
    lines.collect::<Vec<_>>().join("\n")
}

fn indented(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let lines = text
        .lines()
        .map(|line| if line.is_empty() { String::new() } else { format!("{space}{line}") });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree;

    #[test]
    fn html_becomes_markdown() {
        for (html, markdown) in [
            ("<h2>A *b*</h2><p>c</p>", "## A \\*b\\*\n\nc"),
            ("<h2 id=x>A</h2>", "## A {#x}"),
            ("<p>a <b>b</b> <i>c</i></p>", "a **b** *c*"),
            ("<p>a<b> b </b>c</p>", "a **b** c"),
            ("<p>a<br>b</p>", "a\\\nb"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n  - c"),
            ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
            ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
            ("<pre><code class=language-rs>a ```\n\nb</code></pre>", "````rs\na ```\n\nb\n````"),
            ("<p><a href='/x' title='t'>a</a></p>", "[a](/x \"t\")"),
            ("<p><a href='https://a.b/'>https://a.b/</a></p>", "<https://a.b/>"),
            ("<p><img src='/a b.jpg' alt='a [b]'></p>", "![a \\[b\\]](/a%20b.jpg)"),
            ("<p>1. a</p><p># b</p><p>- c</p><p>&gt; d</p>", "1\\. a\n\n\\# b\n\n\\- c\n\n\\> d"),
            ("<p>&lt;b&gt; &amp;amp; snake_case *</p>", "\\<b> \\&amp; snake_case \\*"),
            (
                "<table><tr><th>a<th>b<tr><td>c|d<td>e</table>",
                "| a | b |\n| --- | --- |\n| c\\|d | e |",
            ),
            ("<table><tr><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
            ("<p>x<sup>2</sup></p>", "x<sup>2</sup>"),
            (
                "<figure><img src=/a><figcaption>b</figcaption></figure>",
                "<figure><img src=\"/a\"><figcaption>b</figcaption></figure>",
            ),
            ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n<!-- -->\n\n- b"),
        ] {
            let written = write(&tree::parse(html), Marks::Asterisks).text;
            assert_eq!(written, markdown, "{html}");
        }
    }
}
