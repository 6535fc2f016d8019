//! Signs of Hebrew that are typed with the keys of quotation marks: the gershayim before the last
//! letter of an abbreviation, `ארה"ב`, and the geresh
//! (<https://hebrew-academy.org.il/topic/hahlatot/punctuation/>).

/// Words that are written together with the next one, one letter each: `ב"הארץ"`.
const PREFIXES: &str = "והבכלמש";
/// So many of them stand together at most.
const MOST_PREFIXES: usize = 3;
/// Within so many characters ends what a prefix is written together with.
const LONGEST_NAME: usize = 120;

/// Whether a character is of a Hebrew word.
pub(super) fn is_hebrew(c: char) -> bool {
    c.is_alphanumeric() && matches!(c, '\u{591}'..='\u{5f2}' | '\u{fb1d}'..='\u{fb4f}')
}

/// Whether a `"` between two texts of a line is a gershayim, and not a quotation mark behind a
/// prefix. `is_within`: whether a quotation is open.
pub(super) fn is_gershayim(before: &str, after: &str, is_within: bool) -> bool {
    if !before.ends_with(is_hebrew) || !after.starts_with(is_hebrew) {
        return false;
    }
    let mut of_word = before.chars().rev().take_while(|c| is_hebrew(*c)).take(MOST_PREFIXES + 1);
    let could_be_prefix =
        of_word.clone().count() <= MOST_PREFIXES && of_word.all(|c| PREFIXES.contains(c));
    let is_last_letter = after.chars().nth(1).is_none_or(|c| c != '"' && !is_hebrew(c));
    is_within || is_last_letter || !could_be_prefix || !closes_soon(after)
}

/// Whether the next `"` that is not within a word closes what is before it.
fn closes_soon(text: &str) -> bool {
    let mut last = ' ';
    let mut characters = text.chars().take(LONGEST_NAME).peekable();
    while let Some(c) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        if c == '"' && !(is_hebrew(last) && is_hebrew(next)) {
            return !last.is_whitespace();
        }
        last = c;
    }
    false
}
