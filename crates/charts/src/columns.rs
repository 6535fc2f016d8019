//! Columns over time, beside each other or stacked.

use crate::axis::{
    Across, Below, HEIGHT, TOP, WHOLE, height_of, push_below, push_rules, rules_from_zero,
};
use crate::language::Language;
use crate::line::{Drawing, push_names};
use crate::series::Data;
use crate::svg::push_rect;

/// Which part of the room between two columns is filled.
const FILLED: f64 = 0.8;

/// Draws columns beside each other.
pub(crate) fn beside(data: &Data<'_>, places: &[f64], language: &dyn Language) -> Drawing {
    let (lowest, highest) = data.range();
    let rules = rules_from_zero(lowest, highest);
    let (across, band) = bands(places);
    let room = (TOP, HEIGHT);
    let zero = height_of(0.0, &rules, room);
    let mut inside = String::new();
    let (mut classes, mut beside) = push_rules(&mut inside, &rules, data.unit(), room, language);
    let width = band * FILLED / data.series.len() as f64;
    for (at, series) in data.series.iter().enumerate() {
        let class = format!("s{}", at + 1);
        for (value, place) in series.values.iter().zip(places) {
            let Some(value) = value else { continue };
            let left = across.fraction(*place) - band * FILLED / 2.0 + width * at as f64;
            let y = height_of(*value, &rules, room);
            push_rect(&mut inside, (left, left + width), (y.min(zero), y.max(zero)), &class);
        }
    }
    if data.series.len() > 1 {
        let end = |values: &[Option<f64>]| values.iter().rev().flatten().next().copied();
        let ends: Vec<Option<f64>> = data
            .series
            .iter()
            .map(|series| end(&series.values).map(|value| height_of(value, &rules, room)))
            .collect();
        let (class, pixels) = push_names(&mut inside, &data.series, &ends);
        classes = format!("{classes} {class}");
        beside += pixels;
    }
    push_below(&mut inside, &data.along, &across, &Below::of(beside), language);
    Drawing { inside, room: classes, height: WHOLE }
}

/// Draws columns upon each other; what is less than nothing hangs below.
pub(crate) fn stacked(data: &Data<'_>, places: &[f64], language: &dyn Language) -> Drawing {
    let (lowest, highest) = sums(data);
    let rules = rules_from_zero(lowest, highest);
    let (across, band) = bands(places);
    let room = (TOP, HEIGHT);
    let mut inside = String::new();
    let (classes, beside) = push_rules(&mut inside, &rules, data.unit(), room, language);
    let mut ends = vec![None; data.series.len()];
    for (point, place) in places.iter().enumerate() {
        let left = across.fraction(*place) - band * FILLED / 2.0;
        let (mut above, mut below) = (0.0, 0.0);
        for (at, series) in data.series.iter().enumerate() {
            let Some(value) = series.values[point] else { continue };
            let from = if value < 0.0 { &mut below } else { &mut above };
            let before = *from;
            *from += value;
            let (one, other) = (height_of(before, &rules, room), height_of(*from, &rules, room));
            let class = format!("s{}", at + 1);
            push_rect(
                &mut inside,
                (left, left + band * FILLED),
                (one.min(other), one.max(other)),
                &class,
            );
            ends[at] = Some((one + other) / 2.0);
        }
    }
    let (class, pixels) = push_names(&mut inside, &data.series, &ends);
    let beside = beside + pixels;
    push_below(&mut inside, &data.along, &across, &Below::of(beside), language);
    Drawing { inside, room: format!("{classes} {class}"), height: WHOLE }
}

/// The lowest and the highest sum of what is stacked at one place.
pub(crate) fn sums(data: &Data<'_>) -> (f64, f64) {
    let (mut lowest, mut highest) = (0.0f64, 0.0f64);
    for point in 0..data.along.len() {
        let values = || data.series.iter().filter_map(|series| series.values[point]);
        lowest = lowest.min(values().filter(|value| *value < 0.0).sum());
        highest = highest.max(values().filter(|value| *value > 0.0).sum());
    }
    (lowest, highest)
}

/// Where columns are, and how wide the room of each is: that between the two nearest.
fn bands(places: &[f64]) -> (Across, f64) {
    let span = places.last().zip(places.first()).map_or(0.0, |(last, first)| last - first);
    let least = places.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    if span <= 0.0 {
        return (Across::of(places), 0.3);
    }
    // Half a room on each side, so that the whole is the span and one more.
    let band = (least / (span + least)).max(0.0005);
    (Across::of(places).with_margin(band / 2.0), band)
}
