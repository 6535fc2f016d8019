//! Markdown to HTML: CommonMark with tables, footnotes, strikethrough, task
//! lists, smart punctuation, heading ids and alerts.
//!
//! A text is parsed once. On the way through its events, headings get ids,
//! footnotes are gathered, links are resolved by the caller, and words are
//! counted, so that nothing has to read the text or the HTML again.

mod blocks;
mod breaks;
mod data;
mod destinations;
mod directives;
mod emphasis;
mod events;
mod footnotes;
mod headings;
mod links;
mod opening;
mod pictures;
mod pieces;
mod proportion;
mod prose;
mod raw_html;
mod sections;
mod slips;
mod smart;
mod starts;
mod tables;
mod task_lists;
mod unseen;
mod written;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

pub use blocks::{blocks, plain};
pub use data::DataFigure;
pub use destinations::destinations;
pub use directives::Titles;
pub use headings::Heading;
pub use links::{Link, LinkKind, Resolution, as_destination, scheme};
pub use pictures::{Dimensions, Figure, Source, Sources};
pub use pieces::{Piece, pieces};
pub use prose::{cut_at_word, is_ideograph};
pub use raw_html::{HtmlPolicy, SCHEMES, standing_alone};
pub use sections::{Definitions, SectionHeading, definitions, section_headings};
pub use starts::{Start, StartOf, starts};

use crate::embeds::Providers;
use crate::html::{with_base_path, without_hidden};
use crate::slug::Letters;
use crate::text::printable::printable;
use crate::typography::Quotes;
use directives::Showing;
use proportion::Excess;
use raw_html::Sanitizer;
use slips::Kept;
use tables::with_tables;
use unseen::{Seen, unseen_links, without_unseen};

/// Turns Markdown into HTML, the same way for every text of a site.
pub struct Markdown {
    policy: HtmlPolicy,
    base_path: String,
    sanitizer: Sanitizer,
    kept: Kept,
    letters: Letters,
    titles: Titles,
    providers: Providers,
}

/// A text, rendered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// The first paragraph as plain text, cut at a word; empty if there is none.
    pub excerpt: String,
    /// The first words of a text without a paragraph, such as a list; in the same way.
    pub opening: String,
    /// How many words a reader reads; two ideographs count as one.
    pub words: usize,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The figures of data that it asks for, in order. [`Rendered::with_figures`] puts them into
    /// the HTML.
    pub data: Vec<DataFigure>,
    /// What is wrong with the text: byte range, message, hint.
    pub faults: Vec<Fault>,
    /// What readers would see otherwise than it was meant.
    pub slips: Vec<Fault>,
    /// Whether it has blocks, which have a style sheet of their own.
    pub has_blocks: bool,
    /// The origins of the frames that it may show: `https://player.vimeo.com`.
    pub frames: Vec<String>,
}

/// Something wrong with a Markdown text.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// How many quotes and lists may be open at the start of one line. The parser's
/// time grows with the square of this; people stay below ten.
const MOST_CONTAINERS: usize = 100;

impl Markdown {
    /// For a site whose pages are below `base_path` (`/briefing`, or nothing).
    pub fn new(policy: HtmlPolicy, base_path: &str) -> Self {
        let providers = Providers::default();
        let sanitizer = Sanitizer::new(base_path, providers.clone());
        let kept = Kept::of(sanitizer.builder(), providers.clone());
        let letters = Letters::default();
        let titles = Titles::default();
        Markdown {
            policy,
            base_path: base_path.into(),
            sanitizer,
            kept,
            letters,
            titles,
            providers,
        }
    }

    /// The same, with the ids of headings in these letters.
    pub fn with_letters(self, letters: Letters) -> Self {
        Markdown { letters, ..self }
    }

    /// The same, with these titles of blocks.
    pub fn with_titles(self, titles: Titles) -> Self {
        Markdown { titles, ..self }
    }

    /// Whose page of a video, post or the like an address is, if it is one that is shown.
    pub fn provider_of(&self, address: &str) -> Option<String> {
        self.providers.find(address).map(|embed| embed.provider)
    }

