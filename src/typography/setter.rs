//! Which mark is which, piece by piece of a paragraph.

use std::ops::Range;

use super::hebrew::{is_gershayim, is_hebrew};
use super::punctuation::{Flanks, ends_sentence, has_apostrophes, has_no_spaces};
use super::quotes::{Pair, Quotes};

/// A part of a paragraph without markup in it.
pub struct Piece<'t> {
    /// Which of the pieces it is.
    pub number: usize,
    /// Its words.
    pub text: &'t str,
    /// What is written before it.
    pub before: char,
    /// What is written behind it.
    pub after: char,
    /// Whether its first character has a backslash before it, and stays as it is.
    pub is_escaped: bool,
}

/// What stands in the place of a few bytes of a piece.
pub struct Edit {
    /// Which piece.
    pub piece: usize,
    /// Which bytes of it.
    pub at: Range<usize>,
    set: Set,
}

enum Set {
    Mark(&'static str),
    /// So many dashes of one em, and then so many of one en.
    Dashes(usize, usize),
}

impl Edit {
    /// Writes what stands there.
    pub fn write(&self, to: &mut String) {
        match self.set {
            Set::Mark(mark) => to.push_str(mark),
            Set::Dashes(em, en) => {
                to.extend(std::iter::repeat_n('—', em));
                to.extend(std::iter::repeat_n('–', en));
            }
        }
    }
}

/// Signs before numbers, and what CLDR 48 has for them in Arabic, Persian, Hebrew and Urdu
/// (`numbers.json`): with U+200E before them, without which they stand on the right of the number.
/// Arabic-Indic digits are of another kind to Unicode's bidirectional algorithm, and have them there.
const SIGNS: [(char, &str); 4] =
    [('-', "\u{200e}-"), ('+', "\u{200e}+"), ('−', "\u{200e}−"), ('±', "\u{200e}±")];

/// Decides which marks stand where in a paragraph.
pub struct Setter {
    quotes: Quotes,
    edits: Vec<Edit>,
    /// The marks that may still open something: their numbers among the edits.
    double: Vec<usize>,
    single: Vec<usize>,
    spans: Vec<Span>,
    /// How many quotations are open whose marks are written as they are shown.
    written: usize,
}

/// Emphasis or a link that is open.
struct Span {
    /// How many marks that may open something were there before it, and still are.
    double: usize,
    single: usize,
    /// How many of them nothing in it closes, since a link is between.
    double_outside: usize,
    single_outside: usize,
}

impl Setter {
    /// For texts in the language of `quotes`.
    pub fn new(quotes: Quotes) -> Self {
        let (double, single) = (Vec::new(), Vec::new());
        Setter { quotes, edits: Vec::new(), double, single, spans: Vec::new(), written: 0 }
    }

    /// Another paragraph begins.
    pub fn begin(&mut self) {
        self.double.clear();
        self.single.clear();
        self.spans.clear();
        self.written = 0;
    }

    /// Emphasis or a link begins.
    pub fn enter(&mut self, is_link: bool) {
        let (double, single) = (self.double.len(), self.single.len());
        let around = self.spans.last().filter(|_| !is_link);
        let outside = around.map(|span| (span.double_outside, span.single_outside));
        let (double_outside, single_outside) =
            outside.unwrap_or(if is_link { (double, single) } else { (0, 0) });
        self.spans.push(Span { double, single, double_outside, single_outside });
    }

    /// It ends: what was opened in it and not closed stays so.
    pub fn leave(&mut self) {
        let Some(span) = self.spans.pop() else { return };
        self.double.truncate(span.double);
        self.single.truncate(span.single);
        if let Some(around) = self.spans.last_mut() {
            around.double = around.double.min(span.double);
            around.single = around.single.min(span.single);
        }
    }

