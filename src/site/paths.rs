//! Where the pages are that Dateline makes by itself.

use jiff::civil::Date;

use crate::routes::FeedFormat;
use crate::site::Site;
use crate::text::front_matter::Subject;
use crate::url::SitePath;

/// How many pages of `page_size` a list of `briefings` has; at least one.
pub fn page_count(briefings: usize, page_size: usize) -> usize {
    briefings.div_ceil(page_size).max(1)
}

/// The paths of an edition, all of them at or below its front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The front page, a folder.
    home: SitePath,
}

impl Default for Paths {
    /// Those of an edition whose front page is the site's.
    fn default() -> Self {
        Paths { home: SitePath::root() }
    }
}

impl Paths {
    /// Those of the edition whose front page is `home`; none if that is no folder.
    pub fn below(home: SitePath) -> Option<Self> {
        home.as_str().ends_with('/').then_some(Paths { home })
    }

    /// The front page.
    pub fn home(&self) -> &SitePath {
        &self.home
    }

    /// What is shown where nothing is.
    pub fn not_found(&self) -> SitePath {
        self.home.file("404.html")
    }

    /// Page `page` of the list of the section `id`.
    pub fn section(&self, id: &str, page: usize) -> SitePath {
        paginated(self.home.folder(id), page)
    }

    /// Page `page` of the list of the tag with this slug.
    pub fn tag(&self, slug: &str, page: usize) -> SitePath {
        paginated(self.tags().folder(slug), page)
    }

    /// The list of authors.
    pub fn authors(&self) -> SitePath {
        self.home.folder("authors")
    }

    /// Page `page` of the list of the author with this slug.
    pub fn author(&self, slug: &str, page: usize) -> SitePath {
        paginated(self.authors().folder(slug), page)
    }

    /// Page `page` of the list of the series with this slug.
    pub fn series(&self, slug: &str, page: usize) -> SitePath {
        paginated(self.home.folder("series").folder(slug), page)
    }

    /// Page `page` of the list of a subject with this slug.
    pub fn about(&self, subject: Subject, slug: &str, page: usize) -> SitePath {
        match subject {
            Subject::Author => self.author(slug, page),
            Subject::Topic => self.tag(slug, page),
            Subject::Series => self.series(slug, page),
        }
    }

    /// Page `page` of the list of all briefings.
    pub fn latest(&self, page: usize) -> SitePath {
        paginated(self.home.folder("latest"), page)
    }

    /// The list of tags.
    pub fn tags(&self) -> SitePath {
        self.home.folder("tags")
    }

    /// The search, and the folder of its files.
    pub fn search(&self) -> SitePath {
        self.home.folder("search")
    }

    /// The list of what was read most.
    pub fn most_read(&self) -> SitePath {
        self.home.folder("most-read")
    }

    /// The list of corrections.
    pub fn corrections(&self) -> SitePath {
        self.home.folder("corrections")
    }

    /// The pages of an edition that Dateline makes by itself and that nothing can take the place of,
    /// as far as the edition has them.
    pub fn lists(&self) -> [SitePath; 4] {
        [self.tags(), self.search(), self.most_read(), self.corrections()]
    }

    /// The feed of what `page` lists.
    pub fn feed(&self, page: &SitePath, format: FeedFormat) -> SitePath {
        page.file(format.file())
    }

    /// A feed of the entries of the live story at `page`.
    pub fn live_feed(page: &SitePath, format: FeedFormat) -> SitePath {
        page.attached(format.file())
    }

    /// What an open page of the live story at `page` asks for.
    pub fn live_updates(page: &SitePath) -> SitePath {
        page.attached("live.json")
    }

    /// The list of all pages for search engines, or of its parts.
    pub fn sitemap(&self) -> SitePath {
        self.home.file("sitemap.xml")
    }

    /// A part of the sitemap, from 0.
    pub fn sitemap_part(&self, part: usize) -> SitePath {
        self.home.file(&format!("sitemap-{}.xml", part + 1))
    }

    /// The list of the last days' briefings for search engines of news.
    pub fn news_sitemap(&self) -> SitePath {
        self.home.file("sitemap-news.xml")
    }

    /// What devices are told: a name and a front page, in one language.
    pub fn manifest(&self) -> SitePath {
        self.home.file("site.webmanifest")
    }

    /// The year of `day`.
    pub fn year(&self, day: Date) -> SitePath {
        self.home.folder(&format!("{:04}", day.year()))
    }

    /// The month of `day`.
    pub fn month(&self, day: Date) -> SitePath {
        self.year(day).folder(&format!("{:02}", day.month()))
    }

