//! The variables of each kind of page.

pub mod archive;
pub mod frame;
pub mod lists;
pub mod texts;
pub mod trail;
