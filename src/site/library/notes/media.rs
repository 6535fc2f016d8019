//! The files of a text, as they are noted: what there is to know of a picture is kept with the
//! versions that were made of it.

use dateline_pictures::Format;
use serde::{Deserialize, Serialize};

use crate::model::{Media, MediaFile, PictureFacts, Role};
use crate::routes::{FileSource, PictureFile};
use crate::site::files::Files;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// A file of a text.
#[derive(Serialize, Deserialize)]
pub(super) struct NotedMedia {
    file: NotedFile,
    role: Role,
    bytes: Option<u64>,
    dimensions: Option<Dimensions>,
    /// The key of the picture that it is, and whether all versions of it were made.
    picture: Option<(u128, bool)>,
}

#[derive(Serialize, Deserialize)]
enum NotedFile {
    Own(String, String),
    Static(String, String),
    Made(NotedPicture, String),
    Elsewhere(String),
}

/// The fields of a [`PictureFile`].
type NotedPicture = (String, u128, Format, Option<Dimensions>);

impl NotedMedia {
    /// All files of a text; none if one of them is not noted.
    pub(super) fn all(media: &[Media]) -> Option<Vec<NotedMedia>> {
        media.iter().map(NotedMedia::of).collect()
    }

    fn of(media: &Media) -> Option<NotedMedia> {
        let Media { file, role, facts, played: None } = media else { return None };
        let PictureFacts { bytes, dimensions, picture, fault: None } = facts else { return None };
        let picture = picture.as_ref().map(|picture| (picture.key, picture.is_made()));
        let file = match file {
            MediaFile::Own { file, path } => NotedFile::Own(file.clone(), path.as_str().into()),
            MediaFile::Static { source: FileSource::Own(file), path } => {
                NotedFile::Static(file.clone(), path.as_str().into())
            }
            MediaFile::Static { source: FileSource::Picture(picture), path } => {
                let PictureFile { source, key, format, size } = picture;
                NotedFile::Made((source.clone(), *key, *format, *size), path.as_str().into())
            }
            MediaFile::Static { source: FileSource::BuiltIn(_), .. } => return None,
            MediaFile::Elsewhere(url) => NotedFile::Elsewhere(url.clone()),
        };
        Some(NotedMedia { file, role: *role, bytes: *bytes, dimensions: *dimensions, picture })
    }

    /// The file, if all is known of it.
    pub(super) fn known(&self, files: &dyn Files) -> Option<Media> {
        let path = |path: &String| SitePath::new(path);
        let file = match &self.file {
            NotedFile::Own(file, at) => MediaFile::Own { file: file.clone(), path: path(at)? },
            NotedFile::Static(file, at) => {
                MediaFile::Static { source: FileSource::Own(file.clone()), path: path(at)? }
            }
            NotedFile::Made((source, key, format, size), at) => {
                let (source, key, format, size) = (source.clone(), *key, *format, *size);
                let source = FileSource::Picture(PictureFile { source, key, format, size });
                MediaFile::Static { source, path: path(at)? }
            }
            NotedFile::Elsewhere(url) => MediaFile::Elsewhere(url.clone()),
        };
        let picture = match self.picture {
            Some((key, is_made)) => {
                Some(files.known_picture(key).filter(|picture| picture.is_made() == is_made)?)
            }
            None => None,
        };
        let (bytes, dimensions) = (self.bytes, self.dimensions);
        let facts = PictureFacts { bytes, dimensions, picture, fault: None };
        Some(Media { file, role: self.role, facts, played: None })
    }
}
