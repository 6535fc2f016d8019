//! The HTML of texts that were not read: it is written again from the file when it is asked for.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::model::Media;
use crate::routes::EditionId;
use crate::site::files::Reader;
use crate::site::rendering::{figure, site_path};
use crate::site::written_link::WrittenLink;
use crate::text::front_matter;
use crate::text::kept::{KeptBytes, KeptText, Shelf};
use crate::text::markdown::{Markdown, Resolution};
use crate::typography::Quotes;

/// How the HTML of a text is written again.
#[derive(Debug)]
pub(super) struct Rewrite {
    pub(super) file: String,
    pub(super) edition: EditionId,
    pub(super) quotes: Quotes,
    /// Where its links lead, in their order.
    pub(super) links: Vec<WrittenLink>,
    /// Its files.
    pub(super) media: Vec<Media>,
    /// Of the HTML.
    pub(super) hash: u128,
    pub(super) length: usize,
}

/// Texts whose HTML is written again.
pub(super) struct Rewritten {
    reader: Arc<dyn Reader>,
    /// What turns the texts of each language into HTML.
    markdown: Arc<[Markdown]>,
    /// How wide the pages of each language show pictures.
    sizes: Vec<String>,
    texts: Vec<Rewrite>,
}

impl Rewritten {
    pub(super) fn new(
        reader: Arc<dyn Reader>,
        markdown: Arc<[Markdown]>,
        sizes: Vec<String>,
        texts: Vec<Rewrite>,
    ) -> Self {
        Rewritten { reader, markdown, sizes, texts }
    }

    /// The HTML of the text `at`.
    pub(super) fn text(this: &Arc<Self>, at: usize) -> KeptText {
        let Rewrite { hash, length, .. } = this.texts[at];
        KeptText::kept(KeptBytes::on_shelf(this.clone(), at as u64, length), hash)
    }

    /// The same HTML as before; none if the file is another now.
    fn write(&self, at: usize) -> Option<String> {
        let Rewrite { file, edition, quotes, links, media, hash, length } = self.texts.get(at)?;
        let source = self.reader.read(file)?;
        let body = front_matter::split(&source).ok()?.body;
        let sizes = self.sizes.get(edition.0)?;
        let mut links = links.iter().map(|link| resolution(link, media, sizes));
        let markdown = self.markdown.get(edition.0)?;
        let resolved =
            markdown.render(&source[body], *quotes, |_| links.next().unwrap_or(Resolution::Unlink));
        let html = resolved.html;
        (html.len() == *length && xxh3_128(html.as_bytes()) == *hash).then_some(html)
    }
}

/// What was said of a link, in a text with these files.
fn resolution(link: &WrittenLink, media: &[Media], sizes: &str) -> Resolution {
    match link {
        WrittenLink::AsWritten => Resolution::Keep,
        WrittenLink::OnSite(path) => Resolution::OnSite(path.clone()),
        WrittenLink::Picture(src) => {
            let path = site_path(src);
            let media = media.iter().find(|it| path.is_some() && it.path() == path.as_ref());
            Resolution::Picture(figure(src.clone(), media, sizes))
        }
    }
}

impl std::fmt::Debug for Rewritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rewritten").field("texts", &self.texts.len()).finish_non_exhaustive()
    }
}

impl Shelf for Rewritten {
    fn take(&self, at: u64, _: usize) -> Option<Vec<u8>> {
        let html = self.write(usize::try_from(at).ok()?);
        if html.is_none() {
            self.reader.note_loss();
        }
        html.map(String::into_bytes)
    }
}
