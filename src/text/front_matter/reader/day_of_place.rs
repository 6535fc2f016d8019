//! A place of a dateline that has the day as well: `Hesk, November 20`.

use crate::language::months::month_of;
use crate::language::{dates, weekdays};

/// What may part a place from a day.
const PARTING: [char; 7] = [',', '(', '،', '、', '，', '（', '·'];

/// The place before a day: in words or in numbers, or a day of the week.
pub(super) fn without_day(text: &str) -> Option<&str> {
    // A line as it is to be shown ends with a colon or a dash.
    let parted = text.match_indices(PARTING).find(|(at, sign)| {
        let day = text[at + sign.len()..].trim_end_matches([')', '）']);
        is_day(day)
    });
    let place = text[..parted?.0].trim();
    (!place.is_empty()).then_some(place)
}

/// Whether words are those of a day, and no others.
fn is_day(text: &str) -> bool {
    let plain = dates::plain(text);
    let (mut numbers, mut months, mut weekdays, mut wholes) = (0, 0, 0, 0);
    for word in plain.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word {
            _ if is_number(word) => numbers += 1,
            _ if is_numeric_day(word) => wholes += 1,
            _ if month_of(word).is_some() => months += 1,
            _ if is_weekday(word) => weekdays += 1,
            _ if is_filler(word) => {}
            _ => return false,
        }
    }
    let has_words = months == 1 && (1..=2).contains(&numbers);
    match (has_words, wholes) {
        (true, 0) | (false, 1) => true,
        (false, 0) => weekdays == 1 && months == 0 && numbers == 0 && is_whole_name(&plain),
        _ => false,
    }
}

/// `20`, `20.`, `2026`, `20th`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches('.');
    let digits = ["st", "nd", "rd", "th", "er"]
        .iter()
        .find_map(|it| digits.strip_suffix(it))
        .unwrap_or(digits);
    (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// `20.11.`, `20/11`, `2026-11-20`.
fn is_numeric_day(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches(['.', '-']).split(['.', '/', '-']).collect();
    let is_part = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let may_be_day = match parts[..] {
        [one, other] => {
            let (least, most) = (number(one).min(number(other)), number(one).max(number(other)));
            (1..=12).contains(&least) && most <= 31 && one.len() <= 2 && other.len() <= 2
        }
        [_, _, _] => true,
        _ => false,
    };
    parts.iter().all(is_part) && may_be_day
}

fn is_weekday(word: &str) -> bool {
    let name = word.trim_end_matches('.').to_lowercase();
    name.chars().count() > 2 && weekdays::is_day_of_the_week(&name)
}

/// Whether a day of the week is written out: what one begins with may be a state or a river.
fn is_whole_name(text: &str) -> bool {
    text.trim().chars().count() > 4
}

fn is_filler(word: &str) -> bool {
    ["le", "den", "der", "de", "del", "di", "il", "the", "on", "am", "of", "г.", "р.", "r."]
        .contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_behind_a_place_is_found() {
        for text in [
            "HESK, November 20",
            "HESK, Nov 20",
            "HESK, Nov. 20",
            "HESK, November 20, 2026",
            "HESK, Friday, November 20",
            "HESK, Fri., Nov. 20",
            "HESK, 20 November 2026",
            "HESK, 20. November",
            "HESK, den 20. November",
            "HESK, le 20 novembre",
            "HESK, 1er novembre",
            "HESK, 20 de noviembre de 2026",
            "HESK, 20 ноября",
            "HESK, 20.11.",
            "HESK, 20.11.2026",
            "HESK, 11/20/2026",
            "HESK, 20/11",
            "HESK, 2026-11-20",
            "HESK (November 20)",
            "HESK (20.11.2026)",
            "HESK, Friday",
            "HESK, vendredi",
            "HESK، ۲۰ نوامبر",
            "HESK، ٢٠ نوفمبر",
            "HESK、11月20日",
            "HESK · November 20",
        ] {
            assert_eq!(without_day(text), Some("HESK"), "{text}");
        }
        assert_eq!(without_day("Kavren, Lorun, November 20"), Some("Kavren, Lorun"));
    }

    #[test]
    fn places_are_left_alone() {
        for text in [
            "HESK",
            "Kavren, Lorun",
            "Washington, D.C.",
            "Paris, Texas",
            "Springfield, Mo.",
            "Phoenix, Sun",
            "Kavren, May",
            "Kavren, 5th Avenue",
            "Kavren, District 9",
            "Kavren, 9",
            "Plaza 25 de Mayo",
            "Kavren (Lorun)",
            "HESK, November 20:",
            "A1, Abfahrt 20",
            "Kavren, Route 11/20",
            "Kavren, 1.500",
            "20 November",
            ", November 20",
            "",
        ] {
            assert_eq!(without_day(text), None, "{text}");
        }
    }
}
