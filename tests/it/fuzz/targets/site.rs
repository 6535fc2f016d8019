//! A whole site with a file of any content.

use crate::common::any_site;

const FILES: [&str; 8] = [
    "content/politics/any.md",
    "content/politics/talks.md",
    "content/about.md",
    "site.yaml",
    "words/en.yaml",
    "data/reads.csv",
    "static/any.svg",
    "content/politics/any/index.md",
];

/// The first byte says which file it is, and the others what is in it.
pub fn site(bytes: &[u8]) {
    if let Some((file, bytes)) = bytes.split_first() {
        any_site::built_with(FILES[usize::from(*file) % FILES.len()], bytes.to_vec());
    }
}
