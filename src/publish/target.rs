//! Where an output is published: a branch of a remote.

use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;

use super::source::SourceRepository;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;

/// A branch of a remote.
#[derive(Debug)]
pub struct Target {
    /// The remote, as git gets it: its name or address.
    pub(super) remote: String,
    /// The branch.
    pub branch: String,
    /// The remote, as people see it.
    shown: String,
    /// Its address, as the settings have it.
    pub(super) address: String,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of `{}`", self.branch, self.shown)
    }
}

impl Target {
    /// The branch of `remote`, a name that the repository knows, an address or a folder.
    ///
    /// # Errors
    /// There is no such remote, it lies among the files of the site, it is no name of a
    /// branch, or the site is written on that branch.
    pub fn new(
        source: &SourceRepository,
        remote: &str,
        branch: &str,
    ) -> Result<Target, Diagnostic> {
        let (git_remote, address) = match source.address(remote) {
            Some(address) => (remote.to_owned(), address.to_owned()),
            None => {
                let address = address(remote).ok_or_else(|| unknown(remote, source))?;
                (address.clone(), address)
            }
        };
        let all = source.addresses(remote).chain([address.as_str()]);
        if let Some(folder) = all.filter_map(|address| own_folder(address, source)).next() {
            return Err(among_the_files(&folder));
        }
        let name = format!("refs/heads/{branch}");
        if !source.git.run(&["check-ref-format", &name])?.is_done {
            return Err(Diagnostic::error(format!("`{branch}` cannot be the name of a branch"))
                .hint("name one such as `gh-pages` with `--branch`"));
        }
        if source.branch.as_deref() == Some(branch) && remote == source.upstream() {
            return Err(written_here(branch));
        }
        Ok(Target {
            remote: git_remote,
            branch: branch.to_owned(),
            shown: without_password(remote),
            address,
        })
    }

    /// The branch `gh-pages` at an address.
    #[cfg(test)]
    pub(super) fn at(address: &str) -> Target {
        let [remote, shown] = [address, address].map(str::to_owned);
        Target { address: remote.clone(), remote, branch: "gh-pages".into(), shown }
    }

    /// The remote, as people see it.
    pub fn shown_remote(&self) -> &str {
        &self.shown
    }

    /// Whether that is GitHub, as far as the address says.
    pub(super) fn is_on_github(&self) -> bool {
        self.address.contains("github.com")
    }

    /// The branch's full name.
    pub(super) fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }

    /// What git said, without a password that stands in the address.
    pub(super) fn without_password(&self, said: &str) -> String {
        said.replace(&self.remote, &self.shown)
            .replace(&self.address, &without_password(&self.address))
    }
}

/// The address that somebody wrote in place of a remote's name; a folder is taken
/// from where the command was run.
fn address(remote: &str) -> Option<String> {
    if let Ok(folder) = Path::new(remote).canonicalize() {
        return folder.to_str().map(str::to_owned);
    }
    remote.contains(['/', ':']).then(|| remote.to_owned())
}

/// The folder that is the address, if it lies in the work tree of the site: whoever sends
/// in files can send some to it, such as hooks, which git would run.
fn own_folder(address: &str, source: &SourceRepository) -> Option<PathBuf> {
    let path = match address.split_once("://") {
        Some(("file", path)) => Path::new(path),
        Some(_) => return None,
        None => Path::new(address),
    };
    let (root, folder) =
        (source.root.canonicalize().ok()?, source.root.join(path).canonicalize().ok()?);
    let below = folder.strip_prefix(&root).ok()?;
    // The repository itself is not among the files, nor is anything in it.
    let is_among = below.components().next().is_some() && !below.iter().any(|name| name == ".git");
    is_among.then_some(folder)
}

/// The address without what lets somebody in: on the web, a name may be a token too.
fn without_password(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
    let is_web = matches!(url.scheme(), "http" | "https");
    let has_one = url.password().is_some() || is_web && !url.username().is_empty();
    if has_one && url.set_password(None).is_ok() && url.set_username("").is_ok() {
        return url.to_string();
    }
    address.to_owned()
}

fn unknown(remote: &str, source: &SourceRepository) -> Diagnostic {
    let names = source.remotes();
    let hint = match nearest(remote, names.iter().copied()) {
        Some(near) => format!("did you mean `--remote {near}`?"),
        None if names.is_empty() => {
            format!("add it with `git remote add {remote} URL`, or write `--remote URL`")
        }
        None => format!("the repository has: {}", names.join(", ")),
    };
    Diagnostic::error(format!("the repository has no remote `{remote}`")).hint(hint)
}

fn among_the_files(remote: &Path) -> Diagnostic {
    Diagnostic::error(format!(
        "the remote `{}` lies among the files of the site: whoever changes these can give it \
         hooks, which git would run",
        remote.display()
    ))
    .hint("move it out of the site's repository")
}

fn written_here(branch: &str) -> Diagnostic {
    Diagnostic::error(format!("the site is written on the branch `{branch}`"))
        .hint("publish to another branch: its files are replaced by those of the output")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        for (address, shown) in [
            ("https://x:secret@host.example/a.git", "https://host.example/a.git"),
            ("https://secret@host.example/a.git", "https://host.example/a.git"),
            ("https://host.example/a.git", "https://host.example/a.git"),
            ("ssh://git@host.example/a.git", "ssh://git@host.example/a.git"),
            ("git@host.example:a.git", "git@host.example:a.git"),
            ("origin", "origin"),
        ] {
            assert_eq!(without_password(address), shown);
        }
    }
}
