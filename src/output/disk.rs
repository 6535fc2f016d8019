//! The changes that this module makes on the disk, one method each.
//!
//! Nothing else in `output` writes, so a test can stop a publication after any
//! one change as `kill -9` would: see `Disk::killed_after`.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::mode::Mode;
use crate::diagnostic::{Diagnostic, remedy_for_open_files};
use crate::regular_file;
use crate::stamp::Stamp;
use crate::url::{MOST_BYTES, MOST_SEGMENT_BYTES};

/// The disk, as something to change.
pub(super) struct Disk {
    #[cfg(test)]
    changes_left: std::sync::atomic::AtomicUsize,
}

impl Disk {
    #[cfg(not(test))]
    pub(super) fn new() -> Disk {
        Disk {}
    }

    /// Called before each change.
    #[cfg(not(test))]
    #[allow(clippy::unnecessary_wraps, reason = "in tests it fails")]
    fn change(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn new() -> Disk {
        Disk::killed_after(usize::MAX)
    }

    /// A disk on which `changes` succeed and every later one, those that clean
    /// up included, fails without effect: to the folder the process is dead.
    #[cfg(test)]
    pub(super) fn killed_after(changes: usize) -> Disk {
        Disk { changes_left: changes.into() }
    }

    #[cfg(test)]
    fn change(&self) -> io::Result<()> {
        use std::sync::atomic::Ordering::Relaxed;
        self.changes_left
            .try_update(Relaxed, Relaxed, |left| left.checked_sub(1))
            .map(|_| ())
            .map_err(|_| io::Error::other("killed"))
    }

    /// Makes a folder whose parent exists.
    pub(super) fn make_folder(&self, path: &Path) -> Result<(), Diagnostic> {
        self.change().and_then(|()| fs::create_dir(path)).map_err(|e| fault("make", path, &e))
    }

    /// Makes a folder, and those above it, unless it exists.
    pub(super) fn make_folders(&self, path: &Path) -> Result<(), Diagnostic> {
        self.change().and_then(|()| fs::create_dir_all(path)).map_err(|e| fault("make", path, &e))
    }

    /// Opens a file without emptying it; makes it if need be.
    pub(super) fn open_or_make(&self, path: &Path) -> Result<File, Diagnostic> {
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        regular_file::require_regular(path)
            .and_then(|()| self.change())
            .and_then(|()| options.open(path))
            .map_err(|e| fault("write", path, &e))
    }

    /// Writes a line at the beginning of a file, which changes its stamp.
    pub(super) fn note(&self, file: &mut File, path: &Path, line: &str) -> Result<(), Diagnostic> {
        let write = |()| file.write_all(line.as_bytes());
        self.change().and_then(write).map_err(|e| fault("write", path, &e))
    }

    /// Writes a file that does not exist. Stopped half-way, it stays half written.
    pub(super) fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<Stamp, Diagnostic> {
        self.fill_new(path, |file| file.write_all(bytes))
    }

    /// Copies what is left of `source` into a file that does not exist. Its
    /// permissions stay behind: what is published is for everyone to read.
    pub(super) fn copy_new(&self, path: &Path, source: &mut File) -> Result<Stamp, Diagnostic> {
        self.fill_new(path, |file| io::copy(source, file).map(|_| ()))
    }

    fn fill_new(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<Stamp, Diagnostic> {
        let write = || {
            self.change()?;
            let mut file = File::create_new(path)?;
            self.change()?;
            fill(&mut file)?;
            file.metadata().map(|found| Stamp::of(&found))
        };
        write().map_err(|e| fault("write", path, &e))
    }

    /// Gives a file a second name, which must be free.
    ///
    /// # Errors
    /// Also where the disk knows no such names, or allows no more of them.
    pub(super) fn link(&self, from: &Path, to: &Path) -> Result<(), Diagnostic> {
        self.change().and_then(|()| fs::hard_link(from, to)).map_err(|e| fault("write", to, &e))
    }

    /// Renames a file over what has the name, or a folder to a free name.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), Diagnostic> {
        self.change().and_then(|()| fs::rename(from, to)).map_err(|e| fault("write", to, &e))
    }

    /// Gives a file the permissions and the group of another. On a disk that does not do that
    /// it is better to publish.
    pub(super) fn let_be_as(&self, file: &Path, other: &Path) {
        self.change_mode(file, |mode| Some(mode.same_as(Mode::at(other)?)));
    }

    /// Lets those read a file who may read what has these permissions.
    pub(super) fn let_read(&self, file: &Path, as_of: Option<Mode>) {
        self.change_mode(file, |mode| Some(mode.read_as(as_of?)));
    }

    /// Lets those enter a folder who may read what has these permissions.
    pub(super) fn let_enter(&self, folder: &Path, as_of: Option<Mode>) {
        self.change_mode(folder, |mode| Some(mode.entered_as(as_of?)));
    }

    fn change_mode(&self, path: &Path, wanted: impl FnOnce(Mode) -> Option<Mode>) {
        let Some(found) = Mode::at(path) else { return };
        if let Some(wanted) = wanted(found).filter(|wanted| *wanted != found) {
            let _ = self.change().and_then(|()| wanted.give(path));
        }
    }

    /// Replaces a file at once, by way of the file `scratch`, which does not exist.
    pub(super) fn replace(
        &self,
        path: &Path,
        bytes: &[u8],
        scratch: &Path,
    ) -> Result<(), Diagnostic> {
        self.write_new(scratch, bytes)?;
        self.rename(scratch, path)
    }

    /// Removes a file, or a symbolic link itself.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), Diagnostic> {
        self.change().and_then(|()| fs::remove_file(path)).map_err(|e| fault("remove", path, &e))
    }

