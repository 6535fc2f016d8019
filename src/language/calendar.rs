//! Days and months in words, in the language of the site (CLDR, by ICU4X).

use std::collections::HashMap;

use icu_calendar::{Gregorian, Iso};
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::fieldsets::{MD, Y, YM, YMD};
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_datetime::{DateTimeFormatter, FixedCalendarDateTimeFormatter};
use icu_locale::Locale;
use jiff::civil::Date;
use writeable::TryWriteable;

/// The words for the days of a site, made once for each day that it needs.
///
/// Days are of the calendar that a language goes by, which in Iran is the Persian one; months
/// and years are the Gregorian ones that addresses have.
#[derive(Debug, Default)]
pub struct Calendar {
    days: HashMap<Date, DayWords>,
    /// Of January to December, as it stands beside a day.
    month_names: Vec<String>,
    months: HashMap<(i16, i8), String>,
    years: HashMap<i16, String>,
    /// The year of the newest day, in the calendar of the language.
    newest: Option<String>,
}

#[derive(Debug)]
struct DayWords {
    /// With its year.
    whole: String,
    without_year: String,
    /// Its year alone, in the same calendar.
    year: Option<String>,
}

impl Calendar {
    /// The words for `days` in the language of `locale`.
    pub fn new(locale: &Locale, days: impl IntoIterator<Item = Date>) -> Self {
        let whole = DateTimeFormatter::try_new(locale.into(), YMD::long()).ok();
        let without_year = DateTimeFormatter::try_new(locale.into(), MD::long()).ok();
        let year_alone = DateTimeFormatter::try_new(locale.into(), Y::long()).ok();
        let years =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), Y::long());
        let years = years.ok();
        let months = MonthFormatter::new(locale);
        let mut calendar = Calendar { month_names: month_names(locale), ..Calendar::default() };
        let mut last = None;
        for day in days {
            // Stories of one day mostly come one after the other.
            if last.replace(day) == Some(day) {
                continue;
            }
            calendar.days.entry(day).or_insert_with(|| {
                let date = iso(day);
                let whole = whole.as_ref().zip(date).map(|(it, date)| it.format(&date).to_string());
                let without_year =
                    without_year.as_ref().zip(date).map(|(it, date)| it.format(&date).to_string());
                let year =
                    year_alone.as_ref().zip(date).map(|(it, date)| it.format(&date).to_string());
                DayWords {
                    year,
                    whole: whole.unwrap_or_else(|| day.to_string()),
                    without_year: without_year.unwrap_or_else(|| month_and_day(day)),
                }
            });
            calendar.months.entry((day.year(), day.month())).or_insert_with(|| {
                let name = months.as_ref().and_then(|months| months.name(day));
                name.unwrap_or_else(|| year_and_month(day))
            });
            calendar.years.entry(day.year()).or_insert_with(|| {
                let date = years.as_ref().zip(gregorian(day));
                date.map_or_else(
                    || day.year().to_string(),
                    |(formatter, date)| formatter.format(&date).to_string(),
                )
            });
        }
        calendar
    }

    /// The same, which knows the newest day of the site: a list says no year that is this one's.
    pub fn with_newest(self, newest: Option<Date>) -> Self {
        let newest = newest.and_then(|day| self.days.get(&day)?.year.clone());
        Calendar { newest, ..self }
    }

    /// A day as a list says it: without its year, if the newest day is of the same.
    pub fn in_lists(&self, day: Date) -> String {
        let year = self.days.get(&day).and_then(|words| words.year.as_ref());
        match year.is_some() && year == self.newest.as_ref() {
            true => self.day_of_year(day),
            false => self.day(day),
        }
    }

    /// A day: `February 1, 2026`. One that the calendar was not made for is `2026-02-01`.
    pub fn day(&self, day: Date) -> String {
        self.days.get(&day).map_or_else(|| day.to_string(), |words| words.whole.clone())
    }

    /// A day without its year, as it stands in a sentence: `February 1`, `1 февраля`, `2月1日`.
    pub fn day_of_year(&self, day: Date) -> String {
        self.days.get(&day).map_or_else(|| month_and_day(day), |words| words.without_year.clone())
    }

    /// A month and its year: `February 2026`.
    pub fn month(&self, day: Date) -> String {
        let known = self.months.get(&(day.year(), day.month()));
        known.cloned().unwrap_or_else(|| year_and_month(day))
    }

    /// A year: `2026`, `2026年`.
    pub fn year(&self, day: Date) -> String {
        self.years.get(&day.year()).cloned().unwrap_or_else(|| day.year().to_string())
    }

    /// A month's name as it stands beside a day: `February`, `февраля`.
    pub fn month_name(&self, day: Date) -> &str {
        self.month_names.get(day.month() as usize - 1).map_or("", String::as_str)
    }
}

