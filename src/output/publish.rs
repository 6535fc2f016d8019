//! Putting staged files in place.
//!
//! Every step keeps this true: each link in a page of the folder has its target
//! in the folder. Pages link to each other in circles, so no order of pages
//! alone could; a placeholder without links stands in for each page that is
//! not there yet, and for each that is about to be removed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::job::Job;
use super::list::List;
use super::marks::{MARKS, Marks};
use super::occupant::look_at;
use super::placeholder::StandIn;
use super::plan::{Plan, Was};
use super::respelling::spell_on_disk;
use super::tree::{make_folders, parents};
use super::{BOOKKEEPING, BuildRecord, FileCounts, Private, Rank, Visibility, is_page};
use crate::diagnostic::Diagnostic;

/// Carries a plan out.
///
/// # Errors
/// When the disk fails. The folder is whole then, and the next publication goes
/// on where this one stopped.
pub(super) fn carry_out(
    job: &Job,
    plan: &Plan,
    built: Option<BuildRecord>,
) -> Result<FileCounts, Diagnostic> {
    let new = List::of(job.tree.entries, job.visibility);
    let is_done = plan.is_done() && job.named.is_empty();
    let removed = if is_done { 0 } else { change(job, plan, &new)? };
    let old = job.old.visibility();
    // Where nothing had to be changed, the files are those of both moments.
    let is_same = plan.is_done() && old.audience == job.visibility.audience;
    let moment = old.moment.filter(|_| is_same).into_iter().chain(job.visibility.moment).min();
    save(job, &new.after(job.old, Visibility { moment, ..job.visibility }))?;
    save_marks(job, plan, built)?;
    let is_private = job.recorded.is_empty() && job.tree.is_private_in(job.folder);
    let private = is_private.then(Private::default);
    let (written, unchanged) = (plan.staged.len(), plan.unchanged.len());
    Ok(FileCounts { written, unchanged, removed, private })
}

/// Those of the files that were just put in place come with the next
/// publication, when it is sure that nobody changed them in the same moment.
fn save_marks(job: &Job, plan: &Plan, built: Option<BuildRecord>) -> Result<(), Diagnostic> {
    let marks = plan
        .unchanged
        .iter()
        .filter_map(|(index, mark)| Some((job.tree.entries[*index].path.as_str(), (*mark)?)));
    let marks = Marks::of(marks).built(job.tree.entries.len(), built);
    if job.marks.cover(&marks) {
        return Ok(());
    }
    marks.save(job.disk, &job.at(BOOKKEEPING).join(MARKS), &job.staging.of_marks())
}

fn change(job: &Job, plan: &Plan, new: &List) -> Result<usize, Diagnostic> {
    let (soon, gone) = (job.staging.soon(job.home)?, job.staging.gone(job.home)?);
    let mut publication = Publication { job, plan, soon, gone };
    // Before a file is there, the list must say whose it is.
    save(job, &job.recorded.union(new))?;
    let cleared = publication.clear_the_way()?;
    spell_on_disk(job)?;
    make_folders(job.disk, job.folder, &plan.missing_folders)?;
    plan.missing_folders.iter().for_each(|folder| job.disk.let_enter(&job.at(folder), job.home));
    publication.lay_placeholders()?;
    publication.put_files_in_place()?;
    Ok(cleared + publication.remove_gone()?)
}

fn save(job: &Job, list: &List) -> Result<(), Diagnostic> {
    list.save(job.disk, &job.at(BOOKKEEPING), &job.staging.of_list())
}

/// A plan being carried out.
struct Publication<'a> {
    job: &'a Job<'a>,
    plan: &'a Plan<'a>,
    soon: StandIn<'a>,
    gone: StandIn<'a>,
}

