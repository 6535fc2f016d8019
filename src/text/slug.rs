//! Slugs: the part of a URL that names a story, in readable Latin letters.

/// The slug of any text: lower-case Latin letters, digits and hyphens.
///
/// Other scripts are transliterated. None if nothing is left, as for `"---"`.
pub fn slugify(text: &str) -> Option<String> {
    // An apostrophe belongs to its word: `it's` is `its`, not `it-s`.
    let text = text.replace(['\'', '’', 'ʼ'], "");
    let mut slug = slug::slugify(text);
    // File systems stop at 255 bytes for a name, and readers much earlier.
    if slug.len() > MOST_BYTES {
        let cut = slug[..=MOST_BYTES].rfind('-').unwrap_or(MOST_BYTES);
        slug.truncate(cut);
    }
    (!slug.is_empty()).then_some(slug)
}

const MOST_BYTES: usize = 100;

/// Whether `slug` can stand in a URL and a file name as it is: ASCII letters,
/// digits, `-`, `_` and `.`, the first no dot, and at most 200 of them.
pub fn is_slug(slug: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (1..=200).contains(&slug.len()) && !slug.starts_with('.') && slug.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn other_scripts_become_readable_latin() {
        assert_eq!(slugify("Talks resume: day two").as_deref(), Some("talks-resume-day-two"));
        assert_eq!(slugify("It’s the drivers' turn").as_deref(), Some("its-the-drivers-turn"));
        assert_eq!(slugify("Новости дня").as_deref(), Some("novosti-dnia"));
        assert_eq!(slugify("Լեռնային լուրեր").as_deref(), Some("lerhnayin-lowrer"));
    }

    #[test]
    fn text_without_letters_has_no_slug() {
        assert_eq!(slugify("---"), None);
        assert_eq!(slugify(""), None);
    }

    #[test]
    fn a_long_slug_is_cut_between_words() {
        let slug = slugify(&"word ".repeat(200)).unwrap();
        assert!(slug.len() <= MOST_BYTES && slug.ends_with("word"), "{slug}");
    }

    proptest! {
        #[test]
        fn a_slug_is_safe_and_its_own_slug(text in "\\PC{0,300}") {
            if let Some(slug) = slugify(&text) {
                prop_assert!(is_slug(&slug), "{slug}");
                let again = slugify(&slug);
                prop_assert_eq!(again.as_deref(), Some(slug.as_str()));
            }
        }
    }
}
