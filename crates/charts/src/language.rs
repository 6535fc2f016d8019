//! What a figure has to be told of the language that it is in.

use jiff::civil::DateTime;

/// How a language writes.
pub trait Language {
    /// A number with so many decimals.
    fn number(&self, value: f64, decimals: usize) -> String;

    /// A number, as it was written, with its unit.
    fn with_unit(&self, number: &str, unit: &str) -> String;

    /// A time.
    fn date(&self, time: DateTime, style: DateStyle) -> String;

    /// A word of the theme.
    fn word(&self, word: Word) -> &str;

    /// Whether it is written from right to left.
    fn is_right_to_left(&self) -> bool;
}

/// How much of a time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateStyle {
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
    /// `14:05`
    Clock,
    /// `14:05:12`
    ClockSecond,
    /// `Nov 30, 2026, 14:05`
    Moment,
    /// `Nov 30, 2026, 14:05:12`
    MomentSecond,
}

/// What a figure says besides its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// That a chart is one of lines.
    LineChart,
    /// That it is one of bars.
    BarChart,
    /// That its bars are stacked.
    StackedChart,
    /// That it is several charts.
    SmallCharts,
    /// That it is a map.
    DotMap,
    /// What stands before the first value.
    First,
    /// What stands before the last.
    Last,
    /// What stands before the highest.
    Highest,
    /// What stands before the lowest.
    Lowest,
    /// What opens the table of a chart.
    AsTable,
    /// What the link to the file says.
    Download,
}
