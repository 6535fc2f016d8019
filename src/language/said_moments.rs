//! The moment that a sentence says, in the words of any language and the order of any country.

use super::{dates, zones};

/// So many words a sentence has before its moment at most.
const MOST_BEFORE: usize = 8;

/// So many words a moment has at most: `at 6:00 p.m. Eastern Time on Friday, January 1, 2027`.
const MOST_WORDS: usize = 12;

/// What a text says of a moment.
#[derive(Debug, Default)]
pub struct Said {
    /// What its first moment can mean, as it should be written; more than one if it depends on who
    /// wrote it, and none if it has none that is understood.
    pub moments: Vec<String>,
    /// Whether more is said of it than is understood: an hour, or a zone.
    pub has_more: bool,
}

/// The first moment in a text. The time and the zone belong to it, on whichever side of the day they
/// stand.
pub fn first(text: &str) -> Said {
    let words = words(text);
    let of_words = |words: &[String]| {
        let text = words.join(" ");
        dates::meant(text.trim_end_matches([',', ';', ':', '!']))
    };
    let from = |start: usize| {
        let longest = words.len().min(start + MOST_WORDS);
        let mut ends = (start + 1..=longest).rev();
        ends.find_map(|end| {
            let moments = of_words(&words[start..end]);
            let has_more = || has_more(&moments[0], &words[..start], &words[end..]);
            (!moments.is_empty()).then(|| Said { has_more: has_more(), moments: moments.clone() })
        })
    };
    (0..words.len().min(MOST_BEFORE)).find_map(from).unwrap_or_default()
}

/// Whether words beside a moment may say its hour or its zone.
fn has_more(moment: &str, before: &[String], behind: &[String]) -> bool {
    const NEAR: usize = 3;
    const TIMES: [&str; 8] = [
        "midnight",
        "mitternacht",
        "minuit",
        "medianoche",
        "mezzanotte",
        "middernacht",
        "полночь",
        "midday",
    ];
    let is_zone = |word: &String| is_zone(word.trim_matches(','));
    let is_hour =
        |word: &String| word.contains(char::is_numeric) || TIMES.contains(&word.trim_matches(','));
    let near = || before.iter().rev().take(NEAR).chain(behind.iter().take(NEAR));
    match moment.split(' ').count() {
        1 => near().any(|word| is_hour(word) || is_zone(word)),
        2 => behind.first().is_some_and(is_zone),
        _ => false,
    }
}

/// The words of a text, with those of the clock as dates have them.
fn words(text: &str) -> Vec<String> {
    // Words that say that an hour follows.
    const OF_HOUR: [&str; 10] =
        ["ore", "alle", "kl", "kl.", "klo", "klokken", "saat", "godz.", "godz", "às"];
    let text = text.replace(['(', ')'], " ");
    let mut words: Vec<String> = Vec::new();
    let mut written = text.split_whitespace().flat_map(parted).peekable();
    while let Some(word) = written.next() {
        let next = written.peek().copied().unwrap_or_default();
        let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        match word {
            "-" | "–" | "—" | "/" => {}
            "12" if next == "noon" => {}
            "noon" => words.push("12:00".into()),
            _ if OF_HOUR.contains(&word) => {
                if is_number(next) && next.len() <= 2 {
                    words.push(format!("{next}:00"));
                    written.next();
                }
            }
            // `18.00 Uhr am 1. Januar`: no half of the day.
            "am" if next.starts_with(|c: char| c.is_ascii_digit())
                && words.last().is_some_and(|last| last.chars().all(char::is_alphabetic)) => {}
            _ => words.push(word.into()),
        }
    }
    words
}

/// A word, or two that were written as one: `0600GMT`, `00:01hrs`, `CET/5am`.
fn parted(word: &str) -> Vec<&str> {
    if let Some((zone, _)) = word.split_once('/').filter(|(zone, _)| is_zone(zone)) {
        return vec![zone];
    }
    let end = word.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (clock, zone) = word.split_at(end);
    let is_clock = clock.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    match is_clock && !clock.is_empty() && (is_zone(zone) || ["hrs", "hours"].contains(&zone)) {
        true => vec![clock, zone],
        false => vec![word],
    }
}

