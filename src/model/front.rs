//! The front page as editors made it: which story is where, at this moment.

use crate::text::config::LinkTarget;
use crate::text::date::Moment;

/// What editors put on the front page of an edition; what they say nothing of makes itself.
/// Numbers are indexes into its briefings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// News that is breaking.
    pub banner: Option<FrontBanner>,
    /// The briefing that leads.
    pub lead: Option<usize>,
    /// Those below it.
    pub second_leads: Vec<usize>,
    /// Those above the latest.
    pub pinned: Vec<usize>,
    /// What follows; each section where nobody said so.
    pub blocks: Option<Vec<FrontBlock>>,
}

/// News that is breaking.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontBanner {
    /// What happened.
    pub text: String,
    /// Where more is said.
    pub link: Option<LinkTarget>,
    /// When it disappears.
    pub until: Moment,
}

/// Some briefings under a title.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontBlock {
    /// Which.
    pub of: FrontBlockOf,
    /// What it is called, if not as what it is of.
    pub title: Option<String>,
    /// How many it shows at most.
    pub count: usize,
}

/// Which briefings a block shows.
#[derive(Clone, Debug, PartialEq)]
pub enum FrontBlockOf {
    /// The newest of a section.
    Section(usize),
    /// The newest of a tag.
    Tag(usize),
    /// These.
    Briefings(Vec<usize>),
}
