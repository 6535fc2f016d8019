//! The text of a story as a tree that stands on its own.

mod address;
mod elements;
pub mod table;
mod tree;
mod xml;

pub use address::well_formed;
pub use elements::is_block;
pub use tree::{Source, nodes};
pub use xml::{escape, is_xml, write};
