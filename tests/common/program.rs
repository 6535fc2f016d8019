//! Running the `dateline` program, as somebody in a terminal would.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The program, to be run in `folder`, in an environment that says nothing of
/// where the tests run.
pub fn dateline(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null()).env("NO_COLOR", "1");
    for name in ["CI", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "RAYON_NUM_THREADS", "TZ"] {
        command.env_remove(name);
    }
    command
}

/// A run that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The exit status; none when a signal ended it.
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program to its end.
pub fn run(folder: &Path, arguments: &[&str]) -> Ended {
    ended(&mut dateline(folder, arguments))
}

/// Runs `command` to its end.
pub fn ended(command: &mut Command) -> Ended {
    let Output { status, stdout, stderr } = command.output().unwrap();
    Ended {
        status: status.code(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    }
}

impl Ended {
    /// The same, after a check that the program did what it was asked.
    #[track_caller]
    pub fn done(self) -> Self {
        self.with_status(0)
    }

    /// The same, after a check that the site had errors.
    #[track_caller]
    pub fn refused(self) -> Self {
        self.with_status(1)
    }

    /// The same, after a check that the command line was wrong.
    #[track_caller]
    pub fn misused(self) -> Self {
        self.with_status(2)
    }

    #[track_caller]
    fn with_status(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The same, after a check of what stands on standard error.
    #[track_caller]
    pub fn saying(self, words: &str) -> Self {
        assert!(self.stderr.contains(words), "not said: {words}\n{}", self.stderr);
        self
    }

    /// The same, after a check of what stands on standard output.
    #[track_caller]
    pub fn printing(self, words: &str) -> Self {
        assert!(self.stdout.contains(words), "not printed: {words}\n{}", self.stdout);
        self
    }
}
