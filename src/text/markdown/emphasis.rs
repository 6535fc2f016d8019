//! Emphasis that CommonMark leaves as asterisks.
//!
//! By its rules (<https://spec.commonmark.org/0.31.2/#right-flanking-delimiter-run>) asterisks
//! behind a punctuation mark close nothing where a letter follows. But Armenian writes its
//! suffixes right behind a quotation, `**«Լոռի»**ն`, and Japanese and Chinese have no spaces:
//! `これは**「語」**です`. So between a mark and a letter, of which one is not of ASCII,
//! asterisks open and close as they would with a space there. No other emphasis changes, and
//! none of CommonMark's examples.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::written::{is_as_written, is_escaped};
use crate::typography::{Flanks, is_punctuation};

type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Asterisks that are shown, so many in a row.
#[derive(Clone, Copy)]
struct Run {
    /// Its place in the text.
    at: usize,
    length: usize,
    /// Which event has it, and which is the start of what that is in.
    event: usize,
    container: usize,
    /// Whether it could open something, or close it, but for CommonMark.
    is_freed: bool,
}

/// A place where emphasis begins or ends.
struct Cut {
    run: Run,
    opens: bool,
}

/// What asterisks are long enough for: `*`, `**` and `***`.
const LONGEST: usize = 3;

