//! A site on a machine that has secrets, and the program under watch.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::common::bounded::{Watched, watched};
use crate::common::program::{Ended, dateline};
use crate::common::tree::{self, Tree};

/// What is right takes a fraction of it, also where the program is not optimised.
const BOUND: Duration = Duration::from_secs(60);
/// In MiB; an ordinary build takes some thirty.
const MEMORY: u64 = 100;

pub const SECRET: &str = "The secret of the machine";
const SETTINGS: &str = "title: Small\nbase_url: https://highland.example/\nsections: [politics]\n";
pub const STORY: &str = "---\ntitle: Talks\ndate: 2026-02-01\n---\n";

/// A site, and what lies beside it on the machine.
pub struct Machine {
    pub place: TempDir,
    /// In MiB.
    memory: u64,
}

impl Machine {
    /// With one story.
    pub fn new() -> Self {
        let machine = Machine { place: tempfile::tempdir().unwrap(), memory: MEMORY };
        machine.put("site.yaml", SETTINGS);
        machine.put("content/politics/talks.md", format!("{STORY}They met.\n"));
        for file in ["secret.md", "secret.txt", "politics/secret.md", "reads.csv", "en.yaml"] {
            let secret = format!("{SECRET}\n");
            tree::put(&machine.outside(), file, secret);
        }
        fs::create_dir(machine.place.path().join("empty")).unwrap();
        machine
    }

    /// The same, where the program may take so much memory, in MiB.
    pub fn with_memory(self, memory: u64) -> Self {
        Machine { memory, ..self }
    }

    /// The folder of the site.
    pub fn site(&self) -> PathBuf {
        self.place.path().join("site")
    }

    pub fn outside(&self) -> PathBuf {
        self.place.path().join("outside")
    }

    /// Writes a file of the site.
    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        tree::put(&self.site(), path, bytes);
    }

    /// A symbolic link in the site.
    pub fn link(&self, path: &str, to: impl AsRef<Path>) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let _ = fs::remove_dir_all(&path);
        let _ = fs::remove_file(&path);
        symlink(to, path).unwrap();
    }

    #[track_caller]
    pub fn build(&self) -> Ended {
        self.run(&["build", "--at", "2026-03-01T12:00:00Z"])
    }

    /// Runs the program; fails if it takes too long or too much memory, ends in
    /// anything but success or a fault, or tells or touches what is outside.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_as(dateline(&self.site(), arguments))
    }

    #[track_caller]
    pub fn run_as(&self, mut command: Command) -> Ended {
        let before = self.surroundings();
        let Watched { ended, elapsed, memory: most } = watched(&mut command, BOUND, BOUND);
        let Ended { status, stdout, stderr } = ended;
        println!("{status:?} after {elapsed:?}, {most} MiB");
        let told: String = stderr.chars().take(2000).collect();
        println!("{told}");
        assert!(matches!(status, Some(0 | 1)), "it ended with {status:?}: {told}");
        assert!(most < self.memory, "it took {most} MiB");
        assert!(!(stdout.clone() + &stderr).contains(SECRET), "{told}");
        assert!(self.surroundings() == before, "something outside was changed");
        for (file, bytes) in self.published() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET), "{file}");
        }
        Ended { status, stdout, stderr }
    }

    /// Builds, without reading what was published: it is large.
    #[track_caller]
    pub fn build_and_look_at_nothing(&self) -> Ended {
        let output = self.place.path().join("public");
        let ended = self.run(&["build", "--output", output.to_str().unwrap()]);
        let _ = fs::remove_dir_all(output);
        ended
    }

    fn surroundings(&self) -> [Tree; 2] {
        ["outside", "empty"].map(|name| tree::read(&self.place.path().join(name)))
    }

    /// The files of the output.
    pub fn published(&self) -> Tree {
        let folder = self.site().join("public");
        if folder.is_symlink() { Tree::new() } else { tree::read(&folder) }
    }
}
