//! Source files that a command begins: all of them, or none.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::terminal::{Stream, try_to_say};

/// Files, and folders that they needed, which were not there before. Dropped without
/// [`NewFiles::keep`], they are removed again.
#[derive(Default)]
pub(super) struct NewFiles {
    made: Vec<NewPath>,
}

enum NewPath {
    File(PathBuf),
    Folder(PathBuf),
}

impl NewFiles {
    /// Writes a file that is not there yet, with the folders that it needs.
    pub(super) fn write(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.make_folders(folder)?;
        }
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.made.push(NewPath::File(path.to_owned()));
        file.write_all(text.as_bytes())?;
        // Some disks, such as those of a network, tell only now that they are full.
        file.sync_all()
    }

    fn make_folders(&mut self, folder: &Path) -> io::Result<()> {
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let mut missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        missing.reverse();
        for folder in missing {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(NewPath::Folder(folder.to_owned())),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let what = format!("`{}` is no folder", folder.display());
                    return Err(io::Error::new(ErrorKind::NotADirectory, what));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Says `words` on standard output and keeps the files.
    ///
    /// # Errors
    /// It cannot be written to; then the files are gone again.
    pub(super) fn keep_and_say(mut self, words: &str) -> Result<(), Diagnostic> {
        match try_to_say(Stream::Output, &format!("{words}\n")) {
            Ok(()) => {
                self.made.clear();
                Ok(())
            }
            Err(error) => Err(unsaid(
                &error,
                "nothing was left behind: run it again with an output that is open and has room",
            )),
        }
    }
}

impl Drop for NewFiles {
    fn drop(&mut self) {
        for made in self.made.iter().rev() {
            // What somebody else put into a folder meanwhile keeps it.
            let _ = match made {
                NewPath::File(file) => fs::remove_file(file),
                NewPath::Folder(folder) => fs::remove_dir(folder),
            };
        }
    }
}

/// Why a file was not written.
pub(super) fn unwritten(error: &io::Error, file: &str) -> Diagnostic {
    match error.kind() {
        ErrorKind::AlreadyExists => Diagnostic::error("this file is there already")
            .in_file(file)
            .hint("edit it, or choose another headline"),
        ErrorKind::NotADirectory => {
            Diagnostic::error(format!("this file cannot be written: {error}"))
                .in_file(file)
                .hint("give what is there another name, or choose another folder")
        }
        _ => Diagnostic::error(format!("this file cannot be written: {error}"))
            .in_file(file)
            .hint("check that you may write there and that the disk is not full"),
    }
}

/// Why nothing was said, and what came of it.
pub(super) fn unsaid(error: &io::Error, hint: &str) -> Diagnostic {
    Diagnostic::error(format!("standard output cannot be written to: {error}")).hint(hint)
}
