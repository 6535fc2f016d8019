//! What a page is, in words for machines: JSON-LD (<https://www.w3.org/TR/json-ld11/>)
//! in the vocabulary of <https://schema.org/>.
//!
//! It says nothing that the page itself does not show.

mod publication;
mod script;
pub mod vocabulary;

pub use publication::{Publication, some_text};
pub use script::script;
