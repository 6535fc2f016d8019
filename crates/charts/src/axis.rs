//! The frame of a chart: rules with their numbers, and what stands below.

use crate::language::{DateStyle, Language};
use crate::names::width;
use crate::series::{Along, Data};
use crate::svg::{Anchor, Label, push_rule};
use crate::table::{Grain, seconds};
use crate::ticks::{Ticks, ticks};
use crate::time_ticks::{style_of, time_ticks};

/// Where the highest rule is, in pixels from the top: a unit stands above it.
pub(crate) const TOP: f64 = 22.0;
/// How high the room between the highest rule and the lowest is.
pub(crate) const HEIGHT: f64 = 204.0;
/// How high a chart is with what stands below.
pub(crate) const WHOLE: f64 = TOP + HEIGHT + 26.0;

/// At most so many rules.
const MOST_RULES: usize = 6;
/// At most so many words below.
const MOST_WORDS: usize = 8;
/// So few points are named all.
const FEW: usize = 4;

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

/// Draws the rules, with their numbers beside them; the class that keeps the room for these, and
/// how many pixels that is. A unit stands above.
pub(crate) fn push_rules(
    out: &mut String,
    rules: &Ticks,
    unit: Option<&str>,
    room: (f64, f64),
    language: &dyn Language,
) -> (String, f64) {
    let written = |value: &f64| {
        let number = language.number(*value, rules.decimals);
        if unit == Some("%") { language.with_unit(&number, "%") } else { number }
    };
    let numbers: Vec<String> = rules.values.iter().map(written).collect();
    let widest = numbers.iter().map(|number| width(number)).fold(0.0, f64::max);
    let steps = ((widest + 8.0) / STEP).ceil().clamp(1.0, 5.0);
    for (value, number) in rules.values.iter().zip(&numbers) {
        let y = height_of(*value, rules, room);
        push_rule(out, y, if *value == 0.0 { "zero" } else { "rule" });
        Label { text: number, x: 0.0, dx: -6.0, y: y + 4.5, anchor: Anchor::End, class: "" }
            .push_to(out);
    }
    if let Some(unit) = unit.filter(|unit| *unit != "%") {
        let (dx, y) = (-steps * STEP, room.0 - 11.0);
        Label { text: unit, x: 0.0, dx, y, anchor: Anchor::Start, class: "" }.push_to(out);
    }
    (format!("l{steps}"), steps * STEP)
}

/// The room beside a chart goes by these steps, in pixels.
const STEP: f64 = 16.0;

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
        Across {
            first: first.copied().unwrap_or(0.0),
            last: last.copied().unwrap_or(0.0),
            margin: 0.0,
        }
    }

    /// The same, with room for half a bar on each side.
    pub fn with_margin(self, margin: f64) -> Self {
        Across { margin, ..self }
    }

    /// Where a point is. One that is alone is in the middle.
    pub fn fraction(&self, place: f64) -> f64 {
        match self.last > self.first {
            true => {
                self.margin
                    + (place - self.first) / (self.last - self.first) * (1.0 - 2.0 * self.margin)
            }
            false => 0.5,
        }
    }
}

/// The room below a chart.
pub(crate) struct Below {
    /// Where the words stand.
    pub y: f64,
    /// How wide the chart is on a phone, and where there is room, in pixels.
    pub phone: f64,
    pub wide: f64,
    /// Whether there is room for two words alone.
    pub is_small: bool,
}

impl Below {
    /// Of a chart with so many pixels beside it.
    pub fn of(beside: f64) -> Self {
        Below {
            y: TOP + HEIGHT + 18.0,
            phone: 284.0 - beside,
            wide: 560.0 - beside,
            is_small: false,
        }
    }
}

/// Draws what stands below a chart. Words without room on a phone are shown on wider screens.
pub(crate) fn push_below(
    out: &mut String,
    along: &Along<'_>,
    across: &Across,
    below: &Below,
    language: &dyn Language,
) {
    let mut words = words_below(along, below.is_small, language);
    words.dedup_by(|one, other| one.text == other.text);
    let (mut on_phone, mut on_wide) = (Row::new(below.phone), Row::new(below.wide));
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|at| !words[*at].is_first_choice);
    let mut classes = vec![None; words.len()];
    for at in order {
        let Word { place, text, .. } = &words[at];
        let x = across.fraction(*place);
        if on_wide.has_room(x, text) {
            classes[at] = Some(if on_phone.has_room(x, text) { "" } else { "wide" });
        }
    }
    for (Word { place, text, .. }, class) in words.iter().zip(classes) {
        let Some(class) = class else { continue };
        let x = across.fraction(*place);
        Label { text, x, dx: 0.0, y: below.y, anchor: anchor(x), class }.push_to(out);
    }
}

/// A word below a chart.
struct Word {
    place: f64,
    text: String,
    /// Whether it has the year, without which others say little.
    is_first_choice: bool,
}

/// Which end of a word stands at its place: none reaches over an edge.
fn anchor(x: f64) -> Anchor {
    match x {
        x if x < 0.1 => Anchor::Start,
        x if x > 0.9 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// A row of words, so many pixels wide.
struct Row {
    wide: f64,
    /// Where its words begin and end.
    taken: Vec<(f64, f64)>,
}

impl Row {
    fn new(wide: f64) -> Self {
        Row { wide, taken: Vec::new() }
    }

    /// Whether there is room for a word, which it has then.
    fn has_room(&mut self, x: f64, text: &str) -> bool {
        let long = width(text);
        let begin = x * self.wide
            - match anchor(x) {
                Anchor::Start => 0.0,
                Anchor::Middle => long / 2.0,
                Anchor::End => long,
            };
        let end = begin + long + 8.0;
        let is_free = self.taken.iter().all(|(from, to)| end <= *from || *to <= begin);
        if is_free {
            self.taken.push((begin, end));
        }
        is_free
    }
}

/// The words below a chart, and where each belongs.
fn words_below(along: &Along<'_>, is_small: bool, language: &dyn Language) -> Vec<Word> {
    match along {
        Along::Times(times, grain) => {
            let Some((first, last)) = times.first().zip(times.last()) else { return Vec::new() };
            let ticks = if is_small {
                [*first, *last].map(|time| (time, short(*grain))).to_vec()
            } else if times.len() <= FEW {
                // Few points are named all.
                times.iter().map(|time| (*time, style_of(*grain))).collect()
            } else {
                time_ticks(*first, *last, *grain, MOST_WORDS)
            };
            let word = |(time, style)| Word {
                place: seconds(time),
                text: language.date(time, style),
                is_first_choice: matches!(style, DateStyle::MonthOfYear | DateStyle::DayOfYear),
            };
            ticks.into_iter().map(word).collect()
        }
        Along::Numbers(numbers, _) => {
            let Some((first, last)) = numbers.first().zip(numbers.last()) else {
                return Vec::new();
            };
            let ticks = ticks(*first, *last, if is_small { 3 } else { MOST_WORDS });
            let inside = ticks.values.iter().filter(|it| (*first..=*last).contains(*it));
            let word = |it: &f64| Word {
                place: *it,
                text: language.number(*it, ticks.decimals),
                is_first_choice: false,
            };
            inside.map(word).collect()
        }
        Along::Words(_) => Vec::new(),
    }
}

/// How the ends of a small chart are written.
fn short(grain: Grain) -> DateStyle {
    match grain {
        Grain::Day => DateStyle::Day,
        Grain::Minute => DateStyle::Clock,
        Grain::Second => DateStyle::ClockSecond,
        Grain::Year | Grain::Month | Grain::Clock | Grain::ClockSecond => style_of(grain),
    }
}
