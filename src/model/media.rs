//! The files that a text shows, leads with, or is published with.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use dateline_pictures::{Fault, Format};
use serde::{Deserialize, Serialize};

use crate::formats::media::Medium;
use crate::model::{Picture, Version};
use crate::routes::FileSource;
use crate::text::markdown::{Dimensions, Source, Sources};
use crate::url::SitePath;

/// How wide the version is, at most, that old browsers show.
const MAIN_WIDTH: u32 = 800;

/// A file of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Media {
    /// Where it is.
    pub file: MediaFile,
    /// What the text does with it.
    pub role: Role,
    /// What there is to know of it as a picture; nothing while the text only links to it.
    pub facts: PictureFacts,
    /// How it is played, if the text does that.
    pub played: Option<Arc<Played>>,
}

/// Sound or a film that a text plays.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Played {
    /// As what.
    pub medium: Medium,
    /// Whether readers do not get it: the text hides it wherever it has it.
    pub is_hidden: bool,
    /// What the text says of it, plain.
    pub caption: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How long it plays, if it says so.
    pub milliseconds: Option<u64>,
    /// How wide and high it is in pixels, if it says so.
    pub size: Option<(u32, u32)>,
    /// Whether it is a film that has no sound.
    pub is_silent: bool,
    /// The picture that is shown before it begins.
    pub poster: Option<SitePath>,
    /// Its captions, those in the language of the text first.
    pub tracks: Vec<Track>,
}

impl Played {
    /// How many whole seconds it plays, more or less, and one at least.
    pub fn seconds(&self) -> Option<u64> {
        self.milliseconds.map(|length| ((length + 500) / 1000).max(1))
    }
}

/// Captions in a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Track {
    /// Where its file is.
    pub path: SitePath,
    /// The tag of the language.
    pub language: String,
    /// What the language calls itself.
    pub label: String,
    /// What is said, in paragraphs.
    pub words: Vec<String>,
}

/// Where a file of a text is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

/// What a text does with a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Role {
    /// It links to it.
    pub linked: bool,
    /// It leads the text.
    pub leads: bool,
    /// The text shows it.
    pub shown: bool,
    /// The text shows the data in it, as a table or chart.
    pub data: bool,
}

/// What there is to know of a picture, as far as it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureFacts {
    /// How many bytes it has.
    pub bytes: Option<u64>,
    /// Its size in pixels, upright.
    pub dimensions: Option<Dimensions>,
    /// How it is published, if that is not as it is: a drawing and an icon are.
    pub picture: Option<Arc<Picture>>,
    /// Why it cannot be published.
    pub fault: Option<Fault>,
}

impl Hash for PictureFacts {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let PictureFacts { bytes, dimensions, picture, fault } = self;
        (bytes, dimensions, picture).hash(state);
        fault.as_ref().map(ToString::to_string).hash(state);
    }
}

impl Media {
    /// The version that stands for all, and all of them, if it is published in several.
    pub fn versions(&self, sizes: &str) -> Option<(SitePath, Sources)> {
        let picture = self.facts.picture.as_deref()?;
        let path = self.path()?;
        let source = |version: &Version| Source {
            path: picture.version_path(path, version).encoded(),
            width: version.size.width,
        };
        let main = picture.up_to(MAIN_WIDTH)?;
        let sources = Sources {
            webp: picture.webp().map(source).collect(),
            fallback: picture.fallback().map(source).collect(),
            sizes: sizes.into(),
        };
        Some((picture.version_path(path, main), sources))
    }

    /// Whether it is published in several versions.
    pub fn has_versions(&self) -> bool {
        self.facts.picture.as_ref().is_some_and(|picture| !picture.versions.is_empty())
    }

    /// Whether those with whom a link is shared show it: social networks and messengers know neither
    /// drawings nor AVIF, bitmaps and icons.
    pub fn is_shareable(&self) -> bool {
        const UNKNOWN: [&str; 5] = ["svg", "avif", "bmp", "ico", "cur"];
        if let Some(picture) = &self.facts.picture {
            return picture.facts.format != Format::Avif;
        }
        let name = match &self.file {
            MediaFile::Own { path, .. } | MediaFile::Static { path, .. } => path.as_str(),
            MediaFile::Elsewhere(url) => url.split(['?', '#']).next().unwrap_or(url),
        };
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        !UNKNOWN.iter().any(|known| ending.eq_ignore_ascii_case(known))
    }

    /// What its own address on the site is or would be.
    pub fn path(&self) -> Option<&SitePath> {
        match &self.file {
            MediaFile::Own { path, .. } | MediaFile::Static { path, .. } => Some(path),
            MediaFile::Elsewhere(_) => None,
        }
    }

    /// The file of the site's folder that it comes from, by its path from the root, or that
    /// would take its place.
    pub fn source_file(&self) -> Option<Cow<'_, str>> {
        match &self.file {
            MediaFile::Own { file, .. } => Some(file.into()),
            MediaFile::Static { source: FileSource::BuiltIn(name), .. } => {
                Some(format!("static/{name}").into())
            }
            MediaFile::Static { source, .. } => source.own_file().map(Cow::Borrowed),
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

    /// The path of each from the site's root, and what its address is or would be.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a SitePath)> {
        self.0.iter().filter_map(|media| match &media.file {
            MediaFile::Own { file, path } => Some((file.as_str(), path)),
            MediaFile::Static { .. } | MediaFile::Elsewhere(_) => None,
        })
    }

    /// Whether the data in one of them is shown.
    pub fn show_data(self) -> bool {
        self.0.iter().any(|media| media.role.data)
    }

    /// What is published of each: its file's path from the site's root, where, and what.
    pub fn published(self) -> impl Iterator<Item = (&'a str, SitePath, FileSource)> {
        self.0.iter().flat_map(|media| {
            let (file, path, is_own) = match &media.file {
                MediaFile::Own { file, path } => (file.as_str(), path, true),
                MediaFile::Static { source, path } => match source.own_file() {
                    Some(file) => (file, path, false),
                    None => return Vec::new(),
                },
                MediaFile::Elsewhere(_) => return Vec::new(),
            };
            let picture = media.facts.picture.as_deref();
            let versions = picture.map_or(&[][..], |picture| &picture.versions);
            let is_shown = media.role.shown || media.role.leads;
            let versions = if is_shown { versions } else { &[] };
            let is_as_it_is = is_own && (media.role.linked || versions.is_empty());
            let whole = is_as_it_is.then(|| match picture {
                Some(picture) => FileSource::Picture(picture.cleaned(file)),
                None => FileSource::Own(file.into()),
            });
            let whole = whole.map(|source| (file, path.clone(), source));
            let version = |picture: &'a Picture, version| {
                let source = FileSource::Picture(picture.file(file, version));
                (file, picture.version_path(path, version), source)
            };
            let of_versions = picture
                .into_iter()
                .flat_map(|picture| versions.iter().map(move |it| version(picture, it)));
            whole.into_iter().chain(of_versions).collect()
        })
    }
}

impl Hash for Attachments<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for media in self.0 {
            (&media.file, media.role.linked, &media.facts.picture).hash(state);
        }
        self.0.len().hash(state);
    }
}

impl PartialEq for Attachments<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(other.0).all(|(one, other)| {
                let Role { linked, data, .. } = one.role;
                (&one.file, linked, data, &one.facts.picture)
                    == (&other.file, other.role.linked, other.role.data, &other.facts.picture)
            })
    }
}
