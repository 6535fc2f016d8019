//! What a server says of when to ask again.

use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{HeaderMap, StatusCode};

/// Whether a status may be another one soon (RFC 9110, section 15; RFC 6585 for 429).
pub fn is_for_a_while(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// How long the server wants to be left alone: `Retry-After` (RFC 9110, section
/// 10.2.3), or the seconds in `X-Rate-Limit-Reset`, as GoatCounter has it.
pub fn asked_wait(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let seconds = |text: &str| text.trim().parse::<u64>().ok().map(Duration::from_secs);
    let until = |text: &str| {
        // By the server's own clock, so that ours does not count.
        let now = http_date(headers.get("date")?.to_str().ok()?)?;
        Duration::try_from(http_date(text)?.duration_since(now)).ok()
    };
    let retry_after = text("retry-after").and_then(|text| seconds(text).or_else(|| until(text)));
    retry_after.or_else(|| text("x-rate-limit-reset").and_then(seconds))
}

/// A date of HTTP (RFC 9110, section 5.6.7), which is one of mail.
fn http_date(text: &str) -> Option<Timestamp> {
    jiff::fmt::rfc2822::parse(&text.replace("GMT", "+0000")).ok().map(|zoned| zoned.timestamp())
}
