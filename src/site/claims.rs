//! The paths that a site has, and who wants each.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Place;
use crate::model::{ListedAbout, ListedBriefing, ListedPage, ListedText, Translations};
use crate::routes::{
    Claimant, Claims, EditionId, EditionPage, FeedFormat, FeedOf, FileSource, PictureFile, Route,
    SitemapPart, Target,
};
use crate::site::Site;
use crate::site::edition::Index;
use crate::site::paths::{Paths, page_count};
use crate::site::sitemap::{EntrySizes, sitemap_parts};
use crate::site::statics::Statics;
use crate::text::config::Config;
use crate::theme;
use crate::url::SitePath;

/// The files of the theme that none of these texts needs.
pub(super) fn unused_files<'a>(texts: impl Iterator<Item = ListedText<'a>>) -> Vec<&'static str> {
    let (mut has_blocks, mut has_frames, mut has_live) = (false, false, false);
    for text in texts {
        has_blocks |= text.has_blocks;
        has_frames |= text.has_frames;
        has_live |= text.live.is_some();
    }
    let needed = [has_blocks, has_frames, has_live, has_live];
    let needed = theme::ON_DEMAND.into_iter().zip(needed);
    needed.filter(|(_, is_needed)| !is_needed).map(|(name, _)| name).collect()
}

/// Claims what no language has for itself: what hosts and crawlers look for, and files.
pub(super) fn claim_what_is_shared<'a>(
    config: &Config,
    statics: &'a Statics,
    unused: &[&str],
    claims: &mut Claims<'a>,
) {
    if config.redirect_list {
        let claimant = Claimant::Made("list of redirects");
        claims.claim(Site::redirect_list_path(), Route::RedirectList, claimant);
    }
    // A site may have its own.
    if !statics.has(&Site::robots_path()) {
        claims.claim(Site::robots_path(), Route::Robots, Claimant::Made("robots.txt"));
    }
    // Of the theme, what no page needs is not published.
    let is_unused = |source: &FileSource| match source {
        FileSource::BuiltIn(name) => unused.contains(name),
        FileSource::Own(_) | FileSource::Picture(_) => false,
    };
    for (path, source) in statics.files.iter().filter(|(_, source)| !is_unused(source)) {
        let claimant = match source {
            FileSource::Own(file) => Claimant::File(file, None),
            FileSource::BuiltIn(name) => Claimant::MadeOf("theme's", name),
            FileSource::Picture(picture) => Claimant::File(&picture.source, None),
        };
        claims.claim(path.clone(), Route::File(source.clone()), claimant);
    }
    for (plain, asset) in &statics.assets {
        let source = statics.files.get(plain).filter(|source| !is_unused(source));
        let Some(source) = source else { continue };
        let claimant = Claimant::MadeOf("asset", plain.as_str());
        claims.claim(asset.path.clone(), Route::File(source.clone()), claimant);
    }
}

/// What an edition claims its paths for.
pub(super) struct EditionClaims<'a> {
    pub edition: EditionId,
    pub config: &'a Config,
    /// Whether readers were counted.
    pub has_readers: bool,
    pub index: &'a Index,
    pub briefings: &'a [ListedBriefing<'a>],
    pub pages: &'a [ListedPage<'a>],
    /// What is told about lists.
    pub abouts: &'a [ListedAbout<'a>],
    /// The same stories in several languages.
    pub translations: &'a Translations,
}

impl<'a> EditionClaims<'a> {
    /// Whether one of its texts shows data, as a table or chart.
    pub fn shows_data(&self) -> bool {
        let briefings = self.briefings.iter().map(|briefing| briefing.text);
        let pages = self.pages.iter().map(|page| page.text);
        let mut texts = briefings.chain(pages).chain(self.abouts.iter().map(|about| about.text));
        texts.any(|text| text.attachments.show_data())
    }

