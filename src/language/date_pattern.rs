//! Moments in words by a pattern of UTS 35, in any language (CLDR, by ICU4X).

use std::fmt::Display;

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::enums::CompositeFieldSet;
use icu_datetime::input::{self, DateTime, Time, TimeZone, UtcOffset};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_locale::Locale;
use jiff::ZonedDateTime;
use writeable::TryWriteable;

use crate::language::calendar::gregorian;

/// The moment by a pattern such as `d MMMM y`, in the language of a tag such as `hy` or
/// `fr_FR`.
///
/// # Errors
/// What is wrong with the pattern or the tag.
pub fn by_pattern(moment: &ZonedDateTime, pattern: &str, tag: &str) -> Result<String, String> {
    // It would be written out as it is, and is hardly meant.
    if pattern.contains('%') {
        return Err(format!(
            "Invalid date format `{pattern}`: strftime formats cannot be localized, \
             use a UTS-35 pattern instead (eg `d MMMM y`)"
        ));
    }
    let locale = Locale::try_from_str(&tag.replace('_', "-"))
        .map_err(|_| format!("Invalid locale: {tag}"))?;
    let parsed = DateTimePattern::try_from_pattern_str(pattern)
        .map_err(|error| format!("Invalid UTS-35 date format `{pattern}`: {error}"))?;
    let mut names =
        FixedCalendarDateTimeNames::<Gregorian, CompositeFieldSet>::try_new(locale.into())
            .map_err(|error| format!("Failed to load data for locale {tag}: {error}"))?;
    let formatter = names
        .include_for_pattern(&parsed)
        .map_err(|error| format!("Invalid date format `{pattern}` for locale {tag}: {error}"))?;
    let cannot = |error: &dyn Display| format!("Failed to format date with `{pattern}`: {error}");
    let moment = || {
        let (time, offset) = (moment.time(), moment.offset().seconds());
        let [hour, minute, second] =
            [time.hour(), time.minute(), time.second()].map(i8::unsigned_abs);
        let time = Time::try_new(hour, minute, second, time.subsec_nanosecond().unsigned_abs());
        let (date, time) = (gregorian(moment.date())?, time.ok()?);
        let zone = moment.time_zone().iana_name().map_or(TimeZone::UNKNOWN, TimeZone::from_iana_id);
        let zone = zone.with_offset(UtcOffset::try_from_seconds(offset).ok());
        Some(input::ZonedDateTime { date, time, zone: zone.at_date_time(DateTime { date, time }) })
    };
    let moment = moment().ok_or_else(|| cannot(&"there is no such moment"))?;
    match formatter.format(&moment).try_write_to_string() {
        Ok(text) => Ok(text.into_owned()),
        Err((error, _)) => Err(cannot(&error)),
    }
}
