//! Halves of the day: `2:05 pm`, `午後2:05`.

use jiff::civil::Time;

/// A half of the day that stands beside a time.
pub(super) struct Half {
    /// The time that is meant, from 00:00 to 23:59.
    pub time: Time,
    /// How many bytes of the words it takes.
    pub length: usize,
    /// Whether it can be nothing else: `PM` is a prime minister as well.
    pub is_sure: bool,
}

/// What stands behind a time, whether that is after noon, and whether a headline may begin so.
/// A space is any.
const BEHIND: [(&str, bool, bool); 46] = [
    ("am", false, true),
    ("a.m.", false, false),
    ("a.m", false, false),
    ("a. m.", false, false),
    ("pm", true, false),
    ("p.m.", true, false),
    ("p.m", true, false),
    ("p. m.", true, false),
    ("AM", false, true),
    ("A.M.", false, true),
    ("A.M", false, true),
    ("PM", true, true),
    ("P.M.", true, true),
    ("P.M", true, true),
    ("Pm", true, true),
    ("صباحا", false, false),
    ("صباحًا", false, false),
    ("صباحاً", false, false),
    ("مساء", true, false),
    ("مساءً", true, false),
    ("ظهرا", true, false),
    ("ظهرًا", true, false),
    ("ظهراً", true, false),
    ("ص", false, true),
    ("م", true, true),
    ("ق.ظ.", false, false),
    ("ق.ظ", false, false),
    ("ب.ظ.", true, false),
    ("ب.ظ", true, false),
    ("صبح", false, true),
    ("بامداد", false, true),
    ("بعدازظهر", true, false),
    ("بعد از ظهر", true, false),
    ("утра", false, false),
    ("ночи", false, false),
    ("дня", true, false),
    ("вечера", true, false),
    ("ранку", false, false),
    ("ночі", false, false),
    ("вечора", true, false),
    ("ÖÖ", false, false),
    ("ÖS", true, false),
    ("du matin", false, false),
    ("del mattino", false, false),
    ("de la mañana", false, false),
    ("de la tarde", true, false),
];

/// What stands before a time, and whether that is after noon.
const BEFORE: [(&str, bool); 15] = [
    ("午前", false),
    ("午後", true),
    ("上午", false),
    ("下午", true),
    ("凌晨", false),
    ("早上", false),
    ("清晨", false),
    ("傍晚", true),
    ("晚上", true),
    ("오전", false),
    ("오후", true),
    ("새벽", false),
    ("아침", false),
    ("저녁", true),
    ("öğleden sonra", true),
];

/// The half of the day that words behind a time begin with. One that goes with no such time is a
/// word of the headline: `20:17 a.m. shift`.
pub(super) fn behind(headline: &str, time: Time) -> Option<Half> {
    let found = BEHIND.iter().filter_map(|(half, is_after_noon, is_also_a_word)| {
        let length = length_of(half, headline)?;
        let rest = &headline[length..];
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.');
        let time = in_half(time, *is_after_noon)?;
        let is_sure = !is_also_a_word || rest.trim().is_empty();
        ends.then_some(Half { time, length, is_sure })
    });
    // An hour above twelve needs no half: what may be a word is one.
    let is_of_twelve = (1..=12).contains(&time.hour());
    found.filter(|half| half.is_sure || is_of_twelve).max_by_key(|half| half.length)
}

/// The half of the day that words before a time end with.
pub(super) fn before(words: &str, time: Time) -> Option<Half> {
    let (half, is_after_noon) = BEFORE.iter().find(|(half, _)| words.ends_with(half))?;
    let time = behind_half(time, *is_after_noon)?;
    Some(Half { time, length: half.len(), is_sure: true })
}

/// The half of the day that words begin with: whether it is after noon, and what is behind it.
pub(super) fn first(words: &str) -> Option<(bool, &str)> {
    BEFORE
        .iter()
        .find_map(|(half, is_after_noon)| Some((*is_after_noon, words.strip_prefix(half)?)))
}

/// The time that stands behind a half of the day. Newspapers in Japan count from nothing:
/// `午後0時10分`.
pub(super) fn behind_half(time: Time, is_after_noon: bool) -> Option<Time> {
    match (time.hour(), is_after_noon) {
        (0, true) => Time::new(12, time.minute(), 0, 0).ok(),
        _ => in_half(time, is_after_noon),
    }
}

/// The time of a half of the day, if it has that: hours are counted up to twelve, or none needs it.
fn in_half(time: Time, is_after_noon: bool) -> Option<Time> {
    let hour = match (time.hour(), is_after_noon) {
        (12, false) => 0,
        (1..=11, true) => time.hour() + 12,
        (0..=11, false) | (12.., true) => time.hour(),
        _ => return None,
    };
    Time::new(hour, time.minute(), 0, 0).ok()
}

/// How many bytes of a text a word takes that it begins with.
fn length_of(word: &str, text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for expected in word.chars() {
        let (_, found) = letters.next()?;
        let is_same = found == expected || expected == ' ' && found.is_whitespace();
        if !is_same {
            return None;
        }
    }
    Some(text.len() - letters.as_str().len())
}