fn month_and_day(day: Date) -> String {
    format!("{:02}-{:02}", day.month(), day.day())
}

fn year_and_month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What makes months and their years into words.
struct MonthFormatter {
    pattern: DateTimePattern,
    locale: Locale,
}

impl MonthFormatter {
    fn new(locale: &Locale) -> Option<Self> {
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(locale.into(), YM::long());
        let pattern = formatter
            .ok()?
            .format(&iso(Date::constant(2026, 1, 1))?.to_calendar(Gregorian))
            .pattern();
        Some(MonthFormatter { pattern, locale: locale.clone() })
    }

    /// By the pattern and not by the formatter itself, which has no digits for the year in
    /// Portuguese (ICU4X 2.4) and takes that for a fault of the program.
    fn name(&self, month: Date) -> Option<String> {
        let mut names =
            FixedCalendarDateTimeNames::<Gregorian, DateFieldSet>::try_new((&self.locale).into())
                .ok()?;
        let formatter = names.include_for_pattern(&self.pattern).ok()?;
        let month = gregorian(month)?;
        formatter.format(&month).try_write_to_string().ok().map(|name| name.into_owned())
    }
}

/// The day as ICU4X has it.
pub(super) fn gregorian(day: Date) -> Option<icu_calendar::Date<Gregorian>> {
    icu_calendar::Date::try_new_gregorian(day.year().into(), day.month() as u8, day.day() as u8)
        .ok()
}

