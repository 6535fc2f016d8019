//! Authors, topics and series: who wrote stories, what they are about, of which whole they are
//! parts.

use serde::Serialize;

use super::aliases::{Extra, Html, Story};
use super::references::LinkView;
use super::site::FeedView;
use super::story::{DateView, ImageView};

/// What a file tells about an author, a topic or a series.
#[derive(Debug, Serialize)]
pub struct AboutView<'a> {
    /// The headline of its page: `title`, or the name.
    pub title: &'a str,
    /// Plain text: `summary`, or the beginning of the text; may be empty.
    pub summary: &'a str,
    /// The text; may be empty.
    pub content: Html,
    /// The picture.
    pub image: Option<ImageView<'a>>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// Why it is not public yet; only with `--drafts`.
    pub held: Option<String>,
    /// `extra` of its front matter, unchanged; may be empty.
    pub extra: Extra,
}

/// An author.
#[derive(Debug, Serialize)]
pub struct AuthorView<'a> {
    /// The name: as the author's file has it, or as most stories write it.
    pub name: &'a str,
    /// Link to the author's page, with the base path.
    pub url: String,
    /// Link to the list of all authors.
    pub list_url: String,
    /// How many stories there are.
    pub count: usize,
    /// What the author does.
    pub role: Option<&'a str>,
    /// Where to write to.
    pub email: Option<LinkView>,
    /// Where to call.
    pub phone: Option<LinkView>,
    /// The author elsewhere, by host.
    pub profiles: Vec<LinkView>,
    /// What the author's file tells.
    pub about: Option<AboutView<'a>>,
    /// The author's feeds, RSS first; empty of an author without stories.
    pub feeds: Vec<FeedView>,
}

/// A series.
#[derive(Debug, Serialize)]
pub struct SeriesView<'a> {
    /// The name: as the series's file has it, or as most stories write it.
    pub name: &'a str,
    /// Link to its page, with the base path.
    pub url: String,
    /// How many parts it has, or will have if its file says so.
    pub count: usize,
    /// What its file tells.
    pub about: Option<AboutView<'a>>,
    /// Its feeds, RSS first; empty of a series without parts.
    pub feeds: Vec<FeedView>,
}

/// The series that a story is a part of.
#[derive(Debug, Serialize)]
pub struct PartOfView<'a> {
    /// The name of the series.
    pub name: &'a str,
    /// Link to its page, with the base path.
    pub url: String,
    /// Which part the story is, from 1.
    pub number: usize,
    /// How many parts there are, or will be.
    pub count: usize,
    /// The part before it.
    pub previous: Option<Story>,
    /// The part after it.
    pub next: Option<Story>,
}

/// A part in the list of a series.
#[derive(Debug, Serialize)]
pub struct PartView {
    /// From 1.
    pub number: usize,
    /// The story.
    pub story: Story,
}
