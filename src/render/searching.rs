//! What the search needs of a site, made when it is asked for.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::model::Briefing;
use crate::render::prepared::{Prepared, date};
use crate::search::{SearchIndex, Story, StoryWords};
use crate::site::Site;

/// The words of a site's briefings, and the index of them.
pub struct Searching {
    /// Of each briefing, made when the index is.
    words: Vec<OnceLock<Arc<StoryWords>>>,
    index: OnceLock<SearchIndex>,
}

impl Searching {
    pub fn new(site: &Site) -> Self {
        let words = site.briefings.iter().map(|_| OnceLock::new()).collect();
        Searching { words, index: OnceLock::new() }
    }

    /// That of the site `next`; the words of briefings that are the same are kept.
    pub fn for_next(&self, site: &Site, next: &Site) -> Self {
        let pointer = |briefing: &Arc<Briefing>| Arc::as_ptr(briefing) as usize;
        let briefings = site.briefings.iter().map(pointer);
        let known: HashMap<usize, &OnceLock<Arc<StoryWords>>> =
            briefings.zip(&self.words).filter(|(_, words)| words.get().is_some()).collect();
        let words = |briefing: &Arc<Briefing>| {
            known.get(&pointer(briefing)).map_or_else(OnceLock::new, |words| (*words).clone())
        };
        let words = next.briefings.iter().map(words).collect();
        Searching { words, index: OnceLock::new() }
    }

    /// The index of what is public.
    pub fn index(&self, site: &Site, prepared: &Prepared) -> &SearchIndex {
        self.index.get_or_init(|| self.build(site, prepared))
    }

    fn build(&self, site: &Site, prepared: &Prepared) -> SearchIndex {
        use rayon::prelude::*;

        // The oldest first; what is shown before its time is nothing for readers.
        let public: Vec<usize> = (0..site.briefings.len())
            .rev()
            .filter(|at| site.briefings[*at].article.held.is_none())
            .collect();
        let story = |at: usize| (story(site, at, prepared), self.words_of(site, at));
        let stories: Vec<_> = public.into_par_iter().map(story).collect();
        let sections = site.index.sections.iter();
        let sections: Vec<(&str, &str)> =
            sections.map(|section| (&*section.config.id, &*section.config.title)).collect();
        SearchIndex::build(&stories, &sections, &site.config.language.to_string())
    }

    fn words_of(&self, site: &Site, at: usize) -> Arc<StoryWords> {
        let make = || {
            let article = &site.briefings[at].article;
            let tags = site.index.tagging.of_briefing[at].iter();
            let tags: Vec<(&str, &str)> = tags
                .map(|tag| &site.index.tagging.tags[*tag])
                .map(|tag| (&*tag.name, &*tag.slug))
                .collect();
            let facts = &article.facts;
            StoryWords::of(&facts.title, facts.subtitle.as_deref(), &tags, &article.text).into()
        };
        self.words[at].get_or_init(make).clone()
    }
}

fn story<'a>(site: &'a Site, at: usize, prepared: &Prepared) -> Story<'a> {
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
    }
}
