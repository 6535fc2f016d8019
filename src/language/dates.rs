//! Which moment was meant by a date that is written as other programs, countries and people
//! write it.

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::day_period_names::HALVES;
use super::day_periods::Period;
use super::months::month_of;
use super::numbers::digit;
use super::weekdays::is_day_of_the_week;
use super::zones::{self, Zone};

/// What a text can mean, as it should be written; more than one if it depends on who wrote it.
/// Nothing if it is no date.
pub fn meant(text: &str) -> Vec<String> {
    let text = plain(text);
    let Some(parts) = Parts::of(&text) else { return Vec::new() };
    let mut meant = Vec::new();
    for day in &parts.days {
        for written in parts.written(*day) {
            if !meant.contains(&written) {
                meant.push(written);
            }
        }
    }
    meant
}

/// The digits, separators and spaces of ASCII in the place of others.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '年' | '月' | '년' | '월' => plain.push('-'),
            '日' | '일' | ',' | '،' | '、' | '分' | '분' => plain.push(' '),
            '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '"' | ';' => {}
            '時' | '时' | '시' => plain.push(':'),
            '‐' | '‑' | '–' | '−' => plain.push('-'),
            '／' => plain.push('/'),
            '．' => plain.push('.'),
            '：' => plain.push(':'),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(digit(c).unwrap_or(c)),
        }
    }
    // The half of the day stands before the hour.
    for (half, period) in HALVES {
        let of_day = if period == Period::Pm { " pm " } else { " am " };
        plain = plain.replace(half, of_day);
    }
    plain.replace("- ", "-").trim().to_string()
}

/// The parts of a date.
#[derive(Default)]
struct Parts {
    /// The day; two if nobody knows which of its numbers is the month.
    days: Vec<Date>,
    /// Hours, minutes and seconds.
    time: Option<(u32, u32, Option<u32>)>,
    /// Whether hours are counted from noon; none if they are counted up to 24.
    is_after_noon: Option<bool>,
    /// What is written of the zone.
    zone: Vec<String>,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        let mut parts = Parts::default();
        // Day, month and year where they stand apart.
        let (mut numbers, mut month) = (Vec::new(), None);
        let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            // `14 Uhr`, `2 pm`, and before a day also `0001 GMT`.
            let is_first = numbers.is_empty() && month.is_none() && parts.days.is_empty();
            let of_hour =
                words.next_if(|next| is_hour(word, next) || is_first && is_clock(word, next));
            if let Some(next) = of_hour {
                let of_half = half_of_day(next);
                let hour = match of_half {
                    Some(half) => format!("{word}{half}"),
                    None if word.len() > 2 => word.to_string(),
                    None => format!("{word}:00"),
                };
                if parts.take_time(&hour, true) {
                    // In German `am` stands before a day: `18 Uhr am 1. Januar`.
                    words.next_if(|next| of_half.is_none() && *next == "am");
                    if zones::is_short(&next.to_uppercase()) {
                        parts.zone.push(next.to_string());
                    }
                    continue;
                }
            }
            let word = if parts.days.is_empty() { parts.with_day_of(word) } else { word };
            if word.is_empty() {
                continue;
            }
            let is_dated = !parts.days.is_empty() || (month.is_some() && numbers.len() == 2);
            if parts.take_time(word, is_dated) {
                continue;
            }
            if !is_dated && let Some(number) = number_in(word) {
                numbers.push(number);
            } else if !is_dated && month.is_none() && month_of(word).is_some() {
                month = month_of(word);
            } else if !is_filler(word) {
                parts.zone.push(word.to_string());
            }
        }
        if let (true, Some(month)) = (parts.days.is_empty(), month) {
            let (day, year) = match numbers[..] {
                [day, year] if year >= 1000 => (day, year),
                [year, day] if year >= 1000 => (day, year),
                // Agencies write `1 JAN 27`.
                [day, year] if (10..100).contains(&year) => (day, 2000 + year),
                _ => return None,
            };
            parts.days.extend(date(year, month as u32, day));
        }
        (!parts.days.is_empty()).then_some(parts)
    }

    /// Takes the day that a word begins with; what is left of it.
    fn with_day_of<'w>(&mut self, word: &'w str) -> &'w str {
        let word = word.trim_start_matches('(');
        let end = word.find(['T', 't', ':']).unwrap_or(word.len());
        let (day, rest) = match word[end..].starts_with(['T', 't'])
            && word.starts_with(|c: char| c.is_ascii_digit())
        {
            true => word.split_at(end),
            false => (word, ""),
        };
        self.days = days(day);
        match self.days.is_empty() {
            true => word,
            false => rest.trim_start_matches(['T', 't']),
        }
    }

    /// Takes a word that is a time of day, or says which half of the day is meant.
    fn take_time(&mut self, word: &str, is_dated: bool) -> bool {
        if let Some(half) = half_of_day(word).filter(|_| self.time.is_some() || is_dated) {
            self.is_after_noon = Some(half == "pm");
            return true;
        }
        if self.time.is_some() {
            return false;
        }
        // `+04:00` may stand right behind.
        let end = word.find(['+', '-', 'Z', 'z']).filter(|at| *at > 0).unwrap_or(word.len());
        let (clock, zone) = word.split_at(end);
        let lower = clock.to_ascii_lowercase();
        let (clock, half) = match lower.strip_suffix("pm").map(|clock| (clock, true)) {
            Some(of_afternoon) => (of_afternoon.0, Some(of_afternoon.1)),
            None => match lower.strip_suffix("am") {
                Some(clock) => (clock, Some(false)),
                None => (&*lower, None),
            },
        };
        let named = match clock {
            "noon" | "midday" if is_dated => Some((12, 0, None)),
            "midnight" if is_dated => Some((0, 0, None)),
            _ => None,
        };
        let Some(time) = named.or_else(|| time(clock, half.is_some(), is_dated)) else {
            return false;
        };
        self.time = Some(time);
        self.is_after_noon = half.or(self.is_after_noon);
        if !zone.is_empty() {
            self.zone.push(zone.to_string());
        }
        true
    }

    /// The date as it should be written, with each offset that its zone can mean.
    fn written(&self, day: Date) -> Vec<String> {
        let Some((hour, minute, second)) = self.time else {
            // A zone of a day says nothing; anything else is not understood.
            return if self.zone.is_empty() { vec![day.to_string()] } else { Vec::new() };
        };
        let hour = match self.is_after_noon {
            Some(_) if !(1..=12).contains(&hour) => return Vec::new(),
            Some(is_after_noon) => hour % 12 + if is_after_noon { 12 } else { 0 },
            None => hour,
        };
        if hour > 24 || minute > 59 || second.is_some_and(|second| second > 59) {
            return Vec::new();
        }
        // The end of a day is the beginning of the next.
        let (day, hour) = match (hour, minute) {
            (24, 0) if second.unwrap_or(0) == 0 => match day.checked_add(1.day()) {
                Ok(next) => (next, 0),
                Err(_) => return Vec::new(),
            },
            (24, _) => return Vec::new(),
            _ => (day, hour),
        };
        let second = second.map(|second| format!(":{second:02}")).unwrap_or_default();
        let moment = format!("{day} {hour:02}:{minute:02}{second}");
        if self.zone.is_empty() {
            return vec![moment];
        }
        let civil: Option<DateTime> = moment.parse().ok();
        let Some(civil) = civil else { return Vec::new() };
        // A zone is never guessed: nobody would see that it is another.
        let name = self.zone.join(" ");
        let zones = match zones::said(&name) {
            zones if zones.is_empty() => zones::said(without_word_of_time(&name)),
            zones => zones,
        };
        let zones = zones.into_iter().chain(zones::in_summer(&name));
        let mut meant: Vec<String> =
            zones.filter_map(|zone| Some(format!("{moment} {}", offset(&zone, civil)?))).collect();
        let mut seen = HashSet::new();
        meant.retain(|moment| seen.insert(moment.clone()));
        meant
    }
}

