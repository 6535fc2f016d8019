//! Languages by what people call them.

use icu_locale::{Locale, LocaleCanonicalizer, LocaleExpander};

use crate::theme;

/// The English names of languages (ISO 639-1), with their tags.
const ENGLISH: [(&str, &str); 48] = [
    ("Albanian", "sq"),
    ("Arabic", "ar"),
    ("Armenian", "hy"),
    ("Azerbaijani", "az"),
    ("Basque", "eu"),
    ("Belarusian", "be"),
    ("Bengali", "bn"),
    ("Bulgarian", "bg"),
    ("Catalan", "ca"),
    ("Chinese", "zh"),
    ("Croatian", "hr"),
    ("Czech", "cs"),
    ("Danish", "da"),
    ("Dutch", "nl"),
    ("English", "en"),
    ("Estonian", "et"),
    ("Finnish", "fi"),
    ("French", "fr"),
    ("Georgian", "ka"),
    ("German", "de"),
    ("Greek", "el"),
    ("Hebrew", "he"),
    ("Hindi", "hi"),
    ("Hungarian", "hu"),
    ("Icelandic", "is"),
    ("Indonesian", "id"),
    ("Irish", "ga"),
    ("Italian", "it"),
    ("Japanese", "ja"),
    ("Kazakh", "kk"),
    ("Korean", "ko"),
    ("Latvian", "lv"),
    ("Lithuanian", "lt"),
    ("Macedonian", "mk"),
    ("Norwegian", "no"),
    ("Persian", "fa"),
    ("Polish", "pl"),
    ("Portuguese", "pt"),
    ("Romanian", "ro"),
    ("Russian", "ru"),
    ("Serbian", "sr"),
    ("Slovak", "sk"),
    ("Slovenian", "sl"),
    ("Spanish", "es"),
    ("Swedish", "sv"),
    ("Turkish", "tr"),
    ("Ukrainian", "uk"),
    ("Urdu", "ur"),
];

