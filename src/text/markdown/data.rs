//! Figures of data: a picture whose file is data. Markdown knows where each stands and what is
//! said of it; what it looks like comes later, when all else is HTML and cleaned.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use xxhash_rust::xxh3::xxh3_128_with_seed;

use super::Rendered;

/// What the mark of a figure begins with, and how long the hash behind it is.
const BEGIN: &str = "figure";
const HASH: usize = 32;

/// A figure of data that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFigure {
    /// The path of the file from the site's root, percent-encoded, without the base path.
    pub path: String,
    /// What stands above it, plain.
    pub caption: String,
    /// What its title says.
    pub title: String,
    /// Byte range of all of it in the text.
    pub range: Range<usize>,
    /// Whether readers see it: it stands in nothing that is hidden.
    pub is_seen: bool,
    /// Whether nothing else is in its paragraph.
    pub is_alone: bool,
    /// What stands in its place in the HTML: nobody who writes a text knows its hash before.
    mark: String,
}

impl DataFigure {
    /// The figure that begins with `tag`, without its caption.
    pub(super) fn of(
        tag: &Tag<'_>,
        path: &str,
        range: Range<usize>,
        (text, unseen): (&str, &HashSet<usize>),
    ) -> Self {
        let title = match tag {
            Tag::Image { title, .. } => title.to_string(),
            _ => String::new(),
        };
        let mark = xxh3_128_with_seed(text.as_bytes(), range.start as u64);
        DataFigure {
            path: path.into(),
            caption: String::new(),
            title,
            is_seen: !unseen.contains(&range.start),
            range,
            is_alone: false,
            mark: format!("{BEGIN}{mark:0HASH$x}"),
        }
    }

    /// What stands in its place.
    pub(super) fn event(&self) -> Event<'static> {
        Event::Html(CowStr::from(self.mark.clone()))
    }

    /// Adds what is read out of an event within it.
    pub(super) fn add_words(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.caption += text,
            Event::SoftBreak | Event::HardBreak => self.caption.push(' '),
            _ => {}
        }
    }
}

impl Rendered {
    /// The HTML with nothing in the places of figures.
    pub(super) fn without_figures(&self) -> Cow<'_, str> {
        match self.data.is_empty() {
            true => Cow::Borrowed(&self.html),
            false => Cow::Owned(self.clone().with_figures(&[]).html),
        }
    }

    /// The HTML with figures in their places: nothing in that of one that could not be made.
    #[must_use]
    pub fn with_figures(mut self, made: &[Option<String>]) -> Self {
        let marks = marks(&self.data);
        let mut html = String::with_capacity(self.html.len());
        let mut written = 0;
        for (at, _) in self.html.match_indices(BEGIN) {
            let end = at + BEGIN.len() + HASH;
            let found = self.html.get(at..end).and_then(|mark| marks.get(mark));
            if let Some(figure) = found {
                html.push_str(&self.html[written..at]);
                html.push_str(made.get(*figure).and_then(Option::as_deref).unwrap_or_default());
                written = end;
            }
        }
        html.push_str(&self.html[written..]);
        self.html = html;
        self
    }
}

/// The numbers of figures, by what stands in their places.
fn marks(figures: &[DataFigure]) -> HashMap<String, usize> {
    figures.iter().zip(0..).map(|(figure, at)| (figure.mark.clone(), at)).collect()
}