/// The offset of a zone at a time of its clocks.
fn offset(zone: &Zone, civil: DateTime) -> Option<String> {
    let zone: TimeZone = zone.to_time_zone()?;
    let zoned = civil.to_zoned_datetime(zone).ok()?;
    Some(zoned.strftime("%:z").to_string())
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The days that a word of numbers can mean.
fn days(word: &str) -> Vec<Date> {
    let word = word.trim_end_matches('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if word.len() == 8 && is_digits(word) {
        let number = |digits: &str| digits.parse().unwrap_or_default();
        return date(number(&word[..4]), number(&word[4..6]), number(&word[6..]))
            .into_iter()
            .collect();
    }
    let Some(separator) = word.chars().find(|c| matches!(c, '-' | '/' | '.')) else {
        return Vec::new();
    };
    let parts: Vec<&str> = word.split(separator).collect();
    let [first, second, third] = parts[..] else { return Vec::new() };
    // `28-Nov-2026`
    if let (Some(day), Some(month), Some(year)) =
        (number_in(first), month_of(second), number_in(third))
    {
        return date(year, month as u32, day).into_iter().collect();
    }
    if !(is_digits(first) && is_digits(second) && is_digits(third)) {
        return Vec::new();
    }
    let [a, b, c] = [first, second, third].map(|part| part.parse::<u32>().unwrap_or_default());
    let found = match (first.len(), third.len()) {
        // Day and month are in this order where there is another year first.
        (4, 1 | 2) => vec![date(a, b, c), date(a, c, b).filter(|_| b > 12)],
        // With points, the day is first.
        (1 | 2, 4) if separator == '.' => vec![date(c, b, a), date(c, a, b).filter(|_| b > 12)],
        (1 | 2, 2) if separator == '.' => vec![date(2000 + c, b, a)],
        (1 | 2, 4) => vec![date(c, b, a), date(c, a, b)],
        // Any of them may be the year.
        (2, 1 | 2) => vec![date(2000 + c, b, a), date(2000 + c, a, b), date(2000 + a, b, c)],
        (1, 2) => vec![date(2000 + c, b, a), date(2000 + c, a, b)],
        _ => Vec::new(),
    };
    let mut days: Vec<Date> = found.into_iter().flatten().collect();
    days.dedup();
    days
}

/// A number, perhaps with a point or letters behind it: `28`, `28.`, `28th`, `1er`.
fn number_in(word: &str) -> Option<u32> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (digits, rest) = word.split_at(end);
    let is_ordinal =
        matches!(&*rest.to_lowercase(), "" | "." | "st" | "nd" | "rd" | "th" | "er" | "º" | "-го");
    digits.parse().ok().filter(|_| is_ordinal && digits.len() <= 4)
}

