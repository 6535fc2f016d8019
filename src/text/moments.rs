//! A date in a field of YAML, and what to write in the place of one that is none.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::text::date::{self, Moment, Written};
use crate::text::yaml::{Decoder, Node, unseen};

/// The moment in the field `name`, in `zone` unless it says another; what is wrong with it is
/// collected.
pub fn moment(yaml: &mut Decoder<'_>, node: &Node, name: &str, zone: &TimeZone) -> Option<Moment> {
    let takes = format!("write it like `{name}: 2026-02-01` or `{name}: 2026-02-01 09:30`");
    let text = yaml.text_of_form(node, name, &takes)?;
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
    if let Some((message, remedy)) =
        doubt_of_clocks(civil, moment, |date| yaml.line_with(node, date))
    {
        yaml.warn(&node.range, message, remedy);
    }
}

/// What to say of a time that clocks skip or show twice, and what to do; `line` is its line with
/// another date.
fn doubt_of_clocks(
    civil: DateTime,
    moment: &Moment,
    line: impl Fn(&str) -> String,
) -> Option<(String, String)> {
    let zone = moment.zoned.time_zone();
    let time = civil.strftime(time_form(civil));
    match zone.to_ambiguous_zoned_datetime(civil).offset() {
        AmbiguousOffset::Unambiguous { .. } => None,
        AmbiguousOffset::Gap { .. } => {
            let form = time_form(moment.zoned.datetime());
            // A whole day may be skipped.
            let taken = match moment.day() == civil.date() {
                true => moment.zoned.strftime(form).to_string(),
                false => moment.zoned.strftime(&format!("%Y-%m-%d {form}")).to_string(),
            };
            let message = format!("the clocks skip {time} on this day: it is taken for {taken}");
            let line = line(&moment.zoned.strftime(&format!("%Y-%m-%d {form}")).to_string());
            Some((message, format!("write `{line}`, if that is meant")))
        }
        AmbiguousOffset::Fold { before, after } => {
            let message =
                format!("the clocks show {time} twice on this day: it is taken for the first time");
            let form = format!("%Y-%m-%d {}%:z", time_form(civil));
            let [first, second] = [before, after].map(|offset| {
                let moment = offset.to_timestamp(civil).map(|it| {
                    let zoned = it.to_zoned_datetime(zone.clone());
                    zoned.strftime(&form).to_string()
                });
                line(&moment.unwrap_or_default())
            });
            Some((message, format!("say which: `{first}` is the first, `{second}` the second")))
        }
    }
}

/// How a time is written: to the minute, unless it says more.
fn time_form(civil: DateTime) -> &'static str {
    match (civil.second(), civil.subsec_nanosecond()) {
        (0, 0) => "%H:%M",
        _ => "%H:%M:%S%.f",
    }
}

/// Whether a word says that there is no moment.
fn is_never(text: &str) -> bool {
    matches!(&*text.to_lowercase(), "never" | "none" | "no" | "n/a" | "-" | "false")
}
