//! A site in a git repository, with a history of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::program::{Ended, dateline, ended};
use super::tree;

/// What keeps the settings of the machine out of git.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("GIT_CONFIG_GLOBAL", "/dev/null"),
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_AUTHOR_EMAIL", "anna@highland.example"),
    ("GIT_COMMITTER_NAME", "The host"),
    ("GIT_COMMITTER_EMAIL", "host@highland.example"),
];

/// A repository in a folder that goes with the test.
pub struct Repository {
    place: TempDir,
    /// The site's folder in it.
    site: PathBuf,
}

impl Repository {
    /// With a site at its root.
    pub fn new(settings: &str) -> Self {
        Repository::with_site_in("", settings)
    }

    /// With a site in a folder of it.
    pub fn with_site_in(folder: &str, settings: &str) -> Self {
        let place = tempfile::tempdir().unwrap();
        let repository = Repository { site: place.path().join(folder), place };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.put("site.yaml", settings);
        repository
    }

    /// Its root.
    pub fn root(&self) -> &Path {
        self.place.path()
    }

    /// The site's folder.
    pub fn site(&self) -> &Path {
        &self.site
    }

    /// Writes a file of the site.
    pub fn put(&self, file: &str, text: impl AsRef<[u8]>) {
        tree::put(&self.site, file, text);
    }

    /// Commits everything at a moment, in UTC.
    pub fn commit(&self, at: &str, message: &str) {
        self.git(&["add", "--all"]);
        self.git_at(at, &["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// Writes a file of the site, and commits it.
    pub fn publish(&self, at: &str, file: &str, text: &str) {
        self.put(file, text);
        self.commit(at, file);
    }

    /// Runs git at its root; what it prints.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_at("2026-01-01T00:00:00Z", arguments)
    }

    /// Runs git at a moment.
    pub fn git_at(&self, at: &str, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.root()).args(arguments).stdin(Stdio::null()).envs(ENVIRONMENT);
        git.envs([
            ("GIT_AUTHOR_NAME", "Anna Voss"),
            ("GIT_AUTHOR_DATE", at),
            ("GIT_COMMITTER_DATE", at),
        ]);
        let ended = ended(&mut git);
        assert_eq!(ended.status, Some(0), "git {arguments:?}: {}", ended.stderr);
        ended.stdout
    }

    /// The short id of the last commit.
    pub fn last_commit(&self) -> String {
        self.git(&["rev-parse", "--short=10", "HEAD"]).trim().into()
    }

    /// `dateline corrections` with these arguments, run in the site's folder.
    pub fn corrections(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    /// The same, to be run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let arguments = [&["corrections"], arguments].concat();
        let mut command = dateline(self.site(), &arguments);
        command.envs(ENVIRONMENT);
        command
    }
}
