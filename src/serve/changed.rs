//! What changed for a browser that shows a page of the site.

use crate::formats::file_types;
use crate::site::{Changes, Outcome};

/// What changed with one update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WhatChanged {
    /// Pages: one that is not what it was is loaded anew.
    pub pages: bool,
    /// Pictures and other files: any page may show them.
    pub files: bool,
    /// Style sheets: they are swapped.
    pub styles: bool,
}

impl WhatChanged {
    /// What these changes of files, which came to `outcome`, are for a browser.
    pub fn by(changes: &Changes, outcome: Outcome) -> Self {
        let Changes::Paths(paths) = changes else {
            return WhatChanged { pages: true, files: true, styles: true };
        };
        let is_style = |path: &str| path.starts_with("static/") && file_types::is_style(path);
        // A text is in the outcome; any other file of these folders may be on any page.
        let is_file = |path: &str| {
            (path.starts_with("static/") && !is_style(path))
                || (path.starts_with("content/") && !path.ends_with(".md") && path.contains('.'))
        };
        // A style sheet has no outcome of its own, but its fingerprint on every page.
        let is_only_styles = !paths.is_empty() && paths.iter().all(|path| is_style(path));
        WhatChanged {
            pages: !outcome.is_nothing() && !is_only_styles,
            files: paths.iter().any(|path| is_file(path)),
            styles: paths.iter().any(|path| is_style(path)),
        }
    }
}

/// With which snapshot each of them changed last. So a browser that missed
/// some, asleep or in a tab that nobody saw, knows what it missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastChanged {
    /// The generation of the last change of pages.
    pub pages: u64,
    /// The generation of the last change of files.
    pub files: u64,
    /// The generation of the last change of style sheets.
    pub styles: u64,
}

impl LastChanged {
    /// After `what` changed with `generation`.
    pub fn with(self, what: WhatChanged, generation: u64) -> Self {
        let last = |changed, before| if changed { generation } else { before };
        LastChanged {
            pages: last(what.pages, self.pages),
            files: last(what.files, self.files),
            styles: last(what.styles, self.styles),
        }
    }
}
