//! Charts of lines.

use crate::axis::{Across, Below, HEIGHT, TOP, WHOLE, height_of, push_below, push_rules, rules};
use crate::form::{Form, lacks};
use crate::language::Language;
use crate::names::{BOLD, WIDEST, apart, in_two_lines, room_class, width};
use crate::series::{Data, Series};
use crate::svg::{Anchor, Label, length, push_dot, push_length};
use crate::table::Fault;
use crate::ticks::Ticks;

/// How many units the width of the lines has.
const UNITS: f64 = 1000.0;

/// A drawing, without the element around it.
pub(crate) struct Drawing {
    pub inside: String,
    /// The classes that keep room at its sides; empty if it needs none.
    pub room: String,
    pub height: f64,
}

/// Draws the lines of a chart.
pub(crate) fn line(data: &Data<'_>, language: &dyn Language) -> Result<Drawing, Fault> {
    let Some(places) = data.along.places() else {
        return Err(lacks(
            Form::Line,
            "needs days, months, years or numbers in the first column",
            "write `2026-11-30`, `2026-11` or `2026`; words are shown as bars: `\"bar\"`",
        ));
    };
    let rules = rules(data);
    let across = Across::of(&places);
    let room = (TOP, HEIGHT);
    let mut inside = String::with_capacity(2048 + places.len() * data.series.len() * 14);
    let (mut classes, mut beside) = push_rules(&mut inside, &rules, data.unit(), room, language);
    push_lines(&mut inside, data.series.iter().zip(1..), &places, &across, &rules, room);
    if let [series] = &data.series[..] {
        push_last_value(&mut inside, series, &places, &across, &rules, language);
    } else {
        let ends = |series: &Series<'_>| {
            let last = series.values.iter().rev().flatten().next();
            last.map(|value| height_of(*value, &rules, room))
        };
        let ends: Vec<Option<f64>> = data.series.iter().map(ends).collect();
        let (class, pixels) = push_names(&mut inside, &data.series, &ends);
        classes = format!("{classes} {class}");
        beside += pixels;
    }
    push_below(&mut inside, &data.along, &across, &Below::of(beside), language);
    Ok(Drawing { inside, room: classes, height: WHOLE })
}

/// Draws lines, each in the colour of its number. A value that is not known breaks a line; one
/// that stands alone is a dot.
pub(crate) fn push_lines<'s, 'd: 's>(
    out: &mut String,
    series: impl Iterator<Item = (&'s Series<'d>, usize)>,
    places: &[f64],
    across: &Across,
    rules: &Ticks,
    room: (f64, f64),
) {
    let mut dots = String::new();
    out.push_str("<svg y=\"");
    push_length(out, room.0);
    out.push_str("\" width=\"100%\" height=\"");
    push_length(out, room.1);
    out.push_str("\" viewBox=\"0 0 1000 ");
    push_length(out, room.1);
    out.push_str("\" preserveAspectRatio=\"none\" overflow=\"visible\">\n");
    for (series, number) in series {
        out.push_str("<path class=\"s");
        out.push_str(&number.to_string());
        out.push_str("\" d=\"");
        let known = |at: usize| series.values.get(at).copied().flatten();
        for (at, place) in places.iter().enumerate() {
            let Some(value) = known(at) else { continue };
            let is_begin = at == 0 || known(at - 1).is_none();
            if is_begin && known(at + 1).is_none() {
                let y = length(height_of(value, rules, room));
                push_dot(&mut dots, across.fraction(*place), &y, 3.5, &format!("s{number}"));
                continue;
            }
            out.push(if is_begin { 'M' } else { 'L' });
            push_length(out, across.fraction(*place) * UNITS);
            out.push(' ');
            push_length(out, (1.0 - rules.fraction(value)) * room.1);
        }
        out.push_str("\"/>\n");
    }
    out.push_str("</svg>\n");
    out.push_str(&dots);
}

/// Writes the last value of the only line where it ends.
fn push_last_value(
    out: &mut String,
    series: &Series<'_>,
    places: &[f64],
    across: &Across,
    rules: &Ticks,
    language: &dyn Language,
) {
    let last = series
        .values
        .iter()
        .zip(places)
        .rev()
        .find_map(|(value, place)| Some((((*value)?), place)));
    let Some((value, place)) = last else { return };
    let (x, y) = (across.fraction(*place), height_of(value, rules, (TOP, HEIGHT)));
    push_dot(out, x, &length(y), 4.0, "s1");
    let text = series.written(value, language);
    let anchor = if x > 0.8 { Anchor::End } else { Anchor::Start };
    // Not where the line comes from.
    let before = series.values.iter().rev().flatten().nth(1).copied();
    let is_falling = before.is_some_and(|before| before > value);
    let y = if is_falling && y + 22.0 < TOP + HEIGHT { y + 20.0 } else { y - 9.0 };
    Label { text: &text, x, dx: 0.0, y, anchor, class: "v" }.push_to(out);
}

/// How high a line of a name is.
const LEADING: f64 = 15.0;

/// Writes the name of each series at the side, at the height where it ends; the class that keeps
/// the room for them, and how many pixels that is.
pub(crate) fn push_names(
    out: &mut String,
    series: &[Series<'_>],
    ends: &[Option<f64>],
) -> (String, f64) {
    let named: Vec<(usize, f64, Vec<String>)> = series
        .iter()
        .zip(ends)
        .enumerate()
        .filter_map(|(at, (series, end))| {
            Some((at + 1, (*end)?, in_two_lines(series.name, WIDEST)))
        })
        .collect();
    let high = |lines: &Vec<String>| LEADING * lines.len() as f64;
    let places: Vec<(f64, f64)> =
        named.iter().map(|(_, end, lines)| (*end, high(lines) + 2.0)).collect();
    let moved = apart(&places, 0.0, TOP + HEIGHT + 24.0);
    let mut widest: f64 = 0.0;
    for ((number, _, lines), y) in named.iter().zip(moved) {
        let class = format!("n s{number}");
        let mut y = y - high(lines) / 2.0 + 11.0;
        for text in lines {
            widest = widest.max(width(text) * BOLD + 8.0);
            Label { text, x: 1.0, dx: 8.0, y, anchor: Anchor::Start, class: &class }.push_to(out);
            y += LEADING;
        }
    }
    (room_class(widest), widest)
}
