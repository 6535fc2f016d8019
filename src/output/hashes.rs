//! Hashes of an output's files, for whoever takes them to where hashes of another kind are
//! known. A file that nobody touched since is not read again.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::BOOKKEEPING;
use super::disk::{Disk, fault};
use super::identity::Identity;
use super::marks::{Mark, Marks};
use super::published::FinishedOutput;
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// The file of these hashes, in the bookkeeping folder.
const HASHES: &str = "hashes";

impl FinishedOutput {
    /// The hash of each file at these paths below the output folder, in their order, by a
    /// function that is always the same.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn hashes<'p>(
        &self,
        paths: impl Iterator<Item = &'p str>,
        hash: impl Fn(&Path) -> io::Result<u128> + Sync,
    ) -> Result<Vec<u128>, Diagnostic> {
        let bookkeeping = self.folder.join(BOOKKEEPING);
        let known = Marks::load(&bookkeeping, HASHES)?;
        let paths: Vec<&str> = paths.collect();
        let mark = |path: &&str| -> Result<Mark, Diagnostic> {
            let file = self.folder.join(path);
            let stamp = Stamp::at(&file).map_err(|error| fault("open", &file, &error))?;
            if let Some(mark) = known.of_file(path, stamp) {
                return Ok(mark);
            }
            let hash = hash(&file).map_err(|error| fault("read", &file, &error))?;
            Ok(Mark { stamp, content: Identity(hash), made_from: None })
        };
        let marks = paths.par_iter().map(mark).collect::<Result<Vec<Mark>, _>>()?;
        let now = Marks::of(paths.iter().copied().zip(marks.iter().copied()));
        if !known.cover(&now) {
            // They only save time.
            let (file, scratch) = (bookkeeping.join(HASHES), bookkeeping.join("hashes.new"));
            let _ = now.save(&Disk::new(), &file, &scratch);
        }
        Ok(marks.into_iter().map(|Mark { content: Identity(hash), .. }| hash).collect())
    }
}
