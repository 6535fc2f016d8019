//! Who may read what is published.
//!
//! A site is for everybody, but what a program makes is as its `umask` says. Under one that
//! keeps others out, half of a site would be there for a web server and half not. So a
//! file keeps the permissions of the one that it replaces, and its group, which may be that
//! of the server. What is new in an output that was there may be read by those who may read
//! its home page.

use std::path::Path;

/// The permissions of a file or folder, where the system has those of POSIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mode {
    bits: u32,
    group: u32,
}

/// What says who may read, write and enter. Beside it, a folder may hand its group on to what
/// is made in it.
const PERMISSIONS: u32 = 0o777;

/// Reading, for the group and for others.
const READ: u32 = 0o044;

/// Entering a folder, for the same.
const ENTER: u32 = 0o011;

impl Mode {
    /// Those of what stands at a path, if it is no symbolic link.
    #[cfg(unix)]
    pub(super) fn at(path: &Path) -> Option<Mode> {
        use std::os::unix::fs::MetadataExt;
        let found = path.symlink_metadata().ok().filter(|found| !found.is_symlink())?;
        Some(Mode { bits: found.mode() & 0o7777, group: found.gid() })
    }

    /// There are none here.
    #[cfg(not(unix))]
    pub(super) fn at(_: &Path) -> Option<Mode> {
        None
    }

    /// The permissions of `other`, and its group.
    pub(super) fn same_as(self, other: Mode) -> Mode {
        let bits = self.bits & !PERMISSIONS | other.bits & PERMISSIONS;
        Mode { bits, group: other.group }
    }

    /// These, and reading for those who may read what has `other`.
    pub(super) fn read_as(self, other: Mode) -> Mode {
        Mode { bits: self.bits | other.bits & READ, group: other.group }
    }

    /// These of a folder, and entering it for those who may read what has `other`.
    pub(super) fn entered_as(self, other: Mode) -> Mode {
        let read = other.bits & READ;
        Mode { bits: self.bits | read | read >> 2, group: other.group }
    }

    /// Gives them to a file or folder; its group, if the user may.
    #[cfg(unix)]
    pub(super) fn give(self, path: &Path) -> std::io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        let _ = std::os::unix::fs::chown(path, None, Some(self.group));
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(self.bits))
    }

    /// There are none here.
    #[cfg(not(unix))]
    pub(super) fn give(self, _: &Path) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whether nobody but their owner gets at the files of an output, by its folder and by
/// one of the files.
pub(super) fn is_private(folder: &Path, file: &Path) -> bool {
    is_closed(folder) || keeps_out(file, READ)
}

/// Whether nobody but its owner can enter a folder.
pub(super) fn is_closed(folder: &Path) -> bool {
    keeps_out(folder, ENTER)
}

fn keeps_out(path: &Path, bits: u32) -> bool {
    Mode::at(path).is_some_and(|mode| mode.bits & bits == 0)
}
