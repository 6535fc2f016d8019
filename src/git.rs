//! The user's own `git`, run as a program, and what may keep it from running.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command, Output, Stdio};

use crate::diagnostic::Diagnostic;

/// The variables by which git tells its hooks where they run: the folder is to
/// decide, also within a hook.
const PLACES: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"];

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
    /// To be run in `folder`.
    pub fn in_folder(folder: &Path) -> Git {
        Git { folder: folder.to_owned(), variables: Vec::new() }
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

    /// The command, still without arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder);
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
