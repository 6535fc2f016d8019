//! Where git would find the repository of a folder, and whether that is one that git made.
//!
//! From a folder, git goes up until it finds one of two things: an entry `.git`, or a
//! folder which itself is like a repository: `HEAD`, `objects` and `refs` are in it. In a
//! commit no file can have a name with `.git` in it, so whoever sends in a commit has no
//! part in what is there. But `docs/HEAD` is an ordinary file, and `docs/config`, which
//! comes with it, may name programs. So a look-alike between a folder and its `.git` is
//! refused; and what `.git` leads to lies in a folder of that name, as the repository of a
//! submodule does, or is what `git worktree add` made, which knows where it leads from.

use std::fs;
use std::path::{Path, PathBuf};

use super::faults::{look_alike, strange};
use crate::diagnostic::Diagnostic;

/// What marks a repository, at the top of its work tree.
const DOT_GIT: &str = ".git";

/// The most bytes of a file of git's that holds a path.
const MOST_BYTES: u64 = 64 * 1024;

/// The top of the work tree that the folder is in, without symbolic links; none if it is
/// in none.
///
/// # Errors
/// `.git` leads to a repository where git makes none.
pub(super) fn top_of(folder: &Path) -> Result<Option<PathBuf>, Diagnostic> {
    let Ok(folder) = folder.canonicalize() else { return Ok(None) };
    for ancestor in folder.ancestors() {
        let dot_git = ancestor.join(DOT_GIT);
        match lead(&dot_git) {
            Lead::Nothing => {}
            Lead::Nowhere => return Ok(None),
            Lead::To(repository) if is_of_git(&repository, &dot_git) => {
                return Ok(Some(ancestor.to_owned()));
            }
            Lead::To(repository) => return Err(strange(&dot_git, &repository)),
        }
    }
    Ok(None)
}

/// Refuses a folder on the way from `folder` up to `top` that git would take for a
/// repository.
pub(super) fn refuse_look_alikes(folder: &Path, top: Option<&Path>) -> Result<(), Diagnostic> {
    let Ok(folder) = folder.canonicalize() else { return Ok(()) };
    let mut below_top = folder.ancestors().take_while(|ancestor| Some(*ancestor) != top);
    below_top
        .find(|ancestor| is_repository(ancestor))
        .map_or(Ok(()), |found| Err(look_alike(found)))
}

/// What git makes of an entry `.git`.
enum Lead {
    /// It looks further up.
    Nothing,
    /// It is a file that names no repository, and git looks no further.
    Nowhere,
    /// There is a repository.
    To(PathBuf),
}

fn lead(dot_git: &Path) -> Lead {
    let Ok(found) = fs::metadata(dot_git) else { return Lead::Nothing };
    let repository = match found.is_file() {
        true => path_in(dot_git, "gitdir: "),
        false => dot_git.canonicalize().ok(),
    };
    match repository.filter(|repository| is_repository(repository)) {
        Some(repository) => Lead::To(repository),
        None if found.is_file() => Lead::Nowhere,
        None => Lead::Nothing,
    }
}

/// Whether git may take the folder for a repository. It looks closer than this.
fn is_repository(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    has("HEAD") && (has("commondir") || has("objects") && has("refs"))
}

fn is_of_git(repository: &Path, dot_git: &Path) -> bool {
    repository.iter().any(|name| name == DOT_GIT) || is_of_worktree(repository, dot_git)
}

/// Whether the repository is what `git worktree add` made for the work tree of `dot_git`.
fn is_of_worktree(repository: &Path, dot_git: &Path) -> bool {
    let is_among_them = repository.parent().is_some_and(|parent| parent.ends_with("worktrees"));
    let back = path_in(&repository.join("gitdir"), "");
    is_among_them && back.is_some() && back == dot_git.canonicalize().ok()
}

/// The path that stands after `start` in a file of git's, from the file's folder; none if
/// nothing is there.
fn path_in(file: &Path, start: &str) -> Option<PathBuf> {
    if fs::metadata(file).ok()?.len() > MOST_BYTES {
        return None;
    }
    let bytes = fs::read(file).ok()?;
    let mut path = bytes.strip_prefix(start.as_bytes())?;
    while let [before @ .., b'\r' | b'\n'] = path {
        path = before;
    }
    file.parent()?.join(path_of(path)).canonicalize().ok()
}

/// The path that git wrote. Names need not be text.
#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

