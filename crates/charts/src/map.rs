//! Maps of dots: places by their coordinates, on a grid of degrees, with a scale.
//!
//! Degrees of longitude are as much narrower than those of latitude as they are in the middle
//! of the map (an equirectangular projection), which is right for a country and good enough for
//! a continent.

use crate::form::{Form, lacks};
use crate::language::Language;
use crate::names::{BOLD, cut, width};
use crate::svg::{Anchor, escaped, length, percent, push_dot};
use crate::table::{Column, Fault, Table};
use crate::ticks::ticks;

/// Which columns of a table say where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coordinates {
    pub latitude: usize,
    pub longitude: usize,
}

const LATITUDE: [&str; 2] = ["lat", "latitude"];
const LONGITUDE: [&str; 4] = ["lon", "lng", "long", "longitude"];

/// More dots than these hide each other.
const MOST: usize = 500;

/// The columns of coordinates, if there are both.
pub(crate) fn coordinates(table: &Table) -> Option<Coordinates> {
    let named = |names: &[&str]| {
        table.columns.iter().position(|column| {
            column.numbers().is_some() && names.contains(&&*column.name.to_lowercase())
        })
    };
    Some(Coordinates { latitude: named(&LATITUDE)?, longitude: named(&LONGITUDE)? })
}

/// A place.
struct Dot {
    latitude: f64,
    longitude: f64,
    /// Its number, if there is one.
    value: Option<f64>,
    label: String,
}

/// The part of the world that a map shows.
struct Frame {
    west: f64,
    north: f64,
    /// In degrees of longitude and of latitude.
    wide: f64,
    high: f64,
    /// How much a degree of longitude is of one of latitude.
    squeeze: f64,
    shape: Shape,
}

/// The shape of a map: its class, and how wide it is for its height.
#[derive(Clone, Copy)]
struct Shape {
    class: &'static str,
    ratio: f64,
}

const SHAPES: [Shape; 4] = [
    Shape { class: "a2", ratio: 2.0 },
    Shape { class: "a3", ratio: 1.5 },
    Shape { class: "a1", ratio: 1.0 },
    Shape { class: "a4", ratio: 0.75 },
];

/// How wide a map is on a phone, and where there is room, in pixels.
const PHONE: f64 = 288.0;
const WIDE: f64 = 560.0;
/// How many pixels a line of letters is high.
const LINE: f64 = 14.0;
const NAME_WIDTH: f64 = 150.0;
/// The kilometres of a degree of latitude.
const KILOMETRES: f64 = 111.2;

/// Draws a map; what is in it, and the class of its shape.
pub(crate) fn map(table: &Table, language: &dyn Language) -> Result<(String, &'static str), Fault> {
    let Some(at) = coordinates(table) else {
        let hint = "call the columns of coordinates `lat` and `lon`, in degrees: `40.18`, `-3.7`";
        return Err(lacks(Form::Map, "needs a column of latitudes and one of longitudes", hint));
    };
    if table.rows > MOST {
        let message = format!("shows {MOST} places at most, and this file has {}", table.rows);
        return Err(lacks(Form::Map, &message, "show fewer, or a `\"table\"`"));
    }
    let mut dots = dots(table, at, language)?;
    bring_together(&mut dots);
    let frame = Frame::around(&dots);
    let mut inside = String::new();
    frame.push_grid(&mut inside, language);
    frame.push_dots(&mut inside, &dots);
    frame.push_scale(&mut inside, language);
    Ok((inside, frame.shape.class))
}

/// The column that names places: the first of words.
fn names(table: &Table) -> Option<&Column> {
    table.columns.iter().find(|column| column.texts().is_some())
}

/// The column whose numbers are shown: the first that is no coordinate.
pub(crate) fn shown(table: &Table, at: Coordinates) -> Option<&Column> {
    let others = table.columns.iter().enumerate();
    let mut others = others.filter(|(column, _)| ![at.latitude, at.longitude].contains(column));
    others.find(|(_, column)| column.numbers().is_some()).map(|(_, column)| column)
}

fn dots(table: &Table, at: Coordinates, language: &dyn Language) -> Result<Vec<Dot>, Fault> {
    let number = |column: usize, row: usize| {
        table.columns[column].numbers().and_then(|(numbers, _)| numbers[row])
    };
    let names = names(table).and_then(Column::texts);
    let shown = shown(table, at);
    let mut dots = Vec::with_capacity(table.rows);
    for row in 0..table.rows {
        let both = number(at.latitude, row).zip(number(at.longitude, row));
        let Some((latitude, longitude)) = both else {
            let message = format!("needs coordinates in each row, and row {} lacks one", row + 1);
            return Err(lacks(Form::Map, &message, "write it, or take the row out"));
        };
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            let message = format!(
                "has degrees, and row {} is at {latitude}, {longitude}, which is nowhere",
                row + 1
            );
            let hint = "latitudes are from -90 to 90, longitudes from -180 to 180; are they in the wrong order?";
            return Err(lacks(Form::Map, &message, hint));
        }
        let value = shown.and_then(|column| column.numbers()).and_then(|(numbers, _)| numbers[row]);
        let name = names.map_or("", |names| names[row].as_str());
        let number = value.zip(shown).map(|(value, column)| {
            let number =
                language.number(value, column.numbers().map_or(0, |(_, decimals)| decimals));
            match &column.unit {
                Some(unit) => language.with_unit(&number, unit),
                None => number,
            }
        });
        let label = match number {
            Some(number) if name.is_empty() => number,
            Some(number) => format!("{} {number}", cut(name, NAME_WIDTH)),
            None => cut(name, NAME_WIDTH),
        };
        dots.push(Dot { latitude, longitude, value, label });
    }
    Ok(dots)
}

