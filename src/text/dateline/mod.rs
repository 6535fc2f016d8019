//! The dateline: the place, date and agency that open a story, set in the
//! site's own way.

mod standard;

use std::fmt;

use icu_locale::LanguageIdentifier;

use crate::language::capitals::in_capitals;

/// How a dateline is set, such as `{PLACE}, {MONTH} {day}, {AGENCY}:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatelinePattern(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Field(Field, Capitals),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Place,
    Agency,
    Date,
    Month,
    Day,
    Year,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capitals {
    Yes,
    No,
}

/// What a dateline is made of.
#[derive(Clone, Copy, Debug)]
pub struct DatelineParts<'a> {
    /// Where the story was filed.
    pub place: Option<&'a str>,
    /// Who filed it.
    pub agency: Option<&'a str>,
    /// The language of these two.
    pub language: &'a LanguageIdentifier,
    /// The day and the month, as the site's language writes them.
    pub date: &'a str,
    /// The month's name, in the site's language.
    pub month: &'a str,
    /// The site's language.
    pub site_language: &'a LanguageIdentifier,
    /// The day of the month.
    pub day: i8,
    /// The year.
    pub year: i16,
}

/// The parts that a pattern may hold.
pub const PARTS: &str = "{place} {agency} {date} {month} {day} {year}";

/// A pattern whose parts lack their braces, with them; none of one that has some, or no such word.
pub fn with_braces(pattern: &str) -> Option<String> {
    if pattern.contains(['{', '}']) {
        return None;
    }
    let is_letter = |c: char| c.is_alphabetic();
    let mut mended = String::new();
    let mut rest = pattern;
    while let Some(start) = rest.find(is_letter) {
        let end = rest[start..].find(|c| !is_letter(c)).map_or(rest.len(), |end| start + end);
        let word = &rest[start..end];
        let is_part = PARTS.contains(&format!("{{{}}}", word.to_lowercase()));
        let (open, close) = if is_part { ("{", "}") } else { ("", "") };
        mended.push_str(&rest[..start]);
        mended.push_str(&format!("{open}{word}{close}"));
        rest = &rest[end..];
    }
    mended.push_str(rest);
    (mended != pattern).then_some(mended)
}

impl DatelinePattern {
    /// Reads a pattern. A name in capitals asks for capitals.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            if !before.is_empty() {
                parts.push(Part::Literal(before.into()));
            }
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| format!("`{pattern}` has a `{{` that is not closed"))?;
            let capitals = if !name.is_empty() && name == name.to_uppercase() {
                Capitals::Yes
            } else {
                Capitals::No
            };
            let field = match name.to_lowercase().as_str() {
                "place" => Field::Place,
                "agency" => Field::Agency,
                "date" => Field::Date,
                "month" => Field::Month,
                "day" => Field::Day,
                "year" => Field::Year,
                _ => return Err(format!("`{{{name}}}` is not a placeholder of a dateline")),
            };
            parts.push(Part::Field(field, capitals));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.into()));
        }
        if with_braces(pattern).is_some() {
            return Err(format!("`{pattern}` is the same for all stories: its parts lack braces"));
        }
        Ok(DatelinePattern(parts))
    }

    /// Whether it has the day, whole or in parts.
    pub fn has_day(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Field(Field::Date | Field::Day, _)))
    }

    /// The dateline of one story. An empty part takes along the comma, dash or
    /// space before it or, at the beginning and in brackets, the one after it, and brackets
    /// in which nothing else is.
    pub fn fill(&self, story: &DatelineParts<'_>) -> String {
        let mut line = String::new();
        let mut lacks_last = true;
        for part in &self.0 {
            match part {
                Part::Literal(text) if lacks_last => push_after_nothing(&mut line, text),
                Part::Literal(text) => line.push_str(text),
                Part::Field(field, capitals) => match field.text(story) {
                    Some(text) if *capitals == Capitals::Yes => {
                        line.push_str(&in_capitals(&text, field.language(story)));
                    }
                    Some(text) => line.push_str(&text),
                    None => without_separator(&mut line),
                },
            }
            lacks_last = matches!(part, Part::Field(field, _) if field.text(story).is_none());
        }
        line.trim().to_string()
    }
}

/// Adds what stands behind a part that is empty, or at the beginning.
fn push_after_nothing(line: &mut String, text: &str) {
    let mut rest = text;
    for (opening, closing) in BRACKETS {
        if let (true, Some(after)) = (line.ends_with(opening), text.strip_prefix(closing)) {
            line.pop();
            without_separator(line);
            rest = after;
        }
    }
    // Nothing to set apart yet.
    if line.is_empty() || line.ends_with(BRACKETS.map(|(opening, _)| opening)) {
        rest = rest.trim_start_matches(is_separator);
    }
    line.push_str(rest);
}

fn without_separator(line: &mut String) {
    line.truncate(line.trim_end_matches(is_separator).len());
}

