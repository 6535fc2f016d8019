//! What an import wrote, so that the next one knows what was edited since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// The files that an import wrote, and what they held then.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Record {
    /// Of this form.
    pub version: u32,
    /// The hash of each file, as it was written.
    pub files: BTreeMap<String, String>,
    /// What the source knows the texts by, by their files.
    #[serde(default)]
    pub texts: BTreeMap<String, String>,
}

/// What the record holds of a file's bytes.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}
