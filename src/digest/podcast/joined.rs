//! The recordings as one MP3: their frames as they are, without encoding them again.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use super::joint::Joint;
use super::recordings::{Form, Recordings, reader};
use crate::formats::mpeg::{Frame, Frames};
use crate::site::Files;

/// How many places of an MP3 its first frame names.
const PLACES: usize = 100;

/// What of that frame stands behind its side: a name, which numbers there are, two numbers, and the
/// places.
const SAYS: usize = 4 + 4 + 4 + 4 + PLACES;

/// Writes an MP3 behind a tag: a frame that says how long it is and where its parts are, and those
/// of the recordings. How many bytes it has in all.
pub fn write<W: Write + Seek>(
    recordings: &Recordings<'_>,
    form: Form,
    tag: &[u8],
    files: &dyn Files,
    out: W,
) -> io::Result<(W, u64)> {
    let mut out = BufWriter::with_capacity(256 << 10, out);
    let begin = out.stream_position()?;
    out.write_all(tag)?;
    let (head, first) = Frame::of_at_least(form.head, 4 + form.first.side + SAYS)
        .ok_or_else(|| io::Error::other("no frame of this kind says how many follow"))?;
    out.write_all(&vec![0; first.bytes])?;
    let mut written = Written { bytes: first.bytes as u64, frames: 0, places: [0; PLACES] };
    let total = recordings.frames();
    let mut mended = Vec::new();
    for file in recordings.chapters.iter().flat_map(|chapter| &chapter.files) {
        let read = reader(files, file);
        let mut frames = Frames::of(files.size(file).unwrap_or_default(), &read);
        let mut joint = Joint::default();
        while let Some((frame, bytes)) = frames.take_next() {
            mended.clear();
            mended.extend_from_slice(bytes);
            joint.mended(&frame, &mut mended);
            written.note(total);
            out.write_all(&mended)?;
            written.bytes += mended.len() as u64;
        }
        if frames.is_unread() {
            return Err(io::Error::other(format!("`{file}` cannot be read")));
        }
    }
    if written.frames != total {
        return Err(io::Error::other("a recording was changed while it was read"));
    }
    let name: &[u8; 4] = if form.is_of_one_rate { b"Info" } else { b"Xing" };
    out.seek(SeekFrom::Start(begin + tag.len() as u64))?;
    out.write_all(&head)?;
    out.write_all(&vec![0; first.side])?;
    out.write_all(&written.said(name))?;
    out.seek(SeekFrom::End(0))?;
    let out = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((out, tag.len() as u64 + written.bytes))
}

/// What was written so far behind the tag.
struct Written {
    bytes: u64,
    frames: u64,
    /// How many bytes there were when each hundredth of the time began.
    places: [u64; PLACES],
}

impl Written {
    /// Another frame of `total` begins.
    fn note(&mut self, total: u64) {
        // The hundredths that have begun with it, and not with those before it.
        let begun = |frames: u64| {
            let places = (frames * PLACES as u64 + total - 1) / total.max(1);
            usize::try_from(places).unwrap_or(PLACES).min(PLACES)
        };
        let (from, to) = (begun(self.frames), begun(self.frames + 1));
        self.places[from..to].fill(self.bytes);
        self.frames += 1;
    }

    /// All of it as the first frame says it (<http://gabriel.mp3-tech.org/mp3infotag.html>): how
    /// many frames there are behind it, how many bytes with it, and where each hundredth of the time
    /// is, in 256ths of the bytes.
    fn said(&self, name: &[u8; 4]) -> Vec<u8> {
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
        let place = |at: &u64| u8::try_from(at * 256 / self.bytes.max(1)).unwrap_or(u8::MAX);
        let mut said = name.to_vec();
        said.extend([0, 0, 0, 7]);
        said.extend(number(self.frames));
        said.extend(number(self.bytes));
        said.extend(self.places.iter().map(place));
        said
    }
}
