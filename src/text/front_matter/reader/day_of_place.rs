//! A place of a dateline that has the day as well: `Hesk, November 20`.

use crate::language::months::is_month;
use crate::language::{dates, weekdays};

/// What may part a place from a day.
const PARTING: [&str; 10] = [",", "(", "،", "、", "，", "（", "·", " – ", " — ", " - "];

/// No day is longer.
const LONGEST_DAY: usize = 80;

/// The place before a day, or behind it: in words or in numbers, or a day of the week.
pub(super) fn without_day(text: &str) -> Option<&str> {
    // Of a line as it is to be shown, the end is a colon or a dash.
    let text = text.trim().trim_end_matches(" --").trim_end_matches(" -");
    let partings = || {
        let signs = text.char_indices().filter_map(|(at, _)| {
            let sign = PARTING.iter().find(|sign| text[at..].starts_with(*sign))?;
            Some((text[..at].trim(), text[at + sign.len()..].trim()))
        });
        signs.filter(|(before, behind)| !before.is_empty() && !behind.is_empty())
    };
    let behind = || partings().find(|(_, day)| is_day(day).is_some()).map(|(place, _)| place);
    // `25 de Mayo` is a town, and `Nov. 20` is none.
    let is_sure = |day: &str| is_day(day) == Some(Day::Sure);
    let before = || {
        let mut found = partings().filter(|(day, place)| is_sure(day) && is_day(place).is_none());
        found.next_back().map(|(_, place)| place.trim_end_matches([')', '）']))
    };
    let apart = || {
        let mut spaces = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
        spaces.find(|(_, day)| is_sure(day)).map(|(place, _)| place)
    };
    behind().or_else(before).or_else(apart).filter(|place| place.contains(char::is_alphabetic))
}

/// What words are that may be those of a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Day {
    /// A day, whatever stands beside it: a month and the number behind it, or a year as well.
    Sure,
    /// A day, where something parts it from a place.
    Perhaps,
}

/// Whether words are those of a day, and no others.
fn is_day(text: &str) -> Option<Day> {
    if text.len() > LONGEST_DAY {
        return None;
    }
    // `11月20日(金)`: the day of the week, shortened.
    let text = text.trim_end_matches([')', '）']);
    let text = match text.split_once(['(', '（']) {
        Some((day, of_week)) if of_week.chars().count() <= 3 => day,
        _ => text,
    };
    let plain = dates::plain(text);
    let (mut numbers, mut months, mut weekdays, mut wholes) = (0, 0, 0, 0);
    let mut is_month_first = false;
    for word in plain.split([' ', ',']).filter(|word| !word.is_empty()) {
        match word {
            _ if is_number(word) => numbers += 1,
            _ if is_numeric_day(word) || is_day_with_month(word) => wholes += 1,
            _ if is_month(word) => {
                months += 1;
                is_month_first = numbers == 0;
            }
            _ if is_weekday(word) => weekdays += 1,
            _ if is_part_of_day(word) && weekdays == 1 => {}
            _ if is_filler(word) => {}
            _ => return None,
        }
    }
    let has_words = months == 1 && (1..=2).contains(&numbers);
    match (has_words, wholes) {
        (true, 0) if is_month_first || numbers == 2 => Some(Day::Sure),
        (true, 0) | (false, 1) => Some(Day::Perhaps),
        (false, 0) => (weekdays == 1 && months == 0 && numbers == 0 && is_whole_name(&plain))
            .then_some(Day::Perhaps),
        _ => None,
    }
}

/// `20-Nov-2026`.
fn is_day_with_month(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    matches!(parts[..], [day, month, year] if is_number(day) && is_month(month) && is_number(year))
}

/// `Friday evening`.
fn is_part_of_day(word: &str) -> bool {
    const PARTS: &str = "morning afternoon evening night noon früh morgen vormittag mittag nachmittag \
        abend nacht matin après-midi soir mañana tarde noche mattina pomeriggio sera notte manhã noite \
        ochtend middag avond nacht утром днём днем вечером ночью";
    let word = word.to_lowercase();
    PARTS.split_whitespace().any(|part| part == word)
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
    dates::is_filler(word) || ["di", "il", "am"].contains(&word)
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
            "HESK Nov. 20",
            "HESK November 20, 2026",
            "HESK 20 November 2026",
            "HESK – 20 November",
            "HESK - 20 November",
            "HESK — Nov. 20",
            "HESK, Nov. 20 --",
            "HESK, 20 ноября 2026 года",
            "HESK, 20 листопада 2026 року",
            "HESK、11月20日(金)",
            "HESK、11月20日（金）",
            "HESK، ۲۹ آبان ۱۴۰۵",
            "HESK, 20 พ.ย. 2569",
            "HESK, 20 พฤศจิกายน 2569",
            "Nov. 20, HESK",
            "November 20, 2026, HESK",
            "20 November 2026 – HESK",
            "HESK, 20-Nov-2026",
            "HESK, Friday evening",
            "HESK, Freitag Abend",
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
            "25 de Mayo, Misiones",
            "9 de Julio, Chaco",
            "Camp 1 May",
            "Hesk Sun",
            "Hesk – Lorun",
            "Good Evening, Lorun",
            "Kavren (Mon)",
            "Kavren (Lorun)",
            "HESK, November 20:",
            "HESK, November 20 –",
            "HESK, November 20 —",
            "HESK, 20 November (Reuters)",
            "HESK (Reuters)",
            "A1, Abfahrt 20",
            "Kavren, Route 11/20",
            "Kavren, 1.500",
            "20 November",
            ", November 20",
            "",
            &"Kavren, 20 ".repeat(20_000),
        ] {
            assert_eq!(without_day(text), None, "{text}");
        }
    }
}