    /// Looks at a piece; all of a paragraph come in their order.
    pub fn take(&mut self, piece: &Piece<'_>) {
        let Piece { text, is_escaped, .. } = *piece;
        let mut start = if is_escaped { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
        // Only where quotations nest it matters how deep a written one is.
        let has_written_marks = self.quotes.nest && !text.is_ascii();
        let next = |setter: &Self, rest| setter.next_mark(rest, has_written_marks);
        while let Some(found) = text.get(start..).and_then(|rest| next(self, rest)) {
            let at = start + found;
            let length = match text.as_bytes()[at] {
                b'-' => self.dashes(piece, at),
                b'.' => self.dots(piece, at),
                b'"' | b'\'' => self.quote(piece, at),
                _ if text[at..].starts_with(['+', '−', '±']) => self.sign(piece, at),
                _ => self.written_mark(&text[at..]),
            };
            start = at + length;
        }
    }

    /// What has to be written in the place of what.
    pub fn finish(self) -> Vec<Edit> {
        self.edits
    }

    /// The next character that may mean something.
    fn next_mark(&self, text: &str, has_written_marks: bool) -> Option<usize> {
        let runs_left = self.quotes.runs_left;
        let is_plain_mark =
            |byte: u8| matches!(byte, b'"' | b'\'' | b'-' | b'.') || runs_left && byte == b'+';
        let is_sign = |c: char| runs_left && matches!(c, '−' | '±');
        if !has_written_marks {
            return text.bytes().position(is_plain_mark);
        }
        let Pair { open, close } = self.quotes.outer;
        let marks = [open.trim().chars().next(), close.trim().chars().next()];
        text.char_indices()
            .find(|(_, c)| match c.is_ascii() {
                true => is_plain_mark(*c as u8),
                false => marks.contains(&Some(*c)) || is_sign(*c),
            })
            .map(|(at, _)| at)
    }

    fn dashes(&mut self, piece: &Piece<'_>, at: usize) -> usize {
        let count = piece.text[at..].bytes().take_while(|byte| *byte == b'-').count();
        let dashes = match (count, count % 3, count % 2) {
            (1, ..) => return self.sign(piece, at),
            (_, 0, _) => Set::Dashes(count / 3, 0),
            (_, _, 0) => Set::Dashes(0, count / 2),
            (_, 2, _) => Set::Dashes((count - 2) / 3, 1),
            _ => Set::Dashes((count - 4) / 3, 2),
        };
        self.edits.push(Edit { piece: piece.number, at: at..at + count, set: dashes });
        count
    }

    /// A sign before a number, which stays left of it where a line runs to the left.
    fn sign(&mut self, piece: &Piece<'_>, at: usize) -> usize {
        if !self.quotes.runs_left {
            return 1;
        }
        let (text, before) = (piece.text, piece.text[..at].chars().next_back());
        let found = SIGNS.iter().find(|(sign, _)| text[at..].starts_with(*sign));
        let Some((sign, marked)) = found else { return 1 };
        let end = at + sign.len_utf8();
        let begins = before.unwrap_or(piece.before);
        let is_sign = (begins.is_whitespace()
            || matches!(begins, '(' | '[' | '/' | ':' | '~' | '≈'))
            && text[end..].starts_with(|c: char| matches!(c, '0'..='9' | '۰'..='۹'));
        if is_sign {
            self.edits.push(Edit { piece: piece.number, at: at..end, set: Set::Mark(marked) });
        }
        end - at
    }

    fn dots(&mut self, piece: &Piece<'_>, at: usize) -> usize {
        if !piece.text[at..].starts_with("...") {
            return 1 + usize::from(piece.text[at..].starts_with(".."));
        }
        self.edits.push(Edit { piece: piece.number, at: at..at + 3, set: Set::Mark("…") });
        3
    }

    fn written_mark(&mut self, text: &str) -> usize {
        let Some(mark) = text.chars().next() else { return 1 };
        let Pair { open, close } = self.quotes.outer;
        // Where both are one, nobody can tell.
        if open != close {
            match open.trim().starts_with(mark) {
                true => self.written += 1,
                false => self.written = self.written.saturating_sub(1),
            }
        }
        mark.len_utf8()
    }

    fn quote(&mut self, piece: &Piece<'_>, at: usize) -> usize {
        let before = piece.text[..at].chars().next_back().unwrap_or(piece.before);
        let after = piece.text[at + 1..].chars().next().unwrap_or(piece.after);
        let is_double = piece.text.as_bytes()[at] == b'"';
        if let Some(length) = self.sign_in_words(piece, at, before) {
            return length;
        }
        let Flanks { left, mut right } = Flanks::between(before, after);
        let is_open = |open: &[usize]| self.quotes.nest && !open.is_empty();
        let ends_quotation = ends_sentence(before) && has_no_spaces(after);
        right |= ends_quotation && is_open(if is_double { &self.double } else { &self.single });
        let is_no_apostrophe = is_double || !has_apostrophes(before);
        let may_follow = matches!(before, '(' | '[')
            || self.quotes.follow_letters && is_no_apostrophe && !before.is_numeric();
        let opens = left && (!right || may_follow) && !matches!(before, ']' | ')');
        let is_within_word = has_apostrophes(before) && has_apostrophes(after);
        let Quotes { outer, inner, nest, .. } = self.quotes;
        // In a word, `'` is an apostrophe, and closes nothing but for cmark.
        let closes = right && (is_double || !(nest && is_within_word));
        let number = self.edits.len();
        let opener = if closes { self.opener(is_double) } else { None };
        // How many quotations are around what is closed here.
        let depth = self.written + self.double.len();
        let pair = if is_double && !(nest && depth > 0) { outer } else { inner };
        let mark = match opener {
            Some(opener) => {
                self.edits[opener].set = Set::Mark(pair.open);
                pair.close
            }
            None if is_double && nest && before.is_numeric() && has_no_spaces(after) => "″",
            None if is_double && right => outer.close,
            None if is_double => outer.open,
            None if nest && is_hebrew(before) => "׳",
            None => "’",
        };
        self.mark(piece, at, mark);
        if opener.is_none() && opens {
            if is_double { self.double.push(number) } else { self.single.push(number) }
        }
        1
    }

    /// Sets what is no quotation mark, whatever is open, and says how long it is: the `"` of
    /// Hebrew abbreviations, and both marks of rock 'n' roll.
    fn sign_in_words(&mut self, piece: &Piece<'_>, at: usize, before: char) -> Option<usize> {
        if !self.quotes.nest {
            return None;
        }
        let text = piece.text;
        if text.as_bytes()[at] == b'"' {
            let is_sign = is_gershayim(&text[..at], &text[at + 1..], !self.double.is_empty());
            is_sign.then(|| self.mark(piece, at, "״"))?;
            return Some(1);
        }
        let behind = text[at..].strip_prefix("'n'").or_else(|| text[at..].strip_prefix("'N'"))?;
        let is_between_words = before.is_whitespace()
            && text[..at].trim_end().ends_with(char::is_alphanumeric)
            && behind.starts_with(char::is_whitespace)
            && behind.trim_start().starts_with(char::is_alphanumeric);
        is_between_words.then(|| {
            self.mark(piece, at, "’");
            self.mark(piece, at + 2, "’");
            3
        })
    }

    fn mark(&mut self, piece: &Piece<'_>, at: usize, mark: &'static str) {
        self.edits.push(Edit { piece: piece.number, at: at..at + 1, set: Set::Mark(mark) });
    }

    /// Takes the last mark that can open what is closed now. None that stands before a link
    /// is closed in it.
    fn opener(&mut self, is_double: bool) -> Option<usize> {
        let first = self
            .spans
            .last()
            .map_or(0, |span| if is_double { span.double_outside } else { span.single_outside });
        let open = if is_double { &mut self.double } else { &mut self.single };
        if open.len() <= first {
            return None;
        }
        let opener = open.pop();
        let left = open.len();
        if let Some(span) = self.spans.last_mut() {
            let kept = if is_double { &mut span.double } else { &mut span.single };
            *kept = left.min(*kept);
        }
        opener
    }
}
