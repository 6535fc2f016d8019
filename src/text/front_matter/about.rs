//! Who wrote stories, what they are about, of which series they are: what a file says of that.

use super::Tag;
use super::fields::IMAGE;
use crate::text::fields::{ADDRESS, DATE, Field, Holds, SLUG, Shape};

/// What stories have in common that a file can tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Who wrote them.
    Author,
    /// A tag that they have.
    Topic,
    /// The series that they are parts of.
    Series,
}

impl Subject {
    /// All of them.
    pub const ALL: [Subject; 3] = [Subject::Author, Subject::Topic, Subject::Series];

    /// The folder of `content/` that has its files.
    pub fn folder(self) -> &'static str {
        match self {
            Subject::Author => "authors",
            Subject::Topic => "topics",
            Subject::Series => "series",
        }
    }

    /// The subject that a folder of `content/` has the files of.
    pub fn of_folder(folder: &str) -> Option<Subject> {
        Subject::ALL.into_iter().find(|subject| subject.folder() == folder)
    }

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Subject::Author => "an author",
            Subject::Topic => "a topic",
            Subject::Series => "a series",
        }
    }

    /// The fields of its files.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Subject::Author => AUTHOR,
            Subject::Topic => TOPIC,
            Subject::Series => SERIES,
        }
    }
}

/// What a file says about an author, a topic or a series, beside what all texts say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct About {
    /// What it is about.
    pub subject: Subject,
    /// The name that stories have.
    pub name: Tag,
    /// Its other names.
    pub also: Vec<Tag>,
    /// What an author does.
    pub role: Option<String>,
    /// Where an author can be written to.
    pub email: Option<String>,
    /// Where an author can be called.
    pub phone: Option<String>,
    /// Where an author is elsewhere: absolute URLs.
    pub same_as: Vec<String>,
    /// How many parts a series will have.
    pub parts: Option<usize>,
}

/// A series of more parts nobody reads.
pub const MOST_PARTS: usize = 1000;

/// The regular expression of an e-mail address. It is stricter than RFC 5322, as newsrooms'
/// addresses are, and leaves nothing that would be more than an address behind `mailto:`.
const EMAIL: &str = r"^\s*[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\s*$";

/// That of a telephone number, as people write it.
const PHONE: &str = r"^\s*\+?[ ()./-]{0,9}[0-9][0-9 ()./-]{0,29}\s*$";

/// That of a name, which needs a letter or a digit; with more in it than ASCII's marks.
const NAME: &str = r"[^\s!-/:-@\[-`{-~]";

const fn name(description: &'static str, examples: &'static [&'static str]) -> Field {
    Field::new("name", Shape::FormOrNumber(NAME), description)
        .also(&["title", "author", "tag", "topic", "series", "fullname", "displayname"])
        .required()
        .such_as(examples)
}

const SUMMARY: Field = Field::new(
    "summary",
    Shape::Text,
    "What search engines show, in a sentence or two. Without it, the first paragraph of the text.",
)
.also(&["description", "abstract", "excerpt", "blurb", "shortbio", "tagline"])
.holding(Holds::Sentences);

const PICTURE: Field =
    Field::new("image", Shape::OrMap(&Shape::Text, IMAGE), "A picture: its file, or more.")
        .also(&["photo", "picture", "portrait", "avatar", "headshot", "cover"])
        .such_as(&["{src: anna-voss.jpg, alt: Anna Voss at the dam}", "anna-voss.jpg"]);

const ALSO: Field = Field::new(
    "also",
    Shape::OneOrMore(&Shape::FormOrNumber(NAME)),
    "Other names under which stories have it: an earlier name, another spelling.",
)
.also(&["aka", "othernames", "formernames", "alternatename", "pseudonyms", "spellings"])
.such_as(&["[A. Voss]"]);

const OWN_SLUG: Field = Field::new(
    "slug",
    Shape::FormOrNumber(SLUG),
    "Its name in its address. Without it, made from the name.",
)
.also(&["permalink", "urlname"])
.such_as(&["anna-voss"]);

const ALIASES: Field = Field::new(
    "aliases",
    Shape::OneOrMore(&Shape::FormOrNumber("^[^?#:]*[^?#:/][^?#:]*$")),
    "Its old addresses: paths from the site's root. Each becomes a page that leads here.",
)
.also(&["alias", "redirects", "redirectfrom", "oldurls"])
.such_as(&["[/staff/voss.html]"]);

const UPDATED: Field = Field::new("updated", Shape::Form(DATE), "When the text was last changed.")
    .also(&["modified", "lastmod", "date"])
    .such_as(&["2026-02-01"]);

const DRAFT: Field = Field::new(
    "draft",
    Shape::Flag,
    "Held back until it is false; until then the page is made from the stories alone.",
)
.also(&["unpublished", "wip"])
.or("false");

const EXTRA: Field = Field::new("extra", Shape::AnyMap, "Facts of your own, for templates.")
    .also(&["params", "custom", "meta"])
    .such_as(&["{desk: politics}"]);

const TITLE: Field =
    Field::new("title", Shape::Text, "The headline of its page. Without it, the name.")
        .also(&["headline", "heading"]);

/// The fields of an author's file.
const AUTHOR: &[Field] = &[
    name("The name, as bylines have it.", &["Anna Voss"]),
    Field::new("role", Shape::Text, "What the author does.")
        .also(&["job", "jobtitle", "position", "beat", "occupation", "function"])
        .such_as(&["Water correspondent"]),
    SUMMARY,
    PICTURE,
    Field::new("email", Shape::Form(EMAIL), "Where readers can write to the author.")
        .also(&["mail", "emailaddress", "contact"])
        .such_as(&["anna.voss@highland.example"]),
    Field::new("phone", Shape::FormOrNumber(PHONE), "Where readers can call the author.")
        .also(&["telephone", "tel", "mobile", "signal", "whatsapp"])
        .such_as(&["+374 10 555 123"]),
    Field::new(
        "same_as",
        Shape::OneOrMore(&Shape::Form(ADDRESS)),
        "The author elsewhere: addresses of profiles and of other sites.",
    )
    .also(&["sameas", "links", "link", "url", "website", "homepage", "social", "profiles"])
    .such_as(&["[https://social.example/@annavoss]"]),
    ALSO,
    OWN_SLUG,
    ALIASES,
    UPDATED,
    DRAFT,
    EXTRA,
];

/// The fields of a topic's file.
const TOPIC: &[Field] = &[
    name("The tag that it is about, as stories have it.", &["water"]),
    TITLE,
    SUMMARY,
    PICTURE,
    ALIASES,
    UPDATED,
    DRAFT,
    EXTRA,
];

/// The fields of a series's file.
const SERIES: &[Field] = &[
    name("The name of the series, as stories have it.", &["The year of the dam"]),
    TITLE,
    SUMMARY,
    PICTURE,
    Field::new(
        "parts",
        Shape::Count(MOST_PARTS),
        "How many parts it will have. Without it, readers are told how many there are.",
    )
    .also(&["count", "total", "length", "episodes"])
    .such_as(&["5"]),
    ALSO,
    OWN_SLUG,
    ALIASES,
    UPDATED,
    DRAFT,
    EXTRA,
];
