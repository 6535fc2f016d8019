//! The history of the site's texts in its git repository: every version of each, and
//! who committed it.
//!
//! The user's own `git` is asked, for reading only. One `git log` lists all commits, one
//! `git diff-tree` what each changed, and one `git cat-file` hands out the versions that are
//! wanted, so the time does not grow with the number of texts times that of
//! commits. Nothing is passed to it but what stands here: what people named comes
//! in as its current folder, or by its standard input.

mod blobs;
mod checkout;
mod git;
mod graph;
mod log;
mod trails;
mod versions;

pub use blobs::Blobs;
pub use checkout::Checkout;
pub use git::Repository;
pub use trails::{Content, FileVersion, History, Merged};
