//! A date in a field of YAML, and what to write in the place of one that is none.

use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::text::date::{self, Moment, Written};
use crate::text::yaml::{Decoder, Node, unseen};

/// The moment in the field `name`, in `zone` unless it says another; what is wrong with it is
/// collected.
pub fn moment(yaml: &mut Decoder<'_>, node: &Node, name: &str, zone: &TimeZone) -> Option<Moment> {
    let text = yaml.text(node, name)?;
    match date::parse(&text, zone) {
        Ok(moment) => {
            warn_of_clocks(yaml, node, &text, &moment);
            Some(moment)
        }
        Err(message) => {
            let remedy = match is_never(&text) {
                true => {
                    format!("delete the line `{name}: {text}`: without it there is no such moment")
                }
                false => date::remedy(&text, |date| yaml.line_with(node, date)),
            };
            match unseen::first(&text) {
                Some(character) => {
                    let line = yaml.line_with(node, unseen::mended(&text).trim());
                    let message = format!("{character} is in this date");
                    yaml.report(&node.range, message, format!("type it again: `{line}`"));
                }
                None => yaml.report(&node.range, format!("{name}: {message}"), remedy),
            }
            None
        }
    }
}

/// A change of the clocks skips an hour, or has one twice: a time in it is none, or two.
fn warn_of_clocks(yaml: &mut Decoder<'_>, node: &Node, text: &str, moment: &Moment) {
    let written = Written::parse(text).ok();
    let Some(civil) = written.and_then(|written| written.of_the_clock()) else { return };
    let zone = moment.zoned.time_zone();
    let (time, taken) = (civil.strftime("%H:%M"), moment.zoned.strftime("%H:%M"));
    let (message, remedy) = match zone.to_ambiguous_zoned_datetime(civil).offset() {
        AmbiguousOffset::Unambiguous { .. } => return,
        AmbiguousOffset::Gap { .. } => {
            let message = format!("the clocks skip {time} on this day: it is taken for {taken}");
            let line = yaml.line_with(node, &moment.zoned.strftime("%Y-%m-%d %H:%M").to_string());
            (message, format!("write `{line}`, if that is meant"))
        }
        AmbiguousOffset::Fold { before, after } => {
            let message =
                format!("the clocks show {time} twice on this day: it is taken for the first time");
            let lines = [before, after].map(|offset| {
                let moment = offset.to_timestamp(civil).map(|it| {
                    let zoned = it.to_zoned_datetime(zone.clone());
                    zoned.strftime("%Y-%m-%d %H:%M%:z").to_string()
                });
                yaml.line_with(node, &moment.unwrap_or_default())
            });
            let [first, second] = lines;
            (message, format!("say which: `{first}` is the first, `{second}` the second"))
        }
    };
    yaml.warn(&node.range, message, remedy);
}

/// Whether a word says that there is no moment.
fn is_never(text: &str) -> bool {
    matches!(&*text.to_lowercase(), "never" | "none" | "no" | "n/a" | "-" | "false")
}
