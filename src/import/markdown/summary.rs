//! The words with which a text begins, as its summary.

use super::dialect::plain;
use super::hidden;
use super::rendered::html_of_plain;
use crate::import::model::Dialect;

/// How many letters a summary may have.
const LONGEST_SUMMARY: usize = 400;

/// The words before the mark at which the summary of a text ends, if they are few enough for one.
pub fn summary(text: &str, mark: &str, dialect: Dialect) -> Option<String> {
    let (before, _) = text.split_once(mark)?;
    // What a text says of its parts may stand below them.
    let whole = plain(text, dialect);
    let before = match whole.split_once(mark) {
        Some((before, _)) => before.to_string(),
        None => plain(before, dialect),
    };
    short(&html_of_plain(&before, dialect))
}

/// The words of HTML that readers see, if they are few enough for a summary.
pub fn short(html: &str) -> Option<String> {
    let words = hidden::words(html);
    (!words.is_empty() && words.chars().count() <= LONGEST_SUMMARY).then_some(words)
}
