//! Times of day whose hour has a word of its own: `20 h`, `14 ч. 05 мин.`, `14時05分`.

use jiff::civil::Time;

use super::clock::SPACES;
use super::halves;
use crate::language::day_periods::Meant;
use crate::language::numbers::digit;

/// A time of day that a heading begins with.
pub(super) struct Hour {
    pub meant: Meant,
    /// Where in the words it ends.
    pub end: usize,
    /// Whether it may be a span of time instead, as `7 h` is.
    pub may_be_span: bool,
}

/// What stands behind an hour; those that count hours as well may say how long something took.
const OF_THE_CLOCK: [&str; 8] = ["Uhr", "uur", "น.", "นาฬิกา", "時", "时", "點", "点"];
const OF_EITHER: [&str; 18] = [
    "h.", "h", "hs.", "hs", "hrs.", "hrs", "hours", "heures", "horas", "ч.", "ч", "час", "год.",
    "год", "godz.", "godz", "ժ.", "시",
];

/// What stands behind a minute.
const MINUTES: [&str; 12] =
    ["min.", "min", "мин.", "мин", "хв.", "хв", "dk.", "dk", "분", "分", "นาที", "ր."];

/// What stands before a time of day and is part of it: `um 14:05`, `ore 14:05`.
const BEFORE: [&str; 52] = [
    "gegen",
    "vers",
    "circa",
    "ca.",
    "around",
    "about",
    "около",
    "близько",
    "hacia",
    "verso",
    "rond",
    "około",
    "ok.",
    "por volta das",
    "at",
    "um",
    "om",
    "ob",
    "à",
    "a las",
    "a la",
    "las",
    "às",
    "alle",
    "alle ore",
    "ore",
    "kl",
    "kl.",
    "klo",
    "klokken",
    "saat",
    "godz",
    "godz.",
    "godzina",
    "o",
    "o godz.",
    "в",
    "о",
    "об",
    "ժամը",
    "ساعت",
    "الساعة",
    "בשעה",
    "เวลา",
    "@",
    // Of languages that the theme does not have.
    "lúc",
    "pukul",
    "la ora",
    "kello",
    "klockan",
    "στις",
    "v",
];

/// Whether words before a time say that it is one, and nothing else.
pub(super) fn is_before_one(words: &str) -> bool {
    BEFORE.contains(&&*words.to_lowercase())
}

/// How many bytes of words stand before a time that they begin with, and say that it is one.
pub(super) fn before_first(words: &str) -> usize {
    const MOST_WORDS: usize = 3;
    let ends = words.match_indices(SPACES).map(|(at, space)| (at, at + space.len()));
    let ends = ends.take(MOST_WORDS).filter(|(at, _)| is_before_one(&words[..*at]));
    ends.last().map_or(0, |(_, end)| end)
}

/// Whether a word stands behind an hour or a minute, and begins no sentence: `ч.`, and not `час`.
pub(super) fn is_word(word: &str) -> bool {
    const LONGEST: usize = 5;
    let lists = [&OF_THE_CLOCK[..], &OF_EITHER, &MINUTES];
    let is_short = word.chars().count() < LONGEST && !matches!(word, "час" | "год");
    is_short && lists.iter().any(|list| list.contains(&word))
}

