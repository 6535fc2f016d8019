//! Routes: every path of the site, and what is at it.

mod picture_file;
mod recipe;
mod reserved;
mod share_card;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::url::SitePath;

pub use picture_file::PictureFile;
pub use recipe::Recipe;
pub use share_card::{CardWords, ShareCard};

/// Which edition of a site, what it has in one language: its number among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditionId(pub usize);

impl EditionId {
    /// The first, which is shown where nobody says which.
    pub const FIRST: EditionId = EditionId(0);
}

/// What is at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Something that an edition has.
    Edition(EditionId, EditionPage),
    /// What crawlers may look at.
    Robots,
    /// The list of redirects, for hosts that read one.
    RedirectList,
    /// A file, published as it is.
    File(FileSource),
    /// The picture that a link to a page is shared with.
    Card(Arc<ShareCard>),
}

impl Route {
    /// The edition that has it; none of what all share.
    pub fn edition(&self) -> Option<EditionId> {
        match self {
            Route::Edition(edition, _) => Some(*edition),
            Route::Robots | Route::RedirectList | Route::File(_) | Route::Card(_) => None,
        }
    }
}

/// What an edition has at a path. Numbers are indexes into the edition; `page` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditionPage {
    /// The front page.
    Home,
    /// A page of a section's list.
    Section {
        /// The section.
        section: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of the list of all briefings.
    Latest {
        /// Which page of it.
        page: usize,
    },
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Standing(usize),
    /// The list of tags.
    Tags,
    /// A page of a tag's list.
    Tag {
        /// The tag.
        tag: usize,
        /// Which page of its list.
        page: usize,
    },
    /// The list of authors.
    Authors,
    /// A page of an author's list.
    Author {
        /// The author.
        author: usize,
        /// Which page of the list.
        page: usize,
    },
    /// A page of the list of a series.
    Series {
        /// The series.
        series: usize,
        /// Which page of its list.
        page: usize,
    },
    /// What was read most.
    MostRead,
    /// The search.
    Search,
    /// A year of the archive.
    Year(usize),
    /// A month of the archive.
    Month(usize),
    /// A day of the archive: the briefing of that day.
    Day(usize),
    /// The stories of a day of the archive, whole, on paper.
    Print(usize),
    /// All corrections.
    Corrections,
    /// A feed of the newest briefings.
    Feed {
        /// Of which briefings.
        of: FeedOf,
        /// In which format.
        format: FeedFormat,
    },
    /// A feed of the entries of a live story.
    LiveFeed {
        /// The briefing.
        briefing: usize,
        /// In which format.
        format: FeedFormat,
    },
    /// What an open page of a live story asks for, to learn of new entries.
    LiveUpdates(usize),
    /// The podcast of a section, by its number.
    Podcast(usize),
    /// The list of all its pages for search engines, or a part of it.
    Sitemap(SitemapPart),
    /// The list of the last two days' briefings for search engines of news.
    NewsSitemap,
    /// What devices are told of it.
    WebManifest,
    /// What is shown where nothing is.
    NotFound,
    /// An old path, which leads to where a text is now.
    Redirect(Target),
}

impl EditionPage {
    /// What a redirect leads to that leads here, if one can.
    pub fn target(&self) -> Option<Target> {
        match *self {
            EditionPage::Home => Some(Target::Home),
            EditionPage::Section { section, page } => Some(Target::Section { section, page }),
            EditionPage::Tag { tag, page } => Some(Target::Tag { tag, page }),
            EditionPage::Author { author, page } => Some(Target::Author { author, page }),
            EditionPage::Series { series, page } => Some(Target::Series { series, page }),
            EditionPage::Briefing(at) => Some(Target::Briefing(at)),
            EditionPage::Standing(at) => Some(Target::Page(at)),
            EditionPage::Redirect(target) => Some(target),
            EditionPage::Latest { page } => Some(Target::List(ListTarget::Latest { page })),
            EditionPage::Tags => Some(Target::List(ListTarget::Tags)),
            EditionPage::Authors => Some(Target::List(ListTarget::Authors)),
            EditionPage::MostRead => Some(Target::List(ListTarget::MostRead)),
            EditionPage::Search => Some(Target::List(ListTarget::Search)),
            EditionPage::Corrections => Some(Target::List(ListTarget::Corrections)),
            EditionPage::Year(at) => Some(Target::List(ListTarget::Year(at))),
            EditionPage::Month(at) => Some(Target::List(ListTarget::Month(at))),
            EditionPage::Day(at) => Some(Target::List(ListTarget::Day(at))),
            EditionPage::Print(at) => Some(Target::List(ListTarget::Print(at))),
            EditionPage::Feed { .. }
            | EditionPage::LiveFeed { .. }
            | EditionPage::LiveUpdates(_)
            | EditionPage::Podcast(_)
            | EditionPage::Sitemap(_)
            | EditionPage::NewsSitemap
            | EditionPage::WebManifest
            | EditionPage::NotFound => None,
        }
    }
}

