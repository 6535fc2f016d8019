//! Values of options, as they are written.

use std::ffi::OsStr;

use clap::builder::{EnumValueParser, PossibleValue, RangedU64ValueParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};
use icu_locale::Locale;
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::language::{names, zones};
use crate::text::date::{FORMS, Written};

/// A port of this machine; 0 is any that is free.
pub(super) fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "this is no port; write a number up to 65535, such as `4000`".into())
}

/// How many.
pub(super) fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write a number, such as `7`".into())
}

/// Up to a day.
pub(super) fn seconds() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=24 * 60 * 60)
}

/// Up to an hour, or not at all.
pub(super) fn linger() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(0..=60 * 60)
}

/// A language tag.
pub(super) fn language(text: &str) -> Result<Locale, String> {
    let language = Locale::try_from_str(text).ok().filter(|language| !language.id.is_unknown());
    // What site.yaml refuses is refused here.
    language.filter(|_| !names::is_of_none(text)).ok_or_else(|| match names::tag_of(text) {
        Some(tag) => format!("this is no language tag; write `{tag}`"),
        None => "this is no language tag; write one such as `sw` or `pt-BR`".into(),
    })
}

/// A moment, as in front matter.
pub(super) fn written(text: &str) -> Result<Written, String> {
    Written::parse(text).map_err(|message| format!("{message}; {FORMS}"))
}

/// A day.
pub(super) fn day(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| "this is no day; write one such as `2026-11-24`".into())
}

/// What a site is called.
pub(super) fn title(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        return Err("a title is a line of text, such as `The Highland Briefing`".into());
    }
    Ok(text.into())
}

/// Where a log has something: a key, or the number of a field.
pub(super) fn place_in_a_log(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("write the key of the address, or the number of its field".into()),
        at => Ok(at.into()),
    }
}

/// A time zone of the IANA database.
pub(super) fn time_zone(text: &str) -> Result<TimeZone, String> {
    TimeZoneDatabase::bundled().get(text).map_err(|_| {
        let meant: Vec<String> =
            zones::names_meant(text).iter().map(|name| format!("`{name}`")).collect();
        match meant.is_empty() {
            true => "no time zone is called that; write one such as `Asia/Yerevan`".into(),
            false => format!("no time zone is called that; write {}", meant.join(" or ")),
        }
    })
}

/// The name of one.
pub(super) fn time_zone_name(text: &str) -> Result<String, String> {
    time_zone(text).map(|_| text.into())
}

/// A word of a list, which may have spaces around it: people write one behind a comma.
#[derive(Clone)]
pub struct Spaced<Word: ValueEnum + Clone + Send + Sync + 'static>(EnumValueParser<Word>);

impl<Word: ValueEnum + Clone + Send + Sync + 'static> Spaced<Word> {
    /// One of the words of the type.
    pub fn new() -> Self {
        Spaced(EnumValueParser::new())
    }
}

impl<Word: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Spaced<Word> {
    type Value = Word;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Word, clap::Error> {
        let bare = value.to_str().map_or(value, |text| OsStr::new(text.trim()));
        self.0.parse_ref(command, argument, bare)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_or_a_zone_that_is_none_is_told_with_the_right_one() {
        for (written, right) in [
            ("deu", "`de`"),
            ("jp", "`ja`"),
            ("cz", "`cs`"),
            ("ua", "`uk`"),
            ("gr", "`el`"),
            ("uk-UK", "`uk`"),
            ("German", "`de`"),
            ("pt_BR", "`pt-BR`"),
            ("english", "`en`"),
            ("por-BR", "`pt-BR`"),
        ] {
            let told = format!("this is no language tag; write {right}");
            assert_eq!(language(written), Err(told), "{written}");
        }
        for right in ["en", "pt-BR", "zh-Hant", "uk", "fil", "sw", "sr-Latn"] {
            assert!(language(right).is_ok(), "{right}");
        }
        for (written, right) in [
            ("Berlin", "`Europe/Berlin`"),
            ("Ireland", "`Europe/Dublin`"),
            ("CEST", "`Europe/Berlin`"),
            ("PST", "`America/Los_Angeles` or `Asia/Manila`"),
            ("Hesk", "one such as `Asia/Yerevan`"),
        ] {
            let told = format!("no time zone is called that; write {right}");
            assert_eq!(time_zone_name(written), Err(told), "{written}");
        }
        assert_eq!(time_zone_name("Europe/Berlin").as_deref(), Ok("Europe/Berlin"));
    }
}
