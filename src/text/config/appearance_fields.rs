//! The settings of how the theme looks, and of what a publisher adds to every page.

use crate::text::fields::{ADDRESS, DATE, Field, Shape};

/// What is said of the theme.
pub(super) const THEME: &[Field] = &[
    Field::new("colors", Shape::Map(COLORS), "Colours in the place of the theme's own.")
        .such_as(&["{accent: '#0b5d3b'}"]),
    Field::new("dark_colors", Shape::Map(COLORS), "The same for readers with dark pages.")
        .such_as(&["{accent: '#8fe0b8'}"]),
    Field::new("fonts", Shape::Map(FONTS), "The kinds of letters.")
        .such_as(&["{headings: serif, text: sans}"]),
    Field::new(
        "logo",
        Shape::Form("^/"),
        "A picture of static/ in the place of the site's name, as a path from the site's root.",
    )
    .such_as(&["/logo.svg"]),
];

const COLOR: Shape = Shape::Form("^\\s*#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})\\s*$");

/// The colours, by what they are for.
pub(super) const COLORS: &[Field] = &[
    Field::new("ink", COLOR, "Text."),
    Field::new("soft", COLOR, "Text of less weight."),
    Field::new("rule", COLOR, "Thin lines."),
    Field::new("paper", COLOR, "The page."),
    Field::new("tint", COLOR, "Boxes."),
    Field::new("accent", COLOR, "Links and marks.").such_as(&["'#0b5d3b'"]),
];

const FACE: Shape = Shape::OneOf(&["serif", "sans"]);

/// The kinds of letters, by where they are.
pub(super) const FONTS: &[Field] = &[
    Field::new("headings", FACE, "In headings: with serifs or without."),
    Field::new("text", FACE, "In texts: with serifs or without."),
];

/// A link of a menu.
pub(super) const LINK: &[Field] = &[
    Field::new("title", Shape::Text, "What it says.").required().such_as(&["About us"]),
    Field::new(
        "url",
        Shape::Form(r"^\s*(/|[Hh][Tt][Tt][Pp][Ss]?://[^\s/]|mailto:|tel:)"),
        "Where it leads: a path from the site's root, or an address elsewhere.",
    )
    .required()
    .such_as(&["/about/", "https://example.org/"]),
    Field::new("from", Shape::Form(DATE), "It is not there before this.")
        .also(&["start", "starts", "since", "begin"])
        .such_as(&["2026-05-01", "2026-05-01 06:00"]),
    Field::new("until", Shape::Form(DATE), "It is not there from this on.")
        .also(&["end", "ends", "to", "expires"])
        .such_as(&["2026-06-08"]),
];

/// What is said of the foot of every page.
pub(super) const FOOTER: &[Field] = &[
    Field::new("text", Shape::Text, "A line of text."),
    Field::new("links", Shape::List(&Shape::Map(LINK)), "Links."),
    Field::new(
        "profiles",
        Shape::OneOrMore(&Shape::Form(ADDRESS)),
        "The publisher's own pages at social networks.",
    )
    .such_as(&["[https://social.example/@highland]"]),
];

/// Ways of sharing a story.
pub(super) const SHARE: Shape =
    Shape::OneOf(&["email", "telegram", "whatsapp", "facebook", "x", "bluesky", "linkedin"]);

/// The services that count readers.
pub(super) const ANALYTICS: &[Field] = &[
    Field::new("goatcounter", Shape::Map(GOATCOUNTER), "GoatCounter.")
        .such_as(&["{server: 'https://news.goatcounter.com'}"]),
    Field::new("plausible", Shape::Map(PLAUSIBLE), "Plausible.")
        .such_as(&["{site_id: news.example.org}"]),
    Field::new("umami", Shape::Map(UMAMI), "Umami."),
];

const SERVER: Field = Field::new("server", Shape::Form(ADDRESS), "Its web address.");
const SITE_ID: Field =
    Field::new("site_id", Shape::Text, "What it calls this site.").required().such_as(&["a"]);

/// What is said of GoatCounter.
pub(super) const GOATCOUNTER: &[Field] =
    &[SERVER.required().such_as(&["https://news.goatcounter.com"])];
/// What is said of Plausible.
pub(super) const PLAUSIBLE: &[Field] = &[SITE_ID, SERVER.or("https://plausible.io")];
/// What is said of Umami.
pub(super) const UMAMI: &[Field] = &[SITE_ID, SERVER.or("https://cloud.umami.is")];

/// What is said of comments.
pub(super) const COMMENTS: &[Field] =
    &[Field::new("giscus", Shape::Map(GISCUS), "By giscus, in the discussions of a repository.")];

/// What is said of giscus, as giscus.app gives it.
pub(super) const GISCUS: &[Field] = &[
    Field::new("repo", Shape::Text, "The repository: owner/name.").required().such_as(&["a/b"]),
    Field::new("repo_id", Shape::Text, "Its id.").required().such_as(&["R_a"]),
    Field::new("category", Shape::Text, "The category of the discussions.")
        .required()
        .such_as(&["Announcements"]),
    Field::new("category_id", Shape::Text, "Its id.").required().such_as(&["DIC_a"]),
];

const SOURCES: Shape = Shape::OneOrMore(&Shape::FormOrNumber("^\\s*[^ ;,\"<>&]+\\s*$"));

/// The directives to which a site may add sources.
pub(super) const DIRECTIVES: &[Field] = &[
    Field::new("connect-src", SOURCES, "What scripts may ask."),
    Field::new("font-src", SOURCES, "Fonts."),
    Field::new("form-action", SOURCES, "Where forms may lead."),
    Field::new("frame-src", SOURCES, "Frames.").such_as(&["[https://player.example]"]),
    Field::new("img-src", SOURCES, "Pictures."),
    Field::new("media-src", SOURCES, "Sound and film."),
    Field::new("script-src", SOURCES, "Scripts."),
    Field::new("style-src", SOURCES, "Style sheets."),
];