    /// Claims them; of `files`, a site's own may take the place of what Dateline makes.
    pub fn claim(&self, files: &BTreeMap<SitePath, FileSource>, claims: &mut Claims<'a>) {
        let paths = &self.index.paths;
        self.made(claims, paths.home().clone(), EditionPage::Home, "front page");
        let what = "page for what is not found";
        self.made(claims, paths.not_found(), EditionPage::NotFound, what);
        if self.edition == EditionId::FIRST && !self.config.homes().contains(&SitePath::root()) {
            self.claim_the_top(claims);
        }
        self.claim_lists(claims);
        if self.config.search {
            self.made(claims, paths.search(), EditionPage::Search, "search");
        }
        if self.has_readers {
            let what = "most-read list";
            self.made(claims, paths.most_read(), EditionPage::MostRead, what);
        }
        if has_corrections(self.briefings) {
            let what = "list of corrections";
            self.made(claims, paths.corrections(), EditionPage::Corrections, what);
        }
        self.claim_archive(claims);
        self.claim_texts(claims);
        self.claim_subjects(files, claims);
        self.claim_latest(files, claims);
        self.claim_prints(claims);
        self.claim_live(claims);
        self.claim_cards(claims);
        self.claim_feeds(claims);
        self.claim_sitemaps(claims);
        if !files.contains_key(&paths.manifest()) {
            self.made(claims, paths.manifest(), EditionPage::WebManifest, "web manifest");
        }
    }

    /// Claims what is at the top of a site of which no language has its front page there: readers
    /// are led to the first, and hosts look for the page of what is not found.
    fn claim_the_top(&self, claims: &mut Claims<'a>) {
        let top = Paths::default();
        let home = EditionPage::Redirect(Target::Home);
        self.made(claims, top.home().clone(), home, "way to the front page");
        let what = "page for what is not found";
        self.made(claims, top.not_found(), EditionPage::NotFound, what);
    }

    /// Claims a path for the one page of its kind.
    fn made(&self, claims: &mut Claims<'a>, path: SitePath, page: EditionPage, kind: &'static str) {
        claims.claim(path, self.route(page), Claimant::Made(kind));
    }

    pub(super) fn route(&self, page: EditionPage) -> Route {
        Route::Edition(self.edition, page)
    }

    fn claim_lists(&self, claims: &mut Claims<'a>) {
        for (section, data) in self.index.sections.iter().enumerate() {
            let claimant = Claimant::MadeOf("section", &data.config.id);
            for page in 1..=page_count(data.briefings.len(), self.config.page_size) {
                let path = self.index.section_path(section, page);
                let route = self.route(EditionPage::Section { section, page });
                claims.claim_user_path(path, route, claimant.clone());
            }
        }
        for (path, page, claimant) in tag_pages(self.index, self.config.page_size) {
            // Two texts about one tag are told of with their files.
            if self.index.about(&page).is_none() {
                claims.claim(path, self.route(page), claimant);
            }
        }
    }

    fn claim_feeds(&self, claims: &mut Claims<'a>) {
        let sections = (0..self.index.sections.len()).map(FeedOf::Section);
        let of_tags = if self.config.feeds.tags { self.index.tagging.tags.len() } else { 0 };
        let tags = (0..of_tags).map(FeedOf::Tag);
        let of_subjects = self.feeds_of_subjects(claims);
        for of in [FeedOf::Edition].into_iter().chain(sections).chain(tags).chain(of_subjects) {
            for (path, page, claimant) in feed_files(self.index, of) {
                claims.claim(path, self.route(page), claimant);
            }
        }
        for (at, section) in self.index.sections.iter().enumerate() {
            if self.config.podcast(&section.config.id).is_some() {
                let claimant = Claimant::MadeOf("podcast of the section", &section.config.id);
                let path = self.index.podcast_path(at);
                claims.claim(path, self.route(EditionPage::Podcast(at)), claimant);
            }
        }
    }

