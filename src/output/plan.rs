//! What a publication to an existing folder has to do. Making the plan stages
//! what changed and leaves everything else on the disk as it is.

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::content::{Content, Trouble, put_all};
use super::job::Job;
use super::marks::Mark;
use super::occupant::{Occupant, look_at};
use super::spelling::is_of;
use super::tree::parents;
use crate::diagnostic::Diagnostic;

/// What stood at the path of an entry whose content waits in staging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Was {
    Nothing,
    /// A file, or a symbolic link, of an earlier build.
    File,
    /// A folder with nothing but files of earlier builds.
    Folder,
}

/// What has to be done.
pub(super) struct Plan<'a> {
    /// The entries that wait in staging, in the order in which they appear.
    pub(super) staged: Vec<(usize, Was)>,
    /// The entries that are in place already, with the mark of each that has one.
    pub(super) unchanged: Vec<(usize, Option<Mark>)>,
    /// Folders that do not exist yet.
    pub(super) missing_folders: Vec<&'a str>,
    /// Files of earlier builds to remove at the end. Some may be gone already,
    /// and only the folders that they were in are left.
    pub(super) gone: Vec<&'a str>,
    /// Files of earlier builds that stand where a folder must be, or in a
    /// folder that stands where a file must be.
    pub(super) in_the_way: Vec<&'a str>,
}

/// Where the content of an entry is.
enum EntryState {
    InPlace(Option<Mark>),
    /// Its content waits in staging.
    Staged(Was),
}

/// What stands where folders must be.
struct Folders<'a> {
    missing: Vec<&'a str>,
    /// Those of the missing where a symbolic link stands that may be replaced.
    links: HashSet<&'a str>,
}

impl<'a> Plan<'a> {
    /// Stages what changed.
    ///
    /// # Errors
    /// Everything that keeps the entries from being published.
    pub(super) fn make(
        job: &Job<'a>,
        produce: &(impl Fn(usize) -> Result<Content, Vec<Diagnostic>> + Sync),
    ) -> Result<Plan<'a>, Vec<Diagnostic>> {
        let folders = look_at_folders(job);
        let links = folders.as_ref().map(|folders| &folders.links);
        let none = HashSet::new();
        let links = links.unwrap_or(&none);
        let make = |index| match made(job, links, index) {
            Some(mark) => Ok(Made::Before(mark)),
            None => produce(index).map(Made::Now),
        };
        let found = put_all(&job.tree.order, make, |index, made| match made {
            Made::Before(mark) => Ok(EntryState::InPlace(Some(*mark))),
            Made::Now(content) => stage(job, links, index, content),
        });
        let (folders, found) = both(folders, found)?;
        let (in_the_way, gone) = look_at_gone(job).map_err(|fault| vec![fault])?;
        Ok(Plan {
            staged: in_order(job, &found),
            unchanged: in_place(&found).collect(),
            missing_folders: folders.missing,
            gone,
            in_the_way,
        })
    }

    /// Whether all is in place already.
    pub(super) fn is_done(&self) -> bool {
        self.staged.is_empty() && self.gone.is_empty() && self.in_the_way.is_empty()
    }

    /// The entries for which a folder has to make room.
    pub(super) fn folders_in_the_way(&self) -> impl Iterator<Item = usize> {
        self.staged.iter().filter(|(_, was)| *was == Was::Folder).map(|(index, _)| *index)
    }
}

/// Both results, or the faults of both.
fn both<A, B>(
    one: Result<A, Vec<Diagnostic>>,
    other: Result<B, Vec<Diagnostic>>,
) -> Result<(A, B), Vec<Diagnostic>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(mut faults), Err(more)) => {
            faults.extend(more);
            Err(faults)
        }
        (Err(faults), Ok(_)) | (Ok(_), Err(faults)) => Err(faults),
    }
}

fn in_order(job: &Job, found: &[EntryState]) -> Vec<(usize, Was)> {
    let staged = found.iter().enumerate().filter_map(|(index, found)| match found {
        EntryState::Staged(was) => Some((index, *was)),
        EntryState::InPlace(_) => None,
    });
    let mut staged: Vec<(usize, Was)> = staged.collect();
    staged.sort_by_key(|(index, _)| job.tree.entries[*index].rank());
    staged
}

fn in_place(found: &[EntryState]) -> impl Iterator<Item = (usize, Option<Mark>)> {
    found.iter().enumerate().filter_map(|(index, found)| match found {
        EntryState::InPlace(mark) => Some((index, *mark)),
        EntryState::Staged(_) => None,
    })
}

fn look_at_folders<'a>(job: &Job<'a>) -> Result<Folders<'a>, Vec<Diagnostic>> {
    let mut folders = Folders { missing: Vec::new(), links: HashSet::new() };
    // Most often all are there.
    if has_all_folders(job) {
        return Ok(folders);
    }
    let mut faults = Vec::new();
    for folder in job.tree.folders() {
        match occupant_in_output(job, &folders.links, folder) {
            Ok(Occupant::Folder) => {}
            Ok(Occupant::Nothing) => folders.missing.push(folder),
            Ok(found) if job.old.contains(folder) => {
                folders.missing.push(folder);
                if found == Occupant::Link {
                    folders.links.insert(folder);
                }
            }
            Ok(Occupant::Link) => faults.push(leads_elsewhere(&job.at(folder))),
            Ok(_) => faults.push(needs_a_folder(&job.at(folder))),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(folders) } else { Err(faults) }
}

