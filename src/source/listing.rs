//! A site's folder as one build reads it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_pictures::Plan;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::again::TextReader;
use super::folder::{DATA, FOLDERS, Folder, top_of};
use super::shelf::DiskShelf;
use crate::diagnostic::Diagnostic;
use crate::model::Picture;
use crate::site::{Files, PictureFault, is_text};
use crate::stamp::{Edit, Stamp};
use crate::text::config;
use crate::text::front_page::FrontFile;
use crate::text::kept::KeptBytes;

/// What changed in a site's folder while it was read.
#[derive(Debug, PartialEq)]
pub enum FolderChange {
    /// This file or folder was changed, added or removed.
    File(String),
    /// Some of it cannot be listed any more, for these reasons.
    Unlisted(Vec<Diagnostic>),
}

/// A site's folder for a build, which lists each of [`FOLDERS`] once: the files
/// whose stamps it takes are those that it reads.
pub struct FolderListing {
    folder: Folder,
    /// The files of front pages.
    front_pages: Vec<String>,
    lists: [(Vec<String>, Vec<Diagnostic>); FOLDERS.len()],
    /// Of [`FolderListing::files`], in their order; none of one that cannot be looked at.
    stamps: Vec<Option<Stamp>>,
    /// What is made of them and needed again.
    shelf: Arc<DiskShelf>,
    /// What reads texts again.
    reader: Arc<TextReader>,
}

impl FolderListing {
    /// Lists the files of a site's folder.
    pub fn new(folder: Folder) -> Self {
        let lists = FOLDERS.map(|name| {
            let mut faults = Vec::new();
            (folder.list(name, &mut faults), faults)
        });
        let front_pages = folder.front_pages();
        let reader = Arc::new(TextReader::new(folder.root()));
        let (stamps, shelf) = (Vec::new(), Arc::default());
        let mut listed = FolderListing { folder, front_pages, lists, stamps, shelf, reader };
        let files: Vec<&str> = listed.files().collect();
        listed.stamps = files.into_par_iter().map(|file| listed.folder.stamp(file)).collect();
        listed
    }

    /// The folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Writes down what is known of the pictures of the site.
    pub fn save_pictures(&self) {
        let files: HashSet<&str> = self.files().collect();
        self.folder.save_pictures(|file| files.contains(file));
    }

    /// The settings, the front pages, and all files of [`FOLDERS`].
    fn files(&self) -> impl Iterator<Item = &str> {
        let lists = self.lists.iter().flat_map(|(files, _)| files);
        [config::FILE].into_iter().chain(self.front_pages.iter().chain(lists).map(String::as_str))
    }

    /// A hash of what the system says of every file that the site is read from,
    /// `reads` among them, without reading one. None if that may not tell all: a
    /// file cannot be looked at, or was changed since `opened` was.
    pub fn stamps(&self, reads: &str, opened: Stamp) -> Option<u128> {
        self.stamps_with(reads, |_| true, opened)
    }

    /// The same, of the files that are no texts.
    pub fn stamps_around_texts(&self, reads: &str, opened: Stamp) -> Option<u128> {
        self.stamps_with(reads, |file| !is_text(file), opened)
    }

    /// The same, of those by which texts are read: without front pages, templates and reads.
    pub fn stamps_of_settings(&self, opened: Stamp) -> Option<u128> {
        let is_setting = |file: &str| {
            let is_front_page = FrontFile::of(file).is_some();
            !is_text(file) && !is_front_page && !matches!(top_of(file), DATA | "templates")
        };
        self.stamps_of(self.listed().filter(|(file, _)| is_setting(file)), opened)
    }

    /// The texts whose stamps tell when they are changed: of the others nothing can be told.
    pub fn settled_texts(&self, opened: Stamp) -> impl Iterator<Item = (&str, Stamp)> {
        let texts = self.listed().filter(|(file, _)| is_text(file));
        let settled = texts.filter_map(|(file, stamp)| Some((file, stamp?)));
        settled.filter(move |(_, stamp)| stamp.is_older_than(opened))
    }

    /// What reads texts again.
    pub fn reader(&self) -> Arc<TextReader> {
        self.reader.clone()
    }

    fn listed(&self) -> impl Iterator<Item = (&str, Option<Stamp>)> {
        self.files().zip(self.stamps.iter().copied())
    }

