//! Slugs: the part of a URL that names a story, a tag, a heading.

mod letters;
mod name;
mod native;

pub use letters::{Letters, Naming};
pub use name::name_key;
pub use native::{composed, decomposed};

use letters::has_letters_of_other_scripts;
use native::{is_letter, is_of_word, native_slug, one_width};

/// A Latin slug is cut where it has as many bytes: readers stop much earlier.
const MOST_LATIN: usize = 100;
/// One in another script, of which a letter takes two or three bytes; 50 of Chinese. Disks stop
/// at 255 bytes for a name.
const MOST_NATIVE: usize = 150;

/// The slug of a file, by its name without ending.
///
/// None if nothing is left, as of `"---"`.
pub fn slug_of_file(stem: &str, letters: Letters) -> Option<String> {
    match letters {
        Letters::Native => native_slug(stem).or_else(|| latin_slug(stem)),
        Letters::Latin | Letters::ByScript => latin_slug(stem).or_else(|| slug_without_latin(stem)),
    }
}

/// A slug for a file that is not there yet, by what it is about, or for whoever asks for one.
///
/// That of a file follows from its name, so that no published address moves when this one gets
/// better: it has no hyphens where a transliteration would have apostrophes.
pub fn slug_for_new_file(title: &str, letters: Letters) -> Option<String> {
    slug_of_file(&composed(title), letters).filter(|slug| !slug.is_ascii()).or_else(|| {
        // Armenian puts these above a vowel, within the word (UAX #29 counts them among letters).
        let is_tone = |c: &char| matches!(c, '\u{55b}' | '\u{55c}' | '\u{55e}');
        let letter = |c: char| {
            let name = c.to_string();
            // Of other scripts, hyphens stand between syllables.
            match c.is_ascii() || !c.is_alphabetic() || has_letters_of_other_scripts(&name) {
                true => name,
                false => ::slug::slugify(in_known_letter(c).to_string()).replace('-', ""),
            }
        };
        let title = composed(title);
        latin_slug(&title.chars().filter(|c| !is_tone(c)).map(letter).collect::<String>())
    })
}

/// The slug of what people named: a tag, a heading.
///
/// It follows from the name alone. None if nothing is left.
pub fn slug_of_name(name: &str, letters: Letters) -> Option<String> {
    let name = &*with_signs_in_words(name);
    let is_native = match letters {
        Letters::Native => true,
        Letters::Latin => false,
        Letters::ByScript => has_letters_of_other_scripts(name),
    };
    let native = is_native.then(|| native_slug(name)).flatten();
    native.or_else(|| latin_slug(name)).or_else(|| slug_without_latin(name))
}

/// The slug of what has no letter for which a Latin one is known: of the same letters in their
/// ordinary form, or else in their own script, as of `ໆ`.
fn slug_without_latin(text: &str) -> Option<String> {
    let native = || has_letters_of_other_scripts(text).then(|| native_slug(text)).flatten();
    latin_slug(&one_width(text)).or_else(native)
}

/// In lower-case Latin letters, digits and hyphens; other scripts are transliterated.
pub fn latin_slug(text: &str) -> Option<String> {
    // An apostrophe belongs to its word: `it's` is `its`, not `it-s`.
    let letters = text.chars().filter(|c| !APOSTROPHES.contains(c)).map(in_known_letter);
    let slug = ::slug::slugify(letters.collect::<String>());
    let slug = cut(&slug, MOST_LATIN);
    (!slug.is_empty()).then(|| slug.to_string())
}

/// Letters that are read so and have no letter in the table of the transliteration: the ə of
/// Azerbaijani, and the ә of Kazakh, Tatar and Bashkir, in Latin ä.
fn in_known_letter(c: char) -> char {
    match c {
        'ə' | 'Ə' | 'ǝ' => 'e',
        'ә' | 'Ә' | 'ӛ' | 'Ӛ' => 'a',
        c => c,
    }
}

const SIGNS: [char; 3] = ['+', '#', '♯'];

const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

/// `C++`, `C#` and `C♯` say in words what tells them from `C`. A sign before a word (`#water`) or
/// between two (`1+1`) only parts them.
fn with_signs_in_words(name: &str) -> std::borrow::Cow<'_, str> {
    if !name.contains(SIGNS) {
        return name.into();
    }
    let mut words = String::with_capacity(name.len() + 12);
    let mut is_behind_word = false;
    for (at, c) in name.char_indices() {
        let rest = name[at..].trim_start_matches(SIGNS);
        let ends_word = is_behind_word && !rest.starts_with(char::is_alphanumeric);
        match c {
            '+' if ends_word => words.push_str(" plus "),
            '#' | '♯' if ends_word => words.push_str(" sharp "),
            c => {
                words.push(c);
                is_behind_word = c.is_alphanumeric();
            }
        }
    }
    words.into()
}

/// At most `most` bytes of a slug, cut between words, or else between letters with their marks.
fn cut(slug: &str, most: usize) -> &str {
    if slug.len() <= most {
        return slug;
    }
    let mut end = most;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    // A hyphen right behind ends a word as well.
    if let Some(between_words) = slug.get(..=end).unwrap_or(&slug[..end]).rfind('-') {
        return &slug[..between_words];
    }
    while slug[end..].starts_with(|c: char| !is_letter(c)) && end > 0 {
        end -= slug[..end].chars().next_back().map_or(end, char::len_utf8);
    }
    &slug[..end]
}

/// Whether `slug` can stand in a URL and a file name as it is: letters and digits of any
/// script, `-`, `_` and `.`, the first no dot, at most 200 bytes, and composed (NFC).
pub fn is_slug(slug: &str) -> bool {
    let fits = |c: char| match c.is_ascii() {
        true => c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'),
        false => is_of_word(c),
    };
    let begins = |c: char| c != '.' && (c.is_ascii() || is_letter(c));
    (1..=200).contains(&slug.len())
        && slug.starts_with(begins)
        && slug.chars().all(fits)
        && composed(slug) == slug
}

/// Whether someone may have chosen `slug` on a site with these letters.
pub fn is_own_slug(slug: &str, letters: Letters) -> bool {
    let fits = match letters {
        Letters::Native => true,
        Letters::Latin => slug.is_ascii(),
        Letters::ByScript => slug.is_ascii() || has_letters_of_other_scripts(slug),
    };
    fits && is_slug(slug)
}

#[cfg(test)]
mod tests;
