//! What may keep git from being run, or from answering.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// What keeps a temporary file or folder from being made.
pub fn no_temporary_file(error: &io::Error) -> Diagnostic {
    let folder = std::env::temp_dir();
    Diagnostic::error(format!("cannot write to `{}`: {error}", folder.display()))
        .hint("free some space there, or name another folder in `TMPDIR` (on Windows, `TMP`)")
}

/// What keeps git from being run.
pub fn not_run(error: &io::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::NotFound => Diagnostic::error("there is no program `git` here")
            .hint("install it from https://git-scm.com/, or add its folder to `PATH`"),
        _ => Diagnostic::error(format!("git cannot be run: {error}"))
            .hint("look whether `git status` works in the site's folder"),
    }
}

/// That git does not read a repository of another user, if that is what it said.
pub fn untrusted(said: &str) -> Option<Diagnostic> {
    if !said.contains("dubious ownership") {
        return None;
    }
    let remedy = said.lines().map(str::trim).find(|line| line.starts_with("git config"));
    let remedy = remedy.unwrap_or("git config --global --add safe.directory");
    let fault = Diagnostic::error("git does not trust this repository: it belongs to another user");
    Some(fault.hint(format!("if you do, run `{remedy}`")))
}

/// That the repository does not hold all that was asked for, if that is what git said. It
/// is not fetched in passing: a question changes nothing, and runs nothing.
pub fn partial(said: &str) -> Option<Diagnostic> {
    let is_missing =
        ["lazy fetching disabled", "from promisor remote", "unable to read tree", "' not allowed"];
    let is_partial = said.trim_end().ends_with(" missing")
        || is_missing.iter().any(|words| said.contains(words));
    is_partial.then(|| {
        Diagnostic::error("this clone lacks some files of its history").hint(
            "if it was made with `--filter`, get the rest with `git fetch --refetch --no-filter`; \
             if not, look what `git fsck` says",
        )
    })
}

/// That a folder is like a repository and is none of git's making.
pub(super) fn look_alike(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "git would take `{}` for a repository with settings of its own: it has the files of one, \
         such as `HEAD`",
        folder.display()
    ))
    .hint(
        "rename or remove `HEAD`; if somebody sent it in, ask why: such settings can name programs \
         that git then runs",
    )
}

/// That `.git` leads to a repository where git makes none.
pub(super) fn strange(dot_git: &Path, repository: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "`{}` leads to `{}`, which is neither in a folder `.git` nor that of a worktree",
        dot_git.display(),
        repository.display()
    ))
    .hint(format!(
        "if you trust that repository, put it in the place of `{}`: its settings can name programs \
         that git runs",
        dot_git.display()
    ))
}
