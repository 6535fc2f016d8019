//! The repository that the site is written in.

use std::path::{Path, PathBuf};

use super::settings::{self, Setting};
use crate::diagnostic::Diagnostic;
use crate::git::{Git, untrusted};

/// The repository that the site is written in. It is only asked.
#[derive(Debug)]
pub struct SourceRepository {
    /// By which it is asked, in the site's folder.
    pub(super) git: Git,
    /// The folder that is checked out.
    pub root: PathBuf,
    /// The site's folder in it: nothing, or a path with a slash at its end.
    pub prefix: String,
    /// The branch that is checked out, if one is.
    pub branch: Option<String>,
    /// The short id of the commit that is checked out, if there is one yet.
    pub commit: Option<String>,
    /// How it names objects: `sha1` or `sha256`.
    pub(super) object_format: String,
    /// All settings that hold in it.
    pub(super) settings: Vec<Setting>,
}

impl SourceRepository {
    /// Asks the repository that the folder `site` is in.
    ///
    /// # Errors
    /// There is no git, or no repository.
    pub fn open(site: &Path) -> Result<SourceRepository, Diagnostic> {
        let git = Git::in_work_tree(site)?.ok_or_else(|| in_none(site))?;
        let places = git.run(&["rev-parse", "--show-object-format", "--show-prefix"])?;
        let Some((object_format, prefix)) = places.line().as_deref().and_then(two_lines) else {
            return Err(no_repository(&places.said, site));
        };
        let top = git.run(&["rev-parse", "--show-toplevel"])?;
        let root = top.line().ok_or_else(|| no_repository(&top.said, site))?;
        let branch = git.run(&["symbolic-ref", "--quiet", "--short", "HEAD"])?.line();
        let commit = git.run(&["rev-parse", "--quiet", "--verify", "--short", "HEAD"])?.line();
        let listed = git.run(&["config", "--list", "-z"])?;
        Ok(SourceRepository {
            git,
            root: root.into(),
            prefix,
            branch,
            commit,
            object_format,
            settings: settings::parse(&listed.output),
        })
    }

    /// The address of a remote with this name, if there is one.
    pub(super) fn address(&self, remote: &str) -> Option<&str> {
        let of = |name: &str| settings::value(&self.settings, &format!("remote.{remote}.{name}"));
        of("pushurl").or_else(|| of("url"))
    }

    /// All addresses of that remote.
    pub(super) fn addresses(&self, remote: &str) -> impl Iterator<Item = &str> {
        let keys = ["url", "pushurl"].map(|name| format!("remote.{remote}.{name}"));
        let of_remote = self.settings.iter().filter(move |setting| keys.contains(&setting.key));
        of_remote.map(|setting| setting.value.as_str())
    }

    /// The names of all remotes.
    pub(super) fn remotes(&self) -> Vec<&str> {
        let name = |setting: &'_ Setting| {
            let start = "remote.".len();
            let end = setting.key.strip_suffix(".url")?.len();
            setting.key.starts_with("remote.").then_some(start..end)
        };
        let mut names: Vec<&str> =
            self.settings.iter().filter_map(|setting| setting.key.get(name(setting)?)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The remote that the branch which is checked out comes from.
    pub(super) fn upstream(&self) -> &str {
        let branch = self.branch.as_deref().unwrap_or_default();
        settings::value(&self.settings, &format!("branch.{branch}.remote")).unwrap_or("origin")
    }
}

/// What one line and the next hold; the second may be missing.
fn two_lines(lines: &str) -> Option<(String, String)> {
    let mut lines = lines.lines();
    Some((lines.next()?.to_owned(), lines.next().unwrap_or_default().to_owned()))
}

/// Why the site is in no repository, from what git said.
fn no_repository(said: &str, site: &Path) -> Diagnostic {
    if let Some(fault) = untrusted(said) {
        return fault;
    }
    if said.contains("not a git repository") || said.contains("must be run in a work tree") {
        return in_none(site);
    }
    let said = said.trim().trim_start_matches("fatal: ");
    Diagnostic::error(format!("git cannot read the repository: {said}"))
        .hint("look whether `git status` works in the site's folder")
}

fn in_none(site: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is not inside a git repository", site.display())).hint(
        "make one with `git init`, and name where it is to be published with \
         `git remote add origin URL`",
    )
}
