//! What the index promises.

#[path = "../../../tests/common/archive.rs"]
mod archive;
mod by_index;
mod by_scan;
mod decoder;
mod files;
mod queries;
#[path = "../../../tests/common/random.rs"]
mod random;

use jiff::ToSpan;
use jiff::civil::date;

use super::{Limits, SearchIndex, Story};
use crate::search::words::{
    Language, LocalInterner, SharedInterner, StoryText, StoryWords, pieces,
};
use crate::url::SitePath;
use archive::Text;

/// A query, cut into its words.
#[derive(Debug)]
pub struct Query {
    pub words: Vec<String>,
    /// No space follows the last word, so more of it may.
    pub open: bool,
}

/// A story that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    pub story: usize,
    pub score: f64,
}

/// Whether it is a character, with its marks, of a script without spaces, which the index has in
/// pairs.
fn is_half(word: &str) -> bool {
    let is_unspaced = |c| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{9fff}');
    let mut count = 0;
    pieces(word, Language::Arabic, |_| count += 1);
    // A pair has its end as a part.
    word.starts_with(is_unspaced) && count == 1
}

fn newest_of_equals_first(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.story.cmp(&a.story)));
    found
}

fn index_of(texts: &[Text]) -> SearchIndex {
    index_with(texts, super::LIMITS.frequent_places)
}

/// An index in which words in so many places are frequent.
fn index_with(texts: &[Text], frequent_places: usize) -> SearchIndex {
    index_within(texts, Limits { frequent_places, ..super::LIMITS })
}

fn index_within(texts: &[Text], limits: Limits) -> SearchIndex {
    let vocabulary = SharedInterner::new();
    let known = &mut LocalInterner::new(&vocabulary);
    let words = |text: &Text| {
        let tags = text.tags();
        let (title, subtitle, body) = (&*text.title, &*text.subtitle, &*text.body);
        StoryWords::of(known, StoryText { title, subtitle, tags: &tags, authors: &[], body })
    };
    let words: Vec<StoryWords> = texts.iter().map(words).collect();
    let stories: Vec<Story<'_>> =
        texts.iter().zip(0..).zip(&words).map(|(text, words)| story(text, words)).collect();
    let sections = [("politics", "Politics"), ("economy", "Economy")];
    let folder = SitePath::new("/search/").unwrap();
    let in_memory = |bytes| bytes;
    SearchIndex::keep_with(&folder, &stories, &vocabulary, &sections, "en", limits, in_memory)
}

/// One of two stories on each day.
fn story<'a>((text, number): (&'a Text, i32), words: &'a StoryWords) -> Story<'a> {
    let day = date(2020, 1, 1).saturating_add((number / 2).days());
    Story {
        url: format!("/base/story-{number}/"),
        title: text.title.as_str().into(),
        section: number as usize % 2,
        day,
        date_iso: day.to_string(),
        date_text: format!("on {day}"),
        summary: &text.body,
        lang: (number == 1).then_some("hy"),
        words,
    }
}
