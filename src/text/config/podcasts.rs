//! The podcasts of sections.

use crate::text::fields::{Field, SLUG, Shape};
use crate::text::placed::Placed;
use crate::url::SitePath;

/// What those who list podcasts have to know of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Podcast {
    /// The id of the section whose sound and films it has.
    pub section: String,
    /// Its picture, from the site's root.
    pub image: Placed<SitePath>,
    /// Its name, if that is not the section's.
    pub title: Option<String>,
    /// What it is about, if that is not what the section says of itself.
    pub description: Option<String>,
    /// What it is filed under.
    pub category: &'static str,
    /// Who answers for it, by mail.
    pub email: Option<String>,
    /// Whether it is for adults alone.
    pub explicit: bool,
}

/// What a podcast may be filed under
/// (<https://podcasters.apple.com/support/1691-apple-podcasts-categories>).
pub(super) const CATEGORIES: [&str; 19] = [
    "Arts",
    "Business",
    "Comedy",
    "Education",
    "Fiction",
    "Government",
    "Health & Fitness",
    "History",
    "Kids & Family",
    "Leisure",
    "Music",
    "News",
    "Religion & Spirituality",
    "Science",
    "Society & Culture",
    "Sports",
    "TV & Film",
    "Technology",
    "True Crime",
];

/// What news are filed under.
pub(super) const CATEGORY: &str = "News";

/// What is said of a podcast.
pub(super) const PODCAST: &[Field] = &[
    Field::new("section", Shape::FormOrNumber(SLUG), "The id of the section.")
        .required()
        .such_as(&["politics"]),
    Field::new(
        "image",
        Shape::Form("^/"),
        "A square picture of static/, JPEG or PNG, of 1400 to 3000 pixels.",
    )
    .also(&["cover", "artwork", "logo"])
    .required()
    .such_as(&["/podcast.jpg"]),
    Field::new("title", Shape::Text, "Its name. Without it, the section's and the site's.")
        .also(&["name"]),
    Field::new(
        "description",
        Shape::Text,
        "What it is about. Without it, the section's description.",
    )
    .also(&["summary", "subtitle"]),
    Field::new("category", Shape::OneOf(&CATEGORIES), "What it is filed under.").or("News"),
    Field::new("email", Shape::Text, "Where its lists ask whether it is yours; it is published.")
        .also(&["owner", "mail"])
        .such_as(&["radio@example.org"]),
    Field::new("explicit", Shape::Flag, "Whether it is for adults alone.").or("false"),
];
