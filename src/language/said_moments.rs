//! The moment that a sentence says, in the words of any language and the order of any country.

use super::dates;

/// So many words a sentence has before its moment at most.
const MOST_BEFORE: usize = 8;

/// So many words a moment has at most: `at 6:00 p.m. Eastern Time on Friday, January 1, 2027`.
const MOST_WORDS: usize = 12;

/// What the first moment in a text can mean, as it should be written; more than one if it depends
/// on who wrote it, and none if it has none that is understood. The time and the zone belong to the
/// moment, on whichever side of the day they stand.
pub fn first(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let of_words = |words: &[&str]| {
        let text = words.join(" ");
        dates::meant(text.trim_end_matches([',', ';', ':', '!', ')']))
    };
    let from = |start: usize| {
        let longest = words.len().min(start + MOST_WORDS);
        let ends = (start + 1..=longest).rev();
        ends.map(|end| of_words(&words[start..end])).find(|meant| !meant.is_empty())
    };
    (0..words.len().min(MOST_BEFORE)).find_map(from).unwrap_or_default()
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
            ("5 may 2027 photo by 12 people", "2027-05-05"),
            ("until tuesday at 5", ""),
            ("section 4", ""),
            ("", ""),
        ] {
            assert_eq!(first(text).join(" "), expected, "{text}");
        }
    }
}
