//! The files that a site is made from, seen from the core, which does no I/O.

use std::fmt;
use std::sync::Arc;

use dateline_pictures::{Fault, Plan};

use crate::diagnostic::Diagnostic;
use crate::model::Picture;
use crate::site::picture_plan::{key, planned};
use crate::text::kept::KeptBytes;

/// A site's folder. Paths are from its root, with `/`, whatever the machine.
pub trait Files: Sync {
    /// All files below `folder` (`content`), by path, or `folder` itself if it is
    /// a file; faults, such as a folder that cannot be read, are added to
    /// `diagnostics`. A missing folder is empty.
    fn list(&self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String>;

    /// The files beside the settings that say what is on front pages, by name, those of which
    /// the name is nearly right among them ([`FrontFile`](crate::text::front_page::FrontFile)).
    fn front_pages(&self) -> Vec<String> {
        Vec::new()
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic>;

    /// How many bytes a file has, if it can be read.
    fn size(&self, file: &str) -> Option<u64> {
        self.read(file).ok().map(|bytes| bytes.len() as u64)
    }

    /// The bytes of a file; none if it has more than `most`.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_up_to(&self, file: &str, most: u64) -> Result<Option<Vec<u8>>, Diagnostic> {
        self.read(file).map(|bytes| (bytes.len() as u64 <= most).then_some(bytes))
    }

    /// At most the first `most` bytes of a file.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_head(&self, file: &str, most: usize) -> Result<Vec<u8>, Diagnostic> {
        self.read_at(file, 0, most)
    }

    /// At most `most` bytes of a file from one on; less where it ends.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read_at(&self, file: &str, from: u64, most: usize) -> Result<Vec<u8>, Diagnostic> {
        let bytes = self.read(file)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes[from..bytes.len().min(from.saturating_add(most))].to_vec())
    }

    /// Puts something aside until it is asked for.
    fn keep(&self, bytes: Vec<u8>) -> KeptBytes {
        KeptBytes::in_memory(bytes)
    }

    /// A picture by what its file says, with the versions that a plan asks for at most. Whoever
    /// knows that a file is what it was may answer without reading it.
    ///
    /// # Errors
    /// That it cannot be read, or what is wrong with it.
    fn look_at_picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        let bytes = self.read(file).map_err(PictureFault::Unread)?;
        let key = key(&bytes, plan);
        planned(&bytes, key, plan).map(Arc::new).map_err(PictureFault::Broken)
    }

    /// The picture with a key, with the versions that there are, if it is known without reading it.
    fn known_picture(&self, _: u128) -> Option<Arc<Picture>> {
        None
    }

    /// A picture, with the versions that there are: whoever publishes them makes them for this.
    ///
    /// # Errors
    /// As of [`Files::look_at_picture`].
    fn picture(&self, file: &str, plan: &Plan) -> Result<Arc<Picture>, PictureFault> {
        self.look_at_picture(file, plan)
    }
}

/// Reads texts of a site again, long after it was loaded.
pub trait Reader: fmt::Debug + Send + Sync {
    /// The text in a file; none if it cannot be read.
    fn read(&self, file: &str) -> Option<String>;

    /// Notes that a text is not what it was: what is made of it now must not be published.
    fn note_loss(&self);
}

/// Why there is nothing to know of a picture.
#[derive(Clone, Debug)]
pub enum PictureFault {
    /// It cannot be read.
    Unread(Diagnostic),
    /// It is none, or something is wrong with it.
    Broken(Fault),
}

/// How long a text file may be, in bytes: a novel of 300,000 words. The memory that its
/// page takes is up to 400 times as much.
pub(super) const LONGEST: u64 = 2 << 20;

/// Reads a text file.
///
/// # Errors
/// That it cannot be read or is too long, or where it stops being UTF-8.
pub fn read_text(files: &dyn Files, file: &str) -> Result<String, Diagnostic> {
    read_text_up_to(LONGEST, files, file)
}

/// Reads a text file of at most so many bytes.
///
/// # Errors
/// As of [`read_text`].
pub(super) fn read_text_up_to(
    longest: u64,
    files: &dyn Files,
    file: &str,
) -> Result<String, Diagnostic> {
    let Some(bytes) = files.read_up_to(file, longest)? else {
        let most = longest >> 20;
        return Err(Diagnostic::error(format!("this file is larger than {most} MiB"))
            .in_file(file)
            .hint("is it what it should be? Otherwise make several files of it"));
    };
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        Diagnostic::error("this file is not UTF-8 text")
            .in_file(file)
            .at(crate::diagnostic::Place::of_bytes(&text, good..good))
            .hint("save it as UTF-8 in your editor; the first byte that is not is marked")
    })
}
