//! What is finished but not public: drafts, and texts and corrections dated in the future.

use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::text::date::{Moment, for_message};
use crate::text::front_matter::FrontMatter;
use crate::url::SitePath;

/// Which held texts are shown all the same, to those who write them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reveal {
    /// Drafts.
    pub drafts: bool,
    /// Texts dated or embargoed in the future.
    pub future: bool,
    /// What has expired by this moment is not shown, if the build is at an earlier one.
    pub expired_by: Option<Timestamp>,
}

/// A text that is not in the output, or would not be without [`Reveal`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Held {
    /// The file's path from the site's root.
    pub file: String,
    /// Its headline.
    pub title: String,
    /// Where it will be published.
    pub path: SitePath,
    /// The old addresses that will lead there.
    pub aliases: Box<[SitePath]>,
    /// The keys of its tags.
    pub tags: Box<[Box<str>]>,
    /// Why.
    pub reason: HeldReason,
}

/// Why a text is not in the output.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HeldReason {
    /// `draft: true`; and the moment of its date or embargo, if that is still to come.
    Draft(Option<Timestamp>),
    /// Its date is still to come.
    Dated(Timestamp),
    /// Its embargo is still to come.
    Embargoed(Timestamp),
    /// It has expired.
    Expired(Timestamp),
    /// It is a version of a story whose original is not public yet.
    WithOriginal(Box<HeldOriginal>),
}

/// The original of a story, which is not public yet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeldOriginal {
    /// Its file, from the site's root.
    pub file: String,
    /// Why.
    pub reason: HeldReason,
}

impl Held {
    /// Whether it will be at a path, or lead on from there.
    pub fn is_at(&self, path: &SitePath) -> bool {
        let mut paths = self.aliases.iter().chain([&self.path]);
        paths.any(|own| own.file_key() == path.file_key())
    }
}

impl HeldReason {
    /// The reason of the text itself, or that of its original, with which it is held.
    pub fn in_the_end(&self) -> &HeldReason {
        match self {
            HeldReason::WithOriginal(original) => &original.reason,
            own => own,
        }
    }

    /// The reason, as the end of a sentence: `is embargoed until …`.
    pub fn in_words(&self, time_zone: &TimeZone) -> String {
        let time = |moment: &Timestamp| for_message(moment, time_zone);
        match self {
            HeldReason::Draft(_) => "is a draft".to_string(),
            HeldReason::Dated(release) => format!("is dated {}", time(release)),
            HeldReason::Embargoed(release) => format!("is embargoed until {}", time(release)),
            HeldReason::Expired(expiry) => format!("expired on {}", time(expiry)),
            HeldReason::WithOriginal(original) => {
                let HeldOriginal { file, reason } = &**original;
                format!("is held with `{file}`, which {}", reason.in_the_end().in_words(time_zone))
            }
        }
    }

    /// When what is held for this reason is public by itself, if it ever is.
    pub fn release(&self) -> Option<Timestamp> {
        match self.in_the_end() {
            HeldReason::Dated(at) | HeldReason::Embargoed(at) => Some(*at),
            HeldReason::Draft(_) | HeldReason::Expired(_) | HeldReason::WithOriginal(_) => None,
        }
    }
}

/// What the instant means for one text: by default, that it is public and stays so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// Why it is not public, if it is not.
    pub held: Option<HeldReason>,
    /// Why it is not public yet, whether or not it has expired meanwhile.
    pub to_come: Option<HeldReason>,
    /// When it, or a part of it, appears or disappears by itself next, if it does.
    pub next_change: Option<Timestamp>,
}

impl Release {
    /// What `instant` means for a text with these facts, of which `reveal` shows what is held.
    pub fn at(instant: Timestamp, facts: &FrontMatter, reveal: Reveal) -> Self {
        let now = seen(instant, facts, reveal);
        let named = [&facts.date, &facts.embargo, &facts.expires].into_iter().flatten();
        let mut later: Vec<Timestamp> = named
            .map(Moment::timestamp)
            .chain(to_come(facts, instant).map(|part| part.moment.timestamp()))
            .filter(|moment| *moment > instant)
            .collect();
        later.sort_unstable();
        let next_change = later.into_iter().find(|moment| seen(*moment, facts, reveal) != now);
        Release {
            held: held(instant, facts, reveal),
            to_come: not_public_yet(instant, facts),
            next_change,
        }
    }
}

