//! What the page of a text needs beside what all pages have.

use serde::{Deserialize, Serialize};

/// What the page of a text needs beside what all pages have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Uses {
    /// Whether it has blocks, which have a style sheet of their own.
    pub blocks: bool,
    /// The origins of the frames that it may show, each once: `https://player.vimeo.com`.
    pub frames: Vec<String>,
}

impl Uses {
    /// Whether it needs anything.
    pub fn any(&self) -> bool {
        self.blocks || !self.frames.is_empty()
    }
}
