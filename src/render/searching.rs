//! What the search needs of an edition.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::html::push_text;
use crate::model::{Briefing, Tagging};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::date::date;
use crate::render::story::kind::headline;
use crate::search::varint::{push_measured, push_number, take_measured, take_number};
use crate::search::words::{LocalInterner, SharedInterner, StoryText, StoryWords};
use crate::search::{SearchIndex, Story};
use crate::site::Edition;

/// How often each thread starts on a new part of the stories.
const STARTS_A_THREAD: usize = 4;

/// Of what is kept for the next build, so many bytes are put aside at once.
const PIECE: usize = 256 << 10;

/// The words of stories, kept from one index to the next: a server makes an index after many a
/// save, each of which changes a story or two.
#[derive(Default)]
pub struct WordCache {
    vocabulary: SharedInterner,
    of_stories: Mutex<WordsOfStories>,
    /// Those that were kept, by what they were cut from.
    by_origin: HashMap<u128, Arc<StoryWords>, ahash::RandomState>,
}

/// The words of stories, by where these are in memory. Each is held here, so that no other
/// story can be in its place.
type WordsOfStories = HashMap<usize, (Arc<Briefing>, u64, Arc<StoryWords>)>;

/// A story, and the slugs of its tags, which depend on the tags of others.
struct Tagged<'a> {
    briefing: &'a Arc<Briefing>,
    slugs: Vec<&'a str>,
}

impl Tagged<'_> {
    fn hash(&self) -> u64 {
        let mut hasher = Xxh3::new();
        self.slugs.hash(&mut hasher);
        hasher.digest()
    }

    /// All that its words are cut from.
    fn origin(&self) -> u128 {
        let mut hasher = Xxh3::new();
        let html = self.briefing.article.html.hash();
        (html, story_text(self, &self.tags(), "")).hash(&mut hasher);
        hasher.digest128()
    }

    /// The names and slugs of its tags.
    fn tags(&self) -> Vec<(&str, &str)> {
        let names = self.briefing.article.facts.tags.iter().map(|tag| &*tag.name);
        names.zip(self.slugs.iter().copied()).collect()
    }
}

