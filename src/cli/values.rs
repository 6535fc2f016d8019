//! Values of options, as they are written.

use clap::builder::RangedU64ValueParser;
use icu_locale::Locale;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::text::date::{FORMS, Written};

/// Up to a day.
pub(super) fn seconds() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=24 * 60 * 60)
}

/// A language tag.
pub(super) fn language(text: &str) -> Result<Locale, String> {
    let language = Locale::try_from_str(text).ok().filter(|language| !language.id.is_unknown());
    language.ok_or_else(|| "this is no language tag; write one such as `sw` or `pt-BR`".into())
}

/// A moment, as in front matter.
pub(super) fn written(text: &str) -> Result<Written, String> {
    Written::parse(text).map_err(|message| format!("{message}; {FORMS}"))
}

/// A time zone of the IANA database.
pub(super) fn time_zone(text: &str) -> Result<TimeZone, String> {
    TimeZoneDatabase::bundled()
        .get(text)
        .map_err(|_| "no time zone is called that; write one such as `Asia/Yerevan`".into())
}

/// The name of one.
pub(super) fn time_zone_name(text: &str) -> Result<String, String> {
    time_zone(text).map(|_| text.into())
}
