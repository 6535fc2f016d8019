//! What is said of the stories and pages that are not public.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::commands::grouped;
use crate::model::{Held, HeldOriginal, HeldReason, Reveal};
use crate::site::Site;
use crate::text::date::for_message;
use crate::text::printable::on_one_line;

/// What is not public, since when it will be, and when the site changes by itself.
pub(super) fn held(
    held: &[Held],
    next_change: Option<Timestamp>,
    time_zone: &TimeZone,
    reveal: Reveal,
) -> String {
    let time = |moment: &Timestamp| for_message(moment, time_zone);
    let (shown, hidden): (Vec<&Held>, Vec<&Held>) =
        held.iter().partition(|held| reveal.shows(&held.reason));
    let mut lines = Vec::new();
    for (held, what) in [(hidden, "not public"), (shown, "not public, but shown here")] {
        if !held.is_empty() {
            let stories = match held.len() {
                1 => "1 story".into(),
                stories => format!("{} stories", grouped(stories)),
            };
            lines.push(format!("{stories} {what}:\n"));
        }
        lines.extend(held.into_iter().map(|held| reason(held, time)));
    }
    lines.extend(next_change.as_ref().map(|change| {
        format!("The site next changes without an edit on {}: build it again then\n", time(change))
    }));
    lines.concat()
}

/// Why a text is not public, and when it will be.
pub(super) fn until(held: &Held, time_zone: &TimeZone) -> String {
    why_or_of_original(&held.reason, |moment| for_message(moment, time_zone))
}

fn why_or_of_original(reason: &HeldReason, time: impl Fn(&Timestamp) -> String) -> String {
    match reason {
        HeldReason::WithOriginal(original) => {
            let HeldOriginal { file, reason } = &**original;
            format!("held with its original, {}, {}", on_one_line(file), why(reason, time))
        }
        own => why(own, time),
    }
}

fn reason(Held { file, title, reason, .. }: &Held, time: impl Fn(&Timestamp) -> String) -> String {
    let why = why_or_of_original(reason, time);
    format!("  {} ({})\n    {why}\n", on_one_line(file), on_one_line(title))
}

fn why(reason: &HeldReason, time: impl Fn(&Timestamp) -> String) -> String {
    match reason.in_the_end() {
        HeldReason::Dated(release) => format!("dated: public from {}", time(release)),
        HeldReason::Embargoed(release) => format!("embargoed: public from {}", time(release)),
        HeldReason::Expired(expiry) => format!("expired on {}", time(expiry)),
        HeldReason::Draft(Some(release)) => {
            format!("draft: public once `draft` is false, and not before {}", time(release))
        }
        HeldReason::Draft(None) | HeldReason::WithOriginal(_) => {
            "draft: public once `draft` is false".to_string()
        }
    }
}

/// The same of a site that is served: all of it if nothing was held before, or else what is
/// another since.
pub(super) fn changes_of_held(before: &[Held], site: &Site, reveal: Reveal) -> String {
    let time_zone = &site.config.time_zone;
    if before.is_empty() {
        return held(&site.held, site.next_change, time_zone, reveal);
    }
    let time = |moment: &Timestamp| for_message(moment, time_zone);
    let mut said = String::new();
    let earlier: HashMap<&str, &Held> = before.iter().map(|held| (&*held.file, held)).collect();
    for held in site.held.iter() {
        if earlier.get(&*held.file).is_none_or(|before| *before != held) {
            let is_shown = if reveal.shows(&held.reason) { ", but shown here" } else { "" };
            said += &format!("Not public{is_shown}:\n{}", reason(held, time));
        }
    }
    let now: HashSet<&str> = site.held.iter().map(|held| &*held.file).collect();
    let released: Vec<&Held> = before.iter().filter(|it| !now.contains(&*it.file)).collect();
    let public: HashSet<&str> = match released.is_empty() {
        true => HashSet::new(),
        false => site.articles().map(|article| &*article.file).collect(),
    };
    for Held { file, title, .. } in released {
        let what = if public.contains(&**file) { "Public now" } else { "Held before, now gone" };
        said += &format!("{what}: {} ({})\n", on_one_line(file), on_one_line(title));
    }
    said
}
