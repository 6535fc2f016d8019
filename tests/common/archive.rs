//! Stories of made-up words, which are as frequent as those of a language.

use super::random::Random;

const LATIN: &[&str] = &[
    "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu",
    "sha", "tre", "sti", "pro", "com",
];
const CYRILLIC: &[&str] = &["ба", "де", "ви", "го", "лу", "мо", "на", "пре", "рос", "ста", "ция"];
const ARMENIAN: &[&str] = &["հա", "րա", "պե", "տու", "նա", "խա", "գահ", "քա", "ղա", "եր"];
const HAN: &[&str] = &["新", "聞", "朝", "山", "水", "東", "京", "日", "本", "国"];

/// Words, the frequent first: the frequency of a word goes with one over its
/// rank (Zipf's law).
pub struct Vocabulary {
    pub words: Vec<String>,
    shares: Vec<f64>,
}

impl Vocabulary {
    /// So many words, of which some may be the same; in Latin letters, or in many scripts.
    pub fn new(size: usize, many_scripts: bool, random: &mut Random) -> Self {
        let mut sum = 0.0;
        let mut vocabulary = Vocabulary { words: Vec::new(), shares: Vec::new() };
        for rank in 1..=size {
            vocabulary.words.push(word(many_scripts, random));
            sum += 1.0 / rank as f64;
            vocabulary.shares.push(sum);
        }
        vocabulary
    }

    /// One of the words, the frequent more often.
    pub fn pick(&self, random: &mut Random) -> &str {
        let share = random.fraction() * self.shares.last().copied().unwrap_or_default();
        let at = self.shares.partition_point(|sum| *sum < share);
        &self.words[at.min(self.words.len() - 1)]
    }

    /// So many words with signs between some of them.
    pub fn text(&self, words: usize, random: &mut Random) -> String {
        let mut text = String::new();
        for _ in 0..words {
            text.push_str(self.pick(random));
            text.push_str(
                random.pick(&[" ", " ", " ", " ", " ", " ", " ", ", ", ". ", " “", "” "]),
            );
        }
        text
    }
}

fn word(many_scripts: bool, random: &mut Random) -> String {
    let (syllables, endings) = match random.below(20) {
        0 | 1 if many_scripts => (CYRILLIC, ["", "а", "ов", "ый", "ами"]),
        2 | 3 if many_scripts => (ARMENIAN, ["", "ի", "ը", "ում", "ներ"]),
        4 if many_scripts => (HAN, ["", "", "", "", ""]),
        _ => (LATIN, ["", "", "s", "ed", "ing"]),
    };
    let mut word: String = (0..1 + random.below(4)).map(|_| random.pick(syllables)).collect();
    word.push_str(random.pick(&endings));
    word
}

/// What is searched of a story.
pub struct Text {
    pub title: String,
    pub subtitle: String,
    /// Names and slugs.
    pub tags: Vec<(String, String)>,
    pub body: String,
}

impl Text {
    /// With so many words in its body.
    pub fn new(vocabulary: &Vocabulary, words: usize, random: &mut Random) -> Self {
        let tag = |random: &mut Random| {
            let name = vocabulary.words[random.below(vocabulary.words.len().min(300))].clone();
            (name.to_uppercase(), name)
        };
        Text {
            title: vocabulary.text(6, random),
            subtitle: vocabulary.text(8, random),
            tags: (0..random.below(4)).map(|_| tag(random)).collect(),
            body: vocabulary.text(words, random),
        }
    }

    /// The tags as they are handed over.
    pub fn tags(&self) -> Vec<(&str, &str)> {
        self.tags.iter().map(|(name, slug)| (name.as_str(), slug.as_str())).collect()
    }
}
