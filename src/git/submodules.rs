//! Folders in whose place git has another repository that is not there.

use std::collections::{HashMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::Git;
use super::faults::{not_run, untrusted};
use super::place::top_of;
use crate::diagnostic::Diagnostic;

/// How `git ls-files --stage` begins what it says of another repository.
const MODE: &str = "160000 ";

/// A submodule that was not checked out.
#[derive(Debug, PartialEq, Eq)]
pub struct Absent {
    /// The folder.
    pub folder: PathBuf,
    /// Whether there is a `.gitmodules`, which says where it comes from.
    pub has_origin: bool,
}

/// Those of `folders`, which are empty, that git has as submodules; none where there is no
/// git, or no repository.
///
/// # Errors
/// Git does not say.
pub fn absent_submodules(folders: &[PathBuf]) -> Result<Vec<Absent>, Diagnostic> {
    let mut known: HashMap<PathBuf, HashSet<String>> = HashMap::new();
    let mut absent = Vec::new();
    for folder in folders {
        // Without its own `.git`: what it is, is for the repository around it to say.
        let Ok(real) = folder.canonicalize() else { continue };
        let Some(top) = real.parent().map(top_of).transpose()?.flatten() else { continue };
        if !known.contains_key(&top) {
            known.insert(top.clone(), submodules(&top)?);
        }
        let place = real.strip_prefix(&top).unwrap_or(&real);
        let names: Vec<_> = place.iter().map(|name| name.to_string_lossy()).collect();
        if known[&top].contains(&names.join("/")) {
            let has_origin = top.join(".gitmodules").is_file();
            absent.push(Absent { folder: folder.clone(), has_origin });
        }
    }
    Ok(absent)
}

/// The paths of the submodules of the work tree that begins at `top`.
fn submodules(top: &Path) -> Result<HashSet<String>, Diagnostic> {
    let mut question = Git::at_top(top).command();
    question.args(["ls-files", "--stage", "-z"]).stdin(Stdio::null());
    let answer = match question.output() {
        Ok(answer) => answer,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashSet::new()),
        Err(error) => return Err(not_run(&error)),
    };
    if !answer.status.success() {
        return Err(unanswered(&String::from_utf8_lossy(&answer.stderr)));
    }
    let listed = String::from_utf8_lossy(&answer.stdout);
    let entries = listed.split_terminator('\0').filter(|entry| entry.starts_with(MODE));
    Ok(entries.filter_map(|entry| Some(entry.split_once('\t')?.1.to_string())).collect())
}

fn unanswered(said: &str) -> Diagnostic {
    untrusted(said).unwrap_or_else(|| {
        Diagnostic::error("git does not say whether an empty folder of the site is a submodule")
            .said(said)
            .hint("look whether `git ls-files` works there, or remove the empty folder")
    })
}
