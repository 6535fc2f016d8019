//! Dates as people write them above texts.

use crate::language::dates;
use crate::text::date::Written;

/// A date, in whichever form people write one.
///
/// # Errors
/// It is none.
pub fn date(text: &str) -> Result<Written, String> {
    let text = text.trim();
    let bare = text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" GMT"));
    let with_zone = |text: &str| match bare {
        Some(bare) => Written::parse(&format!("{bare} Z")),
        None => Written::parse(text),
    };
    if let Ok(date) = with_zone(text) {
        return Ok(date);
    }
    if let Ok(date) = Written::parse(&padded(text)) {
        return Ok(date);
    }
    if let Some(date) = of_mail(text) {
        return Ok(date);
    }
    match dates::meant(text).first() {
        Some(meant) => Written::parse(meant),
        None => Err(format!("`{text}` is not a date")),
    }
}

/// `2020-1-2 9:05:07.123 -0500` as it is read here.
fn padded(text: &str) -> String {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let day: Vec<String> = day.split(['-', '/', '.']).map(|part| format!("{part:0>2}")).collect();
    format!("{} {}", day.join("-"), time.trim()).trim().to_string()
}

/// `Mon, 02 Jan 2006 15:04:05 -0700` (RFC 5322), the day's name and the time left out or not.
fn of_mail(text: &str) -> Option<Written> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    if words.peek()?.starts_with(char::is_alphabetic) {
        words.next();
    }
    let day: u8 = words.next()?.parse().ok()?;
    let month = words.next()?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|name| month.starts_with(name))? + 1;
    let year: u16 = words.next()?.parse().ok().filter(|year| (1000..10_000).contains(year))?;
    let rest: Vec<&str> = words.collect();
    let rest = rest.join(" ").replace("GMT", "Z").replace("UTC", "Z");
    Written::parse(format!("{year:04}-{month:02}-{day:02} {rest}").trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, iso) in [
            ("2020-01-02", "2020-01-02"),
            ("2020-1-2 9:05", "2020-01-02 09:05"),
            ("2020/01/02", "2020-01-02"),
            ("2020-01-02 09:05:07 UTC", "2020-01-02 09:05:07 Z"),
            ("2020-01-02T09:05:07.123Z", "2020-01-02 09:05:07.123 Z"),
            ("Thu, 02 Jan 2020 09:05:07 +0000", "2020-01-02 09:05:07 +00:00"),
            ("2 January 2020", "2020-01-02"),
            ("January 2, 2020", "2020-01-02"),
        ] {
            assert_eq!(date(text), Written::parse(iso), "{text}");
        }
        assert!(date("soon").is_err());
    }
}
