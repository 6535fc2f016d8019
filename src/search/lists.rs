//! What is shown of the stories that were found, and what sorts them.

use jiff::civil::{Date, date};
use rayon::prelude::*;

use crate::search::Story;
use crate::search::varint::push_number;
use crate::text::markdown::cut_at_word;

/// More files of lists there are not.
const MOST_FILES: usize = 280;
/// Stories in a list, as long as that does not make too many files.
const PER_LIST: usize = 36;
const SUMMARY_CHARACTERS: usize = 160;
const EPOCH: Date = date(1970, 1, 1);

/// How many of so many stories are in one list. It grows in steps, since that
/// changes all lists.
pub(super) fn per_list(stories: usize) -> usize {
    stories.div_ceil(MOST_FILES).next_multiple_of(PER_LIST).max(PER_LIST)
}

/// The lists of stories, as JSON.
pub(super) fn lists(stories: &[Story<'_>]) -> impl ParallelIterator<Item = Vec<u8>> {
    stories.par_chunks(per_list(stories.len())).map(list)
}

fn list(stories: &[Story<'_>]) -> Vec<u8> {
    let rows: Vec<_> = stories.iter().map(row).collect();
    // Strings and numbers can always be written.
    serde_json::to_vec(&rows).unwrap_or_default()
}

fn row<'a>(story: &'a Story<'_>) -> (&'a str, &'a str, &'a str, &'a str, usize, String, &'a str) {
    (
        &story.url,
        &story.title,
        &story.date_iso,
        &story.date_text,
        story.section,
        // The ellipsis is a character as well.
        match story.summary.chars().nth(SUMMARY_CHARACTERS) {
            Some(_) => cut_at_word(story.summary, SUMMARY_CHARACTERS - 1),
            None => story.summary.to_string(),
        },
        story.lang.unwrap_or_default(),
    )
}

/// Of each story: its section, the days since the one before, and a quarter of
/// its words.
pub(super) fn table(stories: &[Story<'_>]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(stories.len() * 4);
    let mut before = 0;
    for story in stories {
        let day = days(story.day).max(before);
        bytes.push(u8::try_from(story.section).unwrap_or(u8::MAX));
        push_number(&mut bytes, day - before);
        push_number(&mut bytes, story.words.length() / 4);
        before = day;
    }
    bytes
}

/// Days since the epoch; what is older counts as its first day.
fn days(day: Date) -> u32 {
    let days = day.since(EPOCH).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or_default()
}

/// How many words a story has on average; at least one, since it divides.
pub(super) fn average(stories: &[Story<'_>]) -> u64 {
    let words: u64 = stories.iter().map(|story| u64::from(story.words.length())).sum();
    let count = stories.len().max(1) as u64;
    ((words + count / 2) / count).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_do_not_become_too_many() {
        assert_eq!(per_list(0), 36);
        assert_eq!(per_list(10_080), 36);
        assert_eq!(per_list(10_081), 72);
        assert_eq!(per_list(100_000), 360);
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(days(date(1970, 1, 2)), 1);
        assert_eq!(days(date(2026, 11, 24)), 20_781);
        assert_eq!(days(date(1969, 1, 1)), 0);
    }
}