impl<'a> Publication<'a> {
    /// Removes old files where folders must be, and old folders where files
    /// must be. Old pages may link to them, so first a placeholder without
    /// links replaces every page that will change or go.
    fn clear_the_way(&mut self) -> Result<usize, Diagnostic> {
        if self.plan.in_the_way.is_empty() && self.plan.folders_in_the_way().next().is_none() {
            return Ok(0);
        }
        self.veil_changed()?;
        let gone = [&self.plan.gone[..], &self.plan.in_the_way[..]].concat();
        self.veil_gone(&gone)?;
        let removed = self.remove_files(&self.plan.in_the_way)?;
        for index in self.plan.folders_in_the_way() {
            self.remove_hollow_folder(&self.target(index))?;
        }
        Ok(removed)
    }

    fn veil_changed(&mut self) -> Result<(), Diagnostic> {
        for (index, was) in &self.plan.staged {
            if *was == Was::File && is_page(self.path(*index)) {
                self.soon.lay_over(&self.target(*index))?;
            }
        }
        Ok(())
    }

    /// Removes a folder and the folders in it. One in which somebody just put a
    /// file stays, and the rename to its name will say so.
    fn remove_hollow_folder(&self, folder: &Path) -> Result<(), Diagnostic> {
        let inside = WalkDir::new(folder).contents_first(true).into_iter().flatten();
        for found in inside.filter(|found| found.file_type().is_dir()) {
            self.job.disk.remove_empty_folder(found.path())?;
        }
        Ok(())
    }

    fn lay_placeholders(&mut self) -> Result<(), Diagnostic> {
        for (index, was) in &self.plan.staged {
            if *was != Was::File && self.job.tree.entries[*index].rank() > Rank::File {
                self.soon.lay(&self.target(*index))?;
            }
        }
        Ok(())
    }

    /// Files first, then stories, then pages that list them. Those of one rank go
    /// on all threads: an update in which every page changes is mostly this.
    fn put_files_in_place(&self) -> Result<(), Diagnostic> {
        let rank = |index: usize| self.job.tree.entries[index].rank();
        let ranks = self.plan.staged.chunk_by(|(one, _), (next, _)| rank(*one) == rank(*next));
        for staged in ranks {
            staged.par_iter().try_for_each(|(index, _)| {
                self.job.disk.rename(&self.job.staging.of_entry(*index), &self.target(*index))
            })?;
        }
        Ok(())
    }

    /// Removes the files that are no entries any more. Pages among them may
    /// link to each other, so first all lose their links.
    fn remove_gone(&mut self) -> Result<usize, Diagnostic> {
        self.veil_gone(&self.plan.gone)?;
        let removed = self.remove_files(&self.plan.gone)?;
        self.remove_emptied_folders()?;
        Ok(removed)
    }

    fn veil_gone(&mut self, paths: &[&str]) -> Result<(), Diagnostic> {
        for path in paths.iter().filter(|path| is_page(path)) {
            let target = self.job.at(path);
            if look_at(&target)?.is_like_a_file() {
                self.gone.lay_over(&target)?;
            }
        }
        Ok(())
    }

    /// Removes those of the files that are there, and counts them.
    fn remove_files(&self, paths: &[&str]) -> Result<usize, Diagnostic> {
        let mut removed = 0;
        for path in paths {
            let target = self.job.at(path);
            if look_at(&target)?.is_like_a_file() {
                self.job.disk.remove_file(&target)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Removes the folders that held files of earlier builds and are empty now,
    /// each before the one it is in.
    fn remove_emptied_folders(&self) -> Result<(), Diagnostic> {
        let gone = self.plan.gone.iter().chain(&self.plan.in_the_way);
        let folders: BTreeSet<&str> = gone.flat_map(|path| parents(path)).collect();
        folders
            .into_iter()
            .rev()
            .filter(|folder| !self.job.tree.has_folder(folder))
            .try_for_each(|folder| self.job.disk.remove_empty_folder(&self.job.at(folder)))
    }

    fn path(&self, index: usize) -> &'a str {
        self.job.tree.entries[index].path.as_str()
    }

    fn target(&self, index: usize) -> PathBuf {
        self.job.at(self.path(index))
    }
}
