//! The lines that readers see of front matter, with the marks of their language.

use std::borrow::Cow;

use super::FrontMatter;
use crate::typography::{Quotes, typeset};

impl FrontMatter {
    /// Sets the quotation marks, dashes and ellipses of headline, standfirst, summary, caption
    /// and corrections.
    pub fn typeset(&mut self, quotes: Quotes) {
        let FrontMatter { title, subtitle, summary, image, corrections, .. } = self;
        let caption = image.as_mut().and_then(|image| image.caption.as_mut());
        let corrections = corrections.iter_mut().map(|correction| &mut correction.text);
        let lines = [Some(title), subtitle.as_mut(), summary.as_mut(), caption];
        for line in lines.into_iter().flatten().chain(corrections) {
            if let Cow::Owned(set) = typeset(line, quotes) {
                *line = set;
            }
        }
    }
}
