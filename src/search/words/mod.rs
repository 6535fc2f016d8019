//! The words of a text as the search knows them. The browser's script cuts its
//! queries in the same way, so a change here is a change there.

mod apart;
mod characters;
mod fold;
mod interner;
mod joins;
mod language;
mod nasals;
mod parts;
mod runs;
mod shared_interner;
mod story;
mod suffixes;

pub use fold::fold;
pub use interner::Interner;
pub use language::Language;
pub use shared_interner::{LocalInterner, SharedInterner};
pub use story::{StoryText, StoryWord, StoryWords};

/// What is behind this many characters of a word is cut off.
pub const MOST_CHARACTERS: usize = 64;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A word.
    Word(&'a str),
    /// What readers also ask for of the word before it; several words follow each other.
    Parts(&'a [&'a str]),
}

/// Calls `each` with every word of `text`, folded, in their order.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    pieces(text, Language::Arabic, |piece| {
        if let Piece::Word(word) = piece {
            each(word);
        }
    });
}

/// Calls `each` with every word of `text` and its parts, folded, in their order.
///
/// The text is cut where words surely end: nearly all pieces are a word each, and
/// most need no look at Unicode's tables. What folding makes of a character does
/// not depend on the characters about it, so to cut first changes nothing.
pub fn pieces(text: &str, language: Language, mut each: impl FnMut(Piece<'_>)) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let Plain { length, has_capitals, is_mixed } = plain_word(&bytes[start..]);
        let end = start + length;
        let separator = separator(&bytes[end..]);
        if separator == 0 && end < bytes.len() {
            let piece = text.get(start..).map_or("", first_piece);
            pieces_of(piece, language, &mut each);
            start += piece.len();
            continue;
        }
        // What is plain is ASCII.
        let word = text.get(start..end.min(start + MOST_CHARACTERS)).unwrap_or_default();
        match has_capitals {
            false => plain_word_and_parts(word, is_mixed, &mut each),
            true => plain_word_and_parts(&word.to_ascii_lowercase(), is_mixed, &mut each),
        }
        start = end + separator;
    }
}

