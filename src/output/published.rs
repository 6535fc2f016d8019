//! An output as somebody sees it who takes it elsewhere.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::disk::{Disk, fault};
use super::list::{FILES, List};
use super::lock::{Lock, Work};
use super::occupant::{Occupant, look_at};
use super::spelling::Spellings;
use super::{BOOKKEEPING, Visibility, is_bookkeeping};
use crate::diagnostic::Diagnostic;
use crate::regular_file;
use crate::url::BaseUrl;

/// A finished output. While this is there, no build writes to the folder.
pub struct FinishedOutput {
    pub(super) folder: PathBuf,
    visibility: Visibility,
    list: List,
    _lock: Lock,
}

/// A file of an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Where it is on the disk.
    pub file: PathBuf,
    /// Its path below the output folder.
    pub path: PathBuf,
    /// How large it is.
    pub bytes: u64,
}

/// The scheme and host that a site in the folder `output` was built for: those of the first address
/// in its sitemap (<https://www.sitemaps.org/protocol.html>).
pub fn origin_of(output: &Path) -> Option<BaseUrl> {
    let sitemap = regular_file::read(&output.join("sitemap.xml")).ok()?;
    let sitemap = String::from_utf8(sitemap).ok()?;
    let (_, after) = sitemap.split_once("<loc>")?;
    let (address, _) = after.split_once("</loc>")?;
    let address = BaseUrl::parse(address).ok()?;
    BaseUrl::parse(address.origin()).ok()
}

impl FinishedOutput {
    /// Opens the output that a build left in `folder`.
    ///
    /// # Errors
    /// When there is none, a build is writing it, or one did not end.
    pub fn open(folder: &Path) -> Result<FinishedOutput, Diagnostic> {
        let bookkeeping = folder.join(BOOKKEEPING);
        if look_at(&bookkeeping.join(FILES))? == Occupant::Nothing {
            return Err(not_built(folder));
        }
        let lock = Lock::take(&Disk::new(), folder, &bookkeeping, Work::Deploy)?;
        let list = List::load(&bookkeeping)?;
        if list.is_unfinished() {
            return Err(unfinished(folder));
        }
        if list.lacks_some() {
            return Err(lacking(folder));
        }
        let visibility = list.visibility();
        Ok(FinishedOutput { folder: folder.to_owned(), visibility, list, _lock: lock })
    }

    /// For whom it is, and of which moment.
    pub fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// The scheme and host that the site was built for.
    pub fn origin(&self) -> Option<BaseUrl> {
        origin_of(&self.folder)
    }

    /// The files of the site, by path: those that the build wrote, and nothing else that
    /// may lie in the folder.
    ///
    /// # Errors
    /// Some are gone, or something else is in their place.
    pub fn files(&self) -> Result<Vec<PublishedFile>, Vec<Diagnostic>> {
        let mut folders = RealFolders::default();
        let (mut files, mut faults, mut lost) = (Vec::new(), Vec::new(), Vec::new());
        for path in self.list.paths().filter(|path| !is_of_git(path)) {
            let (file, path) = (self.folder.join(path), Path::new(path));
            let is_there = path.parent().is_some_and(|parent| folders.hold(&self.folder, parent));
            match file.symlink_metadata().ok().filter(|_| is_there) {
                Some(found) if found.is_file() => {
                    files.push(PublishedFile { file, path: path.to_owned(), bytes: found.len() });
                }
                Some(_) => faults.push(no_file(&file)),
                None => lost.push(file),
            }
        }
        faults.extend(lost.first().map(|first| gone(first, lost.len())));
        if faults.is_empty() { Ok(files) } else { Err(faults) }
    }

    /// The paths of the files that somebody laid beside those of the site, as far as they
    /// can be listed.
    pub fn others(&self) -> Vec<PathBuf> {
        self.beside().flatten().map(|entry| self.path(&entry)).collect()
    }

