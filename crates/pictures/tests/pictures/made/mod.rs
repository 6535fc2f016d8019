//! Files for the tests, made byte by byte.

pub mod avif;
pub mod blocks;
pub mod files;
pub mod pixels;
pub mod sampled;