/// The events of `text`, with the emphasis that it means.
pub(super) fn completed<'e>(events: Events<'e>, text: &'e str) -> Events<'e> {
    let is_shown = |(event, _): &(Event<'_>, Range<usize>)| matches!(event, Event::Text(words) if words.contains('*'));
    if text.is_ascii() || !events.iter().any(is_shown) {
        return events;
    }
    let events = with_text_in_one(events, text);
    let mut cuts = cuts(&events, text);
    if cuts.is_empty() {
        return events;
    }
    cuts.sort_unstable_by_key(|cut| cut.run.at);
    let mut cuts = cuts.into_iter().peekable();
    let mut completed = Vec::with_capacity(events.len() + 16);
    for (number, (event, range)) in events.into_iter().enumerate() {
        let mut start = range.start;
        while let Some(Cut { run, opens }) = cuts.next_if(|cut| cut.run.event == number) {
            completed.extend(words(text, start..run.at));
            let at = run.at..run.at + run.length;
            start = at.end;
            completed.extend(marks(run.length, opens).map(|event| (event, at.clone())));
        }
        match start == range.start {
            true => completed.push((event, range)),
            false => completed.extend(words(text, start..range.end)),
        }
    }
    completed
}

fn words(text: &str, range: Range<usize>) -> Option<(Event<'_>, Range<usize>)> {
    let words = text.get(range.clone()).filter(|words| !words.is_empty())?;
    Some((Event::Text(words.into()), range))
}

fn marks<'e>(length: usize, opens: bool) -> impl Iterator<Item = Event<'e>> {
    let (emphasis, strong) = (length != 2, length != 1);
    let opening = [
        emphasis.then_some(Event::Start(Tag::Emphasis)),
        strong.then_some(Event::Start(Tag::Strong)),
    ];
    let closing = [
        strong.then_some(Event::End(TagEnd::Strong)),
        emphasis.then_some(Event::End(TagEnd::Emphasis)),
    ];
    (if opens { opening } else { closing }).into_iter().flatten()
}

/// The parser splits words at each asterisk.
fn with_text_in_one<'e>(events: Events<'e>, text: &'e str) -> Events<'e> {
    let mut joined: Events<'e> = Vec::with_capacity(events.len());
    let mut is_last_written = false;
    for (event, range) in events {
        let is_before_written = is_last_written;
        is_last_written = is_as_written(&event, &range, text);
        if is_before_written
            && is_last_written
            && let Some((before, place)) = joined.last_mut()
            && place.end == range.start
        {
            place.end = range.end;
            *before = Event::Text(text[place.clone()].into());
            continue;
        }
        joined.push((event, range));
    }
    joined
}

fn cuts(events: &[(Event<'_>, Range<usize>)], text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut containers = Vec::new();
    let mut code = false;
    // Those that may open something, by their length; all in order.
    let mut open: [Vec<Run>; LONGEST] = Default::default();
    for (event, (kind, range)) in events.iter().enumerate() {
        match kind {
            Event::Start(tag) => {
                code |= matches!(tag, Tag::CodeBlock(_));
                containers.push(event);
            }
            Event::End(_) => {
                code = false;
                let ended = containers.pop();
                for runs in &mut open {
                    while runs.last().is_some_and(|run| Some(run.container) == ended) {
                        runs.pop();
                    }
                }
            }
            words if !code && is_as_written(words, range, text) => {
                let container = containers.last().copied().unwrap_or_default();
                let first = range.start + usize::from(is_escaped(events, event, text));
                for (at, length) in runs(text, first..range.end) {
                    let run = Run { at, length, event, container, is_freed: false };
                    pair(run, text, &mut open, &mut cuts);
                }
            }
            _ => {}
        }
    }
    cuts
}

/// The asterisks in a part of a text, where each row of them begins and how long it is.
fn runs(text: &str, range: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    let Range { start: mut at, end } = range;
    std::iter::from_fn(move || {
        at += text.get(at..end)?.find('*')?;
        let start = at;
        at += text[at..end].bytes().take_while(|byte| *byte == b'*').count();
        Some((start, at - start))
    })
}

/// Closes what a row of asterisks closes, or else remembers what it opens.
fn pair(run: Run, text: &str, open: &mut [Vec<Run>; LONGEST], cuts: &mut Vec<Cut>) {
    let before = text[..run.at].chars().next_back().unwrap_or('\n');
    let after = text[run.at + run.length..].chars().next().unwrap_or('\n');
    // A part of a longer row, of which CommonMark took the rest.
    if run.length > LONGEST || [before, after].contains(&'*') {
        return;
    }
    let flanks = Flanks::between(before, after);
    let closes = flanks.right || is_free(before, after);
    if closes
        && let Some(opener) = open[run.length - 1].last().copied()
        && opener.container == run.container
        && (opener.is_freed || !flanks.right)
    {
        // What was opened within and not closed stays as it is.
        for runs in open.iter_mut() {
            while runs.last().is_some_and(|other| other.at >= opener.at) {
                runs.pop();
            }
        }
        cuts.push(Cut { run: opener, opens: true });
        cuts.push(Cut { run, opens: false });
        return;
    }
    if flanks.left || is_free(after, before) {
        open[run.length - 1].push(Run { is_freed: !flanks.left, ..run });
    }
}

/// Whether asterisks between a mark and a letter are free to open or close.
fn is_free(mark: char, letter: char) -> bool {
    letter.is_alphanumeric()
        && match mark.is_ascii() {
            true => matches!(mark, '"' | '\'') && !letter.is_ascii(),
            false => is_punctuation(mark) && !is_currency(mark),
        }
}

/// As in CommonMark's example `*£*bravo`.
fn is_currency(mark: char) -> bool {
    matches!(mark, '¢'..='¥' | '\u{20a0}'..='\u{20cf}' | '֏')
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::{HtmlPolicy, Markdown, Resolution};
    use crate::typography::Quotes;

    fn html(text: &str) -> String {
        let markdown = Markdown::new(HtmlPolicy::Sanitize, "");
        let html = markdown.render(text, Quotes::of("hy"), |_| Resolution::Keep).html;
        html.trim_end().trim_start_matches("<p>").trim_end_matches("</p>").to_string()
    }

    #[test]
    fn asterisks_beside_marks_are_emphasis() {
        for (text, expected) in [
            ("**«Լոռի»**ն", "<strong>«Լոռի»</strong>ն"),
            ("**\"Լոռի\"**ն", "<strong>«Լոռի»</strong>ն"),
            ("այդ *«Լոռի»*ն և *«Սևան»*ը", "այդ <em>«Լոռի»</em>ն և <em>«Սևան»</em>ը"),
            ("***«ա»***ն", "<em><strong>«ա»</strong></em>ն"),
            ("**Եկավ։**Հետո", "<strong>Եկավ։</strong>Հետո"),
            ("**「語」**です", "<strong>「語」</strong>です"),
            ("これは**「語」**です", "これは<strong>「語」</strong>です"),
            ("これは**語。**です", "これは<strong>語。</strong>です"),
            ("他**“说”**了", "他<strong>“说”</strong>了"),
            (
                "**«ա»**ն և **բ** և **«գ»**ը",
                "<strong>«ա»</strong>ն և <strong>բ</strong> և <strong>«գ»</strong>ը",
            ),
            ("**«[ա](/b)»**ն", "<strong>«<a href=\"/b\">ա</a>»</strong>ն"),
            ("[**«ա»**ն](/b)", "<a href=\"/b\"><strong>«ա»</strong>ն</a>"),
            ("**«ա\nբ»**ն", "<strong>«ա\nբ»</strong>ն"),
            ("- **«ա»**ն", "<ul>\n<li><strong>«ա»</strong>ն</li>\n</ul>"),
        ] {
            assert_eq!(html(text), expected, "{text}");
        }
    }

    #[test]
    fn other_asterisks_stay() {
        for text in [
            "2 * 3 * «4»ն",
            "**«ա»",
            "«ա»**ն",
            "ա*(բ)*գ",
            "*£*bravo é",
            "**«ա»\\*\\*ն",
            "**«ա [բ»**ն](/c)",
            "**«ա»ն\n\n»**ն",
        ] {
            assert!(!html(text).contains("<strong>") && !html(text).contains("<em>"), "{text}");
        }
        assert_eq!(html("`**«ա»**ն`"), "<code>**«ա»**ն</code>");
    }
}
