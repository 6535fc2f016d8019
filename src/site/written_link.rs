//! Where the links of a text led, for writing its HTML again.

use serde::{Deserialize, Serialize};

use crate::text::markdown::Resolution;

/// Where a link led when its text was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum WrittenLink {
    /// Where its author wrote.
    AsWritten,
    /// To a path from the site's root.
    OnSite(String),
    /// To a picture, whose own address this is.
    Picture(String),
}

impl WrittenLink {
    /// That of a link that leads there; none where it leads nowhere. Of a picture, `src` is its own
    /// address.
    pub fn of(resolution: &Resolution, src: Option<String>) -> Option<Self> {
        match resolution {
            Resolution::Keep => Some(WrittenLink::AsWritten),
            // Whether such a path is an address depends on the files of the site.
            Resolution::OnSite(path) => {
                let is_of_files = ["/static/", "/content/"].iter().any(|it| path.starts_with(it));
                (!is_of_files).then(|| WrittenLink::OnSite(path.clone()))
            }
            Resolution::Picture(_) => src.map(WrittenLink::Picture),
            // What is shown of a story or data depends on more than where it is.
            Resolution::Story { .. } | Resolution::Data(_) | Resolution::Unlink => None,
        }
    }
}