    fn stamps_with(
        &self,
        reads: &str,
        is_one: impl Fn(&str) -> bool,
        opened: Stamp,
    ) -> Option<u128> {
        let mut faults = Vec::new();
        let reads = self.list(reads, &mut faults);
        let of_reads = reads.iter().map(|file| (file.as_str(), self.folder.stamp(file)));
        let files = self.listed().filter(|(file, _)| is_one(file)).chain(of_reads);
        self.stamps_of(files, opened).filter(|_| faults.is_empty())
    }

    fn stamps_of<'a>(
        &self,
        files: impl Iterator<Item = (&'a str, Option<Stamp>)>,
        opened: Stamp,
    ) -> Option<u128> {
        let hash_of = |(file, stamp): (&str, Option<Stamp>)| {
            let stamp = stamp.filter(|stamp| stamp.is_older_than(opened))?;
            Some(xxh3_128(format!("{stamp} {file}").as_bytes()).to_le_bytes())
        };
        let hashes: Option<Vec<[u8; 16]>> = files.map(hash_of).collect();
        let are_all = self.lists.iter().all(|(_, faults)| faults.is_empty());
        hashes.filter(|_| are_all).map(|hashes| xxh3_128(hashes.as_flattened()))
    }

    /// That something is missing where it should be: it was kept, and cannot be read again.
    pub fn lost(&self) -> Option<Diagnostic> {
        let of_text = || {
            let message = "a text was changed during the build";
            self.reader.has_lost().then(|| Diagnostic::error(message).hint("build again"))
        };
        self.shelf.lost().or_else(of_text)
    }

    /// What changed since the files were listed.
    pub fn changed(&self) -> Option<FolderChange> {
        let now = FolderListing::new(Folder::new(self.folder.root()));
        // What could not be listed then, and can be now, or the other way round.
        let mut lists = self.lists.iter().zip(&now.lists).zip(FOLDERS);
        if let Some(((_, (_, faults)), folder)) =
            lists.find(|((before, after), _)| before.1 != after.1)
        {
            return Some(match faults.is_empty() {
                true => FolderChange::File(folder.to_string()),
                false => FolderChange::Unlisted(faults.clone()),
            });
        }
        self.changed_file(&now).map(FolderChange::File)
    }

    /// A file that was changed, added or removed.
    fn changed_file(&self, now: &FolderListing) -> Option<String> {
        let edits = |listed: &FolderListing| -> Vec<Option<Edit>> {
            listed.stamps.iter().map(|stamp| stamp.map(Stamp::edit)).collect()
        };
        let (before, after) = (edits(self), edits(now));
        if before == after && now.files().eq(self.files()) {
            return None;
        }
        let known: HashMap<&str, Option<Edit>> = self.files().zip(before).collect();
        let is_new = |(file, edit): &(&str, Option<Edit>)| known.get(file) != Some(edit);
        let new = now.files().zip(after).find(is_new).map(|(file, _)| file.to_string());
        new.or_else(|| {
            let left: HashSet<&str> = now.files().collect();
            self.files().find(|file| !left.contains(file)).map(String::from)
        })
    }
}

impl Files for FolderListing {
    fn list(&self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        match FOLDERS.iter().position(|name| *name == folder) {
            Some(at) => {
                let (files, faults) = &self.lists[at];
                diagnostics.extend_from_slice(faults);
                files.clone()
            }
            None => self.folder.list(folder, diagnostics),
        }
    }

    fn front_pages(&self) -> Vec<String> {
        self.front_pages.clone()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.folder.read(file)
    }

    fn read_up_to(&self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.folder.read_up_to(file, most)
    }

    fn size(&self, file: &str) -> Option<u64> {
        self.folder.size(file)
    }

    fn read_at(&self, file: &str, from: u64, most: usize) -> Result<Vec<u8>, Diagnostic> {
        self.folder.read_at(file, from, most)
    }

    fn keep(&self, bytes: Vec<u8>) -> KeptBytes {
        self.shelf.keep(bytes)
    }

    fn look_at_picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        self.folder.look_at_picture(file, plan)
    }

    fn known_picture(&self, key: u128) -> Option<Arc<Picture>> {
        self.folder.known_picture(key)
    }

    /// A build publishes them.
    fn picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        self.folder.published_picture(file, plan)
    }
}
