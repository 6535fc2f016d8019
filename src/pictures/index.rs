//! What is known of pictures without reading them.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline_pictures::Plan;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::Picture;
use crate::stamp::Stamp;

/// The file's name.
pub const NAME: &str = "index.json";

/// Another number stands for another form of the file, or for other things that are read in pictures.
const FORM: u32 = 3;

/// Pictures by their keys, and which files they are.
#[derive(Debug, Default)]
pub struct Index {
    files: BTreeMap<String, FileEntry>,
    pictures: HashMap<u128, Arc<Picture>>,
    /// When it was written: a stamp that is no older tells nothing.
    written: Option<Stamp>,
    is_new: bool,
    /// Whether what was written cannot be read: what was made before may be of no picture here.
    is_lost: bool,
}

/// Which picture a file is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FileEntry {
    /// Its stamp, as it is written.
    stamp: String,
    /// The hash of the plan by which it was looked at.
    plan: u64,
    key: u128,
}

#[derive(Deserialize)]
struct Read {
    form: u32,
    files: BTreeMap<String, FileEntry>,
    pictures: Vec<Picture>,
}

#[derive(Serialize)]
struct Written<'a> {
    form: u32,
    files: &'a BTreeMap<String, FileEntry>,
    pictures: Vec<&'a Picture>,
}

impl Index {
    /// What was written at `path`; nothing if that cannot be read, or was written by another
    /// version of the program.
    pub fn read(path: &Path) -> Self {
        let read =
            fs::read(path).ok().and_then(|bytes| serde_json::from_slice::<Read>(&bytes).ok());
        let Some(read) = read.filter(|read| read.form == FORM) else {
            return Index { is_lost: true, ..Index::default() };
        };
        let pictures = read.pictures.into_iter().map(|picture| (picture.key, Arc::new(picture)));
        Index {
            files: read.files,
            pictures: pictures.collect(),
            written: Stamp::at(path).ok(),
            ..Index::default()
        }
    }

    /// Its text.
    pub fn text(&self) -> Vec<u8> {
        let mut pictures: Vec<&Picture> = self.pictures.values().map(AsRef::as_ref).collect();
        pictures.sort_unstable_by_key(|picture| picture.key);
        let written = Written { form: FORM, files: &self.files, pictures };
        serde_json::to_vec(&written).unwrap_or_default()
    }

    /// Whether it says something else than what was read.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Notes that it was written to `path`.
    pub fn set_written(&mut self, path: &Path) {
        self.written = Stamp::at(path).ok();
        self.is_new = false;
    }

    /// The picture that a file is, if it is what it was.
    pub fn by_stamp(&self, file: &str, stamp: Stamp, plan: &Plan) -> Option<Arc<Picture>> {
        let entry = self.files.get(file)?;
        let is_same = self.written.is_some_and(|written| stamp.is_older_than(written))
            && entry.stamp == stamp.to_string()
            && entry.plan == hash(plan);
        is_same.then(|| self.by_key(entry.key)).flatten()
    }

    /// The picture with a key.
    pub fn by_key(&self, key: u128) -> Option<Arc<Picture>> {
        self.pictures.get(&key).cloned()
    }

    /// Notes which picture a file is.
    pub fn add(&mut self, file: &str, stamp: Option<Stamp>, plan: &Plan, picture: Arc<Picture>) {
        let key = picture.key;
        self.pictures.entry(key).or_insert(picture);
        if let Some(stamp) = stamp {
            let entry = FileEntry { stamp: stamp.to_string(), plan: hash(plan), key };
            // Written again, the stamp is older than the file.
            self.is_new = true;
            self.files.insert(file.into(), entry);
        }
    }

    /// Notes which versions there are of a picture.
    pub fn made(&mut self, picture: Arc<Picture>) {
        self.is_new = true;
        self.pictures.insert(picture.key, picture);
    }

    /// Forgets the files that are not of the site, and the pictures that no file is; whether
    /// there were any, or may have been.
    pub fn forget_others(&mut self, is_of_site: impl Fn(&str) -> bool) -> bool {
        self.files.retain(|file, _| is_of_site(file));
        let before = self.pictures.len();
        let used: HashSet<u128> = self.files.values().map(|entry| entry.key).collect();
        self.pictures.retain(|key, _| used.contains(key));
        let has_forgotten = self.pictures.len() < before || std::mem::take(&mut self.is_lost);
        self.is_new |= has_forgotten;
        has_forgotten
    }

    /// The keys of all pictures.
    pub fn keys(&self) -> HashSet<u128> {
        self.pictures.keys().copied().collect()
    }
}

fn hash(plan: &Plan) -> u64 {
    xxh3_64(format!("{plan:?}").as_bytes())
}
