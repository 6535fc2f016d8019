//! What agencies ask of those who publish a picture, out of the words in which they write it.

use super::credit::Credit;

/// What some words ask.
pub(super) struct Asked {
    pub(super) credit: Credit,
    pub(super) no_sales: bool,
    /// What stands behind the words of an embargo.
    pub(super) release: Option<String>,
    /// What stands behind the words that end its use.
    pub(super) expiry: Option<String>,
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

/// Hyphens as spaces, but for those between digits and before an hour: `utc-3`.
fn with_spaces(words: &str) -> String {
    let characters: Vec<char> = words.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let is_of_zone = |at: usize| {
        let name = at.checked_sub(3).and_then(|start| characters.get(start..at));
        name.is_some_and(|name| matches!(name, ['u', 't', 'c'] | ['g', 'm', 't']))
    };
    let is_of_number = |at: usize| is_digit(at.checked_sub(1)) || is_of_zone(at);
    let one = |(at, c): (usize, &char)| match c {
        '-' | '_' | '–' if !(is_digit(Some(at + 1)) && is_of_number(at)) => ' ',
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

/// So many bytes behind a phrase its day or time begins at most.
const NEAR: usize = 40;

/// A moment with its zone is no longer than this.
const LONGEST: usize = 100;

/// What stands right behind the first of these phrases that has a number there: a day or a time, in
/// whatever way it is written.
fn behind(words: &str, phrases: &[&str]) -> Option<String> {
    let places = phrases.iter().flat_map(|phrase| {
        let places = words.match_indices(phrase);
        let whole = places.filter(|(at, _)| {
            let (before, behind) = (&words[..*at], &words[at + phrase.len()..]);
            let is_of_picture = !OF_ANYTHING.contains(phrase) || !is_of_another(before);
            let is_word = !before.ends_with(char::is_alphanumeric)
                && !behind.starts_with(char::is_alphabetic);
            is_word && is_of_picture && !before.ends_with("no ")
        });
        whole.map(|(at, _)| at + phrase.len())
    });
    let of_place = |at: usize| {
        let rest = &words[at..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        // Another sentence is about something else.
        let rest = rest.split([';', '\n', '!']).next().unwrap_or_default();
        let near = &rest[..rest.floor_char_boundary(NEAR)];
        let number = near[..end_of_sentence(near)].find(char::is_numeric)?;
        let said = &rest[..number + end_of_sentence(&rest[number..])];
        Some(said.trim_matches([':', ' ', ',', '.']).to_string())
    };
    places.filter_map(of_place).next()
}

/// Where a sentence ends. What is shortened has few letters, and the number of a day has none:
/// `1. jan. 2027, 6 p.m. cet`.
fn end_of_sentence(words: &str) -> usize {
    const LONGEST_SHORT: usize = 3;
    let ends = words.match_indices(". ").map(|(at, _)| at);
    let mut ends = ends.filter(|at| {
        let last = words[..*at].rsplit(' ').next().unwrap_or_default();
        let letters = last.chars().filter(|c| c.is_alphabetic()).count();
        let is_year = last.len() >= 4 && last.ends_with(|c: char| c.is_ascii_digit());
        letters > LONGEST_SHORT && last != "sept" || is_year
    });
    ends.next().unwrap_or(words.len())
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
    fn what_stands_behind_the_words_of_an_embargo_is_found() {
        let of = |words: &str| {
            let Asked { release, expiry, .. } = Asked::in_words(words);
            (release, expiry)
        };
        for (words, release, expiry) in [
            ("EMBARGOED UNTIL 1 January 2027", Some("until 1 january 2027"), None),
            ("Embargo until 2027-01-01 00:00 GMT", Some("until 2027-01-01 00:00 gmt"), None),
            (
                "Embargo: 1 Jan. 2027, 6:00 p.m. UTC-3. No sales",
                Some("1 jan. 2027, 6:00 p.m. utc-3"),
                None,
            ),
            ("Sperrfrist: 1. Januar 2027, 18 Uhr", Some("1. januar 2027, 18 uhr"), None),
            ("Not for use before 01/02/2027. NO SALES", Some("01/02/2027"), None),
            (
                "EMBARGOED UNTIL 0001 GMT, JANUARY 1, 2027",
                Some("until 0001 gmt, january 1, 2027"),
                None,
            ),
            ("Embargo: Sept. 1, 2027", Some("sept. 1, 2027"), None),
            ("USE ONLY UNTIL 2026-01-01", None, Some("2026-01-01")),
            ("No use after 31/12/2026.", None, Some("31/12/2026")),
            ("Nutzung bis 31.12.2026", None, Some("31.12.2026")),
            ("Embargo 1 May 2027. Expires 1 June 2027", Some("1 may 2027"), Some("1 june 2027")),
            ("Licence valid until 31.12.2026", None, Some("31.12.2026")),
            ("Editorial use only; the licence is valid until 31.12.2026", None, Some("31.12.2026")),
            ("Valid until 31.12.2026", None, Some("31.12.2026")),
            ("Passport valid until 31.12.2025", None, None),
            ("Her visa expires on 1 June 2027", None, None),
            ("EMBARGOED UNTIL TUESDAY NOON", None, None),
            ("No embargo. Taken 2026-01-01", None, None),
            ("Embargo: none. Taken 2026-01-01", None, None),
            ("The dam on 1 January 2027", None, None),
            ("Embargo lifted", None, None),
        ] {
            let found = of(words);
            let expected = (release.map(String::from), expiry.map(String::from));
            assert_eq!(found, expected, "{words}");
        }
    }
}
