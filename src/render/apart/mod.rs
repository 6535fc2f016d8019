//! The text of a story as a tree that stands on its own: away from the site, and on paper.

mod address;
mod elements;
mod formula;
mod parts;
mod printed;
pub mod table;
mod tree;
mod xml;

pub use address::well_formed;
pub use elements::is_block;
pub use printed::{in_site, printed, waits};
pub use tree::{Source, nodes};
pub use xml::{escape, is_xml, write};
