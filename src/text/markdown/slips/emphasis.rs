//! Marks of emphasis that are shown: `**bold without end`, `** bold **`.

use std::ops::Range;

use super::shown::{OTHER, Shown};
use super::{Fault, nearby, short, slip};
use crate::typography::is_punctuation;

/// Some marks of one kind in a row.
struct Run {
    at: Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

/// Marks, and how many in a row mean something. More are a line to fill in, or stars.
const MARKS: [(char, Range<usize>); 4] = [('*', 1..4), ('_', 1..4), ('~', 2..3), ('`', 1..3)];

pub(super) fn find(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    for (mark, lengths) in MARKS {
        let runs = runs(&shown.words, mark);
        let mut runs = runs.filter(|run| lengths.contains(&run.at.len())).peekable();
        while let Some(run) = runs.next() {
            let next = runs.peek().filter(|next| next.at.len() == run.at.len());
            if let Some(slip) = unequal(shown, mark, &run) {
                slips.push(slip);
                continue;
            }
            let told = told(&shown.words, mark, &run, next);
            if let Some((end, message, hint)) = told {
                slips.push(slip(shown.place(run.at.start..end), message, hint));
                if end > run.at.end {
                    runs.next();
                }
            }
        }
    }
}

/// A run before emphasis of the same mark, which fewer marks close than open it: `__bold_`,
/// `***bold**`, `~~struck~`.
fn unequal(shown: &Shown<'_>, mark: char, run: &Run) -> Option<Fault> {
    let marks = &shown.words[run.at.clone()];
    let rest = nearby(&shown.words[run.at.end..]);
    let (taken, start, inside) = if let Some(behind) = rest.strip_prefix(OTHER) {
        // The parser took some of the marks.
        let taken = shown.marks_at(run.at.end, mark)?;
        (taken, run.at.end + OTHER.len_utf8(), behind.split_once(OTHER)?.0)
    } else {
        let (inside, behind) = rest.split_once(mark).filter(|_| mark == '~' && marks.len() == 2)?;
        if behind.starts_with(mark) || inside.trim() != inside {
            return None;
        }
        (0, run.at.end, inside)
    };
    let is_at_word = run.before.is_none_or(|c| !is_word(c));
    if !is_at_word || !inside.contains(char::is_alphanumeric) || inside.contains('\n') {
        return None;
    }
    let place = shown.place(start..start + inside.len());
    let end = place.end + shown.marks_behind(place.end, mark);
    let all = mark.to_string().repeat(marks.len() + taken);
    let inside = short(inside);
    let message =
        format!("readers see `{marks}` before `{inside}`: fewer marks close it than open it");
    let hint = format!("write `{all}{inside}{all}`");
    Some(slip(shown.place(run.at.clone()).start..end, message, hint))
}

/// What is told of a run that is shown: where its place ends, the message and the hint.
fn told(words: &str, mark: char, run: &Run, next: Option<&Run>) -> Option<(usize, String, String)> {
    let marks = &words[run.at.clone()];
    let shows =
        |end: usize| format!("readers see the `{marks}` of `{}`", short(&words[run.at.start..end]));
    let escaped: String = marks.chars().flat_map(|mark| ['\\', mark]).collect();
    let or = format!("or `{escaped}` if readers are to see it");
    let inside = next.map(|next| &words[run.at.end..next.at.start]);
    let is_phrase =
        |inside: &str| inside.chars().any(char::is_alphabetic) && !inside.contains(OTHER);
    if let (Some(next), Some(inside)) = (next, inside)
        && marks.len() > 1
        && is_phrase(inside)
        && (run.opens() || run.is_free())
        && (next.closes() || next.is_free() || run.opens())
    {
        // Closed where a letter follows, or with spaces inside.
        let is_tight = inside.trim() == inside;
        let behind = words[next.at.end..].split(|c: char| !is_word(c)).next().unwrap_or_default();
        let inside = inside.trim();
        let (why, mended) = match is_tight {
            true if mark == '_' => {
                let marks = marks.replace('_', "*");
                ("before a letter, write asterisks", format!("{marks}{inside}{marks}{behind}"))
            }
            true => ("a space belongs behind it", format!("{marks}{inside}{marks} {behind}")),
            false => ("no space belongs inside", format!("{marks}{inside}{marks}")),
        };
        let mended = short(&mended);
        return Some((next.at.end, shows(next.at.end), format!("{why}: `{mended}`, {or}")));
    }
    if mark == '`' {
        // Quotation marks of typewriters: `so'.
        let rest = nearby(&words[run.at.end..]);
        let word = rest.split(|c: char| !is_word(c)).next().unwrap_or_default();
        let message = format!("readers see the mark of code before `{word}`");
        let hint = "close it behind the code with the same mark, or write `\\` before it".into();
        return (run.opens() && !rest.contains(['\'', '’'])).then_some((
            run.at.end + word.len(),
            message,
            hint,
        ));
    }
    let is_lone = marks.len() > 1 || run.stands_in_line(words);
    if !run.opens() || !is_lone {
        return None;
    }
    let rest = nearby(&words[run.at.end..]).lines().next().unwrap_or_default();
    let rest = rest.split(OTHER).next().unwrap_or_default().trim_end();
    let first = rest.split_whitespace().next().unwrap_or_default();
    let example = if rest.chars().count() <= 40 { rest } else { first };
    let hint = format!("close it, such as `{marks}{example}{marks}`, {or}");
    Some((run.at.end, shows(run.at.end + rest.len()), hint))
}

impl Run {
    /// Whether it begins a word, and so seems to open something.
    fn opens(&self) -> bool {
        self.before.is_none_or(|c| !is_word(c)) && self.after.is_some_and(is_word)
            || self.before.is_none_or(char::is_whitespace)
                && self.after.is_some_and(|c| is_quote(c) || c == OTHER)
    }

    /// Whether it ends one.
    fn closes(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| c.is_whitespace() || is_punctuation(c))
    }

    /// Whether it has a space on both sides.
    fn is_free(&self) -> bool {
        self.before.is_none_or(char::is_whitespace) && self.after.is_none_or(char::is_whitespace)
    }

    /// Whether a single mark stands where it is none that is explained below: `*Excluding tax`
    /// is such a line. Nor is it the ending of a German word, `*innen`.
    fn stands_in_line(&self, words: &str) -> bool {
        let ending = nearby(&words[self.at.end..]).split(|c: char| !c.is_alphabetic()).next();
        self.before == Some(' ')
            && self.after.is_some_and(char::is_alphabetic)
            && !matches!(ending, Some("in" | "innen"))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '(')
}

fn runs(words: &str, mark: char) -> impl Iterator<Item = Run> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + words[at..].find(mark)?;
        let rest = &words[start..];
        let length = rest.len() - rest.trim_start_matches(mark).len();
        at = start + length;
        let before = words[..start].chars().next_back();
        Some(Run { at: start..at, before, after: words[at..].chars().next() })
    })
}
