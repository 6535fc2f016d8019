//! What a check finds.

use serde::Serialize;

use crate::diagnostic::Diagnostic;

/// Something that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is; none for what a build warns of, and for how many more
    /// there are.
    pub kind: Option<FindingKind>,
    /// The fault, its place and its remedy.
    pub diagnostic: Diagnostic,
}

/// The kinds of things that a check finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
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
    /// A picture whose file says more than readers are told.
    PicturePrivacy,
    /// A picture that is not shown as its makers ask.
    PictureRights,
    /// A picture whose colours nobody can be sure of.
    PictureColours,
    /// Letters that cannot be read on their background.
    LowContrast,
    /// A script or style that the policy of the page stops.
    Stopped,
    /// An id that a page has twice.
    DuplicateId,
    /// A heading that skips a level.
    SkippedHeading,
    /// A story without a summary.
    MissingSummary,
    /// A headline that others will cut.
    LongHeadline,
    /// A duplicate story.
    NearIdentical,
    /// Versions of a story that do not say the same of when they are public.
    VersionsDiffer,
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
    pub fn new(kind: FindingKind, diagnostic: Diagnostic) -> Self {
        Finding { kind: Some(kind), diagnostic }
    }
}

impl From<Diagnostic> for Finding {
    /// What is no finding of a check, such as a warning of a build.
    fn from(diagnostic: Diagnostic) -> Self {
        Finding { kind: None, diagnostic }
    }
}

impl AsRef<Diagnostic> for Finding {
    fn as_ref(&self) -> &Diagnostic {
        &self.diagnostic
    }
}