    /// All pages are claimed already: how many there are decides.
    fn claim_sitemaps(&self, claims: &mut Claims<'a>) {
        let paths = &self.index.paths;
        let homes = self.config.homes();
        let sizes = EntrySizes {
            base_url: &self.config.base_url,
            homes: &homes,
            translations: self.translations,
        };
        let parts = sitemap_parts(self.edition, self.index, claims.routes(), sizes).len();
        let first = if parts > 1 { SitemapPart::List(parts) } else { SitemapPart::Whole };
        self.made(claims, paths.sitemap(), EditionPage::Sitemap(first), "sitemap");
        for part in (0..parts).filter(|_| parts > 1) {
            let page = EditionPage::Sitemap(SitemapPart::Part(part));
            self.made(claims, paths.sitemap_part(part), page, "sitemap");
        }
        self.made(claims, paths.news_sitemap(), EditionPage::NewsSitemap, "sitemap of news");
    }

    fn claim_archive(&self, claims: &mut Claims<'a>) {
        let Index { paths, archive, .. } = self.index;
        for (at, year) in archive.years.iter().enumerate() {
            let what = "year of the archive";
            self.made(claims, paths.year(year.day), EditionPage::Year(at), what);
        }
        for (at, month) in archive.months.iter().enumerate() {
            let what = "month of the archive";
            self.made(claims, paths.month(month.day), EditionPage::Month(at), what);
        }
        for (at, day) in archive.days.iter().enumerate() {
            let what = "day of the archive";
            self.made(claims, paths.day(day.day), EditionPage::Day(at), what);
        }
    }

    /// What goes with stories that are told while they happen.
    fn claim_live(&self, claims: &mut Claims<'a>) {
        let live = self.briefings.iter().enumerate();
        for (at, briefing) in live.filter(|(_, briefing)| briefing.text.live.is_some()) {
            let (page, file) = (briefing.text.path, briefing.text.file);
            let updates = self.route(EditionPage::LiveUpdates(at));
            let claimant = || Claimant::MadeOf("live story", file);
            claims.claim(Paths::live_updates(page), updates, claimant());
            for format in FeedFormat::ALL {
                let feed = self.route(EditionPage::LiveFeed { briefing: at, format });
                claims.claim(Paths::live_feed(page, format), feed, claimant());
            }
        }
    }

    /// The list of all briefings, unless the site has something of its own in its place.
    fn claim_latest(&self, files: &BTreeMap<SitePath, FileSource>, claims: &mut Claims<'a>) {
        let first = self.index.paths.latest(1);
        let is_own = files.contains_key(&first) || files.contains_key(&first.file("index.html"));
        if self.briefings.is_empty() || is_own {
            return;
        }
        for page in 1..=page_count(self.briefings.len(), self.config.page_size) {
            let path = self.index.paths.latest(page);
            let route = self.route(EditionPage::Latest { page });
            let is_taken = claims.claim_if_free(path, route, Claimant::Made("list of all stories"));
            if is_taken.is_some() {
                return;
            }
        }
    }

    /// Claims the print version of each day, where no text or old address is: a story may be
    /// called so, below its day.
    fn claim_prints(&self, claims: &mut Claims<'a>) {
        let Index { paths, archive, .. } = self.index;
        for (at, day) in archive.days.iter().enumerate() {
            let what = Claimant::Made("print version of a day");
            claims.claim_if_free(paths.print(day.day), self.route(EditionPage::Print(at)), what);
        }
    }

