//! Dates where there is little room, as along the axis of a chart: `Nov 30`, `Nov 2026` (CLDR, by
//! ICU4X). All are Gregorian: an axis has one calendar.

use std::cell::RefCell;

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::{M, MD, Y, YM, YMD};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_locale::Locale;
use jiff::civil::Date;
use writeable::{TryWriteable, Writeable};

use super::calendar::gregorian;

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `2026`
    Year,
    /// `Nov`
    Month,
    /// `Nov 2026`
    MonthOfYear,
    /// `Nov 30`
    Day,
    /// `Nov 30, 2026`
    DayOfYear,
}

/// Short dates in a language.
pub struct ShortDates {
    patterns: [Option<Pattern>; 5],
}

/// A pattern, and the names that it asks for: two patterns may ask for names of two lengths,
/// which do not go together (ICU4X 2.4).
struct Pattern {
    pattern: DateTimePattern,
    names: RefCell<FixedCalendarDateTimeNames<Gregorian, DateFieldSet>>,
}

/// The pattern that a language has for these fields.
macro_rules! pattern {
    ($locale:expr, $fields:expr) => {
        FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new($locale.into(), $fields)
            .ok()
            .zip(gregorian(Date::constant(2026, 11, 30)))
            .and_then(|(formatter, date)| {
                let pattern = formatter.format(&date).pattern();
                let names = FixedCalendarDateTimeNames::try_new($locale.into()).ok()?;
                Some(Pattern { pattern: shortened(&pattern)?, names: RefCell::new(names) })
            })
    };
}

/// A pattern with the names of months cut short. The medium ones of many languages have numbers,
/// which do not go with a month that stands alone.
fn shortened(pattern: &DateTimePattern) -> Option<DateTimePattern> {
    let long = pattern.write_to_string();
    let short = long.replace("MMMM", "MMM").replace("LLLL", "LLL");
    DateTimePattern::try_from_pattern_str(&short).ok()
}

impl ShortDates {
    /// Those of a language.
    pub fn of(language: &Locale) -> Self {
        ShortDates {
            patterns: [
                pattern!(language, Y::long()),
                pattern!(language, M::long()),
                pattern!(language, YM::long()),
                pattern!(language, MD::long()),
                pattern!(language, YMD::long()),
            ],
        }
    }

    /// A part of a date; as machines write it where the language is not known.
    pub fn write(&self, date: Date, part: Part) -> String {
        self.by_pattern(date, part).unwrap_or_else(|| match part {
            Part::Year => date.strftime("%Y").to_string(),
            Part::Month => date.strftime("%m").to_string(),
            Part::MonthOfYear => date.strftime("%Y-%m").to_string(),
            Part::Day => date.strftime("%m-%d").to_string(),
            Part::DayOfYear => date.to_string(),
        })
    }

    fn by_pattern(&self, date: Date, part: Part) -> Option<String> {
        let Pattern { pattern, names } = self.patterns[part as usize].as_ref()?;
        let mut names = names.borrow_mut();
        let formatter = names.include_for_pattern(pattern).ok()?;
        let date = gregorian(date)?;
        formatter.format(&date).try_write_to_string().ok().map(|written| written.into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_dates_are_those_of_the_language() {
        for (tag, expected) in [
            ("en", "2026|Nov|Nov 2026|Nov 30|Nov 30, 2026"),
            ("de", "2026|Nov|Nov. 2026|30. Nov.|30. Nov. 2026"),
            ("fr", "2026|nov.|nov. 2026|30 nov.|30 nov. 2026"),
            ("ru", "2026|нояб.|нояб. 2026 г.|30 нояб.|30 нояб. 2026 г."),
            ("ja", "2026年|11月|2026年11月|11月30日|2026年11月30日"),
        ] {
            let dates = ShortDates::of(&Locale::try_from_str(tag).unwrap());
            let parts = [Part::Year, Part::Month, Part::MonthOfYear, Part::Day, Part::DayOfYear];
            let found = parts.map(|part| dates.write(Date::constant(2026, 11, 30), part));
            assert_eq!(found.join("|").replace(['\u{a0}', '\u{202f}'], " "), expected, "{tag}");
        }
    }

    /// Each language of the theme has all of them, none as machines write it.
    #[test]
    fn no_language_of_the_theme_lacks_one() {
        for tag in crate::theme::word_lists() {
            let dates = ShortDates::of(&Locale::try_from_str(tag).unwrap());
            for part in [Part::Year, Part::Month, Part::MonthOfYear, Part::Day, Part::DayOfYear] {
                assert!(dates.by_pattern(Date::constant(2026, 11, 30), part).is_some(), "{tag}");
            }
        }
    }
}
