//! What is in a file that is published as it is: by its name, and by its bytes.

pub mod active;
pub mod disguised;
pub mod drawing;
pub mod file_types;
pub mod media;
pub mod mpeg;
pub mod origin;
pub mod picture;
pub mod webvtt;

/// Gives so many bytes of a file from one on, or less where it ends.
pub type ReadAt<'a> = &'a dyn Fn(u64, usize) -> Option<Vec<u8>>;