fn is_zone(word: &str) -> bool {
    word != "z" && zones::is_short(&word.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_in_a_sentence_is_known_with_its_time_and_zone() {
        for (text, expected) in [
            ("1. januar 2027, 18 uhr", "2027-01-01 18:00"),
            ("until 1 january 2027, 6pm et", "2027-01-01 18:00 -05:00"),
            ("until 1 july 2027, 6pm et", "2027-07-01 18:00 -04:00"),
            ("jusqu'au 1er janvier 2027 à 18h00", "2027-01-01 18:00"),
            ("1er janvier 2027 à 18h", "2027-01-01 18:00"),
            (
                "until january 1, 2027 at 6:00 pm est",
                "2027-01-01 18:00 -05:00 2027-01-01 18:00 +10:00",
            ),
            ("until 1 january 2027 06:00 (cet)", "2027-01-01 06:00 +01:00"),
            ("until 0001 gmt, january 1, 2027", "2027-01-01 00:01 +00:00"),
            ("until 00:01 gmt 1 january 2027", "2027-01-01 00:01 +00:00"),
            ("until 00.01 hrs gmt on friday 1 january 2027", "2027-01-01 00:01 +00:00"),
            ("until 6 p.m. utc-3 on 1 jan. 2027. no sales", "2027-01-01 18:00 -03:00"),
            ("bis 18 uhr am 1. januar 2027", "2027-01-01 18:00"),
            ("bis freitag, 1. januar 2027, 18.00 uhr mez", "2027-01-01 18:00 +01:00"),
            ("6pm new york time, 1 january 2027", "2027-01-01 18:00 -05:00"),
            ("до 18:00 мск 5 марта 2027", "2027-03-05 18:00 +03:00"),
            ("hasta las 18:00 horas del 1 de enero de 2027", "2027-01-01 18:00"),
            ("until 01/02/2027", "2027-02-01 2027-01-02"),
            ("1 jan 27", "2027-01-01"),
            ("20270101", "2027-01-01"),
            ("2027-01-01 00:00 gmt", "2027-01-01 00:00 +00:00"),
            ("01.01.2027 10:00", "2027-01-01 10:00"),
            ("1.1.2027", "2027-01-01"),
            ("january 5, 2027, 6:30 utc", "2027-01-05 06:30 +00:00"),
            ("jusqu'au 3 février 2027", "2027-02-03"),
            ("до 5 марта 2027", "2027-03-05"),
            ("31/12/2026", "2026-12-31"),
            ("5 june 2027", "2027-06-05"),
            ("7 juillet 2027", "2027-07-07"),
            ("until noon gmt on 1 january 2027", "2027-01-01 12:00 +00:00"),
            ("until 12 noon on 1 january 2027", "2027-01-01 12:00"),
            ("0600gmt 1 jan 2027", "2027-01-01 06:00 +00:00"),
            ("18.00 mez am 1.1.27", "2027-01-01 18:00 +01:00"),
            ("00:01hrs gmt on 1 july 2027", "2027-07-01 00:01 +00:00"),
            ("00:01 (london time) on 1 january 2027", "2027-01-01 00:01 +00:00"),
            ("alle ore 18 del 1 gennaio 2027", "2027-01-01 18:00"),
            ("1 gennaio 2027 ore 18", "2027-01-01 18:00"),
            ("kl. 18 den 1. januar 2027", "2027-01-01 18:00"),
            ("do 1 stycznia 2027 r. godz. 18:00", "2027-01-01 18:00"),
            ("1 ocak 2027 saat 18:00", "2027-01-01 18:00"),
            ("1 jan 2027 6am cet/5am gmt", "2027-01-01 06:00 +01:00"),
            ("1 january 2027 at 00:01 gmt / 01:01 cet", "2027-01-01 00:01 +00:00"),
            ("1st january 2027 - 18:00", "2027-01-01 18:00"),
            ("2027年1月1日午後6時", "2027-01-01 18:00"),
            ("5 may 2027. photo by twelve people", "2027-05-05"),
            ("until tuesday at 5", ""),
            ("section 4", ""),
            ("", ""),
        ] {
            assert_eq!(first(text).moments.join(" "), expected, "{text}");
            assert!(!first(text).has_more, "{text}");
        }
    }

    #[test]
    fn what_more_is_said_of_a_moment_is_not_passed_over() {
        for (text, day) in [
            ("until midnight on 1 january 2027", "2027-01-01"),
            ("1 january 2027 at 6 o'clock", "2027-01-01"),
            ("1 january 2027, 25:00", "2027-01-01"),
            ("5 may 2027 at half past 9", "2027-05-05"),
        ] {
            let said = first(text);
            assert!(said.moments == [day] && said.has_more, "{text}: {said:?}");
        }
    }
}
