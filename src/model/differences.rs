//! In what the versions of a story differ, and should not: a translation that is older than its
//! original, a correction that one has and another has not, embargoes of different moments.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{HeldReason, StoryVersion, VersionFacts, Versions};
use crate::text::date::Moment;

/// A difference between two versions of a story, of which one is the original.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// The version that has to be changed: its file.
    pub file: &'a str,
    /// The file of the other one.
    pub other: &'a str,
    /// Whether the other one is the original.
    pub is_behind_original: bool,
    /// What it is.
    pub kind: DifferenceKind<'a>,
}

/// What differs.
#[derive(Clone, Debug, PartialEq)]
pub enum DifferenceKind<'a> {
    /// The original was updated since.
    Older {
        /// When the original was.
        updated: &'a Moment,
        /// When this one was published or updated.
        own: &'a Moment,
    },
    /// Corrections that the other one has, by their days.
    CorrectionsMissing(Vec<Date>),
    /// An embargo that is still to come, while the other version is public by then.
    Embargo {
        /// Its end.
        until: Timestamp,
        /// When the other one is public; nothing if it is.
        other: Option<Timestamp>,
    },
    /// The embargo of the original is later, and this one is held with it.
    EmbargoOfOriginal {
        /// Its end.
        until: Timestamp,
        /// When this one would be public; nothing if it would be.
        own: Option<Timestamp>,
    },
    /// The original has expired, and this one has not.
    OriginalExpired(Timestamp),
    /// They expire at different moments, both of which are to come.
    Expiry {
        /// When the original does; nothing if never.
        original: Option<&'a Moment>,
        /// When this one does.
        own: Option<&'a Moment>,
    },
}

/// Whom a difference concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// Readers: they see something wrong, or will.
    Readers,
    /// Editors alone.
    Editors,
}

impl Difference<'_> {
    /// Whom it concerns.
    pub fn concern(&self) -> Concern {
        match self.kind {
            DifferenceKind::EmbargoOfOriginal { .. } | DifferenceKind::Expiry { .. } => {
                Concern::Editors
            }
            _ => Concern::Readers,
        }
    }

    /// What the other version is to the one that has to be changed.
    pub fn whose(&self) -> &'static str {
        match self.is_behind_original {
            true => "its original",
            false => "another version",
        }
    }

    /// The day since which it differs, if that is known.
    pub fn since(&self) -> Option<Date> {
        match &self.kind {
            DifferenceKind::Older { updated, .. } => Some(updated.day()),
            DifferenceKind::CorrectionsMissing(days) => days.last().copied(),
            _ => None,
        }
    }
}

/// A version and its facts.
#[derive(Clone, Copy)]
struct Known<'a> {
    file: &'a str,
    facts: &'a VersionFacts,
}

impl<'a> Known<'a> {
    fn of(version: &'a StoryVersion) -> Option<Self> {
        let facts = version.facts.as_ref().map(Arc::as_ref)?;
        Some(Known { file: &version.file, facts })
    }

    fn is_public(self) -> bool {
        self.facts.held.is_none()
    }

    /// The end of its embargo, if that is still to come, and it has not expired.
    fn embargoed(self) -> Option<Timestamp> {
        end_of_embargo(self.facts.held.as_deref())
    }

    /// The end of the embargo that its versions are held by, if that is still to come.
    fn holds_until(self) -> Option<Timestamp> {
        end_of_embargo(self.facts.to_come.as_deref())
    }

    /// When it is public by itself: nothing if it is now, and none if nobody knows.
    fn public_from(self) -> Option<Option<Timestamp>> {
        match self.facts.held.as_deref() {
            None => Some(None),
            Some(HeldReason::Dated(from) | HeldReason::Embargoed(from)) => Some(Some(*from)),
            Some(_) => None,
        }
    }
}

fn end_of_embargo(reason: Option<&HeldReason>) -> Option<Timestamp> {
    match reason {
        Some(HeldReason::Embargoed(until)) => Some(*until),
        _ => None,
    }
}

/// The differences between the versions of a story, which are in the order of their languages.
pub fn differences(versions: &[StoryVersion]) -> Vec<Difference<'_>> {
    let Some(original) = Versions::original_of(versions) else { return Vec::new() };
    let Some(of_original) = Known::of(original) else { return Vec::new() };
    let others = versions.iter().filter(|version| version.file != original.file);
    let others = others.filter_map(Known::of);
    others.flat_map(|version| between(of_original, version)).collect()
}

