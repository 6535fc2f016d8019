//! The files that a text shows, leads with, or is published with.

use std::borrow::Cow;

use crate::routes::FileSource;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// A file of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Where it is.
    pub file: MediaFile,
    /// What the text does with it.
    pub role: Role,
    /// What there is to know of it as a picture; nothing while the text only links to it.
    pub facts: PictureFacts,
}

/// Where a file of a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaFile {
    /// In `content/`: published with the text.
    Own {
        /// The file's path from the site's root.
        file: String,
        /// Where it is published.
        path: SitePath,
    },
    /// In `static/`, or of the theme: published for the whole site.
    Static {
        /// Where it comes from.
        source: FileSource,
        /// Where it is published.
        path: SitePath,
    },
    /// On another host, by its absolute URL.
    Elsewhere(String),
}

/// What a text does with a file; with neither, it links to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// It leads the text.
    pub leads: bool,
    /// The text shows it.
    pub shown: bool,
}

/// What there is to know of a picture without decoding it, as far as it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureFacts {
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// Its size in pixels.
    pub dimensions: Option<Dimensions>,
}

impl Media {
    /// The file of the site's folder that it comes from, by its path from the root, or that
    /// would take its place.
    pub fn source_file(&self) -> Option<Cow<'_, str>> {
        match &self.file {
            MediaFile::Own { file, .. }
            | MediaFile::Static { source: FileSource::Own(file), .. } => Some(file.into()),
            MediaFile::Static { source: FileSource::BuiltIn(name), .. } => {
                Some(format!("static/{name}").into())
            }
            MediaFile::Elsewhere(_) => None,
        }
    }
}

/// Those of a text's files that are published with it.
#[derive(Clone, Copy, Debug)]
pub struct Attachments<'a>(&'a [Media]);

impl<'a> Attachments<'a> {
    /// Those among `media`.
    pub fn among(media: &'a [Media]) -> Self {
        Attachments(media)
    }

    /// The path of each from the site's root, and where it is published.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a SitePath)> {
        self.0.iter().filter_map(|media| match &media.file {
            MediaFile::Own { file, path } => Some((file.as_str(), path)),
            MediaFile::Static { .. } | MediaFile::Elsewhere(_) => None,
        })
    }
}

impl PartialEq for Attachments<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}
