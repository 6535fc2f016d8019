//! The day that stands before the time of an entry.

use std::cell::OnceCell;
use std::collections::HashMap;

use icu_locale::Locale;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::language::calendar::Calendar;
use crate::language::{dates, weekdays};
use crate::theme;

/// The days that entries of a story can be of.
pub(super) struct Days {
    /// The day on which the story was published.
    pub published: Date,
    /// Those near to it by what pages call them, made for the first that is not understood without.
    shown: OnceCell<HashMap<String, Date>>,
}

/// How many days before and behind the story's own are known by what pages call them.
const NEAR: i32 = 60;

/// Where a language of the theme has other months, or another calendar (CLDR).
const REGIONS: [&str; 7] = ["de-AT", "ar-EG", "ar-MA", "ar-DZ", "ar-SY", "ar-SA", "fa-AF"];

/// A longer text is no day.
const MOST_WORDS: usize = 6;

impl Days {
    pub(super) fn new(published: Date) -> Self {
        Days { published, shown: OnceCell::new() }
    }

    /// The day that is written in words or numbers, with its year or without: then it is the one
    /// that is nearest to the day on which the story was published.
    pub(super) fn said(&self, text: &str) -> Option<Date> {
        // `11月29日(日)`: the day of the week says nothing more.
        let text = text.split(['(', '（']).next().unwrap_or(text).trim();
        let read = read(text);
        let is_near = |day: &Date| (*day - self.published).get_days().abs() < 3 * 366;
        // What is far may be of another calendar.
        read.filter(is_near)
            .or_else(|| self.without_year(text))
            .or_else(|| self.as_shown(text))
            .or(read)
    }

    /// The day of the week that is written, on the story's own day or next behind it.
    pub(super) fn of_the_week(&self, text: &str) -> Option<Date> {
        let name = text.trim_end_matches('.').to_lowercase();
        let weekday = weekdays::day_of_the_week(&name)?;
        let by = self.published.weekday().until(weekday);
        self.published.checked_add(i32::from(by).days()).ok()
    }

    fn without_year(&self, text: &str) -> Option<Date> {
        let in_year = |year: i16| {
            let forms = [
                format!("{text} {year}"),
                format!("{year}年{text}"),
                format!("{}.{year}", text.trim_end_matches('.')),
                format!("{text}/{year}"),
                format!("{text}-{year}"),
            ];
            forms.iter().find_map(|form| read(form))
        };
        let year = self.published.year();
        let days = (year - 1..=year + 1).filter_map(in_year);
        days.min_by_key(|day| (*day - self.published).get_days().abs())
    }

    /// The day that pages in a language of the theme call so, by its own calendar.
    fn as_shown(&self, text: &str) -> Option<Date> {
        let may_be = text.contains(char::is_numeric)
            && text.contains(char::is_alphabetic)
            && text.split_whitespace().count() <= MOST_WORDS;
        if !may_be {
            return None;
        }
        self.shown.get_or_init(|| shown(self.published)).get(&plain(text)).copied()
    }
}

/// Whether a word is that of a day near to the one on which it was written, of which nobody knows
/// what day that is.
pub(super) fn is_near_to_today(word: &str) -> bool {
    const NEAR: &str = "\
        yesterday today tomorrow tonight gestern vorgestern heute morgen übermorgen hier aujourd’hui \
        aujourd'hui demain ayer hoy mañana ontem hoje amanhã ieri oggi domani gisteren vandaag \
        wczoraj dziś dzisiaj jutro вчера сегодня завтра вчора сьогодні dün bugün yarın dünən երեկ \
        այսօր վաղը გუშინ დღეს ხვალ أمس اليوم غدا غدًا غداً دیروز امروز فردا אתמול היום מחר 昨日 \
        今日 明日 昨天 今天 明天 어제 오늘 내일 เมื่อวาน วันนี้ พรุ่งนี้";
    let word = word.to_lowercase();
    NEAR.split_whitespace().any(|near| near == word)
}

fn read(text: &str) -> Option<Date> {
    match &dates::meant(text)[..] {
        // A second year may have been taken for a time.
        [one] if one.len() == 10 => one.parse().ok(),
        _ => None,
    }
}

/// What pages call the days around `published`.
fn shown(published: Date) -> HashMap<String, Date> {
    let days = (-NEAR..=NEAR).filter_map(|by| published.checked_add(by.days()).ok());
    let days: Vec<Date> = days.collect();
    let mut shown = HashMap::new();
    for locale in
        theme::word_lists().chain(REGIONS).filter_map(|tag| Locale::try_from_str(tag).ok())
    {
        let calendar = Calendar::new(&locale, days.iter().copied());
        for day in &days {
            for words in [calendar.day(*day), calendar.day_of_year(*day)] {
                shown.entry(plain(&words)).or_insert(*day);
            }
        }
    }
    shown
}

/// The digits, spaces and letters of a day in one form.
fn plain(text: &str) -> String {
    let plain = dates::plain(text).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
