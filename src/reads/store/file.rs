//! The file of reads on disk: replaced whole, or left as it was.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::format::{LONGEST, MOST_LINES, count_lines};
use crate::diagnostic::Diagnostic;
use crate::output::is_still_at;
use crate::regular_file;

/// The file of reads, which this process alone may replace.
///
/// The new file beside it is the lock: who wants to replace the old one waits
/// until nobody has it, and a rename makes it the file.
#[derive(Debug)]
pub struct StoreFile {
    path: PathBuf,
    beside: PathBuf,
    new: File,
}

impl StoreFile {
    /// Takes the file at `path`, which need not exist yet; waits while another
    /// process has it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn open(path: &Path) -> Result<Self, Diagnostic> {
        let mut name = path.file_name().unwrap_or_default().to_os_string();
        name.push(".new");
        let beside = path.with_file_name(name);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| fault("make", folder, &error))?;
        loop {
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            let new = regular_file::require_regular(&beside)
                .and_then(|()| options.open(&beside))
                .map_err(|error| fault("write", &beside, &error))?;
            match new.lock() {
                Ok(()) => {}
                // A disk without locks is better than no reads.
                Err(error) if error.kind() == ErrorKind::Unsupported => {}
                Err(error) => return Err(fault("lock", &beside, &error)),
            }
            // Who had it before has renamed or removed it.
            if is_still_at(&new, &beside) {
                return Ok(StoreFile { path: path.to_owned(), beside, new });
            }
        }
    }

    /// What the file holds; nothing if it does not exist.
    ///
    /// # Errors
    /// When it cannot be read, is not UTF-8 text, or is larger than a store may be.
    pub fn read(&self) -> Result<String, Diagnostic> {
        // Where a link leads was looked at before.
        if fs::metadata(&self.path).is_ok_and(|found| !found.is_file()) {
            return Err(fault("read", &self.path, &ErrorKind::AlreadyExists.into()));
        }
        let mut text = String::new();
        let read = File::open(&self.path)
            .and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text));
        match read {
            Ok(_) if is_too_large(&text) => Err(too_large(&self.path)),
            Ok(_) => Ok(text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(fault("read", &self.path, &error)),
        }
    }

    /// Replaces what it holds.
    ///
    /// # Errors
    /// When the disk fails, or it would be larger than a store may be; then the file is what
    /// it was.
    pub fn replace(mut self, text: &str) -> Result<(), Diagnostic> {
        if is_too_large(text) {
            return Err(too_large(&self.path));
        }
        self.write(text).map_err(|error| fault("write", &self.beside, &error))?;
        fs::rename(&self.beside, &self.path).map_err(|error| fault("replace", &self.path, &error))
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        // A killed import may have left something.
        self.new.set_len(0)?;
        self.new.write_all(text.as_bytes())?;
        self.new.sync_all()
    }
}

impl Drop for StoreFile {
    fn drop(&mut self) {
        // Not there any more if it has become the file.
        if is_still_at(&self.new, &self.beside) {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Whether a build would not read a store with this text.
fn is_too_large(text: &str) -> bool {
    text.len() as u64 > LONGEST || count_lines(text) > MOST_LINES
}

fn too_large(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` would have more than {} MiB or {} million lines; nothing was changed",
        path.display(),
        LONGEST >> 20,
        MOST_LINES / 1_000_000
    ))
    .hint("delete its oldest days, or import less")
}

fn fault(verb: &str, path: &Path, error: &io::Error) -> Diagnostic {
    let remedy = match error.kind() {
        ErrorKind::AlreadyExists => "put an ordinary file there, or nothing; nothing was changed",
        _ => "check that you may write there and that the disk has room; nothing was changed",
    };
    Diagnostic::error(format!("cannot {verb} `{}`: {error}", path.display())).hint(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_at_once_go_one_after_the_other() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("data/reads.csv");
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let file = StoreFile::open(&path).unwrap();
                        let count: u32 = file.read().unwrap().parse().unwrap_or(0);
                        file.replace(&(count + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&path).unwrap(), "160");
        assert_eq!(fs::read_dir(place.path().join("data")).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_replaced_stays() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("reads.csv");
        fs::write(&path, "old").unwrap();
        drop(StoreFile::open(&path).unwrap());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }
}