fn iso(day: Date) -> Option<icu_calendar::Date<Iso>> {
    icu_calendar::Date::try_new_iso(day.year().into(), day.month() as u8, day.day() as u8).ok()
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

    /// The page that lists them.
    const DOCUMENTATION: &str = include_str!("../../docs/words.md");

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

    /// The year is that of the calendar which the language goes by: in Iran another begins in March.
    #[test]
    fn a_list_says_a_year_only_if_it_is_another_one() {
        let days = [(2026, 3, 1), (2026, 4, 1), (2027, 1, 1)];
        let [before, after, january] =
            days.map(|(year, month, day)| Date::constant(year, month, day));
        let in_lists = |language: &str, newest: Date, day: Date| {
            let locale = Locale::try_from_str(language).unwrap();
            let calendar =
                Calendar::new(&locale, [before, after, january]).with_newest(Some(newest));
            calendar.in_lists(day)
        };
        assert_eq!(in_lists("en", after, before), "March 1");
        assert_eq!(in_lists("en", january, after), "April 1, 2026");
        assert_eq!(in_lists("fa", january, after), "۱۲ فروردین");
        assert_eq!(in_lists("fa", after, before), "۱۰ اسفند ۱۴۰۴");
        assert_eq!(in_lists("ja", january, before), "2026年3月1日");
    }

    /// CLDR 49: order, case and digits.
    #[test]
    fn dates_are_in_the_order_and_case_of_the_language() {
        let day = Date::constant(2026, 11, 28);
        for (language, whole, without_year, month, year) in [
            ("en", "November 28, 2026", "November 28", "November 2026", "2026"),
            ("en-GB", "28 November 2026", "28 November", "November 2026", "2026"),
            ("hy", "2026 թ․ նոյեմբերի 28", "նոյեմբերի 28", "2026 թ․ նոյեմբեր", "2026 թ․"),
            ("ru", "28 ноября 2026 г.", "28 ноября", "ноябрь 2026 г.", "2026"),
            ("ka", "28 ნოემბერი, 2026", "28 ნოემბერი", "ნოემბერი, 2026", "2026"),
            ("az", "28 noyabr 2026", "28 noyabr", "noyabr 2026", "2026"),
            ("fr", "28 novembre 2026", "28 novembre", "novembre 2026", "2026"),
            ("de", "28. November 2026", "28. November", "November 2026", "2026"),
            ("es", "28 de noviembre de 2026", "28 de noviembre", "noviembre de 2026", "2026"),
            ("pt", "28 de novembro de 2026", "28 de novembro", "novembro de 2026", "2026"),
            ("pt-PT", "28 de novembro de 2026", "28 de novembro", "novembro de 2026", "2026"),
            ("it", "28 novembre 2026", "28 novembre", "novembre 2026", "2026"),
            ("nl", "28 november 2026", "28 november", "november 2026", "2026"),
            ("pl", "28 listopada 2026", "28 listopada", "listopad 2026", "2026"),
            ("uk", "28 листопада 2026 р.", "28 листопада", "листопад 2026 р.", "2026"),
            ("tr", "28 Kasım 2026", "28 Kasım", "Kasım 2026", "2026"),
            ("ar", "28 نوفمبر 2026", "28 نوفمبر", "نوفمبر 2026", "2026"),
            ("ar-EG", "٢٨ نوفمبر ٢٠٢٦", "٢٨ نوفمبر", "نوفمبر ٢٠٢٦", "٢٠٢٦"),
            ("ar-MA", "28 نونبر 2026", "28 نونبر", "نونبر 2026", "2026"),
            ("fa", "۷ آذر ۱۴۰۵", "۷ آذر", "نوامبر ۲۰۲۶", "۲۰۲۶"),
            ("fa-u-ca-gregory", "۲۸ نوامبر ۲۰۲۶", "۲۸ نوامبر", "نوامبر ۲۰۲۶", "۲۰۲۶"),
            ("he", "28 בנובמבר 2026", "28 בנובמבר", "נובמבר 2026", "2026"),
            ("ja", "2026年11月28日", "11月28日", "2026年11月", "2026年"),
            ("zh", "2026年11月28日", "11月28日", "2026年11月", "2026年"),
            ("zh-TW", "2026年11月28日", "11月28日", "2026年11月", "2026年"),
            ("ko", "2026년 11월 28일", "11월 28일", "2026년 11월", "2026년"),
            ("th", "28 พฤศจิกายน 2569", "28 พฤศจิกายน", "พฤศจิกายน ค.ศ. 2026", "ค.ศ. 2026"),
        ] {
            let calendar = Calendar::new(&Locale::try_from_str(language).unwrap(), [day]);
            let calendar = calendar.with_newest(Some(day));
            assert_eq!(calendar.in_lists(day), calendar.day_of_year(day), "{language}");
            let words = [
                calendar.day(day),
                calendar.day_of_year(day),
                calendar.month(day),
                calendar.year(day),
            ];
            let words = words.map(|text| text.replace(['\u{202f}', '\u{a0}'], " "));
            assert_eq!(words, [whole, without_year, month, year], "{language}");
            let row = format!("| `{language}` | {whole} | {month} |\n");
            let is_documented =
                DOCUMENTATION.contains(&row) || ["pt-PT", "zh-TW"].contains(&language);
            assert!(is_documented, "docs/words.md lacks\n{row}");
        }
    }
}
