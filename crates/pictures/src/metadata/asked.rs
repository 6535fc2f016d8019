//! What agencies ask of those who publish a picture, out of the words in which they write it.

use super::credit::Credit;
use super::moment;
use crate::facts::Moment;

/// What some words ask.
pub(super) struct Asked {
    pub(super) credit: Credit,
    pub(super) no_sales: bool,
    pub(super) release: Option<Moment>,
    pub(super) expiry: Option<Moment>,
}

impl Asked {
    /// Of instructions and terms in English, German, French, Spanish, Italian, Dutch and Russian.
    pub(super) fn in_words(words: &str) -> Self {
        let credit = Credit::in_words(words);
        let words = plain(words);
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| says(&words, phrase));
        Asked {
            credit,
            no_sales: says(&NO_SALES),
            release: behind(&words, &RELEASE),
            expiry: behind(&words, &EXPIRY),
        }
    }
}

const NO_SALES: [&str; 22] = [
    "no sale",
    "no resale",
    "no re sale",
    "nosale",
    "no third party sale",
    "no 3rd party sale",
    "not for sale",
    "not for resale",
    "not for re sale",
    "keine verkäufe",
    "kein verkauf",
    "kein weiterverkauf",
    "nicht zum verkauf",
    "vente interdite",
    "pas de vente",
    "ne pas vendre",
    "prohibida la venta",
    "prohibida su venta",
    "vendita vietata",
    "niet voor verkoop",
    "не для продажи",
    "продажа запрещена",
];

const RELEASE: [&str; 17] = [
    "embargo",
    "embargoed",
    "under embargo",
    "sous embargo",
    "embargado",
    "эмбарго",
    "sperrfrist",
    "sperrvermerk",
    "gesperrt bis",
    "frei ab",
    "freigabe ab",
    "hold until",
    "not for use before",
    "not for publication before",
    "not to be published before",
    "do not publish before",
    "no use before",
];

const EXPIRY: [&str; 15] = [
    "only until",
    "no use after",
    "not for use after",
    "not to be used after",
    "do not use after",
    "not for publication after",
    "valid until",
    "usage until",
    "use until",
    "expires",
    "expires on",
    "nutzung bis",
    "verwendung bis",
    "nur bis",
    "utilisation jusqu'au",
];

/// In small letters, with one space between words; lines stay lines.
fn plain(words: &str) -> String {
    let small = with_spaces(&words.to_lowercase());
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    small.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Hyphens as spaces, but for those between digits.
fn with_spaces(words: &str) -> String {
    let characters: Vec<char> = words.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let one = |(at, c): (usize, &char)| match c {
        '-' | '_' | '–' if !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))) => ' ',
        '’' => '\'',
        c => *c,
    };
    characters.iter().enumerate().map(one).collect()
}

/// What there is none of in `no sales restrictions`.
const LIMITS: [&str; 6] = [" restriction", " limit", " ban", " tax", " fee", " condition"];

/// Whether words have a phrase, in one or several, and do not deny it.
fn says(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let (before, behind) = (&words[..at], &words[at + phrase.len()..]);
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        let is_denied = ["no ", "not ", "non ", "kein ", "keine ", "pas de "]
            .iter()
            .any(|no| before.ends_with(no));
        !before.ends_with(char::is_alphanumeric)
            && !LIMITS.iter().any(|limit| behind.starts_with(limit))
            && !behind.starts_with(char::is_alphanumeric)
            && !is_denied
    })
}

/// What is said of papers too: `Passport valid until 31.12.2027`.
const OF_ANYTHING: [&str; 3] = ["valid until", "expires", "expires on"];

/// Whether the words before such a phrase name something else than the use of the picture.
fn is_of_another(before: &str) -> bool {
    const OF_USE: [&str; 14] = [
        "licence",
        "license",
        "right",
        "rights",
        "use",
        "usage",
        "permission",
        "image",
        "picture",
        "photo",
        "file",
        "this",
        "clearance",
        "release",
    ];
    const BESIDE: [&str; 4] = ["is", "are", "and", "only"];
    let clause = before.rsplit(['.', ',', ';', ':', '!', '\n', '(']).next().unwrap_or_default();
    let mut words = clause.split_whitespace().rev().filter(|word| !BESIDE.contains(word));
    words.next().is_some_and(|word| !OF_USE.contains(&word))
}

