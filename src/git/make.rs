//! Making a repository for a new site.

use std::path::Path;

use super::Git;
use crate::diagnostic::Diagnostic;

/// Makes `folder` a repository with the branch `main`, on which nothing is yet.
///
/// # Errors
/// There is no git, or it refuses, as in a folder that may not be written.
pub fn make_repository(folder: &Path) -> Result<(), Diagnostic> {
    let ended = Git::asking(folder).run(&["init", "--quiet", "--initial-branch=main"])?;
    if ended.is_done {
        return Ok(());
    }
    let fault = format!("git made no repository in `{}`", folder.display());
    Err(Diagnostic::error(fault).said(&ended.said).hint("run `git init` there yourself"))
}
