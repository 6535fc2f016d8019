//! A digest on paper: what a browser prints, and what Typst makes a PDF of.

mod body;
mod escape;
mod table;
mod typst;
mod writer;

use tera::Value;

use super::chosen::Digest;
use crate::html::tree::write;
use crate::render::apart::{Source, printed};
use crate::render::{PRINT, Rendered, Variables, on_paper};
use crate::routes::FileSource;

/// A digest for Typst.
pub struct Paper {
    /// The text of the `.typ`.
    pub text: String,
    /// The pictures that it shows: the path of each beside it, and the file of the site.
    pub pictures: Vec<(String, FileSource)>,
}

impl Digest<'_> {
    /// The print version, as the page of the day has it.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn print(&self) -> Rendered<Vec<u8>> {
        let words = &self.context.edition.settings.words;
        let view = self.view(|story, view| {
            let html = story.text_apart();
            let prefix = format!("s{}-", view.number);
            let nodes = printed(&html, Source { permalink: &view.url, words }, &prefix);
            view.content = Value::safe_string(&story.with_paid_links(write(&nodes)));
            view.is_whole = true;
        });
        let mut variables = Variables::new();
        variables.insert("digest", &on_paper(self.context, view));
        self.context.templates.render(PRINT, &variables)
    }
}
