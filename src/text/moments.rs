//! A date in a field of YAML, and what to write in the place of one that is none.

use jiff::tz::TimeZone;

use crate::text::date::{self, Moment};
use crate::text::yaml::{Decoder, Node, unseen};

/// The moment in the field `name`, in `zone` unless it says another; what is wrong with it is
/// collected.
pub fn moment(yaml: &mut Decoder<'_>, node: &Node, name: &str, zone: &TimeZone) -> Option<Moment> {
    let text = yaml.text(node, name)?;
    match date::parse(&text, zone) {
        Ok(moment) => Some(moment),
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

/// Whether a word says that there is no moment.
fn is_never(text: &str) -> bool {
    matches!(&*text.to_lowercase(), "never" | "none" | "no" | "n/a" | "-" | "false")
}
