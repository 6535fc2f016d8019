//! What is asked for again later, and need not be in memory until then.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

/// Where bytes are put aside.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// The `length` bytes that were put at `at`; none if they cannot be read any more, which the
    /// shelf remembers.
    fn take(&self, at: u64, length: usize) -> Option<Vec<u8>>;
}

/// Bytes that were put aside.
#[derive(Clone, Debug)]
pub struct KeptBytes {
    place: Place,
    length: usize,
}

#[derive(Clone, Debug)]
enum Place {
    Memory(Box<[u8]>),
    Shelf(Arc<dyn Shelf>, u64),
}

impl KeptBytes {
    /// Bytes that stay in memory.
    pub fn in_memory(bytes: Vec<u8>) -> Self {
        KeptBytes { length: bytes.len(), place: Place::Memory(bytes.into()) }
    }

    /// So many bytes that were put at `at` of a shelf.
    pub fn on_shelf(shelf: Arc<dyn Shelf>, at: u64, length: usize) -> Self {
        KeptBytes { place: Place::Shelf(shelf, at), length }
    }

    /// The bytes; none if the shelf has lost them.
    pub fn read(&self) -> Option<Cow<'_, [u8]>> {
        match &self.place {
            Place::Memory(bytes) => Some(Cow::Borrowed(bytes)),
            Place::Shelf(shelf, at) => shelf.take(*at, self.length).map(Cow::Owned),
        }
    }
}

/// A text that was put aside.
#[derive(Clone, Debug)]
pub struct KeptText {
    bytes: KeptBytes,
    hash: u128,
}

impl KeptText {
    /// A text that `keep` puts aside.
    pub fn of(text: String, keep: impl FnOnce(Vec<u8>) -> KeptBytes) -> Self {
        let hash = xxh3_128(text.as_bytes());
        KeptText { bytes: keep(text.into_bytes()), hash }
    }

    /// A text with this hash that was put aside.
    pub fn kept(bytes: KeptBytes, hash: u128) -> Self {
        KeptText { bytes, hash }
    }

    /// The text; none if it was lost.
    pub fn read(&self) -> Option<Cow<'_, str>> {
        match self.bytes.read()? {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
        }
    }

    /// The text, where whoever owns the shelf sees to it that nothing is published if it was lost.
    pub fn read_or_nothing(&self) -> Cow<'_, str> {
        self.read().unwrap_or_default()
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.length
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its hash.
    pub fn hash(&self) -> u128 {
        self.hash
    }
}

impl Default for KeptText {
    fn default() -> Self {
        KeptText::of(String::new(), KeptBytes::in_memory)
    }
}

impl Hash for KeptText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl PartialEq for KeptText {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.read() == other.read()
    }
}
