//! What is written in Typst's markup, and the pictures that it shows.

use std::collections::HashMap;

use super::super::book::{ending, of_site};
use super::super::chosen::Digest;
use crate::html::tree::Node;

/// The width of a picture that is narrower than a column, as an argument: larger than it is it
/// would be blurred.
pub(super) fn width(pixels: Option<u32>) -> String {
    /// How many pixels of CSS, at 96 an inch, a column has.
    const COLUMN: u32 = 320;
    let pixels = pixels.filter(|pixels| *pixels < COLUMN);
    pixels.map_or(String::new(), |pixels| format!(", width: {}pt", (pixels * 3 / 4).max(1)))
}

/// A digest that is being written.
pub(super) struct Writer<'d, 'a> {
    pub(super) digest: &'d Digest<'a>,
    pub(super) folder: &'d str,
    pub(super) out: String,
    pub(super) pictures: Vec<(String, crate::routes::FileSource)>,
    /// The path of each picture, by its address.
    pub(super) known: HashMap<String, String>,
    /// The footnotes of the story, by their ids.
    pub(super) notes: HashMap<String, Vec<Node>>,
    /// How deep the writer is, as Typst counts it.
    pub(super) depth: usize,
    /// In how many quotes, lists and other boxes it is, out of which nothing can reach.
    pub(super) within: usize,
    /// Whether it is in a table.
    pub(super) is_in_table: bool,
}

impl Writer<'_, '_> {
    /// The path of a picture of the site, beside the `.typ`.
    pub(super) fn picture(&mut self, url: &str) -> Option<String> {
        if let Some(known) = self.known.get(url) {
            return Some(known.clone());
        }
        let (path, source) = of_site(url, self.digest)?;
        let ending = ending(path.as_str())?;
        let path = format!("{}/{}.{ending}", self.folder, self.pictures.len() + 1);
        self.pictures.push((path.clone(), source));
        self.known.insert(url.into(), path.clone());
        Some(path)
    }
}
