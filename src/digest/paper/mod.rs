//! A digest on paper: what a browser prints, and what Typst makes a PDF of.

mod escape;
mod typst;

use tera::Value;

use super::apart::{Source, nodes};
use super::chosen::Digest;
use crate::html::tree::write;
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
            let html = story.briefing().article.html.read_or_nothing();
            let prefix = format!("s{}-", view.number);
            let mut nodes = nodes(&html, Source { permalink: &view.url, words });
            with_own_ids(&mut nodes, &prefix);
            view.content = Value::safe_string(&story.with_paid_links(write(&nodes)));
            view.is_whole = true;
        });
        let mut variables = Variables::new();
        variables.insert("digest", &on_paper(self.context, view));
        self.context.templates.render(PRINT, &variables)
    }
}

fn with_own_ids(nodes: &mut [crate::html::tree::Node], prefix: &str) {
    for node in nodes {
        let crate::html::tree::Node::Element(element) = node else { continue };
        element
            .attributes
            .retain(|(name, value)| name != "id" || !value.contains(char::is_whitespace));
        for (name, value) in &mut element.attributes {
            if name == "id" {
                value.insert_str(0, prefix);
            } else if name == "href" && value.starts_with('#') {
                value.insert_str(1, prefix);
            }
        }
        // What kind of note it is stands in it already.
        let is_alert =
            |name: &str, value: &str| name == "class" && value.contains("markdown-alert");
        element.attributes.retain(|(name, value)| !is_alert(name, value));
        with_own_ids(&mut element.children, prefix);
    }
}