/// The time that words begin with, if its hour has a word.
pub(super) fn first(words: &str) -> Option<Hour> {
    let (half, behind) = match halves::first(words) {
        // `Abends um 9 Uhr`
        Some((half, rest)) => (Some(half), &rest[before_first(rest)..]),
        None => (None, words),
    };
    let (hour, rest) = number(behind)?;
    let spaced = rest.starts_with(SPACES);
    let (word, mut rest) = word(rest.trim_start_matches(SPACES), &OF_THE_CLOCK)
        .or_else(|| word(rest.trim_start_matches(SPACES), &OF_EITHER))?;
    let mut minute = None;
    if let Some((number, behind)) = number(rest.trim_start_matches(SPACES)) {
        let of_minute = self::word(behind.trim_start_matches(SPACES), &MINUTES);
        let is_long_enough = rest.trim_start_matches(SPACES).len() > behind.len()
            && digits(rest.trim_start_matches(SPACES)) == 2;
        // `20h 10 votes` may have a figure in its headline.
        let is_near = is_long_enough && rest.starts_with(SPACES) == spaced;
        let next = behind.trim_start_matches(['.', ',', ':', '-', '–', '%']);
        let is_figure = next.len() < behind.len() && next.starts_with(char::is_numeric)
            || behind.trim_start_matches(SPACES).starts_with('%');
        let ends = !is_figure && !behind.starts_with(char::is_alphanumeric);
        match of_minute {
            Some((_, behind)) => (minute, rest) = (Some(number), behind),
            None if is_near && ends => (minute, rest) = (Some(number), behind),
            None => {}
        }
    }
    if let Some((part, behind)) = part_of_hour(rest).filter(|_| minute.is_none()) {
        (minute, rest) = (Some(part), behind);
    }
    // `3時間` is a span, and `3点看法` are points.
    let goes_on = rest.starts_with(char::is_alphanumeric);
    if goes_on && (minute.is_none() || rest.starts_with(['間', '间', '鐘', '钟', '간'])) {
        return None;
    }
    let time = Time::new(hour, minute.unwrap_or(0), 0, 0).ok()?;
    let (meant, behind) = match half {
        Some(half) => (half.before(time)?, rest),
        None => with_half(time, rest),
    };
    let has_half = half.is_some() || behind.len() < rest.len();
    let rest = behind;
    let may_be_span = minute.is_none() && !has_half && OF_EITHER.contains(&word);
    Some(Hour { meant, end: words.len() - rest.len(), may_be_span })
}

/// The time that is meant with the part of the day behind it, and what is behind that.
fn with_half(time: Time, rest: &str) -> (Meant, &str) {
    let half = rest.trim_start_matches(SPACES);
    let is_apart = half.len() < rest.len();
    match halves::behind(half, time).filter(|half| half.is_sure && is_apart) {
        Some(found) => (found.meant, &half[found.length..]),
        None => (Meant { time, or: None }, rest),
    }
}

/// Minutes that are said as a part of the hour: `2時半`, `2시 반`, `2点三刻`; and what is behind.
fn part_of_hour(rest: &str) -> Option<(i8, &str)> {
    const PARTS: [(&str, i8); 4] = [("半", 30), ("반", 30), ("一刻", 15), ("三刻", 45)];
    // `半数` is the half of something else, and `반대` is another word.
    const OTHER: &str = "数數导導年天月个個";
    let said = rest.trim_start_matches(SPACES);
    let (part, minutes) = PARTS.iter().find(|(part, _)| said.starts_with(part))?;
    let behind = &said[part.len()..];
    let ends = match *part {
        "반" => !behind.starts_with(char::is_alphanumeric),
        _ => !behind.starts_with(|c| OTHER.contains(c)),
    };
    ends.then_some((*minutes, behind))
}

/// The word of a list that a text begins with, and what is behind it.
fn word<'t>(text: &'t str, list: &[&'static str]) -> Option<(&'static str, &'t str)> {
    list.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        // Scripts without spaces have the next word right behind.
        let ends = !word.ends_with(|c: char| c.is_alphabetic() && (c as u32) < 0xe00)
            || !rest.starts_with(char::is_alphabetic);
        ends.then_some((*word, rest))
    })
}

/// A number of one digit or two, in any script, and what is behind it.
fn number(text: &str) -> Option<(i8, &str)> {
    let count = digits(text);
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let written: String = text[..end].chars().filter_map(digit).collect();
    (1..=2).contains(&count).then(|| written.parse().ok()).flatten().zip(Some(&text[end..]))
}

fn digits(text: &str) -> usize {
    text.chars().take_while(|c| digit(*c).is_some()).count()
}
