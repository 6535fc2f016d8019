//! The settings: the fields of `site.yaml`.

use super::appearance_fields::{ANALYTICS, COMMENTS, DIRECTIVES, FOOTER, LINK, SHARE, THEME};
use super::cards::CARDS;
use super::digest::DIGEST;
use super::languages_fields::{DATELINE, OF_LANGUAGE};
use super::pictures::PICTURES;
use super::podcasts::PODCAST;
use crate::text::fields::{ADDRESS, Field, LANGUAGE, SLUG, Shape};

/// All settings.
pub const FIELDS: &[Field] = &[
    Field::new("title", Shape::Text, "The site's name.").also(&["name", "sitename", "sitetitle"])
        .required_without("languages")
        .such_as(&["The Highland Briefing"]),
    Field::new("tagline", Shape::Text, "A line about the site.").also(&["description", "subtitle", "slogan", "motto", "strapline", "sitedescription"])
        .such_as(&["What changed overnight, in five minutes"]),
    Field::new(
        "base_url",
        Shape::Form(r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^?#]*$"),
        "The address at which the site is published. It may have a path.",
    ).also(&["url", "siteurl", "address", "rooturl", "baseaddress"])
    .required()
    .such_as(&["https://example.org/", "https://name.github.io/repository/"]),
    Field::new(
        "language",
        Shape::Form(LANGUAGE),
        "The language of the site, a BCP 47 tag. Days and months are written in it.",
    ).also(&["lang", "locale", "languagecode", "defaultlanguage"])
    .or("en")
    .such_as(&["hy", "pt-BR"]),
    Field::new(
        "languages",
        Shape::SomeNamedLike(LANGUAGE, &Shape::Map(OF_LANGUAGE)),
        "The languages of a site that has several, in the place of `language`: the tag of each, and \
         what it has of its own. The first is shown where nobody says which.",
    )
    .also(&["locales", "editions", "multilingual", "translations"])
    .such_as(&["{hy: {title: Լեռնային լուրեր}, ru: {title: Горный вестник}}"]),
    Field::new(
        "addresses",
        Shape::OneOf(&["latin", "native"]),
        "The letters of addresses: Latin ones, or those of the text. Without it, those of the text \
         where readers of the language know no Latin spelling of it, as in Japanese and Arabic.",
    )
    .such_as(&["native"]),
    Field::new(
        "timezone",
        Shape::TimeZone,
        "The zone of dates without an offset, and of all dates that are shown.",
    ).also(&["tz", "zone"])
    .or("UTC"),
    Field::new(
        "sections",
        Shape::List(&Shape::OrMap(&Shape::FormOrNumber(SLUG), SECTION)),
        "The sections, in the order of the navigation. Each is a folder of content/: its name, or \
         more.",
    ).also(&["categories", "section"])
    .or("[politics, economy, society, military]"),
    Field::new(
        "permalink",
        Shape::Form(r"^/.*\{slug\}.*(/|\.html)$"),
        "Where briefings are: a pattern of {section}, {slug}, {year}, {month} and {day}.",
    ).also(&["permalinks"])
    .or("/{section}/{slug}/")
    .such_as(&["/{year}/{month}/{day}/{slug}.html"]),
    Field::new("page_size", Shape::Count(1000), "How many briefings a page of a list holds.").also(&["paginate", "pagination", "perpage", "itemsperpage", "storiesperpage"])
        .or("20"),
    Field::new(
        "dateline",
        Shape::FormOrNumber(DATELINE),
        "How datelines are set: a pattern of {place}, {agency}, {date}, {month}, {day} and {year}, each \
         written in capitals to be set in capitals. Without it, as newsrooms of the language set them.",
    )
    .or("'{PLACE}, {MONTH} {day}, {AGENCY}:'")
    .such_as(&["'{place} ({agency}) —'"]),
    Field::new("publisher", Shape::Map(PUBLISHER), "Who publishes the site.").also(&["organization", "organisation", "newspaper"])
        .such_as(&["{name: The Highland Briefing, url: https://highland.example}"]),
    Field::new("theme", Shape::Map(THEME), "How the theme looks."),
    Field::new(
        "menu",
        Shape::List(&Shape::Map(LINK)),
        "Links beside those to the sections, in their order.",
    ).also(&["nav", "navigation", "menus"])
    .or("[]"),
    Field::new("footer", Shape::Map(FOOTER), "What the foot of every page has besides.")
        .such_as(&["{text: All that is told here is invented.}"]),
    Field::new("share", Shape::OneOrMore(&SHARE), "Where readers can share a story.")
        .or("[email]")
        .such_as(&["[email, telegram]"]),
    Field::new("analytics", Shape::Map(ANALYTICS), "Services that count readers."),
    Field::new("comments", Shape::Map(COMMENTS), "Comments below stories."),
    Field::new(
        "content_security_policy",
        Shape::OrFalse(&Shape::Map(DIRECTIVES)),
        "What pages may load and run besides the site's own files and what these settings need; \
         false for no policy.",
    )
    .or("{}")
    .such_as(&["{frame-src: [https://player.example]}"]),
    Field::new(
        "embeds",
        Shape::List(&Shape::Map(EMBED)),
        "Other sites of which stories show something by its address alone, besides those that \
         Dateline knows.",
    )
    .also(&["embed", "providers", "oembed"])
    .or("[]"),
    Field::new(
        "podcasts",
        Shape::List(&Shape::Map(PODCAST)),
        "The sections whose sound and films are a podcast.",
    )
    .also(&["podcast"])
    .or("[]")
    .such_as(&["[{section: politics, image: /podcast.jpg, email: radio@example.org}]"]),
    Field::new(
        "pictures",
        Shape::Map(PICTURES),
        "In which sizes pictures are published, and what is taken from their files.",
    )
    .also(&["images", "photos", "image"])
    .such_as(&["{widths: [600, 1200]}"]),
    Field::new(
        "cards",
        Shape::OrMap(&Shape::Flag, CARDS),
        "Whether a link to a page without a picture is shared with one: the headline, the section and \
         the site's name.",
    )
    .also(&["socialcards", "sharecards", "ogimage", "ogimages", "socialimages"])
    .or("false")
    .such_as(&["true", "{fonts: data/NotoSerifJP-Bold.otf}"]),
    Field::new(
        "most_read",
        Shape::Map(MOST_READ),
        "What the list of what was read most is made from.",
    )
    .or("{reads: data/reads.csv, limit: 10, windows: {day: 1, week: 7, month: 30}}"),
    Field::new("feeds", Shape::Map(FEEDS), "The feeds of the site and of each section.")
        .or("{limit: 20, tags: false}"),
    Field::new(
        "digest",
        Shape::Map(DIGEST),
        "The briefing of a day as mail, book, paper and podcast, which `dateline digest` makes.",
    )
    .also(&["newsletter", "mail", "email", "digests"])
    .such_as(&["{title: The morning briefing, unsubscribe: listmonk}"]),
    Field::new("check", Shape::Map(CHECK), "What `dateline check` leaves out.").or("{ignore: []}"),
    Field::new(
        "cname",
        Shape::OrFalse(&Shape::Form(r"^[^\s/:?#@.]+(\.[^\s/:?#@.]+)+$")),
        "The site's domain at GitHub Pages, where it is published from a branch; false for none. \
         Without it, the domain of base_url, if it can be one's own.",
    )
    .such_as(&["news.example.org"]),
    Field::new(
        "redirects",
        Shape::OneOrMore(&Shape::OrMap(
            &Shape::Form(r"^/[^*]*\{slug\}[^*]*(/|\.html)$"),
            REDIRECT,
        )),
        "Old addresses, at each of which is a page that leads readers on: of stories, patterns as of \
         permalink; of anything else, where it was and where it is.",
    )
    .or("[]")
    .such_as(&["['/{year}/{month}/{slug}.html']", "[{from: /tags/talks/, to: /tags/peace/}]"]),
    Field::new(
        "redirect_list",
        Shape::Flag,
        "Whether the site has a file /_redirects, for hosts that answer old addresses themselves.",
    ).also(&["redirects"])
    .or("false"),
    Field::new("search", Shape::Flag, "Whether readers can search the site.").or("true"),
    Field::new("markdown", Shape::Map(MARKDOWN), "How texts are read.").or("{html: sanitize}"),
    Field::new(
        "unknown_fields",
        Shape::OneOf(&["error", "keep"]),
        "What happens to front matter that Dateline does not know: it is an error, or it is kept in \
         `extra`.",
    )
    .or("error"),
];

/// What is said of a section.
pub(super) const SECTION: &[Field] = &[
    Field::new(
        "id",
        Shape::FormOrNumber(SLUG),
        "Its folder of content/, and the first part of its addresses.",
    )
    .also(&["slug", "folder", "name"])
    .required()
    .such_as(&["foreign-policy"]),
    Field::new("title", Shape::Text, "The name that readers see. Without it, made from the id.")
        .also(&["name", "label", "heading"]),
    Field::new("description", Shape::Text, "A line at the head of the section's page.")
        .also(&["subtitle", "tagline", "summary"]),
    Field::new(
        "aliases",
        Shape::OneOrMore(&Shape::FormOrNumber(SLUG)),
        "Its old ids, the oldest first: the addresses below each lead to those of the section.",
    )
    .such_as(&["[world]"]),
];

/// What is said of another site of which stories show something.
pub(super) const EMBED: &[Field] = &[
    Field::new("name", Shape::Text, "The name that readers see.")
        .required()
        .such_as(&["Highland Video"]),
    Field::new(
        "address",
        Shape::Form(EMBED_ADDRESS),
        "The address of a page, with `{id}`, or another name, in the place of what changes.",
    )
    .also(&["url", "pattern", "from"])
    .required()
    .such_as(&["https://video.example.org/w/{id}"]),
    Field::new(
        "frame",
        Shape::Form(EMBED_ADDRESS),
        "The address that a frame of it has, with the same names.",
    )
    .also(&["embed", "iframe", "src", "to"])
    .required()
    .such_as(&["https://video.example.org/videos/embed/{id}"]),
    Field::new(
        "shape",
        Shape::OneOf(&["wide", "tall", "low"]),
        "Whether it is wide as a film, tall as a post or low as something to be heard.",
    )
    .or("wide"),
];

/// The regular expression of an address with places.
const EMBED_ADDRESS: &str = r"^(?=.*\{[a-z]+\})https://[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9@._~%+=-]*(\{[a-z]+\}[A-Za-z0-9@._~%+=-]*)?)*(\?[A-Za-z0-9_.-]+=[A-Za-z0-9@._~%+=-]*(\{[a-z]+\}[A-Za-z0-9@._~%+=-]*)?(&[A-Za-z0-9_.-]+=[A-Za-z0-9@._~%+=-]*(\{[a-z]+\}[A-Za-z0-9@._~%+=-]*)?)*)?$";

/// What is said of the publisher.
pub(super) const PUBLISHER: &[Field] = &[
    Field::new("name", Shape::Text, "The name.").required().such_as(&["The Highland Briefing"]),
    Field::new("logo", Shape::Form("^/"), "A picture of static/, as a path from the site's root.")
        .such_as(&["/logo.png"]),
    Field::new("url", Shape::Form(ADDRESS), "The publisher's own site.")
        .such_as(&["https://highland.example"]),
];

/// What is said of the list of what was read most.
pub(super) const MOST_READ: &[Field] = &[
    Field::new(
        "reads",
        Shape::FormOrNumber(r"^[^/\\]+(/[^/\\]+)*$"),
        "The file that says how often each path was read on each day.",
    )
    .or("data/reads.csv"),
    Field::new("limit", Shape::Count(100), "How many stories of each window every page shows.")
        .or("10"),
    Field::new(
        "page_limit",
        Shape::Count(1000),
        "How many stories of each window the page of the list shows.",
    )
    .or("100"),
    Field::new(
        "windows",
        Shape::Named(&Shape::Count(3660)),
        "The lists: the name of each, and how many days it looks back.",
    )
    .or("{day: 1, week: 7, month: 30}"),
];

/// What is said of one old address.
pub(super) const REDIRECT: &[Field] = &[
    Field::new(
        "from",
        Shape::FormOrNumber(r"^[^*?#:]*[^*?#:/][^*?#:]*$"),
        "The old address, from the site's root.",
    )
    .required()
    .such_as(&["/tags/talks/"]),
    Field::new(
        "to",
        Shape::FormOrNumber(r"^[^*?#:]+$"),
        "Where readers are led: the address of a story, a page, a section, a tag or the front page.",
    )
    .required()
    .such_as(&["/tags/peace/"]),
];

/// What is said of the feeds.
pub(super) const FEEDS: &[Field] = &[
    Field::new("limit", Shape::Count(1000), "How many briefings a feed holds, the newest.")
        .or("20"),
    Field::new("tags", Shape::Flag, "Whether each tag has feeds of its own.").or("false"),
    Field::new(
        "authority",
        Shape::Form(AUTHORITY),
        "The domain or e-mail address in the ids of stories, which stays when the site moves. \
         Without it, the domain of base_url.",
    )
    .such_as(&["highland.example"]),
];

/// The regular expression of the authority of a `tag:` URI, which is no number
/// (<https://www.rfc-editor.org/rfc/rfc4151#section-2.1>).
const AUTHORITY: &str = r"^(?=.*[A-Za-z])([A-Za-z0-9._-]+@)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$";

/// What is said of checks.
pub(super) const CHECK: &[Field] = &[Field::new(
    "ignore",
    Shape::OneOrMore(&Shape::Form(ADDRESS)),
    "Beginnings of addresses on other sites that `dateline check --external` does not ask for.",
)
.or("[]")
.such_as(&["[https://intranet.example/]"])];

/// What is said of Markdown.
pub(super) const MARKDOWN: &[Field] = &[Field::new(
    "html",
    Shape::OneOf(&["sanitize", "allow", "escape"]),
    "Raw HTML in a text: it is cleaned, stays as it is, or is shown as text.",
)
.or("sanitize")];
