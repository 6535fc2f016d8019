//! A publication to a folder that does not exist yet: the whole tree is built
//! beside its place, and appears there at once.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::content::{Content, put_all};
use super::disk::{Disk, fault};
use super::list::List;
use super::lock::{LOCK, Lock, Work};
use super::marks::{MARKS, Mark, Marks};
use super::mode::is_closed;
use super::occupant::{Occupant, look_at};
use super::spelling::{Names, refuse_one_for_two};
use super::tree::{Tree, make_folders};
use super::{BOOKKEEPING, BuildRecord, FileCounts, Private, Visibility, not_a_folder};
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// Up to how many bytes of a name stand in the one beside it.
const MOST_OF_A_NAME: usize = 100;

/// A tree being built beside its place. Dropped before it is published, it
/// removes itself.
pub(super) struct Fresh {
    disk: Disk,
    /// Where the tree is built.
    site: PathBuf,
    /// Where it will appear.
    folder: PathBuf,
    /// The folders above that were made for this, the outermost first.
    parents: Vec<PathBuf>,
    lock: Lock,
}

impl Fresh {
    /// Makes the place beside `folder`, locks it, and clears it of what a
    /// killed build left.
    pub(super) fn open(disk: Disk, folder: &Path) -> Result<Fresh, Diagnostic> {
        let (parent, name) = parent_and_name(folder)?;
        let site = parent.join(name_beside(name));
        if !matches!(look_at(&site)?, Occupant::Nothing | Occupant::Folder) {
            return Err(not_a_folder(&site));
        }
        let parents = missing_folders(parent);
        let lock = Lock::take(&disk, folder, &site.join(BOOKKEEPING), Work::Build)?;
        let fresh = Fresh { disk, site, folder: parent.join(name), parents, lock };
        fresh.clear()?;
        Ok(fresh)
    }

    /// When this was opened.
    pub(super) fn opened(&self) -> Stamp {
        self.lock.taken
    }

    /// Empties the place of all but the lock.
    fn clear(&self) -> Result<(), Diagnostic> {
        remove_all_but(&self.disk, &self.site, BOOKKEEPING)?;
        remove_all_but(&self.disk, &self.site.join(BOOKKEEPING), LOCK)
    }

    /// Builds the tree and renames it to where it belongs.
    pub(super) fn publish(
        mut self,
        tree: &Tree,
        visibility: Visibility,
        built: Option<BuildRecord>,
        produce: &(impl Fn(usize) -> Result<Content, Vec<Diagnostic>> + Sync),
        may_appear: impl FnOnce() -> Result<(), Vec<Diagnostic>>,
    ) -> Result<FileCounts, Vec<Diagnostic>> {
        let names = Names::tried_in(&self.disk, self.site.join(BOOKKEEPING).join("names"));
        refuse_one_for_two(tree, &names)?;
        make_folders(&self.disk, &self.site, &tree.folders()).map_err(|fault| vec![fault])?;
        let marks = put_all(&tree.order, produce, |index, content| {
            let path = self.site.join(tree.entries[index].path.as_str());
            let made_from = tree.entries[index].made_from;
            let content_is = content.identity(self.opened());
            let stamp = content.write_new(&self.disk, &path)?;
            Ok(content_is.map(|content| Mark { stamp, content, made_from }))
        })?;
        may_appear()?;
        self.appear(tree, visibility, &marks, built).map_err(|fault| vec![fault])?;
        // Nothing of the way there is to go any more, not even an empty folder.
        let parents = std::mem::take(&mut self.parents);
        let private = tree.is_private_in(&self.folder).then(|| Private {
            parents: parents.into_iter().filter(|folder| is_closed(folder)).collect(),
        });
        Ok(FileCounts { written: marks.len(), private, ..FileCounts::default() })
    }

    fn appear(
        &self,
        tree: &Tree,
        visibility: Visibility,
        marks: &[Option<Mark>],
        built: Option<BuildRecord>,
    ) -> Result<(), Diagnostic> {
        let bookkeeping = self.site.join(BOOKKEEPING);
        let list = List::of(tree.entries, visibility);
        list.save(&self.disk, &bookkeeping, &bookkeeping.join("files.new"))?;
        let paths = tree.entries.iter().map(|entry| entry.path.as_str());
        let marks = paths.zip(marks).filter_map(|(path, mark)| Some((path, (*mark)?)));
        let marks = Marks::of(marks).built(tree.entries.len(), built);
        marks.save(&self.disk, &bookkeeping.join(MARKS), &bookkeeping.join("marks.new"))?;
        self.disk.rename(&self.site, &self.folder)
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // Nothing is there after a publication. What cannot be removed now, the
        // next build removes.
        let _ = self.disk.remove_tree(&self.site);
        for folder in self.parents.iter().rev() {
            let _ = self.disk.remove_empty_folder(folder);
        }
    }
}

/// A folder and those above it, as far as they are not there; the outermost first. Of
/// `new/../there` that is `new`: nothing is known yet of what a folder that is not there lies in.
fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    let mut way: Vec<&Path> = folder.ancestors().collect();
    way.reverse();
    let is_missing =
        |folder: &&Path| !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err();
    let missing = way.into_iter().filter(is_missing);
    missing.take_while(|folder| !folder.ends_with("..")).map(Path::to_owned).collect()
}

fn parent_and_name(folder: &Path) -> Result<(&Path, &OsStr), Diagnostic> {
    let is_link = fs::symlink_metadata(folder).is_ok();
    match (folder.parent(), folder.file_name()) {
        (Some(parent), Some(name)) if !is_link => Ok((parent, name)),
        (Some(_), Some(_)) => Err(leads_nowhere(folder)),
        _ => Err(not_a_folder(folder)),
    }
}

fn leads_nowhere(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is a symbolic link that leads nowhere", folder.display()))
        .hint("make the folder that it points to, or choose another --output")
}

/// A long name has a hash in its place: with what is added it might not be taken by the disk.
fn name_beside(name: &OsStr) -> OsString {
    let mut beside = OsString::from(".");
    match name.len() {
        ..=MOST_OF_A_NAME => beside.push(name),
        _ => beside.push(format!("{:x}", xxh3_64(name.as_encoded_bytes()))),
    }
    beside.push(".dateline-new");
    beside
}

fn remove_all_but(disk: &Disk, folder: &Path, kept: &str) -> Result<(), Diagnostic> {
    let children = fs::read_dir(folder).map_err(|e| fault("open", folder, &e))?;
    for child in children {
        let child = child.map_err(|e| fault("open", folder, &e))?;
        if child.file_name() != kept {
            disk.remove_tree(&child.path())?;
        }
    }
    Ok(())
}
