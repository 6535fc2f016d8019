//! Which words between tags no reader sees, while a text is still Markdown. What it says of a text is
//! never that something is seen which is not; its pages follow from the tree that the cleaner makes.

use std::ops::Range;

use pulldown_cmark::{Event, Tag as Element};

use super::events::is_inline;
use super::raw_html::HtmlPolicy;
use crate::html::tree::VOID;
use crate::html::{Tag, Token, begins_hidden, tokens};

/// Of each event of a text, whether readers see the words that are in it.
pub(super) fn seen(events: &[(Event<'_>, Range<usize>)], policy: HtmlPolicy) -> Vec<bool> {
    let mut unseen = Unseen::new(policy);
    events.iter().map(|(event, _)| unseen.sees(event)).collect()
}

/// What is hidden at a place of a text.
pub(super) struct Unseen {
    policy: HtmlPolicy,
    /// Raw HTML comes in lines, of which a tag may span several.
    lines: String,
    /// The element that hides what is in it, and those that are open in it.
    open: Vec<String>,
    /// Whether it began within a paragraph.
    is_in_line: bool,
}

impl Unseen {
    pub(super) fn new(policy: HtmlPolicy) -> Self {
        Unseen { policy, lines: String::new(), open: Vec::new(), is_in_line: false }
    }

    /// Goes on behind an event, and says whether readers see the words that are in it.
    pub(super) fn sees(&mut self, event: &Event<'_>) -> bool {
        match event {
            _ if self.policy == HtmlPolicy::Escape => {}
            Event::Html(line) => self.lines.push_str(line),
            Event::InlineHtml(html) => self.take(html, true),
            Event::Start(block) if !is_inline(block.to_end()) => {
                self.end_of_lines();
                let begins = !matches!(block, Element::HtmlBlock);
                if begins && self.open.len() == 1 && self.open[0] == "p" {
                    self.open.clear();
                }
            }
            Event::End(block) if !is_inline(*block) => {
                self.end_of_lines();
                if self.is_in_line && self.open.first().is_some_and(|it| !goes_on(it)) {
                    self.open.clear();
                }
            }
            _ => {}
        }
        self.open.is_empty()
    }

    fn end_of_lines(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if !lines.is_empty() {
            self.take(&lines, false);
        }
    }

    fn take(&mut self, html: &str, is_in_line: bool) {
        tokens(html, |token| match token {
            Token::Start(tag) => self.start(tag, is_in_line),
            Token::End(name) => self.end(name),
            Token::Text(..) => {}
        });
    }

    fn start(&mut self, tag: &Tag, is_in_line: bool) {
        if VOID.contains(&tag.name()) || self.open.first().is_some_and(|it| is_raw(it)) {
            return;
        }
        if let [only] = &*self.open
            && is_ended_by(only, tag.name())
        {
            self.open.clear();
        }
        if !self.open.is_empty() {
            self.open.push(tag.name().into());
        } else if self.is_unseen(tag) {
            self.open.push(tag.name().into());
            self.is_in_line = is_in_line;
        }
    }

    fn end(&mut self, name: &str) {
        let Some(first) = self.open.first() else { return };
        match self.open.iter().rposition(|it| it == name) {
            Some(at) => self.open.truncate(at),
            // The end of what is around it.
            None if may_have_no_end(first) => self.open.clear(),
            None => {}
        }
    }

    /// Whether the words of an element are in no page, or shown by no browser.
    fn is_unseen(&self, tag: &Tag) -> bool {
        match tag.name() {
            name if is_raw(name) => true,
            // Within a formula.
            "annotation" | "annotation-xml" => true,
            // The cleaner takes out what is in them.
            "svg" | "math" => self.policy == HtmlPolicy::Sanitize,
            _ => begins_hidden(tag),
        }
    }
}

/// Elements in which nothing is a tag, and whose words no browser shows.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "iframe" | "noembed" | "noframes")
}

/// Whether an element without an end goes on in the next paragraph
/// (<https://html.spec.whatwg.org/multipage/parsing.html#reconstruct-the-active-formatting-elements>).
fn goes_on(name: &str) -> bool {
    const FORMATTING: [&str; 14] = [
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
        "u",
    ];
    name == "template" || is_raw(name) || FORMATTING.contains(&name)
}

/// Whether an element ends where that around it does
/// (<https://html.spec.whatwg.org/multipage/syntax.html#optional-tags>).
fn may_have_no_end(name: &str) -> bool {
    matches!(
        name,
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "option"
    )
}

/// What a paragraph ends before.
const AFTER_PARAGRAPHS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "table",
    "ul",
];

/// Whether an element has its end before a tag of this name
/// (<https://html.spec.whatwg.org/multipage/grouping-content.html#the-p-element>).
fn is_ended_by(open: &str, next: &str) -> bool {
    match open {
        "p" => AFTER_PARAGRAPHS.contains(&next),
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        _ => may_have_no_end(open) && open == next,
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::*;

    fn seen(text: &str, policy: HtmlPolicy) -> String {
        let mut unseen = Unseen::new(policy);
        let mut words = String::new();
        for event in Parser::new(text) {
            let is_seen = unseen.sees(&event);
            if let Event::Text(text) = event
                && is_seen
            {
                words.push_str(&text);
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_that_nobody_sees_are_known() {
        for (text, expected) in [
            ("a <span hidden>b <span>c</span> d</span> e", "a e"),
            ("a <script>b</script> c <style>d</style> e", "a c e"),
            ("a <template>b</template> c <iframe>d</iframe> e", "a c e"),
            ("a <svg><text>b</text></svg> c <math><annotation>d</annotation></math> e", "a c e"),
            ("a <b style=\"display: none\">b</b> c", "a c"),
            ("a <span style=\"visibility:hidden\">b</span> c", "a c"),
            // Around paragraphs, with a tag in two lines.
            ("<div\nhidden>\n\na\n\n</div>\n\nb", "b"),
            ("<template>\n\na\n\n</template>\n\nb", "b"),
            ("<div hidden>\n<div>\n\na\n\n</div>\n\nb\n\n</div>\n\nc", "c"),
            // Ends that nobody wrote.
            ("a <span hidden>b\n\nc", "a c"),
            ("a <b hidden>b\n\nc</b>\n\nd", "a d"),
            ("<p hidden>a\n\nb", "b"),
            ("x <p hidden>a <article>b</article>", "x b"),
            ("x <p hidden>a <ul><li>b</ul>", "x b"),
            ("<ul>\n<li hidden>a\n<li>b\n</ul>\n\nc", "c"),
            ("<ul>\n<li hidden>a\n</ul>\n\nc", "c"),
            // What hides nothing.
            ("a <b>b</b> <i style=\"color: red\">c</i> <br hidden> d", "a b c d"),
            ("a <dialog open>b</dialog> <span aria-hidden=\"true\">c</span>", "a b c"),
        ] {
            assert_eq!(seen(text, HtmlPolicy::Sanitize), expected, "{text:?}");
        }
        assert_eq!(seen("a <span hidden>b</span>", HtmlPolicy::Escape), "a b");
        assert_eq!(seen("a <math><mi>b</mi></math>", HtmlPolicy::Allow), "a b");
        assert_eq!(seen("a <svg><title>b</title></svg> c", HtmlPolicy::Sanitize), "a c");
    }
}