    /// The same, which shows what these have on other sites.
    pub fn with_providers(self, providers: Providers) -> Self {
        let sanitizer = Sanitizer::new(&self.base_path, providers.clone());
        let kept = Kept::of(sanitizer.builder(), providers.clone());
        Markdown { sanitizer, kept, providers, ..self }
    }

    /// Whether what authors write may run scripts.
    pub fn trusts_authors(&self) -> bool {
        self.policy == HtmlPolicy::Allow
    }

    /// Renders `text`; `resolve` says where each of its links leads.
    pub fn render(
        &self,
        text: &str,
        quotes: Quotes,
        mut resolve: impl FnMut(&Link<'_>) -> Resolution,
    ) -> Rendered {
        if let Some(fault) = too_deep(text) {
            return Rendered { faults: vec![fault], ..Rendered::default() };
        }
        let mut directives = directives::found(text, Some(&self.providers));
        let written = std::mem::take(&mut directives.text);
        let text = &*written;
        let mut events = read(text, quotes);
        let mut slips = std::mem::take(&mut directives.slips);
        directives::find_unread(&events, text, &mut slips);
        directives::find_unshown(&events, text, &self.providers, &mut slips);
        let entries = directives::entries(&events, &directives);
        slips.extend(slips::found(&events, &entries, text, self.policy, &self.kept));
        if !directives.faults.is_empty() {
            // One fault is told once.
            let told: HashSet<usize> = directives.faults.iter().map(|it| it.range.start).collect();
            slips.retain(|slip| !told.contains(&slip.range.start));
        }
        smart::set(&mut events, text, quotes);
        breaks::joined(&mut events, quotes);
        let has_html =
            self.policy != HtmlPolicy::Escape && events.iter().any(|(event, _)| is_html(event));
        // What treats raw HTML adds the base path to all links; only then must it not be
        // there already.
        let base_path = if has_html { "" } else { &self.base_path };

        let mut rendered = Rendered {
            slips,
            faults: std::mem::take(&mut directives.faults),
            has_blocks: !directives.marks.is_empty(),
            frames: directives.frames(),
            ..Rendered::default()
        };
        let seen = Seen::of(&events, &directives, self.policy);
        prose::measure(&events, &directives, &seen, &mut rendered);
        let events = match self.policy {
            HtmlPolicy::Escape => shown_as_text(events),
            HtmlPolicy::Sanitize | HtmlPolicy::Allow => events,
        };
        let entries = directives::entries(&events, &directives);
        let events = headings::with_ids(
            events,
            self.policy,
            self.letters,
            (&entries, &seen),
            &mut rendered.headings,
        );
        let unseen = unseen_links(&events, &seen);
        let events = without_unseen(events, &seen);
        let showing = Showing {
            text,
            titles: &self.titles,
            quotes,
            base_path,
            resolve: &mut resolve,
            faults: &mut rendered.faults,
        };
        let events = directives::shown(events, &directives, showing);
        let Rendered { faults, data, .. } = &mut rendered;
        let events = links::resolved(
            events,
            &unseen,
            text,
            self.policy,
            base_path,
            &mut resolve,
            (faults, data),
        );
        let events = data::as_blocks(events, data);
        let events = footnotes::gathered(events);
        let events = with_tables(events);
        let events = task_lists::with_labels(events);

        let mut output = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut output, events.into_iter());
        rendered.html = output;
        if has_html {
            // Allowed HTML is cleaned as well, for feeds.
            if let Some(fault) = out_of_proportion(text, &rendered.html) {
                return Rendered { faults: vec![fault], ..Rendered::default() };
            }
            rendered.html = self.treated(&rendered.html);
            if rendered.excerpt.is_empty() && rendered.opening.is_empty() {
                rendered.opening = rendered.opening_of_html();
            }
        }
        rendered.printable()
    }

