//! Which files there are, and which of them change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::archive::{Text, Vocabulary};
use super::decoder::{Decoded, Row, Word};
use super::random::Random;
use super::{index_of, index_within};
use crate::search::{Limits, SearchIndex};

fn texts(stories: usize, words: usize, vocabulary: usize) -> Vec<Text> {
    let random = &mut Random::seeded(21);
    let vocabulary = Vocabulary::new(vocabulary, false, random);
    (0..stories).map(|_| Text::new(&vocabulary, words, random)).collect()
}

#[test]
fn an_empty_archive_has_an_index() {
    let index = Decoded::of(&index_of(&[]));
    assert_eq!((index.stories, index.average, index.files.len()), (0, 1.0, 1));
    assert_eq!(index.first, [""]);
    assert!(index.files[0].is_empty() && index.lists.is_empty() && index.table.is_empty());
}

#[test]
fn lists_and_table_have_every_story() {
    let mut texts = texts(70, 40, 500);
    texts[3].body = "A short one.".to_string();
    let index = Decoded::of(&index_of(&texts));
    assert_eq!(index.lists.iter().map(Vec::len).collect::<Vec<_>>(), [36, 34]);
    let title = &texts[3].title;
    let expected =
        json!(["/base/story-3/", title, "2020-01-02", "on 2020-01-02", 1, "A short one.", ""]);
    assert_eq!(index.lists[0][3], expected);
    assert_eq!(index.lists[0][1][6], "hy");
    let summary = index.lists[1][0][5].as_str().unwrap();
    assert!(summary.ends_with('…') && summary.chars().count() <= 160, "{summary}");
    let days: Vec<usize> = index.table[..4].iter().map(|row| row.day).collect();
    assert_eq!(days, [18_262, 18_262, 18_263, 18_263]);
    assert!(matches!(index.table[69], Row { section: 1, .. }));
}

#[test]
fn tags_are_words() {
    let mut texts = texts(40, 20, 500);
    texts[5].tags = vec![("Water rights".to_string(), "water-rights".to_string())];
    texts[9].tags = texts[5].tags.clone();
    let index = Decoded::of(&index_of(&texts));
    let word = index.files.iter().flatten().find(|word| word.word == "#water-rights").unwrap();
    assert_eq!(word.postings, BTreeMap::from([(5, 1), (9, 1)]));
    assert_eq!(word.stem, "#water-rights");
}

#[test]
fn words_are_sorted_and_in_their_files() {
    let index = Decoded::of(&index_of(&texts(600, 100, 8000)));
    assert!(index.files.len() > 5, "{}", index.files.len());
    let words: Vec<&str> = index.files.iter().flatten().map(|word| word.word.as_str()).collect();
    assert!(words.is_sorted_by(|a, b| a < b));
    let mut before = "";
    for (file, first) in index.files.iter().zip(&index.first) {
        assert!(before < first.as_str() || first.is_empty(), "{before} {first}");
        assert!(file[0].word.starts_with(first.as_str()));
        before = &file[file.len() - 1].word;
    }
    let groups = |file: &Vec<_>| file.iter().map(|word: &Word| word.group).collect::<BTreeSet<_>>();
    let all: usize = index.files.iter().map(|file| groups(file).len()).sum();
    let stems: BTreeSet<&str> = index.files.iter().flatten().map(|word| &*word.stem).collect();
    // Few groups are cut.
    assert!(all - stems.len() < all / 20, "{all} of {}", stems.len());
}

#[test]
fn threads_make_no_difference() {
    let texts = texts(1500, 30, 3000);
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| index_of(&texts))
    };
    let one = with(1);
    assert!(one == with(2) && one == with(7));
}

/// Frequent words and tags among them, which have no positions.
#[test]
fn batches_make_no_difference() {
    let texts = texts(300, 60, 3000);
    let within =
        |places_at_once| index_within(&texts, Limits { frequent_places: 90, places_at_once });
    let one = within(usize::MAX);
    assert!(one == within(0) && one == within(6000));
}

#[test]
fn a_new_story_changes_the_files_of_its_words_only() {
    let mut texts = texts(500, 400, 40_000);
    let before = index_of(&texts);
    let common = Vocabulary::new(1000, false, &mut Random::seeded(5));
    let mut brief = Text::new(&common, 10, &mut Random::seeded(6));
    brief.subtitle.clear();
    brief.tags.clear();
    texts.push(brief);
    let after = index_of(&texts);
    let (old, new) = (Decoded::of(&before), Decoded::of(&after));
    assert!(old.first.len() > 10, "{}", old.first.len());

    let moved = new.first.iter().filter(|first| !old.first.contains(first)).count();
    assert!(moved <= 1, "{moved} boundaries moved");
    let touched =
        new.files.iter().filter(|file| file.iter().any(|word| word.postings.contains_key(&500)));
    let changed = changed(&before, &after, "/search/terms/");
    assert!(changed <= touched.count() + 2 * moved);
    assert!(changed * 2 < old.files.len(), "{changed} of {}", old.files.len());
    assert_eq!(self::changed(&before, &after, "/search/list/"), 1);
}

/// How many files below `folder` are not what some file was before.
fn changed(before: &SearchIndex, after: &SearchIndex, folder: &str) -> usize {
    let known: BTreeSet<&[u8]> = before.files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let after = after.files.iter().filter(|(path, _)| path.as_str().starts_with(folder));
    after.filter(|(_, bytes)| !known.contains(bytes.as_slice())).count()
}

#[test]
fn ten_thousand_stories_make_few_files() {
    let index = index_of(&texts(10_000, 30, 20_000));
    assert!(index.files.len() <= 600, "{}", index.files.len());
    let decoded = Decoded::of(&index);
    assert_eq!((decoded.stories, decoded.lists.len()), (10_000, 278));
}
