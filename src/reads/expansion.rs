//! How much may come out of a packed file.

use std::cell::Cell;
use std::fmt;
use std::io::{self, ErrorKind, Read};
use std::rc::Rc;

/// A bound on what comes out, so that the work grows with the file and not with what somebody
/// packed into it: gzip makes a kilobyte of a megabyte of empty lines. What has been unpacked
/// already has no bound, as it takes the room on the disk that it takes the time to read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bound {
    /// So many bytes may always come out.
    pub free: u64,
    /// And so many times those of the file.
    pub times: u64,
}

/// Logs and exports become 10 to 40 times as large, and lines that differ in a second of their
/// time alone no more.
pub(super) const BOUND: Bound = Bound { free: 128 << 20, times: 200 };

/// The bytes that went in and came out, of all parts of a file.
#[derive(Debug)]
pub(super) struct Expansion {
    bound: Bound,
    packed: Cell<u64>,
    unpacked: Cell<u64>,
}

impl Expansion {
    /// Of a file of which so many bytes are packed.
    pub(super) fn of(packed: u64, bound: Bound) -> Rc<Self> {
        Rc::new(Expansion { bound, packed: packed.into(), unpacked: 0.into() })
    }

    fn goes_in(&self, more: usize) {
        self.packed.set(self.packed.get().saturating_add(more as u64));
    }

    fn comes_out(&self, more: usize) -> io::Result<()> {
        let unpacked = self.unpacked.get().saturating_add(more as u64);
        self.unpacked.set(unpacked);
        let most = self.packed.get().saturating_mul(self.bound.times).max(self.bound.free);
        match unpacked > most {
            true => Err(io::Error::new(ErrorKind::InvalidData, TooMuch(self.bound))),
            false => Ok(()),
        }
    }
}

/// Counts what is packed, as it is read.
pub(super) struct PackedInput<R>(pub R, pub Rc<Expansion>);

impl<R: Read> Read for PackedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.goes_in(read);
        Ok(read)
    }
}

/// Bounds what comes out.
pub(super) struct UnpackedOutput<R>(pub R, pub Rc<Expansion>);

impl<R: Read> Read for UnpackedOutput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.comes_out(read)?;
        Ok(read)
    }
}

/// More came out than the bound allows.
#[derive(Debug)]
pub(super) struct TooMuch(Bound);

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Bound { free, times } = self.0;
        write!(f, "it unpacks to more than {} MiB and {times} times its size", free >> 20)
    }
}

impl std::error::Error for TooMuch {}
