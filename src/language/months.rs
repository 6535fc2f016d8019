//! Months by their names, in any language that the theme knows.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_locale::Locale;
use jiff::civil::Date;

use super::calendar::Calendar;
use crate::theme;

/// A shorter word is taken for no month.
const LEAST_LETTERS: usize = 3;

/// Where a language of the theme has other names for months, each in one word (CLDR).
const REGIONS: [&str; 3] = ["de-AT", "ar-MA", "ar-DZ"];

/// The names of all languages, in small letters, each with its month. To make them takes as
/// long as some thousand dates take to be read, so it is done for the first that has a word.
static MONTHS: LazyLock<HashMap<String, i8>> = LazyLock::new(months);

/// The month, from 1, that a word names, or the beginning of its name: `November`, `nov.`,
/// `ноября`. None if it may be another in another language.
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.chars().count() < LEAST_LETTERS {
        return None;
    }
    if let Some(month) = MONTHS.get(&word) {
        return Some(*month);
    }
    let mut begun = MONTHS.iter().filter(|(name, _)| name.starts_with(&word)).map(|(_, it)| *it);
    let month = begun.next()?;
    begun.all(|other| other == month).then_some(month)
}

/// Months of other calendars that pages go by, and short names that their long ones do not begin
/// with, in small letters without their last points.
static OTHERS: LazyLock<HashSet<String>> = LazyLock::new(others);

/// Whether a word names a month, of whatever calendar: `آبان`, `พ.ย.`.
pub fn is_month(word: &str) -> bool {
    month_of(word).is_some() || OTHERS.contains(&word.trim_end_matches('.').to_lowercase())
}

fn others() -> HashSet<String> {
    let mut others = HashSet::new();
    for (tag, fields) in [("fa", YMD::long()), ("th", YMD::medium())] {
        let Ok(locale) = Locale::try_from_str(tag) else { continue };
        let Ok(formatter) = DateTimeFormatter::try_new((&locale).into(), fields) else { continue };
        // In the middle of each month of this calendar is one of that.
        let days =
            (1..=12).filter_map(|month| icu_calendar::Date::try_new_iso(2026, month, 10).ok());
        for day in days.map(|day| formatter.format(&day).to_string()) {
            let words = day.split_whitespace().map(|word| word.trim_end_matches('.'));
            let names = words.filter(|word| word.chars().all(|c| c.is_alphabetic() || c == '.'));
            let long = names.filter(|word| word.chars().count() >= LEAST_LETTERS);
            others.extend(long.map(str::to_lowercase));
        }
    }
    others
}

fn months() -> HashMap<String, i8> {
    let mut months = HashMap::new();
    for locale in
        theme::word_lists().chain(REGIONS).filter_map(|tag| Locale::try_from_str(tag).ok())
    {
        let first = |month| Date::new(2026, month, 1).ok();
        let calendar = Calendar::new(&locale, (1..=12).filter_map(first));
        for month in 1..=12 {
            let Some(day) = first(month) else { continue };
            // As it stands beside a day, and alone.
            let alone = calendar.month(day);
            let words = alone.split_whitespace().filter(|word| is_word(word));
            let in_date = calendar.day_of_year(day);
            // A preposition may be part of the word: `בנובמבר`.
            let with_prefix = in_date.split_whitespace().filter(|word| {
                alone.split_whitespace().any(|name| is_word(name) && word.ends_with(name))
            });
            let names = words.chain(with_prefix).chain([calendar.month_name(day)]);
            for name in names.map(str::to_lowercase) {
                months.entry(name).or_insert(month);
            }
        }
    }
    months
}

fn is_word(word: &str) -> bool {
    word.chars().count() >= LEAST_LETTERS && word.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_known_by_its_name_or_the_beginning_of_it() {
        for (word, month) in [
            ("November", Some(11)),
            ("nov.", Some(11)),
            ("Sept", Some(9)),
            ("mai", Some(5)),
            ("Jänner", Some(1)),
            ("Jän.", Some(1)),
            ("نونبر", Some(11)),
            ("جوان", Some(6)),
            ("Februar", Some(2)),
            ("février", Some(2)),
            ("ноября", Some(11)),
            ("ноябрь", Some(11)),
            ("листопада", Some(11)),
            ("նոյեմբերի", Some(11)),
            ("Kasım", Some(11)),
            ("בנובמבר", Some(11)),
            ("נובמבר", Some(11)),
            ("ma", None),
            ("ju", None),
            ("Hesk", None),
            ("de", None),
        ] {
            assert_eq!(month_of(word), month, "{word}");
        }
    }

    #[test]
    fn months_of_other_calendars_are_known_as_such() {
        for word in ["November", "آبان", "مهر", "พ.ย.", "ธ.ค."] {
            assert!(is_month(word), "{word}");
        }
        for word in ["Hesk", "พ.ศ.", "هجری", "20"] {
            assert!(!is_month(word), "{word}");
        }
    }
}
