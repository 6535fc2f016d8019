//! Writes a planned site: all of it or nothing, and never over what was edited.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::again::Earlier;
use super::bundle::{Bundle, RECORD};
use super::fetch::{self, FETCHED};
use super::model::Origin;
use super::plan::{Content, Plan};
use super::record::{Record, hash};
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::text::config;

/// The report.
pub const REPORT: &str = "import-report.md";

/// What was done with the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were not there.
    pub new: usize,
    /// Files that an import wrote before, and the source has otherwise now.
    pub changed: usize,
    /// Files that are as they were.
    pub same: usize,
    /// Files that were edited or deleted since: they stay as they are.
    pub edited: Vec<String>,
    /// Of these, texts that the source holds back and that are public here.
    pub public: Vec<String>,
    /// Where these are in the source.
    pub held_in_source: Vec<Origin>,
    /// Files whose text has another file now, and which are gone from here.
    pub moved: usize,
    /// Files of an earlier import that the source has no more. They stay.
    pub gone: Vec<String>,
    /// Sections of new files that the edited settings do not have.
    pub without_section: Vec<String>,
}

/// A folder into which a site may be imported.
#[derive(Debug)]
pub struct Target {
    root: PathBuf,
    record: Option<Record>,
}

impl Target {
    /// Looks at the folder.
    ///
    /// # Errors
    /// There is something else in it.
    pub fn new(root: &Path) -> Result<Self, Diagnostic> {
        let record = match fs::read(root.join(RECORD)) {
            Ok(bytes) => Some(serde_json::from_slice(&bytes).map_err(|error| {
                Diagnostic::error(format!("it is not known what an import wrote: {error}"))
                    .in_file(RECORD)
                    .hint("import into an empty folder")
            })?),
            Err(_) => None,
        };
        if record.is_none() && !is_empty(root).map_err(|error| unwritten(root, &error))? {
            let message =
                format!("`{}` is not empty, and no import wrote what is in it", root.display());
            return Err(Diagnostic::error(message).hint(
                "name a folder that is not there yet: `dateline import SOURCE --into my-site`",
            ));
        }
        Ok(Target { root: root.to_path_buf(), record })
    }

    /// Whether an import wrote into it before.
    pub fn is_again(&self) -> bool {
        self.record.is_some()
    }

    /// Makes a plan one that fits to what stays here of an earlier import.
    pub fn keep_sections(&self, plan: &mut Plan) {
        if let Some(record) = &self.record {
            Earlier { root: &self.root, record }.keep_sections(plan);
        }
    }

