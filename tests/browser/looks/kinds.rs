//! Every kind of page, each by pages of the sample site.

/// A page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What pictures of it are called.
    pub name: &'static str,
    /// Where it is, below the base path.
    pub path: &'static str,
}

/// Every kind of page; of stories, one for each kind of thing that can be in them.
pub const KINDS: [Kind; 37] = [
    kind("front", "/"),
    kind("latest", "/latest/"),
    kind("latest-2", "/latest/page/2/"),
    kind("section", "/politics/"),
    kind("section-2", "/politics/page/2/"),
    kind("story", "/economy/lorun-refill/"),
    kind("story-blocks", "/international/temmer-treaty/"),
    kind("story-chart", "/economy/grain-prices/"),
    kind("story-figures", "/economy/water-year/"),
    kind("story-map", "/military/hazard-bulletins/"),
    kind("story-contents", "/politics/budget-2027/"),
    kind("story-live", "/politics/vessun-vote/"),
    kind("story-corrected", "/politics/hearing-fees/"),
    kind("story-notes", "/economy/rate-decision/"),
    kind("story-tasks", "/politics/ombudsman-report/"),
    kind("story-armenian", "/hy/society/city-library/"),
    kind("story-russian", "/ru/politics/hearing-fees/"),
    kind("opinion", "/politics/read-the-minutes/"),
    kind("obituary", "/society/orsa-lindahl/"),
    kind("sponsored", "/economy/lime-house/"),
    kind("link-out", "/economy/rail-tariff/"),
    kind("standing", "/about/"),
    kind("tags", "/tags/"),
    kind("tag", "/tags/water/"),
    kind("author", "/authors/vara-lindesh/"),
    kind("author-plain", "/authors/simo-harrand/"),
    kind("authors", "/authors/"),
    kind("series", "/series/the-temmer-question/"),
    kind("story-part", "/politics/reservoir-consent-law/"),
    kind("year", "/2026/"),
    kind("month", "/2026/11/"),
    kind("day", "/2026/11/18/"),
    kind("search", "/search/"),
    kind("search-found", "/search/?q=water"),
    kind("most-read", "/most-read/"),
    kind("corrections", "/corrections/"),
    kind("missing", "/404.html"),
];

const fn kind(name: &'static str, path: &'static str) -> Kind {
    Kind { name, path }
}

/// Every kind of page on each of these screens.
pub fn on_all<S: Copy>(screens: impl IntoIterator<Item = S>) -> impl Iterator<Item = (S, Kind)> {
    screens.into_iter().flat_map(|screen| KINDS.map(|kind| (screen, kind)))
}

/// The page of this name.
pub fn named(name: &str) -> Kind {
    *KINDS.iter().find(|kind| kind.name == name).unwrap()
}

impl Kind {
    /// Its file in the output.
    pub fn file(self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        let index = if path.ends_with('/') { "index.html" } else { "" };
        format!("{}{index}", &path[1..])
    }

    /// Whether the page lives by its script.
    pub fn is_search(self) -> bool {
        self.path.starts_with("/search/")
    }
}
