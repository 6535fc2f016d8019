//! What a version of a story says of when it is public and of what became of it since.

use jiff::civil::Date;

use crate::model::{HeldOriginal, HeldReason, Release};
use crate::routes::EditionId;
use crate::text::date::{Moment, Precision};
use crate::text::front_matter::FrontMatter;

/// What the versions of a story are compared by. Texts that are not public have it too.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct VersionFacts {
    /// When it is published.
    pub date: Option<Moment>,
    /// When an editor last changed it.
    pub updated: Option<Box<Moment>>,
    /// It is in no output before this.
    pub embargo: Option<Box<Moment>>,
    /// It is in no output from this on.
    pub expires: Option<Box<Moment>>,
    /// When it was corrected, the oldest first; without those corrections of mistakes that no
    /// other version had.
    pub corrections: Box<[Moment]>,
    /// The day of the last of all its corrections.
    pub last_correction: Option<Date>,
    /// Whether it says that it is made from another.
    pub is_translation: bool,
    /// In which of the site's languages that is.
    pub made_from: Option<EditionId>,
    /// The stories of the site that it names with `translations`, by what the versions of each have
    /// in common.
    pub named: Box<[Box<str>]>,
    /// In which of the site's languages the versions are that it names on other sites.
    pub named_elsewhere: Box<[EditionId]>,
    /// Whether it may be public before its original.
    pub goes_alone: bool,
    /// Why it is not public, whatever its original is.
    pub held: Option<Box<HeldReason>>,
    /// Why it is not public yet, whether or not it has expired meanwhile: that ends a story, and
    /// does not release its versions.
    pub to_come: Option<Box<HeldReason>>,
}

impl VersionFacts {
    /// Those of a text with these facts, which is made from that in another of the site's languages
    /// and released so, whatever its original is.
    pub fn of(facts: &FrontMatter, made_from: Option<EditionId>, release: &Release) -> Self {
        let reason = |reason: &Option<HeldReason>| reason.clone().map(Box::new);
        let boxed = |moment: &Option<Moment>| moment.clone().map(Box::new);
        let shared = facts.corrections.iter().filter(|made| !made.is_of_this_version);
        let mut corrections: Vec<Moment> = shared.map(|made| made.date.clone()).collect();
        corrections.sort_by_key(|made| (made.day(), made.timestamp()));
        VersionFacts {
            date: facts.date.clone(),
            updated: boxed(&facts.updated),
            embargo: boxed(&facts.embargo),
            expires: boxed(&facts.expires),
            corrections: corrections.into(),
            last_correction: facts.corrections.iter().map(|made| made.date.day()).max(),
            is_translation: facts.translation_of.is_some(),
            made_from,
            named: Box::default(),
            named_elsewhere: Box::default(),
            goes_alone: facts.goes_alone,
            held: reason(&release.held),
            to_come: reason(&release.to_come),
        }
    }

    /// When it last became what it is: published, or changed.
    pub fn changed(&self) -> Option<&Moment> {
        let named = self.date.iter().chain(self.updated.as_deref());
        named.max_by_key(|moment| moment.timestamp())
    }

    /// Whether it is finished and not public yet, whether or not it has expired meanwhile.
    pub fn is_to_come(&self) -> bool {
        self.to_come.is_some()
    }

    /// Why a version is not public, if its original, in this file, is this.
    pub fn held_with(&self, file: &str, original: &VersionFacts) -> Option<HeldReason> {
        let own = self.held.as_deref();
        let Some(of_original) = original.to_come.as_deref().filter(|_| !self.goes_alone) else {
            return own.cloned();
        };
        // The last of what keeps it back is what editors have to know.
        let waits_for_itself = match (own, of_original) {
            (Some(HeldReason::Draft(_) | HeldReason::Expired(_)), _) => true,
            (None, _) | (_, HeldReason::Draft(_)) => false,
            (Some(own), of_original) => own.release() >= of_original.release(),
        };
        match own.filter(|_| waits_for_itself) {
            Some(own) => Some(own.clone()),
            None => {
                let original = HeldOriginal { file: file.into(), reason: of_original.clone() };
                Some(HeldReason::WithOriginal(original.into()))
            }
        }
    }
}

/// Which of the versions of a story is its original, among those that do not say that they are
/// made from another: the one that was published first; of those of one moment, the one in the
/// first of the site's languages.
pub fn original<'v>(
    versions: impl Iterator<Item = (EditionId, &'v VersionFacts)> + Clone,
) -> Option<usize> {
    let dates = versions.clone().filter_map(|(_, facts)| facts.date.as_ref());
    // A day may be any moment of it.
    let have_times = dates.clone().all(|date| date.precision == Precision::Time);
    let moment = |facts: &VersionFacts| {
        let date = facts.date.as_ref()?;
        Some((date.day(), have_times.then(|| date.timestamp())))
    };
    let ranked = versions.enumerate().map(|(at, (edition, facts))| {
        let moment = moment(facts);
        ((facts.is_translation, moment.is_none(), moment, edition.0), at)
    });
    ranked.min().map(|(_, at)| at)
}
