//! Which template sees which variables. `check.rs` compares this with what they
//! are given when a site is rendered.

/// A template.
pub struct Template {
    pub name: &'static str,
    /// What it makes.
    pub makes: &'static str,
    /// What it sees beside [`EVERYWHERE`]; of that, a part of the frame has [`IN_PARTS`].
    pub variables: &'static [Variable],
    pub kind: Kind,
}

/// What a template makes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Page,
    /// A part of pages. A page of this text shows it.
    Part(&'static str),
}

/// A variable: its name, its type in the words of Rust and of `views/`, and what it is.
pub type Variable = (&'static str, &'static str, &'static str);

/// What every template of a page sees.
pub const EVERYWHERE: &[Variable] = &[
    ("site", "SiteView", "the whole site"),
    ("page", "PageView", "what the page is"),
    ("frame", "FrameView", "parts that are the same on every page"),
    ("most_read", "Option<MostRead>", "what was read most; none if nothing is known to be read"),
];

/// What every part of pages sees too.
pub const IN_PARTS: &[&str] = &["site"];

/// What of [`EVERYWHERE`] a part may see or not, and should not rely on: it depends on
/// what was made first.
pub const SOMETIMES_IN_PARTS: &[&str] = &["frame", "most_read"];

const BRIEFINGS: Variable = ("briefings", "Vec<Story>", "those of this page of the list");
const PAGER: Variable = ("pager", "PagerView", "where the list goes on");
const OLDER: Variable = ("older", "Option<CountedLinkView>", "the nearest before it that has any");
const NEWER: Variable = ("newer", "Option<CountedLinkView>", "the nearest after it that has any");
const MOST_READ: Variable =
    ("most_read", "Option<MostRead>", "what was read most; none if nothing is known to be read");
const OF_SECTION: Variable =
    ("section_most_read", "Option<MostRead>", "what was read most in the section");
const STORY: Variable = ("story", "CardView", "the story");

pub const TEMPLATES: &[Template] = &[
    page(
        "home.html",
        "`/`",
        &[
            ("lead", "Option<Story>", "the newest that is `featured`, or else the newest"),
            ("latest", "Vec<Story>", "up to 8, without the lead"),
            (
                "blocks",
                "Vec<GroupView>",
                "for each section that has others than the lead, up to 4 of them",
            ),
        ],
    ),
    page(
        "section.html",
        "`/{section}/`, `/{section}/page/2/`",
        &[("section", "Section", "the section"), BRIEFINGS, PAGER, OF_SECTION],
    ),
    page(
        "briefing.html",
        "a briefing",
        &[
            ("briefing", "Briefing", "the briefing"),
            ("previous", "Option<Story>", "the one before it in the section, older"),
            ("next", "Option<Story>", "the one after it in the section, newer"),
            ("related", "Vec<Story>", "up to 4 that share tags with it"),
            OF_SECTION,
        ],
    ),
    page("page.html", "a page such as `/about/`", &[("standing", "StandingView", "its text")]),
    page("tags.html", "`/tags/`", &[("tags", "Vec<Tag>", "all, by name")]),
    page(
        "tag.html",
        "`/tags/{tag}/`, `/tags/{tag}/page/2/`",
        &[
            ("tag", "Tag", "the tag"),
            BRIEFINGS,
            PAGER,
            ("feeds", "Vec<FeedView>", "empty unless [tags have feeds](site-yaml.md#feeds)"),
        ],
    ),
    page(
        "most-read.html",
        "`/most-read/`; there is none without [reads](most-read.md)",
        &[
            (
                "ranked",
                "Option<MostRead>",
                "all that is listed, while `most_read` has the first of it; none before the first reads \
                 are counted",
            ),
            (
                "ranked_in_all",
                "Vec<StoryRankingView>",
                "the stories that were read most in all languages together; empty on a site with one",
            ),
        ],
    ),
    page(
        "year.html",
        "`/{year}/`",
        &[
            ("year", "String", "the year: `2026`"),
            ("months", "Vec<CountedLinkView>", "those that have briefings, newest first"),
            OLDER,
            NEWER,
        ],
    ),
    page(
        "month.html",
        "`/{year}/{month}/`",
        &[
            ("month", "String", "the month: `February 2026`"),
            ("year", "PeriodView", "its year"),
            ("days", "Vec<DayView>", "those that have briefings, newest first"),
            OLDER,
            NEWER,
        ],
    ),
    page(
        "day.html",
        "`/{year}/{month}/{day}/`",
        &[
            ("day", "String", "the day: `February 1, 2026`"),
            ("month", "PeriodView", "its month"),
            ("year", "PeriodView", "its year"),
            ("groups", "Vec<GroupView>", "its briefings, section by section"),
            OLDER,
            NEWER,
        ],
    ),
    page("search.html", "`/search/`", &[("search", "SearchView", "what the search needs")]),
    page(
        "corrections.html",
        "`/corrections/`; there is none without corrections",
        &[("corrections", "Vec<CorrectedView>", "all, newest first")],
    ),
    page("404.html", "`/404.html`", &[]),
    page(
        "redirect.html",
        "an old path (`aliases`) that leads to where the story is now",
        &[("target", "TargetView", "where it leads")],
    ),
    part("frame/head.html", "`frame.head`, once", "{{ frame.head }}", &[MOST_READ]),
    part("frame/footer.html", "`frame.footer`, once", "{{ frame.footer }}", &[MOST_READ]),
    part("frame/search.html", "`frame.search`, once", "{{ frame.search }}", &[MOST_READ]),
    part("frame/name.html", "`frame.name`, once", "{{ frame.name }}", &[MOST_READ]),
    part("frame/most-read.html", "`frame.most_read`, once", "{{ frame.most_read }}", &[MOST_READ]),
    part(
        "frame/navigation.html",
        "`page.navigation`, once for each section, and for pages without one",
        "{{ page.navigation }}",
        &[
            ("section", "Option<String>", "the id of the page's section"),
            (
                "current",
                "Option<String>",
                "what `aria-current` is to say there: `page` on the section's first page, else `true`",
            ),
        ],
    ),
    part(
        "line.html",
        "`line` of a story, once for each: a line of the list `related`",
        "{% for story in latest | default(value=[]) %}{{ story.line }}{% endfor %}",
        &[STORY],
    ),
    part(
        "card.html",
        "`card` of a story, once for each, for lists of several sections, such as those of a tag",
        "{% for story in latest | default(value=[]) %}{{ story.card }}{% endfor %}",
        &[STORY],
    ),
];

const fn page(name: &'static str, makes: &'static str, variables: &'static [Variable]) -> Template {
    Template { name, makes, variables, kind: Kind::Page }
}

const fn part(
    name: &'static str,
    makes: &'static str,
    shown_by: &'static str,
    variables: &'static [Variable],
) -> Template {
    Template { name, makes, variables, kind: Kind::Part(shown_by) }
}
