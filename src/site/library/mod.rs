//! A site's files and what was made of them, so that a change costs no more
//! than it has to.
//!
//! A fresh load and an update take the same way: read what changed, render what
//! changed or whose links lead elsewhere now, and make the index of all. So
//! a library that was updated equals one that was opened anew.

mod capitals;
mod inputs;
mod making;
mod notes;
mod reading;
mod rewritten;
mod state;
mod strays;
mod told;
mod unfound;
mod unheld;

use std::collections::BTreeMap;
use std::hash::Hash;

use capitals::other_capitals;
use inputs::{Applied, Inputs};
use making::{site, with_texts_in_place};
pub use notes::{Note, Notes};
use state::PreviousText;
use strays::strays;
use told::told;
use unfound::unfound;
use unheld::unheld;
use xxhash_rust::xxh3::Xxh3;

use crate::diagnostic::Diagnostic;
use crate::faults::SiteFaults;
use crate::model::Concern;
use crate::site::changes::{Changes, Lists, Outcome};
use crate::site::files::Files;
use crate::site::{Instant, LoadOptions, Settings, Site};

/// A site's files, and what was made of them.
pub struct Library {
    inputs: Inputs,
    /// The texts that changed since the site was made, as they were then.
    pending: BTreeMap<String, Option<PreviousText>>,
    /// Whether something else changed that the site is made of.
    is_stale: bool,
    site: Site,
    /// What is wrong with the texts together.
    faults: Vec<Diagnostic>,
}

impl Library {
    /// Reads everything.
    pub fn open(files: &dyn Files, options: LoadOptions) -> Self {
        let settings = Settings::read(files, &options);
        Library::with_settings(files, options, settings)
    }

    /// Reads everything but the settings, which were read with the same options.
    pub fn with_settings(files: &dyn Files, options: LoadOptions, settings: Settings) -> Self {
        Library::with_notes(files, options, settings, Notes::default())
    }

    /// The same; of texts that are noted, no file is read.
    pub fn with_notes(
        files: &dyn Files,
        options: LoadOptions,
        settings: Settings,
        notes: Notes,
    ) -> Self {
        let inputs = Inputs::read(files, options, settings, notes);
        let (site, faults) = site(&inputs);
        Library { inputs, pending: BTreeMap::new(), is_stale: false, site, faults }
    }

    /// Brings the library up to date, at `instant`.
    pub fn update(&mut self, files: &dyn Files, changes: &Changes, instant: Instant) -> Outcome {
        let outcome = self.apply(files, changes, instant);
        Outcome { lists: outcome.lists.or(self.commit()), ..outcome }
    }

    /// Brings the library up to date, at `instant`, but leaves the site as it was
    /// while a text that changed is at fault: it may be half written, and what
    /// takes the longest need not be done for that. [`Library::commit`] does it.
    pub fn apply(&mut self, files: &dyn Files, changes: &Changes, instant: Instant) -> Outcome {
        let now = self.inputs.set_instant(instant);
        let has_come = self.site.next_change.is_some_and(|change| change <= now);
        let applied = match changes {
            Changes::Paths(paths) if !has_come => self.inputs.apply(files, paths),
            _ => None,
        };
        let Some(Applied { replaced, templates, more }) = applied else {
            return self.reopen(files);
        };
        let texts = replaced.len();
        self.is_stale |= more;
        for (before, file) in replaced {
            self.pending.entry(file).or_insert(before);
        }
        if templates {
            self.site.templates = self.inputs.templates.clone();
        }
        let may_commit = !self.pending.keys().any(|file| self.inputs.is_at_fault(file));
        let lists = if may_commit { self.commit() } else { Lists::Kept };
        Outcome { texts, templates, lists }
    }

    /// Whether the site is made of the texts as they are.
    pub fn is_committed(&self) -> bool {
        self.pending.is_empty() && !self.is_stale
    }

    /// Makes the site of the texts as they are; what became of its lists.
    pub fn commit(&mut self) -> Lists {
        if self.is_committed() {
            return Lists::Kept;
        }
        let pending = std::mem::take(&mut self.pending);
        // What is wrong with lists has its place in a text, which may be another now.
        let may_keep_lists = !std::mem::take(&mut self.is_stale) && self.faults.is_empty();
        if may_keep_lists
            && let Some(site) = with_texts_in_place(&self.site, &self.inputs, &pending)
        {
            self.site = site;
            return Lists::Kept;
        }
        (self.site, self.faults) = site(&self.inputs);
        Lists::Anew
    }

    fn reopen(&mut self, files: &dyn Files) -> Outcome {
        *self = Library::open(files, self.inputs.options().clone());
        Outcome { texts: self.inputs.texts.len(), templates: true, lists: Lists::Anew }
    }

    /// What is to be noted of its texts, by their files.
    pub fn notes(&self) -> impl Iterator<Item = (&str, Note)> {
        self.inputs.notes()
    }

    /// A hash of all that lists know of the texts: with the files that are no texts, the index
    /// of the site follows from it.
    pub fn placements(&self) -> u128 {
        let mut hasher = Xxh3::new();
        self.inputs.texts.values().for_each(|text| text.placement().hash(&mut hasher));
        hasher.digest128()
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The site, without what is kept for updates.
    pub fn into_site(self) -> Site {
        self.site
    }

    /// Everything that is wrong, in reading order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.faults().into_reported();
        diagnostics.dedup();
        diagnostics
    }

    /// The same, to which more may be added that is wrong with the same files.
    pub fn faults(&self) -> SiteFaults {
        let mut faults = self.inputs.faults.of_texts();
        self.faults.iter().cloned().for_each(|fault| faults.add(fault));
        faults.add_all(self.inputs.faults.of_other_files().cloned());
        faults.add_all(strays(&self.inputs));
        faults.add_all(other_capitals(&self.inputs));
        faults.add_all(unfound(&self.inputs));
        faults.add_all(unheld(&self.inputs));
        faults.add_all(self.differences(Concern::Readers));
        faults
    }

    /// In what versions of stories differ that concerns `whom`, as warnings.
    pub fn differences(&self, whom: Concern) -> Vec<Diagnostic> {
        told(&self.inputs, &self.site.versions, whom)
    }
}

/// Whether `path` is `folder` or in it.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
