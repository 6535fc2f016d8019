//! The pictures of a site, made once: what a build makes of them is kept in the site's folder, by
//! what it was made of, so that the next build looks at stamps only.

mod budget;
mod cards;
mod index;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use dateline_pictures::{Facts, Fault, Format, Plan, Size, Variant, clean, make};

use crate::diagnostic::Diagnostic;
use crate::model::{Picture, Version};
use crate::routes::PictureFile;
use crate::site::{PictureFault, picture_key, planned};
use crate::stamp::Stamp;
use crate::text::markdown::Dimensions;
use budget::Budget;
use cards::CardFiles;
use index::Index;
use tempfile::TempDir;

/// Where they are kept, below the site's folder.
pub const FOLDER: &str = ".dateline/pictures";

/// What is known of the pictures of a site, and what was made of them.
#[derive(Debug)]
pub struct PictureCache {
    folder: PathBuf,
    /// Whether what is made is kept there.
    is_kept: bool,
    /// Where it goes if not, or if nothing can be written there.
    aside: OnceLock<TempDir>,
    index: OnceLock<Mutex<Index>>,
    /// The cards that are kept.
    cards: OnceLock<Mutex<CardFiles>>,
    /// Those that are being made, so that none is made twice.
    underway: Mutex<HashMap<u128, Arc<OnceLock<Made>>>>,
    budget: Budget,
}

type Made = Result<Arc<Picture>, PictureFault>;

/// A picture of the site's folder: its path from there, and how it is looked at and read.
pub struct Original<'a> {
    /// Its path from the site's root.
    pub file: &'a str,
    /// What the system says of it; none if nobody can tell.
    pub stamp: &'a dyn Fn() -> Option<Stamp>,
    /// Its bytes.
    pub read: &'a dyn Fn() -> Result<Vec<u8>, Diagnostic>,
}

impl PictureCache {
    /// That of the site in a folder.
    pub fn of_site(root: &Path) -> Self {
        PictureCache {
            folder: root.join(FOLDER),
            is_kept: true,
            aside: OnceLock::new(),
            index: OnceLock::new(),
            cards: OnceLock::new(),
            underway: Mutex::default(),
            budget: Budget::default(),
        }
    }

    /// That of a site in whose folder nothing is to be written: what is made is put aside, and goes
    /// with the program.
    pub fn beside_site(root: &Path) -> Self {
        PictureCache { is_kept: false, ..PictureCache::of_site(root) }
    }

    /// A picture by what its file says: the versions that there are if it was made, and all that
    /// the plan asks for if not.
    ///
    /// # Errors
    /// That it cannot be read, or what is wrong with it.
    pub fn look(&self, original: &Original<'_>, plan: &Plan) -> Made {
        let picture = match self.known(original, plan) {
            Some(picture) => picture,
            None => self.read(original, plan)?.1,
        };
        match !self.is_kept && is_made_at_once(&picture, (original.stamp)()) {
            true => self.make(original, plan),
            false => Ok(picture),
        }
    }

    /// The same, made.
    ///
    /// # Errors
    /// As of [`PictureCache::look`].
    pub fn make(&self, original: &Original<'_>, plan: &Plan) -> Made {
        match self.known(original, plan) {
            Some(picture) if self.is_made(&picture) => Ok(picture),
            _ => {
                let (bytes, picture) = self.read(original, plan)?;
                if self.is_made(&picture) {
                    return Ok(picture);
                }
                let underway = self.underway().entry(picture.key).or_default().clone();
                underway.get_or_init(|| self.make_of(&bytes, &picture, plan)).clone()
            }
        }
    }

    /// Where a file that is made of a picture is kept, or would be.
    pub fn path(&self, file: &PictureFile) -> PathBuf {
        self.place_of(&file.name())
    }

    /// Where a file of a name is, or would be.
    fn place_of(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        match self.aside.get() {
            Some(aside) if !path.is_file() => aside.path().join(name),
            _ => path,
        }
    }

