//! What git tracks at a place.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::Git;
use super::faults::{not_run, untrusted};
use super::place::top_of;
use crate::diagnostic::Diagnostic;

/// What git lists a file as that it leaves out of the work tree.
const LEFT_OUT: &str = "S";

/// Files that git tracks at a place or below it.
#[derive(Debug, PartialEq, Eq)]
pub struct Tracked {
    /// The top of the work tree, without symbolic links.
    pub top: PathBuf,
    /// The place, from there, as git writes it.
    pub place: PathBuf,
    /// The paths of the files from there, with `/`; at least one.
    pub files: Vec<String>,
    /// Whether the work tree has a part of the files only, and git leaves alone what it tracks
    /// of the others unless it is told not to.
    pub is_sparse: bool,
}

/// What git tracks at `place`, a path without symbolic links where nothing need be; none
/// if that is nothing, if the place is in no work tree, or if there is no git here. What
/// is at the top of a work tree of its own is asked of the one around it: that tracks the
/// submodule.
///
/// # Errors
/// Git does not say.
pub fn tracked(place: &Path) -> Result<Option<Tracked>, Diagnostic> {
    let Some(around) = place.ancestors().skip(1).find(|ancestor| ancestor.is_dir()) else {
        return Ok(None);
    };
    let Some(top) = top_of(around)? else { return Ok(None) };
    let Ok(place) = place.strip_prefix(&top).map(Path::to_owned) else { return Ok(None) };
    let mut question = Git::at_top(&top).command();
    question.args(["ls-files", "-t", "-z", "--"]).arg(pathspec(&top, &place)).stdin(Stdio::null());
    let answer = match question.output() {
        Ok(answer) => answer,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(not_run(&error)),
    };
    if !answer.status.success() {
        return Err(unanswered(&String::from_utf8_lossy(&answer.stderr)));
    }
    let listed = String::from_utf8_lossy(&answer.stdout);
    let listed = listed.split_terminator('\0').filter_map(|line| line.split_once(' '));
    let (kinds, mut files): (Vec<&str>, Vec<String>) =
        listed.map(|(kind, file)| (kind, file.to_owned())).unzip();
    // One that is in conflict is listed once for each side.
    files.dedup();
    let Some(first) = files.first() else { return Ok(None) };
    let place = Path::new(first).iter().take(place.iter().count()).collect();
    let is_sparse = kinds.contains(&LEFT_OUT) || has_sparse_checkout(&top)?;
    Ok(Some(Tracked { top, place, files, is_sparse }))
}

fn has_sparse_checkout(top: &Path) -> Result<bool, Diagnostic> {
    let question = ["config", "--type=bool", "--get", "core.sparseCheckout"];
    Ok(Git::at_top(top).run(&question)?.line().is_some_and(|answer| answer == "true"))
}

/// The place as git takes it. Where `.GIT` is `.git`, `Public` is `public` too.
fn pathspec(top: &Path, place: &Path) -> OsString {
    let ignores_case = top.join(".GIT").symlink_metadata().is_ok();
    let mut pathspec = OsString::from(if ignores_case { ":(literal,icase)" } else { ":(literal)" });
    for (at, name) in place.iter().enumerate() {
        if at > 0 {
            pathspec.push("/");
        }
        pathspec.push(name);
    }
    pathspec
}

fn unanswered(said: &str) -> Diagnostic {
    untrusted(said).unwrap_or_else(|| {
        Diagnostic::error("git does not say whether it tracks a file of the output")
            .said(said)
            .hint("look whether `git ls-files` works there, or choose another --output")
    })
}
