//! HTML as browsers read it: one tokenizer, by the WHATWG standard, and what is asked of it.
//! It reads, and changes URLs in place; what may harm a reader is taken out by the cleaner of
//! `text/markdown/raw_html.rs`, which makes a tree.

mod base_path;
mod data_figures;
mod escape;
mod hidden;
mod rel;
mod text;
mod tokens;
pub mod tree;
mod urls;

pub use base_path::{Elsewhere, is_from_root, with_base_path};
pub use data_figures::{captions_of_data, tables_of_data};
pub use escape::escaped;
pub use hidden::{
    begins_hidden, is_hidden, says_nothing, shown, style_hides, without_css_comments,
    without_hidden,
};
pub use rel::with_rel;
pub use text::push_text;
pub use tokens::{Attribute, Tag, Token, tokens};
pub use urls::{UrlUse, Written, candidates, each_url};