/// Places that are near each other on both sides of 180°, such as those of Fiji: those to the east
/// of it get more degrees than that. They are near if all are in a quarter of the world.
fn bring_together(dots: &mut [Dot]) {
    let mut degrees: Vec<f64> = dots.iter().map(|dot| dot.longitude).collect();
    degrees.sort_by(f64::total_cmp);
    let gaps = degrees.windows(2).map(|pair| (pair[1] - pair[0], pair[1]));
    let widest = gaps.max_by(|one, other| one.0.total_cmp(&other.0));
    let Some((_, west)) = widest.filter(|(gap, _)| *gap >= 270.0) else { return };
    for dot in dots.iter_mut().filter(|dot| dot.longitude < west) {
        dot.longitude += 360.0;
    }
}

impl Frame {
    fn around(dots: &[Dot]) -> Self {
        let ends = |of: fn(&Dot) -> f64| {
            let (least, most) = (f64::INFINITY, f64::NEG_INFINITY);
            dots.iter()
                .map(of)
                .fold((least, most), |(least, most), it| (least.min(it), most.max(it)))
        };
        let (south, north) = ends(|dot| dot.latitude);
        let (west, east) = ends(|dot| dot.longitude);
        let middle = ((south + north) / 2.0, (west + east) / 2.0);
        // At the poles it would be nothing.
        let squeeze = middle.0.to_radians().cos().max(0.1);
        // A tenth around, and two kilometres at least, for a map of one place.
        let high = (north - south).max(0.02) * 1.24;
        let wide = ((east - west) * squeeze).max(0.02) * 1.24;
        let nearest = |one: &&Shape, other: &&Shape| {
            let far = |shape: &Shape| (shape.ratio.ln() - (wide / high).ln()).abs();
            far(one).total_cmp(&far(other))
        };
        let shape = SHAPES.iter().min_by(nearest).copied().unwrap_or(SHAPES[2]);
        let (wide, high) = (wide.max(high * shape.ratio), high.max(wide / shape.ratio));
        Frame {
            west: middle.1 - wide / squeeze / 2.0,
            north: middle.0 + high / 2.0,
            wide: wide / squeeze,
            high,
            squeeze,
            shape,
        }
    }

    fn x(&self, longitude: f64) -> f64 {
        (longitude - self.west) / self.wide
    }

    fn y(&self, latitude: f64) -> f64 {
        (self.north - latitude) / self.high
    }

    /// Lines of whole degrees, or of tenths of one.
    fn push_grid(&self, out: &mut String, language: &dyn Language) {
        let degrees = |value, decimals| language.number(value, decimals) + "°";
        let across = ticks(self.west, self.west + self.wide, 5);
        // The margin of a map of the world goes on behind the end of it.
        let is_there = |value: f64| self.wide < 360.0 || value.abs() <= 180.0;
        let within = across.values.iter().filter(|it| (0.02..0.98).contains(&self.x(**it)));
        for value in within.filter(|it| is_there(**it)) {
            let at = self.x(*value);
            let x = percent(at);
            out.push_str(&format!(
                "<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"100%\" class=\"rule\"/>\n"
            ));
            let value = if *value > 180.0 { value - 360.0 } else { *value };
            let value = if value < -180.0 { value + 360.0 } else { value };
            let text = degrees(value, across.decimals);
            // At the right there is no room behind the line.
            let beside = match at > 0.75 {
                true => "dx=\"-3\" dy=\"-4\" text-anchor=\"end\"",
                false => "dx=\"3\" dy=\"-4\"",
            };
            out.push_str(&format!("<text x=\"{x}\" y=\"100%\" {beside}>{text}</text>\n"));
        }
        let down = ticks(self.north - self.high, self.north, 5);
        let within = down.values.iter().filter(|it| (0.05..0.9).contains(&self.y(**it)));
        for value in within.filter(|it| it.abs() <= 90.0) {
            let y = percent(self.y(*value));
            out.push_str(&format!(
                "<line x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\" class=\"rule\"/>\n"
            ));
            let text = degrees(*value, down.decimals);
            out.push_str(&format!("<text x=\"0\" y=\"{y}\" dx=\"3\" dy=\"-4\">{text}</text>\n"));
        }
    }

