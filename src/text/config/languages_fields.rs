//! What is said of each language of a site.

use super::appearance_fields::{FOOTER, LINK};
use super::digest::DIGEST;
use crate::text::fields::{Field, SLUG, Shape};

/// The regular expression of a pattern for datelines.
pub(super) const DATELINE: &str = r"^([^{]|\{([Pp]lace|PLACE|[Aa]gency|AGENCY|[Dd]ate|DATE|[Mm]onth|MONTH|[Dd]ay|DAY|[Yy]ear|YEAR)\})+$";

/// What a language of the site has of its own.
pub(super) const OF_LANGUAGE: &[Field] = &[
    Field::new("title", Shape::Text, "The site's name in this language.")
        .also(&["name", "sitename", "sitetitle"])
        .such_as(&["Горный вестник"]),
    Field::new("tagline", Shape::Text, "A line about the site in this language.").also(&[
        "description",
        "subtitle",
        "slogan",
        "motto",
        "strapline",
    ]),
    Field::new(
        "base",
        Shape::Form(BASE),
        "The address that its pages are below, from the site's root. Without it, `/` for the first \
         language, and the tag of the language for each other: /ru/.",
    )
    .also(&["prefix", "path", "url", "folder", "root", "baseurl"])
    .such_as(&["/ru/"]),
    Field::new(
        "aliases",
        Shape::OneOrMore(&Shape::Form(BASE)),
        "The addresses that its pages were below before: each page, and each feed, is found from \
         there too.",
    )
    .also(&["oldbase", "oldbases", "alias", "was", "formerbase"])
    .such_as(&["[/]"]),
    Field::new(
        "sections",
        Shape::List(&Shape::OrMap(&Shape::FormOrNumber(SLUG), OF_SECTION)),
        "Which of the site's sections it has, in the order of the navigation, and their names. \
         Without it, all of them.",
    )
    .also(&["categories", "section"])
    .such_as(&["[{id: politics, title: Политика}, economy]"]),
    Field::new(
        "addresses",
        Shape::OneOf(&["latin", "native"]),
        "The letters of its addresses: Latin ones, or those of the text.",
    )
    .such_as(&["native"]),
    Field::new(
        "dateline",
        Shape::FormOrNumber(DATELINE),
        "How its datelines are set. Without it, as the site's, or as newsrooms of the language set \
         them.",
    )
    .such_as(&["'{place} ({agency}) —'"]),
    Field::new("menu", Shape::List(&Shape::Map(LINK)), "Its links beside those to the sections.")
        .also(&["nav", "navigation", "menus"])
        .such_as(&["[{title: О нас, url: /ru/about/}]"]),
    Field::new("footer", Shape::Map(FOOTER), "What the foot of its pages has besides.")
        .such_as(&["{text: Всё рассказанное здесь вымышлено.}"]),
    Field::new("digest", Shape::Map(DIGEST), "What its digests have otherwise than the site's.")
        .also(&["newsletter", "mail", "email", "digests"])
        .such_as(&["{greeting: Доброе утро.}"]),
    Field::new(
        "authors",
        Shape::Named(&Shape::Text),
        "How it writes the names of authors: the name as stories have it, and as its pages show it.",
    )
    .also(&["author", "names", "bylines"])
    .such_as(&["{Anna Voss: Анна Фосс}"]),
];

/// The regular expression of a base: a folder, from the site's root.
const BASE: &str = r"^\s*/([^\s/?#.:{}]+/)*\s*$";

/// What a language says of a section.
pub(super) const OF_SECTION: &[Field] = &[
    Field::new("id", Shape::FormOrNumber(SLUG), "Which of the site's sections it is.")
        .also(&["slug", "folder", "name"])
        .required()
        .such_as(&["politics"]),
    Field::new("title", Shape::Text, "The name that readers of this language see.")
        .also(&["name", "label", "heading"]),
    Field::new("description", Shape::Text, "A line at the head of the section's page.")
        .also(&["subtitle", "tagline", "summary"]),
];
