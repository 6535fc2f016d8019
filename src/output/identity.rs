//! The identity of a file's content.

use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::stamp::Stamp;

/// The identity of a file's content: an XXH3 hash. It need
/// not withstand an attacker, whose gain would be that his own page stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity(pub(super) u128);

impl Identity {
    /// That of a content which is these bytes, or which follows from them alone.
    pub fn of_bytes(bytes: &[u8]) -> Identity {
        Identity(xxh3_128(bytes))
    }

    /// That of what follows from something with this hash.
    pub fn of_hash(hash: u128) -> Identity {
        Identity(hash)
    }

    /// That of a copy of a file, which is not read for it.
    pub(super) fn of_copy(source: &Path, stamp: Stamp) -> Identity {
        Identity(xxh3_128(format!("{source:?} {stamp:?}").as_bytes()))
    }
}
