//! What redirects lead to.

/// What a redirect leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The front page.
    Home,
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Page(usize),
    /// A page of a section's list.
    Section {
        /// The section.
        section: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of a tag's list.
    Tag {
        /// The tag.
        tag: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of an author's list.
    Author {
        /// The author.
        author: usize,
        /// Which page of the list.
        page: usize,
    },
    /// A page of the list of a series.
    Series {
        /// The series.
        series: usize,
        /// Which page of its list.
        page: usize,
    },
    /// Another list that Dateline makes.
    List(ListTarget),
}

/// A list that a redirect leads to, where all pages of an edition were elsewhere before. Numbers
/// are indexes into the edition; `page` counts from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListTarget {
    /// A page of the list of all briefings.
    Latest {
        /// Which page of it.
        page: usize,
    },
    /// The list of tags.
    Tags,
    /// The list of authors.
    Authors,
    /// What was read most.
    MostRead,
    /// The search.
    Search,
    /// All corrections.
    Corrections,
    /// A year of the archive.
    Year(usize),
    /// A month of the archive.
    Month(usize),
    /// A day of the archive.
    Day(usize),
    /// The stories of a day of the archive, on paper.
    Print(usize),
}