    /// The archive page of `day`.
    pub fn day(&self, day: Date) -> SitePath {
        // At once: pages and lists ask for it again and again.
        let path = format!("{}{:04}/{:02}/{:02}/", self.home, day.year(), day.month(), day.day());
        SitePath::new(&path).unwrap_or_else(|| self.month(day).folder(&format!("{:02}", day.day())))
    }
}

impl Paths {
    /// The print version of the archive page of `day`.
    pub fn print(&self, day: Date) -> SitePath {
        let path = format!("{}print/", self.day(day));
        SitePath::new(&path).unwrap_or_else(|| self.day(day).folder("print"))
    }

    /// Whether a path of an earlier site may have been that of a text: it is a page, and none
    /// that Dateline made by itself, in whatever languages that site was. A list has feeds beside
    /// it, in a file that `is_there`, and its further pages below it; so has a live story, and what
    /// its open pages ask for, too.
    pub fn was_of_a_text(path: &SitePath, is_there: impl Fn(&str) -> bool) -> bool {
        let path_text = path.as_str();
        let is_file = path_text.ends_with(".html") || path_text.ends_with(".htm");
        let is_page = path_text.ends_with('/') || is_file;
        is_page && Paths::of_earlier(path, &is_there).may_be_of_a_text(path, is_file, is_there)
    }

    /// The paths of the edition of an earlier site that a path was in: the nearest folder with the
    /// files that each has; else the site's.
    pub fn of_earlier(path: &SitePath, is_there: impl Fn(&str) -> bool) -> Self {
        let folders = path.as_str().rmatch_indices('/').map(|(at, _)| &path.as_str()[..=at]);
        let mut editions = folders.filter_map(|folder| Paths::below(SitePath::new(folder)?));
        let is_one = |paths: &Paths| {
            let own = [paths.not_found(), paths.sitemap(), paths.manifest()];
            own.iter().all(|file| is_there(file.to_output().as_str()))
        };
        editions.find(is_one).unwrap_or_default()
    }

