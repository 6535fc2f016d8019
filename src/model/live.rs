//! A story that is told while it happens.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::text::date::Moment;
use crate::text::front_matter::LiveOrder;

/// The entries of a live story, and what stands around them.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct LiveText {
    /// Whether there will be no more.
    pub is_over: bool,
    /// When it is over, if that was said.
    pub until: Option<Moment>,
    /// Which entry comes first.
    pub order: LiveOrder,
    /// The days of its entries, in order.
    pub days: Vec<Date>,
    /// In the order in which they are shown.
    pub entries: Vec<LiveEntry>,
    /// Where what stands before the entries is in the HTML of the text.
    pub intro: Range<usize>,
    /// Where what stands behind them is: footnotes.
    pub notes: Range<usize>,
}

/// An entry of a live story.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct LiveEntry {
    /// When it was.
    pub moment: Moment,
    /// Its id in the page.
    pub anchor: String,
    /// Its headline in words; it may have none.
    pub title: String,
    /// The same as HTML.
    pub title_html: String,
    /// Whether it is one of the most important.
    pub is_key: bool,
    /// Where its text is in the HTML of the story.
    pub html: Range<usize>,
}

impl LiveText {
    /// The moments of the first and the last entry.
    pub fn span(&self) -> Option<(&Moment, &Moment)> {
        let moments = || self.entries.iter().map(|entry| &entry.moment);
        let by_time = |moment: &&Moment| moment.timestamp();
        Some((moments().min_by_key(by_time)?, moments().max_by_key(by_time)?))
    }

    /// Its entries, the newest first.
    pub fn newest_first(&self) -> Vec<&LiveEntry> {
        let mut entries: Vec<&LiveEntry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse::<Timestamp>(entry.moment.timestamp()));
        entries
    }
}
