//! The site that the servers serve.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::common::program::{Ended, run};
use crate::common::tree;

/// A story, which was at `/old/a/` before, and one whose address is in another script; both below
/// a base path.
pub const STORY: &str = "/politics/a/";
pub const NATIVE: &str = "/政治/円安/";

/// A site, and a folder for a server.
pub struct Site {
    place: TempDir,
}

impl Site {
    pub fn new() -> Self {
        let site = Site { place: tempfile::tempdir().unwrap() };
        // A server may run as another user.
        fs::set_permissions(site.place(), Permissions::from_mode(0o755)).unwrap();
        let settings = "title: News\nbase_url: https://highland.example/news/\n\
                        sections: [politics, 政治]\ntimezone: UTC\n";
        tree::put(site.place(), "site.yaml", settings);
        let story = |title: &str, more: &str| {
            format!("---\ntitle: {title}\ndate: 2026-02-01\n{more}---\n{}\n", "Text. ".repeat(100))
        };
        tree::put(site.place(), "content/politics/a.md", story("A", "aliases: [/old/a/]\n"));
        tree::put(site.place(), "content/政治/円安.md", story("円安", "language: ja\n"));
        let at = ["--at", "2026-11-24T12:00:00Z"];
        run(site.place(), &["build", "--output", "root/news", at[0], at[1]]).done();
        site
    }

    pub fn place(&self) -> &Path {
        self.place.path()
    }

    /// What is served.
    pub fn root(&self) -> PathBuf {
        self.place().join("root")
    }

    /// Imports a log into an empty store; what was said, and the reads of each story.
    pub fn import(&self, arguments: &[&str]) -> (Ended, BTreeMap<String, u64>) {
        let store = self.place().join("data/reads.csv");
        let _ = fs::remove_file(&store);
        let said = run(self.place(), &[&["reads", "import"], arguments].concat()).done();
        let mut reads = BTreeMap::new();
        for line in fs::read_to_string(store).unwrap().lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            *reads.entry(fields[1].to_string()).or_default() += fields[2].parse::<u64>().unwrap();
        }
        (said, reads)
    }
}
