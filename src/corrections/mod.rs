//! What was changed in a story after readers saw it, and was not declared as a
//! correction.
//!
//! A story is a list of [`StoryVersion`]s, wherever they come from; this is what can
//! be told of them by their texts and moments alone. [`undeclared`] compares each
//! version that readers saw with the next one that they saw, [`Wording`] being
//! what they see.

mod came;
mod compare;
pub mod history;
mod pairs;
mod undeclared;
mod version;
mod wording;
mod words;

pub use came::{Came, came};
pub use undeclared::{Revision, undeclared, undeclared_in_merged};
pub use version::{Commit, StoryVersion, Text};
pub use wording::{StoryPart, Wording, WordingChange};
pub use words::differing;
