//! What is served at one moment.

use std::borrow::Cow;
use std::sync::Arc;

use crate::render::Renderer;
use crate::serve::changed::LastChanged;
use crate::serve::hosts::Hosts;
use crate::serve::paths::HELD_PATH;
use crate::source::Folder;
use crate::url::BaseUrl;

/// What is said of faults to those who only read: a line may be a draft's.
pub const TOLD_ELSEWHERE: &str =
    "<p>The terminal of <code>dateline serve</code> says what is wrong.</p>";

/// What is served, from one moment to the next. It does not change.
#[derive(Clone)]
pub struct Snapshot {
    /// Counts up with each snapshot; a page knows which one made it.
    pub generation: u64,
    /// Made by the start of the server, so that pages of an earlier one are known as such.
    pub boot: u64,
    /// What browsers have to look at again, and since when.
    pub changed: LastChanged,
    /// What is wrong, as HTML for editors; none if nothing is.
    pub problems: Option<Arc<str>>,
    /// The last good site; none before there was one.
    pub good: Option<Arc<Renderer>>,
    /// The site's folder.
    pub folder: Arc<Folder>,
    /// Where the site would be served by its settings as they are, for as long
    /// as there is no good one.
    pub base: Arc<BaseUrl>,
}

impl Snapshot {
    /// The last good site.
    pub fn renderer(&self) -> Option<&Arc<Renderer>> {
        self.good.as_ref()
    }

    /// Where the site is served: the last good one, whatever became of the settings.
    pub fn base_url(&self) -> &BaseUrl {
        self.good.as_ref().map_or(&self.base, |good| &good.site().config.base_url)
    }

    /// What is not public is known of a site that was good once.
    fn with_link_to_held<'p>(&self, problems: &'p str) -> Cow<'p, str> {
        match self.good {
            Some(_) => {
                format!("{problems}<p><a href=\"{HELD_PATH}\">What is not public</a></p>").into()
            }
            None => problems.into(),
        }
    }

    /// What browsers are told, as JSON: of what is wrong no word to those who only read.
    pub fn message(&self, hosts: Hosts) -> String {
        let problems = self.problems.as_deref();
        let problems = match hosts.are_of_those_who_write() {
            true => problems.map(|html| self.with_link_to_held(html)),
            false => problems.map(|_| TOLD_ELSEWHERE.into()),
        };
        let LastChanged { pages, files, styles } = self.changed;
        serde_json::json!({
            "generation": self.generation,
            "boot": self.boot.to_string(),
            "pages": pages,
            "files": files,
            "styles": styles,
            "problems": problems,
        })
        .to_string()
    }
}
