//! The files give the answers that a look at all texts gives.

use std::collections::BTreeMap;
use std::path::Path;

use super::archive::{Text, Vocabulary};
use super::by_scan::Scan;
use super::decoder::Decoded;
use super::random::Random;
use super::{Query, by_index, index_of, index_with};
use crate::search::words::{Language, Piece, pieces, words};

const STORIES: usize = 300;
const QUERIES: usize = 500;

#[test]
fn made_up_stories_are_found() {
    let random = &mut Random::seeded(11);
    let vocabulary = Vocabulary::new(5000, true, random);
    let texts: Vec<Text> = (0..STORIES).map(|_| Text::new(&vocabulary, 120, random)).collect();
    the_same_is_found(&texts, random);
}

#[test]
fn stories_of_the_sample_site_are_found() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut texts = Vec::new();
    for entry in walkdir::WalkDir::new(content).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let body = std::fs::read_to_string(path).unwrap();
            let title = body.lines().nth(1).unwrap_or_default().to_string();
            let tags = vec![("Sample site".to_string(), "sample-site".to_string())];
            texts.push(Text { title, subtitle: String::new(), tags, body });
        }
    }
    assert!(texts.len() > 10);
    the_same_is_found(&texts, &mut Random::seeded(12));
}

#[test]
fn stories_of_each_language_are_found() {
    let languages: serde_json::Value =
        serde_json::from_str(include_str!("../../../tests/search/languages.json")).unwrap();
    let random = &mut Random::seeded(14);
    let mut texts = Vec::new();
    for (language, known) in languages.as_object().unwrap() {
        let text = known["text"].as_str().unwrap();
        // Some of it, so that stories differ.
        for _ in 0..8 {
            let start = random.below(text.chars().count() / 2);
            let body: String = text.chars().skip(start).take(10 + random.below(80)).collect();
            let tags = vec![(language.clone(), language.clone())];
            texts.push(Text { title: language.clone(), subtitle: String::new(), tags, body });
        }
    }
    the_same_is_found(&texts, random);
}

fn the_same_is_found(texts: &[Text], random: &mut Random) {
    let index = Decoded::of(&index_of(texts));
    let scan = Scan::of(texts, "en", &index.first);
    let mut kinds = [0; 3];
    for _ in 0..QUERIES {
        let query = query(texts, random);
        let found = by_index::answer(&index, &query);
        // Not `assert_eq`, which would print hundreds of stories.
        assert!(found == scan.answer(&query), "{query:?}");
        kinds[found.len().min(2)] += 1;
    }
    // Those that find nothing, one story, and many.
    assert!(kinds.iter().all(|kind| *kind > QUERIES / 50), "{kinds:?}");
}

/// One or two words of the texts, as they are or as readers may write them.
fn query(texts: &[Text], random: &mut Random) -> Query {
    let text = &texts[random.below(texts.len())];
    let other = &texts[random.below(texts.len())];
    let count = 1 + random.below(2);
    let words = (0..count).map(|_| {
        let text = if random.below(4) == 0 { other } else { text };
        changed(&word_of(text, random), random)
    });
    Query { words: words.collect(), open: random.below(2) == 0 }
}

fn word_of(text: &Text, random: &mut Random) -> String {
    let mut all = Vec::new();
    words(&text.body, |word| all.push(word.to_string()));
    all.swap_remove(random.below(all.len()))
}

fn changed(word: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = word.chars().collect();
    let at = random.below(characters.len());
    match random.below(8) {
        0 => characters.truncate(at.max(1)),
        1 => characters.extend(random.pick(&["s", "ing", "ers", "ами", "ի"]).chars()),
        2 => characters[at] = random.pick(&['x', 'a', 'о', 'ա']),
        3 => characters.insert(at, 'e'),
        4 if characters.len() > 1 => drop(characters.remove(at)),
        _ => {}
    }
    characters.into_iter().collect()
}

#[test]
fn every_place_is_told() {
    let random = &mut Random::seeded(13);
    let vocabulary = Vocabulary::new(300, true, random);
    let texts: Vec<Text> = (0..60).map(|_| Text::new(&vocabulary, 80, random)).collect();
    every_place_is_told_of(&texts, &Decoded::of(&index_of(&texts)), 0);
    every_place_is_told_of(&texts, &Decoded::of(&index_with(&texts, 60)), 5);
    every_place_is_told_of(&texts, &Decoded::of(&index_with(&texts, 1)), 100);
}

fn every_place_is_told_of(texts: &[Text], index: &Decoded, frequent: usize) {
    assert!(index.frequent.len() >= frequent, "{:?}", index.frequent);
    let positions: BTreeMap<&str, &BTreeMap<usize, Vec<usize>>> =
        index.files.iter().flatten().map(|word| (word.word.as_str(), &word.positions)).collect();
    for (story, text) in texts.iter().enumerate() {
        let places = places(text);
        let at = |at: usize| places.get(at).and_then(Option::as_ref);
        let mut told = 0;
        for (position, word) in places.iter().enumerate() {
            let Some(word) = word else { continue };
            // A frequent word with nothing beside it is in no phrase.
            let has_neighbour = at(position.wrapping_sub(1)).or(at(position + 1)).is_some();
            let is_told = has_neighbour || !index.frequent.contains(word);
            let found = positions[word.as_str()].get(&story);
            let found = found.is_some_and(|found| found.contains(&position));
            assert_eq!(found, is_told, "{word} in {story}");
            told += usize::from(is_told);
        }
        let all = positions.values().filter_map(|stories| stories.get(&story));
        assert_eq!(all.map(Vec::len).sum::<usize>(), told);
        let total = places.iter().flatten().count();
        assert_eq!(index.table[story].length, total / 4 * 4);
    }
}

/// What stands at each place of a story: of headline, standfirst, each tag and the text, its
/// words, then the parts of each word with a gap before, and a gap.
fn places(text: &Text) -> Vec<Option<String>> {
    let tags = text.tags.iter().map(|(name, _)| name);
    let mut all = Vec::new();
    for section in [&text.title, &text.subtitle].into_iter().chain(tags).chain([&text.body]) {
        let mut behind = Vec::new();
        pieces(section, Language::Arabic, |piece| match piece {
            Piece::Word(word) => all.push(Some(word.to_string())),
            Piece::Parts(parts) => {
                behind.push(None);
                behind.extend(parts.iter().map(|part| Some(part.to_string())));
            }
        });
        all.append(&mut behind);
        all.push(None);
    }
    all
}
