//! Live stories: which of their entries readers see, and the text of each.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::html::{Token, escaped, push_text, tokens, tree, without_hidden};
use crate::model::{LiveEntry, LiveText};
use crate::text::front_matter::{Live, LiveOrder};
use crate::text::live::{WrittenEntry, headline_in};
use crate::text::markdown::{Definitions, Heading, SectionHeading, definitions};

/// A live story whose body was looked at, and not yet rendered.
#[derive(Clone, Debug)]
pub(super) struct LivePlan {
    pub live: Live,
    /// In the order of the file; those that are to come are not among them.
    pub entries: Vec<WrittenEntry>,
    /// The bytes of those that are to come.
    to_come: Vec<WrittenEntry>,
    instant: Timestamp,
}

impl LivePlan {
    /// Of all `entries`; those after `instant` are to come, unless they are shown all the same.
    pub fn new(
        live: Live,
        entries: Vec<WrittenEntry>,
        instant: Timestamp,
        shows_future: bool,
    ) -> Self {
        let (entries, to_come) = entries
            .into_iter()
            .partition(|entry| shows_future || entry.moment.timestamp() <= instant);
        LivePlan { live, entries, to_come, instant }
    }

    /// The entries that are to come.
    pub fn to_come(&self) -> &[WrittenEntry] {
        &self.to_come
    }

    /// When the next of them comes, or the story is over.
    pub fn next_change(&self) -> Option<Timestamp> {
        let until = self.live.until.iter().filter(|_| !self.live.ended);
        let coming = self.to_come.iter().map(|entry| &entry.moment);
        let later = coming.chain(until).map(|moment| moment.timestamp());
        later.filter(|moment| *moment > self.instant).min()
    }

    /// The body without what is to come: in its place are spaces, so that all else stays where it
    /// was. What notes and links of other entries are stays too, wherever it is written.
    pub fn shown(&self, body: &str) -> String {
        if self.to_come.is_empty() {
            return body.to_string();
        }
        // In the order of the file.
        let is_to_come = |at: usize| {
            let before = self.to_come.partition_point(|entry| entry.range.end <= at);
            self.to_come.get(before).is_some_and(|entry| entry.range.contains(&at))
        };
        let Definitions { needed, unseen } = definitions(body, |at| !is_to_come(at));
        let mut needed = needed.into_iter().peekable();
        let mut unseen = unseen.into_iter().peekable();
        let mut shown = String::with_capacity(body.len());
        for (at, letter) in body.char_indices() {
            while needed.next_if(|range| range.end <= at).is_some() {}
            let is_needed = needed.peek().is_some_and(|range| range.contains(&at));
            while unseen.next_if(|range| range.end <= at).is_some() {}
            let is_unseen = unseen.peek().is_some_and(|range| range.contains(&at));
            match letter == '\n' || is_needed || !(is_to_come(at) || is_unseen) {
                true => shown.push(letter),
                false => shown.extend(std::iter::repeat_n(' ', letter.len_utf8())),
            }
        }
        shown
    }

