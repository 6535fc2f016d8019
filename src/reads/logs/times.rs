//! Times as logs have them, besides those of `combined.rs`.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::combined;
use crate::text::date;

/// Reads a time in one of the ways that programs write it. One without an offset is in `zone`.
pub(super) fn written(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(time) = combined::time(text.as_bytes()) {
        return Some(time);
    }
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return number(text.parse().ok()?);
    }
    // With slashes Caddy writes it, and with a space and a zone's name some services.
    let text = text.replacen('/', "-", 2);
    let text = text.strip_suffix("UTC").unwrap_or(&text);
    let zone = if text.len() < 11 { return None } else { zone };
    date::parse(text, zone).ok().map(|moment| moment.timestamp())
}

/// Seconds, milliseconds, microseconds or nanoseconds since 1970: in the years of the web their
/// sizes tell.
pub(super) fn number(number: f64) -> Option<Timestamp> {
    let seconds = match number {
        _ if number.is_nan() => return None,
        ..1e11 => number,
        ..1e14 => number / 1e3,
        ..1e17 => number / 1e6,
        _ => number / 1e9,
    };
    // Out of range, it becomes the nearest number, which is out of range here too.
    Timestamp::from_second(seconds.floor() as i64).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZoneDatabase;

    #[test]
    fn times_are_read() {
        let zone = TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
        for (text, wanted) in [
            ("1795500000", "2026-11-24T06:00:00Z"),
            ("1795500000.9", "2026-11-24T06:00:00Z"),
            ("1795500000250", "2026-11-24T06:00:00Z"),
            ("1795500000250000", "2026-11-24T06:00:00Z"),
            ("1795500000250000000", "2026-11-24T06:00:00Z"),
            ("2026-11-24T06:00:00Z", "2026-11-24T06:00:00Z"),
            ("2026-11-24T06:00:00.123456789Z", "2026-11-24T06:00:00.123456789Z"),
            ("2026-11-24T10:00:00+04:00", "2026-11-24T06:00:00Z"),
            ("2026-11-24T10:00:00+0400", "2026-11-24T06:00:00Z"),
            ("24/Nov/2026:10:00:00 +0400", "2026-11-24T06:00:00Z"),
            ("2026/11/24 10:00:00", "2026-11-24T06:00:00Z"),
            ("2026-11-24 10:00:00", "2026-11-24T06:00:00Z"),
            ("2026-11-24T10:00:00", "2026-11-24T06:00:00Z"),
        ] {
            let read = written(text, &zone).map(|time| time.to_string());
            assert_eq!(read.as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "now", "-", "2026-11-24", "1.2.3", "24/Nov/2026", "9e999", "."] {
            assert_eq!(written(text, &zone), None, "{text}");
        }
        assert_eq!(number(f64::NAN), None);
    }
}
