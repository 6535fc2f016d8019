//! A piece of a text, as the templates of a site have it.

use super::dialect::plain;
use super::rendered::html_of_plain;
use crate::import::model::Dialect;

/// A piece of a text in a dialect as HTML, without the paragraph around it if it is one alone.
pub fn html_of(text: &str, dialect: Dialect) -> String {
    html_of_plain(&plain(text, dialect), dialect)
}
