//! Endings behind an apostrophe: `Ukraine's`, and `TBMM'ye`, as Turkish and Azerbaijani write them
//! behind a name: the name is found as well. And words of Italian and Greek that lose their vowel
//! before another, as in `trent'anni`, of which that other is found.

use icu_properties::props::Script;

use super::characters::{SCRIPTS, is_apostrophe, is_joiner, is_letter};
use super::fold::SEAM;

/// The endings of Turkish and Azerbaijani, folded: `A` is `a` or `e`, and `I` is `i` or `u`. They
/// follow each other.
const ENDINGS: [&str; 29] = [
    "lAr", "nIn", "In", "I", "nI", "yI", "sI", "sIn", "A", "nA", "yA", "dA", "tA", "dAn", "tAn",
    "ndA", "ndAn", "lA", "ylA", "ki", "lI", "lIk", "lIg", "sIz", "cA", "dIr", "tIr", "ImIz", "mIz",
];

/// Words that lose their last vowel before one that begins with a vowel. Some are names too, which
/// have endings, so that unlike an article they stay with what follows.
const SHORTENED: [&str; 49] = [
    "vent", "trent", "quarant", "cinquant", "sessant", "settant", "ottant", "novant", "quattr",
    "mezz", "com", "dov", "cos", "tutt", "bell", "buon", "grand", "nient", "sott", "senz", "quand",
    "anch", "nessun", "alcun", "qualcun", "ciascun", "ogn", "altr", "dev", "τ", "σ", "στ", "απ",
    "επ", "υπ", "γι", "κατ", "μετ", "παρ", "αλλ", "αφ", "εφ", "καθ", "μεθ", "αντ", "θ", "ν", "μ",
    "δ",
];

/// And all hundreds: `cent'anni`, `duecent'anni`.
const HUNDREDS: [char; 4] = ['c', 'e', 'n', 't'];

/// No chain of them is longer.
const LONGEST: usize = 16;

/// Puts seams in place of apostrophes between a name and its endings.
pub(super) fn sew(text: &mut [char]) {
    for at in 1..text.len() {
        if !is_apostrophe(text[at]) {
            continue;
        }
        let (before, behind) = (last_letters(&text[..at]), &text[at + 1..]);
        // `AT&T's` ends in a letter alone, and so may articles, but not before an `s`.
        let least = if is_possessive(behind) { 1 } else { 2 };
        let is_name = before.len() >= least && before.iter().all(|c| is_latin(*c));
        if (is_name && is_ending(behind))
            || (is_short(before) && behind.first().is_some_and(is_vowel))
        {
            text[at] = SEAM;
        }
    }
}

fn is_possessive(behind: &[char]) -> bool {
    behind.first() == Some(&'s') && !behind.get(1).is_some_and(|c| is_letter(*c))
}

/// Whether it is a word that lost its vowel.
pub(super) fn is_shortened(word: &str) -> bool {
    SHORTENED.contains(&word) || word.ends_with("cent")
}

fn is_short(letters: &[char]) -> bool {
    letters.ends_with(&HUNDREDS)
        || SHORTENED.iter().any(|short| short.chars().eq(letters.iter().copied()))
}

fn is_vowel(c: &char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'α' | 'ε' | 'η' | 'ι' | 'ο' | 'υ' | 'ω')
}

/// The letters at the end, if nothing before them joins them to others.
fn last_letters(text: &[char]) -> &[char] {
    let letters = text.iter().rev().take_while(|c| is_letter(**c)).count();
    let (before, letters) = text.split_at(text.len() - letters);
    if before.last().is_some_and(|c| is_joiner(*c) || *c == SEAM) { &[] } else { letters }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (!c.is_ascii() && SCRIPTS.get(c) == Script::Latin && is_letter(c))
}

/// Whether the letters at the front are endings, and no apostrophe follows.
fn is_ending(text: &[char]) -> bool {
    let length = text.iter().take(LONGEST + 1).take_while(|c| is_letter(**c)).count();
    let letters = &text[..length];
    let is_alone = !text.get(length).is_some_and(|c| is_joiner(*c));
    is_alone && length <= LONGEST && (letters == ['s'] || is_chain(letters))
}

/// Whether the letters are nothing but endings, one behind the other.
fn is_chain(letters: &[char]) -> bool {
    let mut ends = vec![0];
    let mut reached = 0;
    while let Some(end) = ends.get(reached).copied() {
        let behind = ENDINGS.iter().filter(|ending| is_at(ending, &letters[end..]));
        for next in behind.map(|ending| end + ending.len()) {
            if !ends.contains(&next) {
                ends.push(next);
            }
        }
        reached += 1;
    }
    !letters.is_empty() && ends.contains(&letters.len())
}

fn is_at(ending: &str, letters: &[char]) -> bool {
    let is_it = |(of, c): (char, &char)| match of {
        'A' => matches!(c, 'a' | 'e'),
        'I' => matches!(c, 'i' | 'u'),
        of => of == *c,
    };
    ending.len() <= letters.len() && ending.chars().zip(letters).all(is_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_told_by_their_form() {
        for ending in ["s", "nin", "ye", "da", "daki", "lerinden", "ndan", "ı", "un", "yla", "də"]
        {
            let letters: Vec<char> = super::super::fold(ending).chars().collect();
            assert!(is_ending(&letters), "{ending}");
        }
        for other in ["t", "re", "ve", "ll", "an", "brien", "hommes", "s'a", "ir", "at", ""] {
            assert!(!is_ending(&other.chars().collect::<Vec<_>>()), "{other}");
        }
    }
}