/// What is written for languages and is the tag of none (BCP 47): codes of countries
/// (ISO 3166-1), and those of librarians (ISO 639-2/B).
const NO_TAGS: [(&str, &str); 36] = [
    ("al", "sq"),
    ("at", "de"),
    ("by", "be"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en"),
    ("ge", "ka"),
    ("gr", "el"),
    ("il", "he"),
    ("ir", "fa"),
    ("jp", "ja"),
    ("kz", "kk"),
    ("mx", "es"),
    ("rs", "sr"),
    ("sp", "es"),
    ("ua", "uk"),
    ("us", "en"),
    ("vn", "vi"),
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dut", "nl"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gre", "el"),
    ("ice", "is"),
    ("mac", "mk"),
    ("may", "ms"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("wel", "cy"),
];

/// Regions by their codes of three letters (ISO 3166-1), and Chinese scripts as Windows calls them.
const REGIONS: [(&str, &str); 44] = [
    ("arg", "AR"),
    ("arm", "AM"),
    ("aus", "AU"),
    ("aut", "AT"),
    ("aze", "AZ"),
    ("bel", "BE"),
    ("bra", "BR"),
    ("can", "CA"),
    ("che", "CH"),
    ("chl", "CL"),
    ("chn", "CN"),
    ("cht", "Hant"),
    ("chs", "Hans"),
    ("col", "CO"),
    ("deu", "DE"),
    ("egy", "EG"),
    ("esp", "ES"),
    ("fra", "FR"),
    ("gbr", "GB"),
    ("geo", "GE"),
    ("hkg", "HK"),
    ("ind", "IN"),
    ("irl", "IE"),
    ("irn", "IR"),
    ("irq", "IQ"),
    ("isr", "IL"),
    ("ita", "IT"),
    ("jpn", "JP"),
    ("kor", "KR"),
    ("mex", "MX"),
    ("nld", "NL"),
    ("nzl", "NZ"),
    ("pol", "PL"),
    ("prt", "PT"),
    ("rus", "RU"),
    ("sau", "SA"),
    ("sgp", "SG"),
    ("srb", "RS"),
    ("swe", "SE"),
    ("tur", "TR"),
    ("twn", "TW"),
    ("ukr", "UA"),
    ("usa", "US"),
    ("zaf", "ZA"),
];

/// Whether a tag has the form of one, and that of no language, or of no region.
pub fn is_of_none(tag: &str) -> bool {
    no_tag(tag).is_some() || with_region(tag).is_some()
}

/// A tag with the region that was meant: none where it is the code of the language once more
/// (`en-EN`), and that of the United Kingdom in place of the one that all but ISO 3166 have for it.
fn with_region(tag: &str) -> Option<String> {
    let (language, region) = tag.rsplit_once(['-', '_'])?;
    // Behind a single letter is no region: `en-x-usa`.
    if language.split(['-', '_']).skip(1).any(|part| part.len() == 1) {
        return None;
    }
    if region.eq_ignore_ascii_case(language) {
        return without_region(language);
    }
    let code = REGIONS.iter().find(|(code, _)| code.eq_ignore_ascii_case(region));
    let region = match code {
        Some((_, region)) => *region,
        None if region.eq_ignore_ascii_case("uk") => "GB",
        None => return None,
    };
    Some(format!("{language}-{region}"))
}

/// A language whose code is not that of its country, as `de` is in `de-DE`. `pt-PT` is Portuguese as
/// fewer people speak it.
fn without_region(language: &str) -> Option<String> {
    let mut likely = Locale::try_from_str(language).ok()?.id;
    let language = likely.to_string();
    LocaleExpander::new_extended().maximize(&mut likely);
    let region = likely.region?;
    (!region.as_str().eq_ignore_ascii_case(&language) && language != "pt").then_some(language)
}

/// The tag that was meant by one whose language is none, with its script and its region.
fn no_tag(tag: &str) -> Option<String> {
    let tag = tag.split(['.', '@']).next().unwrap_or(tag);
    let language = tag.split(['-', '_']).next().unwrap_or(tag);
    let found = NO_TAGS.iter().find(|(code, _)| code.eq_ignore_ascii_case(language));
    let found = found.map(|(_, tag)| (*tag).to_string()).or_else(|| of_three_letters(language))?;
    let whole = format!("{found}{}", tag[language.len()..].replace('_', "-"));
    let whole = with_region(&whole).unwrap_or(whole);
    // What is no region or script is left out.
    Some(Locale::try_from_str(&whole).map_or(found, |locale| locale.to_string()))
}

/// The tag of a language whose code of three letters (ISO 639-3) is written for one of two, which
/// is its tag alone (RFC 5646, section 2.2.1), by CLDR's aliases.
fn of_three_letters(code: &str) -> Option<String> {
    let mut language = Locale::try_from_str(code).ok().filter(|_| code.len() == 3)?;
    LocaleCanonicalizer::new_common().canonicalize(&mut language);
    let tag = language.id.language.to_string();
    (tag.len() == 2).then_some(tag)
}

/// The tag of a language that is written as systems write their locales (`en_US.UTF-8`), or by
/// its name, in English or in itself.
pub fn tag_of(written: &str) -> Option<String> {
    let written = written.trim();
    let locale = written.split(['.', '@']).next().unwrap_or(written).replace([' ', '_'], "-");
    let by_name = || {
        let name = written.to_lowercase();
        let english = ENGLISH.iter().find(|(known, _)| known.to_lowercase() == name);
        let own = || theme::word_lists().find(|list| own_name(list).is_some_and(|it| it == name));
        english.map(|(_, tag)| *tag).or_else(own).map(String::from)
    };
    let of_region = || with_region(&locale).filter(|tag| Locale::try_from_str(tag).is_ok());
    let of_system = || {
        let is_locale = written.contains(['_', '.', '@', ' ']);
        let locale = Locale::try_from_str(&locale).ok().filter(|_| is_locale)?;
        Some(locale.to_string())
    };
    no_tag(written).or_else(by_name).or_else(of_region).or_else(of_system)
}

/// What to write for a language that has no such tag; `line` is its line with another.
pub fn remedy(written: &str, line: impl Fn(&str) -> String) -> String {
    match tag_of(written) {
        Some(tag) => format!("write `{}`", line(&tag)),
        None => "write a BCP 47 tag such as `en`, `hy` or `pt-BR`".into(),
    }
}

/// What a language with a list of words calls itself, in small letters.
fn own_name(list: &str) -> Option<String> {
    let mut lines = theme::words(list)?.lines();
    let name = lines.find_map(|line| line.strip_prefix("language: "))?;
    Some(name.trim().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_name_and_as_systems_write_it() {
        for (written, tag) in [
            ("en_US", Some("en-US")),
            ("en_us.UTF-8", Some("en-US")),
            ("sr_RS@latin", Some("sr-RS")),
            ("pt BR", Some("pt-BR")),
            ("en-UK", Some("en-GB")),
            ("en_UK.UTF-8", Some("en-GB")),
            ("uk", None),
            ("uk-UK", Some("uk")),
            ("en-EN", Some("en")),
            ("en_EN", Some("en")),
            ("ja-JA", Some("ja")),
            ("hy-hy", Some("hy")),
            ("sv-SV", Some("sv")),
            ("ar-AR", Some("ar")),
            ("eng", Some("en")),
            ("deu", Some("de")),
            ("fra", Some("fr")),
            ("RUS", Some("ru")),
            ("hye", Some("hy")),
            ("fil", None),
            ("ckb", None),
            ("de-DE", None),
            ("pt-PT", None),
            ("fr-FR", None),
            ("id-ID", None),
            ("es-ES", None),
            ("English", Some("en")),
            ("armenian", Some("hy")),
            ("русский", Some("ru")),
            ("Русский", Some("ru")),
            ("հայերեն", Some("hy")),
            ("Deutsch", Some("de")),
            ("por-BR", Some("pt-BR")),
            ("por_BR", Some("pt-BR")),
            ("zho-TW", Some("zh-TW")),
            ("zho-Hant", Some("zh-Hant")),
            ("chi-Hant-HK", Some("zh-Hant-HK")),
            ("srp-Latn", Some("sr-Latn")),
            ("spa-419", Some("es-419")),
            ("eng-GB", Some("en-GB")),
            ("eng-UK", Some("en-GB")),
            ("fra-CA", Some("fr-CA")),
            ("jp-JP", Some("ja-JP")),
            ("en-GBR", Some("en-GB")),
            ("zh-TWN", Some("zh-TW")),
            ("zh-CHT", Some("zh-Hant")),
            ("eng-USA", Some("en-US")),
            ("deu-x", Some("de")),
            ("english!", None),
            ("our own", None),
            ("", None),
        ] {
            assert_eq!(tag_of(written).as_deref(), tag, "{written}");
        }
    }

    #[test]
    fn a_tag_of_no_region_is_none() {
        for tag in ["en-UK", "uk-UK", "en-EN", "ja_JA", "ger", "jp", "eng", "hye-AM", "en-GBR"] {
            assert!(is_of_none(tag), "{tag}");
        }
        for tag in [
            "en", "uk", "fil", "ckb", "nds", "uk-UA", "en-GB", "de-DE", "pt-PT", "it-IT", "sr-RS",
            "zh-Hant", "ru-RU", "en-x-usa", "de-x-deu",
        ] {
            assert!(!is_of_none(tag), "{tag}");
        }
    }
}
