//! The first words of a text that is written in HTML, in which Markdown sees no paragraph.

use crate::html::says_nothing;
use crate::html::tree::{Element, Node, elements, parse};

/// The first block of HTML that has words, as plain text.
pub(super) fn words(html: &str) -> String {
    let mut opening = Opening::default();
    opening.take(&parse(html));
    opening.end_block();
    opening.done.unwrap_or_default()
}

#[derive(Default)]
struct Opening {
    open: String,
    done: Option<String>,
}

impl Opening {
    fn take(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                _ if self.done.is_some() => return,
                Node::Text(text) => self.open.push_str(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match &*element.name {
            "br" => self.open.push(' '),
            _ if says_nothing(element) || is_no_sentence(element) => {}
            name if BLOCKS.contains(&name) => {
                self.end_block();
                self.take(&element.children);
                self.end_block();
            }
            name if APART.contains(&name) => self.end_block(),
            _ => self.take(&element.children),
        }
    }

    fn end_block(&mut self) {
        let block = self.open.split_whitespace().collect::<Vec<_>>().join(" ");
        self.open.clear();
        if self.done.is_none() && !block.is_empty() {
            self.done = Some(block);
        }
    }
}

/// Whether the words of an element have no part in a sentence: what is struck out, and the number
/// of a note.
fn is_no_sentence(element: &Element) -> bool {
    let is_note = || elements(&element.children).any(|inner| inner.name == "a");
    match &*element.name {
        "del" | "s" | "strike" => true,
        "sup" => is_note(),
        _ => false,
    }
}

/// Elements with sentences in them.
const BLOCKS: [&str; 19] = [
    "address",
    "article",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "form",
    "li",
    "main",
    "ol",
    "p",
    "search",
    "section",
    "ul",
];

/// Elements that stand apart, and by whose words no text begins.
const APART: [&str; 20] = [
    "aside", "button", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "menu", "nav", "pre", "select", "summary", "table", "textarea",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_html_begins_with_its_first_words() {
        for (html, expected) in [
            ("<div>The minister <b>sp</b>oke.</div><div>b</div>", "The minister spoke."),
            ("<center>The<br>minister</center>", "The minister"),
            ("<ul><li>one</li><li>two</li></ul>", "one"),
            ("<p> </p><p>a</p>", "a"),
            ("<div><div>a</div>b</div>", "a"),
            ("a <del>b</del> c<sup><a href=\"#fn-1\">1</a></sup>, 2<sup>nd</sup>", "a c, 2nd"),
            ("<h2>a</h2><figure><figcaption>b</figcaption></figure><div>c</div>", "c"),
            ("<div hidden>a</div><div>b</div>", "b"),
            ("<div><audio>a</audio><div>b</div></div>", "b"),
            // None of these is a sentence.
            ("<table><tr><td>a</td></tr></table>", ""),
            ("<pre>a</pre><hr><nav>b</nav>", ""),
            ("", ""),
        ] {
            assert_eq!(words(html), expected, "{html}");
        }
    }
}
