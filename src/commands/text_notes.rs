//! What builds note of texts, so that the next one reads only those that changed.
//!
//! Notes hold for a text whose stamp is what it was, as long as nothing else changed by which
//! texts are read: the settings, the static files, the words of the theme, the files beside texts,
//! the options of the build, and the program. A build at an earlier moment has none.

use std::collections::HashMap;
use std::io::{self, Write};
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::commands::build_inputs::program;
use crate::output::{KeptFile, Output};
use crate::site::{Library, LoadOptions, Note, Notes};
use crate::source::FolderListing;
use crate::stamp::Stamp;

/// What all notes of a build follow from but for their texts, and what texts can be noted.
pub(super) struct Noting<'a> {
    key: String,
    instant: Timestamp,
    settled: HashMap<&'a str, Stamp>,
}

impl<'a> Noting<'a> {
    /// Of a build to `output` at `instant`, if it can be told.
    pub(super) fn of(
        files: &'a FolderListing,
        options: &LoadOptions,
        instant: Timestamp,
        opened: Stamp,
    ) -> Option<Self> {
        let stamps = files.stamps_of_settings(opened)?;
        let LoadOptions { instant: _, address, reveal } = options;
        let key = format!("{stamps:x} {address:?} {reveal:?} {}", program()).replace('\n', " ");
        Some(Noting { key, instant, settled: files.settled_texts(opened).collect() })
    }

    /// The notes of an earlier build that still hold.
    pub(super) fn known(&self, files: &FolderListing, output: &Output) -> Notes {
        self.read(output)
            .map_or_else(Notes::default, |notes| Notes::of(notes, files.reader() as Arc<_>))
    }

    fn read(&self, output: &Output) -> Option<Vec<(String, Note)>> {
        let (bytes, written) = output.kept(KeptFile::Texts)?;
        let text = String::from_utf8(bytes).ok()?;
        let mut lines = text.lines();
        let made: Timestamp = lines.next()?.parse().ok()?;
        if lines.next()? != self.key || made > self.instant {
            return None;
        }
        let note = |line: &str| {
            let mut parts = line.splitn(3, '\t');
            let (stamp, file, note) = (parts.next()?, parts.next()?, parts.next()?);
            let found = self.settled.get(file).filter(|found| found.is_older_than(written))?;
            (found.to_string() == stamp).then_some(())?;
            Some((file.to_string(), serde_json::from_str(note).ok()?))
        };
        let lines: Vec<&str> = lines.collect();
        Some(lines.into_par_iter().filter_map(note).collect())
    }

    /// Writes what is to be kept of a library that this build read.
    pub(super) fn write(&self, library: &Library, to: &mut dyn Write) -> io::Result<()> {
        writeln!(to, "{}\n{}", self.instant, self.key)?;
        for (file, note) in library.notes() {
            let stamp = self.settled.get(file).filter(|_| !file.contains(['\t', '\n']));
            if let (Some(stamp), Ok(note)) = (stamp, serde_json::to_string(&note)) {
                writeln!(to, "{stamp}\t{file}\t{note}")?;
            }
        }
        Ok(())
    }
}