/// So many bytes behind a phrase its day begins at most.
const NEAR: usize = 40;

/// The first day that stands right behind one of these phrases.
fn behind(words: &str, phrases: &[&str]) -> Option<Moment> {
    let places = phrases.iter().flat_map(|phrase| {
        let places = words.match_indices(phrase);
        let whole = places.filter(|(at, _)| {
            let before = &words[..*at];
            let is_of_picture = !OF_ANYTHING.contains(phrase) || !is_of_another(before);
            let is_word = !before.ends_with(char::is_alphanumeric);
            is_word && is_of_picture && !before.ends_with("no ")
        });
        whole.map(|(at, _)| at + phrase.len())
    });
    let of_place = |at: usize| {
        let rest = &words[at..];
        let near = &rest[..rest.floor_char_boundary(NEAR)];
        // Another sentence is about something else.
        let near = near.split([';', '\n', '!']).next().unwrap_or_default();
        let near = near.split(". ").next().unwrap_or_default();
        let starts = near.char_indices().filter(|(at, c)| {
            (c.is_ascii_digit() || c.is_alphabetic())
                && !near[..*at].ends_with(|before: char| before.is_alphanumeric())
        });
        starts.map(|(from, _)| at + from).find_map(|from| moment::in_words(&words[from..]))
    };
    places.filter_map(of_place).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_it_may_not_be_sold_is_known() {
        for words in [
            "NO SALES",
            "No sale",
            "NO-SALES",
            "nosales",
            "NOT FOR RESALE",
            "No re-sale. No archives.",
            "FOR EDITORIAL USE ONLY. NOT FOR RE-SALE",
            "No third party sales",
            "KEINE VERKÄUFE, honorarpflichtig",
            "Не для продажи",
        ] {
            assert!(Asked::in_words(words).no_sales, "{words}");
        }
        for words in [
            "Sales allowed",
            "Casino sale",
            "no salesman",
            "For sale",
            "Sale: none",
            "No sales restrictions",
            "no resale limits",
        ] {
            assert!(!Asked::in_words(words).no_sales, "{words}");
        }
    }

    #[test]
    fn days_are_read_behind_the_words_that_say_what_they_are() {
        let of = |words: &str| {
            let Asked { release, expiry, .. } = Asked::in_words(words);
            (release.map(|it| it.to_string()), expiry.map(|it| it.to_string()))
        };
        for (words, release, expiry) in [
            ("EMBARGOED UNTIL 1 January 2027", Some("2027-01-01"), None),
            ("Embargo until 2027-01-01 00:00 GMT", Some("2027-01-01T00:00:00+00:00"), None),
            ("Sperrfrist: 01.01.2027 10:00", Some("2027-01-01T10:00:00"), None),
            ("SPERRFRIST 1.1.2027", Some("2027-01-01"), None),
            ("EMBARGO: January 5, 2027, 6:30 UTC", Some("2027-01-05T06:30:00+00:00"), None),
            ("Sous embargo jusqu’au 3 février 2027", Some("2027-02-03"), None),
            ("Эмбарго до 5 марта 2027", Some("2027-03-05"), None),
            ("USE ONLY UNTIL 2026-01-01", None, Some("2026-01-01")),
            ("No use after 31/12/2026.", None, Some("2026-12-31")),
            ("Nutzung bis 31.12.2026", None, Some("2026-12-31")),
            ("Embargo 1 May 2027. Expires 1 June 2027", Some("2027-05-01"), Some("2027-06-01")),
            ("Licence valid until 31.12.2026", None, Some("2026-12-31")),
            ("Editorial use only; the licence is valid until 31.12.2026", None, Some("2026-12-31")),
            ("Valid until 31.12.2026", None, Some("2026-12-31")),
            ("Passport valid until 31.12.2025", None, None),
            ("Her visa expires on 1 June 2027", None, None),
            // Nobody knows which is the month.
            ("Embargoed until 01/02/2027", None, None),
            ("EMBARGOED UNTIL TUESDAY NOON", None, None),
            ("No embargo. Taken 2026-01-01", None, None),
            ("The dam on 1 January 2027", None, None),
            ("Embargo lifted", None, None),
        ] {
            let found = of(words);
            let expected = (release.map(String::from), expiry.map(String::from));
            assert_eq!(found, expected, "{words}");
        }
    }
}
