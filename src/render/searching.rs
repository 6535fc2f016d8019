//! What the search needs of a site.

use std::borrow::Cow;
use std::hash::Hash;

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::html::push_text;
use crate::model::Briefing;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::date::date;
use crate::search::{SearchIndex, Story};
use crate::site::Site;
use crate::text::words::{Acquaintance, StoryWords};

/// Whether the words of briefings are kept, for the next index.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// By a server, which makes an index after many a save.
    Kept,
    /// By a build, which makes one.
    Dropped,
}

/// How often each thread starts on a new part of the stories.
const STARTS_A_THREAD: usize = 4;

/// The index of what is public on a site.
pub fn search_index(context: Context<'_>, keep: Words) -> SearchIndex {
    let site = context.site;
    let public = public(site);
    // Whoever starts has to make the acquaintance of all words.
    let at_once = public.len().div_ceil(STARTS_A_THREAD * rayon::current_num_threads());
    let words: Vec<Cow<'_, StoryWords>> = public
        .par_iter()
        .with_min_len(at_once.max(1))
        .map_init(
            || (Acquaintance::new(&site.vocabulary), String::new()),
            |(known, text), briefing| words(briefing, known, text, keep),
        )
        .collect();
    let stories: Vec<Story<'_>> = public
        .par_iter()
        .zip(&words)
        .map(|(briefing, words)| story(context, briefing, words))
        .collect();
    SearchIndex::build(&stories, &site.vocabulary, &sections(site), &language(site))
}

/// What the index follows from: sites with the same have the same index.
pub fn identity(context: Context<'_>) -> u128 {
    let site = context.site;
    let of_story = |briefing: &Briefing| {
        let no_words = StoryWords::default();
        let Story { url, title, section, day, date_iso, date_text, summary, lang, words: _ } =
            story(context, briefing, &no_words);
        let facts = &briefing.article.facts;
        let mut hasher = Xxh3::new();
        (url, title, section, day, date_iso, date_text, summary, lang).hash(&mut hasher);
        (&briefing.article.html, &facts.subtitle, &facts.tags).hash(&mut hasher);
        hasher.digest128()
    };
    let stories: Vec<u128> = public(site).into_par_iter().map(of_story).collect();
    xxh3_128(format!("{:?} {} {stories:x?}", sections(site), language(site)).as_bytes())
}

/// The oldest first. What is shown before its time is nothing for readers.
fn public(site: &Site) -> Vec<&Briefing> {
    let briefings = site.briefings.iter().rev().map(|briefing| &**briefing);
    briefings.filter(|briefing| briefing.article.held.is_none()).collect()
}

fn sections(site: &Site) -> Vec<(&str, &str)> {
    let sections = site.index.sections.iter();
    sections.map(|section| (&*section.config.id, &*section.config.title)).collect()
}

fn language(site: &Site) -> String {
    site.config.language.to_string()
}

/// The words by which readers find a briefing; `text` is room for its text.
fn words<'a>(
    briefing: &'a Briefing,
    known: &mut Acquaintance<'_>,
    text: &mut String,
    keep: Words,
) -> Cow<'a, StoryWords> {
    if let Some(words) = briefing.words.get() {
        return Cow::Borrowed(words);
    }
    text.clear();
    push_text(text, &briefing.article.html);
    let facts = &briefing.article.facts;
    let tags: Vec<(&str, &str)> = facts.tags.iter().map(|tag| (&*tag.name, &*tag.slug)).collect();
    let words = StoryWords::of(known, &facts.title, facts.subtitle.as_deref(), &tags, text);
    match keep {
        Words::Kept => Cow::Borrowed(briefing.words.keep(words)),
        Words::Dropped => Cow::Owned(words),
    }
}

fn story<'a>(context: Context<'a>, briefing: &'a Briefing, words: &'a StoryWords) -> Story<'a> {
    let article = &briefing.article;
    let published = date(&briefing.date, context, Addresses::InSite);
    Story {
        url: context.address(&article.path, Addresses::InSite),
        title: &article.facts.title,
        section: briefing.section,
        day: briefing.day,
        date_iso: published.iso,
        date_text: published.text,
        summary: article.summary(),
        lang: article.lang(),
        words,
    }
}
