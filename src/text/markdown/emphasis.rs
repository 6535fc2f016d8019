//! Emphasis that CommonMark leaves as asterisks.
//!
//! By its rules (<https://spec.commonmark.org/0.31.2/#right-flanking-delimiter-run>) asterisks
//! behind a punctuation mark close nothing where a letter follows. But Armenian writes its
//! suffixes right behind a quotation, `**«Լոռի»**ն`, Korean behind anything, `**50%**의`, and
//! Japanese and Chinese have no spaces: `これは**「語」**です`. So between a mark and a letter, of
//! which one is not of ASCII, asterisks open and close as they would with a space there, and so
//! do `_` and `~~`. No other emphasis changes, and none of CommonMark's examples.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::written::{is_as_written, is_escaped};
use crate::typography::{Flanks, Quotes, has_no_spaces, is_punctuation};

type Events<'e> = Vec<(Event<'e>, Range<usize>)>;

/// Asterisks or the like that are shown, so many in a row.
#[derive(Clone, Copy)]
struct Run {
    kind: Kind,
    /// Its place in the text.
    at: usize,
    length: usize,
    /// Which event has it, and which is the start of what that is in.
    event: usize,
    container: usize,
    /// Whether it could open something, or close it, but for CommonMark.
    is_freed: bool,
}

/// What emphasis is written with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Asterisk,
    Underscore,
    Tilde,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        match byte {
            b'*' => Some(Kind::Asterisk),
            b'_' => Some(Kind::Underscore),
            b'~' => Some(Kind::Tilde),
            _ => None,
        }
    }

    /// Whether so many of them are emphasis; a single `~` stands between numbers.
    fn has_length(self, length: usize) -> bool {
        match self {
            Kind::Asterisk | Kind::Underscore => length <= LONGEST,
            Kind::Tilde => length == 2,
        }
    }
}

/// A place where emphasis begins or ends.
struct Cut {
    run: Run,
    opens: bool,
}

/// What asterisks are long enough for: `*`, `**` and `***`.
const LONGEST: usize = 3;

/// Those that may open something, by their kind and length; all in order.
type Open = [[Vec<Run>; LONGEST]; 3];

