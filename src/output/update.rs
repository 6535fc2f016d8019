//! A publication to a folder that exists.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::Timestamp;

use super::content::Content;
use super::disk::{Disk, fault};
use super::identity::Identity;
use super::job::Job;
use super::kept::{self, KeptFile};
use super::list::{FILES, List};
use super::lock::{Lock, Work};
use super::marks::{MARKS, Marks};
use super::mode::Mode;
use super::mounted::refuse_mounted;
use super::occupant::{Occupant, look_at};
use super::plan::Plan;
use super::publish::carry_out;
use super::spelling::{Names, Respelled, refuse_one_for_two, respelled};
use super::staging::{self, Staging};
use super::tree::Tree;
use super::{Audience, BOOKKEEPING, BuildRecord, FileCounts, Visibility};
use crate::diagnostic::Diagnostic;
use crate::regular_file;
use crate::stamp::Stamp;
use crate::url::{INDEX, OutputPath};

/// A folder that exists and that this process alone may write.
pub(super) struct Update {
    disk: Disk,
    folder: PathBuf,
    marks: Marks,
    lock: Lock,
    /// What earlier builds noted of their files, once it is asked for: nobody else changes it.
    list: OnceLock<Result<List, Diagnostic>>,
}

/// What is replaced of Dateline's own, and something that waits in staging.
const OWN_FILES: [&str; 3] = [".dateline/files", ".dateline/marks", ".dateline/staging/0"];

impl Update {
    /// Checks that nobody else's files are mixed up with the output, and locks it.
    pub(super) fn open(disk: Disk, folder: &Path) -> Result<Update, Diagnostic> {
        let bookkeeping = folder.join(BOOKKEEPING);
        let was_published = look_at(&bookkeeping.join(FILES))? != Occupant::Nothing;
        if !was_published && !is_empty(folder)? {
            return Err(not_ours(folder));
        }
        let lock = Lock::take(&disk, folder, &bookkeeping, Work::Build)?;
        refuse_mounted(folder, OWN_FILES.into_iter())?;
        staging::clear(&disk, &bookkeeping)?;
        let marks = Marks::load(&bookkeeping, MARKS)?;
        Ok(Update { disk, folder: folder.to_owned(), marks, lock, list: OnceLock::new() })
    }

    /// When this was opened.
    pub(super) fn opened(&self) -> Stamp {
        self.lock.taken
    }

    fn list(&self) -> Result<&List, Diagnostic> {
        let load = || List::load(&self.folder.join(BOOKKEEPING));
        self.list.get_or_init(load).as_ref().map_err(Diagnostic::clone)
    }

    /// What earlier builds left.
    pub(super) fn present_visibility(&self) -> Result<Visibility, Diagnostic> {
        self.list().map(List::visibility)
    }

    /// The files that earlier builds left.
    pub(super) fn present_files(&self) -> Vec<String> {
        self.list().map(|list| list.paths().map(String::from).collect()).unwrap_or_default()
    }

    /// Those that everybody can see, or could before the output was for the newsroom.
    pub(super) fn public_files(&self) -> Vec<String> {
        self.list().map(|list| list.public().iter().cloned().collect()).unwrap_or_default()
    }

    /// The page in one of these files.
    pub(super) fn present_page(&self, path: &OutputPath) -> Option<String> {
        let bytes = regular_file::read(&self.folder.join(path.as_str())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// That nobody knows any more which files earlier builds left.
    pub(super) fn damage(&self) -> Option<Diagnostic> {
        let list = self.list().ok()?;
        list.lacks_some().then(|| {
            Diagnostic::warning(format!(
                "the list of the files in `{}` was damaged, as when the power fails: pages that \
                 are no part of the site any more may still be there",
                self.folder.display()
            ))
            .hint("remove the folder, and build again")
        })
    }

    /// What the folder was built from, and how many files it has, if a build from
    /// `made_from` at `instant` for `audience` would change nothing.
    pub(super) fn is_built(
        &self,
        made_from: Identity,
        instant: Timestamp,
        audience: Audience,
    ) -> Option<(&BuildRecord, usize)> {
        let list = self.list().ok()?;
        let visibility = list.visibility();
        if list.is_unfinished() || list.lacks_some() || visibility.audience != audience {
            return None;
        }
        // What it says of moments may be lost, or be of a clock that was ahead.
        if !visibility.is_right_at(instant) {
            return None;
        }
        let built = self.marks.built.as_ref().filter(|built| built.is_of(made_from, instant))?;
        self.marks.all_hold(&self.folder).map(|files| (built, files))
    }

    /// What an earlier build kept for this one.
    pub(super) fn kept(&self, file: KeptFile) -> Option<(Vec<u8>, Stamp)> {
        kept::load(&self.folder.join(BOOKKEEPING), file)
    }

    /// Where the file at `path` is, if it is known to be made from this identity.
    pub(super) fn made_from(&self, path: &OutputPath, identity: Identity) -> Option<PathBuf> {
        let file = self.folder.join(path.as_str());
        let mark = self.marks.of_file(path.as_str(), Stamp::at(&file).ok()?)?;
        (mark.made_from == Some(identity)).then_some(file)
    }

    /// Stages what changed and, if nothing is at fault, puts it in place.
    pub(super) fn publish(
        self,
        tree: &Tree,
        visibility: Visibility,
        built: Option<BuildRecord>,
        produce: &(impl Fn(usize) -> Result<Content, Vec<Diagnostic>> + Sync),
        may_appear: impl FnOnce() -> Result<(), Vec<Diagnostic>>,
    ) -> Result<FileCounts, Vec<Diagnostic>> {
        let bookkeeping = self.folder.join(BOOKKEEPING);
        let recorded = self.list().map_err(|fault| vec![fault])?;
        let paths = tree.entries.iter().map(|entry| entry.path.as_str());
        refuse_mounted(&self.folder, paths.chain(recorded.paths())).map_err(|fault| vec![fault])?;
        let staging = Staging::open(&self.disk, &bookkeeping).map_err(|fault| vec![fault])?;
        let names = Names::tried_in(&self.disk, staging.of_names());
        refuse_one_for_two(tree, &names)?;
        let Respelled { list: old, named } =
            respelled(recorded, tree, &names).map_err(|fault| vec![fault])?;
        let job = Job {
            disk: &self.disk,
            folder: &self.folder,
            tree,
            visibility,
            old: &old,
            recorded,
            names: &names,
            named: &named,
            opened: self.lock.taken,
            marks: &self.marks,
            home: old.contains(INDEX).then(|| Mode::at(&self.folder.join(INDEX))).flatten(),
            staging: &staging,
        };
        let plan = Plan::make(&job, produce)?;
        may_appear()?;
        carry_out(&job, &plan, built).map_err(|fault| vec![fault])
    }
}

/// Whether a folder holds nothing, or only what a killed first build left.
fn is_empty(folder: &Path) -> Result<bool, Diagnostic> {
    for child in fs::read_dir(folder).map_err(|e| fault("open", folder, &e))? {
        if child.map_err(|e| fault("open", folder, &e))?.file_name() != BOOKKEEPING {
            return Ok(false);
        }
    }
    Ok(true)
}

fn not_ours(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` holds files that Dateline did not write", folder.display()))
        .hint("choose another --output, or empty the folder yourself")
}
