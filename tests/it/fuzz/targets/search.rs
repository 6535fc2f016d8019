//! Words that are searched for.

use dateline::html::push_text;
use dateline::search::words::{MOST_CHARACTERS, fold, words};

/// The words of a text are found by their own text, and those of two texts are those of
/// both.
pub fn words_of_texts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let all = words_of(text);
    for word in &all {
        assert!((1..=MOST_CHARACTERS).contains(&word.chars().count()), "{word}");
        assert_eq!(words_of(word), [&**word], "of {text:?}");
        assert_eq!(fold(word), *word);
    }
    assert_eq!(fold(&fold(text)), fold(text));
    assert_eq!(words_of(&format!("{text} {text}")), [&all[..], &all[..]].concat());
    push_text(&mut String::new(), text);
}

fn words_of(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    words(text, |word| all.push(word.to_string()));
    all
}
