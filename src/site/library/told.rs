//! What is told of versions of a story that differ, with the place and the line as it should be.

use super::inputs::Inputs;
use crate::diagnostic::Diagnostic;
use crate::model::{Concern, Difference, DifferenceKind, Versions, differences};
use crate::text::date::{Moment, for_message, written};

/// How many are told: whoever has more begins with the newest.
const TOLD: usize = 100;

/// A warning for each difference that concerns `whom`, the newest if there are many.
pub(super) fn told(inputs: &Inputs, versions: &Versions, whom: Concern) -> Vec<Diagnostic> {
    let stories = versions.stories();
    let of_story = |versions| differences(versions).into_iter();
    let concerned = |difference: &Difference<'_>| difference.concern() == whom;
    let mut found: Vec<Difference<'_>> = stories.flat_map(of_story).filter(concerned).collect();
    let newest_first = |it: &Difference<'_>| std::cmp::Reverse((it.since().is_none(), it.since()));
    found.sort_by(|one, other| {
        (newest_first(one), one.file, one.other).cmp(&(
            newest_first(other),
            other.file,
            other.other,
        ))
    });
    let more = found.len().saturating_sub(TOLD);
    let teller = Teller { inputs };
    let mut told: Vec<Diagnostic> = found.iter().take(TOLD).map(|it| teller.told(it)).collect();
    if more > 0 {
        let message = format!("{more} more versions of stories differ from their originals");
        let hint = "`dateline serve` has a page of all: it says where";
        told.push(Diagnostic::warning(message).hint(hint));
    }
    told
}

struct Teller<'a> {
    inputs: &'a Inputs,
}

impl Teller<'_> {
    fn told(&self, difference: &Difference<'_>) -> Diagnostic {
        let Difference { file, other, .. } = difference;
        let (message, hint, fields) = self.words(difference);
        let state = self.inputs.texts.get(*file);
        let place = state.map(|state| state.places.first_of(fields));
        let fault = Diagnostic::warning(format!("{message}: `{other}`")).in_file(*file).hint(hint);
        Diagnostic { place, ..fault }
    }

    /// Message without the other file, hint, and the fields of which the first has the place.
    fn words(&self, difference: &Difference<'_>) -> (String, String, &'static [&'static str]) {
        let time = |moment: &jiff::Timestamp| for_message(moment, &self.inputs.config.time_zone);
        let day_or_time = |moment: &Moment| written(moment);
        let whose = difference.whose();
        match &difference.kind {
            DifferenceKind::Older { updated, own } => (
                format!(
                    "this version is of {}, and {whose} was updated on {}",
                    day_or_time(own),
                    day_or_time(updated)
                ),
                format!(
                    "take over what changed, and write `updated: {}`; if it says the same already, \
                     write that line alone",
                    day_or_time(updated)
                ),
                &["updated", "date"],
            ),
            DifferenceKind::CorrectionsMissing(days) => {
                let named: Vec<String> = days.iter().map(ToString::to_string).collect();
                let (what, them) = match &named[..] {
                    [day] => (format!("the correction of {day}"), "it"),
                    days => (format!("the corrections of {}", days.join(", ")), "them"),
                };
                let day = named.first().map(String::as_str).unwrap_or_default();
                (
                    format!("this version lacks {what} that {whose} has"),
                    format!(
                        "correct the text and add {them} here: `corrections: [{{date: {day}, text: …}}]`; \
                         if this version never had the mistake, write `this_version_only: true` beside \
                         the correction there"
                    ),
                    &["corrections", "updated", "date"],
                )
            }
            DifferenceKind::Embargo { until, other } => {
                let other = match other {
                    Some(other) => format!("from {}", time(other)),
                    None => "already".into(),
                };
                (
                    format!(
                        "this version is embargoed until {}, and {whose} is public {other}",
                        time(until)
                    ),
                    "give both the same embargo; for a version that merely comes later, write its \
                     moment as `date`"
                        .into(),
                    &["embargo"],
                )
            }
            DifferenceKind::EmbargoOfOriginal { until, own } => {
                let own = match own {
                    Some(own) => format!("would be public from {}", time(own)),
                    None => "has no embargo".into(),
                };
                (
                    format!(
                        "this version {own}, and is held until {} with its original",
                        time(until)
                    ),
                    "give both the same embargo, or write `hold_with_original: false` here".into(),
                    &["embargo", "date"],
                )
            }
            DifferenceKind::OriginalExpired(at) => (
                format!("readers still see this version, and its original expired on {}", time(at)),
                "give both the same `expires`".into(),
                &["expires", "date"],
            ),
            DifferenceKind::Expiry { original, own } => {
                let of_own = match own {
                    Some(moment) => format!("expires {}", written(moment)),
                    None => "never expires".into(),
                };
                let of_original = original.map_or("never".into(), written);
                (
                    format!("this version {of_own}, and its original {of_original}"),
                    "give both the same `expires`, unless this is meant".into(),
                    &["expires", "date"],
                )
            }
        }
    }
}
