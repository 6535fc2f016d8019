//! Tests of publications, and the small sites that they publish.

mod fresh;
mod kill;
mod marks;
mod mixed;
mod power;
mod symlinks;
mod update;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::disk::Disk;
use super::{BuildRecord, Content, Entry, FileCounts, Output, Rank};
use crate::diagnostic::Diagnostic;
use crate::url::OutputPath;

/// Paths, and what the files hold.
type Site<'a> = &'a [(&'a str, &'a str)];

/// A temporary folder, in memory where that can be had: the tests make some
/// thousand files and remove them, after which many a disk is slow for a while.
fn temporary() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A temporary folder, and the output `public` in it that does not exist yet.
fn output() -> (TempDir, PathBuf) {
    let folder = temporary();
    let public = folder.path().join("public");
    (folder, public)
}

/// An output folder that an earlier build filled with `site`.
fn published(site: Site) -> (TempDir, PathBuf) {
    let (folder, public) = output();
    publish(&public, site).unwrap();
    (folder, public)
}

impl Output {
    /// Publishes what may appear as soon as it is made.
    fn publish(
        self,
        entries: &[Entry],
        built: Option<BuildRecord>,
        produce: impl Fn(usize) -> Result<Content, Vec<Diagnostic>> + Sync,
    ) -> Result<FileCounts, Vec<Diagnostic>> {
        self.publish_if(entries, built, produce, || Ok(()))
    }
}

fn publish(folder: &Path, site: Site) -> Result<FileCounts, Vec<Diagnostic>> {
    publish_on(Disk::new(), folder, site)
}

fn publish_on(disk: Disk, folder: &Path, site: Site) -> Result<FileCounts, Vec<Diagnostic>> {
    let output = Output::open_on(disk, folder).map_err(|fault| vec![fault])?;
    output.publish(&entries(site), None, |index| Ok(Content::Bytes(site[index].1.into())))
}

fn entries(site: Site) -> Vec<Entry> {
    site.iter()
        .map(|(path, _)| Entry {
            path: OutputPath::new(path).unwrap(),
            rank: rank(path),
            made_from: None,
        })
        .collect()
}

fn rank(path: &str) -> Rank {
    match path {
        "index.html" | "feed.xml" => Rank::Listing,
        "static.html" => Rank::File,
        _ if path.ends_with(".html") => Rank::Story,
        _ => Rank::File,
    }
}

fn report(written: usize, unchanged: usize, removed: usize) -> FileCounts {
    FileCounts { written, unchanged, removed, ..FileCounts::default() }
}

/// All that a folder holds but the lock, and the marks, which differ from disk
/// to disk: paths, and a file's bytes or what kind
/// of thing else stands there.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let inside = WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    inside
        .map(|found| {
            let path = found.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let kind = found.file_type();
            let holds = match () {
                () if kind.is_dir() => b"(folder)".to_vec(),
                () if kind.is_symlink() => b"(link)".to_vec(),
                () => fs::read(found.path()).unwrap(),
            };
            (path, holds)
        })
        .filter(|(path, _)| path != ".dateline/lock" && path != ".dateline/marks")
        .collect()
}

/// What a build of `site` into a new folder leaves there.
fn clean(site: Site) -> BTreeMap<String, Vec<u8>> {
    let (_folder, public) = published(site);
    snapshot(&public)
}

fn put(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The message and hint of the only fault.
fn only_fault(result: Result<FileCounts, Vec<Diagnostic>>) -> String {
    let faults = result.unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    format!("{} / {}", faults[0].message, faults[0].hint.as_deref().unwrap())
}