/// What a feed is of. Numbers are indexes into the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOf {
    /// The whole edition.
    Edition,
    /// A section.
    Section(usize),
    /// A tag.
    Tag(usize),
    /// An author.
    Author(usize),
    /// A series.
    Series(usize),
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// All of them.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The name of the file.
    pub fn file(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }
}

/// A file of the sitemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SitemapPart {
    /// The only one: all pages are in it.
    Whole,
    /// The list of so many parts.
    List(usize),
    /// A part, from 0.
    Part(usize),
}

/// What a redirect leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The front page.
    Home,
    /// A briefing.
    Briefing(usize),
    /// A standing page.
    Page(usize),
    /// A page of a section's list.
    Section {
        /// The section.
        section: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of a tag's list.
    Tag {
        /// The tag.
        tag: usize,
        /// Which page of its list.
        page: usize,
    },
    /// A page of an author's list.
    Author {
        /// The author.
        author: usize,
        /// Which page of the list.
        page: usize,
    },
    /// A page of the list of a series.
    Series {
        /// The series.
        series: usize,
        /// Which page of its list.
        page: usize,
    },
    /// Another list that Dateline makes.
    List(ListTarget),
}

/// A list that a redirect leads to, where all pages of an edition were elsewhere before. Numbers
/// are indexes into the edition; `page` counts from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListTarget {
    /// A page of the list of all briefings.
    Latest {
        /// Which page of it.
        page: usize,
    },
    /// The list of tags.
    Tags,
    /// The list of authors.
    Authors,
    /// What was read most.
    MostRead,
    /// The search.
    Search,
    /// All corrections.
    Corrections,
    /// A year of the archive.
    Year(usize),
    /// A month of the archive.
    Month(usize),
    /// A day of the archive.
    Day(usize),
    /// The stories of a day of the archive, on paper.
    Print(usize),
}

/// Where a published file comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FileSource {
    /// The site, by its path from the root.
    Own(String),
    /// The default theme, by its path below `static/`.
    BuiltIn(&'static str),
    /// Made of a picture.
    Picture(PictureFile),
}

impl FileSource {
    /// The file of the site that it is, or is made of, by its path from the root.
    pub fn own_file(&self) -> Option<&str> {
        match self {
            FileSource::Own(file) => Some(file),
            FileSource::Picture(picture) => Some(&picture.source),
            FileSource::BuiltIn(_) => None,
        }
    }
}

/// All routes of a site.
#[derive(Clone, Debug, Default)]
pub struct Routes(Arc<Table>);

/// Routes by their paths.
#[derive(Debug, Default)]
struct Table {
    entries: Vec<(SitePath, Route)>,
    /// By [`SitePath::file_key`]: two paths that one file is served at are one.
    by_key: HashMap<SitePath, usize>,
    /// Those of the keys that are no page of a folder, so that no folder of their name can be.
    files: HashMap<SitePath, usize>,
}

/// Paths are looked up by the ten thousand each time that lists are made anew.
/// This hasher is keyed at random, so that nobody can choose paths that collide.
type HashMap<K, V> = std::collections::HashMap<K, V, ahash::RandomState>;

impl Table {
    /// Puts `route` at `path`, where nothing is yet.
    fn insert(&mut self, path: SitePath, route: Route) {
        let at = self.entries.len();
        let key = path.file_key();
        if !key.as_str().ends_with('/') {
            self.files.insert(key.clone(), at);
        }
        self.by_key.insert(key, at);
        self.entries.push((path, route));
    }

    fn get(&self, path: &SitePath) -> Option<&Route> {
        let (found, route) = &self.entries[*self.by_key.get(&path.file_key())?];
        (found == path).then_some(route)
    }