    /// A text that has raw HTML, once all of it is HTML: only then is it sure what is a tag.
    fn treated(&self, html: &str) -> String {
        match self.policy {
            HtmlPolicy::Sanitize => self.sanitizer.clean(&without_hidden(html)),
            HtmlPolicy::Allow | HtmlPolicy::Escape => with_base_path(html, &self.base_path),
        }
    }
}

/// What a text consists of, with its emphasis, its marks set and its lines joined.
fn parsed(text: &str, quotes: Quotes) -> Vec<(Event<'_>, Range<usize>)> {
    let mut events = read(text, quotes);
    smart::set(&mut events, text, quotes);
    breaks::joined(&mut events, quotes);
    events
}

/// What a text consists of, with its emphasis.
fn read(text: &str, quotes: Quotes) -> Vec<(Event<'_>, Range<usize>)> {
    let events = Parser::new_ext(text, options()).into_offset_iter().collect();
    emphasis::completed(events, text, quotes)
}

/// Raw HTML as text.
fn shown_as_text(events: Vec<(Event<'_>, Range<usize>)>) -> Vec<(Event<'_>, Range<usize>)> {
    let shown = |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        other => other,
    };
    events.into_iter().map(|(event, range)| (shown(event), range)).collect()
}

impl Rendered {
    /// The first words of what is written in HTML.
    fn opening_of_html(&self) -> String {
        let html = self.without_figures();
        cut_at_word(&opening::words(&html), prose::EXCERPT_CHARACTERS)
    }

    /// The same, of characters alone that pages and feeds can hold. Not the source:
    /// the places of faults are of that.
    fn printable(mut self) -> Self {
        let of_headings =
            self.headings.iter_mut().flat_map(|heading| [&mut heading.title, &mut heading.id]);
        for text in of_headings.chain([&mut self.html, &mut self.excerpt, &mut self.opening]) {
            if let Cow::Owned(printable) = printable(text) {
                *text = printable;
            }
        }
        self
    }
}

/// Named one by one: a new version of the parser must not change what a text means. Marks are
/// set by `smart`, for each language.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Where the HTML of `text` comes to more than anyone means.
fn out_of_proportion(text: &str, html: &str) -> Option<Fault> {
    let Excess { range, message, hint } = proportion::excess(html)?;
    // A tag is the same in the text, where others like it may be Markdown's own; of
    // one that is not there, the place is the first raw one.
    let tag = &html[range.clone()];
    let mut before = html[..range.start].matches(tag).count();
    let mut place = None;
    for (event, raw) in Parser::new_ext(text, options()).into_offset_iter() {
        let (Event::Html(html) | Event::InlineHtml(html)) = event else { continue };
        for (at, _) in html.match_indices(tag) {
            place = Some((raw.start + at).min(raw.end)..raw.end);
            if before == 0 {
                return Some(Fault { range: place?, message, hint });
            }
            before -= 1;
        }
        place = place.or(Some(raw));
    }
    Some(Fault { range: place.unwrap_or_default(), message, hint })
}

fn is_html(event: &Event<'_>) -> bool {
    matches!(event, Event::Html(_) | Event::InlineHtml(_))
}

/// The first line that opens more quotes and lists than anyone means.
fn too_deep(text: &str) -> Option<Fault> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Each container takes at least one byte of marker.
        if line.len() > MOST_CONTAINERS && containers_opened(line) > MOST_CONTAINERS {
            return Some(Fault {
                range: start..start + line.len(),
                message: format!("this line opens more than {MOST_CONTAINERS} quotes or lists"),
                hint: "delete the extra `>`, `-`, `*`, `+` or numbers at its start".into(),
            });
        }
        start += line.len();
    }
    None
}

fn containers_opened(line: &str) -> usize {
    let mut rest = line;
    let mut opened = 0;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let marker = match rest.as_bytes().get(digits) {
            Some(b'>') if digits == 0 => 1,
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits + 1,
            _ => return opened,
        };
        let is_quote = rest.starts_with('>');
        rest = &rest[marker..];
        if !is_quote && !rest.starts_with([' ', '\t', '\n', '\r']) && !rest.is_empty() {
            return opened;
        }
        opened += 1;
    }
}

#[cfg(test)]
mod tests;