/// Figures are no words in a paragraph: one that has nothing else goes, and each figure notes
/// whether it stands so.
pub(super) fn as_blocks<'e>(events: Vec<Event<'e>>, figures: &mut [DataFigure]) -> Vec<Event<'e>> {
    if figures.is_empty() {
        return events;
    }
    let marks = marks(figures);
    let number = |event: &Event<'_>| match event {
        Event::Html(html) => marks.get(&**html).copied(),
        _ => None,
    };
    let mut out: Vec<Event<'e>> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let opens = matches!(event, Event::Start(Tag::Paragraph | Tag::Item));
        out.push(event);
        if !opens {
            continue;
        }
        // Figures and what parts them, up to what is something else.
        let mut inside = Vec::new();
        while let Some(event) = events.next_if(|event| is_space(event) || number(event).is_some()) {
            inside.push(event);
        }
        let is_whole = events.peek().is_some_and(ends_block);
        let are_figures = inside.iter().any(|event| number(event).is_some());
        if !is_whole || !are_figures {
            out.append(&mut inside);
            continue;
        }
        if matches!(out.last(), Some(Event::Start(Tag::Paragraph))) {
            out.pop();
            events.next();
        }
        for event in inside {
            if let Some(at) = number(&event) {
                figures[at].is_alone = true;
                out.push(event);
            }
        }
    }
    out
}

fn is_space(event: &Event<'_>) -> bool {
    match event {
        Event::SoftBreak | Event::HardBreak => true,
        Event::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn ends_block(event: &Event<'_>) -> bool {
    matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::Start(Tag::List(_)))
}

#[cfg(test)]
mod tests {
    use super::super::{HtmlPolicy, Link, Markdown, Resolution};
    use crate::typography::Quotes;

    /// The HTML, and which of the figures stand alone.
    fn rendered(text: &str, policy: HtmlPolicy) -> (String, Vec<bool>, Vec<String>) {
        let resolve = |link: &Link<'_>| match link.destination.ends_with(".csv") {
            true => Resolution::Data(format!("/{}", link.destination)),
            false => Resolution::Keep,
        };
        let rendered = Markdown::new(policy, "/b").render(text, Quotes::of("en"), resolve);
        let alone = rendered.data.iter().map(|figure| figure.is_alone).collect();
        let said =
            rendered.data.iter().map(|it| format!("{}|{}|{}", it.path, it.caption, it.title));
        let said = said.collect();
        let made: Vec<_> =
            rendered.data.iter().map(|it| Some(format!("<figure>{}</figure>", it.path))).collect();
        (rendered.with_figures(&made).html, alone, said)
    }

    #[test]
    fn a_figure_stands_where_its_paragraph_was() {
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
            let text =
                "a\n\n![The \"level\" of *Hesk*](a.csv \"line, x\")\n![](b.csv)\n\n- ![c](c.csv)\n";
            let (html, alone, said) = rendered(text, policy);
            let plain = html.replace('\n', "");
            assert_eq!(
                plain,
                "<p>a</p><figure>/a.csv</figure><figure>/b.csv</figure><ul><li><figure>/c.csv</figure></li></ul>"
            );
            assert_eq!(alone, [true; 3]);
            assert_eq!(said, ["/a.csv|The “level” of Hesk|line, x", "/b.csv||", "/c.csv|c|"]);
        }
    }

    #[test]
    fn the_cleaner_does_not_see_a_figure() {
        let (html, _, _) = rendered("<b>x</b>\n\n![a](a.csv)\n", HtmlPolicy::Sanitize);
        assert!(html.contains("<figure>/a.csv</figure>"), "{html}");
    }

    #[test]
    fn a_figure_among_words_is_known() {
        for text in [
            "a ![b](b.csv)",
            "![b](b.csv) a",
            "# ![b](b.csv)",
            "[![b](b.csv)](c)",
            "a\n![b](b.csv)",
            "|a|\n|-|\n|![b](b.csv)|\n",
        ] {
            let (_, alone, _) = rendered(text, HtmlPolicy::Sanitize);
            assert_eq!(alone, [false], "{text}");
        }
    }

    #[test]
    fn a_picture_in_a_caption_is_words() {
        let (html, _, said) = rendered("![a ![b](c.csv) [d](e)](f.csv)", HtmlPolicy::Sanitize);
        assert_eq!(said, ["/f.csv|a b d|"]);
        assert_eq!(html.trim(), "<figure>/f.csv</figure>");
    }
}