    fn has_file_of(&self, path: &SitePath) -> bool {
        self.by_key.contains_key(&path.file_key())
    }

    /// The file that stands where a folder of `path` has to be.
    fn in_the_way_of<'p>(&self, path: &'p SitePath) -> Option<(&'p str, usize)> {
        let path = path.as_str();
        let mut folders = path.match_indices('/').skip(1).map(|(at, _)| &path[..at]);
        folders.find_map(|folder| Some((folder, *self.files.get(folder)?)))
    }
}

impl Routes {
    /// Path and route, in an order that depends on the site alone.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Route)> {
        self.0.entries.iter().map(|(path, route)| (path, route))
    }

    /// Those of the same order whose numbers are in `range`.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = (&SitePath, &Route)> {
        let entries = self.0.entries.iter().skip(range.start).take(range.len());
        entries.map(|(path, route)| (path, route))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a file is served at `path`, by whichever of its names: at `/a/`, also the site's own
    /// `/a/index.html`.
    pub fn has_file_of(&self, path: &SitePath) -> bool {
        self.0.has_file_of(path)
    }

    /// What is at `path`.
    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        self.0.get(path)
    }
}

/// Who wants a path.
#[derive(Clone, Debug)]
pub enum Claimant<'a> {
    /// A file of the site, and where in it the path is wanted.
    File(&'a str, Option<Place>),
    /// An alias in a file of the site.
    Alias(&'a str, Option<Place>),
    /// Something that Dateline makes by itself and that there is one of, such as `front page`.
    Made(&'static str),
    /// One of those that Dateline makes of something: what it is, such as `section`, and the
    /// name of what it is of.
    MadeOf(&'static str, &'a str),
}

impl Claimant<'_> {
    /// For messages.
    fn name(&self) -> String {
        match self {
            Claimant::File(file, _) => (*file).to_string(),
            Claimant::Alias(file, _) => format!("an alias of {file}"),
            Claimant::Made(what) => format!("the {what}"),
            Claimant::MadeOf(kind, name) => format!("the {kind} `{name}`"),
        }
    }

    /// The file at fault, if a file is, and where in it.
    fn file(&self) -> Option<(&str, Option<Place>)> {
        match self {
            Claimant::File(file, place) => Some((file, *place)),
            Claimant::Alias(file, place) => Some((file, *place)),
            Claimant::Made(_) | Claimant::MadeOf(..) => None,
        }
    }
}

/// Gathers routes and refuses a path that is wanted twice.
#[derive(Debug)]
pub struct Claims<'a> {
    /// The front pages of the editions: what is kept for others is so below each.
    homes: Vec<SitePath>,
    table: Table,
    /// Who wants each entry of the table.
    claimants: Vec<Claimant<'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl Default for Claims<'_> {
    /// Of a site with one edition, whose front page is the site's.
    fn default() -> Self {
        Claims::below(vec![SitePath::root()])
    }
}

impl<'a> Claims<'a> {
    /// Of editions that have these front pages.
    pub fn below(homes: Vec<SitePath>) -> Self {
        let (table, claimants, diagnostics) = (Table::default(), Vec::new(), Vec::new());
        Claims { homes, table, claimants, diagnostics }
    }

    /// The routes so far.
    pub fn routes(&self) -> impl Iterator<Item = (&SitePath, &Route)> {
        self.table.entries.iter().map(|(path, route)| (path, route))
    }

    /// Puts `route` at `path`, unless something is there.
    pub fn claim(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        if let Some(at) = self.table.by_key.get(&path.file_key()) {
            self.diagnostics.push(taken_twice(&path, &self.claimants[*at], &claimant));
            return;
        }
        self.table.insert(path, route);
        self.claimants.push(claimant);
    }

    /// Puts `route` at `path`, unless something is there or it is kept for others: for an old
    /// address that nobody named. If something is there, its route and who wants it.
    pub fn claim_if_free(
        &mut self,
        path: SitePath,
        route: Route,
        claimant: Claimant<'a>,
    ) -> Option<(Route, String)> {
        if let Some(at) = self.table.by_key.get(&path.file_key()) {
            return Some((self.table.entries[*at].1.clone(), self.claimants[*at].name()));
        }
        if reserved::part_of(&path, &self.homes).is_none() {
            self.table.insert(path, route);
            self.claimants.push(claimant);
        }
        None
    }

    /// What is at `path` so far.
    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        self.table.get(path)
    }

    /// Adds what is to be said of paths.
    pub fn tell(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Puts `route` at `path`, where it may be already.
    pub fn claim_once(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        // Two files of the same picture have the same versions.
        let name = |route: &Route| match route {
            Route::File(FileSource::Picture(picture)) => Some(picture.name()),
            _ => None,
        };
        let is_there = self.table.get(&path).is_some_and(|there| {
            *there == route || name(there).is_some_and(|there| Some(there) == name(&route))
        });
        if !is_there {
            self.claim_user_path(path, route, claimant);
        }
    }

    /// As [`Claims::claim`], for a path that texts or settings name, which may be one of those that are
    /// kept for others.
    pub fn claim_user_path(&mut self, path: SitePath, route: Route, claimant: Claimant<'a>) {
        match reserved::part_of(&path, &self.homes) {
            Some(reserved) => self.diagnostics.push(reserved_path(&path, reserved, &claimant)),
            None => self.claim(path, route, claimant),
        }
    }

    /// All routes, and what is wrong with them.
    pub fn finish(mut self) -> (Routes, Vec<Diagnostic>) {
        for ((path, _), claimant) in self.table.entries.iter().zip(&self.claimants) {
            if let Some((folder, file)) = self.table.in_the_way_of(path) {
                let file = &self.claimants[file];
                self.diagnostics.push(file_and_folder(folder, file, claimant));
            }
        }
        let routes = Routes(self.table.into());
        (routes, self.diagnostics)
    }
}

fn reserved_path(
    path: &SitePath,
    (part, who_keeps): (&str, String),
    claimant: &Claimant<'_>,
) -> Diagnostic {
    let name = claimant.name();
    let message = format!("`{path}` ({name}) cannot be published: {who_keeps} the name `{part}`");
    let hint = match claimant {
        Claimant::Alias(..) => "delete this alias",
        Claimant::File(..) => "give the file another name, or another `slug`",
        Claimant::Made(_) | Claimant::MadeOf(..) => {
            "give it another `id` in site.yaml, and its folder that name"
        }
    };
    blame(Diagnostic::error(message).hint(hint), claimant)
}

fn taken_twice(path: &SitePath, first: &Claimant<'_>, second: &Claimant<'_>) -> Diagnostic {
    if let (Claimant::File(file, _), alias @ Claimant::Alias(of, _))
    | (alias @ Claimant::Alias(of, _), Claimant::File(file, _)) = (first, second)
        && file == of
    {
        let message = format!("the alias `{path}` is the address of this text itself");
        return blame(Diagnostic::error(message).hint("delete this alias"), alias);
    }
    let message = format!("`{path}` would be two things: {} and {}", first.name(), second.name());
    let hint = match (first, second) {
        (Claimant::Alias(one, _), Claimant::Alias(other, _)) if one == other => {
            "delete one of the two: a text has each old address once"
        }
        _ => apart(first, second),
    };
    // The fault is shown in a file that somebody can change.
    let at_fault = if second.file().is_some() { second } else { first };
    blame(Diagnostic::error(message).hint(hint), at_fault)
}

/// How two things come to have addresses of their own.
fn apart(first: &Claimant<'_>, second: &Claimant<'_>) -> &'static str {
    match (first.file(), second.file()) {
        (Some(_), Some(_)) => "give one of them another name, or another `slug`",
        _ => "this path is made by Dateline: give the file another name, or another `slug`",
    }
}

fn file_and_folder(folder: &str, file: &Claimant<'_>, inside: &Claimant<'_>) -> Diagnostic {
    let message = format!(
        "`{folder}` would be both a file ({}) and a folder (of {})",
        file.name(),
        inside.name()
    );
    let at_fault = if file.file().is_some() { file } else { inside };
    blame(Diagnostic::error(message).hint("give one of them another name"), at_fault)
}

fn blame(mut diagnostic: Diagnostic, claimant: &Claimant<'_>) -> Diagnostic {
    if let Some((file, place)) = claimant.file() {
        diagnostic.file = Some(file.to_string());
        diagnostic.place = place;
    }
    diagnostic
}

#[cfg(test)]
mod tests;
