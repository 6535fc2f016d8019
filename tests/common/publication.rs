//! A site in a git repository, with a bare one that it is published to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::executable::script;
use super::program::{Ended, dateline, ended};
use super::tree::{self, Tree};

/// The settings of the site.
pub const SITE: &str = "title: Highland\nbase_url: https://highland.github.io/briefing/\n";

/// A repository with a site, `site`, and its remote `origin`, `remote.git`, in a
/// folder of their own. Neither the user's settings nor the system's hold.
pub struct Repository {
    place: TempDir,
    /// The site's folder.
    pub site: PathBuf,
}

impl Repository {
    /// A site of one story, committed and built.
    pub fn new() -> Self {
        Repository::with(&[])
    }

    /// The same with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        Repository::in_folder("", files)
    }

    /// The same, with the site in a folder of the repository.
    pub fn in_folder(folder: &str, files: &[(&str, &str)]) -> Self {
        let place = tempfile::tempdir().unwrap();
        let root = place.path().join("site");
        let repository = Repository { site: root.join(folder), place };
        repository.remote(&["init", "--quiet", "--bare", "."]);
        fs::create_dir_all(&repository.site).unwrap();
        repository.git(&["init", "--quiet", "--initial-branch=main", root.to_str().unwrap()]);
        for (key, value) in
            [("user.name", "Anna Editor"), ("user.email", "anna@example.org"), ("gc.auto", "0")]
        {
            repository.git(&["config", key, value]);
        }
        repository.git(&["remote", "add", "origin", "../remote.git"]);
        let story = "---\ntitle: Talks\ndate: 2026-02-01\n---\nThe text.\n";
        let standard = [
            ("site.yaml", SITE),
            ("content/politics/talks.md", story),
            (".gitignore", "/public\n"),
        ];
        for (path, text) in standard.iter().chain(files) {
            tree::put(&repository.site, path, text);
        }
        repository.git(&["add", "--all", "--force"]);
        repository.git(&["commit", "--quiet", "--message", "The site"]);
        repository.run(&["build", "--quiet"]).done();
        repository
    }

    /// The folder that holds all of it.
    pub fn place(&self) -> &Path {
        self.place.path()
    }

    /// Dateline in the site's folder, to be run.
    pub fn dateline(&self, arguments: &[&str]) -> Command {
        self.alone(dateline(&self.site, arguments))
    }

    /// Runs Dateline there.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.dateline(arguments))
    }

    /// Runs `dateline deploy` there.
    pub fn deploy(&self, options: &[&str]) -> Ended {
        self.run(&[&["deploy"], options].concat())
    }

    /// Adds a file to the site, and builds it.
    pub fn change(&self) {
        tree::put(&self.site, "static/new.txt", "New.");
        self.run(&["build", "--quiet"]).done();
    }

    /// Runs git in the site's folder.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_in(&self.site, arguments)
    }

    /// Runs git in the remote.
    pub fn remote(&self, arguments: &[&str]) -> String {
        let remote = self.place().join("remote.git");
        fs::create_dir_all(&remote).unwrap();
        self.git_in(&remote, arguments)
    }

    /// Runs git, which has to do what it is asked.
    pub fn git_in(&self, folder: &Path, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.current_dir(folder).args(arguments).env("GIT_OPTIONAL_LOCKS", "0");
        let ended = ended(&mut self.alone(command));
        assert_eq!(ended.status, Some(0), "git {arguments:?}\n{}", ended.stderr);
        ended.stdout.trim_end().to_owned()
    }

    fn alone(&self, mut command: Command) -> Command {
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("HOME", self.place()).env("TMPDIR", self.place()).env("EMAIL", "");
        command
    }

    /// What the branch of the remote holds.
    pub fn published(&self, branch: &str) -> Tree {
        let names = self.remote(&["ls-tree", "-r", "-z", "--name-only", branch]);
        let names = names.split_terminator('\0').map(str::to_owned);
        names.map(|name| (name.clone(), self.blob(branch, &name))).collect()
    }

    fn blob(&self, branch: &str, name: &str) -> Vec<u8> {
        let mut command = Command::new("git");
        command.current_dir(self.place().join("remote.git"));
        command.args(["cat-file", "blob", &format!("{branch}:{name}")]);
        let output = self.alone(command).output().unwrap();
        assert!(output.status.success());
        output.stdout
    }

    /// What the commits of a branch of the remote say, newest first.
    pub fn history(&self, branch: &str) -> Vec<String> {
        let log = self.remote(&["log", "--format=%s", branch]);
        log.lines().map(str::to_owned).collect()
    }

    /// Pushes a commit with a file to the branch, as somebody else.
    pub fn push_as_somebody_else(&self, branch: &str) {
        let clone = self.place().join("somebody-else");
        self.git_in(
            self.place(),
            &["clone", "--quiet", "--branch", branch, "remote.git", "somebody-else"],
        );
        tree::put(&clone, "theirs.txt", "Theirs.");
        self.git_in(&clone, &["add", "theirs.txt"]);
        let name = ["-c", "user.name=Boris", "-c", "user.email=b@example.org"];
        self.git_in(&clone, &[&name[..], &["commit", "--quiet", "--message", "Theirs"]].concat());
        self.git_in(&clone, &["push", "--quiet"]);
        fs::remove_dir_all(clone).unwrap();
    }

    /// Gives the remote a hook, a program for the shell.
    pub fn hook(&self, name: &str, program: &str) {
        script(&self.place().join("remote.git/hooks").join(name), program);
    }

    /// All that must stay as it is: each file of the repository, of git's own folder
    /// and of the work tree, and what git says of them; each reference of the remote.
    pub fn state(&self) -> (Tree, String, String) {
        let mut files = tree::read(&self.place().join("site"));
        // The lock of the output is taken.
        files.retain(|path, _| !path.ends_with(".dateline/lock"));
        (files, self.git(&["status", "--porcelain"]), self.remote(&["for-each-ref"]))
    }

    /// The names of what is left of a deployment in the folder for temporary files.
    pub fn left_over(&self) -> Vec<String> {
        let entries = fs::read_dir(self.place()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with("dateline-") || name.starts_with(".tmp")).collect()
    }
}