    /// The whole text with its entries in order, each under the heading that it is linked to by,
    /// and where each is in it. `html` is the body, rendered, and `written` are the sections there.
    pub fn cut(
        &self,
        written: &[SectionHeading],
        html: &str,
        headings: &mut Vec<Heading>,
    ) -> (String, LiveText) {
        let is_over = self.live.ended
            || self.live.until.as_ref().is_some_and(|until| until.timestamp() <= self.instant);
        let Pieces { intro, entries: mut pieces, notes } = self.pieces(written, html, headings);
        let ids: HashSet<&str> = pieces.iter().map(|piece| piece.id).collect();
        let rest: Vec<Heading> =
            headings.iter().filter(|heading| !ids.contains(&*heading.id)).cloned().collect();
        pieces.sort_by_key(|piece| (piece.entry.moment.timestamp(), piece.entry.rank));
        if self.live.order == LiveOrder::Newest {
            pieces.reverse();
        }
        let mut out = String::with_capacity(html.len() + 64);
        out.push_str(&whole(intro));
        let intro = 0..out.len();
        let mut entries = Vec::with_capacity(pieces.len());
        for Piece { entry, id, has_own_id, heading, content } in pieces {
            let (mut title_html, is_key) = headline(heading, &entry.prefix);
            // Links may lead there too: its element has that of the entry.
            if has_own_id && id != entry.anchor {
                title_html = format!("<span id=\"{}\">{title_html}</span>", escaped(id));
            }
            out.push_str("<h2 id=\"");
            out.push_str(&entry.anchor);
            out.push_str("\">");
            out.push_str(heading);
            out.push_str("</h2>");
            let start = out.len();
            out.push_str(&whole(content));
            entries.push(LiveEntry {
                moment: entry.moment.clone(),
                anchor: entry.anchor.clone(),
                title: words(&without_hidden(&title_html)),
                title_html,
                is_key,
                html: start..out.len(),
            });
        }
        let start = out.len();
        out.push_str(&whole(notes));
        let notes = start..out.len();
        *headings = rest;
        let days: BTreeSet<Date> = entries.iter().map(|entry| entry.moment.day()).collect();
        let days = days.into_iter().collect();
        let (order, until) = (self.live.order, self.live.until.clone());
        (out, LiveText { is_over, until, order, days, entries, intro, notes })
    }

    /// The HTML of each entry.
    fn pieces<'h>(
        &'h self,
        written: &[SectionHeading],
        html: &'h str,
        headings: &'h [Heading],
    ) -> Pieces<'h> {
        let second: Vec<&Heading> = headings.iter().filter(|heading| heading.level == 2).collect();
        let by_heading: HashMap<usize, &WrittenEntry> =
            self.entries.iter().map(|entry| (entry.heading.start, entry)).collect();
        let mut found: Vec<(&WrittenEntry, &Heading, bool, usize, usize)> = Vec::new();
        let mut from = 0;
        for (heading, written) in second.iter().zip(written) {
            let opening = format!("<h2 id=\"{}\"", escaped(&heading.id));
            let Some(start) = html[from..].find(&opening).map(|at| from + at) else { break };
            from = start + opening.len();
            let entry = by_heading.get(&written.range.start).filter(|_| written.is_top);
            let own = written.has_own_id;
            found.extend(entry.map(|entry| (*entry, *heading, own, start, from)));
        }
        let first = found.first().map_or(html.len(), |(.., start, _)| *start);
        let notes = html[first..].rfind(NOTES).map_or(html.len(), |at| first + at);
        let mut entries = Vec::with_capacity(found.len());
        for (at, (entry, own, has_own_id, _, inside)) in found.iter().enumerate() {
            let end = found.get(at + 1).map_or(notes, |(.., start, _)| *start);
            let rest = html.get(*inside..end).unwrap_or_default();
            let Some((heading, content)) = rest.split_once("</h2>") else { continue };
            let heading = heading.split_once('>').map_or("", |(_, heading)| heading);
            let (id, has_own_id) = (&*own.id, *has_own_id);
            entries.push(Piece { entry, id, has_own_id, heading, content });
        }
        Pieces { intro: &html[..first], entries, notes: &html[notes..] }
    }
}

/// What footnotes begin with.
const NOTES: &str = "<section class=\"footnotes\"";

/// The HTML of a text, cut.
struct Pieces<'h> {
    intro: &'h str,
    entries: Vec<Piece<'h>>,
    notes: &'h str,
}

struct Piece<'h> {
    entry: &'h WrittenEntry,
    /// The id that its heading has by itself.
    id: &'h str,
    /// Whether that was written.
    has_own_id: bool,
    /// What is in the heading.
    heading: &'h str,
    content: &'h str,
}

/// What a heading says behind its time, and whether all of that is strong: what is most important.
fn headline(heading: &str, prefix: &str) -> (String, bool) {
    let (whole, is_key) = within_strong(heading.trim());
    let rest = behind_time(whole, &escaped(prefix));
    let rest = rest.unwrap_or_else(|| headline_in(whole).to_string());
    let (rest, is_strong) = within_strong(without_break(&rest));
    (rest.to_string(), is_key || is_strong)
}

