//! What has to be so for every input, whoever made it: a fuzzer (`fuzz/`), or the tests.

mod markdown;
mod patterns;
mod pictures;
mod reads;
mod search;
mod site;
mod yaml;

use dateline::diagnostic::{Diagnostic, Place};

/// Panics if an input breaks what is promised.
pub type Target = fn(&[u8]);

/// What is tried, by the name of its folder in `corpus/`.
pub const ALL: [(&str, Target); 15] = [
    ("access_log", reads::access_log),
    ("dates", patterns::dates),
    ("drawings", markdown::drawings),
    ("front_matter", yaml::front_matter),
    ("markdown", markdown::markdown),
    ("patterns", patterns::patterns),
    ("pictures", pictures::pictures),
    ("reads_store", reads::store),
    ("reads_tables", reads::tables),
    ("requests", patterns::requests),
    ("search_words", search::words_of_texts),
    ("settings", yaml::settings),
    ("site", site::site),
    ("word_lists", yaml::word_lists),
    ("yaml", yaml::yaml),
];

/// That each fault has a place in `text`, and is told in words.
fn are_in(text: &str, faults: &[Diagnostic]) {
    for fault in faults {
        assert!(!fault.message.is_empty());
        if let Some(place) = fault.place {
            is_in(text, place);
        }
    }
}

/// That there is such a place in `text`: the end of a line belongs to it, and the end
/// of the text too.
fn is_in(text: &str, Place { line, column, width }: Place) {
    let at = text.split('\n').nth(line - 1);
    let characters = at.map(|line| line.chars().count());
    let is_there = characters.is_some_and(|characters| column <= characters + 1);
    assert!(is_there && width > 0, "{line}:{column} is not in {text:?}");
}
