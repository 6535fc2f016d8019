//! Which language a text in Arabic letters is in, as far as it tells how words are written.

use memchr::memchr2;

/// How words are written in Arabic letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Arabic, which writes `و`, `ب` and such in one with the word behind them. And any text in
    /// other letters.
    Arabic,
    /// Persian, and others that have its letters, such as Urdu and Kurdish: they write them apart,
    /// and what begins a word in the same way belongs to it.
    Persian,
}

impl Language {
    /// That of a story in these texts, by the letters that one has and the other has not. Arabic
    /// names a paper of Tehran as it is written there, and Persian quotes Arabic.
    pub fn of(texts: &[&str]) -> Self {
        // Nearly all stories have none of the letters from U+0680 on, which begin with these bytes.
        if texts.iter().all(|text| memchr2(0xda, 0xdb, text.as_bytes()).is_none()) {
            return Language::Arabic;
        }
        let characters = || texts.iter().flat_map(|text| text.chars());
        let persian = characters().filter(|c| matches!(c, 'ی' | 'ک' | 'گ' | 'پ' | 'چ' | 'ژ'));
        let arabic = characters().filter(|c| matches!(c, 'ي' | 'ك' | 'ى' | 'ة' | 'أ' | 'إ'));
        if persian.count() > arabic.count() { Language::Persian } else { Language::Arabic }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_of_the_language() {
        for (texts, expected) in [
            (&["وزیر", "فروش نفت"][..], Language::Persian),
            (&["فروش نفت", "", "کرمان"], Language::Persian),
            (&["وزیر خارجه، «الوزير»"], Language::Arabic),
            (&["قال الوزير إن صحيفة «کیهان» كتبت ذلك أمس"], Language::Arabic),
            (&["رمان"], Language::Arabic),
            (&["The vote", "新聞"], Language::Arabic),
            (&[], Language::Arabic),
        ] {
            assert_eq!(Language::of(texts), expected, "{texts:?}");
        }
    }
}
