//! The only reader of a site's folder.

mod again;
mod links;
mod shelf;
mod submodules;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_pictures::Plan;
use rayon::iter::Either;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};
use xxhash_rust::xxh3::xxh3_128;

use again::TextReader;
use links::{leads_out, refuse_other_kinds};
use shelf::DiskShelf;

use crate::diagnostic::{Diagnostic, remedy_for_open_files};
use crate::model::Picture;
use crate::pictures::{self, Original, PictureCache};
use crate::routes::PictureFile;
use crate::site::{Files, PictureFault, is_text};
use crate::stamp::{Edit, Stamp};
use crate::text::config;
use crate::text::front_page::FrontFile;
use crate::text::kept::KeptBytes;

/// A site's folder on disk.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    pictures: PictureCache,
}

impl Folder {
    /// The folder at `root`, which is a site if it has a `site.yaml`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Folder { pictures: PictureCache::of_site(&root), root }
    }

    /// The same for a server, which writes nothing there.
    pub fn to_serve(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Folder { pictures: PictureCache::beside_site(&root), root }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file of the site is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// What the system says of a file.
    fn stamp(&self, file: &str) -> Option<Stamp> {
        fs::metadata(self.path(file)).ok().map(|found| Stamp::of(&found))
    }

    /// Where a file is that is made of a picture, once it is made.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn picture_file(&self, file: &PictureFile, plan: &Plan) -> Result<PathBuf, Diagnostic> {
        let read = || self.read(&file.source);
        let original = self.original(&file.source, &read);
        let made = self.pictures.made(file, &original, plan);
        made.map_err(|fault| pictures::diagnostic(&file.source, fault))
    }

    /// Where a card is, once it is drawn: by `draw`, if it was not.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn card_file(
        &self,
        key: u128,
        draw: impl FnOnce() -> Result<Vec<u8>, Vec<Diagnostic>>,
    ) -> Result<PathBuf, Vec<Diagnostic>> {
        self.pictures.card(key, draw)
    }

    /// Takes away what was drawn of other cards than these.
    pub fn keep_cards(&self, keys: &HashSet<u128>) {
        self.pictures.keep_cards(keys);
    }

    /// Writes down what is known of its pictures.
    pub fn save_pictures(&self) {
        self.pictures.save(|file| self.path(file).is_file());
    }

    fn original<'a>(
        &self,
        file: &'a str,
        read: &'a dyn Fn() -> Result<Vec<u8>, Diagnostic>,
    ) -> Original<'a> {
        Original { file, stamp: self.stamp(file), read }
    }

    /// Opens a file for somebody who asked for it over the network, long after
    /// the site was listed: what has become a link to the outside meanwhile is
    /// not read.
    pub fn open_to_serve(&self, file: &str) -> Option<fs::File> {
        let path = self.path(file);
        let target = self.target_of(&path)?;
        if target != file {
            refuse_other_kinds(file, &target).ok()?;
        }
        fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
        fs::File::open(path).ok()
    }

    /// Refuses a file that would be read or written somewhere else on the machine,
    /// because a folder on its way, or the file itself, is a symbolic link.
    ///
    /// # Errors
    /// That it leads out of the site.
    pub fn refuse_ways_out(&self, file: &str) -> Result<(), Diagnostic> {
        let ends = file.match_indices('/').map(|(at, _)| at).chain([file.len()]);
        for link in ends.map(|end| &file[..end]) {
            let way = self.path(link);
            if way.symlink_metadata().is_ok_and(|found| found.is_symlink()) {
                let target = self.target_of(&way).ok_or_else(|| leads_out(file))?;
                refuse_other_kinds(link, &target)?;
            }
        }
        Ok(())
    }

    /// Where a path leads by symbolic links, from the site's root; none if that is not one of
    /// [`FOLDERS`] or in one. What else lies in the site's folder may be secret, such as
    /// `.git/config`.
    fn target_of(&self, path: &Path) -> Option<String> {
        let target = fs::canonicalize(path).ok()?;
        let inside = target.strip_prefix(fs::canonicalize(&self.root).ok()?).ok()?;
        let names: Option<Vec<&str>> = inside.iter().map(|name| name.to_str()).collect();
        let names = names?;
        let top = names.first()?;
        let is_part = FOLDERS.contains(top) && !names.iter().any(|name| is_litter(name, top));
        is_part.then(|| names.join("/"))
    }
}

