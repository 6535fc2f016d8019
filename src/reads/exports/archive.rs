//! Files in a ZIP archive.

use std::io::{Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::text::{self, Text};
use crate::reads::expansion::{Bound, Expansion, UnpackedOutput};
use crate::reads::refusal::Refusal;

/// Whether a file with these first bytes is a ZIP archive, by PKWARE's `APPNOTE.TXT`.
pub(super) fn is_zip(start: &[u8]) -> bool {
    // A file comes first, or the end of an archive without any.
    matches!(start, [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..])
}

/// An archive, and the names of what is in it.
pub(super) struct Archive<R> {
    zip: ZipArchive<R>,
    names: Vec<String>,
    /// Of all its files together, as several may share the same bytes.
    expansion: Rc<Expansion>,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the list of what is in it.
    ///
    /// # Errors
    /// It is damaged.
    pub(super) fn new(mut input: R, bound: Bound) -> Result<Self, Refusal> {
        let length = input.seek(SeekFrom::End(0)).map_err(|error| text::refuse(&error))?;
        let zip = ZipArchive::new(input).map_err(refuse)?;
        let names = (0..zip.len())
            .filter_map(|index| zip.name_for_index(index)?.ok().map(|name| name.into_owned()))
            .collect();
        Ok(Archive { zip, names, expansion: Expansion::of(length, bound) })
    }

    /// The paths of its files.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The path of the file that has this name in whichever folder.
    pub(super) fn find(&self, wanted: &str) -> Option<String> {
        self.names.iter().find(|name| base_name(name) == wanted).cloned()
    }

    /// The text of the file at a path.
    ///
    /// # Errors
    /// It is packed in a way that is not read here, or is damaged.
    pub(super) fn open(&mut self, path: &str) -> Result<Text<'_>, Refusal> {
        let file = self.zip.by_name(path).map_err(refuse)?;
        Ok(Text::new(UnpackedOutput(file, Rc::clone(&self.expansion))))
    }
}

/// The name of a file without its folders. A folder, and what macOS adds to
/// archives, has none.
pub(super) fn base_name(path: &str) -> &str {
    if path.starts_with("__MACOSX/") {
        return "";
    }
    path.rsplit('/').next().unwrap_or(path)
}

fn refuse(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => text::refuse(&error),
        // The list of what is in an archive stands at its end.
        ZipError::InvalidArchive(_) => text::ends_in_the_middle(),
        other => Refusal {
            message: format!("the archive cannot be read: {other}"),
            hint: "unpack it, and give the file in it".into(),
        },
    }
}
