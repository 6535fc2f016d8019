//! The list of a language as it is to be filled in.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::reader::named;
use super::{ENGLISH, Word, WordList, plurals_of};
use crate::theme;

/// What to add to a site's own list of words so that it has a place for every word that
/// `words` lack: English above each as a comment, then its name, with the plurals of the
/// language. `there` is the text of the list, which keeps what it has; none if there is no
/// such list yet. Empty if there is a place for every word.
pub fn blank(words: &WordList, there: Option<&str>) -> String {
    let named = there.map_or_else(BTreeSet::new, named);
    let plurals = plurals_of(words.language());
    let mut added = String::new();
    let mut heading = None;
    let mut of_plurals = String::new();
    for entry in entries(theme::words(ENGLISH).unwrap_or_default()) {
        heading = entry.heading.or(heading);
        match words.words.get(entry.name) {
            None if named.contains(entry.name) => {}
            None => {
                added.extend(heading.take().map(|heading| format!("\n{heading}\n")));
                place_for(&mut added, &entry, words, &plurals);
            }
            Some(Word::Counted(counted)) if !counted.has_all(&plurals) => {
                let lacks = plurals.iter().filter(|name| !counted.texts.contains_key(**name));
                let names: Vec<String> = lacks.map(|name| format!("`{name}`")).collect();
                let line = format!("# `{}` lacks {}.\n", entry.name, names.join(", "));
                if !there.is_some_and(|text| text.contains(&line)) {
                    of_plurals.push_str(&line);
                }
            }
            Some(_) => {}
        }
    }
    if !of_plurals.is_empty() {
        let _ = write!(added, "\n# Plurals that this language has too:\n{of_plurals}");
    }
    match there {
        None if !added.is_empty() => format!("{}{added}", head(words)),
        _ => added,
    }
}

fn head(words: &WordList) -> String {
    let tag = words.language();
    format!(
        "# What the theme says around the texts, in `{tag}`. Write each text behind its colon;\n\
         # above it is the English one. What stands in braces is filled in, so keep it as it\n\
         # is. What is left empty is said in English.\n"
    )
}

fn place_for(added: &mut String, entry: &Entry<'_>, words: &WordList, plurals: &[&str]) {
    for line in entry.lines.lines() {
        let _ = writeln!(added, "# {line}");
    }
    let _ = writeln!(added, "{}:", entry.name);
    if let Some(Word::Counted(_)) = words.english.get(entry.name) {
        for plural in plurals {
            let _ = writeln!(added, "  {plural}:");
        }
    }
}

/// A word as the English list has it.
struct Entry<'a> {
    /// The comment above it, if it has one.
    heading: Option<&'a str>,
    name: &'a str,
    /// Its line, and those of its plurals.
    lines: &'a str,
}

/// The words of the English list, in its order.
fn entries(english: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut heading = None;
    let (mut start, mut at) = (0, 0);
    for line in english.split_inclusive('\n') {
        let begins = at;
        at += line.len();
        if line.starts_with('#') {
            heading = Some(line.trim_end());
        } else if line.starts_with(' ') {
            if let Some(entry) = entries.last_mut() {
                entry.lines = &english[start..at];
            }
        } else if let Some((name, _)) = line.split_once(':') {
            start = begins;
            entries.push(Entry { heading: heading.take(), name, lines: line });
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word_list::file_of;
    use icu_locale::Locale;

    fn list(tag: &str) -> WordList {
        WordList::built_in(&Locale::try_from_str(tag).unwrap())
    }

    /// What is at fault with a list, and how many words are still missing.
    fn with(tag: &str, text: &str) -> (Vec<String>, usize) {
        let mut words = list(tag);
        let faults = words.add(&file_of(tag), text);
        (faults.iter().map(ToString::to_string).collect(), words.lacking())
    }

    #[test]
    fn a_blank_list_is_a_list_without_words() {
        let sw = list("sw");
        let text = blank(&sw, None);
        assert_eq!(with("sw", &text), (vec![], sw.len()));
        assert!(
            text.contains("\n# On every page\n# skip: Skip to main content\nskip:\n"),
            "{text}"
        );
        let counted = "# briefings:\n#   one: \"{n} briefing\"\n#   other: \"{n} briefings\"\n\
                       briefings:\n  one:\n  other:\n";
        assert!(text.contains(counted), "{text}");
        // Welsh has all six.
        let plurals = "reads:\n  zero:\n  one:\n  two:\n  few:\n  many:\n  other:\n";
        assert!(blank(&list("cy"), None).contains(plurals));
        assert_eq!(blank(&list("ru"), None), "");
    }

    #[test]
    fn what_is_there_is_kept_and_what_has_a_place_gets_no_other() {
        let own = "latest: Habari mpya\nskip:\nreads: {other: \"{n}\"}";
        let mut words = list("sw");
        assert_eq!(words.add("words/sw.yaml", own), []);
        let added = blank(&words, Some(own));
        assert!(!added.contains("\nlatest:") && !added.contains("\nskip:"), "{added}");
        assert!(added.ends_with("# Plurals that this language has too:\n# `reads` lacks `one`.\n"));
        let whole = format!("{own}\n{added}");
        assert_eq!(with("sw", &whole), (vec![], words.len() - 1));
        assert_eq!(blank(&words, Some(&whole)), "");
    }

    #[test]
    fn every_word_of_the_english_list_is_an_entry() {
        let english = list("en");
        let names: BTreeSet<&str> =
            entries(theme::words(ENGLISH).unwrap()).iter().map(|entry| entry.name).collect();
        assert_eq!(names, english.iter().map(|(name, _)| name).collect());
    }
}
