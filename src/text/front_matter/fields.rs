//! The fields of front matter.

use crate::text::fields::{ADDRESS, DATE, Field, LANGUAGE, SLUG, Shape};

/// All fields.
pub const FIELDS: &[Field] = &[
    Field::new("title", Shape::Text, "The headline.")
        .required()
        .such_as(&["Talks resume in the capital"]),
    Field::new(
        "date",
        Shape::Form(DATE),
        "When it was published. Required in a briefing, unless the file's name begins with it. \
         A date in the future holds the story back until then.",
    )
    .such_as(DATES),
    Field::new(
        "updated",
        Shape::Form(DATE),
        "The last editorial change: what a reader should know about.",
    )
    .such_as(DATES),
    Field::new("embargo", Shape::Form(DATE), "Not public before this.")
        .such_as(&["2027-06-01 06:00 +01:00"]),
    Field::new("expires", Shape::Form(DATE), "Not public from this on.").such_as(DATES),
    Field::new("draft", Shape::Flag, "Held back until it is false.").or("false"),
    Field::new("subtitle", Shape::Text, "The standfirst: the line under the headline.")
        .such_as(&["Both sides agree on a timetable, and on little else"]),
    Field::new(
        "summary",
        Shape::Text,
        "What lists and search engines show, in a sentence or two. Without it, the first \
         paragraph of the story.",
    ),
    Field::new(
        "dateline",
        Shape::OrMap(&Shape::Text, DATELINE),
        "Where the story was filed, and by whom. Text that ends in a colon or a dash is a whole \
         line and is shown as it is; other text is a place.",
    )
    .such_as(&["{place: Hesk, agency: HBN}", "Hesk"]),
    Field::new("authors", Shape::OneOrMore(&Shape::Text), "The byline: one name, or a list.")
        .such_as(&["[Anna Voss, Simo Harrand]"]),
    Field::new(
        "tags",
        // With more in it than ASCII's marks; which of the others are letters, the reader knows.
        Shape::OneOrMore(&Shape::FormOrNumber(r"[^\s!-/:-@\[-`{-~]")),
        "What it is about. Each tag has a page with all its stories.",
    )
    .such_as(&["[water, defence reform]"]),
    Field::new(
        "image",
        Shape::OrMap(&Shape::Text, IMAGE),
        "The picture that leads it: its file, or more.",
    )
    .such_as(&["{src: dam.svg, alt: The dam from the south}", "dam.svg"]),
    Field::new(
        "source",
        Shape::Map(SOURCE),
        "Where a link-out brief leads: a story that points to another publication.",
    )
    .such_as(&["{name: Marisk Herald, url: https://herald.example/ferry}"]),
    Field::new(
        "slug",
        Shape::FormOrNumber(SLUG),
        "The story's name in its address. Without it, made from the file's name.",
    )
    .such_as(&["talks-day-two"]),
    Field::new(
        "aliases",
        Shape::OneOrMore(&Shape::FormOrNumber("^[^?#:]*[^?#:/][^?#:]*$")),
        "Its old addresses: paths from the site's root. Each becomes a page that leads to the story.",
    )
    .such_as(&["[/politics/old-name/, /2019/talks.html]"]),
    Field::new("featured", Shape::Flag, "Leads the front page.").or("false"),
    Field::new(
        "corrections",
        Shape::List(&Shape::Map(CORRECTION)),
        "What was corrected, and when.",
    ),
    Field::new(
        "language",
        Shape::Form(LANGUAGE),
        "The story's language, as a BCP 47 tag, where it is not the site's.",
    )
    .such_as(&["hy", "pt-BR"]),
    Field::new(
        "translations",
        Shape::NamedLike(LANGUAGE, &Shape::Text),
        "The same story in other languages: a language tag, and the file of that text, relative to \
         this one, or a web address.",
    )
    .such_as(&["{hy: talks-hy.md, ru: 'https://paper.example/ru/talks/'}"]),
    Field::new(
        "extra",
        Shape::AnyMap,
        "Facts of your own, for templates. `lang` is another way to write `language`.",
    )
    .such_as(&["{desk: politics}"]),
];

/// The parts of a dateline.
pub(super) const DATELINE: &[Field] = &[
    Field::new("place", Shape::Text, "Where the story was filed.").such_as(&["Hesk"]),
    Field::new("agency", Shape::Text, "Who filed it.").such_as(&["HBN"]),
];

/// The parts of a picture.
pub(super) const IMAGE: &[Field] = &[
    Field::new(
        "src",
        Shape::Text,
        "The picture: a file relative to this one, a path from the site's root for one of \
         static/, or a web address.",
    )
    .required()
    .such_as(&["dam.svg"]),
    Field::new("alt", Shape::Text, "What it shows, for readers who do not see it."),
    Field::new("caption", Shape::Text, "The line below it."),
    Field::new("credit", Shape::Text, "Who made it."),
];

/// The parts of a source.
pub(super) const SOURCE: &[Field] = &[
    Field::new("url", Shape::Form(ADDRESS), "The web address of the story there.")
        .required()
        .such_as(&["https://herald.example/ferry"]),
    Field::new(
        "name",
        Shape::Text,
        "The name of the publication. Without it, the host of the address.",
    )
    .such_as(&["Marisk Herald"]),
];

/// The parts of a correction.
pub(super) const CORRECTION: &[Field] = &[
    Field::new("date", Shape::Form(DATE), "When it was made.").required().such_as(DATES),
    Field::new("text", Shape::Text, "What was wrong, and what is right.")
        .required()
        .such_as(&["An earlier version gave the vote as seven to two. It was six to three."]),
];

const DATES: &[&str] = &["2026-02-01", "2026-02-01 09:30", "2026-02-01T09:30:00+04:00"];
