//! The whole text of a briefing as HTML that stands on its own, away from its page.

use std::sync::OnceLock;

use super::Sources;

use crate::html::escaped;
use crate::model::Briefing;
use crate::render::prepared::{Prepared, date, dateline};
use crate::site::Site;
use crate::text::markdown::standing_alone;

/// The whole texts of a site's briefings, each made when a feed first has it: it is
/// in the site's feed and its section's, in three formats.
pub struct WholeTexts(Vec<OnceLock<String>>);

impl WholeTexts {
    pub fn new(site: &Site) -> Self {
        WholeTexts(site.briefings.iter().map(|_| OnceLock::new()).collect())
    }

    /// That of the briefing at `at`.
    pub(super) fn get<'a>(&'a self, sources: Sources<'a>, at: usize) -> &'a str {
        let Sources { site, prepared, .. } = sources;
        self.0[at].get_or_init(|| html(site, prepared, &site.briefings[at]))
    }
}

/// Dateline, text, where a link-out brief leads, and corrections.
fn html(site: &Site, prepared: &Prepared, briefing: &Briefing) -> String {
    let article = &briefing.article;
    let mut html = String::with_capacity(article.html.len() + 256);
    for correction in &article.facts.corrections {
        let day = date(&correction.date, &prepared.calendar, site).text;
        let word = site.config.words.counted("correction", 1);
        html += &format!(
            "<p><b>{}, {}:</b> {}</p>\n",
            escaped(word),
            escaped(&day),
            escaped(&correction.text)
        );
    }
    if let Some(dateline) = dateline(site, briefing, &prepared.calendar) {
        html += &format!("<b>{}</b> ", escaped(&dateline));
    }
    match article.html.is_empty() {
        true => html += &format!("<p>{}</p>\n", escaped(article.summary())),
        false => html += &article.html,
    }
    if let Some(source) = &article.facts.source {
        let (url, name) = (escaped(&source.url), escaped(&source.name));
        html += &format!("<p><a href=\"{url}\">{name}</a></p>\n");
    }
    standing_alone(&html, &site.config.base_url.absolute(&article.path))
}