impl Files for Folder {
    fn list(&self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let top = top_of(folder);
        let walked = self.walk(folder, diagnostics);
        // Git is asked once for a whole folder, not for each file that changed in it; but
        // the store of reads is the only file of its folder that is looked for.
        if folder == top {
            diagnostics.append(&mut submodules::faults(&walked, &self.root));
        } else if top == DATA && walked.is_empty() {
            let beside = self.walk(top, &mut Vec::new());
            diagnostics.append(&mut submodules::faults(&beside, &self.root));
        }
        self.files_of(walked, folder, diagnostics)
    }

    fn front_pages(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| FrontFile::of(name).is_some()).collect();
        names.sort_unstable();
        names
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.check_unlisted(file)?;
        fs::read(self.path(file)).map_err(|error| unread(&error, file))
    }

    fn read_up_to(&self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.check_unlisted(file)?;
        read_up_to(&self.path(file), most).map_err(|error| unread(&error, file))
    }

    fn size(&self, file: &str) -> Option<u64> {
        fs::metadata(self.path(file)).ok().map(|found| found.len())
    }

    fn read_at(&self, file: &str, from: u64, most: usize) -> Result<Vec<u8>, Diagnostic> {
        let mut part = Vec::new();
        fs::File::open(self.path(file))
            .and_then(|mut file| {
                file.seek(SeekFrom::Start(from))?;
                file.take(most as u64).read_to_end(&mut part)
            })
            .map_err(|error| unread(&error, file))?;
        Ok(part)
    }

    fn look_at_picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        self.pictures.look(&self.original(file, &|| self.read(file)), plan)
    }
}

/// `content` of `content/politics/talks.md`.
fn top_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn is_folder(entry: &Result<DirEntry, walkdir::Error>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir())
}

/// The order of paths folder by folder: what is in `a` comes before `a-b`.
fn in_order(one: &str, other: &str) -> Ordering {
    let rank = |byte: u8| if byte == b'/' { 0 } else { byte };
    one.bytes().map(rank).cmp(other.bytes().map(rank))
}

/// The bytes of a file; none if it has more than `most`, even if it grows meanwhile.
fn read_up_to(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

impl Folder {
    /// What [`Files::list`] lists, without what is wrong with it.
    pub fn files_in(&self, folder: &str) -> Vec<String> {
        let mut faults = Vec::new();
        self.files_of(self.walk(folder, &mut faults), folder, &mut faults)
    }

    /// All that is at `folder`, but what is left lying about; nothing where nothing is.
    fn walk(
        &self,
        folder: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<walkdir::Result<DirEntry>> {
        let (top, rest) = folder.split_once('/').unwrap_or((folder, ""));
        let start = self.path(folder);
        if rest.split('/').any(|name| is_litter(name, top)) || start.symlink_metadata().is_err() {
            return Vec::new();
        }
        if let Err(fault) = self.refuse_ways_out(folder) {
            diagnostics.push(fault);
            return Vec::new();
        }
        let walk = WalkDir::new(&start).into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !is_litter(&entry.file_name().to_string_lossy(), top)
        });
        walk.collect()
    }

    /// The files of what was walked, in order.
    fn files_of(
        &self,
        walked: Vec<walkdir::Result<DirEntry>>,
        folder: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        let entries: Vec<_> = walked.into_iter().filter(|entry| !is_folder(entry)).collect();
        let (mut files, mut faults): (Vec<String>, Vec<Diagnostic>) =
            entries.into_par_iter().partition_map(|entry| {
                match entry {
                    Ok(entry) => self.file_of(&entry, folder),
                    Err(error) => Err(unlisted(&error, folder)),
                }
                .map_or_else(Either::Right, Either::Left)
            });
        // Sorted here: to compare whole paths is faster than to take names out of them.
        files.par_sort_unstable_by(|one, other| in_order(one, other));
        faults.sort_by(Diagnostic::reading_order);
        diagnostics.append(&mut faults);
        files
    }

    /// The file's path from the site's root, if it is one that may be read.
    fn file_of(&self, entry: &DirEntry, folder: &str) -> Result<String, Diagnostic> {
        let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
        let mut parts = Vec::new();
        for part in relative.components() {
            parts.push(part.as_os_str().to_str().ok_or_else(|| {
                Diagnostic::error(format!(
                    "the name of `{}` is not UTF-8 text",
                    relative.to_string_lossy()
                ))
                .hint("rename it")
            })?);
        }
        let file = parts.join("/");
        let kind = entry.file_type();
        if kind.is_symlink() {
            self.check_link(entry.path(), &file)?;
        } else if !kind.is_file() {
            return Err(no_file(&file).hint(format!("take it out of `{folder}/`")));
        }
        Ok(file)
    }

    /// A symbolic link may lead to a file of the site, and nowhere else: a site
    /// must not publish what is beside it on the machine.
    fn check_link(&self, path: &Path, file: &str) -> Result<(), Diagnostic> {
        let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
        let target = self.target_of(path).filter(|_| is_file).ok_or_else(|| leads_out(file))?;
        refuse_other_kinds(file, &target)
    }

    /// Looks at what was not listed before it is read, such as the settings: a pipe
    /// would never end, and a link may lead anywhere.
    fn check_unlisted(&self, file: &str) -> Result<(), Diagnostic> {
        if FOLDERS.contains(&file.split('/').next().unwrap_or(file)) {
            return Ok(());
        }
        let found = self.path(file).symlink_metadata().map_err(|error| unread(&error, file))?;
        match found.file_type() {
            kind if kind.is_symlink() => Err(leads_out(file)),
            kind if kind.is_file() => Ok(()),
            _ => Err(no_file(file).hint("put a file there")),
        }
    }
}