    fn claim_texts(&self, claims: &mut Claims<'a>) {
        let briefings =
            self.briefings.iter().enumerate().map(|(at, briefing)| {
                (briefing.text, EditionPage::Briefing(at), Target::Briefing(at))
            });
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(at, page)| (page.text, EditionPage::Standing(at), Target::Page(at)));
        // Texts first, so that an alias never takes the place of one.
        let mut of_story: HashMap<&str, &SitePath> = HashMap::new();
        for (text, page, _) in briefings.clone().chain(pages.clone()) {
            // Two files that are one story in one language are told as that.
            if !text.story.is_empty() && of_story.insert(text.story, text.path) == Some(text.path) {
                continue;
            }
            let claimant = Claimant::File(text.file, Some(Place::START));
            claims.claim_user_path(text.path.clone(), self.route(page), claimant);
        }
        for (text, _, target) in briefings.chain(pages) {
            self.claim_files_and_aliases(claims, text, target);
        }
    }

    /// The cards of all pages that have one.
    fn claim_cards(&self, claims: &mut Claims<'a>) {
        let Index { paths, cards, .. } = self.index;
        let of_texts = (self.briefings.iter().map(|briefing| briefing.text))
            .zip(&cards.briefings)
            .chain(self.pages.iter().map(|page| page.text).zip(&cards.pages))
            .map(|(text, card)| (text.path.clone(), card));
        let of_sections = cards.sections.iter().enumerate();
        let of_sections = of_sections.map(|(at, card)| (self.index.section_path(at, 1), card));
        let of_home = [(paths.home().clone(), &cards.home)];
        for (page, card) in of_home.into_iter().chain(of_sections).chain(of_texts) {
            let Some(card) = card else { continue };
            let path = page.attached(&card.file_name());
            // Two pages of one folder that say the same share it.
            claims.claim_once(path, Route::Card(card.clone()), Claimant::Made("card"));
        }
    }

    pub(super) fn claim_files_and_aliases(
        &self,
        claims: &mut Claims<'a>,
        text: ListedText<'a>,
        target: Target,
    ) {
        for (file, path, source) in text.attachments.published() {
            let claimant = Claimant::File(file, None);
            match source {
                // Of a picture for the whole site, the texts that show it have the versions in
                // common.
                FileSource::Picture(PictureFile { size: Some(_), .. }) => {
                    claims.claim_once(path, Route::File(source), claimant);
                }
                _ => claims.claim_user_path(path, Route::File(source), claimant),
            }
        }
        for alias in text.aliases {
            let claimant = Claimant::Alias(text.file, alias.place);
            let route = self.route(EditionPage::Redirect(target));
            claims.claim_user_path(alias.value.clone(), route, claimant);
        }
    }
}

/// The feeds of something, in each format.
fn feed_files(index: &Index, of: FeedOf) -> Vec<(SitePath, EditionPage, Claimant<'_>)> {
    let claimant = match of {
        FeedOf::Edition => Claimant::Made("feed"),
        FeedOf::Section(section) => {
            Claimant::MadeOf("feed of the section", &index.sections[section].config.id)
        }
        FeedOf::Tag(tag) => Claimant::MadeOf("feed of the tag", &index.tagging.tags[tag].name),
        FeedOf::Author(author) => {
            Claimant::MadeOf("feed of the author", &index.authorship.authors[author].name)
        }
        FeedOf::Series(series) => {
            Claimant::MadeOf("feed of the series", &index.serials.series[series].name)
        }
    };
    let file =
        |format| (index.feed_path(of, format), EditionPage::Feed { of, format }, claimant.clone());
    FeedFormat::ALL.map(file).into()
}

