//! The frame of a chart: rules with their numbers, and what stands below.

use crate::language::{DateStyle, Language};
use crate::series::{Along, Data};
use crate::svg::{Anchor, Label, push_rule};
use crate::ticks::{Ticks, ticks};
use crate::time_ticks::time_ticks;

/// Where the highest rule is, in pixels from the top: its number stands above it.
pub(crate) const TOP: f64 = 22.0;
/// How high the room between the highest rule and the lowest is.
pub(crate) const HEIGHT: f64 = 204.0;
/// How high a chart is with what stands below.
pub(crate) const WHOLE: f64 = TOP + HEIGHT + 26.0;

/// At most so many rules.
const MOST_RULES: usize = 6;
/// At most so many words below; on a phone every second is left out of more than these.
const MOST_WORDS: usize = 8;
const MOST_ON_A_PHONE: usize = 4;

/// The rules of a chart whose lines show how something changes: from nothing where that is
/// near.
pub(crate) fn rules(data: &Data<'_>) -> Ticks {
    let (lowest, highest) = data.range();
    let near = 0.35;
    let (lowest, highest) = match (lowest, highest) {
        (lowest, highest) if lowest > 0.0 && lowest < near * highest => (0.0, highest),
        (lowest, highest) if highest < 0.0 && highest > near * lowest => (lowest, 0.0),
        both => both,
    };
    ticks(lowest, highest, MOST_RULES)
}

/// The rules of a chart whose bars show how much something is: from nothing always.
pub(crate) fn rules_from_zero(lowest: f64, highest: f64) -> Ticks {
    ticks(lowest.min(0.0), highest.max(0.0), MOST_RULES)
}

/// Where a number is, in pixels from the top.
pub(crate) fn height_of(value: f64, rules: &Ticks, (top, height): (f64, f64)) -> f64 {
    top + (1.0 - rules.fraction(value)) * height
}

/// Draws the rules and their numbers. The highest has the unit.
pub(crate) fn push_rules(
    out: &mut String,
    rules: &Ticks,
    unit: Option<&str>,
    room: (f64, f64),
    language: &dyn Language,
) {
    for (at, value) in rules.values.iter().enumerate() {
        let y = height_of(*value, rules, room);
        push_rule(out, y, if *value == 0.0 { "zero" } else { "rule" });
        let number = language.number(*value, rules.decimals);
        let is_highest = at + 1 == rules.values.len();
        let text = match unit.filter(|unit| is_highest || *unit == "%") {
            Some(unit) => language.with_unit(&number, unit),
            None => number,
        };
        Label { text: &text, x: 0.0, dx: 0.0, y: y - 4.0, anchor: Anchor::Start, class: "" }.push_to(out);
    }
}

/// Where the points of a chart are across, as parts of its width.
pub(crate) struct Across {
    first: f64,
    last: f64,
    /// How much room there is on each side, for bars that are wider than nothing.
    margin: f64,
}

impl Across {
    /// Of points in their order.
    pub fn of(places: &[f64]) -> Self {
        let (first, last) = (places.first(), places.last());
        Across { first: first.copied().unwrap_or(0.0), last: last.copied().unwrap_or(0.0), margin: 0.0 }
    }

    /// The same, with room for half a bar on each side.
    pub fn with_margin(self, margin: f64) -> Self {
        Across { margin, ..self }
    }

    /// Where a point is. One that is alone is in the middle.
    pub fn fraction(&self, place: f64) -> f64 {
        match self.last > self.first {
            true => self.margin + (place - self.first) / (self.last - self.first) * (1.0 - 2.0 * self.margin),
            false => 0.5,
        }
    }
}

/// Draws what stands below the chart; the word at one end only, if there are small charts.
pub(crate) fn push_below(
    out: &mut String,
    along: &Along<'_>,
    across: &Across,
    y: f64,
    is_small: bool,
    language: &dyn Language,
) {
    let mut words = match along {
        Along::Times(times, grain) => {
            let Some((first, last)) = times.first().zip(times.last()) else { return };
            let most = if is_small { 2 } else { MOST_WORDS };
            let ticks = match times.len() <= MOST_ON_A_PHONE && !is_small {
                // Few points are named all.
                true => times.iter().map(|time| (*time, crate::time_ticks::style_of(*grain))).collect(),
                false if is_small => {
                    let mut ends = vec![*first, *last];
                    ends.dedup();
                    ends.into_iter().map(|time| (time, short(*grain))).collect()
                }
                false => time_ticks(*first, *last, *grain, most),
            };
            let word = |(time, style)| (crate::table::seconds(time), language.date(time, style));
            ticks.into_iter().map(word).collect::<Vec<_>>()
        }
        Along::Numbers(numbers, _) => {
            let Some((first, last)) = numbers.first().zip(numbers.last()) else { return };
            let ticks = ticks(*first, *last, if is_small { 3 } else { MOST_WORDS });
            let inside = ticks.values.iter().filter(|it| (*first..=*last).contains(*it));
            inside.map(|it| (*it, language.number(*it, ticks.decimals))).collect()
        }
        Along::Words(_) => return,
    };
    words.dedup_by(|one, other| one.1 == other.1);
    let is_crowded = words.len() > MOST_ON_A_PHONE;
    for (at, (place, text)) in words.iter().enumerate() {
        let x = across.fraction(*place);
        let anchor = match x {
            x if x < 0.1 => Anchor::Start,
            x if x > 0.9 => Anchor::End,
            _ => Anchor::Middle,
        };
        let class = if is_crowded && at % 2 == 1 { "wide" } else { "" };
        Label { text, x, dx: 0.0, y, anchor, class }.push_to(out);
    }
}

/// How the ends of a small chart are written.
fn short(grain: crate::table::Grain) -> DateStyle {
    match grain {
        crate::table::Grain::Day => DateStyle::Day,
        crate::table::Grain::Minute => DateStyle::Clock,
        other => crate::time_ticks::style_of(other),
    }
}