impl WordCache {
    /// The words of these stories, of which those that are new are cut; of all others none are
    /// kept any more.
    fn of(&self, stories: &[Tagged<'_>]) -> Vec<Arc<StoryWords>> {
        let kept = std::mem::take(&mut *self.locked());
        // Each worker starts with an empty cache.
        let at_once = stories.len().div_ceil(STARTS_A_THREAD * rayon::current_num_threads());
        let words: Vec<Arc<StoryWords>> = stories
            .par_iter()
            .with_min_len(at_once.max(1))
            .map_init(
                || (LocalInterner::new(&self.vocabulary), String::new()),
                |(known, text), story| match kept.get(&address(story.briefing)) {
                    Some((_, slugs, words)) if *slugs == story.hash() => words.clone(),
                    _ => match self.by_origin.get(&story.origin()) {
                        Some(words) => words.clone(),
                        None => words(story, known, text).into(),
                    },
                },
            )
            .collect();
        let keep = |(story, words): (&Tagged<'_>, &Arc<StoryWords>)| {
            (address(story.briefing), (story.briefing.clone(), story.hash(), words.clone()))
        };
        *self.locked() = stories.iter().zip(&words).map(keep).collect();
        words
    }

    /// The words of these stories and their vocabulary, in pieces that `keep` puts aside, so that
    /// [`WordCache::read`] reads them; none if too much of that is of stories that are gone.
    fn kept<F>(
        &self,
        stories: &[Tagged<'_>],
        words: &[Arc<StoryWords>],
        keep: impl Fn(Vec<u8>) -> F,
    ) -> Option<Vec<F>> {
        let vocabulary = self.vocabulary.words();
        let mut is_used = vec![false; vocabulary.count()];
        for words in words {
            words.each().for_each(|word| is_used[word.number as usize] = true);
            words.tags().iter().for_each(|tag| is_used[*tag as usize] = true);
        }
        let used = is_used.into_iter().filter(|used| *used).count();
        if vocabulary.count() > 2 * (used + 1) {
            return None;
        }
        let (mut pieces, mut bytes) = (Vec::new(), Vec::new());
        push_number(&mut bytes, vocabulary.count() as u32);
        (0..vocabulary.count()).for_each(|at| push_measured(&mut bytes, vocabulary.word(at)));
        for (story, words) in stories.iter().zip(words) {
            bytes.extend_from_slice(&story.origin().to_le_bytes());
            words.push(&mut bytes);
            if bytes.len() >= PIECE {
                pieces.push(keep(std::mem::take(&mut bytes)));
            }
        }
        pieces.push(keep(bytes));
        Some(pieces)
    }

    /// What was kept; none if it is not whole.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let mut cache = WordCache::default();
        let count = take_number(&mut bytes)? as usize;
        {
            let mut vocabulary = cache.vocabulary.words();
            for number in 0..count {
                let word = take_measured(&mut bytes)?;
                str::from_utf8(word).ok().filter(|_| vocabulary.number(word) == number)?;
            }
        }
        while let Some((origin, rest)) = bytes.split_first_chunk() {
            bytes = rest;
            let words = StoryWords::take(&mut bytes, count)?;
            cache.by_origin.insert(u128::from_le_bytes(*origin), words.into());
        }
        bytes.is_empty().then_some(cache)
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, WordsOfStories> {
        // What is in it is whole, whatever happened to whoever held it.
        self.of_stories.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn address(story: &Arc<Briefing>) -> usize {
    Arc::as_ptr(story).addr()
}

/// The index of what is public in an edition, each file of which `keep` puts aside.
pub fn search_index<F: Send>(
    context: Context<'_>,
    cache: &WordCache,
    keep: impl Fn(Vec<u8>) -> F + Sync,
) -> SearchIndex<F> {
    let public = public(context.edition);
    let words = cache.of(&public);
    index_of(context, cache, &public, &words, keep)
}

/// The same, and what is to be kept of the words for the next.
pub fn search_index_and_words<F: Send>(
    context: Context<'_>,
    cache: &WordCache,
    keep: impl Fn(Vec<u8>) -> F + Sync,
) -> (SearchIndex<F>, Option<Vec<F>>) {
    let public = public(context.edition);
    let words = cache.of(&public);
    let index = index_of(context, cache, &public, &words, &keep);
    (index, cache.kept(&public, &words, keep))
}

fn index_of<F: Send>(
    context: Context<'_>,
    cache: &WordCache,
    public: &[Tagged<'_>],
    words: &[Arc<StoryWords>],
    keep: impl Fn(Vec<u8>) -> F + Sync,
) -> SearchIndex<F> {
    let edition = context.edition;
    let stories: Vec<Story<'_>> = public
        .par_iter()
        .zip(words)
        .map(|(tagged, words)| story(context, tagged.briefing, words))
        .collect();
    let folder = edition.index.paths.search();
    let (sections, language) = (sections(edition), language(edition));
    SearchIndex::keep(&folder, &stories, &cache.vocabulary, &sections, &language, keep)
}

/// What the index follows from: sites with the same have the same index.
pub fn identity(context: Context<'_>) -> u128 {
    let edition = context.edition;
    let of_story = |tagged: Tagged<'_>| {
        let Tagged { briefing, slugs } = tagged;
        let no_words = StoryWords::default();
        let Story { url, title, section, day, date_iso, date_text, summary, lang, words: _ } =
            story(context, briefing, &no_words);
        let facts = &briefing.article.facts;
        let mut hasher = Xxh3::new();
        (url, title, section, day, date_iso, date_text, summary, lang).hash(&mut hasher);
        (briefing.article.html.hash(), &facts.subtitle, &facts.tags, &facts.authors, slugs)
            .hash(&mut hasher);
        hasher.digest128()
    };
    let stories: Vec<u128> = public(edition).into_par_iter().map(of_story).collect();
    xxh3_128(format!("{:?} {} {stories:x?}", sections(edition), language(edition)).as_bytes())
}

/// The oldest first. What is shown before its time is nothing for readers.
fn public(edition: &Edition) -> Vec<Tagged<'_>> {
    let Tagging { tags, of_briefing, .. } = &edition.index.tagging;
    let briefings = edition.briefings.iter().zip(of_briefing).rev();
    let public = briefings.filter(|(briefing, _)| briefing.article.held.is_none());
    let tagged = public.map(|(briefing, numbers)| {
        let slugs = numbers.iter().map(|tag| &*tags[*tag].slug).collect();
        Tagged { briefing, slugs }
    });
    tagged.collect()
}

fn sections(edition: &Edition) -> Vec<(&str, &str)> {
    let sections = edition.index.sections.iter();
    sections.map(|section| (&*section.config.id, &*section.config.title)).collect()
}

fn language(edition: &Edition) -> String {
    edition.settings.language.to_string()
}

/// The words by which readers find a briefing; `text` is room for its text.
fn words(story: &Tagged<'_>, known: &mut LocalInterner<'_>, text: &mut String) -> StoryWords {
    text.clear();
    push_text(text, &story.briefing.article.html_of_words());
    StoryWords::of(known, story_text(story, &story.tags(), text))
}

/// What is searched of a story with these `tags`, whose text is `body`.
fn story_text<'a>(
    story: &'a Tagged<'_>,
    tags: &'a [(&'a str, &'a str)],
    body: &'a str,
) -> StoryText<'a> {
    let facts = &story.briefing.article.facts;
    StoryText {
        title: &facts.title,
        subtitle: facts.subtitle.as_deref().unwrap_or_default(),
        tags,
        authors: &facts.authors,
        body,
    }
}

fn story<'a>(context: Context<'a>, briefing: &'a Briefing, words: &'a StoryWords) -> Story<'a> {
    let article = &briefing.article;
    let published = date(&briefing.date, context, Addresses::InSite);
    Story {
        url: context.address(&article.path, Addresses::InSite),
        title: headline(article, &context.edition.settings.words),
        section: briefing.section,
        day: briefing.day,
        date_iso: published.iso,
        date_text: published.text,
        summary: article.summary(),
        lang: article.lang(),
        words,
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::model::Article;
    use crate::text::date;
    use crate::text::front_matter::{FrontMatter, Tag};
    use crate::url::SitePath;

    fn briefing(title: &str) -> Arc<Briefing> {
        let tags = vec![Tag { name: "C".into(), key: "c".into(), slug: "c".into() }];
        let facts = FrontMatter { title: title.into(), tags, ..FrontMatter::default() };
        let article = Article::of_facts("a.md", SitePath::root(), facts);
        Briefing::new(article, 0, date::parse("2026-02-01", &TimeZone::UTC).unwrap()).into()
    }

    #[test]
    fn words_are_cut_once_a_story_and_go_with_it() {
        let cache = WordCache::default();
        let [water, trade, votes] = ["Water", "Trade", "Votes"].map(briefing);
        let tagged = |briefing| Tagged { briefing, slugs: vec!["c"] };
        let first = cache.of(&[tagged(&water), tagged(&trade)]);
        let second = cache.of(&[tagged(&water), tagged(&votes)]);
        assert!(Arc::ptr_eq(&first[0], &second[0]));
        assert_ne!(first[1], second[1]);
        assert_eq!(Arc::strong_count(&trade), 1, "what is gone is not kept");
        assert_eq!(cache.of(&[tagged(&trade)])[0], first[1]);
        // The tag of another story may have the slug now.
        let [other] = [Tagged { briefing: &trade, slugs: vec!["c-1"] }];
        assert_ne!(cache.of(&[other])[0], first[1]);
    }
}
