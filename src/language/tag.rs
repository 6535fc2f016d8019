//! The language of a text.

use icu_locale::Locale;
use icu_locale::fallback::{LocaleFallbackConfig, LocaleFallbacker};

/// A language, by its tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language {
    tag: String,
    locale: Option<Box<Locale>>,
}

impl Language {
    /// The language with this BCP 47 tag; none if it is no tag.
    pub fn parse(tag: &str) -> Option<Self> {
        let locale = Locale::try_from_str(tag).ok()?;
        Some(Language { tag: locale.to_string(), locale: Some(locale.into()) })
    }

    /// The same, but with the tag as it is written, also where it is none: `lang` in `extra`
    /// has always been shown so.
    pub fn as_written(tag: &str) -> Self {
        let locale = Locale::try_from_str(tag).ok().map(Box::new);
        Language { tag: tag.into(), locale }
    }

    /// Its tag, as pages say it.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// What Unicode knows it by, if its tag is one.
    pub fn locale(&self) -> Option<&Locale> {
        self.locale.as_deref()
    }

    /// Its tag in the one form that each language has, as far as it is one.
    pub fn canonical_tag(&self) -> String {
        self.locale().map_or_else(|| self.tag.clone(), Locale::to_string)
    }
}

/// The tags of a language and of those that stand in for it, the most exact first, by CLDR
/// (<https://www.unicode.org/reports/tr35/#Parent_Locales>): `pt-AO` is written as `pt-PT` and
/// then as `pt`, `zh-TW` as `zh-Hant`; but never in another script, as `az-Arab` in `az`.
pub fn with_fallbacks(language: &Locale) -> Vec<String> {
    let fallbacker = LocaleFallbacker::new();
    let fallbacker = fallbacker.for_config(LocaleFallbackConfig::default());
    let mut chain = fallbacker.fallback_for(language.id.clone().into());
    let mut tags = Vec::new();
    while !chain.get().is_unknown() {
        tags.push(chain.get().to_string());
        chain.step();
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_one_form_and_may_be_shown_in_another() {
        assert_eq!(Language::parse("HY-am").unwrap().tag(), "hy-AM");
        assert_eq!([Language::parse("pt_BR"), Language::parse("no language")], [None, None]);
        let written = Language::as_written("HY-am");
        assert_eq!((written.tag(), &*written.canonical_tag()), ("HY-am", "hy-AM"));
        let nothing = Language::as_written("no language");
        assert_eq!((nothing.tag(), nothing.locale()), ("no language", None));
    }
}
