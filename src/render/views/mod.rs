//! What templates see. `docs/template-variables.md` is made from these files, in the
//! order in which they stand below, so the comments speak to theme authors.
//!
//! Views are made at the boundary; the model itself is not serialised. A field
//! that many pages share holds a ready [`Value`], which is passed on, not copied;
//! its type says what is in it.

mod lists;
mod page;
mod site;
mod story;

pub use lists::*;
pub use page::*;
pub use site::*;
pub use story::*;

use tera::Value;

/// HTML, which is not escaped.
pub type Html = Value;

/// A map with whatever fields its author gave it.
pub type Extra = Value;

/// [`SectionView`]
pub type Section = Value;

/// [`CountedLinkView`]
pub type Tag = Value;

/// [`CardView`] [`ShownView`] What lists show of a briefing.
pub type Story = Value;

/// [`Story`] [`WholeView`] A briefing on its own page.
pub type Briefing = Value;

/// [`MostReadView`]
pub type MostRead = Value;
