//! Small multiples: a small chart of each series, all to one scale.

use crate::axis::{Across, Below, height_of, push_below, push_rules, rules};
use crate::form::{Form, lacks};
use crate::language::Language;
use crate::line::{Drawing, push_lines};
use crate::names::{BOLD, cut};
use crate::series::Data;
use crate::svg::{Anchor, Label, length, push_dot};
use crate::table::Fault;
use crate::ticks::{Ticks, ticks};

/// More small charts than these fill more than a screen.
pub(crate) const MOST: usize = 24;

/// Where the highest rule of a small chart is, below its name and a number.
const TOP: f64 = 42.0;
/// How high the room between its rules is.
const HEIGHT: f64 = 80.0;
/// How wide its name may be: two stand beside each other on a phone.
const NAME_WIDTH: f64 = 132.0;

/// Draws the small charts, one for each series.
pub(crate) fn multiples(data: &Data<'_>, language: &dyn Language) -> Result<Vec<Drawing>, Fault> {
    let Some(places) = data.along.places() else {
        return Err(lacks(
            Form::Multiples,
            "needs days, months, years or numbers in the first column",
            "write `2026-11-30`, `2026-11` or `2026`; words are shown as bars: `\"bar\"`",
        ));
    };
    let rules = few(&rules(data));
    let across = Across::of(&places);
    let room = (TOP, HEIGHT);
    let draw = |series| {
        let mut inside = String::new();
        let one: &crate::series::Series<'_> = series;
        let name = cut(one.name, NAME_WIDTH / BOLD);
        let (class, beside) = push_rules(&mut inside, &rules, data.unit(), room, language);
        Label { text: &name, x: 0.0, dx: -beside, y: 14.0, anchor: Anchor::Start, class: "v" }
            .push_to(&mut inside);
        push_lines(&mut inside, std::iter::once((one, 1)), &places, &across, &rules, room);
        let last = one
            .values
            .iter()
            .zip(&places)
            .rev()
            .find_map(|(value, place)| Some(((*value)?, place)));
        if let Some((value, place)) = last {
            let y = length(height_of(value, &rules, room));
            push_dot(&mut inside, across.fraction(*place), &y, 3.0, "s1");
        }
        let room = NAME_WIDTH - beside;
        let below = Below { y: TOP + HEIGHT + 18.0, phone: room, wide: room, is_small: true };
        push_below(&mut inside, &data.along, &across, &below, language);
        Drawing { inside, room: class, height: TOP + HEIGHT + 24.0 }
    };
    Ok(data.series.iter().map(draw).collect())
}

/// The same rules with nothing but both ends and what is between them in the middle.
fn few(rules: &Ticks) -> Ticks {
    ticks(rules.lowest(), rules.highest(), 3)
}
