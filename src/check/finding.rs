//! What a check finds.

use serde::Serialize;

use crate::diagnostic::Diagnostic;

/// The folder of texts.
const CONTENT: &str = "content/";

/// Something that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is.
    pub kind: Kind,
    /// The fault, its place and its remedy.
    pub diagnostic: Diagnostic,
}

/// The kinds of things that a check finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A link to a page or file that the site does not have.
    BrokenLink,
    /// A link to a place in a page that is not there.
    BrokenAnchor,
    /// A link that does not respect the base path.
    BasePath,
    /// Something loaded without encryption by a page that has it.
    MixedContent,
    /// A picture without words for those who do not see it.
    MissingAlt,
    /// A picture whose size does not fit.
    PictureSize,
    /// An id that a page has twice.
    DuplicateId,
    /// A heading that skips a level.
    SkippedHeading,
    /// A story without a summary.
    MissingSummary,
    /// A headline that others will cut.
    LongHeadline,
    /// A story that is told twice.
    NearIdentical,
    /// A file that GitHub refuses.
    LargeFile,
    /// A site that GitHub Pages does not publish.
    LargeSite,
    /// Two names that some disks take as one.
    CaseClash,
    /// A file that is not put in the artifact for GitHub Pages.
    HiddenFile,
    /// A link to another site that does not answer as it should.
    External,
}

impl Finding {
    /// A finding of a kind.
    pub fn new(kind: Kind, diagnostic: Diagnostic) -> Self {
        Finding { kind, diagnostic }
    }
}

/// A finding of one page, and the page.
pub(super) struct OfPage {
    pub finding: Finding,
    pub page: String,
}

/// What a template does wrong shows on every page that it makes: it is told once,
/// with the first of them and their number. So is what is wrong in one place of a
/// text that shows on several pages.
pub(super) fn once_each(of_pages: Vec<Vec<OfPage>>) -> Vec<Finding> {
    let mut once: Vec<(OfPage, usize)> = Vec::new();
    let mut seen = std::collections::HashMap::new();
    for of_page in of_pages.into_iter().flatten() {
        let Diagnostic { file, place, message, .. } = &of_page.finding.diagnostic;
        let key = (of_page.finding.kind, file.clone(), *place, message.clone());
        let at = *seen.entry(key).or_insert(once.len());
        match once.get_mut(at) {
            Some((_, others)) => *others += 1,
            None => once.push((of_page, 0)),
        }
    }
    once.into_iter().map(|(of_page, others)| with_pages(of_page, others)).collect()
}

fn with_pages(OfPage { finding, page }: OfPage, others: usize) -> Finding {
    let is_of_text = |file: &String| file.starts_with(CONTENT);
    if others == 0 && finding.diagnostic.file.as_ref().is_some_and(is_of_text) {
        // The file tells enough.
        return finding;
    }
    let others = match others {
        0 => String::new(),
        1 => " and 1 other page".into(),
        more => format!(" and {more} other pages"),
    };
    let hint = match &finding.diagnostic.hint {
        Some(hint) => format!("it shows on `{page}`{others}; {hint}"),
        None => format!("it shows on `{page}`{others}"),
    };
    Finding { diagnostic: finding.diagnostic.hint(hint), ..finding }
}