    fn push_dots(&self, out: &mut String, dots: &[Dot]) {
        let most =
            dots.iter().filter_map(|dot| dot.value).fold(0.0f64, |most, it| most.max(it.abs()));
        // The area is the number.
        let radius = |dot: &Dot| match dot.value {
            Some(value) if most > 0.0 => 3.0 + 11.0 * (value.abs() / most).sqrt(),
            _ => 5.0,
        };
        let mut order: Vec<&Dot> = dots.iter().collect();
        // Small ones lie over large ones.
        order.sort_by(|one, other| radius(other).total_cmp(&radius(one)));
        for dot in &order {
            let class =
                if dot.value.is_some_and(|value| value < 0.0) { "dot s2" } else { "dot s1" };
            let y = percent(self.y(dot.latitude));
            push_dot(out, self.x(dot.longitude), &y, radius(dot), class);
        }
        let (mut on_phone, mut on_wide) = (self.room(PHONE), self.room(WIDE));
        for dot in &order {
            let r = radius(dot);
            on_phone.block(self.x(dot.longitude), self.y(dot.latitude), r);
            on_wide.block(self.x(dot.longitude), self.y(dot.latitude), r);
        }
        for dot in order.iter().filter(|dot| !dot.label.is_empty()) {
            let place = (self.x(dot.longitude), self.y(dot.latitude), radius(dot));
            match (on_phone.place(place, &dot.label), on_wide.place(place, &dot.label)) {
                (Some(side), Some(other)) if side == other => push_label(out, place, dot, side, ""),
                (Some(side), _) => push_label(out, place, dot, side, ""),
                (None, Some(side)) => push_label(out, place, dot, side, " wide"),
                (None, None) => {}
            }
        }
    }

    fn room(&self, pixels: f64) -> Room {
        Room { wide: pixels, high: pixels / self.shape.ratio, taken: Vec::new() }
    }

    /// A line with its length in kilometres.
    fn push_scale(&self, out: &mut String, language: &dyn Language) {
        let whole = self.wide * self.squeeze * KILOMETRES;
        let Some(round) = ticks(0.0, whole * 0.3, 4).values.get(1).copied() else { return };
        let decimals = usize::from(round < 1.0);
        let text = language.with_unit(&language.number(round, decimals), "km");
        let (from, to) = (percent(0.97 - round / whole), percent(0.97));
        out.push_str(&format!(
            "<line x1=\"{from}\" x2=\"{to}\" y1=\"16\" y2=\"16\" class=\"zero\"/>\n\
             <text x=\"{to}\" y=\"11\" text-anchor=\"end\">{}</text>\n",
            escaped(&text)
        ));
    }
}

/// Where a label stands by its dot.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Right,
    Left,
    Above,
    Below,
}

fn push_label(
    out: &mut String,
    (x, y, radius): (f64, f64, f64),
    dot: &Dot,
    side: Side,
    class: &str,
) {
    let (dx, dy, anchor) = match side {
        Side::Right => (radius + 3.0, 4.5, Anchor::Start),
        Side::Left => (-radius - 3.0, 4.5, Anchor::End),
        Side::Above => (0.0, -radius - 4.0, Anchor::Middle),
        Side::Below => (0.0, radius + 12.0, Anchor::Middle),
    };
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, y, dx, dy) = (percent(x), percent(y), length(dx), length(dy));
    let text = escaped(&dot.label);
    out.push_str(&format!(
        "<text x=\"{x}\" y=\"{y}\" dx=\"{dx}\" dy=\"{dy}\"{anchor} class=\"v{class}\">{text}</text>\n"
    ));
}

/// What of a map has something on it already, in pixels: left, top, right and bottom of each.
struct Room {
    wide: f64,
    high: f64,
    taken: Vec<[f64; 4]>,
}

impl Room {
    fn block(&mut self, x: f64, y: f64, radius: f64) {
        let (x, y) = (x * self.wide, y * self.high);
        self.taken.push([x - radius, y - radius, x + radius, y + radius]);
    }

    /// The first side on which a label is free, which it is not any more then.
    fn place(&mut self, (x, y, radius): (f64, f64, f64), label: &str) -> Option<Side> {
        let (x, y, wide) = (x * self.wide, y * self.high, width(label) * BOLD);
        let boxes = [
            (Side::Right, [x + radius + 3.0, y - LINE / 2.0]),
            (Side::Left, [x - radius - 3.0 - wide, y - LINE / 2.0]),
            (Side::Above, [x - wide / 2.0, y - radius - 3.0 - LINE]),
            (Side::Below, [x - wide / 2.0, y + radius + 1.0]),
        ];
        for (side, [left, top]) in boxes {
            let own = [left, top, left + wide, top + LINE];
            let is_inside =
                own[0] >= 0.0 && own[1] >= 0.0 && own[2] <= self.wide && own[3] <= self.high;
            let meets = |other: &[f64; 4]| {
                own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3]
            };
            if is_inside && !self.taken.iter().any(meets) {
                self.taken.push(own);
                return Some(side);
            }
        }
        None
    }
}