/// The events of `text`, with the emphasis that it means.
pub(super) fn completed<'e>(events: Events<'e>, text: &'e str, quotes: Quotes) -> Events<'e> {
    let is_shown = |(event, _): &(Event<'_>, Range<usize>)| matches!(event, Event::Text(words) if words.contains(['*', '_', '~']));
    let is_english = quotes == Quotes::default();
    if is_english && text.is_ascii() || !events.iter().any(is_shown) {
        return events;
    }
    let events = with_text_in_one(events, text);
    let mut cuts = cuts(&events, text, is_english);
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
            completed.extend(marks(run, opens).map(|event| (event, at.clone())));
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

fn marks<'e>(run: Run, opens: bool) -> impl Iterator<Item = Event<'e>> {
    let is_struck = run.kind == Kind::Tilde;
    let (emphasis, strong) = (run.length != 2, run.length != 1 && !is_struck);
    let opening = [
        is_struck.then_some(Event::Start(Tag::Strikethrough)),
        emphasis.then_some(Event::Start(Tag::Emphasis)),
        strong.then_some(Event::Start(Tag::Strong)),
    ];
    let closing = [
        strong.then_some(Event::End(TagEnd::Strong)),
        emphasis.then_some(Event::End(TagEnd::Emphasis)),
        is_struck.then_some(Event::End(TagEnd::Strikethrough)),
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

fn cuts(events: &[(Event<'_>, Range<usize>)], text: &str, is_english: bool) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut containers = Vec::new();
    let mut code = false;
    let mut open = Open::default();
    for (event, (kind, range)) in events.iter().enumerate() {
        match kind {
            Event::Start(tag) => {
                code |= matches!(tag, Tag::CodeBlock(_));
                containers.push(event);
            }
            Event::End(_) => {
                code = false;
                let ended = containers.pop();
                for runs in open.as_flattened_mut() {
                    while runs.last().is_some_and(|run| Some(run.container) == ended) {
                        runs.pop();
                    }
                }
            }
            words if !code && is_as_written(words, range, text) => {
                let container = containers.last().copied().unwrap_or_default();
                let first = range.start + usize::from(is_escaped(events, event, text));
                for (kind, at, length) in runs(text, first..range.end) {
                    let run = Run { kind, at, length, event, container, is_freed: false };
                    if let Some(sides) = Sides::of(run, text, is_english) {
                        pair(run, &sides, &mut open, &mut cuts);
                    }
                }
            }
            _ => {}
        }
    }
    cuts
}

/// The asterisks in a part of a text, where each row of them begins and how long it is.
fn runs(text: &str, range: Range<usize>) -> impl Iterator<Item = (Kind, usize, usize)> + '_ {
    let Range { start: mut at, end } = range;
    std::iter::from_fn(move || {
        at += text.get(at..end)?.find(['*', '_', '~'])?;
        let start = at;
        let first = text.as_bytes()[at];
        at += text[at..end].bytes().take_while(|byte| *byte == first).count();
        Some((Kind::of(first)?, start, at - start))
    })
}

/// What a row of asterisks can do, by what stands beside it.
struct Sides {
    /// What CommonMark lets it do.
    opens: bool,
    closes: bool,
    /// What it may do beside that.
    may_open: bool,
    may_close: bool,
}

impl Sides {
    /// None of a part of a longer row, of which CommonMark took the rest.
    fn of(run: Run, text: &str, is_english: bool) -> Option<Self> {
        let mark = text[run.at..].chars().next()?;
        let before = text[..run.at].chars().next_back().unwrap_or('\n');
        let after = text[run.at + run.length..].chars().next().unwrap_or('\n');
        if !run.kind.has_length(run.length) || [before, after].contains(&mark) {
            return None;
        }
        let Flanks { left, right } = Flanks::between(before, after);
        let is_within_word = run.kind == Kind::Underscore && left && right;
        Some(Sides {
            opens: left && (!is_within_word || is_punctuation(before)),
            closes: right && (!is_within_word || is_punctuation(after)),
            may_open: is_free(after, before, is_english)
                || matches!(after, '(' | '[') && has_no_spaces(before),
            may_close: is_free(before, after, is_english)
                || ends_words(before) && after.is_alphanumeric() && !after.is_ascii(),
        })
    }
}

/// Closes what a row of asterisks closes, or else remembers what it opens.
fn pair(run: Run, sides: &Sides, open: &mut Open, cuts: &mut Vec<Cut>) {
    let Sides { opens, closes, may_open, may_close } = *sides;
    let of_its_kind = |open: &mut Open| open[run.kind as usize][run.length - 1].last().copied();
    if (closes || may_close)
        && let Some(opener) = of_its_kind(open)
        && opener.container == run.container
        && (opener.is_freed || !closes)
    {
        // What was opened within and not closed stays as it is.
        for runs in open.as_flattened_mut() {
            while runs.last().is_some_and(|other| other.at >= opener.at) {
                runs.pop();
            }
        }
        cuts.push(Cut { run: opener, opens: true });
        cuts.push(Cut { run, opens: false });
        return;
    }
    if opens || may_open {
        open[run.kind as usize][run.length - 1].push(Run { is_freed: !opens, ..run });
    }
}

/// Whether asterisks between a mark and a letter are free to open or close.
fn is_free(mark: char, letter: char, is_english: bool) -> bool {
    letter.is_alphanumeric()
        && match mark {
            '"' | '\'' => !(is_english && letter.is_ascii()),
            mark if mark.is_ascii() => matches!(mark, '`' | '*' | '_' | '~') && !letter.is_ascii(),
            mark => is_punctuation(mark) && !is_currency(mark),
        }
}

/// Whether a mark of ASCII may stand behind the last word of what is emphasised.
fn ends_words(mark: char) -> bool {
    matches!(mark, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '%')
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
        html_in("hy", text)
    }

    fn html_in(language: &str, text: &str) -> String {
        let markdown = Markdown::new(HtmlPolicy::Sanitize, "");
        let html = markdown.render(text, Quotes::of(language), |_| Resolution::Keep).html;
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
    fn whatever_emphasis_is_written_with_ends_before_a_letter() {
        for (language, text, expected) in [
            ("ko", "**정부(서울)**는", "<strong>정부(서울)</strong>는"),
            ("ko", "**50%**의 *그래!*라고", "<strong>50%</strong>의 <em>그래!</em>라고"),
            ("ko", "**정부.**그는", "<strong>정부.</strong>그는"),
            ("ru", "**(РФ)**ом", "<strong>(РФ)</strong>ом"),
            ("ja", "**50%**増", "<strong>50%</strong>増"),
            ("ja", "これは**(東京)**です", "これは<strong>(東京)</strong>です"),
            ("ja", "**`code`**は", "<strong><code>code</code></strong>は"),
            ("ja", "これは**`code`**は", "これは<strong><code>code</code></strong>は"),
            ("ja", "~~「東京」~~は", "<del>「東京」</del>は"),
            ("ja", "__「東京」__は", "<strong>「東京」</strong>は"),
            ("ja", "これは_「東京」_は", "これは<em>「東京」</em>は"),
            ("ja", "**~~「東京」~~**は", "<strong><del>「東京」</del></strong>は"),
            ("tr", "**\"Hürriyet\"**in", "<strong>“Hürriyet”</strong>in"),
            ("tr", "**\"Sabah\"**in", "<strong>“Sabah”</strong>in"),
            ("en", "**\"Sabah\"**in é", "**“Sabah”**in é"),
            ("tr", "__init__.py a_«b»_c", "<strong>init</strong>.py a<em>«b»</em>c"),
            ("ru", "файл_(1)_имя 5*(а)*б 10~~«20»", "файл_(1)_имя 5*(а)*б 10~~«20»"),
            ("ja", "約5~「東京」~は", "約5~「東京」~は"),
        ] {
            assert_eq!(html_in(language, text), expected, "{text}");
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
