//! Bars of categories, each below its name: a name may be as long as a phone is wide.

use crate::columns;
use crate::form::{Form, lacks};
use crate::language::Language;
use crate::line::Drawing;
use crate::names::{cut, room_class, width};
use crate::series::{Along, Data};
use crate::svg::{Anchor, Label, length, percent, push_rect};
use crate::table::Fault;

/// More categories than these are a table.
pub(crate) const MOST: usize = 60;

/// How high a name is, and a bar with the room below it.
pub(crate) const NAME: f64 = 20.0;
pub(crate) const BAR: f64 = 16.0;
/// The room between categories.
pub(crate) const GAP: f64 = 8.0;
/// How wide a name may be on a phone.
pub(crate) const NAME_WIDTH: f64 = 235.0;

/// Draws bars.
pub(crate) fn bars(data: &Data<'_>, language: &dyn Language) -> Result<Drawing, Fault> {
    if let Some(places) = data.along.places() {
        return Ok(columns::beside(data, &places, language));
    }
    let words = words(data, Form::Bar)?;
    let (lowest, highest) = data.range();
    let scale = Scale::of(lowest, highest, language);
    let mut inside = String::new();
    let mut widest: f64 = 0.0;
    let mut y = 0.0;
    for (row, name) in words.iter().enumerate() {
        scale.push_name(&mut inside, name, y);
        y += NAME;
        let begin = y;
        for (at, series) in data.series.iter().enumerate() {
            let value = series.values[row];
            if let Some(value) = value {
                scale.push_bar(
                    &mut inside,
                    (0.0, value),
                    (y, y + BAR - 2.0),
                    &format!("s{}", at + 1),
                );
            }
            let number = value.map(|value| series.written(value, language));
            let text = match (number, data.series.len()) {
                (Some(number), 1) => number,
                (Some(number), _) => format!("{number} {}", cut(series.name, 55.0)),
                (None, _) => "–".into(),
            };
            widest = widest.max(width(&text) + 8.0);
            scale.push_value(&mut inside, &text, value.unwrap_or(0.0).max(0.0), y + 12.0);
            y += BAR;
        }
        scale.push_zero(&mut inside, (begin - 2.0, y));
        y += GAP;
    }
    Ok(Drawing { inside, room: room_class(widest), height: y - GAP + 2.0 })
}

/// The categories of a chart of bars.
pub(crate) fn words<'d, 'a>(data: &'d Data<'a>, form: Form) -> Result<&'d [&'a str], Fault> {
    let Along::Words(words) = &data.along else { return Ok(&[]) };
    if words.len() > MOST {
        let message =
            format!("shows {MOST} rows of words at most, and this file has {}", words.len());
        return Err(lacks(form, &message, "show fewer, or a `\"table\"`"));
    }
    Ok(words)
}

/// Where numbers are across: from nothing on, and from right to left in languages that are
/// written so.
pub(crate) struct Scale {
    lowest: f64,
    span: f64,
    is_right_to_left: bool,
}

impl Scale {
    pub fn of(lowest: f64, highest: f64, language: &dyn Language) -> Self {
        let (lowest, highest) = (lowest.min(0.0), highest.max(0.0));
        let span = if highest > lowest { highest - lowest } else { 1.0 };
        Scale { lowest, span, is_right_to_left: language.is_right_to_left() }
    }

    fn fraction(&self, value: f64) -> f64 {
        let fraction = (value - self.lowest) / self.span;
        if self.is_right_to_left { 1.0 - fraction } else { fraction }
    }

    /// How many parts of the width a number is.
    pub fn part(&self, value: f64) -> f64 {
        value.abs() / self.span
    }

    pub fn push_name(&self, out: &mut String, name: &str, y: f64) {
        let x = if self.is_right_to_left { 1.0 } else { 0.0 };
        let text = cut(name, NAME_WIDTH);
        Label { text: &text, x, dx: 0.0, y: y + 14.0, anchor: Anchor::Start, class: "v" }
            .push_to(out);
    }

    pub fn push_bar(&self, out: &mut String, (from, to): (f64, f64), y: (f64, f64), class: &str) {
        let (one, other) = (self.fraction(from), self.fraction(to));
        push_rect(out, (one.min(other), one.max(other)), y, class);
    }

    /// Writes a number behind the bar that ends at `value`.
    pub fn push_value(&self, out: &mut String, text: &str, value: f64, y: f64) {
        let dx = if self.is_right_to_left { -5.0 } else { 5.0 };
        let x = self.fraction(value);
        Label { text, x, dx, y, anchor: Anchor::Start, class: "" }.push_to(out);
    }

    /// Writes a number within a bar.
    pub fn push_within(&self, out: &mut String, text: &str, (from, to): (f64, f64), y: f64) {
        let x = (self.fraction(from) + self.fraction(to)) / 2.0;
        Label { text, x, dx: 0.0, y, anchor: Anchor::Middle, class: "in" }.push_to(out);
    }

    /// Draws where nothing is.
    pub fn push_zero(&self, out: &mut String, (from, to): (f64, f64)) {
        let (x, from, to) = (percent(self.fraction(0.0)), length(from), length(to));
        out.push_str(&format!(
            "<line x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{to}\" class=\"zero\"/>\n"
        ));
    }
}