fn plain_word_and_parts(word: &str, is_mixed: bool, each: &mut impl FnMut(Piece<'_>)) {
    if !word.is_empty() {
        each(Piece::Word(word));
    }
    if is_mixed {
        parts::parts(word, Language::Arabic, |parts| each(Piece::Parts(parts)));
    }
}

/// The same, and then abbreviations and numbers whose parts stand apart, as parts. A query has
/// each as a word instead.
pub fn pieces_of_story(text: &str, language: Language, mut each: impl FnMut(Piece<'_>)) {
    // Few texts have thousands, and to look for them takes a look at every space.
    let mut may_have_thousands = false;
    pieces(text, language, |piece| {
        if let Piece::Word(word) = piece {
            may_have_thousands |= word.len() == 3 && word.ends_with(|c: char| c.is_ascii_digit());
        }
        each(piece);
    });
    apart::abbreviations(text, |word| each(Piece::Parts(&[word])));
    if may_have_thousands {
        apart::thousands(&apart::with_plain_spaces(text), |number| each(Piece::Parts(&[number])));
    }
}

/// The letters and digits of ASCII at the front of a text.
struct Plain {
    length: usize,
    has_capitals: bool,
    /// There are letters as well as digits.
    is_mixed: bool,
}

/// What is plain at the front of `bytes`.
fn plain_word(bytes: &[u8]) -> Plain {
    let mut kinds = 0;
    let is_plain = |byte: &&u8| {
        let kind = KINDS[usize::from(**byte)];
        kinds |= kind;
        kind > 0
    };
    let length = bytes.iter().take_while(is_plain).count();
    Plain {
        length,
        has_capitals: kinds & CAPITAL > 0,
        is_mixed: kinds & DIGIT > 0 && kinds & (SMALL | CAPITAL) > 0,
    }
}

const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;

/// What letters and digits of ASCII are; zero for all else.
const KINDS: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// The front of `text` up to where a word surely ends.
fn first_piece(text: &str) -> &str {
    let bytes = text.as_bytes();
    let end = (0..bytes.len()).find(|at| separator(&bytes[*at..]) > 0);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// How many bytes at the front of `bytes` are of a character at which a word
/// surely ends; zero if they are of another. In UTF-8 none begins within another.
fn separator(bytes: &[u8]) -> usize {
    match bytes {
        [b' ', ..] => 1,
        [b'\'' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] => 0,
        // Between letters or digits these may join them.
        [b'.' | b',' | b'-' | b'"' | b'=', next, ..] if !next.is_ascii() => 0,
        [b'.', next, ..] if next.is_ascii_alphanumeric() => 0,
        [b',' | b'-', b'0'..=b'9', ..] => 0,
        [..=0x7f, ..] => 1,
        // A quote that may be a sign of Hebrew.
        [0xe2, 0x80, 0x9d, 0xd7 | 0xe2, ..] => 0,
        // The dashes, quotes and dots of typography, U+2012 to U+2026, but for those that are
        // also apostrophes or a point as others.
        [0xe2, 0x80, 0x92..=0xa6, ..] if !matches!(bytes[2], 0x98 | 0x99 | 0xa2 | 0xa4) => 3,
        _ => 0,
    }
}

fn pieces_of(piece: &str, language: Language, each: &mut impl FnMut(Piece<'_>)) {
    runs::pieces(&joins::joined(&fold(piece)), language, each);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_string()));
        all
    }

    #[test]
    fn words_are_letters_and_numbers() {
        assert_eq!(
            all("The vote, at 10:30 — put off."),
            ["the", "vote", "at", "10", "30", "put", "off"]
        );
        assert_eq!(all("C++/CLI e-mail x_y"), ["c", "cli", "e", "mail", "x", "y"]);
        assert_eq!(all(" … "), [""; 0]);
        assert_eq!(all(""), [""; 0]);
    }

    #[test]
    fn apostrophes_within_words_go() {
        assert_eq!(
            all("don't Don’t rock'n'roll 'tis dogs'"),
            ["dont", "dont", "rocknroll", "tis", "dogs"]
        );
        assert_eq!(all("the 80's '24"), ["the", "80", "s", "24"]);
        assert_eq!(all("мʼята"), ["мята"]);
    }

    #[test]
    fn scripts_with_spaces() {
        assert_eq!(all("Բարև ձեզ։"), ["բարեվ", "ձեզ"]);
        assert_eq!(all("Москва, Санкт-Петербург"), ["москва", "санкт", "петербург"]);
        assert_eq!(all("مرحبا بالعالم"), ["مرحبا", "عالم"]);
        assert_eq!(all("שָׁלוֹם"), ["שלום"]);
        assert_eq!(all("हिन्दी"), ["हिन्दी"]);
        assert_eq!(all("ราคา ๑๒"), ["ราคา", "12"]);
        assert_eq!(all("한국"), [fold("한국")]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(all("新しい朝"), ["新し", "しい", "い朝"]);
        assert_eq!(all("朝"), ["朝"]);
        assert_eq!(all("朝。新聞"), ["朝", "新聞"]);
        assert_eq!(all("iPhone版15号"), ["iphone", "版", "15", "号"]);
        assert_eq!(all("データ"), ["デー", "ータ"]);
        assert_eq!(all("ﾃﾞｰﾀ"), ["デー", "ータ"]);
        assert_eq!(all("นโยบาย"), ["นโย", "โยบา", "บาย"]);
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(all(&"ab".repeat(100)), ["ab".repeat(32)]);
        assert_eq!(all(&"я".repeat(65)), ["я".repeat(64)]);
    }

    /// The parts of a text; those that follow each other with a space between.
    fn parts(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        pieces(text, Language::of(&[text]), |piece| {
            if let Piece::Parts(parts) = piece {
                all.push(parts.join(" "));
            }
        });
        all
    }

    #[test]
    fn parts_are_what_readers_also_ask_for() {
        for (text, expected) in [
            ("The vote of 2026, x_1, don't", &[][..]),
            (
                "F-16 COVID-19 F16 Су‑35С",
                &["f16", "covid19", "f 16", "су35с", "су 35", "су35", "35 с"],
            ),
            (
                "F-16s B-52H T-72B3",
                &[
                    "f16s", "f 16", "f16", "16 s", "b52h", "b 52", "b52", "52 h", "t72b3", "t 72",
                    "t72", "72 b3",
                ],
            ),
            ("Т90М 5G 2x4", &["т 90м", "т 90", "т90", "5 g", "2 x4"]),
            ("mid-2025 2-0 a--1 1-a é-1", &["mid2025", "e1"]),
            ("増税と税金。水", &["金"]),
            ("นโยบาย", &["ย"]),
            ("ובספר הספר שלום", &["בספר", "ספר", "הספר", "ספר", "לום", "ום"]),
            (
                "בכנסת לממשלה וברשות כבר",
                &["כנסת", "הכנסת", "ממשלה", "הממשלה", "ברשות", "רשות", "הרשות", "בר"],
            ),
            ("البالغين والدين الوالدين", &["البالغين", "الغين", "والدين", "الوالدين", "الدين"]),
            ("ורד העם בתל ולתל", &["רד", "עם", "תל", "לתל", "תל"]),
            ("והב שב", &["הב"]),
            (
                "trent'anni Bell'in τ’όνομα dell'arte",
                &["trent", "anni", "bell", "in", "τ", "ονομα"],
            ),
            ("AB'nin Rusya’nın Bakı’da Ukraine's AT&T's", &["ab", "rusya", "baki", "ukraine", "t"]),
            ("don't O'Brien rock'n'roll we've Xi'an п'ять під'їзд", &[]),
            ("رئیس‌جمهور کتاب‌ها", &["رييس جمهور", "كتاب ها"]),
            ("وزیر فروش فارس کرمان", &[]),
            (
                "الوزير والوزير للوزير ورئيس ولبنان",
                &[
                    "الوزير",
                    "زير",
                    "والوزير",
                    "زير",
                    "للوزير",
                    "لوزير",
                    "زير",
                    "رييس",
                    "لبنان",
                    "بنان",
                ],
            ),
            (
                "للبنان لليبيا وللندن للجنة للغة لله",
                &[
                    "للبنان",
                    "لبنان",
                    "نان",
                    "لليبيا",
                    "ليبيا",
                    "وللندن",
                    "لندن",
                    "للجنه",
                    "لجنه",
                    "للغه",
                    "لغه",
                ],
            ),
            (
                "senz’acqua ogn’altro duecent’anni θ’αλλάξει mangi’acqua",
                &["senz", "acqua", "ogn", "altro", "duecent", "anni", "θ", "αλλαξει"],
            ),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_a_list_of_korean_are_found_one_by_one() {
        for (text, expected) in [
            ("이재명·윤석열 서울ㆍ부산", &["이재명 윤석열", "서울 부산"][..]),
            ("서울·부산·대구에서", &["서울 부산 대구에서"]),
            ("삼성·LG", &["삼성 LG"]),
            ("col·lega 3·1운동", &["1 운동"]),
        ] {
            let expected: Vec<String> = expected.iter().map(|parts| fold(parts)).collect();
            assert_eq!(parts(text), expected, "{text}");
        }
        assert_eq!(all("서울·부산"), [fold("서울부산")]);
    }

    proptest! {
        #[test]
        fn the_words_of_a_word_are_itself(text in "\\PC{0,80}") {
            for word in all(&text) {
                prop_assert!(word.chars().count() <= MOST_CHARACTERS && !word.is_empty());
                if !word.contains('\u{2bc}') {
                    prop_assert_eq!(all(&word), [word.clone()]);
                }
            }
        }

        #[test]
        fn cutting_before_folding_changes_nothing(
            text in "[a-zÀ-ÿΑ-ωςа-яԱ-և新朝א-ת'’ʼ‘…․ .,“”–İß½0-9\u{300}-\u{303}١\u{a0}\u{ad}\"״՞‐-]{0,40}|([ldqun]{1,2}['’ʼ]|[ae]|[1-9]{3}|[., -]){0,20}"
        ) {
            let mut whole = Vec::new();
            let language = Language::Arabic;
            pieces_of(&text, language, &mut |piece| whole.push(format!("{piece:?}")));
            let mut cut = Vec::new();
            pieces(&text, language, |piece| cut.push(format!("{piece:?}")));
            prop_assert_eq!(cut, whole);
        }
    }
}
