//! Days of the week by their names, in any language that the theme knows (CLDR, by ICU4X).

use std::sync::LazyLock;

use icu_calendar::{Date, Iso};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::E;
use icu_locale::Locale;
use jiff::civil::Weekday;

use crate::theme;

/// Languages whose names of days are known by their beginnings as well: what those of others begin
/// with, begins many words.
const BEGUN: [&str; 8] = ["en", "de", "fr", "es", "it", "ru", "uk", "hy"];

/// What CLDR does not have, from Monday on: how Russian and Ukrainian shorten them without a point,
/// another apostrophe, and what Chinese says instead.
const MORE: [&str; 4] = [
    "пн вт ср чт пт сб вс",
    "пн вт ср чт пт сб нд",
    "понеділок вівторок середа четвер п’ятниця субота неділя",
    "周一 周二 周三 周四 周五 周六 周日",
];

/// A name of a day, in small letters.
struct Name {
    name: String,
    /// From 1, which is Monday.
    number: i8,
    /// Whether it is known by what it begins with.
    may_begin: bool,
}

/// Those of all languages, made for the first text that may have one.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(names);

/// The day of the week whose name begins so, in small letters; none if it may be another.
pub fn day_of_the_week(name: &str) -> Option<Weekday> {
    let mut found = begun(name).map(|name| name.number);
    let number = found.next()?;
    found.all(|other| other == number).then(|| Weekday::from_monday_one_offset(number).ok())?
}

/// Whether this, in small letters, is what begins the name of a day.
pub fn is_day_of_the_week(name: &str) -> bool {
    // Of the north of Germany, which CLDR does not have.
    begun(name).next().is_some() || name.chars().count() >= 2 && "sonnabend".starts_with(name)
}

fn begun(begin: &str) -> impl Iterator<Item = &'static Name> {
    let is_long_enough = begin.chars().count() >= 2;
    let names = NAMES.iter().filter(move |_| is_long_enough);
    names.filter(move |Name { name, may_begin, .. }| match may_begin {
        true => name.starts_with(begin),
        false => name == begin,
    })
}

fn names() -> Vec<Name> {
    let mut names: Vec<Name> = theme::word_lists().flat_map(of_language).collect();
    for week in MORE {
        let may_begin = !week.starts_with('周');
        let of_week = week.split(' ').zip(1..);
        names.extend(of_week.map(|(name, number)| Name { name: name.into(), number, may_begin }));
    }
    names
}

fn of_language(tag: &str) -> Vec<Name> {
    let Ok(locale) = Locale::try_from_str(tag) else { return Vec::new() };
    let Ok(formatter) = DateTimeFormatter::try_new(locale.into(), E::long()) else {
        return Vec::new();
    };
    // The first of June of 2026 is a Monday.
    let days = (1..=7).filter_map(|number| {
        let date = Date::<Iso>::try_new_iso(2026, 6, u8::try_from(number).ok()?).ok()?;
        let name = formatter.format(&date).to_string().to_lowercase();
        Some(Name { name, number, may_begin: BEGUN.contains(&tag) })
    });
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_by_their_names() {
        for (name, expected) in [
            ("monday", Some(Weekday::Monday)),
            ("fri", Some(Weekday::Friday)),
            ("fr", Some(Weekday::Friday)),
            ("mittwoch", Some(Weekday::Wednesday)),
            ("mié", Some(Weekday::Wednesday)),
            ("пт", Some(Weekday::Friday)),
            ("пятница", Some(Weekday::Friday)),
            ("п’ятниця", Some(Weekday::Friday)),
            ("ուրբաթ", Some(Weekday::Friday)),
            ("sexta-feira", Some(Weekday::Friday)),
            ("vrijdag", Some(Weekday::Friday)),
            ("piątek", Some(Weekday::Friday)),
            ("cuma", Some(Weekday::Friday)),
            ("cümə", Some(Weekday::Friday)),
            ("პარასკევი", Some(Weekday::Friday)),
            ("الجمعة", Some(Weekday::Friday)),
            ("سه‌شنبه", Some(Weekday::Tuesday)),
            ("יום שישי", Some(Weekday::Friday)),
            ("金曜日", Some(Weekday::Friday)),
            ("星期五", Some(Weekday::Friday)),
            ("周五", Some(Weekday::Friday)),
            ("금요일", Some(Weekday::Friday)),
            ("วันศุกร์", Some(Weekday::Friday)),
            // `marted`, `mardi`; `samedi`, `samstag`
            ("mar", Some(Weekday::Tuesday)),
            ("s", None),
            ("vrij", None),
            ("hesk", None),
        ] {
            assert_eq!(day_of_the_week(name), expected, "{name}");
            assert_eq!(is_day_of_the_week(name), expected.is_some(), "{name}");
        }
        assert!(is_day_of_the_week("sonnabend") && !is_day_of_the_week("so long"));
    }
}
