//! What each page is, in words for machines.

use tera::Value;

use crate::model::Article;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::shared::subjects;
use crate::render::story::date::iso;
use crate::render::story::facts::image;
use crate::render::story::view::StoryView;
use crate::render::structured_data::vocabulary::{
    BreadcrumbList, CreativeWorkSeries, EntryPoint, ImageObject, ListItem, PageNode, PageReference,
    PageType, Person, ProfilePage, SearchAction, SeriesPage, WebSite,
};
use crate::render::structured_data::{Publication, script, some_text};
use crate::url::SitePath;

/// A page on the way.
pub struct Crumb<'a> {
    name: &'a str,
    path: SitePath,
}

impl<'a> Crumb<'a> {
    pub fn new(name: &'a str, path: SitePath) -> Self {
        Crumb { name, path }
    }
}

/// Makes the data of the page at `path`: a `<script>` element, safe as HTML.
pub struct StructuredData<'a> {
    pub context: Context<'a>,
    pub path: &'a SitePath,
}

impl StructuredData<'_> {
    pub fn front_page(&self) -> Value {
        let Context { site, edition, .. } = self.context;
        let config = &site.config;
        let Publication { site, publisher, language } = &self.context.shared.publication;
        let search = config.search.then(|| {
            let page = config.base_url.absolute(&edition.index.paths.search());
            SearchAction {
                target: EntryPoint { url_template: format!("{page}?q={{search_term_string}}") },
                query_input: "required name=search_term_string",
            }
        });
        script(&[WebSite {
            id: &site.id,
            url: &site.url,
            name: &site.name,
            description: edition.settings.tagline.as_deref(),
            in_language: language,
            publisher,
            potential_action: search,
        }])
    }

    /// A page that lists briefings; `trail` leads from the front page to it.
    pub fn list(&self, name: &str, description: Option<&str>, trail: &[Crumb<'_>]) -> Value {
        let page = self.page(PageType::Collection, name, description);
        script(&(page, self.breadcrumbs(trail)))
    }

    /// The page of an author.
    pub fn author(&self, author: usize, trail: &[Crumb<'_>]) -> Value {
        let context = self.context;
        let list = &context.edition.index.authorship.authors[author];
        let text = subjects::text_about(list, context);
        let summary = text.and_then(|text| some_text(text.summary()));
        let facts = subjects::facts(list, context);
        let path = context.edition.index.author_path(author, 1);
        let picture = text.and_then(|text| image(text, context, Addresses::Absolute));
        let main_entity = Person {
            name: &list.name,
            url: Some(context.address(&path, Addresses::Absolute)),
            job_title: facts.and_then(|facts| facts.role.as_deref()),
            description: summary,
            image: picture
                .map(|picture| ImageObject { url: picture.permalink, ..ImageObject::default() }),
            email: facts.and_then(|facts| facts.email.as_deref()),
            telephone: facts.and_then(|facts| facts.phone.as_deref()),
            same_as: facts.map_or(&[], |facts| &facts.same_as),
            works_for: Some(&context.shared.publication.publisher),
        };
        let mut page = self.page(PageType::Profile, &list.name, summary);
        page.date_modified = text.and_then(|text| text.facts.updated.as_ref()).map(iso);
        script(&(ProfilePage { page, main_entity }, self.breadcrumbs(trail)))
    }

    /// The page of a series.
    pub fn series(&self, series: usize, trail: &[Crumb<'_>]) -> Value {
        let context = self.context;
        let list = &context.edition.index.serials.series[series];
        let text = subjects::text_about(list, context);
        let summary = text.and_then(|text| some_text(text.summary()));
        let path = context.edition.index.series_path(series, 1);
        let main_entity = CreativeWorkSeries {
            name: &list.name,
            url: context.address(&path, Addresses::Absolute),
            description: summary,
        };
        let page = self.page(PageType::Collection, &list.name, summary);
        script(&(SeriesPage { page, main_entity }, self.breadcrumbs(trail)))
    }

    pub fn search(&self, name: &str, trail: &[Crumb<'_>]) -> Value {
        let page = self.page(PageType::SearchResults, name, None);
        script(&(page, self.breadcrumbs(trail)))
    }

    pub fn standing(&self, article: &Article) -> Value {
        let mut page = self.page(PageType::Web, &article.facts.title, some_text(article.summary()));
        page.in_language = self.context.shared.publication.language_of(article);
        page.date_modified = article.facts.updated.as_ref().map(iso);
        script(&[page])
    }

    /// The page of a briefing.
    pub fn briefing(&self, at: usize) -> Value {
        let story = StoryView::new(self.context, at, Addresses::Absolute);
        let briefing = story.briefing();
        let section_path = self.context.edition.index.section_path(briefing.section, 1);
        let trail = [
            Crumb::new(story.section_name(), section_path),
            Crumb::new(&briefing.article.facts.title, briefing.article.path.clone()),
        ];
        script(&(story.news_article(), self.breadcrumbs(&trail)))
    }

    fn page<'b>(
        &'b self,
        kind: PageType,
        name: &'b str,
        description: Option<&'b str>,
    ) -> PageNode<'b> {
        let permalink = self.permalink();
        PageNode {
            kind,
            id: permalink.clone(),
            url: permalink,
            name,
            description,
            in_language: &self.context.shared.publication.language,
            date_modified: None,
            is_part_of: &self.context.shared.publication.site,
        }
    }

    fn permalink(&self) -> String {
        self.context.address(self.path, Addresses::Absolute)
    }

    /// The way from the front page to a page: first that, and then `trail`
    /// (<https://developers.google.com/search/docs/appearance/structured-data/breadcrumb>).
    fn breadcrumbs<'b>(&'b self, trail: &'b [Crumb<'b>]) -> BreadcrumbList<'b> {
        let front_page = &self.context.shared.publication.site;
        let page = |address: String| PageReference { id: address };
        let item = page(front_page.url.clone());
        let first = ListItem { position: 1, name: &front_page.name, item };
        let others = trail.iter().zip(2..).map(|(crumb, position)| ListItem {
            position,
            name: crumb.name,
            item: page(self.context.address(&crumb.path, Addresses::Absolute)),
        });
        BreadcrumbList { item_list_element: std::iter::once(first).chain(others).collect() }
    }
}