impl fmt::Display for DatelinePattern {
    /// The pattern, as [`DatelinePattern::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Literal(text) => f.write_str(text),
            Part::Field(field, Capitals::Yes) => {
                write!(f, "{{{}}}", field.name().to_ascii_uppercase())
            }
            Part::Field(field, Capitals::No) => write!(f, "{{{}}}", field.name()),
        })
    }
}

impl Field {
    fn name(self) -> &'static str {
        match self {
            Field::Place => "place",
            Field::Agency => "agency",
            Field::Date => "date",
            Field::Month => "month",
            Field::Day => "day",
            Field::Year => "year",
        }
    }

    fn text(self, story: &DatelineParts<'_>) -> Option<String> {
        match self {
            Field::Place => story.place.map(str::to_string),
            Field::Agency => story.agency.map(str::to_string),
            Field::Date => Some(story.date.to_string()),
            Field::Month => Some(story.month.to_string()),
            Field::Day => Some(story.day.to_string()),
            Field::Year => Some(story.year.to_string()),
        }
    }

    fn language<'a>(self, story: &DatelineParts<'a>) -> &'a LanguageIdentifier {
        match self {
            Field::Place | Field::Agency => story.language,
            Field::Date | Field::Month | Field::Day | Field::Year => story.site_language,
        }
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, ',' | '،' | '、' | ';' | '·' | '|' | '/' | '=' | '—' | '–' | '-')
}

/// Brackets that may hold a part.
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('（', '）'), ('【', '】')];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(pattern: &str, place: Option<&str>, agency: Option<&str>) -> String {
        filled_in("en", "en", "February", pattern, place, agency)
    }

    fn filled_in(
        language: &str,
        site_language: &str,
        month: &str,
        pattern: &str,
        place: Option<&str>,
        agency: Option<&str>,
    ) -> String {
        let [language, site_language] = [language, site_language].map(|tag| tag.parse().unwrap());
        let (language, site_language) = (&language, &site_language);
        let (day, year) = (1, 2026);
        let parts = DatelineParts {
            place,
            agency,
            language,
            date: "1 February",
            month,
            site_language,
            day,
            year,
        };
        DatelinePattern::parse(pattern).unwrap().fill(&parts)
    }

    #[test]
    fn capitals_mean_capitals() {
        let pattern = "{PLACE}, {MONTH} {day}, {AGENCY}:";
        assert_eq!(
            DatelinePattern::parse(pattern).unwrap(),
            DatelinePattern::of(&icu_locale::locale!("en"))
        );
        assert_eq!(
            filled(pattern, Some("Stepanakert"), Some("Artsakhpress")),
            "STEPANAKERT, FEBRUARY 1, ARTSAKHPRESS:"
        );
        assert_eq!(
            filled("{place} ({day} {month} {year}) —", Some("Hesk"), None),
            "Hesk (1 February 2026) —"
        );
        assert_eq!(filled("{DATE} {Date}", None, None), "1 FEBRUARY 1 February");
    }

    #[test]
    fn capitals_are_of_the_language_that_a_part_is_in() {
        let filled = |language, site_language, month| {
            let pattern = "{PLACE}, {MONTH} {day}:";
            filled_in(language, site_language, month, pattern, Some("Irig և"), None)
        };
        assert_eq!(filled("tr", "en", "April"), "IRİG ԵՒ, APRIL 1:");
        assert_eq!(filled("hy", "tr", "Nisan"), "IRIG ԵՎ, NİSAN 1:");
    }

    #[test]
    fn an_empty_part_takes_its_comma_along() {
        let pattern = "{PLACE}, {MONTH} {day}, {AGENCY}:";
        assert_eq!(filled(pattern, Some("Hesk"), None), "HESK, FEBRUARY 1:");
        assert_eq!(filled(pattern, None, Some("HBN")), "FEBRUARY 1, HBN:");
        assert_eq!(
            filled("{month} {day} — {place} — {agency}", None, Some("HBN")),
            "February 1 — HBN"
        );
        assert_eq!(filled("{place} ({agency}) —", Some("Hesk"), None), "Hesk —");
        assert_eq!(filled("({place}, {agency}) {day}", None, Some("HBN")), "(HBN) 1");
        assert_eq!(filled("({place}, {agency}) {day}", Some("Hesk"), None), "(Hesk) 1");
        assert_eq!(filled("【{place}】{day}", None, None), "1");
    }

    #[test]
    fn an_unknown_part_is_explained() {
        assert!(DatelinePattern::parse("{town}:").is_err());
        assert!(DatelinePattern::parse("{place").is_err());
    }

    proptest! {
        #[test]
        fn no_pattern_panics(pattern in "[{}A-Za-z ,:]{0,30}") {
            if let Ok(read) = DatelinePattern::parse(&pattern) {
                prop_assert_eq!(DatelinePattern::parse(&read.to_string()), Ok(read));
                filled(&pattern, None, None);
            }
        }
    }
}
