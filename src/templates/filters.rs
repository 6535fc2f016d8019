//! What templates make of texts: `{{ x | date(format="%d.%m.%Y") }}`, `{{ x | urlencode }}`.

use jiff::fmt::temporal::{DateTimeParser, Pieces};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tera::{Kwargs, Number, State, TeraResult, Value};

use crate::language::date_pattern::by_pattern;

/// A date or a moment in another form: by a `format` of strftime, or, with a `locale`, by
/// one of UTS 35; in a `timezone`, if there is one.
#[expect(clippy::needless_pass_by_value, reason = "Tera calls filters so")]
pub(super) fn date(value: &Value, arguments: Kwargs, _: &State) -> TeraResult<String> {
    let format = arguments.get::<&str>("format")?;
    let locale = arguments.get::<&str>("locale")?;
    let zone = arguments.get::<&str>("timezone")?.map(zone).transpose()?;
    let mut moment = moment(value, zone.as_ref())?;
    if let Some(zone) = zone {
        moment = moment.with_time_zone(zone);
    }
    let Some(locale) = locale else {
        let format = format.unwrap_or("%Y-%m-%d");
        return jiff::fmt::strtime::format(format, &moment)
            .map_err(|error| fault(format!("Invalid date format `{format}`: {error}")));
    };
    match format {
        Some(pattern) => by_pattern(&moment, pattern, locale).map_err(fault),
        None => Err(fault("Setting `locale` requires setting a `format` as well".into())),
    }
}

/// Everything but Latin letters and digits percent-encoded, for use inside a query.
pub(super) fn urlencode(text: &str, _: Kwargs, _: &State) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn fault(message: String) -> tera::Error {
    tera::Error::message(message)
}

fn zone(name: &str) -> TeraResult<TimeZone> {
    TimeZone::get(name).map_err(|_| fault(format!("Unknown timezone: {name}")))
}

/// The moment that a text or a number of seconds since 1970 is, in `zone` or UTC where it
/// does not tell.
fn moment(value: &Value, zone: Option<&TimeZone>) -> TeraResult<ZonedDateTime> {
    let zone = || zone.cloned().unwrap_or(TimeZone::UTC);
    if let Some(text) = value.as_str() {
        return read(text, zone).map_err(|error| {
            fault(format!("The string {text} cannot be parsed as a valid date: {error}"))
        });
    }
    let Some(Number::Integer(seconds)) = value.as_number() else {
        let name = value.name();
        return Err(fault(format!("Invalid value: expected a string or integer, got {name}")));
    };
    let second = i64::try_from(seconds)
        .map_err(|_| fault(format!("Invalid timestamp: {seconds}")))
        .and_then(|seconds| {
            Timestamp::new(seconds, 0).map_err(|error| fault(format!("Invalid timestamp: {error}")))
        })?;
    Ok(second.to_zoned_datetime(zone()))
}

/// A text as JavaScript's Temporal writes it, from `2026-02-01` to
/// `2026-02-01T09:30:00+04:00[Asia/Yerevan]`.
fn read(text: &str, zone: impl Fn() -> TimeZone) -> Result<ZonedDateTime, jiff::Error> {
    const PARSER: DateTimeParser = DateTimeParser::new();
    let of_offset = |moment: Timestamp| {
        let offset = Pieces::parse(text).ok().and_then(|pieces| pieces.to_numeric_offset());
        moment.to_zoned_datetime(offset.map_or_else(&zone, TimeZone::fixed))
    };
    PARSER
        .parse_zoned_datetime(text)
        .or_else(|_| PARSER.parse_timestamp(text).map(of_offset))
        .or_else(|_| {
            PARSER.parse_datetime(text).and_then(|moment| moment.to_zoned_datetime(zone()))
        })
        .or_else(|_| PARSER.parse_date(text).and_then(|day| day.to_zoned_datetime(zone())))
}

#[cfg(test)]
mod tests;
