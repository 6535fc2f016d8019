//! What the search needs of a site.

use rayon::prelude::*;

use crate::render::prepared::{Prepared, date};
use crate::search::{SearchIndex, Story};
use crate::site::Site;
use crate::text::words::StoryWords;

/// The index of what is public on a site. The words of each briefing were made
/// when it was read; to put them together is quick.
pub fn search_index(site: &Site, prepared: &Prepared) -> SearchIndex {
    // The oldest first; what is shown before its time is nothing for readers.
    let public: Vec<usize> = (0..site.briefings.len())
        .rev()
        .filter(|at| site.briefings[*at].article.held.is_none())
        .collect();
    let no_words = StoryWords::default();
    let stories: Vec<Story<'_>> =
        public.into_par_iter().map(|at| story(site, at, prepared, &no_words)).collect();
    let sections = site.index.sections.iter();
    let sections: Vec<(&str, &str)> =
        sections.map(|section| (&*section.config.id, &*section.config.title)).collect();
    SearchIndex::build(&stories, &site.vocabulary, &sections, &site.config.language.to_string())
}

fn story<'a>(
    site: &'a Site,
    at: usize,
    prepared: &Prepared,
    no_words: &'a StoryWords,
) -> Story<'a> {
    let briefing = &site.briefings[at];
    let article = &briefing.article;
    let published = date(&briefing.date, &prepared.calendar, site);
    Story {
        url: site.config.base_url.href(&article.path),
        title: &article.facts.title,
        section: briefing.section,
        day: briefing.day,
        date_iso: published.iso,
        date_text: published.text,
        summary: article.summary(),
        lang: article.lang(),
        words: briefing.words.as_ref().unwrap_or(no_words),
    }
}