/// A time of day: `7:02`, `9.30`, `9h30`, `0930`, and `7` where half of the day is said.
fn time(clock: &str, is_of_half_day: bool, is_dated: bool) -> Option<(u32, u32, Option<u32>)> {
    let hours = clock.strip_suffix(['h', ':']);
    let clock = hours.map_or(clock.to_string(), |hours| format!("{hours}:00"));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if clock.len() == 4 && is_digits(&clock) && is_dated {
        return Some((clock[..2].parse().ok()?, clock[2..].parse().ok()?, None));
    }
    if is_of_half_day && clock.len() <= 2 {
        return Some((clock.parse().ok()?, 0, None));
    }
    let parts: Vec<&str> = clock.split([':', '.', 'h']).collect();
    let is_short = |part: &&str| !part.is_empty() && part.len() <= 2 && is_digits(part);
    if !parts.iter().all(is_short) {
        return None;
    }
    match parts[..] {
        [hour, minute] if minute.len() == 2 => {
            Some((hour.parse().ok()?, minute.parse().ok()?, None))
        }
        [hour, minute, second] if clock.contains(':') => {
            Some((hour.parse().ok()?, minute.parse().ok()?, Some(second.parse().ok()?)))
        }
        _ => None,
    }
}

/// A word that says nothing: of a sentence, or the day of the week.
pub fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 32] = [
        "at",
        "on",
        "the",
        "of",
        "um",
        "om",
        "ob",
        "den",
        "der",
        "à",
        "a",
        "le",
        "las",
        "de",
        "del",
        "às",
        "alle",
        "ore",
        "kl",
        "kl.",
        "klo",
        "heures",
        "horas",
        "г.",
        "г",
        "года",
        "часов",
        "року",
        "р.",
        "r.",
        "в",
        "թ.",
    ];
    let word = word.to_lowercase();
    is_of_the_clock(&word)
        || is_day_of_the_week(word.trim_end_matches('.'))
        || FILLERS.contains(&&*word)
}

/// Whether a number is an hour because of the word behind it.
fn is_hour(word: &str, next: &str) -> bool {
    const MORE: [&str; 5] = ["heures", "horas", "часов", "ч.", "ч"];
    let is_number = word.bytes().all(|b| b.is_ascii_digit());
    is_number && (is_of_the_clock(next) || half_of_day(next).is_some() || MORE.contains(&next))
}

/// The same of four digits, which may be a year.
fn is_clock(word: &str, next: &str) -> bool {
    let is_number = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    is_number && (is_of_the_clock(next) || zones::is_short(&next.to_uppercase()))
}

/// The name of a zone without the word for time: `New York time`, `heure de Paris`.
fn without_word_of_time(zone: &str) -> &str {
    const WORDS: [&str; 6] = ["time", "heure", "hora", "ora", "zeit", "tijd"];
    let is_word = |word: &str| WORDS.contains(&&*word.to_lowercase());
    match (zone.split_once(' '), zone.rsplit_once(' ')) {
        (Some((first, rest)), _) if is_word(first) => rest,
        (_, Some((rest, last))) if is_word(last) => rest,
        _ => zone,
    }
}

/// Which half of the day a word behind an hour says.
fn half_of_day(word: &str) -> Option<&'static str> {
    match &*word.to_ascii_lowercase().replace('.', "") {
        "am" => Some("am"),
        "pm" => Some("pm"),
        _ => None,
    }
}

/// A word behind an hour that says nothing more.
pub fn is_of_the_clock(word: &str) -> bool {
    ["uhr", "uur", "h", "h.", "hs", "hs.", "hrs", "hrs.", "hours"].contains(&&*word.to_lowercase())
}

#[cfg(test)]
mod tests;
