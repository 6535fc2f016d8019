//! What is served at one moment.

use std::path::PathBuf;
use std::sync::Arc;

use crate::render::Renderer;
use crate::url::BaseUrl;

/// What is served, from one moment to the next. It does not change.
#[derive(Clone)]
pub struct Snapshot {
    /// Counts up with each snapshot; a page knows which one made it.
    pub generation: u64,
    /// Made by the start of the server, so that pages of an earlier one are known as such.
    pub boot: u64,
    /// What a browser has to do to show this one in the place of the last.
    pub kind: Kind,
    /// What is wrong, as the terminal shows it; none if nothing is.
    pub problems: Option<Arc<str>>,
    /// The last good site; none before there was one.
    pub good: Option<Arc<Renderer>>,
    /// The site's folder.
    pub folder: Arc<PathBuf>,
    /// Where the site is served, also without a good one.
    pub base: Arc<BaseUrl>,
}

/// What changed for a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Pages: one that is not what it was is loaded anew.
    Pages,
    /// Pictures and other files: any page may show them.
    Files,
    /// Style sheets alone: they are swapped.
    Styles,
    /// Nothing but what is wrong.
    Problems,
}

impl Snapshot {
    /// The last good site.
    pub fn renderer(&self) -> Option<&Arc<Renderer>> {
        self.good.as_ref()
    }

    /// Where the site is served.
    pub fn base_url(&self) -> &BaseUrl {
        &self.base
    }

    /// What browsers are told, as JSON.
    pub fn message(&self) -> String {
        let kind = match self.kind {
            Kind::Pages => "pages",
            Kind::Files => "files",
            Kind::Styles => "styles",
            Kind::Problems => "problems",
        };
        serde_json::json!({
            "generation": self.generation,
            "boot": self.boot.to_string(),
            "kind": kind,
            "problems": self.problems.as_deref(),
        })
        .to_string()
    }
}