fn no_file(file: &str) -> Diagnostic {
    Diagnostic::error("this is neither a file nor a folder").in_file(file)
}

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
        let now = FolderListing::new(Folder::new(&self.folder.root));
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

    /// A build publishes them.
    fn picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        let read = || self.read(file);
        self.folder.pictures.make(&self.folder.original(file, &read), plan)
    }
}

/// The folder of what was counted.
const DATA: &str = "data";

/// The folders that a site is read from.
pub const FOLDERS: [&str; 5] = ["content", "templates", "static", DATA, "words"];

/// Whether a file or folder named `name`, in the site's folder `top`, is what
/// editors and systems leave lying about.
pub fn is_litter(name: &str, top: &str) -> bool {
    let leftover = matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".git")
        || name.ends_with('~')
        // ExifTool keeps under this name what a picture was with all that it said.
        || name.ends_with("_original") && name.contains('.')
        || name.ends_with(".swp")
        || name.ends_with(".swx")
        || (name.starts_with('.') && is_swap_file(name))
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'));
    // Of names that begin with a dot, only those of static files belong to a
    // site: `.well-known`, `.nojekyll`.
    leftover || (name.starts_with('.') && top != "static")
}

/// Whether Vim keeps under this name what is being edited: `.talks.md.swp`, and `.swo` and
/// so on where there is one already.
fn is_swap_file(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().as_bytes();
    matches!(ending, [b's', b'w', b'a'..=b'z'])
}

fn unlisted(error: &walkdir::Error, folder: &str) -> Diagnostic {
    let path = error.path().unwrap_or(Path::new(folder)).display();
    let remedy = error.io_error().and_then(remedy_for_open_files);
    match error.io_error() {
        Some(io) => Diagnostic::error(format!("`{path}` cannot be read: {io}")),
        None => Diagnostic::error(format!("`{path}` cannot be read: {error}")),
    }
    .hint(remedy.unwrap_or("check that you may read it"))
}

fn unread(error: &io::Error, file: &str) -> Diagnostic {
    let is_settings = file == config::FILE;
    match error.kind() {
        io::ErrorKind::NotFound if is_settings => Diagnostic::error("there is no site.yaml here")
            .hint("go to the folder of a site, name it with `--site DIR`, or make one with `dateline init DIR`"),
        io::ErrorKind::NotFound => Diagnostic::error("this file is gone").in_file(file).hint("build again"),
        io::ErrorKind::PermissionDenied => Diagnostic::error("this file cannot be read: you may not read it")
            .in_file(file)
            .hint("change its permissions"),
        _ => Diagnostic::error(format!("this file cannot be read: {error}"))
            .in_file(file)
            .hint(remedy_for_open_files(error).unwrap_or("check the file and its disk")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_listed_folder_by_folder() {
        let place = tempfile::tempdir().unwrap();
        let files = ["a b.md", "a-b.md", "a.md", "a/b.md", "a/b/c.md", "ab.md", "é/a.md", "é.md"];
        for file in files {
            let path = place.path().join("content").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let mut faults = Vec::new();
        let listed = Folder::new(place.path()).list("content", &mut faults);
        let walk = WalkDir::new(place.path()).sort_by_file_name().into_iter().map(Result::unwrap);
        let found = walk.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(place.path()).unwrap();
            path.to_str().unwrap().to_string()
        });
        assert_eq!(listed, found.collect::<Vec<_>>());
        assert_eq!((listed.len(), faults), (files.len(), Vec::new()));
    }
}
