//! Running `git`, and what may be wrong with a repository.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

use crate::diagnostic::Diagnostic;
use crate::git::{Git, not_run, partial, untrusted};

/// What the settings of the user or of the repository must not change.
const SETTINGS: [&str; 3] = [
    "log.showSignature=false",
    // All that tells that a file on the disk is another one.
    "core.trustctime=true",
    "core.checkStat=default",
];

/// The history as the commits have it.
const VARIABLES: [(&str, &str); 2] =
    [("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_GRAFT_FILE", "/dev/null")];

/// A folder in the working tree of a git repository, with all of its history.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    folder: PathBuf,
}

impl Repository {
    /// The repository that `folder` is in.
    ///
    /// # Errors
    /// There is no `git`, no repository, no commit, or not all of the history.
    pub fn open(folder: &Path) -> Result<Self, Diagnostic> {
        let git = Git::in_work_tree(folder)?.ok_or_else(in_none)?;
        let repository = Repository { git, folder: folder.to_owned() };
        let is_shallow = repository.answer(&["rev-parse", "--is-shallow-repository"])?;
        if is_shallow.trim_ascii() == b"true" {
            return Err(Diagnostic::error("this clone has only the newest part of the history")
                .hint(
                    "run `git fetch --unshallow`; in GitHub Actions, give `actions/checkout` \
                     the option `fetch-depth: 0`",
                ));
        }
        let head = ["rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"];
        match repository.run(&head)?.finish() {
            Ok(_) => Ok(repository),
            Err(_) => Err(Diagnostic::error("the repository has no commit yet")
                .hint("commit the site with `git add .` and `git commit`")),
        }
    }

    /// Reads what git prints, to its end.
    pub(super) fn read<T>(
        &self,
        mut git: Running,
        read: impl FnOnce(&mut BufReader<ChildStdout>) -> io::Result<T>,
    ) -> Result<T, Diagnostic> {
        let read = read(&mut git.output).map_err(|error| unread(&error.to_string()))?;
        git.finish().map_err(|said| unread(&said))?;
        Ok(read)
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What git prints.
    pub(super) fn answer(&self, arguments: &[&str]) -> Result<Vec<u8>, Diagnostic> {
        let mut running = self.run(arguments)?;
        let mut answer = Vec::new();
        let read = running.output.read_to_end(&mut answer);
        running.finish().map_err(|said| no_repository(&said))?;
        read.map(|_| answer).map_err(|error| unread(&error.to_string()))
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Result<Running, Diagnostic> {
        self.started(arguments, Stdio::null())
    }

    pub(super) fn started(&self, arguments: &[&str], input: Stdio) -> Result<Running, Diagnostic> {
        Running::new(self.command(arguments).stdin(input).spawn())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.git.command();
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command.envs(VARIABLES).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// A `git` that runs. One that is not waited for is ended.
pub(super) struct Running {
    pub child: Child,
    pub output: BufReader<ChildStdout>,
    errors: Option<JoinHandle<String>>,
}

impl Running {
    fn new(child: io::Result<Child>) -> Result<Self, Diagnostic> {
        let mut child = child.map_err(|error| not_run(&error))?;
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        let (Some(output), Some(mut errors)) = (output, errors) else {
            return Err(unread("it has no output"));
        };
        // Read beside the output: a git whose errors nobody reads may wait for that.
        let errors = thread::spawn(move || {
            let mut said = Vec::new();
            let _ = errors.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        });
        Ok(Running { child, output: BufReader::new(output), errors: Some(errors) })
    }

    /// Gives it these lines as its input, beside reading: it answers before it has heard
    /// all, and waits until its answers are read.
    ///
    /// # Errors
    /// It takes no input.
    pub fn ask(&mut self, lines: Vec<String>) -> Result<(), Diagnostic> {
        let input = self.child.stdin.take().ok_or_else(|| unread("it takes no input"))?;
        thread::spawn(move || {
            let mut input = BufWriter::new(input);
            for line in lines {
                // If git is gone, the reader will notice.
                if writeln!(input, "{line}").is_err() {
                    return;
                }
            }
        });
        Ok(())
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// What it said if it failed.
    pub fn finish(mut self) -> Result<(), String> {
        let status = self.child.wait();
        let said = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(said),
            Err(error) => Err(error.to_string()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already, or nobody wants the rest.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Why the folder has no history that can be read, from what git said.
fn no_repository(said: &str) -> Diagnostic {
    if said.contains("not a git repository") {
        return in_none();
    }
    if let Some(fault) = untrusted(said) {
        return fault;
    }
    unread(said)
}

fn in_none() -> Diagnostic {
    Diagnostic::error("the site is not inside a git repository").hint(
        "only a repository knows earlier versions: make one with `git init`, or run this where \
         the site has one",
    )
}

pub(super) fn unread(said: &str) -> Diagnostic {
    if let Some(fault) = partial(said) {
        return fault;
    }
    let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    let first = first.trim_start_matches("fatal: ").trim_start_matches("error: ");
    Diagnostic::error(format!("git cannot read the history: {first}"))
        .hint("look whether `git log` and `git fsck` work in the site's folder")
}
