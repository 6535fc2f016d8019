//! Captions: files of WebVTT (<https://www.w3.org/TR/webvtt1/#file-structure>).

mod fault;
mod marks;
mod settings;
mod times;

use std::ops::Range;

pub use fault::Fault;

use crate::html::push_text;
use times::{mended, moment, with_arrow};

/// How many faults of one file are told.
const MOST: usize = 20;

/// What is wrong with the captions `text`.
pub fn faults(text: &str) -> Vec<Fault> {
    let mut checker = Checker::default();
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines { text, at: text.len() - body.len() };
    let mut lines = lines.peekable();
    let Some(first) = lines.next() else {
        checker.add(0..0, "these captions are empty", "write `WEBVTT` into the first line");
        return checker.faults;
    };
    let line = &text[first.clone()];
    let is_head = line
        .strip_prefix("WEBVTT")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let in_small_letters = small_head(line);
    let has_head = is_head || in_small_letters.is_some();
    if let Some(rest) = in_small_letters {
        checker.add(
            first,
            "captions begin with the line `WEBVTT`",
            format!("write `WEBVTT{rest}`"),
        );
    } else if !is_head {
        let hint = "write `WEBVTT` into a line of its own above it, and an empty line below that";
        checker.add(first, "captions begin with the line `WEBVTT`", hint);
    }
    if has_head {
        while lines.next_if(|at| is_of_head(&text[at.clone()])).is_some() {}
        if let Some(second) = lines.peek().filter(|at| !text[(*at).clone()].is_empty()) {
            let message = "an empty line has to stand behind `WEBVTT`";
            checker.add(second.clone(), message, "put one above this line");
        }
    }
    let mut block: Vec<Range<usize>> = Vec::new();
    let first = (!has_head).then_some(0..text[..].find(['\r', '\n']).unwrap_or(text.len()));
    block.extend(first);
    for line in lines {
        if !text[line.clone()].is_empty() {
            block.push(line);
            continue;
        }
        checker.block(text, &std::mem::take(&mut block));
    }
    checker.block(text, &block);
    checker.end(text);
    checker.faults
}

/// What is behind `webvtt`, if that is how a line begins, but for its capitals.
fn small_head(line: &str) -> Option<&str> {
    const HEAD: &str = "WEBVTT";
    let (head, rest) = line.split_at_checked(HEAD.len())?;
    let is_small = head != HEAD && head.eq_ignore_ascii_case(HEAD);
    (is_small && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(rest)
}

/// Whether a line right behind the first belongs to it: `Kind: captions`, as YouTube writes it (and
/// drafts before 2016 had it), or `X-TIMESTAMP-MAP=…` of streams (RFC 8216, 3.5). Browsers pass over
/// such lines.
fn is_of_head(line: &str) -> bool {
    let Some((name, _)) = line.split_once([':', '=']) else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_timed = line.contains("-->");
    !is_timed && name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(is_name)
}

/// The lines of a text, each without its end: a line feed, a carriage return or both.
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let line = self.at..self.at + length;
        let end = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        self.at = (line.end + end).min(self.text.len());
        Some(line)
    }
}

/// So much is said between two ends of sentences before a paragraph ends, in bytes.
const PARAGRAPH: usize = 400;

/// What captions say, without their times and marks, in paragraphs: one for each who speaks, and
/// not much longer than people read at once.
pub fn words(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut speaker = String::new();
    let mut is_cue = false;
    for at in (Lines { text, at: 0 }) {
        let line = &text[at];
        if line.is_empty() || line.contains("-->") {
            is_cue = !line.is_empty();
            continue;
        }
        // A line of spaces ends no caption.
        if !is_cue || line.trim().is_empty() {
            continue;
        }
        let (said_by, line) = plain(line.trim());
        let ends = |text: &str| text.ends_with(['.', '!', '?', '…', '。', '”', '"', '»']);
        let is_new = said_by.as_ref().is_some_and(|said_by| *said_by != speaker);
        match paragraphs.last_mut() {
            Some(open) if !(is_new || open.len() > PARAGRAPH && ends(open)) => {
                open.push(' ');
                open.push_str(&line);
            }
            _ => match said_by.as_deref().filter(|said_by| is_new && !said_by.is_empty()) {
                Some(said_by) => paragraphs.push(format!("{said_by}: {line}")),
                None => paragraphs.push(line),
            },
        }
        speaker = said_by.unwrap_or(speaker);
    }
    paragraphs
}

/// A line without its tags, and who says it, if it tells that (`<v Anna>`).
fn plain(line: &str) -> (Option<String>, String) {
    let (mut said_by, mut plain, mut rest) = (None, String::new(), line);
    while let Some((before, behind)) = rest.split_once('<') {
        let Some((tag, behind)) = behind.split_once('>') else { break };
        plain.push_str(before);
        if let Some((_, name)) = tag.split_once(' ').filter(|(tag, _)| tag.starts_with('v')) {
            said_by = Some(decoded(name));
        }
        rest = behind;
    }
    plain.push_str(rest);
    (said_by, decoded(&plain))
}

