//! The repository in a temporary folder in which a publication is made.

use std::ffi::OsString;

use super::changes::PathChanges;
use super::faults;
use super::import::{self, IMPORTED};
use super::publication::Publication;
use super::settings;
use super::source::SourceRepository;
use super::target::Target;
use super::workplace::Workplace;
use crate::diagnostic::Diagnostic;
use crate::git::{Ended, Git};

/// Where the branch's tip is fetched to.
const TIP: &str = "refs/dateline/tip";

/// What no setting of the user may change. Nothing here has to outlast the
/// command, so that the disk need not be waited for.
const OWN: [&str; 4] =
    ["core.fsync=none", "gc.auto=0", "maintenance.auto=false", "i18n.commitEncoding=UTF-8"];

/// A repository of its own, which is gone when this is dropped.
pub struct Workshop {
    git: Git,
    is_signed: bool,
    _workplace: Workplace,
}

/// The commit that a branch is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Its id.
    pub id: String,
    /// Whether it is the only one of its branch.
    pub is_alone: bool,
}

impl Workshop {
    /// Makes the repository, with those settings of the source that say who
    /// commits and how a remote is reached.
    ///
    /// # Errors
    /// There is no place for it.
    pub fn open(source: &SourceRepository) -> Result<Workshop, Diagnostic> {
        let workplace = Workplace::make()?;
        // In the root of the source, so that the address of a remote that begins
        // there leads to the same place.
        let mut git = Git::working(&workplace.repository(), &source.root);
        let format = format!("--object-format={}", source.object_format);
        // A git that runs on after this was killed, while the next publication removes what was
        // left, makes folders again that it needs: as this says, not as the `umask` does.
        let private = "--shared=0600";
        done(&git.run(&["init", "--quiet", "--bare", "--template=", private, &format])?)?;
        let elsewhere = settings::parse(&git.run(&["config", "--list", "-z"])?.output);
        let mut carried = settings::of_patience(&source.settings);
        carried.extend(settings::to_carry(&source.settings, &elsewhere));
        carried.extend(settings::of_environment(|name| std::env::var(name).ok()));
        for (name, value) in settings::variables(&carried) {
            git = git.with(name, value);
        }
        let signs = settings::value(&source.settings, "commit.gpgsign").unwrap_or_default();
        let is_signed = ["true", "yes", "on", "1"].contains(&signs.to_lowercase().as_str());
        Ok(Workshop { git, is_signed, _workplace: workplace })
    }

    /// Fetches the tip of the branch, without its history; none if there is no
    /// such branch.
    ///
    /// # Errors
    /// The remote cannot be reached, or lets nobody in.
    pub fn fetch(&self, target: &Target) -> Result<Option<Tip>, Diagnostic> {
        let (remote, reference) = (target.remote.as_str(), target.reference());
        let found = self.run(&["ls-remote", "--", remote, &reference])?;
        if !found.is_done {
            return Err(faults::unreached(target, &found.said));
        }
        if found.output.is_empty() {
            return Ok(None);
        }
        let refspec = format!("+{reference}:{TIP}");
        let options =
            ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", "--"];
        let fetched = self.run(&[&options[..], &[remote, &refspec]].concat())?;
        if !fetched.is_done {
            return Err(faults::unreached(target, &fetched.said));
        }
        let id = self.line(&["rev-parse", "--verify", TIP])?;
        // What was fetched counts as a commit without parents, so it is read as it is.
        let commit = self.run(&["cat-file", "commit", TIP])?;
        let header = commit.output.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
        let is_alone = !header.into_iter().any(|line| line.starts_with(b"parent "));
        Ok(Some(Tip { id, is_alone }))
    }

    /// Makes a tree of the files; its id.
    ///
    /// # Errors
    /// A file cannot be read, or has a name that git refuses.
    pub fn import(&self, publication: &Publication) -> Result<String, Diagnostic> {
        let arguments = with_own(&["fast-import", "--quiet"]);
        let ended = self.git.run_with(&arguments, |input| import::write(publication, input))?;
        done(&ended)?;
        self.line(&["rev-parse", "--verify", &format!("{IMPORTED}^{{tree}}")])
    }

    /// How the tree differs from the tip.
    ///
    /// # Errors
    /// Git cannot tell.
    pub fn changes(&self, tip: Option<&Tip>, tree: &str) -> Result<PathChanges, Diagnostic> {
        let empty = self.line(&["mktree"])?;
        let before = tip.map_or(empty.as_str(), |tip| tip.id.as_str());
        let told =
            self.run(&["diff-tree", "-r", "-z", "--name-status", "--no-renames", before, tree])?;
        done(&told)?;
        Ok(PathChanges::parse(&told.output))
    }

    /// The text of a file of the tip; none if it has no such file.
    ///
    /// # Errors
    /// Git cannot be run.
    pub fn text(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        let told = self.run(&["cat-file", "blob", &format!("{TIP}:{path}")])?;
        Ok(told.is_done.then(|| String::from_utf8_lossy(&told.output).trim().to_owned()))
    }

    /// Commits the tree in the user's name; its id.
    ///
    /// # Errors
    /// Git does not know the user's name.
    pub fn commit(
        &self,
        tree: &str,
        parent: Option<&Tip>,
        message: &str,
    ) -> Result<String, Diagnostic> {
        let mut arguments = vec!["commit-tree", "-m", message];
        if self.is_signed {
            arguments.push("-S");
        }
        if let Some(parent) = parent {
            arguments.extend(["-p", parent.id.as_str()]);
        }
        arguments.push(tree);
        let ended = self.run(&arguments)?;
        ended.line().ok_or_else(|| faults::uncommitted(&ended.said))
    }

    /// Makes the branch be at `commit`, if it is still at `tip`.
    ///
    /// # Errors
    /// The remote refuses it, or the branch is elsewhere meanwhile; nothing has
    /// changed there then.
    pub fn push(&self, target: &Target, tip: Option<&Tip>, commit: &str) -> Result<(), Diagnostic> {
        let reference = target.reference();
        let seen = tip.map_or("", |tip| tip.id.as_str());
        let lease = format!("--force-with-lease={reference}:{seen}");
        let refspec = format!("{commit}:{reference}");
        // A hook of the user's own looks at sources before they are pushed.
        let pushed = self.run(&[
            "push",
            "--porcelain",
            "--no-verify",
            "--no-follow-tags",
            &lease,
            "--",
            &target.remote,
            &refspec,
        ])?;
        if pushed.is_done { Ok(()) } else { Err(faults::unpushed(target, &pushed)) }
    }

    fn run(&self, arguments: &[&str]) -> Result<Ended, Diagnostic> {
        self.git.run(&with_own(arguments))
    }

    fn line(&self, arguments: &[&str]) -> Result<String, Diagnostic> {
        let ended = self.run(arguments)?;
        ended.line().ok_or_else(|| faults::failed(&ended.said))
    }
}

fn with_own(arguments: &[&str]) -> Vec<OsString> {
    let own = OWN.iter().flat_map(|setting| ["-c", setting]);
    own.chain(arguments.iter().copied()).map(OsString::from).collect()
}

fn done(ended: &Ended) -> Result<(), Diagnostic> {
    if ended.is_done { Ok(()) } else { Err(faults::failed(&ended.said)) }
}
