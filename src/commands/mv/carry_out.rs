//! The move on the disk: all of it, or nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::moves::Moves;
use crate::diagnostic::Diagnostic;
use crate::source::Folder;

/// Moves the files and writes what was edited, by its new path.
///
/// # Errors
/// Why it could not be done; then all is as it was.
pub(super) fn carry_out(
    folder: &Folder,
    moves: &Moves,
    edited: &BTreeMap<String, String>,
) -> Result<(), Diagnostic> {
    let mut done = Done::default();
    let failed = |file: &str, error: &io::Error| {
        Diagnostic::error(format!("this file cannot be moved or written: {error}"))
            .in_file(file)
            .hint("nothing was moved: check that you may write there and that the disk is not full")
    };
    for (old, new) in &moves.files {
        done.rename(&folder.path(old), &folder.path(new)).map_err(|error| failed(new, &error))?;
    }
    for (file, text) in edited {
        done.write(&folder.path(file), text).map_err(|error| failed(file, &error))?;
    }
    done.0.clear();
    remove_empty(&folder.path(&moves.from));
    Ok(())
}

/// What was done, and is undone when this is dropped.
#[derive(Default)]
struct Done(Vec<Step>);

enum Step {
    Made(PathBuf),
    Renamed(PathBuf, PathBuf),
    Written(PathBuf, Vec<u8>),
}

impl Done {
    fn rename(&mut self, old: &Path, new: &Path) -> io::Result<()> {
        let missing = new.parent().into_iter().flat_map(Path::ancestors);
        let mut missing: Vec<&Path> = missing.take_while(|folder| !folder.exists()).collect();
        missing.reverse();
        for folder in missing {
            fs::create_dir(folder)?;
            self.0.push(Step::Made(folder.to_owned()));
        }
        if new.symlink_metadata().is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(old, new)?;
        self.0.push(Step::Renamed(old.to_owned(), new.to_owned()));
        Ok(())
    }

    fn write(&mut self, file: &Path, text: &str) -> io::Result<()> {
        let before = fs::read(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let beside = file.with_file_name(format!(".{name}.dateline-new"));
        let written = fs::write(&beside, text)
            .and_then(|()| fs::set_permissions(&beside, fs::metadata(file)?.permissions()))
            .and_then(|()| fs::rename(&beside, file));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written?;
        self.0.push(Step::Written(file.to_owned(), before));
        Ok(())
    }
}

impl Drop for Done {
    fn drop(&mut self) {
        for step in self.0.iter().rev() {
            // As far as the disk lets it.
            let _ = match step {
                Step::Made(folder) => fs::remove_dir(folder),
                Step::Renamed(old, new) => fs::rename(new, old),
                Step::Written(file, before) => fs::write(file, before),
            };
        }
    }
}

/// Removes the folders that have nothing in them any more.
fn remove_empty(folder: &Path) {
    let folders = walkdir::WalkDir::new(folder).contents_first(true).into_iter().flatten();
    for entry in folders.filter(|entry| entry.file_type().is_dir()) {
        // One that holds something stays.
        let _ = fs::remove_dir(entry.path());
    }
}