    fn may_be_of_a_text(
        &self,
        path: &SitePath,
        is_file: bool,
        is_there: impl Fn(&str) -> bool,
    ) -> bool {
        let lists = self.lists();
        let own = [self.not_found(), self.latest(1), self.authors()];
        let own = |path: &SitePath| own.contains(path) || lists.contains(path);
        let Some(below) = path.as_str().strip_prefix(self.home.as_str()) else { return false };
        let segments: Vec<&str> = below.trim_end_matches('/').split('/').collect();
        let list = match segments.as_slice() {
            [.., "page", number] if is_number(number) => {
                path.as_str().strip_suffix(&format!("page/{number}/")).and_then(SitePath::new)
            }
            _ => None,
        };
        let list = list.unwrap_or_else(|| path.clone());
        let is_beside = |file: SitePath| !is_file && is_there(file.to_output().as_str());
        let has_feeds = is_beside(list.file(FeedFormat::Rss.file()));
        let is_list = has_feeds && !is_beside(Paths::live_updates(&list))
            || list.as_str().starts_with(self.tags().as_str());
        let is_day = !is_file
            && segments.len() <= 3
            && segments[0].len() == 4
            && segments.iter().all(|segment| is_number(segment));
        let is_print = matches!(
            segments.as_slice(),
            [year, month, day, "print"]
                if year.len() == 4 && [year, month, day].into_iter().all(|part| is_number(part))
        );
        !(own(path) || own(&list) || path == &self.home || is_list || is_day || is_print)
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What hosts and crawlers look for at the top of a host, whatever the editions.
impl Site {
    /// The list of redirects, under the name by which hosts know it.
    pub fn redirect_list_path() -> SitePath {
        SitePath::root().file("_redirects")
    }

    /// What crawlers may look at.
    pub fn robots_path() -> SitePath {
        SitePath::root().file("robots.txt")
    }
}

/// Page `page` of the list that begins at `first`.
pub(super) fn paginated(first: SitePath, page: usize) -> SitePath {
    match page {
        1 => first,
        page => first.folder("page").folder(&page.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The paths of everything that an edition has.
    fn all(paths: &Paths) -> Vec<String> {
        let day = date(2026, 2, 1);
        let home = paths.home().clone();
        let (section, tag) = (paths.section("politics", 1), paths.tag("peace", 1));
        let (author, series) = (paths.author("anna-voss", 1), paths.series("dam", 1));
        let lists = [&home, &section, &tag, &author, &series];
        let feeds = lists
            .into_iter()
            .flat_map(|list| FeedFormat::ALL.map(|format| paths.feed(list, format)));
        let feeds: Vec<SitePath> = feeds.collect();
        let others = [
            paths.not_found(),
            paths.latest(1),
            paths.section("politics", 2),
            paths.tag("peace", 3),
            paths.tags(),
            paths.authors(),
            paths.author("anna-voss", 2),
            paths.series("dam", 2),
            paths.search(),
            paths.most_read(),
            paths.corrections(),
            paths.sitemap(),
            paths.sitemap_part(0),
            paths.news_sitemap(),
            paths.manifest(),
            paths.year(day),
            paths.month(day),
            paths.day(day),
            paths.print(day),
        ];
        let all = [home, section, tag, author, series].into_iter().chain(feeds).chain(others);
        all.map(|path| path.to_string()).collect()
    }

    #[test]
    fn the_paths_of_an_edition_are_below_its_front_page() {
        let at_the_root = all(&Paths::default());
        let below = all(&Paths::below(SitePath::new("/ru/").unwrap()).unwrap());
        let expected: Vec<String> = at_the_root.iter().map(|path| format!("/ru{path}")).collect();
        assert_eq!(below, expected);
        assert!(at_the_root.contains(&"/2026/02/01/".into()), "{at_the_root:?}");
        assert!(at_the_root.contains(&"/politics/page/2/".into()), "{at_the_root:?}");
        assert_eq!(Paths::below(SitePath::new("/ru").unwrap()), None);
    }

    /// Whatever languages a site had, the pages of each that Dateline made are of no text.
    #[test]
    fn a_page_of_an_earlier_language_is_of_no_text() {
        let earlier = Paths::below(SitePath::new("/ru/").unwrap()).unwrap();
        let there = [all(&earlier), all(&Paths::default())].concat();
        let is_there = |file: &str| there.contains(&format!("/{file}"));
        let of_text = |path: &str| Paths::was_of_a_text(&SitePath::new(path).unwrap(), is_there);
        let wrong: Vec<_> = there.iter().filter(|path| of_text(path)).collect();
        assert_eq!(wrong, [""; 0]);
        assert!(of_text("/ru/politics/talks/") && of_text("/en/404/"));
    }

    #[test]
    fn a_page_that_dateline_makes_is_of_no_text() {
        let paths = Paths::default();
        let there = all(&paths);
        let is_there = |file: &str| there.contains(&format!("/{file}"));
        let of_text = |path: &str| Paths::was_of_a_text(&SitePath::new(path).unwrap(), is_there);
        let wrong: Vec<_> = there.iter().filter(|path| of_text(path)).collect();
        assert_eq!(wrong, [""; 0]);
        for path in ["/a.png", "/style.css", "/_redirects", "/tags/other/", "/tags/other/page/2/"] {
            assert!(!of_text(path), "{path}");
        }
        for path in [
            "/about/",
            "/politics/talks/",
            "/2026/02/01/talks.html",
            "/2026/talks/",
            "/politics/talks.htm",
            "/world/page/x/",
            "/politics/2026/",
        ] {
            assert!(of_text(path), "{path}");
        }
    }

    /// It has feeds, as a list has.
    #[test]
    fn a_live_story_is_a_text() {
        let path = |text: &str| SitePath::new(text).unwrap();
        let beside = |page: &str| {
            let feeds = FeedFormat::ALL.map(|format| Paths::live_feed(&path(page), format));
            feeds.into_iter().chain([Paths::live_updates(&path(page))])
        };
        let live = ["/politics/count/", "/2026/11/28/count/", "/ru/politics/count/", "/count/"];
        let ru = Paths::below(path("/ru/")).unwrap();
        let mut there = [all(&ru), all(&Paths::default())].concat();
        there.extend(live.iter().flat_map(|page| beside(page)).map(|file| file.to_string()));
        let is_there = |file: &str| there.contains(&format!("/{file}"));
        let of_text = |page: &str| Paths::was_of_a_text(&path(page), is_there);
        assert_eq!(live.map(of_text), [true; 4]);
        for list in
            ["/", "/politics/", "/ru/", "/ru/politics/", "/authors/anna-voss/", "/series/dam/"]
        {
            assert!(!of_text(list), "{list}");
        }
    }

    #[test]
    fn what_hosts_look_for_is_at_the_top() {
        assert_eq!(Site::robots_path().as_str(), "/robots.txt");
        assert_eq!(Site::redirect_list_path().as_str(), "/_redirects");
    }
}
