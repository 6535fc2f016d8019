//! How the language of a text writes what its figures show.

use std::cell::OnceCell;

use dateline_charts::{DateStyle, Language, Word};
use icu_locale::Locale;
use jiff::civil::DateTime;

use crate::language::direction::Direction;
use crate::language::numbers::{Decimals, Numbers};
use crate::language::short_dates::{Part, ShortDates};
use crate::word_list::WordList;

/// A language, made ready for the figures of one text.
pub(super) struct InLanguage<'a> {
    words: &'a WordList,
    decimals: Decimals,
    digits: Numbers,
    is_right_to_left: bool,
    /// Made when the first date is written.
    dates: OnceCell<ShortDates>,
    language: Locale,
}

impl<'a> InLanguage<'a> {
    /// The language of a text, and what the theme says in it.
    pub(super) fn of(language: &Locale, words: &'a WordList) -> Self {
        InLanguage {
            words,
            decimals: Decimals::of(language),
            digits: Numbers::of(language),
            is_right_to_left: Direction::of(language) == Direction::RightToLeft,
            dates: OnceCell::new(),
            language: language.clone(),
        }
    }

    fn part(&self, time: DateTime, part: Part) -> String {
        self.dates.get_or_init(|| ShortDates::of(&self.language)).write(time.date(), part)
    }

    fn clock(&self, time: DateTime) -> String {
        self.digits.digits(&time.strftime("%H:%M").to_string())
    }

    /// With seconds, and the parts of one that the file has.
    fn exact_clock(&self, time: DateTime) -> String {
        self.digits.digits(&time.strftime("%H:%M:%S%.f").to_string())
    }
}

impl Language for InLanguage<'_> {
    fn number(&self, value: f64, decimals: usize) -> String {
        self.decimals.write(value, decimals)
    }

    fn with_unit(&self, number: &str, unit: &str) -> String {
        self.decimals.with_unit(number, unit)
    }

    fn date(&self, time: DateTime, style: DateStyle) -> String {
        match style {
            DateStyle::Year => self.part(time, Part::Year),
            DateStyle::Month => self.part(time, Part::Month),
            DateStyle::MonthOfYear => self.part(time, Part::MonthOfYear),
            DateStyle::Day => self.part(time, Part::Day),
            DateStyle::DayOfYear => self.part(time, Part::DayOfYear),
            DateStyle::Clock => self.clock(time),
            DateStyle::ClockSecond => self.exact_clock(time),
            DateStyle::MomentSecond => {
                format!("{} {}", self.part(time, Part::DayOfYear), self.exact_clock(time))
            }
            DateStyle::Moment => {
                format!("{} {}", self.part(time, Part::DayOfYear), self.clock(time))
            }
        }
    }

    fn word(&self, word: Word) -> &str {
        self.words.plain(match word {
            Word::LineChart => "line_chart",
            Word::BarChart => "bar_chart",
            Word::StackedChart => "stacked_chart",
            Word::SmallCharts => "small_charts",
            Word::DotMap => "dot_map",
            Word::First => "first_value",
            Word::Last => "last_value",
            Word::Highest => "highest_value",
            Word::Lowest => "lowest_value",
            Word::AsTable => "as_table",
            Word::Download => "download_data",
        })
    }

    fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }
}
