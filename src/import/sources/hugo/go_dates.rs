//! Dates in the form that Go describes by an example (<https://pkg.go.dev/time#pkg-constants>).

use jiff::ZonedDateTime;

/// Parts of the example, the longer before those that they begin with, and the same for `strftime`.
const PARTS: [(&str, &str); 23] = [
    ("January", "%B"),
    ("Jan", "%b"),
    ("Monday", "%A"),
    ("Mon", "%a"),
    ("MST", "%Z"),
    ("2006", "%Y"),
    ("002", "%j"),
    ("01", "%m"),
    ("02", "%d"),
    ("03", "%I"),
    ("04", "%M"),
    ("05", "%S"),
    ("06", "%y"),
    ("15", "%H"),
    ("_2", "%e"),
    ("PM", "%p"),
    ("pm", "%P"),
    ("1", "%-m"),
    ("2", "%-d"),
    ("3", "%-I"),
    ("4", "%-M"),
    ("5", "%-S"),
    ("_2006", "_%Y"),
];

/// A date in the form of an example; none if there is no part of one in it.
pub fn written(form: &str, date: &ZonedDateTime) -> Option<String> {
    let mut out = String::new();
    let mut is_form = false;
    let mut rest = form;
    while let Some(c) = rest.chars().next() {
        // Of a word that only begins like a short name it is none.
        let is_whole = |part: &str| {
            !matches!(part, "Jan" | "Mon")
                || !rest[part.len()..].starts_with(|c: char| c.is_ascii_lowercase())
        };
        let mut parts = PARTS.iter().filter(|(part, _)| rest.starts_with(part) && is_whole(part));
        match parts.by_ref().max_by_key(|(part, _)| part.len()) {
            Some((part, told)) => {
                out.push_str(&date.strftime(told).to_string());
                is_form = true;
                rest = &rest[part.len()..];
            }
            None => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    is_form.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_by_example() {
        let date: ZonedDateTime = "2025-03-04T07:08:09+00:00[UTC]".parse().unwrap();
        for (form, expected) in [
            ("2006", Some("2025")),
            ("06", Some("25")),
            ("1", Some("3")),
            ("2", Some("4")),
            ("Jan", Some("Mar")),
            ("January", Some("March")),
            ("Monday", Some("Tuesday")),
            ("2006_01_02", Some("2025_03_04")),
            ("15", Some("07")),
            ("002", Some("063")),
            ("3pm", Some("7am")),
            ("Janet", None),
            ("slug", None),
        ] {
            assert_eq!(written(form, &date).as_deref(), expected, "{form}");
        }
    }
}
