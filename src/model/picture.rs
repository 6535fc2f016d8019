//! A picture, and the versions of it that are published in its place.

use std::hash::{Hash, Hasher};

use dateline_pictures::{Facts, Format};
use serde::{Deserialize, Serialize};

use crate::routes::PictureFile;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// A picture as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// What its bytes and the settings of the site come to: another one has another key, so what
    /// is made of it may be kept for ever.
    pub key: u128,
    /// What its file says.
    pub facts: Facts,
    /// Its versions: first all WebP, then all others, the smallest first. None if it is published
    /// as it is but for what its file says.
    pub versions: Vec<Version>,
    /// How many bytes it has without what its file says, if it is published so.
    pub bytes: Option<u64>,
}

/// A version of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Hash)]
pub struct Version {
    /// Its size in pixels.
    pub size: Dimensions,
    /// Its format.
    pub format: Format,
    /// How many bytes it has, if it is made already.
    pub bytes: Option<u64>,
}

impl Hash for Picture {
    /// What its file says follows from what its key does.
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.key, &self.versions).hash(state);
    }
}

impl Picture {
    /// Those of a format: WebP, or any other.
    fn of_format(&self, is_webp: bool) -> impl DoubleEndedIterator<Item = &Version> {
        self.versions.iter().filter(move |version| (version.format == Format::WebP) == is_webp)
    }

    /// Whether all of its versions were made.
    pub fn is_made(&self) -> bool {
        self.versions.iter().all(|version| version.bytes.is_some())
    }

    /// Those for browsers that know WebP.
    pub fn webp(&self) -> impl DoubleEndedIterator<Item = &Version> {
        let is_only_webp = self.of_format(false).next().is_none();
        self.of_format(true).filter(move |_| !is_only_webp)
    }

    /// Those for all browsers.
    pub fn fallback(&self) -> impl DoubleEndedIterator<Item = &Version> {
        let is_only_webp = self.of_format(false).next().is_none();
        self.of_format(is_only_webp)
    }

    /// Of those for all browsers, the widest up to `width`, or the next wider one if that is less
    /// than half of it.
    pub fn up_to(&self, width: u32) -> Option<&Version> {
        let fitting = self.fallback().rev().find(|version| version.size.width <= width);
        let wider = self.fallback().find(|version| version.size.width > width);
        match fitting {
            Some(version) if version.size.width * 2 >= width => Some(version),
            _ => wider.or(fitting),
        }
    }

    /// The one for those with whom it is shared, of up to `width`: one that all know, unless there
    /// is none of a size that is of use.
    pub fn shared(&self, width: u32) -> Option<&Version> {
        let known = self.up_to(width);
        let is_of_use = known.is_some_and(|version| version.size.width * 2 >= width);
        let of_webp = self.webp().rev().find(|version| version.size.width <= width);
        let is_wider = |one: &&Version| known.is_none_or(|known| one.size.width > known.size.width);
        if is_of_use { known } else { of_webp.filter(is_wider).or(known) }
    }

    /// Its size as readers see it: of the widest version, or its own.
    pub fn size(&self) -> Dimensions {
        let widest = self.versions.iter().map(|version| version.size);
        let own = self.facts.upright;
        widest
            .max_by_key(|size| size.width)
            .unwrap_or(Dimensions { width: own.width, height: own.height })
    }

    /// Where a version is published of a picture whose own address would be `path`.
    pub fn version_path(&self, path: &SitePath, version: &Version) -> SitePath {
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let (width, ending) = (version.size.width, version.format.ending());
        path.file(&format!("{stem}.{:08x}-{width}.{ending}", self.key >> 96))
    }

    /// The file of a version.
    pub fn file(&self, source: &str, version: &Version) -> PictureFile {
        let Version { size, format, .. } = *version;
        PictureFile { source: source.into(), key: self.key, format, size: Some(size) }
    }

    /// The picture itself, without what readers do not need.
    pub fn cleaned(&self, source: &str) -> PictureFile {
        let format = self.facts.format;
        PictureFile { source: source.into(), key: self.key, format, size: None }
    }
}