/// What a heading says behind its time, which may be marked: alone, or with what stands behind it.
fn behind_time(html: &str, time: &str) -> Option<String> {
    let (mut rest, mut left) = (html, time);
    let mut open: Vec<&str> = Vec::new();
    while !left.is_empty() {
        if let Some((tag, behind)) = tag(rest) {
            take(tag, &mut open)?;
            rest = behind;
            continue;
        }
        let letter = left.chars().next()?;
        rest = rest.strip_prefix(letter)?;
        left = &left[letter.len_utf8()..];
    }
    loop {
        rest = headline_in(rest);
        match tag(rest).filter(|(tag, _)| tag.starts_with("</") && !open.is_empty()) {
            Some((tag, behind)) => {
                take(tag, &mut open)?;
                rest = behind;
            }
            None => return Some(open.concat() + rest),
        }
    }
}

/// The tag that HTML begins with, and what is behind it.
fn tag(html: &str) -> Option<(&str, &str)> {
    html.starts_with('<').then(|| html.find('>').map(|end| html.split_at(end + 1)))?
}

/// Notes a tag as open, or the last as closed; none if it closes what was not opened.
fn take<'t>(tag: &'t str, open: &mut Vec<&'t str>) -> Option<()> {
    match tag.starts_with("</") {
        true => open.pop().map(|_| ()),
        false => {
            open.push(tag);
            Some(())
        }
    }
}

/// A headline without the break that parts it from its time.
fn without_break(html: &str) -> &str {
    let rest = ["<br>", "<br/>", "<br />"].iter().find_map(|tag| html.strip_prefix(tag));
    rest.map_or(html, str::trim_start)
}

/// The HTML within one `<strong>` that is all of it.
fn within_strong(html: &str) -> (&str, bool) {
    let inside = html.strip_prefix("<strong>").and_then(|rest| rest.strip_suffix("</strong>"));
    match inside.filter(|inside| !inside.contains("</strong>")) {
        Some(inside) => (inside, true),
        None => (html, false),
    }
}

/// HTML whose elements all end in it: raw HTML may begin an element in one entry and end it in
/// another.
fn whole(html: &str) -> Cow<'_, str> {
    let mut open: Vec<String> = Vec::new();
    let mut is_whole = true;
    tokens(html, |token| match token {
        Token::Start(tag) if !tree::VOID.contains(&tag.name()) => open.push(tag.name().to_string()),
        Token::End(name) => is_whole &= open.pop().is_some_and(|last| last == name),
        Token::Start(_) | Token::Text(..) => {}
    });
    match is_whole && open.is_empty() {
        true => Cow::Borrowed(html),
        false => Cow::Owned(tree::write(&tree::parse(html))),
    }
}

/// HTML in words.
fn words(html: &str) -> String {
    let mut words = String::new();
    push_text(&mut words, html);
    words.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_what_stands_behind_the_time() {
        for (heading, title, is_strong) in [
            ("14:05 The vote", "The vote", false),
            ("<strong>14:05</strong> The vote", "The vote", false),
            ("14:05 <strong>The vote</strong>", "The vote", true),
            ("14:05<br> The vote", "The vote", false),
            ("14:05 <br /><strong>The vote</strong>", "The vote", true),
            ("14:05 · The<br>vote", "The<br>vote", false),
            ("14:05 -.5 %", "-.5 %", false),
            (
                "<a href=\"https://a.test/\">14:05 Vote</a>",
                "<a href=\"https://a.test/\">Vote</a>",
                false,
            ),
            ("<a href=\"https://a.test/\">14:05</a> Vote", "Vote", false),
            ("<code>14:05</code> Vote", "Vote", false),
            ("<em>14:05 Vote</em>", "<em>Vote</em>", false),
            ("<strong>14:05:</strong> Vote", "Vote", false),
            ("<em><code>14:05</code> – Vote</em> here", "<em>Vote</em> here", false),
            ("<strong>14:05 <em>Vote</em></strong>", "<em>Vote</em>", true),
        ] {
            assert_eq!(headline(heading, "14:05"), (title.into(), is_strong), "{heading}");
        }
    }
}
