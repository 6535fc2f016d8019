//! Where in the file of a text a fault of its page is written.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::description::WrittenIn;
use super::reading::Fault;
use super::written::Written;
use crate::diagnostic::Place;
use crate::model::Article;
use crate::site::{AddressBook, FileNames, Files, Resolver, Site, TextAddress};

/// The texts of a site, read again where something is wrong with their pages.
pub(super) struct Texts<'a> {
    site: &'a Site,
    files: &'a dyn Files,
    /// Where texts and files are, made when the first is read.
    book: OnceLock<AddressBook>,
}

/// A part of a text.
pub(super) struct Text {
    source: String,
    written: Written,
}

impl<'a> Texts<'a> {
    pub(super) fn new(site: &'a Site, files: &'a dyn Files) -> Self {
        Texts { site, files, book: OnceLock::new() }
    }

    /// What is below the front matter of an article.
    pub(super) fn body(&self, article: &Article) -> Text {
        let source = self.source(article);
        let policy = self.site.config.html;
        let mut written = self.nothing();
        written.add_body(&source, article, policy, &mut self.resolver(article));
        Text { source, written }
    }

    /// The front matter of an article.
    pub(super) fn front_matter(&self, article: &Article) -> Text {
        let source = self.source(article);
        let mut written = self.nothing();
        written.add_front_matter(&source, &mut self.resolver(article));
        Text { source, written }
    }

    fn source(&self, article: &Article) -> String {
        String::from_utf8(self.files.read(&article.file).unwrap_or_default()).unwrap_or_default()
    }

    fn nothing(&self) -> Written {
        Written::below(self.site.config.base_url.path())
    }

    /// What says where the links of an article lead.
    fn resolver<'t>(&'t self, article: &'t Article) -> Resolver<'t> {
        let book = self.book.get_or_init(|| address_book(self.site));
        Resolver::new(book, &self.site.config.time_zone, &article.file, &article.path)
            .in_language(article.edition)
    }
}

impl Text {
    /// Whether the text brought a fault.
    pub(super) fn has(&self, fault: &Fault) -> bool {
        self.written.place(fault).is_some()
    }

    /// As what: a piece of Markdown, or the tag of a heading or picture.
    pub(super) fn written(&self, fault: &Fault) -> WrittenIn<'_> {
        let Some(at) = self.written.place(fault) else { return WrittenIn::Markdown("") };
        let before = self.source.get(..at.start).unwrap_or_default();
        let tag = before.rfind('<').map(|open| &self.source[open..at.start]);
        // The name of a heading is its place, and the address of a picture.
        let is_html = match fault {
            Fault::Skipped(..) => tag == Some("<"),
            _ => tag.is_some_and(|tag| {
                !tag.contains('>')
                    && tag.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("<img"))
            }),
        };
        match is_html {
            true => WrittenIn::Html,
            false => WrittenIn::Markdown(self.source.get(at).unwrap_or_default()),
        }
    }

    /// Where it did.
    pub(super) fn place(&self, fault: &Fault) -> Option<Place> {
        let at = self.written.place(fault)?;
        let within = match fault {
            Fault::Anchor(_) => self.source.get(at.clone())?.rfind('#').unwrap_or(0),
            _ => 0,
        };
        Some(Place::of_bytes(&self.source, at.start + within..at.end))
    }
}

/// Of what is published.
fn address_book(site: &Site) -> AddressBook {
    let names = FileNames::of(&site.config);
    let mut book = AddressBook {
        texts: HashMap::new(),
        headlines: HashMap::new(),
        files: HashSet::new(),
        names,
    };
    for article in site.articles() {
        book.texts.insert(article.file.clone(), TextAddress::At(article.path.clone()));
        book.files.extend(article.attachments().iter().map(|(file, _)| file.to_string()));
    }
    book
}