    /// The same, once it is there. A version that was left out since it would be no gain has the
    /// next wider one in its place, or one of another format.
    ///
    /// # Errors
    /// As of [`PictureCache::look`]; or that it cannot be kept.
    pub fn made(
        &self,
        file: &PictureFile,
        original: &Original<'_>,
        plan: &Plan,
    ) -> Result<PathBuf, PictureFault> {
        let path = self.path(file);
        if self.is_whole(file, &path) {
            return Ok(path);
        }
        let Some(size) = file.size else {
            let bytes = (original.read)().map_err(PictureFault::Unread)?;
            let cleaned = clean(&bytes, plan).map_err(PictureFault::Broken)?;
            self.keep(&file.name(), &cleaned.bytes).map_err(|error| full(&error))?;
            return Ok(self.path(file));
        };
        let picture = self.make(original, plan)?;
        let of_format = |format: Format| {
            let mut versions = picture.versions.iter().filter(move |it| it.format == format);
            versions.find(|version| version.size.width >= size.width)
        };
        let version = of_format(file.format).or_else(|| picture.up_to(size.width));
        let file = version.map_or_else(
            || picture.cleaned(&file.source),
            |version| picture.file(&file.source, version),
        );
        Ok(self.path(&file))
    }

    /// Where a card is kept, once it is there: `draw` draws it if it is not.
    ///
    /// # Errors
    /// Those of `draw`; or that it cannot be kept.
    pub fn card(
        &self,
        key: u128,
        draw: impl FnOnce() -> Result<Vec<u8>, Vec<Diagnostic>>,
    ) -> Result<PathBuf, Vec<Diagnostic>> {
        let is_whole = |path: &PathBuf| {
            let bytes = path.to_str().and_then(cards::bytes_of);
            fs::metadata(path).is_ok_and(|it| it.is_file() && Some(it.len()) == bytes)
        };
        let known = self.cards().name(key).map(|name| self.place_of(&name));
        if let Some(path) = known.filter(is_whole) {
            return Ok(path);
        }
        let bytes = draw()?;
        let name = self.cards().add(key, bytes.len() as u64);
        self.keep(&name, &bytes).map_err(|error| vec![full_disk(&error)])?;
        Ok(self.place_of(&name))
    }

    /// Takes away the cards that are not among these.
    pub fn keep_cards(&self, keys: &HashSet<u128>) {
        if self.is_kept && (!keys.is_empty() || self.folder.is_dir()) {
            self.cards().remove_others(&self.folder, keys);
        }
    }