/// The path that git wrote, in UTF-8.
#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(place: &Path, files: &[(&str, &str)]) {
        for (file, text) in files {
            let file = place.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
    }

    fn repository(place: &Path, at: &str) {
        let files = ["HEAD", "objects/a", "refs/a"].map(|file| format!("{at}/{file}"));
        put(place, &files.each_ref().map(|file| (file.as_str(), "")));
    }

    /// The top of the work tree that `site` is in, or the fault.
    fn found(files: &[(&str, &str)], repositories: &[&str]) -> Result<Option<String>, String> {
        let place = tempfile::tempdir().unwrap();
        // Nothing above has a part in it.
        let place = place.path().canonicalize().unwrap();
        put(&place, &[("site/content/a.md", "")]);
        repositories.iter().for_each(|at| repository(&place, at));
        put(&place, files);
        let site = place.join("site");
        let asked = top_of(&site).and_then(|top| {
            refuse_look_alikes(&site, top.as_deref())?;
            Ok(top)
        });
        let shown = |path: PathBuf| path.strip_prefix(&place).unwrap().display().to_string();
        let root = format!("{}/", place.display());
        let relative = |fault: Diagnostic| fault.message.replace(&root, "");
        asked.map(|top| top.map(shown)).map_err(relative)
    }

    #[test]
    fn a_repository_is_found_where_git_makes_one() {
        let top = |name: &str| Ok(Some(name.to_owned()));
        assert_eq!(found(&[], &[]), Ok(None));
        assert_eq!(found(&[], &[".git"]), top(""));
        assert_eq!(found(&[], &["site/.git", ".git"]), top("site"));
        // What is no repository is passed by.
        assert_eq!(found(&[("site/.git/HEAD", "")], &[".git"]), top(""));
        assert_eq!(found(&[("site/.git", "gitdir: ../nowhere")], &[".git"]), Ok(None));
        assert_eq!(found(&[("site/.git", "no path")], &[".git"]), Ok(None));
        // A submodule, also of a submodule.
        for at in [".git/modules/site", ".git/modules/a/modules/b/c"] {
            assert_eq!(found(&[("site/.git", &format!("gitdir: ../{at}\n"))], &[at]), top("site"));
        }
        // A worktree, whose repository may be a bare one.
        for at in [".git/worktrees/site", "bare.git/worktrees/site", ".bare/worktrees/x"] {
            let back = format!("{at}/gitdir");
            let files = [
                ("site/.git", &*format!("gitdir: ../{at}\n")),
                (&*back, "../../../site/.git\n"),
                (&*format!("{at}/HEAD"), ""),
                (&*format!("{at}/commondir"), "../..\n"),
            ];
            assert_eq!(found(&files, &[]), top("site"), "{at}");
        }
    }

    #[test]
    fn a_look_alike_is_refused_and_named() {
        let refused = |at: &str| Err(look_alike(Path::new(at)).message);
        assert_eq!(found(&[], &["site", ".git"]), refused("site"));
        assert_eq!(found(&[], &["site"]), refused("site"));
        assert_eq!(
            found(&[("site/HEAD", ""), ("site/commondir", "elsewhere")], &[".git"]),
            refused("site")
        );
        // At the top of the work tree, `.git` comes first.
        assert_eq!(found(&[], &["site", "site/.git"]), Ok(Some("site".into())));
        // A part of it is an ordinary name.
        assert_eq!(found(&[("site/HEAD", ""), ("site/refs", "")], &[".git"]), Ok(Some("".into())));
    }

    #[test]
    fn a_repository_elsewhere_is_refused_and_named() {
        for (at, back) in [
            ("site/fake", None),
            ("fake.git", None),
            ("fake/worktrees/site", None),
            ("fake/worktrees/site", Some("../../../other/.git")),
            ("fake/modules/site", Some("../../../site/.git")),
        ] {
            let dot_git = format!("gitdir: ../{at}\n");
            let gitdir = format!("{at}/gitdir");
            let files = [("site/.git", &*dot_git), ("other/.git", "")];
            let back = back.map(|back| (&*gitdir, back));
            let files: Vec<_> = files.into_iter().chain(back).collect();
            let words = format!("`site/.git` leads to `{at}`, which is neither");
            let fault = found(&files, &[at]).unwrap_err();
            assert!(fault.starts_with(&words), "{fault}");
        }
    }
}
