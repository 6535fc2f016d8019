//! Which words between tags no reader sees, while a text is still Markdown. What is within what,
//! the tree says that browsers make: of the text, with a mark in the place of each of its words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use memchr::memchr_iter;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd, html};

use super::directives::{Directives, What};
use super::events::Events;
use super::raw_html::HtmlPolicy;
use super::{footnotes, proportion};
use crate::html::tree::{Element, Node, parse};
use crate::html::{Token, begins_hidden, is_hidden, says_nothing, tokens};

/// What readers see of the events of a text.
pub(super) struct Seen(Option<Vec<bool>>);

impl Seen {
    pub(super) fn of(events: &Events<'_>, directives: &Directives<'_>, policy: HtmlPolicy) -> Self {
        // A tree takes time, and most texts need none.
        if policy == HtmlPolicy::Escape || is_plain(events) {
            return Seen(None);
        }
        let (html, marked) = marked(events, directives);
        let mut seen: Vec<bool> = marked.iter().map(|is_marked| !is_marked).collect();
        // What is out of proportion becomes no page.
        if proportion::excess(&html).is_none() {
            Noting { events, policy, seen: &mut seen }.note(&parse(&html), true);
            forget_notes(events, &mut seen);
        }
        Seen(Some(seen))
    }

    /// Whether readers see the words, the heading, the link or the picture that the event of this
    /// number is or begins.
    pub(super) fn has(&self, number: usize) -> bool {
        self.0.as_ref().is_none_or(|seen| seen.get(number).copied().unwrap_or(true))
    }
}

/// Whether the raw HTML of a text has only whole tags that hide nothing.
fn is_plain(events: &Events<'_>) -> bool {
    let mut all = String::new();
    for (event, _) in events {
        if let Event::Html(html) | Event::InlineHtml(html) = event {
            all.push_str(html);
        }
    }
    let (mut whole, mut hides) = (0, false);
    tokens(&all, |token| match token {
        Token::Start(tag) => {
            whole += 1;
            hides |= !SHOWN.contains(&tag.name()) || begins_hidden(tag);
        }
        Token::End(_) => whole += 1,
        Token::Text(..) => {}
    });
    !hides && whole == memchr_iter(b'<', all.as_bytes()).count()
}

/// Elements that are shown with all that is in them.
const SHOWN: [&str; 45] = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "u",
    "ul",
    "wbr",
];

/// What encloses the number of a mark: characters that are in no text.
const BEGIN: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// The HTML of a text with a mark in the place of the words of each event, and which events have
/// one.
fn marked(events: &Events<'_>, directives: &Directives<'_>) -> (String, Vec<bool>) {
    let mut out: Vec<Event<'_>> = Vec::with_capacity(events.len());
    let mut marked = vec![false; events.len()];
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Html(html) => out.push(Event::Html(without_marks(html))),
            Event::InlineHtml(html) => out.push(Event::InlineHtml(without_marks(html))),
            Event::Text(words) | Event::Code(words) if words.trim().is_empty() => {
                out.push(Event::Text(words.clone()));
            }
            Event::Start(Tag::Heading { .. }) => out.push(event.clone()),
            Event::End(TagEnd::Image) => {}
            Event::Rule => out.push(of_rule(directives, range)),
            Event::Text(_) | Event::Code(_) | Event::Start(Tag::Image { .. }) => {}
            other => out.push(other.clone()),
        }
        let has_words = match event {
            Event::Text(words) | Event::Code(words) => !words.trim().is_empty(),
            Event::Start(Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. })
            | Event::FootnoteReference(_) => true,
            _ => false,
        };
        if has_words {
            marked[number] = true;
            out.push(Event::Text(format!("{BEGIN}{number}{END}").into()));
        }
    }
    let mut html = String::new();
    // Notes stand at the end, whatever is around what they are written in.
    html::push_html(&mut html, footnotes::gathered(out).into_iter());
    (html, marked)
}

fn without_marks<'t>(html: &CowStr<'t>) -> CowStr<'t> {
    match html.contains([BEGIN, END]) {
        true => html.replace([BEGIN, END], "").into(),
        false => html.clone(),
    }
}

/// A rule, or the element of the block that it stands for.
fn of_rule(directives: &Directives<'_>, range: &Range<usize>) -> Event<'static> {
    match directives.at(range.start) {
        Some(What::Begin(block)) if !block.kind.is_line() => Event::Html("<section>".into()),
        Some(What::End) => Event::Html("</section>".into()),
        Some(_) | None => Event::Rule,
    }
}

/// Which of the events of a text nodes show.
struct Noting<'n> {
    events: &'n Events<'n>,
    policy: HtmlPolicy,
    seen: &'n mut [bool],
}

