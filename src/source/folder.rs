//! A site's folder on disk.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline_pictures::Plan;
use rayon::iter::Either;
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::links::{leads_out, refuse_other_kinds};
use super::litter::is_litter;
use super::submodules;

use crate::diagnostic::{Diagnostic, remedy_for_open_files};
use crate::model::Picture;
use crate::pictures::{self, Original, PictureCache};
use crate::routes::PictureFile;
use crate::site::{Files, PictureFault};
use crate::stamp::Stamp;
use crate::text::config;
use crate::text::front_page::FrontFile;

/// The folder of what was counted.
pub(super) const DATA: &str = "data";

/// The folders that a site is read from.
pub const FOLDERS: [&str; 5] = ["content", "templates", "static", DATA, "words"];

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
    pub(super) fn stamp(&self, file: &str) -> Option<Stamp> {
        fs::metadata(self.path(file)).ok().map(|found| Stamp::of(&found))
    }

    /// Where a file is that is made of a picture, once it is made.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn picture_file(&self, file: &PictureFile, plan: &Plan) -> Result<PathBuf, Diagnostic> {
        let (read, stamp) = (|| self.read(&file.source), || self.stamp(&file.source));
        let original = Original { file: &file.source, stamp: &stamp, read: &read };
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

    /// Writes down what is known of its pictures, which these files may be.
    pub(super) fn save_pictures(&self, is_of_site: impl Fn(&str) -> bool) {
        self.pictures.save(is_of_site);
    }

    /// The picture with a key, if it is known.
    pub(super) fn known_picture(&self, key: u128) -> Option<Arc<Picture>> {
        self.pictures.with_key(key)
    }

    /// A picture, made to be published.
    pub(super) fn published_picture(
        &self,
        file: &str,
        plan: &Plan,
    ) -> Result<Arc<Picture>, PictureFault> {
        let (read, stamp) = (|| self.read(file), || self.stamp(file));
        self.pictures.make(&Original { file, stamp: &stamp, read: &read }, plan)
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
        let (read, stamp) = (|| self.read(file), || self.stamp(file));
        self.pictures.look(&Original { file, stamp: &stamp, read: &read }, plan)
    }
}

/// `content` of `content/politics/talks.md`.
pub(super) fn top_of(path: &str) -> &str {
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
