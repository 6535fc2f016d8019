//! The whole text of a story as HTML that stands on its own, away from its page.

use std::borrow::Cow;

use crate::html::{escaped, tables_of_data, with_rel};
use crate::model::Article;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::view::StoryView;
use crate::text::markdown::standing_alone;
use crate::word_list::filled;

/// The [whole text](StoryView::whole_text) of a briefing with absolute addresses, made when
/// it is first asked for: it is in the site's feed and its section's, in three formats.
pub fn absolute_text(context: Context<'_>, at: usize) -> &str {
    let make = || StoryView::new(context, at, Addresses::Absolute).whole_text();
    context.memos.whole_texts.get(at, make)
}

impl StoryView<'_> {
    /// The text itself; elsewhere, without the charts of its data.
    fn text(self, article: &Article) -> Cow<'_, str> {
        let html = article.html.read_or_nothing();
        match self.addresses {
            Addresses::Absolute if article.shows_data() => {
                Cow::Owned(tables_of_data(&html).into_owned())
            }
            Addresses::Absolute | Addresses::InSite => html,
        }
    }

    /// Corrections, dateline, text, and where a link-out brief leads.
    pub fn whole_text(self) -> String {
        let article = &self.briefing().article;
        let mut html = String::with_capacity(article.html.len() + 256);
        for correction in &article.facts.corrections {
            let day = self.date(&correction.date).text;
            let text = self.context.edition.settings.words.plain("correction_dated");
            let dated = filled(text, |_| Some(day.as_str().into()));
            // A full-width colon has its space in it.
            let space = if dated.ends_with('：') { "" } else { " " };
            let (dated, text) = (escaped(&dated), escaped(&correction.text));
            html += &format!("<p><b>{dated}</b>{space}{text}</p>\n");
        }
        if let Some(dateline) = self.dateline() {
            html += &format!("<b>{}</b> ", escaped(&dateline));
        }
        match article.html.is_empty() {
            true => html += &format!("<p>{}</p>\n", escaped(article.summary())),
            false => html += &self.text(article),
        }
        if let Some(source) = &article.facts.source {
            let (url, name) = (escaped(&source.url), escaped(&source.name));
            html += &format!("<p><a href=\"{url}\">{name}</a></p>\n");
        }
        let html = match self.addresses {
            Addresses::InSite => html,
            Addresses::Absolute => standing_alone(&html, &self.address()),
        };
        self.with_paid_links(html)
    }

    /// HTML of it, of which each link to another site says so if somebody paid for the story
    /// (<https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links>).
    pub fn with_paid_links(self, html: String) -> String {
        let base_url = &self.context.site.config.base_url;
        match self.briefing().article.facts.kind.is_paid_for() {
            true => with_rel(&html, "sponsored", |href| base_url.is_left_by(href)),
            false => html,
        }
    }
}
