//! A digest as a book: EPUB 3.3 (<https://www.w3.org/TR/epub-33/>).

mod cover;
mod package;
mod pages;
mod story;

use std::collections::HashMap;
use std::io::{Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::chosen::Digest;
use crate::diagnostic::Diagnostic;
use crate::routes::{FileSource, Route};
use crate::url::SitePath;
use story::StoryPage;

/// Gives the bytes of a file that the site publishes.
pub type Pictures<'a> = &'a dyn Fn(&FileSource) -> Result<Vec<u8>, Vec<Diagnostic>>;

/// The folder of the book in its file.
const FOLDER: &str = "EPUB";

/// The style sheet: readers choose letters and colours themselves.
const STYLE: &str = include_str!("book.css");

/// A file of the book.
pub(super) struct Item {
    /// Its id, which no other has.
    pub id: String,
    /// Its path in the folder of the book.
    pub path: String,
    pub media_type: &'static str,
    pub properties: Option<&'static str>,
    /// Whether it is read in its turn.
    pub is_read: bool,
}

/// A picture that the book shows.
#[derive(Clone)]
pub(super) struct Shown {
    /// Its path in the folder of the book.
    pub path: String,
    /// The file of the site.
    pub source: FileSource,
}

/// The pictures of a book, each once, as they come.
#[derive(Default)]
pub(super) struct Shelf {
    by_url: HashMap<String, Option<Shown>>,
    /// What is to be put into the book.
    pub waiting: Vec<Shown>,
    count: usize,
}

impl Shelf {
    /// The picture at an absolute address, if the site has it and readers of books show its kind;
    /// they are to load nothing from elsewhere.
    pub fn shown(&mut self, url: &str, digest: &Digest<'_>) -> Option<String> {
        if let Some(known) = self.by_url.get(url) {
            return known.as_ref().map(|shown| shown.path.clone());
        }
        let shown = of_site(url, digest).and_then(|(path, source)| {
            let ending = ending(path.as_str())?;
            self.count += 1;
            Some(Shown { path: format!("pictures/{}.{ending}", self.count), source })
        });
        self.waiting.extend(shown.clone());
        let path = shown.as_ref().map(|shown| shown.path.clone());
        self.by_url.insert(url.into(), shown);
        path
    }
}

/// The file of the site at an absolute address.
pub(super) fn of_site(url: &str, digest: &Digest<'_>) -> Option<(SitePath, FileSource)> {
    let site = digest.context.site;
    let path = site.config.base_url.path_of(url)?;
    match site.routes.get(&path) {
        Some(Route::File(source)) => Some((path, source.clone())),
        _ => None,
    }
}

/// The ending of a picture that every reader shows.
pub(super) fn ending(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jpe" | "jfif" => Some("jpg"),
        "png" => Some("png"),
        "gif" => Some("gif"),
        _ => None,
    }
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        _ => "image/gif",
    }
}

/// A book that is being written.
struct Volume<W: Write + Seek> {
    zip: ZipWriter<W>,
    items: Vec<Item>,
}

impl<W: Write + Seek> Volume<W> {
    fn new(out: W) -> Result<Self, Diagnostic> {
        let mut volume = Volume { zip: ZipWriter::new(out), items: Vec::new() };
        // The first, and as it is: by these bytes the kind of file is known.
        volume.put("mimetype", b"application/epub+zip", CompressionMethod::Stored)?;
        volume.put(
            "META-INF/container.xml",
            package::CONTAINER.as_bytes(),
            CompressionMethod::Deflated,
        )?;
        Ok(volume)
    }

    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        method: CompressionMethod,
    ) -> Result<(), Diagnostic> {
        // No file tells when or by whom it was made, so that the same book has the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(path, options).map_err(|error| unwritten(&error))?;
        self.zip.write_all(bytes).map_err(|error| unwritten(&error))
    }

    fn add(&mut self, item: Item, bytes: &[u8]) -> Result<(), Diagnostic> {
        // What is packed already is not packed again.
        let method = match item.media_type.starts_with("image/") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        self.put(&format!("{FOLDER}/{}", item.path), bytes, method)?;
        self.items.push(item);
        Ok(())
    }

    fn page(&mut self, id: &str, text: &str, is_read: bool) -> Result<(), Diagnostic> {
        let item = Item {
            id: id.into(),
            path: format!("{id}.xhtml"),
            media_type: "application/xhtml+xml",
            properties: (id == "nav").then_some("nav"),
            is_read,
        };
        self.add(item, text.as_bytes())
    }
}

fn unwritten(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(format!("the book cannot be written: {error}"))
        .hint("check that you may write there and that the disk is not full")
}

impl Digest<'_> {
    /// Writes the book. `cover` is a PNG.
    ///
    /// # Errors
    /// It cannot be written, or a picture of a story cannot be read.
    pub fn book<W: Write + Seek>(
        &self,
        out: W,
        cover: &[u8],
        pictures: Pictures<'_>,
    ) -> Result<W, Vec<Diagnostic>> {
        let one = |fault: Diagnostic| vec![fault];
        let mut volume = Volume::new(out).map_err(one)?;
        let style = Item {
            id: "style".into(),
            path: "book.css".into(),
            media_type: "text/css",
            properties: None,
            is_read: false,
        };
        volume.add(style, STYLE.as_bytes()).map_err(one)?;
        let picture = Item {
            id: "cover-picture".into(),
            path: "cover.png".into(),
            media_type: "image/png",
            properties: Some("cover-image"),
            is_read: false,
        };
        volume.add(picture, cover).map_err(one)?;
        volume.page("cover", &self.cover_page(), true).map_err(one)?;
        volume.page("front", &self.front_page(), true).map_err(one)?;
        volume.page("nav", &self.nav(), true).map_err(one)?;
        let mut shelf = Shelf::default();
        let files: HashMap<String, usize> =
            (1..).zip(self.in_order()).map(|(number, story)| (story.permalink(), number)).collect();
        let mut has_pictures = false;
        for (number, story) in (1..).zip(self.in_order()) {
            let page = StoryPage { digest: self, story, number, files: &files };
            let text = page.text(&mut shelf);
            for shown in std::mem::take(&mut shelf.waiting) {
                has_pictures = true;
                let bytes = pictures(&shown.source)?;
                let ending = shown.path.rsplit('.').next().unwrap_or_default();
                let item = Item {
                    id: shown.path.replace(['/', '.'], "-"),
                    media_type: media_type(ending),
                    path: shown.path,
                    properties: None,
                    is_read: false,
                };
                volume.add(item, &bytes).map_err(one)?;
            }
            volume.page(&story_id(number), &text, true).map_err(one)?;
        }
        volume.page("end", &self.end_page(), true).map_err(one)?;
        let package = self.package(&volume.items, has_pictures);
        let path = format!("{FOLDER}/package.opf");
        volume.put(&path, package.as_bytes(), CompressionMethod::Deflated).map_err(one)?;
        volume.zip.finish().map_err(|error| vec![unwritten(&error)])
    }
}

/// The name of a story's file, but for its ending.
fn story_id(number: usize) -> String {
    format!("story-{number:04}")
}
