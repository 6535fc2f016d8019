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
    /// A digest, on a page that shows nothing else, or away from the site.
    Digest,
    /// A part of pages. A page of this text shows it.
    Part(&'static str),
}

/// A variable: its name, its type in the words of Rust and of `views/`, and what it is.
pub type Variable = (&'static str, &'static str, &'static str);

/// What every template of a page sees.
pub const EVERYWHERE: &[Variable] = &[
    ("site", "SiteView", "the whole site"),
    ("page", "PageView", "what the page is"),
    ("frame", "FrameView", "the parts that all pages share"),
    ("most_read", "Option<MostRead>", "the most-read lists; none if no reads are known"),
];

/// What every part of pages sees too.
pub const IN_PARTS: &[&str] = &["site"];

/// What of [`EVERYWHERE`] a part may see or not, and should not rely on: it depends on
/// what was made first.
pub const SOMETIMES_IN_PARTS: &[&str] = &["frame", "most_read"];

const BRIEFINGS: Variable = ("briefings", "Vec<Story>", "the stories on this page of the list");
const PAGER: Variable = ("pager", "PagerView", "links to the other pages of the list");
const OLDER: Variable =
    ("older", "Option<CountedLinkView>", "the nearest earlier one that has stories");
const NEWER: Variable =
    ("newer", "Option<CountedLinkView>", "the nearest later one that has stories");
const MOST_READ: Variable =
    ("most_read", "Option<MostRead>", "the most-read lists; none if no reads are known");
const OF_SECTION: Variable =
    ("section_most_read", "Option<MostRead>", "the most-read lists of the section");
const DIGEST: Variable = ("digest", "DigestView", "the stories, in one piece");
const ACCENT: Variable =
    ("accent", "String", "the theme's colour of links on a light page: `#9d1b1e`");
const START: Variable =
    ("start", "String", "the side on which lines begin: `left`, or `right` in Arabic and Hebrew");
const STORY: Variable = ("story", "CardView", "the story");

pub const TEMPLATES: &[Template] = &[
    page(
        "home.html",
        "`/`",
        &[
            (
                "banner",
                "Option<BannerView>",
                "news that is breaking, if [`front.yaml`](front-page.md) has some",
            ),
            (
                "lead",
                "Option<Story>",
                "that of `front.yaml`, or the newest `featured` story, or else the newest story",
            ),
            ("second_leads", "Vec<Story>", "those of `front.yaml`"),
            ("latest", "Vec<Story>", "up to 8: those that are pinned, then the newest"),
            (
                "blocks",
                "Vec<BlockView>",
                "those of `front.yaml`, or one for each section; no story is on the page twice, and \
                 blocks without any are left out",
            ),
        ],
    ),
    page(
        "section.html",
        "`/{section}/`, `/{section}/page/2/`",
        &[
            ("section", "Section", "the section"),
            ("podcast", "Option<String>", "the address of the section's podcast"),
            BRIEFINGS,
            PAGER,
            OF_SECTION,
        ],
    ),
    page(
        "latest.html",
        "`/latest/`, `/latest/page/2/`",
        &[
            ("days", "Vec<DayView>", "the stories on this page of the list of all, by their days"),
            PAGER,
        ],
    ),
    page(
        "briefing.html",
        "the page of a story",
        &[
            ("briefing", "Briefing", "the story"),
            ("series", "Option<PartOfView>", "the series that it is a part of"),
            ("previous", "Option<Story>", "the next older story of the section"),
            ("next", "Option<Story>", "the next newer story of the section"),
            ("related", "Vec<Story>", "up to 4 stories that share tags with it"),
            OF_SECTION,
        ],
    ),
    page("page.html", "a page such as `/about/`", &[("standing", "StandingView", "its text")]),
    page("tags.html", "`/tags/`", &[("tags", "Vec<Tag>", "all tags, by name")]),
    page(
        "tag.html",
        "`/tags/{tag}/`, `/tags/{tag}/page/2/`",
        &[
            ("tag", "Tag", "the tag"),
            BRIEFINGS,
            PAGER,
            ("feeds", "Vec<FeedView>", "empty unless [tags have feeds](site-yaml.md#feeds)"),
            ("about", "Option<AboutView>", "what the [topic's file](front-matter.md#topics) tells"),
        ],
    ),
    page(
        "authors.html",
        "`/authors/`",
        &[("authors", "Vec<CountedLinkView>", "all authors with a page, by name")],
    ),
    page(
        "author.html",
        "`/authors/{author}/`, `/authors/{author}/page/2/`",
        &[("author", "AuthorView", "the author"), BRIEFINGS, PAGER],
    ),
    page(
        "series.html",
        "`/series/{series}/`, `/series/{series}/page/2/`",
        &[
            ("series", "SeriesView", "the series"),
            ("parts", "Vec<PartView>", "the parts on this page of the list, the first first"),
            PAGER,
        ],
    ),
    page(
        "most-read.html",
        "`/most-read/`, if there are [reads](most-read.md)",
        &[
            (
                "ranked",
                "Option<MostRead>",
                "the complete lists, of which `most_read` has the beginning; none before the first reads \
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
            ("months", "Vec<CountedLinkView>", "those with stories, newest first"),
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
            ("days", "Vec<DayView>", "those with stories, newest first"),
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
            ("groups", "Vec<GroupView>", "its stories, section by section"),
            ("print_url", "Option<String>", "link to its print version"),
            OLDER,
            NEWER,
        ],
    ),
    page("search.html", "`/search/`", &[("search", "SearchView", "what the search page needs")]),
    page(
        "corrections.html",
        "`/corrections/`, if there are corrections",
        &[("corrections", "Vec<CorrectedView>", "all corrections, newest first")],
    ),
    page("404.html", "`/404.html`", &[]),
    page(
        "redirect.html",
        "the page at an old address (`aliases`, `redirects`), which leads to the new one",
        &[("target", "TargetView", "where it leads")],
    ),
    digest(
        "print.html",
        "`/{year}/{month}/{day}/print/`, and the print version of a [digest](digest.md)",
        &[DIGEST],
    ),
    digest("digest/mail.html", "a [digest](digest.md#mail) as mail", &[DIGEST, ACCENT, START]),
    digest(
        "digest/mail.txt",
        "a [digest](digest.md#mail) as text, of which long lines are wrapped; nothing in it is escaped",
        &[DIGEST, ACCENT, START],
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
                "the value of `aria-current` for the section: `page` on its first page, `true` on its other pages",
            ),
        ],
    ),
    part(
        "line.html",
        "`line` of each story, once: a line of the list `related`",
        "{% for story in latest | default(value=[]) %}{{ story.line }}{% endfor %}",
        &[STORY],
    ),
    part(
        "card.html",
        "`card` of each story, once: for lists across sections, such as that of a tag",
        "{% for story in latest | default(value=[]) %}{{ story.card }}{% endfor %}",
        &[STORY],
    ),
];

const fn page(name: &'static str, makes: &'static str, variables: &'static [Variable]) -> Template {
    Template { name, makes, variables, kind: Kind::Page }
}

const fn digest(
    name: &'static str,
    makes: &'static str,
    variables: &'static [Variable],
) -> Template {
    Template { name, makes, variables, kind: Kind::Digest }
}

const fn part(
    name: &'static str,
    makes: &'static str,
    shown_by: &'static str,
    variables: &'static [Variable],
) -> Template {
    Template { name, makes, variables, kind: Kind::Part(shown_by) }
}
