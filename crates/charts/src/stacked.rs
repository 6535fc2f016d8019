//! Stacked bars.

use crate::bars::{BAR, GAP, NAME, NAME_WIDTH, Scale, words};
use crate::columns;
use crate::form::Form;
use crate::language::Language;
use crate::line::Drawing;
use crate::names::{cut, room_class, width};
use crate::series::Data;
use crate::svg::{Anchor, Label, length};
use crate::table::Fault;

/// How wide a bar is on the smallest phone, in pixels: a number that fits there fits anywhere.
const PHONE: f64 = 230.0;

/// Draws stacked bars, or columns over time.
pub(crate) fn stacked(data: &Data<'_>, language: &dyn Language) -> Result<Drawing, Fault> {
    if let Some(places) = data.along.places() {
        return Ok(columns::stacked(data, &places, language));
    }
    let words = words(data, Form::Stacked)?;
    let (lowest, highest) = columns::sums(data);
    let scale = Scale::of(lowest, highest, language);
    let mut inside = String::new();
    // The key: in the order of the bars.
    let mut y = 0.0;
    for (at, series) in data.series.iter().enumerate() {
        let (x, dx) = if language.is_right_to_left() { (1.0, -18.0) } else { (0.0, 18.0) };
        let class = format!("s{}", at + 1);
        let (left, shift) = match language.is_right_to_left() {
            true => ("100%", " transform=\"translate(-13 0)\""),
            false => ("0", ""),
        };
        let top = length(y + 3.0);
        inside.push_str(&format!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"13\" height=\"13\" class=\"{class}\"{shift}/>\n"
        ));
        let text = cut(series.name, NAME_WIDTH - 18.0);
        Label { text: &text, x, dx, y: y + 14.0, anchor: Anchor::Start, class: "v" }
            .push_to(&mut inside);
        y += NAME;
    }
    y += GAP;
    let mut widest: f64 = 0.0;
    for (row, name) in words.iter().enumerate() {
        scale.push_name(&mut inside, name, y);
        y += NAME;
        let (mut above, mut below) = (0.0, 0.0);
        for (at, series) in data.series.iter().enumerate() {
            let Some(value) = series.values[row] else { continue };
            let from = if value < 0.0 { &mut below } else { &mut above };
            let before = *from;
            *from += value;
            let place = (before, *from);
            scale.push_bar(&mut inside, place, (y, y + BAR + 4.0), &format!("s{}", at + 1));
            let text = language.number(value, series.decimals);
            if scale.part(value) * PHONE > width(&text) + 6.0 {
                scale.push_within(&mut inside, &text, place, y + 15.0);
            }
        }
        let decimals = data.series.iter().map(|series| series.decimals).max().unwrap_or(0);
        let sum = language.number(above + below, decimals);
        let text = match data.unit() {
            Some(unit) => language.with_unit(&sum, unit),
            None => sum,
        };
        widest = widest.max(width(&text) + 8.0);
        scale.push_value(&mut inside, &text, above, y + 15.0);
        scale.push_zero(&mut inside, (y - 2.0, y + BAR + 6.0));
        y += BAR + 6.0 + GAP;
    }
    Ok(Drawing { inside, room: room_class(widest), height: y - GAP })
}