/// Why a text with these facts is not public at `instant`, if it is not.
fn held(instant: Timestamp, facts: &FrontMatter, reveal: Reveal) -> Option<HeldReason> {
    let expires = facts.expires.as_ref().map(Moment::timestamp);
    let by = instant.max(reveal.expired_by.unwrap_or(instant));
    let expired = expires.filter(|expires| *expires <= by);
    expired.map(HeldReason::Expired).or_else(|| not_public_yet(instant, facts))
}

/// Why a text with these facts is not public yet at `instant`, if it is not.
fn not_public_yet(instant: Timestamp, facts: &FrontMatter) -> Option<HeldReason> {
    let still_to_come = |moment: &Option<Moment>| {
        moment.as_ref().map(Moment::timestamp).filter(|moment| *moment > instant)
    };
    let (dated, embargoed) = (still_to_come(&facts.date), still_to_come(&facts.embargo));
    match (facts.draft, dated, embargoed) {
        (true, ..) => Some(HeldReason::Draft(dated.max(embargoed))),
        (_, dated, Some(embargoed)) if dated.is_none_or(|dated| embargoed >= dated) => {
            Some(HeldReason::Embargoed(embargoed))
        }
        (_, Some(dated), _) => Some(HeldReason::Dated(dated)),
        _ => None,
    }
}

/// What is seen of a text at a moment: nothing, or the reason why it would be held, and how
/// many parts of it are to come.
fn seen(
    instant: Timestamp,
    facts: &FrontMatter,
    reveal: Reveal,
) -> Option<(Option<HeldReason>, usize)> {
    let held = held(instant, facts, reveal);
    if held.as_ref().is_some_and(|reason| !reveal.shows(reason)) {
        return None;
    }
    let parts = if reveal.future { 0 } else { to_come(facts, instant).count() };
    Some((held, parts))
}

/// A part of a text that is dated later than the text is public.
pub struct HeldPart<'a> {
    /// What it is, as the beginning of a sentence that its moment ends.
    pub what: &'static str,
    /// Its moment.
    pub moment: &'a Moment,
    /// Where in the file it is written, in bytes.
    pub at: &'a Range<usize>,
}

/// The parts of a text that are dated after `instant`: corrections, and that it was updated.
pub fn to_come(facts: &FrontMatter, instant: Timestamp) -> impl Iterator<Item = HeldPart<'_>> {
    let updated = facts.updated.iter().map(|moment| HeldPart {
        what: "`updated` is",
        moment,
        at: &facts.updated_at.0,
    });
    let corrections = facts.corrections.iter().map(|correction| HeldPart {
        what: "this correction is dated",
        moment: &correction.date,
        at: &correction.at.0,
    });
    updated.chain(corrections).filter(move |part| part.moment.timestamp() > instant)
}

/// Takes out of the facts of a text what is dated after `instant`.
pub fn take_out_what_is_to_come(facts: &mut FrontMatter, instant: Timestamp) {
    let has_come = |moment: &Moment| moment.timestamp() <= instant;
    facts.updated = facts.updated.take().filter(has_come);
    facts.corrections.retain(|correction| has_come(&correction.date));
}

