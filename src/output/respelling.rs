//! The names on the disk, spelled as the site spells them.

use std::collections::{BTreeMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::disk::fault;
use super::job::Job;
use super::occupant::{Occupant, look_at};
use super::tree::parent_and_name;
use crate::diagnostic::Diagnostic;

/// Gives what the site has under another spelling the names that it has in the site, as
/// far as the disk keeps spellings.
pub(super) fn spell_on_disk(job: &Job) -> Result<(), Diagnostic> {
    let mut by_folder: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (path, found) in job.named {
        let (folder, name) = parent_and_name(path);
        by_folder.entry(folder).or_default().push((name, found));
    }
    // What is in a folder before the folder.
    by_folder.iter().rev().try_for_each(|(folder, named)| spell_in_folder(job, folder, named))
}

fn spell_in_folder(job: &Job, folder: &str, named: &[(&str, &str)]) -> Result<(), Diagnostic> {
    let folder = job.at(folder);
    let there = listed(&folder)?;
    let named =
        named.iter().filter(|(name, _)| !there.contains(OsStr::new(name))).collect::<Vec<_>>();
    if named.is_empty() {
        return Ok(());
    }
    for (name, found) in &named {
        // Where a disk does not take this, or changes nothing by it, there is the other way.
        let _ = job.disk.rename(&folder.join(found), &folder.join(name));
    }
    let there = listed(&folder)?;
    let named = named.into_iter().filter(|(name, _)| !there.contains(OsStr::new(name)));
    named
        .map(|(name, _)| folder.join(name))
        .try_for_each(|path| spell_by_way_of_staging(job, &path))
}

/// Takes what is at `path` away and puts it there again. A build that is killed in between
/// leaves nothing there, which the next one makes again; so others' files must not be in it.
fn spell_by_way_of_staging(job: &Job, path: &Path) -> Result<(), Diagnostic> {
    let is_there = look_at(path)? != Occupant::Nothing;
    if !is_there || !has_only_files_of_the_site(job, path) {
        return Ok(());
    }
    let aside = job.staging.of_respelled();
    job.disk.rename(path, &aside)?;
    job.disk.rename(&aside, path)
}

fn has_only_files_of_the_site(job: &Job, path: &Path) -> bool {
    WalkDir::new(path).into_iter().all(|found| {
        let Ok(found) = found else { return false };
        let path = found.path().strip_prefix(job.folder).ok().and_then(Path::to_str);
        let is_ours = |path| job.old.contains(path) || job.tree.has_file(path);
        found.file_type().is_dir() || path.is_some_and(is_ours)
    })
}

/// The names in a folder, as the disk spells them.
fn listed(folder: &Path) -> Result<HashSet<OsString>, Diagnostic> {
    let children = fs::read_dir(folder).map_err(|error| fault("open", folder, &error))?;
    Ok(children.flatten().map(|child| child.file_name()).collect())
}