/// Whether there is a correction that readers may see.
fn has_corrections(briefings: &[ListedBriefing<'_>]) -> bool {
    let mut texts = briefings.iter().map(|briefing| briefing.text);
    texts.any(|text| text.is_public && !text.corrections.is_empty())
}

/// The list of tags, and every page of a tag's own list.
fn tag_pages(index: &Index, page_size: usize) -> Vec<(SitePath, EditionPage, Claimant<'_>)> {
    let tags = &index.tagging.tags;
    let list = (index.paths.tags(), EditionPage::Tags, Claimant::Made("list of tags"));
    let mut pages: Vec<_> = (!tags.is_empty()).then_some(list).into_iter().collect();
    for (tag, data) in tags.iter().enumerate() {
        for page in 1..=page_count(data.briefings.len(), page_size) {
            let claimant = Claimant::MadeOf("tag", &data.name);
            pages.push((index.tag_path(tag, page), EditionPage::Tag { tag, page }, claimant));
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::model::{Article, Briefing};
    use crate::routes::Routes;
    use crate::text::date;
    use crate::text::front_matter::FrontMatter;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).unwrap()
    }

    fn briefing(at: SitePath) -> Briefing {
        let file = format!("content{at}");
        let article = Article::of_facts(&file, at, FrontMatter::default());
        Briefing::new(article, 0, date::parse("2026-02-01", &TimeZone::UTC).unwrap())
    }

    /// The routes of a site with an edition of one story below each of these front pages.
    fn routes(homes: &[&str]) -> (Routes, Vec<String>) {
        let config = Config { redirect_list: true, ..Config::stand_in() };
        let paths: Vec<Paths> = homes.iter().filter_map(|home| Paths::below(path(home))).collect();
        let stories: Vec<Briefing> =
            homes.iter().map(|home| briefing(path(&format!("{home}politics/a/")))).collect();
        let briefings: Vec<_> = stories.iter().map(|story| [ListedBriefing::of(story)]).collect();
        let indexes: Vec<Index> = paths
            .into_iter()
            .zip(&briefings)
            .map(|(paths, briefings)| Index::of(&config, paths, briefings, &[]))
            .collect();
        let statics = Statics {
            files: BTreeMap::from([(path("/style.css"), FileSource::BuiltIn("style.css"))]),
            ..Statics::default()
        };
        let mut claims = Claims::below(homes.iter().map(|home| path(home)).collect());
        let translations = Translations::default();
        for (at, (index, briefings)) in indexes.iter().zip(&briefings).enumerate() {
            let edition = EditionClaims {
                edition: EditionId(at),
                config: &config,
                has_readers: true,
                index,
                briefings,
                pages: &[],
                abouts: &[],
                translations: &translations,
            };
            edition.claim(&statics.files, &mut claims);
        }
        claim_what_is_shared(&config, &statics, &[], &mut claims);
        let (routes, faults) = claims.finish();
        (routes, faults.iter().map(ToString::to_string).collect())
    }

    /// Those of an edition, or those that all share.
    fn of(routes: &Routes, edition: Option<EditionId>) -> Vec<(String, Route)> {
        let of_edition = routes.iter().filter(|(_, route)| route.edition() == edition);
        of_edition.map(|(path, route)| (path.to_string(), route.clone())).collect()
    }

    #[test]
    fn two_editions_stand_side_by_side() {
        let (routes, faults) = routes(&["/", "/ru/"]);
        assert_eq!(faults, [""; 0]);
        let first = of(&routes, Some(EditionId(0)));
        let second = of(&routes, Some(EditionId(1)));
        let below = |(path, route): (String, Route)| match route {
            Route::Edition(_, page) => (format!("/ru{path}"), Route::Edition(EditionId(1), page)),
            shared => (path, shared),
        };
        assert!(first.iter().any(|(path, _)| path == "/sitemap.xml"), "{first:?}");
        assert_eq!(second, first.into_iter().map(below).collect::<Vec<_>>());
        let shared: Vec<String> = of(&routes, None).into_iter().map(|(path, _)| path).collect();
        assert_eq!(shared, ["/_redirects", "/robots.txt", "/style.css"]);
    }

    #[test]
    fn two_editions_at_one_place_are_refused() {
        let (routes, faults) = routes(&["/", "/"]);
        let first = of(&routes, Some(EditionId(0)));
        assert_eq!(of(&routes, Some(EditionId(1))), []);
        // The list of all stories and the print version of a day give way to whatever is there.
        let gives_way = |route: &Route| {
            matches!(route, Route::Edition(_, EditionPage::Latest { .. } | EditionPage::Print(_)))
        };
        let giving_way = first.iter().filter(|(_, route)| gives_way(route)).count();
        assert_eq!(giving_way, 2);
        assert_eq!(faults.len(), first.len() - giving_way, "{faults:?}");
    }
}