impl Reveal {
    /// Whether a text held for `reason` is shown.
    pub fn shows(self, reason: &HeldReason) -> bool {
        match reason.in_the_end() {
            HeldReason::Draft(_) => self.drafts,
            HeldReason::Dated(_) | HeldReason::Embargoed(_) => self.future,
            HeldReason::Expired(_) | HeldReason::WithOriginal(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slug::Naming;
    use crate::text::config::UnknownFields;
    use crate::text::front_matter::{Context, TextKind, parse};
    fn release(fields: &str) -> (Option<HeldReason>, Option<String>) {
        revealed(fields, Reveal::default())
    }

    fn revealed(fields: &str, reveal: Reveal) -> (Option<HeldReason>, Option<String>) {
        let source = format!("title: t\n{fields}");
        let context = Context {
            file: "a.md",
            kind: TextKind::Page,
            time_zone: &TimeZone::UTC,
            unknown_fields: UnknownFields::Error,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        let (facts, _) = parse(&source, 0..source.len(), None, context);
        let instant = at("2026-02-01T12:00:00Z");
        let release = Release::at(instant, &facts.unwrap(), reveal);
        (release.held, release.next_change.map(|change| change.to_string()))
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_instant_decides() {
        let noon = "2026-02-01T12:00:00Z";
        let later = "2026-02-02T00:00:00Z";
        assert_eq!(release(&format!("date: {noon}")), (None, None));
        assert_eq!(
            release("date: 2026-02-02"),
            (Some(HeldReason::Dated(at(later))), Some(later.into()))
        );
        assert_eq!(
            release("date: 2026-01-01\nembargo: 2026-02-02"),
            (Some(HeldReason::Embargoed(at(later))), Some(later.into()))
        );
        assert_eq!(
            release(&format!("expires: {noon}")),
            (Some(HeldReason::Expired(at(noon))), None)
        );
        assert_eq!(release("expires: 2026-02-02"), (None, Some(later.into())));
        assert_eq!(
            release("draft: true\ndate: 2026-02-02"),
            (Some(HeldReason::Draft(Some(at(later)))), None)
        );
    }

    #[test]
    fn the_later_of_date_and_embargo_counts() {
        let held = release("date: 2026-02-03\nembargo: 2026-02-02").0;
        assert_eq!(held, Some(HeldReason::Dated(at("2026-02-03T00:00:00Z"))));
        let held = release("date: 2026-02-02\nembargo: 2026-02-03").0;
        assert_eq!(held, Some(HeldReason::Embargoed(at("2026-02-03T00:00:00Z"))));
    }

    #[test]
    fn what_expires_before_its_release_never_changes_anything() {
        assert_eq!(release("date: 2026-02-03\nexpires: 2026-02-02").1, None);
    }

    #[test]
    fn what_is_dated_in_the_future_within_a_text_changes_it_then() {
        let next = |fields: &str| release(fields).1;
        let [second, third] = ["2026-02-02T00:00:00Z", "2026-02-03T00:00:00Z"];
        let two = "corrections: [{date: 2026-02-03, text: a}, {date: 2026-02-02, text: b}]";
        assert_eq!(next(two), Some(second.into()));
        assert_eq!(next("updated: 2026-02-03"), Some(third.into()));
        assert_eq!(next("updated: 2026-02-01 12:00"), None);
        // The first of all that happens counts, and nothing happens to what nobody sees.
        assert_eq!(next(&format!("{two}\nexpires: 2026-02-04")), Some(second.into()));
        assert_eq!(next("updated: 2026-02-03\nexpires: 2026-02-02"), Some(second.into()));
        assert_eq!(next(&format!("{two}\nembargo: 2026-02-03")), Some(third.into()));
        for nobody_sees in
            ["draft: true", "expires: 2026-02-01", "date: 2027-01-01\nexpires: 2026-02-01"]
        {
            assert_eq!(next(&format!("{two}\n{nobody_sees}")), None, "{nobody_sees}");
        }
    }

    #[test]
    fn what_is_shown_though_it_is_held_changes_too() {
        let drafts = Reveal { drafts: true, ..Reveal::default() };
        let future = Reveal { future: true, ..Reveal::default() };
        let correction = "corrections: [{date: 2026-02-02, text: b}]";
        let second = Some("2026-02-02T00:00:00Z".to_string());
        assert_eq!(revealed(&format!("draft: true\n{correction}"), drafts).1, second);
        assert_eq!(revealed("draft: true\nexpires: 2026-02-02", drafts).1, second);
        assert_eq!(revealed("date: 2026-02-03\nexpires: 2026-02-02", future).1, second);
        // It is shown already.
        assert_eq!(revealed(correction, future).1, None);
    }
}
