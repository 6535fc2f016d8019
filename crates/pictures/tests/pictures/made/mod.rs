//! Files for the tests, made byte by byte.

pub mod blocks;
pub mod files;
pub mod pixels;