/// Whether every folder is there and is one. To list the folders that they are in
/// takes a fraction of looking at each.
fn has_all_folders(job: &Job) -> bool {
    let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for folder in job.tree.folders() {
        let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
        wanted.entry(parent).or_default().push(name);
    }
    wanted.par_iter().all(|(parent, names)| {
        let Ok(children) = fs::read_dir(job.at(parent)) else { return false };
        let is_folder = |child: &DirEntry| child.file_type().is_ok_and(|found| found.is_dir());
        let found: HashSet<OsString> =
            children.flatten().filter(is_folder).map(|child| child.file_name()).collect();
        names.iter().all(|name| found.contains(OsStr::new(name)))
    })
}

/// What is to be at the path of an entry.
enum Made {
    /// What is there already.
    Before(Mark),
    Now(Content),
}

/// The mark of the entry, if it is in place by what it is made from alone.
fn made(job: &Job, links: &HashSet<&str>, index: usize) -> Option<Mark> {
    let entry = &job.tree.entries[index];
    let made_from = entry.made_from?;
    let path = entry.path.as_str();
    let Ok(Occupant::File(stamp)) = occupant_in_output(job, links, path) else { return None };
    job.marks.of_file(path, stamp).filter(|mark| mark.made_from == Some(made_from))
}

/// Stages an entry, unless it is in place already.
fn stage(
    job: &Job,
    links: &HashSet<&str>,
    index: usize,
    content: &Content,
) -> Result<EntryState, Trouble> {
    let entry = &job.tree.entries[index];
    let path = entry.path.as_str();
    let found = occupant_in_output(job, links, path).map_err(Trouble::Entry)?;
    let made_from = entry.made_from;
    if let Occupant::File(stamp) = found {
        let known = job.marks.of_file(path, stamp).map(|mark| mark.content);
        let identity = content.identity(job.opened);
        let is_known = identity.is_some() && identity == known;
        if is_known || content.is_at(&job.at(path), stamp.length) {
            let identity = identity.filter(|_| stamp.is_older_than(job.opened));
            let mark = identity.map(|content| Mark { stamp, content, made_from });
            return Ok(EntryState::InPlace(mark));
        }
    }
    let was = may_replace(job, path, found).map_err(Trouble::Entry)?;
    let staged = job.staging.stage(index, content)?;
    match found {
        Occupant::File(_) => job.disk.let_be_as(&staged, &job.at(path)),
        _ => job.disk.let_read(&staged, job.home),
    }
    Ok(EntryState::Staged(was))
}

/// What stands at a path, where what is seen through one of `links` is nothing.
fn occupant_in_output(
    job: &Job,
    links: &HashSet<&str>,
    path: &str,
) -> Result<Occupant, Diagnostic> {
    if !links.is_empty() && parents(path).any(|parent| links.contains(parent)) {
        return Ok(Occupant::Nothing);
    }
    look_at(&job.at(path))
}

fn may_replace(job: &Job, path: &str, found: Occupant) -> Result<Was, Diagnostic> {
    match found {
        Occupant::Nothing => Ok(Was::Nothing),
        Occupant::Folder => has_only_ours(job, path).map(|()| Was::Folder),
        _ if job.old.may_be_replaced(path) => Ok(Was::File),
        _ => Err(not_ours(&job.at(path))),
    }
}

fn has_only_ours(job: &Job, folder: &str) -> Result<(), Diagnostic> {
    for found in WalkDir::new(job.at(folder)) {
        let found = found.map_err(|error| unreadable(&job.at(folder), &error))?;
        let path = found.path().strip_prefix(job.folder).ok().and_then(Path::to_str);
        let is_ours = match path {
            _ if found.file_type().is_dir() => true,
            Some(path) => job.old.contains(path) || is_of(job.old, path, job.names)?,
            None => false,
        };
        if !is_ours {
            return Err(not_ours(found.path()));
        }
    }
    Ok(())
}

/// The files of earlier builds that are no entries: those in the way of one,
/// and the others.
fn look_at_gone<'a>(job: &Job<'a>) -> Result<(Vec<&'a str>, Vec<&'a str>), Diagnostic> {
    let (mut in_the_way, mut others) = (Vec::new(), Vec::new());
    for path in job.old.paths().filter(|path| !job.tree.has_file(path)) {
        if is_behind_a_link(job, path)? {
            continue;
        }
        let is_in_the_way =
            job.tree.has_folder(path) || parents(path).any(|parent| job.tree.has_file(parent));
        if !is_in_the_way {
            others.push(path);
        } else if look_at(&job.at(path))?.is_like_a_file() {
            in_the_way.push(path);
        }
    }
    Ok((in_the_way, others))
}

/// Whether a folder of the path is a symbolic link: then what it leads to is
/// somebody else's.
fn is_behind_a_link(job: &Job, path: &str) -> Result<bool, Diagnostic> {
    for parent in parents(path) {
        if look_at(&job.at(parent))? == Occupant::Link {
            return Ok(true);
        }
    }
    Ok(false)
}

fn not_ours(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is in the way, and Dateline did not write it", path.display()))
        .hint("move it elsewhere, or give the file of the site another path")
}

fn needs_a_folder(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` must be a folder, and a file stands there that Dateline did not write",
        path.display()
    ))
    .hint("move it elsewhere, or give the file of the site another path")
}

fn leads_elsewhere(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` is a symbolic link; Dateline does not write through it",
        path.display()
    ))
    .hint("replace the link by a folder, or choose another --output")
}

fn unreadable(path: &Path, error: &walkdir::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot open `{}`: {error}", path.display()))
        .hint("give yourself the right to read there, or remove it")
}
