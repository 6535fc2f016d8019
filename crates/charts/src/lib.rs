//! Figures for the web out of CSV: tables, and charts as SVG that a page's style sheet colours.
//!
//! [`read`] makes a [`Table`] of the bytes of a file, or says what is wrong with them, and
//! [`figure`] makes HTML of a table. How numbers and days are written is asked of a
//! [`Language`]; nothing else is needed, and the same table gives the same bytes.
//!
//! A chart has no width of its own: across, everything stands at percentages of the room that it
//! is given, while letters, strokes and heights keep their size. So one drawing is readable on
//! a phone and fills a desk.

mod axis;
mod bars;
mod choice;
mod clock;
mod columns;
mod csv_text;
mod days;
mod delimiter;
mod describe;
mod figure;
mod form;
mod html_table;
mod language;
mod line;
mod map;
mod multiples;
mod names;
mod number;
mod other_kind;
mod read;
mod series;
mod stacked;
mod svg;
mod table;
mod ticks;
mod time_ticks;
mod unit;

pub use csv_text::{LARGEST, MOST_COLUMNS, MOST_ROWS};
pub use figure::{Request, figure};
pub use form::{Form, Title, of_title};
pub use language::{DateStyle, Language, Word};
pub use other_kind::other_kind;
pub use read::{Reading, read};
pub use table::{Column, Fault, Grain, Table, Values};
pub use ticks::{Ticks, ticks};

#[cfg(test)]
mod tests;