    /// All files, by path: those of the site, and others that somebody laid beside
    /// them. Dateline's own are not among them, nor is anything of git.
    ///
    /// # Errors
    /// What cannot be listed, and what is not a regular file.
    pub fn all_files(&self) -> Result<Vec<PublishedFile>, Vec<Diagnostic>> {
        let mut files = self.files()?;
        let mut faults = Vec::new();
        for entry in self.beside() {
            let entry = entry.map_err(|error| unlisted(&self.folder, &error));
            match entry.and_then(|entry| self.file(&entry)) {
                Ok(file) => files.push(file),
                Err(fault) => faults.push(fault),
            }
        }
        files.sort_by(|one, other| one.path.cmp(&other.path));
        if faults.is_empty() { Ok(files) } else { Err(faults) }
    }

    /// What lies beside the files of the site, which the disk may spell as it likes.
    fn beside(&self) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
        let spellings = LazyCell::new(|| Spellings::of(&self.list));
        let is_of_list = move |entry: &DirEntry| {
            let path = with_slashes(&self.path(entry));
            self.list.contains(&path) || spellings.have(&self.folder, &path)
        };
        let walk = WalkDir::new(&self.folder).sort_by_file_name().min_depth(1).into_iter();
        walk.filter_entry(is_of_the_site).filter(move |found| match found {
            Ok(entry) => !entry.file_type().is_dir() && !is_of_list(entry),
            Err(_) => true,
        })
    }

    /// The path of what was found, below the output folder.
    fn path(&self, entry: &DirEntry) -> PathBuf {
        entry.path().strip_prefix(&self.folder).unwrap_or(entry.path()).to_owned()
    }

    fn file(&self, entry: &DirEntry) -> Result<PublishedFile, Diagnostic> {
        if !entry.file_type().is_file() {
            return Err(no_file(entry.path()));
        }
        let bytes = entry.metadata().map_err(|error| unlisted(entry.path(), &error))?.len();
        Ok(PublishedFile { file: entry.path().to_owned(), path: self.path(entry), bytes })
    }
}

/// The folders of an output that were found to be folders, and no links to elsewhere.
#[derive(Default)]
struct RealFolders(HashSet<PathBuf>);

impl RealFolders {
    /// Whether `folder` below `output` is real, and each one on the way there.
    fn hold(&mut self, output: &Path, folder: &Path) -> bool {
        let Some(parent) = folder.parent() else { return true };
        if self.0.contains(folder) {
            return true;
        }
        let is_folder = |path: &Path| path.symlink_metadata().is_ok_and(|found| found.is_dir());
        let is_real = self.hold(output, parent) && is_folder(&output.join(folder));
        if is_real {
            self.0.insert(folder.to_owned());
        }
        is_real
    }
}

fn is_of_the_site(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_own = entry.depth() == 1 && is_bookkeeping(&name);
    !is_own && !is_of_git(&name)
}

/// The folder of a repository cannot be a part of another one; somebody may have
/// the output checked out from the very branch that it is published to.
fn is_of_git(path: &str) -> bool {
    path.split('/').any(|name| name.eq_ignore_ascii_case(".git"))
}

/// The path as the list has it, on every system.
fn with_slashes(path: &Path) -> String {
    let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
    names.join("/")
}

fn unlisted(path: &Path, error: &walkdir::Error) -> Diagnostic {
    let kind = error.io_error().map_or(std::io::ErrorKind::Other, std::io::Error::kind);
    fault("open", path, &kind.into())
}

fn no_file(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is a symbolic link, or not a file at all", path.display()))
        .hint("put the file itself there, or remove it")
}

fn gone(first: &Path, lost: usize) -> Diagnostic {
    let first = first.display();
    let what = match lost - 1 {
        0 => format!("`{first}` is gone"),
        1 => format!("`{first}` and 1 other file of the site are gone"),
        others => format!("`{first}` and {others} other files of the site are gone"),
    };
    Diagnostic::error(what).hint("run `dateline build`, and deploy again")
}

fn not_built(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("there is no site in `{}`", folder.display()))
        .hint("build it first with `dateline build`, or name the folder of one with `--output`")
}

fn lacking(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "the list of the files in `{}` was damaged, as when the power fails: it may hold what is \
         not to be published any more",
        folder.display()
    ))
    .hint("remove the folder, and run `dateline build`")
}

fn unfinished(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("the last build of `{}` did not end", folder.display()))
        .hint("run `dateline build`, which finishes it")
}
