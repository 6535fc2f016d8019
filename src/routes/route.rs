//! What is at a path.

use std::sync::Arc;

use super::picture_file::PictureFile;
use super::share_card::ShareCard;
use super::target::{ListTarget, Target};

/// Which edition of a site, what it has in one language: its number among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditionId(pub usize);

impl EditionId {
    /// The first, which is shown where nobody says which.
    pub const FIRST: EditionId = EditionId(0);
}

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Something that an edition has.
    Edition(EditionId, EditionPage),
    /// What crawlers may look at.
    Robots,
    /// The list of redirects, for hosts that read one.
    RedirectList,
    /// A file, published as it is.
    File(FileSource),
    /// The picture that a link to a page is shared with.
    Card(Arc<ShareCard>),
}

impl Route {
    /// The edition that has it; none of what all share.
    pub fn edition(&self) -> Option<EditionId> {
        match self {
            Route::Edition(edition, _) => Some(*edition),
            Route::Robots | Route::RedirectList | Route::File(_) | Route::Card(_) => None,
        }
    }
}

/// What an edition has at a path. Numbers are indexes into the edition; `page` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditionPage {
    /// The front page.
    Home,
    /// A page of a section's list.
    Section {
        /// The section.
        section: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of the list of all briefings.
    Latest {
        /// Which page of it.
        page: usize,
    },
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Standing(usize),
    /// The list of tags.
    Tags,
    /// A page of a tag's list.
    Tag {
        /// The tag.
        tag: usize,
        /// Which page of its list.
        page: usize,
    },
    /// The list of authors.
    Authors,
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
    /// What was read most.
    MostRead,
    /// The search.
    Search,
    /// A year of the archive.
    Year(usize),
    /// A month of the archive.
    Month(usize),
    /// A day of the archive: the briefing of that day.
    Day(usize),
    /// The stories of a day of the archive, whole, on paper.
    Print(usize),
    /// All corrections.
    Corrections,
    /// A feed of the newest briefings.
    Feed {
        /// Of which briefings.
        of: FeedOf,
        /// In which format.
        format: FeedFormat,
    },
    /// A feed of the entries of a live story.
    LiveFeed {
        /// The briefing.
        briefing: usize,
        /// In which format.
        format: FeedFormat,
    },
    /// What an open page of a live story asks for, to learn of new entries.
    LiveUpdates(usize),
    /// The podcast of a section, by its number.
    Podcast(usize),
    /// The list of all its pages for search engines, or a part of it.
    Sitemap(SitemapPart),
    /// The list of the last two days' briefings for search engines of news.
    NewsSitemap,
    /// What devices are told of it.
    WebManifest,
    /// What is shown where nothing is.
    NotFound,
    /// An old path, which leads to where a text is now.
    Redirect(Target),
}

impl EditionPage {
    /// What a redirect leads to that leads here, if one can.
    pub fn target(&self) -> Option<Target> {
        match *self {
            EditionPage::Home => Some(Target::Home),
            EditionPage::Section { section, page } => Some(Target::Section { section, page }),
            EditionPage::Tag { tag, page } => Some(Target::Tag { tag, page }),
            EditionPage::Author { author, page } => Some(Target::Author { author, page }),
            EditionPage::Series { series, page } => Some(Target::Series { series, page }),
            EditionPage::Briefing(at) => Some(Target::Briefing(at)),
            EditionPage::Standing(at) => Some(Target::Page(at)),
            EditionPage::Redirect(target) => Some(target),
            EditionPage::Latest { page } => Some(Target::List(ListTarget::Latest { page })),
            EditionPage::Tags => Some(Target::List(ListTarget::Tags)),
            EditionPage::Authors => Some(Target::List(ListTarget::Authors)),
            EditionPage::MostRead => Some(Target::List(ListTarget::MostRead)),
            EditionPage::Search => Some(Target::List(ListTarget::Search)),
            EditionPage::Corrections => Some(Target::List(ListTarget::Corrections)),
            EditionPage::Year(at) => Some(Target::List(ListTarget::Year(at))),
            EditionPage::Month(at) => Some(Target::List(ListTarget::Month(at))),
            EditionPage::Day(at) => Some(Target::List(ListTarget::Day(at))),
            EditionPage::Print(at) => Some(Target::List(ListTarget::Print(at))),
            EditionPage::Feed { .. }
            | EditionPage::LiveFeed { .. }
            | EditionPage::LiveUpdates(_)
            | EditionPage::Podcast(_)
            | EditionPage::Sitemap(_)
            | EditionPage::NewsSitemap
            | EditionPage::WebManifest
            | EditionPage::NotFound => None,
        }
    }
}

/// What a feed is of. Numbers are indexes into the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// The whole edition.
    Edition,
    /// A section.
    Section(usize),
    /// A tag.
    Tag(usize),
    /// An author.
    Author(usize),
    /// A series.
    Series(usize),
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// All of them.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The name of the file.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

/// A file of the sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitemapPart {
    /// The only one: all pages are in it.
    Whole,
    /// The list of so many parts.
    List(usize),
    /// A part, from 0.
    Part(usize),
}

/// Where a published file comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// The site, by its path from the root.
    Own(String),
    /// The default theme, by its path below `static/`.
    BuiltIn(&'static str),
    /// Made of a picture.
    Picture(PictureFile),
}

impl FileSource {
    /// The file of the site that it is, or is made of, by its path from the root.
    pub fn own_file(&self) -> Option<&str> {
        match self {
            FileSource::Own(file) => Some(file),
            FileSource::Picture(picture) => Some(&picture.source),
            FileSource::BuiltIn(_) => None,
        }
    }
}
