//! The bodies of answers. A file is read in pieces, as its reader takes them: so a slow
//! one holds a piece of it, and not all.

use std::fs::{File, Metadata};
use std::future::Future;
use std::io::{self, Read, Seek, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use xxhash_rust::xxh3::xxh3_128;

use crate::stamp::Stamp;

/// Of a file at a time.
const PIECE: u64 = 64 * 1024;

/// The body of an answer.
pub enum ReplyBody {
    /// Nothing, whatever the head says of its length.
    Nothing,
    /// All of it.
    Whole(Bytes),
    /// A file, or a part of one.
    File(OpenFile),
    /// Events, as they come.
    Events(mpsc::Receiver<Bytes>),
}

/// From the first byte to the last one; at least one byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    /// Its place, counted from 0.
    pub first: u64,
    /// That of the last, not before the first.
    pub last: u64,
}

impl ByteRange {
    /// In bytes.
    pub fn length(self) -> u64 {
        self.last - self.first + 1
    }
}

impl ReplyBody {
    /// How long it is; what has no end has no length.
    pub fn length(&self) -> Option<u64> {
        match self {
            ReplyBody::Nothing => Some(0),
            ReplyBody::Whole(bytes) => Some(bytes.len() as u64),
            ReplyBody::File(file) => Some(file.left),
            ReplyBody::Events(_) => None,
        }
    }

    /// All of a file. What is small is read at once: where an editor is about to save it, its
    /// length is that of what was read.
    ///
    /// # Errors
    /// What the system says.
    pub fn of_file(mut file: File) -> io::Result<Self> {
        if file.metadata()?.len() <= PIECE {
            let mut bytes = Vec::new();
            (&mut file).take(PIECE + 1).read_to_end(&mut bytes)?;
            if bytes.len() as u64 <= PIECE {
                return Ok(ReplyBody::Whole(bytes.into()));
            }
        }
        Ok(ReplyBody::File(OpenFile::new(file)?))
    }

    /// Tells it from what else may be answered at the same address.
    pub fn version(&self) -> u128 {
        match self {
            ReplyBody::Whole(bytes) => xxh3_128(bytes),
            ReplyBody::File(file) => file.version(),
            ReplyBody::Nothing | ReplyBody::Events(_) => 0,
        }
    }

    /// A part of it, which lies within its length.
    pub fn part(self, part: ByteRange) -> Self {
        match self {
            ReplyBody::Whole(bytes) => {
                ReplyBody::Whole(bytes.slice(part.first as usize..=part.last as usize))
            }
            ReplyBody::File(file) => {
                ReplyBody::File(OpenFile { at: part.first, left: part.length(), ..file })
            }
            other => other,
        }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut *self {
            ReplyBody::Nothing => Poll::Ready(None),
            ReplyBody::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            ReplyBody::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            ReplyBody::File(file) => {
                file.poll_piece(context).map(|piece| Some(piece?.map(Frame::data)))
            }
            ReplyBody::Events(events) => {
                events.poll_recv(context).map(|event| event.map(|event| Ok(Frame::data(event))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length().map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// A file that is sent.
pub struct OpenFile {
    disk: Disk,
    /// Where the next piece begins.
    at: u64,
    /// So many bytes are still to be sent.
    left: u64,
    version: LengthAndTime,
    stamp: Stamp,
}

/// Length and moment of the last change: another one is another file.
type LengthAndTime = (u64, Option<SystemTime>);

enum Disk {
    Idle(File),
    Reading(JoinHandle<io::Result<(File, Bytes)>>),
    /// Something went wrong.
    Gone,
}

impl OpenFile {
    /// All of a file.
    ///
    /// # Errors
    /// What the system says.
    fn new(file: File) -> io::Result<Self> {
        let found = file.metadata()?;
        let (stamp, version) = (Stamp::of(&found), version(&found));
        Ok(OpenFile { disk: Disk::Idle(file), at: 0, left: version.0, version, stamp })
    }

    /// Tells it from other versions of the file.
    fn version(&self) -> u128 {
        xxh3_128(format!("{} {:?}", self.stamp, self.version).as_bytes())
    }

    /// The next piece; none after the last. A file that became another one meanwhile is an
    /// error, which ends the connection: the length that was told would not be true, or
    /// what is sent would be of two files.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        if let Disk::Idle(_) = self.disk {
            self.read_on();
        }
        let Disk::Reading(reading) = &mut self.disk else {
            return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
        };
        let read = ready!(Pin::new(reading).poll(context));
        let piece = read.map_err(io::Error::other).flatten().map(|(file, bytes)| {
            self.at += bytes.len() as u64;
            self.left -= bytes.len() as u64;
            self.disk = Disk::Idle(file);
            bytes
        });
        if piece.is_err() {
            self.disk = Disk::Gone;
        }
        Poll::Ready(Some(piece))
    }

    fn read_on(&mut self) {
        let (at, length) = (self.at, self.left.min(PIECE));
        let version = self.version;
        let disk = std::mem::replace(&mut self.disk, Disk::Gone);
        let Disk::Idle(file) = disk else { return };
        let read = move || piece(file, at, length, version);
        self.disk = Disk::Reading(tokio::task::spawn_blocking(read));
    }
}

fn piece(
    mut file: File,
    at: u64,
    length: u64,
    expected: LengthAndTime,
) -> io::Result<(File, Bytes)> {
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    // Looked at after the bytes were read, and before they are sent.
    if version(&file.metadata()?) != expected {
        return Err(io::Error::other("the file changed while it was sent"));
    }
    Ok((file, bytes.into()))
}

fn version(found: &Metadata) -> LengthAndTime {
    (found.len(), found.modified().ok())
}
