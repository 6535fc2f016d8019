//! The site and its publisher for machines.

use crate::model::Article;
use crate::render::structured_data::vocabulary::{ImageObject, Organization, SiteReference};
use crate::site::Edition;
use crate::text::config::Config;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// What the data of many pages share.
pub struct Publication {
    pub site: SiteReference,
    pub publisher: Organization,
    /// The site's own, a BCP 47 tag.
    pub language: String,
}

impl Publication {
    pub fn new(config: &Config, edition: &Edition) -> Self {
        let Edition { settings, index, .. } = edition;
        let front_page = config.base_url.absolute(index.paths.home());
        Publication {
            publisher: publisher(config, &settings.title, &front_page),
            site: SiteReference {
                id: format!("{front_page}#website"),
                url: front_page,
                name: settings.title.clone(),
            },
            language: settings.language.to_string(),
        }
    }

    /// The language of a text, a BCP 47 tag.
    pub fn language_of<'a>(&'a self, article: &'a Article) -> &'a str {
        article.lang().unwrap_or(&self.language)
    }
}

/// A site that names no publisher is its own.
fn publisher(config: &Config, title: &str, front_page: &str) -> Organization {
    let logo = |logo: &Placed<SitePath>| ImageObject {
        url: config.base_url.absolute(&logo.value),
        ..ImageObject::default()
    };
    match &config.publisher {
        Some(publisher) => Organization {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            logo: publisher.logo.as_ref().map(logo),
        },
        None => {
            Organization { name: title.to_string(), url: Some(front_page.to_string()), logo: None }
        }
    }
}

/// A text, if there is one.
pub fn some_text(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
