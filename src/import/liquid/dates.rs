//! Filters of dates.

use jiff::ZonedDateTime;
use jiff::fmt::strtime::format;

use super::values::shown;
use crate::text::yaml::Value;

/// What a filter makes of a date; none if nobody knows, as of the moment at which a site is built.
pub fn filtered(value: &Value, name: &str, arguments: &[Value]) -> Option<String> {
    let argument = |at: usize| arguments.get(at).map(shown).unwrap_or_default();
    let form = match name {
        "date" => argument(0),
        "date_to_xmlschema" => "%Y-%m-%dT%H:%M:%SOFFSET".into(),
        "date_to_rfc822" => "%a, %d %b %Y %H:%M:%S SHORT".into(),
        "date_to_string" | "date_to_long_string" => {
            let month = if name == "date_to_string" { "%b" } else { "%B" };
            match (&*argument(0), &*argument(1)) {
                ("", _) => format!("%d {month} %Y"),
                // 1st, 2nd: the letters behind the number are put in below.
                ("ordinal", "US") => format!("{month} %-dTH, %Y"),
                _ => format!("%-dTH {month} %Y"),
            }
        }
        _ => return None,
    };
    let text = shown(value);
    // Nothing, and what is no date, stays as it is.
    if text.trim().is_empty() || form.is_empty() {
        return Some(text);
    }
    if matches!(text.trim(), "now" | "today") {
        return None;
    }
    let Some(moment) = moment(&text) else { return Some(text) };
    let day = moment.day();
    let offset = offset(&text);
    let shown = format(&form, &moment).ok()?;
    let shown = match name {
        "date_to_xmlschema" => shown.replace("OFFSET", &offset),
        "date_to_rfc822" => shown.replace("SHORT", &offset.replace(':', "")),
        _ => shown,
    };
    Some(if name == "date" {
        shown
    } else {
        shown.replace("TH", ordinal(u64::from(day.unsigned_abs())))
    })
}

/// A date as it is written: what it says in its own zone.
fn moment(text: &str) -> Option<ZonedDateTime> {
    let text = text.trim();
    let bare = text.strip_suffix('Z').or_else(|| {
        let at = text.rfind([' ', '+', '-']).filter(|at| *at > 10 && text.contains(':'))?;
        let zone = text[at..].trim_start_matches([' ', '+', '-']);
        let is_zone = zone.len() >= 3 && !zone.contains('.') || zone == "UTC";
        let is_time = text[at..].starts_with(' ') && zone.contains(':');
        (is_zone && !is_time).then(|| text[..at].trim_end_matches([' ', '+', '-']))
    });
    let date = crate::import::facts::date(bare.unwrap_or(text)).ok()?;
    Some(date.in_zone(&jiff::tz::TimeZone::UTC).ok()?.zoned)
}

/// The offset with which a date is written, as `+04:00`.
fn offset(text: &str) -> String {
    let word = text.trim().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    // It stands by itself, or behind a time: `01-02-2020` has none.
    let at = word.rfind(['+', '-']).filter(|at| *at == 0 || word[..*at].contains(':'));
    let written = at.map_or_else(String::new, |at| word[at..].replace(':', ""));
    let is_offset = written.len() == 5 && written.bytes().skip(1).all(|byte| byte.is_ascii_digit());
    match is_offset {
        true => format!("{}:{}", &written[..3], &written[3..]),
        false => "+00:00".into(),
    }
}

/// The letters behind a number in English.
pub fn ordinal(number: u64) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