    /// Removes a folder if it is there and empty.
    pub(super) fn remove_empty_folder(&self, path: &Path) -> Result<(), Diagnostic> {
        match self.change().and_then(|()| fs::remove_dir(path)) {
            Err(error) if !keeps_a_folder(error.kind()) => Err(fault("remove", path, &error)),
            _ => Ok(()),
        }
    }

    /// Removes a file, or a folder with all it holds, if it is there. Does not
    /// follow symbolic links.
    pub(super) fn remove_tree(&self, path: &Path) -> Result<(), Diagnostic> {
        let remove = || match fs::symlink_metadata(path) {
            Ok(found) if found.is_dir() => self.change().and_then(|()| fs::remove_dir_all(path)),
            Ok(_) => self.change().and_then(|()| fs::remove_file(path)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        };
        remove().map_err(|e| fault("remove", path, &e))
    }
}

/// Why a folder may rightly stay: it is gone, is no folder, or holds something.
fn keeps_a_folder(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::DirectoryNotEmpty
            | ErrorKind::AlreadyExists
    )
}

/// Whether a path, or a name in it, is longer than those of stories ever are, which
/// `OutputPath` bounds.
fn is_longer_than_a_story(path: &Path) -> bool {
    path.as_os_str().len() > MOST_BYTES || path.iter().any(|name| name.len() > MOST_SEGMENT_BYTES)
}

/// The message when the disk refuses to `verb` (open, write, make,
/// remove) something of the output.
pub(super) fn fault(verb: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free some space on that disk, or choose another --output"
        }
        ErrorKind::PermissionDenied => {
            "give yourself the right to write there, or choose another --output"
        }
        ErrorKind::ReadOnlyFilesystem => "that disk can only be read from; choose another --output",
        ErrorKind::NotADirectory | ErrorKind::IsADirectory | ErrorKind::AlreadyExists => {
            "something of another kind stands there; remove it, or choose another --output"
        }
        ErrorKind::DirectoryNotEmpty => {
            "something was put there during the build; remove it and build again"
        }
        ErrorKind::CrossesDevices => {
            "that folder is on another disk than the output, or counts as one; have all of the \
             output on one disk, or choose another --output"
        }
        ErrorKind::ResourceBusy => {
            "something is mounted there, or uses it; unmount it and build again"
        }
        ErrorKind::NotFound => "something was removed during the build; build again",
        ErrorKind::InvalidFilename if is_longer_than_a_story(path) => {
            "names and paths can only be so long; choose a shorter --output"
        }
        ErrorKind::InvalidFilename => {
            "this disk does not take such a name; give the story a shorter `slug`, or choose \
             another --output"
        }
        _ => "build again; if it fails again, check the disk or choose another --output",
    };
    let remedy = remedy_for_open_files(error).unwrap_or(remedy);
    Diagnostic::error(format!("cannot {verb} `{}`: {error}", path.display())).hint(remedy)
}
