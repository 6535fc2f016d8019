//! Days and months in words, in the language of the site (CLDR, by ICU4X).

use std::collections::HashMap;

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::{YM, YMD};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_locale::{Direction, Locale, LocaleDirectionality};
use jiff::civil::Date;

/// The words for the days of a site, made once for each day that it needs.
#[derive(Debug, Default)]
pub struct Calendar {
    days: HashMap<Date, String>,
    /// Of January to December, as it stands beside a day.
    month_names: Vec<String>,
    months: HashMap<(i16, i8), String>,
}

impl Calendar {
    /// The words for `days` in the language of `locale`.
    pub fn new(locale: &Locale, days: impl IntoIterator<Item = Date>) -> Self {
        let day_formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), YMD::long())
                .ok();
        let month_formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), YM::long()).ok();
        let mut calendar = Calendar { month_names: month_names(locale), ..Calendar::default() };
        let mut last = None;
        for day in days {
            // Stories of one day mostly come one after the other.
            if last.replace(day) == Some(day) {
                continue;
            }
            calendar.days.entry(day).or_insert_with(|| {
                day_formatter.as_ref().zip(gregorian(day)).map_or_else(
                    || day.to_string(),
                    |(formatter, day)| formatter.format(&day).to_string(),
                )
            });
            calendar.months.entry((day.year(), day.month())).or_insert_with(|| {
                month_formatter.as_ref().zip(gregorian(day)).map_or_else(
                    || format!("{:04}-{:02}", day.year(), day.month()),
                    |(formatter, day)| formatter.format(&day).to_string(),
                )
            });
        }
        calendar
    }

    /// A day: `February 1, 2026`. One that the calendar was not made for is `2026-02-01`.
    pub fn day(&self, day: Date) -> String {
        self.days.get(&day).cloned().unwrap_or_else(|| day.to_string())
    }

    /// A month and its year: `February 2026`.
    pub fn month(&self, day: Date) -> String {
        self.months
            .get(&(day.year(), day.month()))
            .cloned()
            .unwrap_or_else(|| format!("{:04}-{:02}", day.year(), day.month()))
    }

    /// A month's name as it stands beside a day: `February`, `февраля`.
    pub fn month_name(&self, day: Date) -> &str {
        self.month_names.get(day.month() as usize - 1).map_or("", String::as_str)
    }
}

/// The direction of the language's script: `ltr` or `rtl`.
pub fn direction(locale: &Locale) -> &'static str {
    if is_right_to_left(locale) { "rtl" } else { "ltr" }
}

/// Whether the language is written from right to left.
fn is_right_to_left(locale: &Locale) -> bool {
    LocaleDirectionality::new_common().get(&locale.id) == Some(Direction::RightToLeft)
}

/// The day as ICU4X has it.
pub(super) fn gregorian(day: Date) -> Option<icu_calendar::Date<Gregorian>> {
    icu_calendar::Date::try_new_gregorian(day.year().into(), day.month() as u8, day.day() as u8)
        .ok()
}

fn month_names(locale: &Locale) -> Vec<String> {
    let numbers = (1..=12).map(|month| Date::constant(2026, month, 1));
    let names = || -> Option<Vec<String>> {
        let pattern = DateTimePattern::try_from_pattern_str("MMMM").ok()?;
        let mut names =
            FixedCalendarDateTimeNames::<Gregorian, DateFieldSet>::try_new(locale.into()).ok()?;
        let formatter = names.include_for_pattern(&pattern).ok()?;
        numbers
            .clone()
            .map(|day| {
                use writeable::TryWriteable;
                let day = gregorian(day)?;
                formatter.format(&day).try_write_to_string().ok().map(|name| name.into_owned())
            })
            .collect()
    };
    names().unwrap_or_else(|| numbers.clone().map(|day| day.month().to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_in_the_language_of_the_site() {
        let day = Date::constant(2026, 2, 1);
        for (language, text, month, name) in [
            ("en", "February 1, 2026", "February 2026", "February"),
            ("en-GB", "1 February 2026", "February 2026", "February"),
            ("ru", "1 февраля 2026 г.", "февраль 2026 г.", "февраля"),
            ("hy", "2026 թ․ փետրվարի 01", "2026 թ․ փետրվար", "փետրվարի"),
        ] {
            let calendar = Calendar::new(&Locale::try_from_str(language).unwrap(), [day]);
            // CLDR keeps a number and its sign together with a narrow space.
            let plain = |text: String| text.replace(['\u{202f}', '\u{a0}'], " ");
            assert_eq!(plain(calendar.day(day)), text);
            assert_eq!(plain(calendar.month(day)), month);
            assert_eq!(calendar.month_name(day), name);
        }
    }

    #[test]
    fn scripts_have_their_direction() {
        assert!(is_right_to_left(&Locale::try_from_str("ar").unwrap()));
        assert!(!is_right_to_left(&Locale::try_from_str("hy").unwrap()));
    }
}