/// A text with its character references, which are those of HTML
/// (<https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules>), as characters.
fn decoded(text: &str) -> String {
    let mut decoded = String::new();
    push_text(&mut decoded, &text.replace('<', "&lt;"));
    // A paragraph has one direction, which is that of its words.
    decoded.replace(['\u{200e}', '\u{200f}'], "").trim().to_string()
}

#[derive(Default)]
struct Checker {
    faults: Vec<Fault>,
    last_start: u64,
    /// Whether the last block had a time and no words.
    is_silent: bool,
    /// The last block, if that is a number alone.
    number: Option<Range<usize>>,
    /// Whether there was a time.
    has_times: bool,
}

impl Checker {
    fn add(&mut self, at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.extend([Fault::new(at, message, hint)]);
    }

    fn extend(&mut self, more: impl IntoIterator<Item = Fault>) {
        let left = MOST.saturating_sub(self.faults.len());
        self.faults.extend(more.into_iter().take(left));
    }

    fn block(&mut self, text: &str, lines: &[Range<usize>]) {
        let line = |number: usize| lines.get(number).map(|at| &text[at.clone()]);
        let Some(first) = line(0) else { return };
        let is = |name: &str| {
            first
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        if let Some(number) = self.number.take() {
            self.number_alone(number, first);
        }
        if is("NOTE") || is("STYLE") || is("REGION") {
            return;
        }
        let number = match (first.contains("-->"), line(1).is_some_and(|it| it.contains("-->"))) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) if let Some(mended) = line(0).and_then(with_arrow) => {
                return self.without_arrow(lines, 0, &mended);
            }
            (false, false) if let Some(mended) = line(1).and_then(with_arrow) => {
                return self.without_arrow(lines, 1, &mended);
            }
            (false, false) if is_number_alone(text, lines) => {
                self.number = Some(lines[0].clone());
                return;
            }
            (false, false) => return self.without_time(lines[0].clone()),
        };
        self.has_times = true;
        self.timing(text, &lines[number]);
        // A time without words shows nothing for as long.
        let words = &lines[number + 1..];
        self.is_silent = words.is_empty();
        if let Some(again) = words.iter().find(|at| text[(*at).clone()].contains("-->")) {
            let message = "a time cannot stand among the words";
            self.add(again.clone(), message, "put an empty line above it");
            return;
        }
        self.extend(marks::faults(text, words));
    }

    fn without_time(&mut self, words: Range<usize>) {
        let hint = match std::mem::take(&mut self.is_silent) {
            true => "delete the empty line between them and the time above them",
            false => "write when it is shown above it: `00:01.000 --> 00:04.000`",
        };
        self.add(words, "these words have no time", hint);
    }

    /// A number between empty lines, with the line that follows.
    fn number_alone(&mut self, number: Range<usize>, next: &str) {
        if !next.contains("-->") {
            return self.without_time(number);
        }
        let message = "this number stands apart from its caption";
        self.extend([Fault::slip(number, message, "delete the empty line below it")]);
    }

    /// What is missing when all was read.
    fn end(&mut self, text: &str) {
        if let Some(number) = self.number.take() {
            self.without_time(number);
        }
        if self.faults.is_empty() && !self.has_times {
            let line = text.lines().next().unwrap_or_default();
            let message = "there are no captions in this file";
            let hint = "write the first below an empty line: `00:01.000 --> 00:04.000`, and its words below \
                        that; or delete the file";
            self.extend([Fault::slip(0..line.len(), message, hint)]);
        }
    }

    /// Times between which another arrow stands.
    fn without_arrow(&mut self, lines: &[Range<usize>], number: usize, mended: &str) {
        self.has_times = true;
        self.is_silent = lines.len() == number + 1;
        let message = "between the times of a caption stands `-->`";
        self.add(lines[number].clone(), message, format!("write `{mended}`"));
    }

    fn timing(&mut self, text: &str, at: &Range<usize>) {
        let line = &text[at.clone()];
        let Some((start, rest)) = line.split_once("-->") else { return };
        let end = rest.split_whitespace().next().unwrap_or_default();
        let (from, to) = (moment(start.trim()), moment(end));
        let (Some(from), Some(to)) = (from, to) else {
            let (to, settings) = rest.trim_start().split_at(end.len());
            let hint = match (mended(start.trim()), mended(to)) {
                (Some(from), Some(to)) => format!("write `{from} --> {to}{}`", settings.trim_end()),
                _ => {
                    "write it as `00:01.000 --> 00:04.000`; hours stand before it with two digits: \
                      `01:00:01.000`"
                        .into()
                }
            };
            return self.add(at.clone(), "this is no time of captions", hint);
        };
        if to <= from {
            let message = "these words end before they begin";
            self.add(at.clone(), message, "correct the one of the two times that is wrong");
        } else if from < self.last_start {
            let message = "these words begin before those above them";
            self.add(at.clone(), message, "put the captions in the order in which they are shown");
        }
        self.last_start = self.last_start.max(from);
        let settings = at.end - rest.trim_start().len() + end.len();
        self.extend(settings::faults(text, settings..at.end));
    }
}

fn is_number_alone(text: &str, lines: &[Range<usize>]) -> bool {
    matches!(lines, [line] if text[line.clone()].bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
