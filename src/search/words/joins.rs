//! Signs within words: those that divide no word go, as UAX #29 has it and as readers type it.
//! `don't`, `U.S.`, `1,000,000` and `col·lecció` are one word each, `l’Union` is `Union`.

use std::borrow::Cow;

use icu_properties::props::Script;

use super::characters::{
    CharClass, SCRIPTS, is_apostrophe, is_hangul, is_joiner, is_letter, is_mark,
};
use super::fold::{FIRM_SPACE, SEAM};
use super::suffixes;

/// In place of what went, while it is looked for: no folded text has it.
const HOLE: char = '\u{ad}';

/// Articles and such that are written with an apostrophe before a vowel, as in French, Italian
/// and Catalan. The first 13 and the next 15 are those of Lucene's `FrenchAnalyzer` and
/// `ItalianAnalyzer` (Lucene 10). `aujourd’hui`, `prud’homme` and `O’Brien` are none.
const ELIDED: [&str; 31] = [
    "l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu", "all",
    "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl", "degl", "negl", "sugl",
    "un", "v", "quest", "quell", "sant",
];

/// More of them do not stand before a word: `d’un’altra`.
const MOST_ELIDED: usize = 3;

/// Folded text without signs that divide no word.
pub(super) fn joined(folded: &str) -> Cow<'_, str> {
    // Armenian had another letter for a part of `և`, and has it in capitals again.
    let folded = match folded.contains("եւ") {
        true => Cow::Owned(folded.replace("եւ", "եվ")),
        false => Cow::Borrowed(folded),
    };
    if !folded.contains(|c| {
        is_joiner(c)
            || matches!(c, '.' | ',' | '"' | '”' | FIRM_SPACE | '\u{200b}')
            || matches!(c, SEAM | '・' | '•' | '=' | '゠')
    }) {
        return folded;
    }
    let mut text: Vec<char> = folded.chars().collect();
    keep_seams(&mut text);
    without_elisions(&mut text);
    suffixes::sew(&mut text);
    sew_lists(&mut text);
    between(&mut text, is_joiner, is_letter);
    kana_names(&mut text);
    between(&mut text, |c| matches!(c, '"' | '”'), |c| matches!(c, 'א'..='ת'));
    numbers(&mut text);
    initials(&mut text);
    within_unspaced(&mut text);
    text.retain(|c| *c != HOLE);
    Cow::Owned(text.into_iter().collect())
}

/// Drops what joins no two letters of the Arabic script.
fn keep_seams(text: &mut Vec<char>) {
    if !text.contains(&SEAM) {
        return;
    }
    let is_arabic = |c: Option<&char>| c.is_some_and(|c| SCRIPTS.get(*c) == Script::Arabic);
    let is_kept = |at: usize| {
        text[at] != SEAM || at > 0 && is_arabic(text.get(at - 1)) && is_arabic(text.get(at + 1))
    };
    *text = (0..text.len()).filter(|at| is_kept(*at)).map(|at| text[at]).collect();
}

/// Puts seams in place of middle dots in Korean, which stand between what belongs together, as in
/// `서울·부산` and `삼성·LG` (the Ministry of Culture's notice 2017-12 on spelling, appendix on
/// punctuation, 5): each is found, and all as one, since UAX #29 does not divide words there.
fn sew_lists(text: &mut [char]) {
    for at in 2..text.len() {
        let [before, dot, behind] = [text[at - 2], text[at - 1], text[at]];
        let is_korean = is_hangul(before) || is_hangul(behind);
        if dot == '·' && is_korean && is_letter(before) && is_letter(behind) {
            text[at - 1] = SEAM;
        }
    }
}

/// Drops dots and double hyphens between the names of a person, as Katakana has them. Between
/// characters of China the same dot stands in lists.
fn kana_names(text: &mut [char]) {
    let is_kana = |c: char| SCRIPTS.get(c) == Script::Katakana;
    for at in 2..text.len() {
        let [before, dot, behind] = [text[at - 2], text[at - 1], text[at]];
        if matches!(dot, '・' | '=' | '゠')
            && (before == 'ー' || is_kana(before))
            && is_kana(behind)
        {
            text[at - 1] = HOLE;
        }
    }
}

/// Drops what stands between two letters of scripts without spaces: a dot in a name or an
/// abbreviation, and spaces of no width. Several points are an ellipsis.
fn within_unspaced(text: &mut [char]) {
    let mut at = 0;
    while at < text.len() {
        let is_sign = matches!(text[at], NO_WIDTH | '.' | '•');
        let spaces = text[at + 1..].iter().take_while(|c| **c == NO_WIDTH).count();
        let end = at + 1 + if is_sign { spaces } else { 0 };
        let is_between = is_sign
            && at.checked_sub(1).is_some_and(|before| is_unspaced(text[before]))
            && text.get(end).is_some_and(|c| is_unspaced(*c));
        if is_between {
            text[at..end].fill(HOLE);
        }
        at = end;
    }
}

const NO_WIDTH: char = '\u{200b}';

fn is_unspaced(c: char) -> bool {
    CharClass::of(c) == CharClass::Unspaced && is_letter(c)
}

fn is_of_word(c: char) -> bool {
    CharClass::of(c) != CharClass::Other
}

/// Drops runs of signs that stand between two characters of a kind.
fn between(text: &mut [char], sign: impl Fn(char) -> bool, kind: impl Fn(char) -> bool) {
    let mut at = 0;
    while at < text.len() {
        let length = text[at..].iter().take_while(|c| sign(**c)).count();
        let end = at + length;
        let is_between = length > 0
            && at.checked_sub(1).is_some_and(|before| kind(text[before]))
            && text.get(end).is_some_and(|c| kind(*c));
        if is_between {
            text[at..end].fill(HOLE);
        }
        at = end.max(at + 1);
    }
}

