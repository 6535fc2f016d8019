//! The user's own `git`, run as a program: the only place where that is done.
//!
//! What strangers send in lies in the work tree that git is run in, so git runs nothing
//! that is named there. A repository is one that git made (`place`), whose settings are
//! the user's; those by which git would run what lies about do not hold, and a question
//! fetches nothing.

mod faults;
mod make;
mod place;
mod submodules;
mod tracked;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};

use crate::diagnostic::Diagnostic;

pub use faults::{no_temporary_file, not_run, partial, untrusted};
pub use make::make_repository;
pub use submodules::{Absent, absent_submodules};
pub use tracked::{Tracked, tracked};

/// The variables by which git tells its hooks where they run, and others of a single
/// repository (`git rev-parse --local-env-vars`): the folder is to decide, also within a
/// hook. How a path is to be read is for the caller to say.
const PLACES: [&str; 17] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    // Where `git config` reads, instead of in all places.
    "GIT_CONFIG",
    "GIT_PREFIX",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// What holds whatever the settings are.
const SETTINGS: [&str; 4] = [
    // Ordinary files may make a folder look like a repository.
    "safe.bareRepository=explicit",
    // Programs: the one that is asked what was changed, and hooks, which may be in the
    // work tree. They are meant for those who write there.
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "submodule.recurse=false",
];

/// What keeps git from fetching what a clone left out: the variable, and for versions
/// before 2.45 that no way to fetch is allowed.
const OFFLINE: [(&str, &str); 2] = [("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none")];

/// `git` in a folder.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
    variables: Vec<(OsString, OsString)>,
}

/// A `git` that ran to its end.
#[derive(Debug)]
pub struct Ended {
    /// Whether it did what it was asked.
    pub is_done: bool,
    /// What it printed.
    pub output: Vec<u8>,
    /// What it said beside that, and what the other side said to it.
    pub said: String,
}

impl Git {
    /// To ask the repository in whose work tree `folder` is; none if it is in none.
    ///
    /// # Errors
    /// Git would take something else for that repository, or cannot be run.
    pub fn in_work_tree(folder: &Path) -> Result<Option<Git>, Diagnostic> {
        let top = place::top_of(folder)?;
        place::refuse_look_alikes(folder, top.as_deref())?;
        let git = Git::asking(folder);
        if top.is_none() {
            // Where there is no git, that is reported first.
            git.run(&["version"])?;
            return Ok(None);
        }
        Ok(Some(git))
    }

    /// To ask the repository whose work tree begins at `top`.
    fn at_top(top: &Path) -> Git {
        Git::asking(&plain(top))
    }

    fn asking(folder: &Path) -> Git {
        let git = Git { folder: folder.to_owned(), variables: Vec::new() };
        OFFLINE.into_iter().fold(git, |git, (name, value)| git.with(name, value))
    }

    /// To work in `repository`, which is named, not looked for, from `folder`, where
    /// relative paths begin.
    pub fn working(repository: &Path, folder: &Path) -> Git {
        let git = Git { folder: folder.to_owned(), variables: Vec::new() };
        git.with("GIT_DIR", repository)
    }

    /// The same, with a variable in its environment.
    pub fn with(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Git {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Runs it.
    ///
    /// # Errors
    /// That there is no git, or it cannot be run. What it refuses to do is no error
    /// here, but in what ended.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Result<Ended, Diagnostic> {
        self.ended(arguments, |command, said| {
            command.stdin(Stdio::null()).stderr(Stdio::from(said)).output()
        })
    }

    /// Runs it with what `write` writes as its input. It may print little only,
    /// since nobody reads that before all is written.
    ///
    /// # Errors
    /// As [`Git::run`], and what `write` finds wrong. That git ended before it has
    /// read all is told by what ended.
    pub fn run_with<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        write: impl FnOnce(&mut BufWriter<ChildStdin>) -> Result<(), Fed>,
    ) -> Result<Ended, Diagnostic> {
        let mut fed = Ok(());
        let ended = self.ended(arguments, |command, said| {
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::from(said));
            let mut child = command.spawn()?;
            if let Some(input) = child.stdin.take() {
                let mut input = BufWriter::with_capacity(1 << 16, input);
                fed = write(&mut input).and_then(|()| Ok(input.flush()?));
            }
            if let Err(Fed::Wrong(_)) = &fed {
                child.kill()?;
            }
            child.wait_with_output()
        })?;
        match fed {
            Err(Fed::Wrong(fault)) => Err(fault),
            Err(Fed::Closed(error)) if ended.is_done => Err(not_run(&error)),
            _ => Ok(ended),
        }
    }

    /// What it says goes to a file: a connection that it leaves open for the next
    /// time would keep a pipe open as well.
    fn ended<A: AsRef<OsStr>>(
        &self,
        arguments: &[A],
        run: impl FnOnce(&mut Command, File) -> io::Result<Output>,
    ) -> Result<Ended, Diagnostic> {
        let mut said = tempfile::tempfile().map_err(|error| no_temporary_file(&error))?;
        let attempt = || {
            let Output { status, stdout, .. } =
                run(self.command().args(arguments), said.try_clone()?)?;
            let mut words = Vec::new();
            said.rewind()?;
            said.read_to_end(&mut words)?;
            let said = String::from_utf8_lossy(&words).into_owned();
            Ok(Ended { is_done: status.success(), output: stdout, said })
        };
        attempt().map_err(|error: io::Error| not_run(&error))
    }

    /// The command, still without its own arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        for name in PLACES {
            command.env_remove(name);
        }
        // Its words in English, by which faults are told apart, and nothing
        // refreshed in passing.
        command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
        if !io::stdin().is_terminal() {
            // There is nobody who could answer.
            command.env("GIT_TERMINAL_PROMPT", "0");
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Ended {
    /// The line that it printed, if it did what it was asked.
    pub fn line(&self) -> Option<String> {
        let text = str::from_utf8(&self.output).ok().filter(|_| self.is_done)?;
        Some(text.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// Why git did not get its whole input.
#[derive(Debug)]
pub enum Fed {
    /// It does not take any more.
    Closed(io::Error),
    /// There is something wrong with what was to be written.
    Wrong(Diagnostic),
}

impl From<io::Error> for Fed {
    fn from(error: io::Error) -> Fed {
        Fed::Closed(error)
    }
}

/// Windows writes a path without symbolic links in a form that git does not take for its
/// current folder.
fn plain(path: &Path) -> PathBuf {
    let drive = path.to_str().filter(|_| cfg!(windows)).and_then(|path| path.strip_prefix(r"\\?\"));
    drive.filter(|drive| !drive.starts_with("UNC")).map_or(path.to_owned(), PathBuf::from)
}