fn between<'a>(original: Known<'a>, version: Known<'a>) -> Vec<Difference<'a>> {
    let behind = |kind| Difference {
        file: version.file,
        other: original.file,
        is_behind_original: true,
        kind,
    };
    let ahead = |kind| Difference {
        file: original.file,
        other: version.file,
        is_behind_original: false,
        kind,
    };
    let mut found = Vec::new();
    if original.is_public() && version.is_public() {
        found.extend(behind_in_text(original, version).map(behind));
        let theirs = missing(version, original);
        if !theirs.is_empty() {
            found.push(ahead(DifferenceKind::CorrectionsMissing(theirs)));
        } else if nobody_knows_which_is_the_original(original.facts, version.facts) {
            found.extend(older(version, original).map(ahead));
        }
    }
    found.extend(embargo(original, version).map(behind));
    found.extend(expiry(original, version).map(behind));
    found
}

/// Of versions of one moment, neither of which says that it is made from another, either may be.
fn nobody_knows_which_is_the_original(one: &VersionFacts, other: &VersionFacts) -> bool {
    let is_before = |one: &VersionFacts, other: &VersionFacts| match (&one.date, &other.date) {
        (Some(one), Some(other)) => one.is_before(other),
        _ => false,
    };
    !other.is_translation && !is_before(one, other) && !is_before(other, one)
}

/// In what the text of a version is behind that of its original.
fn behind_in_text<'a>(
    original: Known<'a>,
    version: Known<'a>,
) -> impl Iterator<Item = DifferenceKind<'a>> {
    let missing = missing(original, version);
    // What was updated on the day of a correction was most likely corrected.
    let last = missing.last().copied();
    let older = older(original, version).filter(|kind| match kind {
        DifferenceKind::Older { updated, .. } => last.is_none_or(|day| day < updated.day()),
        _ => true,
    });
    let missing = (!missing.is_empty()).then_some(DifferenceKind::CorrectionsMissing(missing));
    older.into_iter().chain(missing)
}

/// That one was updated since the other last changed.
fn older<'a>(newer: Known<'a>, version: Known<'a>) -> Option<DifferenceKind<'a>> {
    let updated = newer.facts.updated.as_deref()?;
    let own = version.facts.changed()?;
    let was_corrected_since = version.facts.last_correction.is_some_and(|day| day >= updated.day());
    (own.is_before(updated) && !was_corrected_since)
        .then_some(DifferenceKind::Older { updated, own })
}

/// The days of those corrections of another that a version has no match for: one of the same day,
/// or else any other, since each desk corrects when it can. What was corrected before the version
/// was there is right in it.
fn missing(other: Known<'_>, version: Known<'_>) -> Vec<Date> {
    let was_there =
        |made: &&Moment| version.facts.date.as_ref().is_none_or(|date| !made.is_before(date));
    let theirs = other.facts.corrections.iter().filter(was_there).map(Moment::day);
    let mut own = version.facts.corrections.iter().map(Moment::day).peekable();
    let (mut left, mut without_match) = (Vec::new(), 0);
    for day in theirs {
        while own.next_if(|own| *own < day).is_some() {
            without_match += 1;
        }
        if own.next_if_eq(&day).is_none() {
            left.push(day);
        }
    }
    // The oldest were corrected first.
    let matched_otherwise = (without_match + own.count()).min(left.len());
    left.split_off(matched_otherwise)
}

fn embargo<'a>(original: Known<'a>, version: Known<'a>) -> Option<DifferenceKind<'a>> {
    if let Some(until) = version.embargoed() {
        let other = original.public_from()?;
        if other.is_none_or(|other| other < until) {
            return Some(DifferenceKind::Embargo { until, other });
        }
    }
    let until = original.holds_until().filter(|_| !version.facts.goes_alone)?;
    let own = version.public_from()?;
    own.is_none_or(|own| own < until).then_some(DifferenceKind::EmbargoOfOriginal { until, own })
}

fn expiry<'a>(original: Known<'a>, version: Known<'a>) -> Option<DifferenceKind<'a>> {
    if !version.is_public() {
        return None;
    }
    match original.facts.held.as_deref() {
        // What it is held with, readers do not see.
        Some(HeldReason::Expired(_))
            if original.facts.is_to_come() && !version.facts.goes_alone =>
        {
            None
        }
        Some(HeldReason::Expired(at)) => Some(DifferenceKind::OriginalExpired(*at)),
        None => {
            let [theirs, own] = [original, version].map(|known| known.facts.expires.as_deref());
            let at = |moment: Option<&Moment>| moment.map(Moment::timestamp);
            (at(theirs) != at(own)).then_some(DifferenceKind::Expiry { original: theirs, own })
        }
        Some(_) => None,
    }
}
