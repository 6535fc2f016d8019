//! The feed of a live story: its entries, the newest first.

use super::feed::{Entry, Feed, authors, uri};
use crate::html::{escaped, tables_of_data};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::view::StoryView;
use crate::routes::FeedFormat;
use crate::site::Paths;
use crate::text::markdown::standing_alone;

/// The newest entries of the live story at `at`.
pub fn gathered(context: Context<'_>, at: usize, format: FeedFormat) -> Feed<'_> {
    let config = &context.site.config;
    let settings = &context.edition.settings;
    let story = StoryView::new(context, at, Addresses::Absolute);
    let briefing = story.briefing();
    let article = &briefing.article;
    let html = article.html.read_or_nothing();
    let page = story.address();
    let entries: Vec<Entry<'_>> = article
        .live
        .iter()
        .filter(|_| article.held.is_none())
        .flat_map(|live| live.newest_first())
        .take(config.feeds.limit)
        .map(|entry| {
            let address = format!("{page}#{}", entry.anchor);
            let id = format!("{}#{}", uri(story), entry.anchor);
            let text = html.get(entry.html.clone()).unwrap_or_default();
            // An entry may have no headline of its own.
            let title = match entry.title.is_empty() {
                true => {
                    format!("{}, {}", article.facts.title, entry.moment.zoned.strftime("%H:%M"))
                }
                false => entry.title.clone(),
            };
            let whole = match text.trim().is_empty() {
                true => format!("<p>{}</p>", escaped(&title)),
                false => standing_alone(&tables_of_data(text), &page),
            };
            Entry {
                uri: id.clone(),
                id,
                page: address,
                title: title.into(),
                summary: "",
                html: whole.into(),
                published: &entry.moment.zoned,
                updated: &entry.moment.zoned,
                authors: authors(story),
                categories: vec![story.section_name()],
                picture: None,
                language: article.lang(),
                source: None,
            }
        })
        .collect();
    let newest = entries.iter().map(|entry| entry.updated).max();
    Feed {
        title: format!("{} · {}", article.facts.title, settings.title),
        description: article.facts.subtitle.as_deref(),
        language: settings.language.to_string(),
        address: context.address(&Paths::live_feed(&article.path, format), Addresses::Absolute),
        updated: newest.unwrap_or(&briefing.date.zoned).clone(),
        publisher: config.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name),
        page,
        entries,
    }
}
