//! The fields of a front page: one table for the reader and the schema.

use super::MOST_IN_BLOCK;
use crate::text::fields::{DATE, Field, Shape};

/// What `front.yaml` may say, in the order of the docs.
pub const FIELDS: &[Field] = &[
    Field::new(
        "banner",
        Shape::Map(BANNER),
        "News that is breaking: one line above everything else, until a moment.",
    )
    .also(&["breaking", "breakingnews", "alert", "ticker", "notice", "urgent", "flash"])
    .such_as(&[
        "{text: The bridge at Hesk is closed, link: content/politics/bridge.md, until: 2026-02-03 18:00}",
    ]),
    Field::new(
        "lead",
        Shape::OneOrMore(&Shape::OrMap(&Shape::Text, ENTRY)),
        "The story that leads the page: its file. Of several, the first that is public and in its \
         time. Without it, the newest `featured` story, or else the newest.",
    )
    .also(&["leads", "top", "topstory", "main", "splash", "hero", "featured", "leadstory"])
    .such_as(&["content/politics/budget.md"]),
    Field::new(
        "second_leads",
        Shape::OneOrMore(&Shape::OrMap(&Shape::Text, ENTRY)),
        "Up to four stories next to the lead, in this order.",
    )
    .also(&["second", "secondlead", "seconds", "secondary", "sublead", "subleads", "topstories"])
    .such_as(&["[content/economy/tolls.md, content/society/snow-day.md]"]),
    Field::new(
        "pinned",
        Shape::OneOrMore(&Shape::OrMap(&Shape::Text, ENTRY)),
        "Up to eight stories that stay above the latest, however old they are.",
    )
    .also(&["pin", "pins", "sticky", "stuck", "fixed", "pinnedstories"])
    .such_as(&["[{story: content/society/snow-day.md, until: 2026-02-02}]"]),
    Field::new(
        "blocks",
        Shape::List(&Shape::OrMap(&Shape::Text, BLOCK)),
        "What follows, in this order; the id of a section alone is a block of it. Without it, a block \
         for each section.",
    )
    .also(&["block", "modules", "module", "order", "sections", "layout", "boxes", "groups"])
    .such_as(&["[economy, {tag: water, title: The reservoir}]"]),
];

/// The parts of a banner.
pub(super) const BANNER: &[Field] = &[
    Field::new("text", Shape::Text, "What happened, in one line.")
        .also(&["title", "headline", "message", "line"])
        .required()
        .such_as(&["The bridge at Hesk is closed"]),
    Field::new(
        "link",
        Shape::Text,
        "Where more is said: the file of a story, a path such as `/about/`, or a web address.",
    )
    .also(&["url", "href", "story", "to", "address", "target"])
    .such_as(&["content/politics/bridge.md"]),
    Field::new("from", Shape::Form(DATE), "When it appears; at once without it.")
        .also(&["start", "begin", "since", "starts", "date", "after"])
        .such_as(DATES),
    Field::new("until", Shape::Form(DATE), "When it disappears.")
        .also(&["to", "end", "ends", "expires", "till", "before", "stop", "expiry"])
        .required()
        .such_as(&["2026-02-03 18:00", "2026-02-03", "2026-02-03T18:00:00+04:00"]),
];

/// A story, and when it is on the page.
pub(super) const ENTRY: &[Field] = &[
    Field::new("story", Shape::Text, "The story: its file, from the folder of the site.")
        .also(&["file", "path", "url", "link", "page", "article", "post"])
        .required()
        .such_as(&["content/politics/budget.md"]),
    FROM,
    UNTIL,
];

/// The parts of a block.
pub(super) const BLOCK: &[Field] = &[
    Field::new("section", Shape::Text, "The newest stories of this section: its id.")
        .also(&["of", "folder", "category", "desk"])
        .such_as(&["economy"]),
    Field::new("tag", Shape::Text, "The newest stories with this tag.")
        .also(&["topic", "tags", "theme", "subject", "keyword"])
        .such_as(&["water"]),
    Field::new(
        "stories",
        Shape::OneOrMore(&Shape::OrMap(&Shape::Text, ENTRY)),
        "These stories, in this order: their files.",
    )
    .also(&["files", "list", "items", "picks", "articles", "posts", "pages"])
    .such_as(&["[content/society/snow-day.md, content/society/city-library.md]"]),
    Field::new(
        "title",
        Shape::Text,
        "What stands above it. Without it, the name of the section or the tag.",
    )
    .also(&["name", "heading", "label", "headline", "caption"])
    .such_as(&["Our picks"]),
    Field::new("count", Shape::Count(MOST_IN_BLOCK), "How many stories it shows at most.")
        .also(&["limit", "number", "max", "size", "show"])
        .or("4"),
    FROM,
    UNTIL,
];

const FROM: Field = Field::new("from", Shape::Form(DATE), "When it appears; at once without it.")
    .also(&["start", "begin", "since", "starts", "date", "after"])
    .such_as(DATES);

const UNTIL: Field =
    Field::new("until", Shape::Form(DATE), "When it disappears; never without it.")
        .also(&["to", "end", "ends", "expires", "till", "before", "stop", "expiry"])
        .such_as(DATES);

const DATES: &[&str] = &["2026-02-01", "2026-02-01 09:30", "2026-02-01T09:30:00+04:00"];