    fn cards(&self) -> MutexGuard<'_, CardFiles> {
        let read = || Mutex::new(CardFiles::read(&self.folder));
        self.cards.get_or_init(read).lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes down what is known, and takes away what is of no picture of the site any more. What
    /// cannot be written is made again.
    pub fn save(&self, is_of_site: impl Fn(&str) -> bool) {
        let Some(index) = self.index.get() else { return };
        let mut index = index.lock().unwrap_or_else(PoisonError::into_inner);
        if index.forget_others(is_of_site) {
            let kept = index.keys();
            for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let key = name.to_str().and_then(|name| name.get(..32));
                let key = key.and_then(|key| u128::from_str_radix(key, 16).ok());
                if key.is_some_and(|key| !kept.contains(&key)) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
        if index.is_new() && self.keep_in_site(index::NAME, &index.text()).is_ok() {
            index.set_written(&self.folder.join(index::NAME));
        }
    }

    fn index(&self) -> MutexGuard<'_, Index> {
        let read = || Mutex::new(Index::read(&self.folder.join(index::NAME)));
        // It is changed in steps that cannot fail.
        self.index.get_or_init(read).lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn underway(&self) -> MutexGuard<'_, HashMap<u128, Arc<OnceLock<Made>>>> {
        self.underway.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of a picture that is what it was.
    fn known(&self, original: &Original<'_>, plan: &Plan) -> Option<Arc<Picture>> {
        let stamp = (original.stamp)()?;
        self.index().by_stamp(original.file, stamp, plan)
    }

    /// The picture with a key, if it is known.
    pub fn with_key(&self, key: u128) -> Option<Arc<Picture>> {
        self.index().by_key(key)
    }

    /// Whether all of its versions are there.
    fn is_made(&self, picture: &Picture) -> bool {
        let is_there = |version: &Version| {
            let found = fs::metadata(self.path(&picture.file("", version)));
            found.is_ok_and(|found| found.is_file() && Some(found.len()) == version.bytes)
        };
        picture.is_made() && picture.versions.iter().all(is_there)
    }

    /// Whether a file is there, as long as it was made.
    fn is_whole(&self, file: &PictureFile, path: &Path) -> bool {
        let Ok(found) = fs::metadata(path) else { return false };
        let known = self.index().by_key(file.key);
        let version = known.as_ref().and_then(|picture| {
            let is_it = |it: &&Version| it.format == file.format && Some(it.size) == file.size;
            picture.versions.iter().find(is_it)
        });
        let bytes = version.and_then(|version| version.bytes);
        found.is_file() && found.len() > 0 && bytes.is_none_or(|bytes| bytes == found.len())
    }

    fn read(
        &self,
        original: &Original<'_>,
        plan: &Plan,
    ) -> Result<(Vec<u8>, Arc<Picture>), PictureFault> {
        let stamp = (original.stamp)();
        let bytes = (original.read)().map_err(PictureFault::Unread)?;
        let key = picture_key(&bytes, plan);
        let known = self.index().by_key(key);
        let picture = match known {
            Some(picture) => picture,
            None => planned(&bytes, key, plan).map_err(PictureFault::Broken)?.into(),
        };
        self.index().add(original.file, stamp, plan, picture.clone());
        Ok((bytes, picture))
    }

    fn make_of(&self, bytes: &[u8], planned: &Picture, plan: &Plan) -> Made {
        if planned.versions.is_empty() {
            return Ok(planned.clone().into());
        }
        let Size { width, height } = planned.facts.stored;
        let made = self.budget.with(u64::from(width) * u64::from(height), || make(bytes, plan));
        let made = made.map_err(PictureFault::Broken)?;
        let mut picture = Picture { versions: Vec::new(), ..planned.clone() };
        for Variant { size, format, bytes } in made {
            let size = Dimensions { width: size.width, height: size.height };
            let version = Version { size, format, bytes: Some(bytes.len() as u64) };
            let file = picture.file("", &version);
            self.keep(&file.name(), &bytes).map_err(|error| full(&error))?;
            picture.versions.push(version);
        }
        let picture = Arc::new(picture);
        self.index().made(picture.clone());
        Ok(picture)
    }

    /// Keeps a file: in the site's folder, or else aside.
    fn keep(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if self.is_kept && self.keep_in_site(name, bytes).is_ok() {
            return Ok(());
        }
        if self.aside.get().is_none() {
            // Somebody else may have been faster.
            let _ = self.aside.set(tempfile::tempdir()?);
        }
        let aside = self.aside.get().ok_or(io::ErrorKind::NotFound)?;
        fs::write(aside.path().join(name), bytes)
    }

    /// Puts a file in its place whole.
    fn keep_in_site(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let is_link = |folder: &Path| folder.is_symlink();
        if is_link(&self.folder) || self.folder.parent().is_some_and(is_link) {
            return Err(io::Error::other("it is a symbolic link"));
        }
        fs::create_dir_all(&self.folder)?;
        // All of it can be made again, so git leaves it alone.
        match fs::File::create_new(self.folder.join(".gitignore")) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            ignored => ignored?.write_all(b"*\n")?,
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(self.folder.join(name))?;
        Ok(())
    }
}

/// Of a picture that weighs little for its size, such as a chart or a photograph of low quality,
/// some versions weigh more, and are left out: which there are is known once they are made. A
/// small one is made before it is asked for, so that its page has the same ones as a build's.
fn is_made_at_once(picture: &Picture, stamp: Option<Stamp>) -> bool {
    const MOST_PIXELS: u64 = 2_000_000;
    let Facts { format, stored, .. } = &picture.facts;
    let has_room = |stamp: Stamp| stamp.length * 8 > stored.pixels() * 3;
    let may_weigh_more = *format != Format::Jpeg || !stamp.is_some_and(has_room);
    may_weigh_more && stored.pixels() <= MOST_PIXELS
}

fn full(error: &io::Error) -> PictureFault {
    PictureFault::Unread(full_disk(error))
}

fn full_disk(error: &io::Error) -> Diagnostic {
    let folder = std::env::temp_dir();
    let message = format!("a picture cannot be kept in `{}`: {error}", folder.display());
    let hint = "make room on that disk, and build again";
    Diagnostic::error(message).hint(hint)
}

/// What is wrong with a picture, in words.
pub fn diagnostic(file: &str, fault: PictureFault) -> Diagnostic {
    match fault {
        PictureFault::Unread(fault) => fault,
        PictureFault::Broken(fault) => Diagnostic::error(format!("the picture {fault}"))
            .in_file(file)
            .hint(Fault::remedy(&fault)),
    }
}
