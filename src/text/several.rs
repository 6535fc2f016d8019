//! Which names are in a text that was written as one name: `talks, peace`, `A and B`.

mod parts;

/// What stands before a word that joins parts of one name: `von und zu`.
const OF_NOBILITY: [&str; 5] = ["von", "van", "af", "de", "av"];

/// What stands between two names, in any script.
const COMMAS: [char; 7] = [',', ';', '،', '؛', '、', '，', '；'];

/// Words between two names, in the languages of the theme's words.
const AND: [&str; 11] = ["and", "&", "und", "et", "och", "og", "и", "та", "և", "եւ", "dan"];
/// Those of them that are names too.
const NAMES: [&str; 3] = ["dan", "og", "et"];
/// Words before somebody who helped. Names have them with a capital: `Con Coughlin`.
const BESIDE: [&str; 6] = ["with", "mit", "avec", "con", "com", "med"];
/// Those that stand within names too: `José Ortega y Gasset`. Between two of two words each,
/// they join.
const AND_OR_OF_A_NAME: [&str; 11] =
    ["y", "e", "i", "en", "ja", "va", "və", "ve", "oraz", "şi", "și"];
/// What stands behind a comma and is no name.
const SUFFIXES: [&str; 16] = [
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "mp", "esq.", "obe",
    "mbe", "cbe",
];

pub use parts::is_part;

/// The names of people, between commas, semicolons and words that join names.
pub fn people(text: &str) -> Vec<String> {
    at_commas(text).iter().flat_map(|name| at_words(name)).collect()
}

/// The parts between commas, semicolons, and slashes with space around them. A comma between digits is part of a number, and a
/// title behind a name belongs to it.
pub fn at_commas(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // A slash or bar with space around it.
        let is_bar = matches!(c, '/' | '|') && before == ' ' && rest.peek() == Some(&' ');
        let is_of_number =
            before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit) && c == ',';
        match c {
            _ if COMMAS.contains(&c) && !is_of_number => {
                parts.push(String::new());
            }
            _ if is_bar => parts.push(String::new()),
            c => parts.iter_mut().last().into_iter().for_each(|part| part.push(c)),
        }
        before = c;
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        match names.last_mut() {
            Some(name) if SUFFIXES.contains(&&*part.to_lowercase()) => {
                *name = format!("{name}, {part}");
            }
            _ => names.push(part.into()),
        }
    }
    names
}

/// The parts between words that join names, and what was somebody's part: `photos by`.
fn at_words(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_in_capitals = !name.chars().any(char::is_lowercase);
    let mut names = Vec::new();
    let mut start = 0;
    for (at, written) in words.iter().enumerate() {
        if at < start {
            continue;
        }
        let part = parts::words_of(&words[at..]);
        if part > 0 {
            names.push(words[start..at].join(" "));
            start = at + part;
            continue;
        }
        let word = written.to_lowercase();
        let (before, behind) = (at - start, words.len() - at - 1);
        // `von und zu Voss`, and `von Thurn und Taxis`.
        let is_within = at > start
            && (OF_NOBILITY.contains(&words[at - 1])
                || behind == 1 && words[start..at].iter().any(|it| OF_NOBILITY.contains(it)));
        // With a capital, it is a name: `Dan Brown`, `Og Mandino`.
        let is_and = AND.contains(&&*word)
            && (**written == word || is_in_capitals || before > 0 && !NAMES.contains(&&*word));
        let is_beside = BESIDE.contains(written);
        let joins = !is_within
            && (((is_beside || is_and) && behind > 0)
                || (AND_OR_OF_A_NAME.contains(&&*word) && before >= 2 && behind >= 2));
        if joins {
            names.push(words[start..at].join(" "));
            start = at + 1;
        }
    }
    names.push(words[start..].join(" "));
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_helped_are_others() {
        for (text, names) in [
            ("Anna Berg with Carl Dahl", "Anna Berg|Carl Dahl"),
            ("Anna Berg, with Carl Dahl", "Anna Berg|Carl Dahl"),
            ("Anna Berg and Max Roth, with Carl Dahl", "Anna Berg|Max Roth|Carl Dahl"),
            ("Anna Berg, additional reporting by Carl Dahl", "Anna Berg|Carl Dahl"),
            (
                "Anna Berg with additional reporting by C. Dahl and M. Roth",
                "Anna Berg|C. Dahl|M. Roth",
            ),
            ("Anna Berg mit Max Roth", "Anna Berg|Max Roth"),
            ("Anne Berg avec Max Roth", "Anne Berg|Max Roth"),
            ("with Simo Harrand", "Simo Harrand"),
            ("and Simo", "Simo"),
            ("& Simo", "Simo"),
            ("und Simo Harrand", "Simo Harrand"),
            ("Photos by Simo", "Simo"),
            ("Anna Voss, photographs by Simo", "Anna Voss|Simo"),
            ("Anna Voss; Words and pictures by Simo", "Anna Voss|Simo"),
            ("Text and photos by Anna Voss and Simo", "Anna Voss|Simo"),
            ("Written by Anna Voss", "Anna Voss"),
            ("Anna Voss, Fotos von Simo", "Anna Voss|Simo"),
            ("Anna Voss unter Mitarbeit von Max Roth", "Anna Voss|Max Roth"),
            ("Anna Voss mit Material von dpa", "Anna Voss|dpa"),
            ("Anna Voss with material from HBN", "Anna Voss|HBN"),
            ("Propos recueillis par Anne Berg", "Anne Berg"),
            ("Anne Berg, photos de Max Roth", "Anne Berg|Max Roth"),
            ("Ana Ruiz con información de HBN", "Ana Ruiz|HBN"),
            ("Con Coughlin", "Con Coughlin"),
            ("Dan Brown", "Dan Brown"),
            ("Max Dan Levi", "Max Dan Levi"),
            ("Og Mandino", "Og Mandino"),
            ("ANNA VOSS AND BEN HALE", "ANNA VOSS|BEN HALE"),
            ("Anna Voss And Ben Hale", "Anna Voss|Ben Hale"),
            ("Stand By Me", "Stand By Me"),
            ("Photos by", "Photos by"),
            ("Rosa Text", "Rosa Text"),
            ("Leonardo di Foto", "Leonardo di Foto"),
            ("Anna von Berg", "Anna von Berg"),
            ("Reporting Team", "Reporting Team"),
            ("Carl With", "Carl With"),
            ("Anna Withers", "Anna Withers"),
        ] {
            assert_eq!(people(text).join("|"), names, "{text}");
        }
    }

    #[test]
    fn names_of_two_houses_are_one() {
        for (text, names) in [
            ("Gloria von Thurn und Taxis", "Gloria von Thurn und Taxis"),
            ("Anna, Gloria von Thurn und Taxis", "Anna|Gloria von Thurn und Taxis"),
            ("Anna-Maria von und zu Voss", "Anna-Maria von und zu Voss"),
            ("Anna von Berg und Max Roth", "Anna von Berg|Max Roth"),
            ("Anna und Max", "Anna|Max"),
            ("Anna Voss und Max Roth", "Anna Voss|Max Roth"),
            ("Max Roth und Anna von Berg", "Max Roth|Anna von Berg"),
        ] {
            assert_eq!(people(text).join("|"), names, "{text}");
        }
    }
}
