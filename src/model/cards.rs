//! The cards of an edition: the pictures that links to pages without one are shared with.

use std::sync::Arc;

use crate::routes::ShareCard;

/// The cards of an edition.
#[derive(Debug, Default)]
pub struct Cards {
    /// That of the front page.
    pub home: Option<Arc<ShareCard>>,
    /// Those of the sections.
    pub sections: Vec<Option<Arc<ShareCard>>>,
    /// Those of the briefings without a picture.
    pub briefings: Vec<Option<Arc<ShareCard>>>,
    /// Those of the standing pages without a picture.
    pub pages: Vec<Option<Arc<ShareCard>>>,
}

impl Cards {
    /// That of a section.
    pub fn of_section(&self, at: usize) -> Option<&Arc<ShareCard>> {
        self.sections.get(at)?.as_ref()
    }

    /// That of a briefing.
    pub fn of_briefing(&self, at: usize) -> Option<&Arc<ShareCard>> {
        self.briefings.get(at)?.as_ref()
    }

    /// That of a standing page.
    pub fn of_page(&self, at: usize) -> Option<&Arc<ShareCard>> {
        self.pages.get(at)?.as_ref()
    }
}
