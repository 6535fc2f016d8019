//! What templates see. `docs/template-variables.md` is made from these files, in the
//! order in which they stand below, so the comments speak to theme authors.
//!
//! Views are made at the boundary; the model itself is not serialised. A field
//! that many pages share holds a ready [`tera::Value`], which is passed on, not copied;
//! its type says what is in it.

mod aliases;
mod digest;
mod lists;
mod page;
mod references;
mod site;
mod story;
mod subjects;

pub use aliases::*;
pub use digest::*;
pub use lists::*;
pub use page::*;
pub use references::*;
pub use site::*;
pub use story::*;
pub use subjects::*;