    /// Writes the site. `report` makes the report of what was done.
    ///
    /// # Errors
    /// The disk cannot take it; then nothing is there that was not there before.
    pub fn write(
        mut self,
        plan: &Plan,
        bundle: &Bundle,
        report: &dyn Fn(&Outcome) -> String,
    ) -> Result<Outcome, Diagnostic> {
        let before = self.record.take().unwrap_or_default();
        let earlier = Earlier { root: &self.root, record: &before };
        let moved = earlier.moved(plan);
        let mut outcome = Outcome { gone: earlier.gone(plan), ..Outcome::default() };
        let mut record =
            Record { version: 1, files: before.files.clone(), texts: before.texts.clone() };
        let mut made = Made::default();
        let wrong = |path: &Path| {
            let path = path.to_path_buf();
            move |error: io::Error| unwritten(&path, &error)
        };
        for (file, content) in &plan.files {
            let old = moved.get(file);
            let stays = old.filter(|old| !earlier.is_as_written(old));
            if let Some(old) = stays {
                outcome.edited.push(old.clone());
                continue;
            }
            let path = self.root.join(file);
            let bytes = match content {
                Content::Text(text) => text.as_bytes().to_vec(),
                Content::Copy(from) => bundle.read(from)?,
            };
            let hash = hash(&bytes);
            let wrote = before.files.get(file);
            match (fs::read(&path), wrote) {
                (Ok(there), _) if super::record::hash(&there) == hash => outcome.same += 1,
                (Ok(there), Some(wrote)) if super::record::hash(&there) == *wrote => {
                    made.replace(&path, &bytes).map_err(wrong(&path))?;
                    outcome.changed += 1;
                }
                (Ok(_), _) | (Err(_), Some(_)) => {
                    // What was edited, and what somebody deleted, stays so.
                    outcome.edited.push(file.clone());
                    continue;
                }
                (Err(_), None) => {
                    made.write(&path, &bytes).map_err(wrong(&path))?;
                    outcome.new += 1;
                }
            }
            record.files.insert(file.clone(), hash);
            if let Some(text) = plan.texts.get(file) {
                record.texts.insert(file.clone(), text.id.clone());
            }
            if let Some(old) = old {
                made.remove(&self.root.join(old));
                record.files.remove(old);
                record.texts.remove(old);
                outcome.moved += 1;
            }
        }
        for file in outcome.edited.iter().filter(|file| earlier.is_public(file)) {
            let new = moved.iter().find(|(_, old)| *old == file).map_or(file, |(new, _)| new);
            if let Some(text) = plan.texts.get(new).filter(|text| text.is_held) {
                outcome.public.push(file.clone());
                outcome.held_in_source.push(text.origin.clone());
            }
        }
        if outcome.edited.iter().any(|file| file == config::FILE) {
            let new: Vec<String> = plan.texts.keys().cloned().collect();
            outcome.without_section = earlier.without_section(&new);
        }
        let path = self.root.join(REPORT);
        made.replace(&path, report(&outcome).as_bytes()).map_err(wrong(&path))?;
        let path = self.root.join(RECORD);
        let json = serde_json::to_string_pretty(&record).unwrap_or_default();
        made.replace(&path, json.as_bytes()).map_err(wrong(&path))?;
        made.keep().map_err(wrong(&self.root))?;
        fetch::clear(&self.root);
        Ok(outcome)
    }
}

/// Whether there is nothing in a folder but what an import may be told by.
fn is_empty(root: &Path) -> io::Result<bool> {
    match fs::read_dir(root) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry?;
                let name = entry.file_name();
                // An import that did not come to its end has fetched pictures.
                if root.join(FETCHED).is_dir() && Some(&*name) == Path::new(FETCHED).iter().next() {
                    continue;
                }
                if name != rules::FILE && name != ".git" && name != ".gitignore" {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// What was made so far. Dropped without [`Made::keep`], new files and folders are gone again, and
/// those that were to be replaced are as they were.
#[derive(Default)]
struct Made {
    new: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// A file with its new content, and where it is to go.
    aside: Vec<(tempfile::TempPath, PathBuf)>,
    /// Files that are to go.
    old: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.folder_of(path)?;
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        self.new.push(path.to_path_buf());
        file.write_all(bytes)
    }

    fn replace(&mut self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.folder_of(path)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::Builder::new().prefix(".import-").tempfile_in(folder)?;
        file.write_all(bytes)?;
        self.aside.push((file.into_temp_path(), path.to_path_buf()));
        Ok(())
    }

    fn remove(&mut self, path: &Path) {
        self.old.push(path.to_path_buf());
    }

    fn folder_of(&mut self, path: &Path) -> io::Result<()> {
        let Some(folder) = path.parent() else { return Ok(()) };
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.is_dir();
        let mut missing: Vec<&Path> = folder.ancestors().take_while(missing).collect();
        missing.reverse();
        for folder in missing {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn keep(mut self) -> io::Result<()> {
        for (from, to) in self.aside.drain(..) {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                fs::set_permissions(&from, fs::Permissions::from_mode(0o644))?;
            }
            from.persist(to).map_err(|error| error.error)?;
        }
        self.new.clear();
        self.folders.clear();
        for file in self.old.drain(..) {
            fs::remove_file(&file)?;
            // Folders that are empty now; others stay, as the system refuses.
            let folders = file.ancestors().skip(1).take(2);
            let _ = folders.map(fs::remove_dir).take_while(io::Result::is_ok).count();
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        self.aside.clear();
        for file in self.new.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("`{}` cannot be written: {error}", path.display()))
        .hint("check that you may write there and that the disk is not full; nothing was changed")
}
