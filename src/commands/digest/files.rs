//! The files of digests: all of them or none, and never over what somebody else wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;
use xxhash_rust::xxh3::Xxh3Default;

use crate::commands::output_folder::{DEFAULT_OUTPUT, real};
use crate::diagnostic::Diagnostic;
use crate::source::FOLDERS;

/// What digests wrote into the folder, so that the next one knows what it may replace.
const RECORD: &str = ".dateline-digests.json";

/// What an output of a build has.
const OUTPUT: &str = ".dateline/files";

/// The folder that digests are written to.
pub struct DigestFiles {
    root: PathBuf,
    record: Record,
    /// The folders that were made for it, the outermost first.
    made: Vec<PathBuf>,
    /// What is to be put in place: its name, and the hash of its bytes.
    waiting: Vec<(NamedTempFile, String, String)>,
    /// The names of all files of these digests.
    names: Vec<String>,
    /// The folders in which nothing is but what they have now.
    whole: Vec<String>,
    /// The files that are not there any more.
    gone: Vec<String>,
}

/// The hash of each file, as it was written.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Record {
    files: BTreeMap<String, String>,
}

impl DigestFiles {
    /// Looks at the folder; it is made when something is put there.
    ///
    /// # Errors
    /// It is where the site itself is read from, or published.
    pub fn open(root: &Path, site: &Path) -> Result<Self, Diagnostic> {
        refuse_places(root, site)?;
        let record = match fs::read(root.join(RECORD)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                let file = root.join(RECORD);
                Diagnostic::error(format!(
                    "it is not known which files digests wrote: `{}`: {error}",
                    file.display()
                ))
                .hint("delete that file, and the digests beside it")
            })?,
            Err(_) => Record::default(),
        };
        let root = root.to_path_buf();
        Ok(DigestFiles {
            root,
            record,
            made: Vec::new(),
            waiting: Vec::new(),
            names: Vec::new(),
            whole: Vec::new(),
            gone: Vec::new(),
        })
    }

    /// Puts a file aside that becomes `name`.
    ///
    /// # Errors
    /// Somebody else's file is there, or the disk cannot take it.
    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let mut file = self.begin(name)?;
        file.write_all(bytes).map_err(|error| unwritten(&self.root.join(name), &error))?;
        self.end(name, file)
    }

    /// Begins a file that becomes `name`.
    ///
    /// # Errors
    /// The disk cannot take it.
    pub fn begin(&mut self, name: &str) -> Result<NamedTempFile, Diagnostic> {
        let path = self.root.join(name);
        let folder = path.parent().unwrap_or(&self.root).to_path_buf();
        let begun = self
            .make(&folder)
            .and_then(|()| tempfile::Builder::new().prefix(".digest-").tempfile_in(&folder));
        begun.map_err(|error| unwritten(&path, &error))
    }

    /// Ends a file that was begun.
    ///
    /// # Errors
    /// Somebody else's file is there, or the disk cannot take it.
    pub fn end(&mut self, name: &str, mut file: NamedTempFile) -> Result<(), Diagnostic> {
        let path = self.root.join(name);
        let wrong = |error: io::Error| unwritten(&path, &error);
        file.flush().map_err(wrong)?;
        file.as_file().sync_all().map_err(wrong)?;
        let hash = hash_of(file.path()).map_err(wrong)?;
        self.names.push(name.into());
        match path.symlink_metadata() {
            Ok(found) if found.is_file() => {
                let there = hash_of(&path).map_err(wrong)?;
                if there == hash {
                    self.record.files.insert(name.into(), hash);
                    return Ok(());
                }
                if self.record.files.get(name) != Some(&there) {
                    return Err(foreign(&path));
                }
            }
            Ok(_) => return Err(foreign(&path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(wrong(error)),
        }
        self.waiting.push((file, name.into(), hash));
        Ok(())
    }

    /// Whether nothing was put aside.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Says that a folder has no other files than those that are put there: what an earlier digest
    /// wrote there goes, such as the picture of a story that was withdrawn.
    pub fn holds_all_of(&mut self, folder: &str) {
        self.whole.push(format!("{folder}/"));
    }

    /// Says that there is no file of that name: what an earlier digest wrote there goes, such as the
    /// recording of a story that was withdrawn.
    pub fn has_no(&mut self, name: &str) {
        self.gone.push(name.into());
    }

    /// Removes what earlier digests wrote and there is no more, where nothing else was made.
    pub fn keep_nothing(mut self) {
        if self.sweep() {
            // All else is as it was. If the record cannot be written, it names what is not there.
            let _ = self.save();
        }
    }

    /// Removes what earlier digests wrote and there is no more, unless somebody changed it. Whether
    /// there was such a thing.
    fn sweep(&mut self) -> bool {
        let is_old = |name: &String| {
            let is_in_whole = self.whole.iter().any(|folder| name.starts_with(folder));
            (is_in_whole || self.gone.contains(name)) && !self.names.contains(name)
        };
        let old: Vec<String> = self.record.files.keys().filter(|it| is_old(it)).cloned().collect();
        let is_any = !old.is_empty();
        for name in old {
            let path = self.root.join(&name);
            let is_own =
                hash_of(&path).is_ok_and(|hash| self.record.files.get(&name) == Some(&hash));
            if is_own && fs::remove_file(&path).is_err() {
                continue;
            }
            self.record.files.remove(&name);
            // Empty folders go; of others this is an error.
            let _ = path.parent().map(fs::remove_dir);
        }
        is_any
    }

    /// Puts all files in place. Their paths.
    ///
    /// # Errors
    /// The disk cannot take them.
    pub fn keep(mut self) -> Result<Vec<PathBuf>, Diagnostic> {
        for (file, name, hash) in std::mem::take(&mut self.waiting) {
            let path = self.root.join(&name);
            let wrong = |error: io::Error| unwritten(&path, &error);
            readable(file.path()).map_err(wrong)?;
            file.persist(&path).map_err(|error| wrong(error.error))?;
            self.record.files.insert(name, hash);
        }
        self.sweep();
        self.save()?;
        self.made.clear();
        Ok(self.names.iter().map(|name| self.root.join(name)).collect())
    }

    /// Writes down what digests wrote.
    fn save(&self) -> Result<(), Diagnostic> {
        let json = serde_json::to_string_pretty(&self.record).unwrap_or_default();
        let path = self.root.join(RECORD);
        let wrong = |error: io::Error| unwritten(&path, &error);
        let mut record = NamedTempFile::new_in(&self.root).map_err(wrong)?;
        record.write_all(json.as_bytes()).map_err(wrong)?;
        readable(record.path()).map_err(wrong)?;
        record.persist(&path).map_err(|error| wrong(error.error))?;
        Ok(())
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let mut missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        missing.reverse();
        for folder in missing {
            fs::create_dir(folder)?;
            self.made.push(folder.to_path_buf());
        }
        Ok(())
    }
}

impl Drop for DigestFiles {
    fn drop(&mut self) {
        self.waiting.clear();
        for folder in self.made.iter().rev() {
            // What somebody else put there meanwhile keeps it.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn hash_of(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hash = Xxh3Default::new();
    // The podcast of a day does not fit into memory everywhere.
    let mut bytes = vec![0; 256 << 10];
    loop {
        match file.read(&mut bytes)? {
            0 => return Ok(format!("{:032x}", hash.digest128())),
            read => hash.update(&bytes[..read]),
        }
    }
}

/// A temporary file is for its owner alone; a digest is for whoever sends it.
fn readable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

fn refuse_places(root: &Path, site: &Path) -> Result<(), Diagnostic> {
    let (real_root, real_site) = (real(root), real(site));
    let shown = root.display();
    let hint = "name another folder, such as `--into digests`";
    if let Some(name) =
        FOLDERS.iter().find(|name| real_root.starts_with(real(&real_site.join(name))))
    {
        return Err(Diagnostic::error(format!(
            "--into: `{shown}` is in the site's own `{name}` folder, which is read when the site \
             is built"
        ))
        .hint(hint));
    }
    let is_output = |folder: &Path| folder.join(OUTPUT).is_file();
    let default = real(&real_site.join(DEFAULT_OUTPUT));
    if real_root.starts_with(default) || real_root.ancestors().any(is_output) {
        return Err(Diagnostic::error(format!(
            "--into: `{shown}` is in the output of a build, which has no other files than its own"
        ))
        .hint(hint));
    }
    if root.exists() && !root.is_dir() {
        return Err(Diagnostic::error(format!("--into: `{shown}` is no folder")).hint(hint));
    }
    Ok(())
}

fn foreign(path: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` is there already, and is not what a digest wrote",
        path.display()
    ))
    .hint("move it away, or name another folder with `--into`; nothing was changed")
}

fn unwritten(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("`{}` cannot be written: {error}", path.display()))
        .hint("check that you may write there and that the disk is not full; nothing was changed")
}
