//! What somebody did who stands in a byline: `photos by`, `unter Mitarbeit von`.

/// What stands between that and the name.
const BY: [&str; 8] = ["by", "from", "von", "par", "de", "di", "por", "da"];

/// What one may have done, in small letters.
const DONE: &[&str] = &[
    "compiled",
    "data",
    "drawing",
    "drawings",
    "edited",
    "editing",
    "film",
    "films",
    "graphic",
    "graphics",
    "illustrated",
    "illustration",
    "illustrations",
    "interview",
    "map",
    "maps",
    "material",
    "photo",
    "photograph",
    "photographs",
    "photography",
    "photos",
    "picture",
    "pictures",
    "produced",
    "production",
    "reported",
    "reporting",
    "research",
    "story",
    "text",
    "translated",
    "translation",
    "video",
    "videos",
    "words",
    "written",
    "aufgezeichnet",
    "bild",
    "bilder",
    "foto",
    "fotos",
    "grafik",
    "grafiken",
    "illustrationen",
    "informationen",
    "mitarbeit",
    "protokoll",
    "recherche",
    "übersetzt",
    "übersetzung",
    "dessins",
    "informations",
    "photographies",
    "recueillis",
    "texte",
    "textes",
    "traduction",
    "traduit",
    "vidéo",
    "fotografía",
    "fotografías",
    "información",
    "texto",
    "textos",
    "traducción",
    "vídeo",
    "fotografia",
    "fotografie",
    "informazioni",
    "testo",
    "testi",
    "traduzione",
    "fotografias",
    "informações",
    "tradução",
];

/// What stands before that, or between two of them.
const BESIDE: &[&str] = &[
    "additional",
    "and",
    "avec",
    "con",
    "com",
    "et",
    "e",
    "mit",
    "propos",
    "und",
    "unter",
    "with",
    "y",
    "&",
];

/// Whether a word says what somebody did.
pub fn is_part(word: &str) -> bool {
    DONE.contains(&&*word.to_lowercase())
}

/// Nobody says it in more words.
const MOST: usize = 8;

/// How many of the first of these words say what somebody did, with the word before the name
/// that follows.
pub(super) fn words_of(words: &[&str]) -> usize {
    let is_of = |list: &[&str], word: &str| list.contains(&&*word.to_lowercase());
    let is_part = |word: &&&str| is_of(DONE, word) || is_of(BESIDE, word);
    let part = words.iter().take(MOST).take_while(is_part).count();
    let is_done = words[..part].last().is_some_and(|word| is_of(DONE, word));
    match words.get(part) {
        Some(by) if is_done && BY.contains(by) && part + 1 < words.len() => part + 1,
        _ => 0,
    }
}
