//! Parts of words: what readers also ask for of a word, so that the index has it as well. They
//! are found and have no place in phrases; the script asks for them as for any word.

use icu_properties::props::Script;

use super::MOST_CHARACTERS;
use super::characters::{SCRIPTS, at_most, is_hangul};
use super::fold::SEAM;
use super::language::Language;
use super::suffixes::is_shortened;

/// Calls `each` with the parts of a word; of some, several follow each other.
pub(super) fn parts(word: &str, language: Language, mut each: impl FnMut(&[&str])) {
    if let Some((front, rest)) = at_digits(word) {
        each(&[front, rest]);
        if let Some(digits) = digits_before_letters(rest) {
            each(&[front, digits]);
            each(&[&word[..front.len() + digits.len()]]);
        }
    }
    let has_prefixes = match language {
        Language::Arabic => word.starts_with(|c| is_hebrew(c) || is_arabic_prefix(c)),
        Language::Persian => word.starts_with(is_hebrew),
    };
    if !has_prefixes {
        return;
    }
    for (at, _) in word.char_indices().skip(1).take(4) {
        let (prefix, rest) = word.split_at(at);
        let length = rest.chars().count();
        if is_prefix(prefix) && length >= least_behind(prefix) {
            each(&[rest]);
            // Behind these the article is spoken and not written: `בכנסת` is `ב` and `הכנסת`.
            if prefix.ends_with(['ב', 'כ', 'ל']) && length >= 3 {
                each(&[&format!("ה{rest}")]);
            }
        }
    }
}

/// The digits of `16s` and `90m`, which make `F-16s` and `Т-90М` an `F-16` and a `Т-90` as well.
pub(super) fn digits_before_letters(word: &str) -> Option<&str> {
    let (digits, _) = at_digits(word)?;
    word.starts_with(char::is_numeric).then_some(digits)
}

/// `f16` as `f` and `16`, so that it is found by `F-16`, and `2026년` as `2026` and `년`.
fn at_digits(word: &str) -> Option<(&str, &str)> {
    let begins_with_digit = word.starts_with(char::is_numeric);
    let other = word.find(|c: char| c.is_numeric() != begins_with_digit)?;
    Some(word.split_at(other))
}

/// How a word with a hyphen before digits is also written: `f16` for `F-16`.
pub(super) fn without_hyphen(letters: &str, digits: &str) -> String {
    letters.chars().filter(|c| *c != SEAM).chain(digits.chars()).take(MOST_CHARACTERS).collect()
}

/// Whether Hebrew (and, that, in, as, to, from, the) or Arabic (and, so, in, as, to) writes
/// these letters as words of their own before a word, in their order.
fn is_prefix(letters: &str) -> bool {
    let after = |rest: &str, some: &[char]| rest.strip_prefix(some).unwrap_or(rest).to_string();
    if letters.starts_with(is_arabic_prefix) {
        return after(&after(letters, &['و', 'ف']), &['ب', 'ك', 'ل']).is_empty();
    }
    let rest = after(letters, &['ו']);
    let rest = match rest.strip_prefix("כש") {
        Some(rest) => rest.to_string(),
        None => after(&rest, &['ש']),
    };
    after(&after(&rest, &['ב', 'כ', 'ל', 'מ']), &['ה']).is_empty()
}

/// What is left is a word: of two letters in Hebrew, as in `בתל אביב`, and of three in Arabic.
fn least_behind(prefix: &str) -> usize {
    if prefix.starts_with(is_hebrew) { 2 } else { 3 }
}

fn is_hebrew(c: char) -> bool {
    matches!(c, 'א'..='ת')
}

fn is_arabic_prefix(c: char) -> bool {
    matches!(c, 'و' | 'ف' | 'ب' | 'ك' | 'ل')
}

/// Calls `each` with the parts of a word that has seams. What is behind an apostrophe is an ending,
/// unless what is before it lost a vowel there; of what Persian and Korean join, each is a word.
pub(super) fn seamed(run: &str, mut each: impl FnMut(&[&str])) {
    let cut = |part| at_most(part, MOST_CHARACTERS);
    let parts: Vec<&str> = run.split(SEAM).map(cut).collect();
    match *parts {
        [name, rest] if !is_arabic(name) && !run.contains(is_hangul) => {
            each(&[name]);
            if is_shortened(name) {
                each(&[rest]);
            }
        }
        _ => each(&parts),
    }
}

fn is_arabic(part: &str) -> bool {
    part.starts_with(|c| SCRIPTS.get(c) == Script::Arabic)
}

/// An Arabic word without the article, and what is written before it in one with it (and, so,
/// in, as, to), as Lucene's `ArabicStemmer` does. The root of a word may begin as
/// the article does, so the whole word is kept as a part.
pub(super) fn without_article(word: &str) -> &str {
    if !word.starts_with(['ا', 'و', 'ف', 'ب', 'ك', 'ل']) {
        return word;
    }
    behind_article(word).unwrap_or(word)
}

fn behind_article(word: &str) -> Option<&str> {
    let conjoined = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let prefixed = conjoined.strip_prefix(['ب', 'ك']).unwrap_or(conjoined);
    let behind = prefixed.strip_prefix("ال").or_else(|| conjoined.strip_prefix("لل"))?;
    // The name of God has the article in it.
    (behind != "له" && behind.chars().nth(1).is_some()).then_some(behind)
}

/// The noun of `للبنان`, which has no article, and of `للجنة`, whose article went because three
/// lams are written as two. Without the noun itself nobody can tell them from `للوزير`.
pub(super) fn behind_lam(word: &str) -> Option<&str> {
    if !word.starts_with(['و', 'ف', 'ل']) {
        return None;
    }
    let conjoined = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let noun = conjoined.strip_prefix('ل')?;
    (noun.starts_with('ل') && noun.chars().nth(2).is_some()).then_some(noun)
}
