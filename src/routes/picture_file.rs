//! Files that are made of pictures.

use dateline_pictures::Format;

use crate::text::markdown::Dimensions;

/// Another word stands for other bytes of a picture that is cleaned; versions have the key alone.
const CLEANER: &str = "bare2";

/// A file that is made of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureFile {
    /// The picture's path from the site's root.
    pub source: String,
    /// The picture's key.
    pub key: u128,
    /// Its format.
    pub format: Format,
    /// The size of a version in pixels; none of the picture itself, cleaned.
    pub size: Option<Dimensions>,
}

impl PictureFile {
    /// A name that no other has.
    pub fn name(&self) -> String {
        let (key, ending) = (self.key, self.format.ending());
        match self.size {
            Some(size) => format!("{key:032x}-{}.{ending}", size.width),
            None => format!("{key:032x}-{CLEANER}.{ending}"),
        }
    }
}
