//! What is finished but not public: drafts, and texts dated in the future.

use jiff::Timestamp;

use crate::text::front_matter::FrontMatter;
use crate::url::SitePath;

/// Which held texts are shown all the same, to those who write them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reveal {
    /// Drafts.
    pub drafts: bool,
    /// Texts dated or embargoed in the future.
    pub future: bool,
}

/// A text that is not in the output, or would not be without [`Reveal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The file's path from the site's root.
    pub file: String,
    /// Its headline.
    pub title: String,
    /// Where it will be published.
    pub path: SitePath,
    /// Why.
    pub reason: HeldReason,
}

/// Why a text is not in the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldReason {
    /// `draft: true`.
    Draft,
    /// Its date is still to come.
    Dated(Timestamp),
    /// Its embargo is still to come.
    Embargoed(Timestamp),
    /// It has expired.
    Expired(Timestamp),
}

/// What the instant means for one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Why it is not public, if it is not.
    pub held: Option<HeldReason>,
    /// When it appears or disappears by itself next, if it does.
    pub next_change: Option<Timestamp>,
}

impl Release {
    /// What `instant` means for a text with these facts.
    pub fn at(instant: Timestamp, facts: &FrontMatter) -> Self {
        let date = facts.date.as_ref().map(|moment| moment.timestamp());
        let embargo = facts.embargo.as_ref().map(|moment| moment.timestamp());
        let expires = facts.expires.as_ref().map(|moment| moment.timestamp());
        let expired = expires.filter(|expires| *expires <= instant);
        let dated = date.filter(|date| *date > instant);
        let embargoed = embargo.filter(|embargo| *embargo > instant);

        let held = match (facts.draft, expired, dated, embargoed) {
            (_, Some(expired), _, _) => Some(HeldReason::Expired(expired)),
            (true, ..) => Some(HeldReason::Draft),
            (_, _, dated, Some(embargoed)) if dated.is_none_or(|dated| embargoed >= dated) => {
                Some(HeldReason::Embargoed(embargoed))
            }
            (_, _, Some(dated), _) => Some(HeldReason::Dated(dated)),
            _ => None,
        };
        let next_change = match held {
            Some(HeldReason::Draft | HeldReason::Expired(_)) => None,
            Some(HeldReason::Dated(release) | HeldReason::Embargoed(release)) => {
                // One that expires before it is released never shows.
                expires.is_none_or(|expires| expires > release).then_some(release)
            }
            None => expires,
        };
        Release { held, next_change }
    }
}

impl Reveal {
    /// Whether a text held for `reason` is shown.
    pub fn shows(self, reason: &HeldReason) -> bool {
        match reason {
            HeldReason::Draft => self.drafts,
            HeldReason::Dated(_) | HeldReason::Embargoed(_) => self.future,
            HeldReason::Expired(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::config::UnknownFields;
    use crate::text::front_matter::{Context, Kind, parse};
    use jiff::tz::TimeZone;

    fn release(fields: &str) -> (Option<HeldReason>, Option<String>) {
        let source = format!("title: t\n{fields}");
        let context = Context {
            file: "a.md",
            kind: Kind::Page,
            time_zone: &TimeZone::UTC,
            unknown_fields: UnknownFields::Error,
        };
        let (facts, _) = parse(&source, 0..source.len(), None, context);
        let release = Release::at(at("2026-02-01T12:00:00Z"), &facts.unwrap());
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
        assert_eq!(release("draft: true\ndate: 2026-02-02"), (Some(HeldReason::Draft), None));
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
}
