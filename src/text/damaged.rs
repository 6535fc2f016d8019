//! Letters that a program damaged: read in another encoding than they were written in (`KÃ¶ln`,
//! `â€œnoâ€`), or lost (`K\u{fffd}ln`).

use std::ops::Range;

use memchr::memchr2;

/// A damaged word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// How far around a damaged letter its word is looked for, in characters.
const FAR: usize = 40;

/// The first damaged word of each line.
pub fn damaged(text: &str) -> Vec<Damaged> {
    let mut found = Vec::new();
    let mut at = 0;
    // The letters of UTF-8 that others are made of, and the mark of a lost one, begin with these.
    while let Some(next) = memchr2(0xc3, 0xef, &text.as_bytes()[at..]) {
        let start = at + next;
        let rest = &text[start..];
        let is_lost = rest.starts_with('\u{fffd}');
        let cyrillic = cyrillic(text, start);
        if is_lost || cyrillic.is_some() || is_misread(text, start) {
            found.push(cyrillic.unwrap_or_else(|| told(text, start, is_lost)));
            at = start + rest.find('\n').unwrap_or(rest.len());
        } else {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

fn told(text: &str, at: usize, is_lost: bool) -> Damaged {
    let before = text[..at].chars().rev().take(FAR).take_while(|c| !is_between_words(*c));
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let behind = text[at..].chars().take(FAR).take_while(|c| !is_between_words(*c));
    let range = start..at + behind.map(char::len_utf8).sum::<usize>();
    let word = &text[range.clone()];
    let (message, hint) = match is_lost {
        true => (
            format!("a letter of `{word}` was lost when this text was saved or copied"),
            "write the word again, and save the text as UTF-8".to_string(),
        ),
        false => (
            format!("the letters of `{word}` were damaged when this text was saved or copied"),
            format!("write `{}`, and save the text as UTF-8", mended(word)),
        ),
    };
    Damaged { range, message, hint }
}

/// A word of Cyrillic letters that were read as those of Western Europe: `Ïðåçèäåíò`. No word has so
/// many letters with accents and no other.
fn cyrillic(text: &str, at: usize) -> Option<Damaged> {
    const LEAST: usize = 5;
    let is_free = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    // `×` and `÷` among them were letters too, but nothing alone of them was a word.
    let letters = text[at..].chars().take_while(|c| matches!(c, 'À'..='ÿ'));
    let first: Vec<char> = letters.clone().take(LEAST).collect();
    let are_most = first.iter().filter(|c| c.is_alphabetic()).count() * 2 > LEAST;
    if !is_free || first.len() < LEAST || !are_most || is_list(letters.clone()) {
        return None;
    }
    // In windows-1251, these bytes are the letters from `А` to `я`.
    let letter = |c: char| char::from_u32(u32::from(c) - 0xc0 + 0x410);
    let word: Option<String> = letters.clone().take(FAR).map(letter).collect();
    let length: usize = letters.take(FAR).map(char::len_utf8).sum();
    let goes_on = text[at + length..].starts_with(char::is_alphabetic);
    let word = word.filter(|_| !goes_on)?;
    let range = at..at + length;
    Some(Damaged {
        message: format!(
            "the letters of `{}` were damaged when this text was saved or copied",
            &text[range.clone()]
        ),
        hint: format!("write `{word}`, and save the text as UTF-8"),
        range,
    })
}

/// Whether letters are those that a language has beside those of English, each once: `áéíóúüñ`. They
/// stand so where somebody writes about letters.
fn is_list(letters: impl Iterator<Item = char>) -> bool {
    const LISTS: [&str; 6] =
        ["áéíóúüñ", "àáâãçéêíóôõúü", "àâæçéèêëîïôùûüÿ", "äöüßåæøéè", "áéíóöúü", "áðéíóúýþæö"];
    let letters: Vec<char> = letters.flat_map(char::to_lowercase).take(FAR).collect();
    let is_of = |list: &str| letters.iter().all(|c| list.contains(*c));
    let is_each_once = letters.iter().enumerate().all(|(at, c)| !letters[..at].contains(c));
    is_each_once && LISTS.iter().any(|list| is_of(list))
}

/// Spaces that do not break may be a part of a damaged letter.
fn is_between_words(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{85}' | '\u{a0}')
}

/// Whether a letter at `at` is one that was read as two or more. One by itself may be right:
/// `«IRMÃ»`.
fn is_misread(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let Some((_, length)) = meant(rest) else { return false };
    let mut letters = rest.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    let before = text[..at].chars().next_back();
    let is_in_word = rest[length..].starts_with(char::is_alphabetic);
    if meant(&rest[length..]).is_some() {
        return true;
    }
    match (first, second) {
        ('â', '€') => true,
        ('Ã', '\u{a0}') => before.is_some_and(char::is_lowercase),
        ('Ã', '«' | '»') => false,
        ('Ã', '\u{80}'..='\u{bf}') => true,
        ('Ã', _) => is_in_word,
        ('Â', '\u{a0}') => before.is_some_and(|c| !c.is_alphabetic()),
        ('Â', '£' | '§' | '©' | '°' | '®' | '·') => true,
        _ => false,
    }
}

/// A word with its letters as they were.
fn mended(word: &str) -> String {
    let mut mended = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let (letter, length) = meant(rest).unwrap_or((first, first.len_utf8()));
        mended.push(letter);
        rest = &rest[length..];
    }
    mended
}

/// The letter beyond ASCII whose bytes a text begins with, each read as a letter of windows-1252,
/// and how long that is.
fn meant(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = u8::try_from(u32::from(letters.next()?)).ok()?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut length = 2;
    for byte in &mut bytes[1..count] {
        let letter = letters.next()?;
        *byte = byte_of(letter).filter(|byte| (0x80..0xc0).contains(byte))?;
        length += letter.len_utf8();
    }
    let letter = str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((letter, length))
}

/// The byte of a letter in windows-1252 (<https://encoding.spec.whatwg.org/index-windows-1252.txt>).
fn byte_of(letter: char) -> Option<u8> {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match FROM_0X80.iter().position(|known| *known == letter) {
        Some(at) => u8::try_from(0x80 + at).ok(),
        None => u8::try_from(u32::from(letter)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_letters_are_told_with_the_word_as_it_was() {
        for (text, word, hint) in [
            ("In KÃ¶ln.", "KÃ¶ln.", "write `Köln.`"),
            ("He said â€œnoâ€\u{9d} then", "â€œnoâ€\u{9d}", "write `“no”`"),
            ("the mayorâ€™s", "mayorâ€™s", "write `mayor’s`"),
            ("a â€“ b", "â€“", "write `–`"),
            ("voilÃ\u{a0} tout", "voilÃ\u{a0}", "write `voilà`"),
            ("Ã–ffentlich", "Ã–ffentlich", "write `Öffentlich`"),
            ("20Â°C", "20Â°C", "write `20°C`"),
            ("ÐŸÑ€Ð°Ð²Ð´Ð°", "ÐŸÑ€Ð°Ð²Ð´Ð°", "write `Правда`"),
            ("æ—¥æœ¬", "æ—¥æœ¬", "write `日本`"),
            ("Ïðåçèäåíò ñêàçàë.", "Ïðåçèäåíò", "write `Президент`"),
            ("«Ìîñêâà» a", "Ìîñêâà", "write `Москва`"),
            ("äåíü ÷åëîâåêà", "÷åëîâåêà", "write `человека`"),
            ("Ëó÷øå", "Ëó÷øå", "write `Лучше`"),
            ("ïîëîâèíà", "ïîëîâèíà", "write `половина`"),
            ("a K\u{fffd}ln b", "K\u{fffd}ln", "write the word again"),
        ] {
            let found = damaged(text);
            let [one] = &found[..] else { panic!("{text}: {found:?}") };
            assert_eq!(&text[one.range.clone()], word);
            assert!(one.hint.starts_with(hint), "{text}: {one:?}");
        }
        assert_eq!(damaged("KÃ¶ln KÃ¶ln\nKÃ¶ln\n").len(), 2);
    }

    #[test]
    fn right_letters_are_left_alone() {
        for text in [
            "Köln, Ñandú, «IRMÃ», AMANHÃ\u{a0}– NÃO, MAÇÃ – a, ”Å”, «É», É… congé…» «Né…»",
            "voilà\u{a0}» : déjà\u{a0}: é\u{a0}» À\u{a0}la, ÂGE, Đà Nẵng, Ðað er gott, Ñu»",
            "Правда, 日本、（水）！ ﷺ",
            "Åäö, ÅÄÖÜ, éàèù, Öööö, ÀÉÈÊËx",
            "××××× ÷÷÷÷÷ ×÷×÷×÷ ×××××××éé",
            "The vowels áéíóú, ÁÉÍÓÚ and áéíóúüñ",
            "Les lettres àâçéèêëîïôùûüÿ",
            "äöüßé und åäöæø",
        ] {
            assert_eq!(damaged(text), [], "{text}");
        }
    }

    #[test]
    fn long_damage_takes_time_by_its_length() {
        assert_eq!(damaged(&"Ã¶".repeat(1 << 20)).len(), 1);
    }
}
