//! What a page is, in words for machines: JSON-LD (<https://www.w3.org/TR/json-ld11/>)
//! in the vocabulary of <https://schema.org/>, as search engines ask for it
//! (<https://developers.google.com/search/docs/appearance/structured-data/article>).
//!
//! It says nothing that the page itself does not show.

mod script;

pub mod vocabulary;

use tera::Value;

use crate::model::Article;
use crate::render::pages::texts::translations;
use crate::render::shared::{Prepared, dateline, iso};
use crate::render::views::ImageView;
use crate::site::{Index, Site};
use crate::text::config::Config;
use crate::url::SitePath;

pub use crate::render::pages::trail::Crumb;
use script::script;
use vocabulary::{
    Author, CorrectionComment, CreativeWork, EntryPoint, ImageObject, NewsArticle, Organization,
    PageNode, PageReference, PageType, Person, SearchAction, SiteReference, WebSite,
    WorkTranslation,
};

/// What the data of many pages share.
pub struct Shared {
    pub site: SiteReference,
    publisher: Organization,
    /// The site's own, a BCP 47 tag.
    language: String,
}

impl Shared {
    pub fn new(config: &Config) -> Self {
        let front_page = config.base_url.absolute(&SitePath::root());
        Shared {
            publisher: publisher(config, &front_page),
            site: SiteReference {
                id: format!("{front_page}#website"),
                url: front_page,
                name: config.title.clone(),
            },
            language: config.language.to_string(),
        }
    }
}

/// A site that names no publisher is its own.
fn publisher(config: &Config, front_page: &str) -> Organization {
    let logo = |path| ImageObject {
        url: config.base_url.absolute(path),
        caption: None,
        credit_text: None,
    };
    match &config.publisher {
        Some(publisher) => Organization {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            logo: publisher.logo.as_ref().map(logo),
        },
        None => Organization {
            name: config.title.clone(),
            url: Some(front_page.to_string()),
            logo: None,
        },
    }
}

/// Makes the data of the page at `path`: a `<script>` element, safe as HTML.
pub struct StructuredData<'a> {
    pub site: &'a Site,
    pub prepared: &'a Prepared,
    pub path: &'a SitePath,
}

impl StructuredData<'_> {
    pub fn front_page(&self) -> Value {
        let config = &self.site.config;
        let Shared { site, publisher, language } = self.shared();
        let search = config.search.then(|| {
            let page = config.base_url.absolute(&Index::search_path());
            SearchAction {
                target: EntryPoint { url_template: format!("{page}?q={{search_term_string}}") },
                query_input: "required name=search_term_string",
            }
        });
        script(&[WebSite {
            id: &site.id,
            url: &site.url,
            name: &site.name,
            description: config.tagline.as_deref(),
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

    pub fn search(&self, name: &str, trail: &[Crumb<'_>]) -> Value {
        let page = self.page(PageType::SearchResults, name, None);
        script(&(page, self.breadcrumbs(trail)))
    }

    pub fn standing(&self, article: &Article) -> Value {
        let mut page = self.page(PageType::Web, &article.facts.title, some_text(article.summary()));
        page.in_language = self.language_of(article);
        page.date_modified = article.facts.updated.as_ref().map(iso);
        script(&[page])
    }

    /// A briefing's page, with its picture.
    pub fn briefing(&self, at: usize, picture: Option<&ImageView<'_>>) -> Value {
        let briefing = &self.site.briefings[at];
        let section = &self.site.index.sections[briefing.section].config;
        let trail = [
            Crumb::new(&section.title, self.site.index.section_path(briefing.section, 1)),
            Crumb::new(&briefing.article.facts.title, briefing.article.path.clone()),
        ];
        script(&(self.story(at, picture), self.breadcrumbs(&trail)))
    }

    fn story<'b>(&'b self, at: usize, picture: Option<&ImageView<'b>>) -> NewsArticle<'b> {
        let briefing = &self.site.briefings[at];
        let article = &briefing.article;
        let facts = &article.facts;
        let permalink = self.permalink();
        NewsArticle {
            // The page and what it tells are two things, so they have two names.
            id: format!("{permalink}#article"),
            main_entity_of_page: PageReference { id: permalink.clone() },
            url: permalink,
            headline: &facts.title,
            alternative_headline: facts.subtitle.as_deref(),
            description: some_text(article.summary()),
            image: picture.map(|picture| ImageObject {
                url: picture.permalink.clone(),
                caption: picture.caption,
                credit_text: picture.credit,
            }),
            date_published: iso(&briefing.date),
            date_modified: iso(briefing.modified()),
            author: self.authors(&facts.authors),
            publisher: &self.shared().publisher,
            article_section: &self.site.index.sections[briefing.section].config.title,
            keywords: self.tags(at),
            in_language: self.language_of(article),
            // A link-out brief may have no text of its own.
            word_count: Some(article.words).filter(|words| *words > 0),
            dateline: dateline(self.site, briefing, &self.prepared.calendar),
            correction: corrections(article),
            is_based_on: facts
                .source
                .as_ref()
                .map(|source| CreativeWork { name: &source.name, url: &source.url }),
            work_translation: translations(self.site, self.prepared, self.path)
                .into_iter()
                .filter(|text| !text.is_this)
                .map(|text| WorkTranslation { url: text.permalink, in_language: text.language })
                .collect(),
        }
    }

    /// The tags as the page shows them, in the site's spelling.
    fn tags(&self, at: usize) -> Vec<&str> {
        let tagging = &self.site.index.tagging;
        tagging.of_briefing[at].iter().map(|tag| &*tagging.tags[*tag].name).collect()
    }

    /// A story that names no author is the publisher's.
    fn authors<'b>(&'b self, names: &'b [String]) -> Vec<Author<'b>> {
        if names.is_empty() {
            return vec![Author::Organization(&self.shared().publisher)];
        }
        names.iter().map(|name| Author::Person(Person { name })).collect()
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
            in_language: &self.shared().language,
            date_modified: None,
            is_part_of: &self.shared().site,
        }
    }

    pub fn shared(&self) -> &Shared {
        &self.prepared.structured_data
    }

    fn permalink(&self) -> String {
        self.site.config.base_url.absolute(self.path)
    }

    fn language_of<'b>(&'b self, article: &'b Article) -> &'b str {
        article.lang().unwrap_or(&self.shared().language)
    }
}

fn corrections(article: &Article) -> Vec<CorrectionComment<'_>> {
    let corrections = article.facts.corrections.iter();
    corrections
        .map(|correction| CorrectionComment {
            text: &correction.text,
            date_published: iso(&correction.date),
        })
        .collect()
}

fn some_text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