/// Puts spaces in place of articles that lost their vowel, with their apostrophes.
fn without_elisions(text: &mut [char]) {
    let mut at = 0;
    while at < text.len() {
        let end = end_of_elisions(text, at);
        text[at..end].fill(' ');
        at = end;
        // On to the end of the word, and to the next one.
        at += text[at..].iter().take_while(|c| is_of_word(**c)).count();
        at += text[at..].iter().take_while(|c| !is_of_word(**c)).count();
    }
}

/// Where the elided articles end that stand from `start` on, before a vowel.
fn end_of_elisions(text: &[char], start: usize) -> usize {
    let (mut end, mut at) = (start, start);
    for _ in 0..MOST_ELIDED {
        let Some(length) = elided(&text[at..]) else { break };
        at += length + 1;
        let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
        if text.get(at).is_some_and(is_vowel) {
            end = at;
        }
    }
    end
}

/// The length of the elided article before the first apostrophe.
fn elided(text: &[char]) -> Option<usize> {
    let longest = text.iter().take(7);
    let length = longest.into_iter().position(|c| is_apostrophe(*c))?;
    let is_it = |article: &&str| article.chars().eq(text[..length].iter().copied());
    ELIDED.iter().any(is_it).then_some(length)
}

/// Joins thousands: `1,000,000`, `1.000.000,50`, `1'000`, with firm spaces, and `10,00,000` as
/// India has it.
fn numbers(text: &mut [char]) {
    let mut at = 0;
    while at < text.len() {
        let length = number_length(&text[at..]);
        let number = &mut text[at..at + length];
        let joined = joined_length(number);
        number[..joined].iter_mut().filter(|c| !c.is_ascii_digit()).for_each(|sign| *sign = HOLE);
        at += length.max(1);
    }
}

fn is_thousands_sign(c: char) -> bool {
    matches!(c, '.' | ',' | '\'' | '’' | FIRM_SPACE)
}

/// The length of the digits at the front, with single signs between them.
fn number_length(text: &[char]) -> usize {
    let mut length = 0;
    loop {
        let digits = text[length..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits == 0 {
            return length.saturating_sub(1);
        }
        length += digits;
        if !text.get(length).is_some_and(|c| is_thousands_sign(*c)) {
            return length;
        }
        length += 1;
    }
}

/// How much of a number is groups of digits that are one number.
fn joined_length(number: &[char]) -> usize {
    let groups: Vec<&[char]> = number.split(|c| !c.is_ascii_digit()).collect();
    if groups.len() < 2 || groups[0][0] == '0' || groups[0].len() > 3 {
        return 0;
    }
    let sign = number[groups[0].len()];
    let mut end = groups[0].len();
    for group in &groups[1..] {
        if group.len() != 3 || number[end] != sign {
            break;
        }
        end += 4;
    }
    if end > groups[0].len() && is_fraction(&number[end..]) {
        return end;
    }
    indian_length(number, &groups)
}

/// Whether what follows the groups is nothing, or one sign and the digits of a fraction.
fn is_fraction(rest: &[char]) -> bool {
    let digits = rest.get(1..).unwrap_or_default();
    let is_sign = rest.first().is_none_or(|sign| matches!(sign, '.' | ','));
    is_sign && digits.iter().all(char::is_ascii_digit)
}

/// `10,00,000`: groups of two, and one of three.
fn indian_length(number: &[char], groups: &[&[char]]) -> usize {
    let pairs = groups[1..].iter().take_while(|group| group.len() == 2).count();
    let end = groups[0].len() + 3 * pairs + 4;
    let is_it = groups[0].len() <= 2
        && pairs > 0
        && groups.get(pairs + 1).is_some_and(|group| group.len() == 3)
        && number[..end].iter().all(|c| c.is_ascii_digit() || *c == ',')
        && is_fraction(&number[end..]);
    if is_it { end } else { 0 }
}

/// Joins single letters with points between them: `U.S.`, `a.m.`, `т.е.`.
fn initials(text: &mut [char]) {
    let is_part = |c: char| matches!(c, HOLE | SEAM) || is_of_word(c);
    let mut at = 0;
    while at < text.len() {
        let mut end = at;
        let mut points = Vec::new();
        let mut are_single = true;
        loop {
            let length = text[end..].iter().take_while(|c| is_part(**c)).count();
            are_single &= is_one_letter(&text[end..end + length]);
            end += length;
            let goes_on = text.get(end) == Some(&'.')
                && length > 0
                && text.get(end + 1).is_some_and(|c| is_part(*c));
            if !goes_on {
                break;
            }
            points.push(end);
            end += 1;
        }
        if are_single {
            points.into_iter().for_each(|point| text[point] = HOLE);
        }
        at = end.max(at + 1);
    }
}

/// A letter with its marks, also one that stands twice for a plural (`EE.UU.`), or has an `h`
/// behind it that makes it another (`Ph.D.`).
pub(super) fn is_one_letter(part: &[char]) -> bool {
    let [letter, rest @ ..] = part else { return false };
    let is_more = |c: &char| c == letter || *c == 'h';
    let marks = if rest.first().is_some_and(is_more) { &rest[1..] } else { rest };
    is_of_word(*letter)
        && !is_mark(*letter)
        && !letter.is_numeric()
        && marks.iter().all(|c| is_mark(*c))
}
