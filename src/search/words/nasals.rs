//! Words of Hindi with a nasal before a consonant of its own row: the nasal and the sign that it
//! has no vowel may be written as a dot, the anusvara, as in `हिन्दी` and `हिंदी`.

use super::MOST_CHARACTERS;
use super::characters::at_most;

const ANUSVARA: char = '\u{902}';
const VIRAMA: char = '\u{94d}';

/// Calls `each` with the word as others write it, if it has such a nasal: with dots alone, and
/// without any.
pub(super) fn other_spellings(word: &str, mut each: impl FnMut(&str)) {
    if !word.starts_with(|c| matches!(c, '\u{900}'..='\u{97f}')) {
        return;
    }
    let others = [with_dots(word), with_nasals(word)];
    others.iter().filter(|other| *other != word).for_each(|other| {
        each(at_most(other, MOST_CHARACTERS));
    });
}

/// The nasal of the row that a consonant stands in.
fn nasal_before(consonant: char) -> Option<char> {
    match consonant {
        'क'..='घ' => Some('ङ'),
        'च'..='झ' => Some('ञ'),
        'ट'..='ढ' => Some('ण'),
        'त'..='ध' => Some('न'),
        'प'..='भ' => Some('म'),
        _ => None,
    }
}

fn with_dots(word: &str) -> String {
    let mut dotted = String::with_capacity(word.len());
    let mut rest = word.chars();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let is_bare = ahead.next() == Some(VIRAMA);
        if is_bare && ahead.next().and_then(nasal_before) == Some(c) {
            dotted.push(ANUSVARA);
            rest.next();
        } else {
            dotted.push(c);
        }
    }
    dotted
}

fn with_nasals(word: &str) -> String {
    let mut spelt = String::with_capacity(word.len() + VIRAMA.len_utf8());
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        match rest.peek().copied().and_then(nasal_before).filter(|_| c == ANUSVARA) {
            Some(nasal) => spelt.extend([nasal, VIRAMA]),
            None => spelt.push(c),
        }
    }
    spelt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn others(word: &str) -> Vec<String> {
        let mut all = Vec::new();
        other_spellings(word, |other| all.push(other.to_string()));
        all
    }

    #[test]
    fn a_nasal_before_its_own_row_is_also_a_dot() {
        for (nasal, dot) in [
            ("हिन्दी", "हिंदी"),
            ("सम्बन्ध", "संबंध"),
            ("मुम्बई", "मुंबई"),
            ("अङ्क", "अंक"),
            ("पञ्च", "पंच"),
            ("घण्टा", "घंटा"),
        ] {
            assert_eq!(others(nasal), [dot]);
            assert_eq!(others(dot), [nasal]);
        }
        assert_eq!(others("सम्बंध"), ["संबंध", "सम्बन्ध"]);
        for other in ["अन्न", "जन्म", "संसद", "सरकार", "moscow", ""]
        {
            assert_eq!(others(other), [""; 0]);
        }
    }
}