impl Noting<'_> {
    /// Notes whose marks are where readers see them. Of what is on the page, and no part of its
    /// words, links and notes stay.
    fn note(&mut self, nodes: &[Node], is_of_words: bool) {
        for node in nodes {
            match node {
                Node::Text(text) => {
                    let numbers = text.split(BEGIN).skip(1).filter_map(|rest| rest.split_once(END));
                    for number in numbers.filter_map(|(number, _)| number.parse::<usize>().ok()) {
                        let event = self.events.get(number).map(|(event, _)| event);
                        let is_words = matches!(event, Some(Event::Text(_) | Event::Code(_)));
                        if let Some(seen) = self.seen.get_mut(number) {
                            *seen |= is_of_words || !is_words;
                        }
                    }
                }
                Node::Element(element) if is_beside(element) => self.note(&element.children, false),
                Node::Element(element)
                    if says_nothing(element) || is_cleaned(element, self.policy) => {}
                Node::Element(element) => self.note(&element.children, is_of_words),
            }
        }
    }
}

/// Whether the page has what is in an element beside its words: how they are read, and what stands
/// for a recording where that is not played.
fn is_beside(element: &Element) -> bool {
    matches!(&*element.name, "rt" | "rp" | "rtc" | "audio" | "video") && !is_hidden(element)
}

/// Notes to which only words refer that nobody sees are not seen either, nor what only they refer to.
fn forget_notes(events: &Events<'_>, seen: &mut [bool]) {
    // In which note each event is.
    let mut open = None;
    let within: Vec<Option<&str>> = events
        .iter()
        .map(|(event, _)| {
            match event {
                Event::Start(Tag::FootnoteDefinition(name)) => open = Some(&**name),
                Event::End(TagEnd::FootnoteDefinition) => open = None,
                _ => {}
            }
            open
        })
        .collect();
    let mut leads_to: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    for (number, (event, _)) in events.iter().enumerate() {
        if let Event::FootnoteReference(name) = event
            && seen[number]
        {
            leads_to.entry(within[number]).or_default().push(name);
        }
    }
    let mut shown: HashSet<&str> = HashSet::new();
    let mut next = vec![None];
    while let Some(from) = next.pop() {
        let names = leads_to.remove(&from).unwrap_or_default().into_iter();
        next.extend(names.filter(|name| shown.insert(name)).map(Some));
    }
    for (number, within) in within.into_iter().enumerate() {
        seen[number] &= within.is_none_or(|name| shown.contains(name));
    }
}

/// Whether the cleaner takes out what is in an element.
fn is_cleaned(element: &Element, policy: HtmlPolicy) -> bool {
    policy == HtmlPolicy::Sanitize && matches!(&*element.name, "svg" | "math")
}

/// The links and pictures, by where they begin, of which readers see nothing.
pub(super) fn unseen_links(events: &Events<'_>, seen: &Seen) -> HashSet<usize> {
    let links = events.iter().enumerate().filter(|(number, (event, _))| {
        matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })) && !seen.has(*number)
    });
    links.map(|(_, (_, range))| range.start).collect()
}

