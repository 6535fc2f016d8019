//! Folders that are empty since what belongs there was not checked out.

use std::path::{Path, PathBuf};

use walkdir::DirEntry;

use crate::diagnostic::Diagnostic;
use crate::git::{Absent, absent_submodules};
use crate::text::printable::in_a_shell;

/// A fault for each folder that is empty and stands for a submodule, of what was `walked`.
pub(super) fn faults(walked: &[walkdir::Result<DirEntry>], root: &Path) -> Vec<Diagnostic> {
    let empty = empty_folders(walked);
    if empty.is_empty() {
        return Vec::new();
    }
    match absent_submodules(&empty) {
        Ok(absent) => absent.iter().map(|absent| fault(absent, root)).collect(),
        Err(fault) => vec![fault],
    }
}

/// The folders in which nothing is that a site has, nor a repository of their own.
fn empty_folders(walked: &[walkdir::Result<DirEntry>]) -> Vec<PathBuf> {
    // What is in a folder comes next.
    let next = walked.iter().skip(1).map(Some).chain([None]);
    let empty = walked.iter().zip(next).filter_map(|(entry, next)| {
        let entry = entry.as_ref().ok().filter(|entry| entry.file_type().is_dir())?;
        let depth = match next {
            Some(Ok(next)) => next.depth(),
            Some(Err(error)) => error.depth(),
            None => 0,
        };
        let is_empty = depth <= entry.depth() && !entry.path().join(".git").exists();
        is_empty.then(|| entry.path().to_path_buf())
    });
    empty.collect()
}

fn fault(Absent { folder, has_origin }: &Absent, root: &Path) -> Diagnostic {
    let named = folder.strip_prefix(root).unwrap_or(folder).display();
    let typed = in_a_shell(&named.to_string());
    let fault = Diagnostic::error(format!(
        "`{named}` is empty: git has a submodule there, which is not checked out"
    ));
    fault.hint(match has_origin {
        true => "run `git submodule update --init --recursive`; in GitHub Actions, give \
                 `actions/checkout` the option `submodules: true` (`recursive` for one in another)"
            .to_string(),
        false => format!(
            "no `.gitmodules` says where it comes from: where `{named}` has its files, remove the \
             `.git` in it, run `git rm --cached {typed}` and `git add {typed}`, and commit"
        ),
    })
}
