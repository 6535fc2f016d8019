//! The temporary folder that a publication is made in.
//!
//! It may hold what is not public yet, so nobody else can read it. One that was killed
//! leaves its folder behind, and the next publication removes it: a folder is in use while
//! its lock is held, which the system frees when the program that holds it ends.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::diagnostic::Diagnostic;
use crate::git::no_temporary_file;
use crate::output::is_still_at;
use crate::regular_file;

/// What the folder's name begins with.
const NAME: &str = "dateline-deploy-";

/// The file in it that is locked.
const LOCK: &str = "lock";

/// The folder in it for all else. It is removed before the lock is.
const REPOSITORY: &str = "repository";

/// How often a folder is made that others remove before it is locked.
const TIMES: usize = 3;

/// The folder, which is gone when this is dropped.
pub(super) struct Workplace {
    _lock: File,
    folder: TempDir,
}

impl Workplace {
    /// Makes the folder, and removes those of publications that were killed.
    ///
    /// # Errors
    /// There is no place for it.
    pub(super) fn make() -> Result<Workplace, Diagnostic> {
        Workplace::make_in(&std::env::temp_dir())
    }

    fn make_in(parent: &Path) -> Result<Workplace, Diagnostic> {
        for _ in 0..TIMES {
            let made = Workplace::locked(parent).map_err(|error| no_temporary_file(&error))?;
            if let Some(workplace) = made {
                workplace.remove_left_ones(parent);
                return Ok(workplace);
            }
        }
        Err(no_temporary_file(&ErrorKind::ResourceBusy.into()))
    }

    /// Where a repository may be made.
    pub(super) fn repository(&self) -> PathBuf {
        self.folder.path().join(REPOSITORY)
    }

    /// A folder of its own; none if another publication took it for one that was left,
    /// before it was locked.
    fn locked(parent: &Path) -> io::Result<Option<Workplace>> {
        let folder = make_folder(parent)?;
        let path = folder.path().join(LOCK);
        let lock = match File::create_new(&path) {
            Ok(lock) => lock,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        match lock.lock() {
            Ok(()) => {}
            // It is left by itself then, if this is killed.
            Err(error) if error.kind() == ErrorKind::Unsupported => {}
            Err(error) => return Err(error),
        }
        Ok(is_still_at(&lock, &path).then_some(Workplace { _lock: lock, folder }))
    }

    /// What cannot be removed now, the next publication removes.
    fn remove_left_ones(&self, parent: &Path) {
        let own = self.folder.path();
        let (Ok(of_own), Ok(entries)) = (own.symlink_metadata(), fs::read_dir(parent)) else {
            return;
        };
        for entry in entries.flatten() {
            let is_meant = entry.file_name().to_string_lossy().starts_with(NAME);
            // A folder of somebody else's is theirs to remove, and a link leads anywhere.
            let is_ours = |found: &Metadata| found.is_dir() && has_same_owner(found, &of_own);
            if is_meant && entry.path() != own && entry.metadata().is_ok_and(|it| is_ours(&it)) {
                let _ = remove_if_left(&entry.path());
            }
        }
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        // The lock goes last, so that what a kill leaves of this is known by it.
        let _ = fs::remove_dir_all(self.repository());
    }
}

fn remove_if_left(folder: &Path) -> io::Result<()> {
    let lock = folder.join(LOCK);
    match regular_file::require_regular(&lock).and_then(|()| File::open(&lock)) {
        Ok(lock) => {
            lock.try_lock()?;
            let repository = folder.join(REPOSITORY);
            if repository.symlink_metadata().is_ok() {
                fs::remove_dir_all(repository)?;
            }
            fs::remove_dir_all(folder)
        }
        // It was just made, or removed but for this. A git that outlives what started it may have
        // made the repository again, of which nobody has the lock.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let repository = folder.join(REPOSITORY);
            if repository.symlink_metadata().is_ok() {
                fs::remove_dir_all(repository)?;
            }
            fs::remove_dir(folder)
        }
        Err(error) => Err(error),
    }
}

fn make_folder(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(NAME);
    // Elsewhere the folder for temporary files is the user's own.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(parent)
}

#[cfg(unix)]
fn has_same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.uid() == other.uid()
}

/// Nobody else's are there.
#[cfg(not(unix))]
fn has_same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_removed_when_nobody_uses_it() {
        let place = tempfile::tempdir().unwrap();
        let parent = place.path();
        let used = Workplace::make_in(parent).unwrap();
        fs::create_dir(used.repository()).unwrap();
        // As kills leave it: just made, in use, and half removed.
        let left = |name: &str| {
            let folder = parent.join(format!("{NAME}{name}"));
            fs::create_dir(&folder).unwrap();
            folder
        };
        let [empty, full, again, others] = ["empty", "full", "again", "others"].map(left);
        for file in [full.join(LOCK), others.join("file")] {
            fs::write(file, "").unwrap();
        }
        fs::create_dir_all(full.join(REPOSITORY).join("objects")).unwrap();
        // By a git that outlived it.
        fs::create_dir_all(again.join(REPOSITORY).join("objects")).unwrap();
        drop(Workplace::make_in(parent).unwrap());
        assert!(!empty.exists() && !full.exists() && !again.exists());
        assert!(used.repository().exists() && others.exists(), "they may be in use");
        let path = used.folder.path().to_owned();
        drop(used);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let place = Workplace::make().unwrap();
        let mode = place.folder.path().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
