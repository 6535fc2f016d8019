//! How a dialect is parsed.

use pulldown_cmark::Options;

use crate::import::model::Dialect;

/// The parser's options that are nearest to a dialect.
pub fn options(dialect: Dialect) -> Options {
    let base = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    match dialect {
        Dialect::Kramdown | Dialect::Goldmark => base | Options::ENABLE_DEFINITION_LIST,
        Dialect::Zola | Dialect::MarkdownIt => base,
    }
}