/// The events without references to notes that nobody sees, since their notes would be shown; and
/// without the words that the captions of pictures hide, since what is made of captions is plain.
/// Those of a picture that is hidden with all that it says stay.
pub(super) fn without_unseen<'e>(
    events: Vec<(Event<'e>, Range<usize>)>,
    seen: &Seen,
) -> Vec<(Event<'e>, Range<usize>)> {
    if seen.0.is_none() {
        return events;
    }
    // Whether each picture that is open is seen.
    let mut pictures: Vec<bool> = Vec::new();
    let stays = |(number, (event, _)): &(usize, (Event<'e>, Range<usize>))| match event {
        Event::Start(Tag::Image { .. }) => {
            pictures.push(seen.has(*number));
            true
        }
        Event::End(TagEnd::Image) => {
            pictures.pop();
            true
        }
        Event::Text(_) | Event::Code(_) => pictures.first() != Some(&true) || seen.has(*number),
        Event::FootnoteReference(_) => seen.has(*number),
        _ => true,
    };
    events.into_iter().enumerate().filter(stays).map(|(_, event)| event).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{directives, read};
    use super::*;
    use crate::typography::Quotes;

    fn seen(text: &str, policy: HtmlPolicy) -> String {
        let directives = directives::found(text, None);
        let events = read(&directives.text, Quotes::default());
        let seen = Seen::of(&events, &directives, policy);
        let mut words = String::new();
        for (number, (event, _)) in events.iter().enumerate() {
            match event {
                Event::Text(text) | Event::Code(text) if seen.has(number) => words.push_str(text),
                Event::SoftBreak | Event::End(TagEnd::Paragraph) => words.push(' '),
                _ => {}
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
            // Begun within a paragraph, which it ends.
            ("<br><div hidden>\n\na\n\n</div>\n\nb", "b"),
            ("x <div hidden>\n\na\n\n</div>\n\nb", "x b"),
            ("**x** <section style=\"display:none\">\ny\n\na\n\n</section>\n\nb", "x b"),
            ("<a id=\"x\"></a><div hidden>\n\na\n\n</div>\n\nb", "b"),
            ("<a href=\"/x/\"><div hidden>\n\na\n\n</div></a>\n\nb", "b"),
            ("<!-- x --><div hidden>\n\na\n\n</div>\n\nb", "b"),
            ("![](x.png) <div hidden>\n\na\n\n</div>\n\nb", "b"),
            ("&nbsp;<div hidden>\n\na\n\n</div>\n\nb", "b"),
            ("<span><div hidden>\n\na\n\n</div></span>\n\nb", "b"),
            ("*<div hidden>*\n\na\n\n</div>\n\nb", "b"),
            ("<my-box><div hidden>\n\na\n\n</div></my-box>\n\nb", "b"),
            ("x<div hidden>\n\na</p>\n\nb\n\n</div>\n\nc", "x c"),
            ("- x <div hidden>\n\n  a\n\n  </div>\n- b", "x b"),
            ("> x <div hidden>\n>\n> a\n>\n> </div>\n\nb", "x b"),
            // A quote, a heading and a block end what is open in them.
            ("# x <div hidden>\n\na\n\n</div>\n\nb", "x a b"),
            ("> x <div hidden>\n>\n> a\n\nb", "x b"),
            (":::fact-box\n<div hidden>\n\na\n:::\n\nb", "b"),
            // A note stands elsewhere.
            ("<div hidden>\n\n[^n]: a\n\nx[^n]\n\n</div>\n\nb[^n]", "a b"),
            ("b[^n]\n\n[^n]: x <span hidden>a</span> c", "b x c"),
            // In a tag that Markdown does not end.
            ("a\n\n<div title=\"\n\nb\n\n\">\n\nc", "a"),
            // What stands for what browsers show.
            ("a <audio src=\"x.mp3\">b</audio> <video>c</video> <noscript>d</noscript> e", "a e"),
            ("a <ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby> d", "a b d"),
            // What hides nothing.
            ("a <b>b</b> <i style=\"color: red\">c</i> <br hidden> d", "a b c d"),
            ("a <dialog open>b</dialog> <span aria-hidden=\"true\">c</span>", "a b c"),
        ] {
            assert_eq!(seen(text, HtmlPolicy::Sanitize), expected, "{text:?}");
        }
        assert_eq!(seen("a <span hidden>b</span>", HtmlPolicy::Escape), "a b");
        assert_eq!(seen("a <math><mi>b</mi></math>", HtmlPolicy::Allow), "a b");
        assert_eq!(seen("a <svg><title>b</title></svg> c", HtmlPolicy::Sanitize), "a c");
        for text in [
            "a <svg><title>b</title><desc>b</desc><metadata>b</metadata></svg> c",
            "a <svg style=\"display:none\"><text>b</text></svg> c",
            "a <svg hidden><text>b</text></svg> c",
            "a <svg display=\"none\"><text>b</text></svg> c",
            "a <svg><g visibility=\"hidden\"><text>b</text></g><defs>b</defs></svg> c",
            "a <math><mphantom><mtext>b</mtext></mphantom></math> c",
            "a <canvas>b</canvas> <object>b</object> c",
        ] {
            assert_eq!(seen(text, HtmlPolicy::Allow), "a c", "{text}");
        }
        assert_eq!(seen("a <p display=\"none\">b", HtmlPolicy::Allow), "a b");
    }

    /// The quick way and the slow one.
    #[test]
    fn plain_html_is_known() {
        for (text, expected) in [
            ("a <b>b</b> <span class=\"c\">d</span><br/> e", true),
            ("<div>\n\na\n\n</div>\n\n<p>b</p>", true),
            ("no HTML, 2 < 3", true),
            ("a <b hidden>b</b>", false),
            ("a <b style=\"display:none\">b</b>", false),
            ("a <script>b</script>", false),
            ("a <my-box>b</my-box>", false),
            ("a <!-- b --> c", false),
            ("<div title=\"\n\na\n\n\">", false),
            ("<div\n\nhidden> b", false),
        ] {
            let events = read(text, Quotes::default());
            assert_eq!(is_plain(&events), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_that_someone_writes_as_marks_are_none() {
        let text = "<div>\u{fdd0}2\u{fdd1}</div>\n\n<span hidden>a</span> b";
        assert_eq!(seen(text, HtmlPolicy::Sanitize), "b");
    }
}
