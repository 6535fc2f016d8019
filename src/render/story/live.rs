//! A story that is told while it happens, entry by entry.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use tera::Value;

use crate::html::escaped;
use crate::model::{LiveEntry, LiveText};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::shared::labels::live_feeds;
use crate::render::story::date::iso;
use crate::render::story::view::StoryView;
use crate::render::structured_data::vocabulary::BlogPosting;
use crate::render::views::{LiveEntryView, LiveView};
use crate::site::Paths;
use crate::text::date::rfc3339;
use crate::word_list::Word;

/// How many entries an open page is told of, and structured data has.
const NEWEST: usize = 100;

impl<'a> StoryView<'a> {
    /// Its entries, if it is told while it happens.
    pub fn live(self) -> Option<LiveView<'a>> {
        let article = &self.briefing().article;
        let live = article.live.as_deref()?;
        let html = article.html.read_or_nothing();
        let part =
            |range: &Range<usize>| Value::safe_string(html.get(range.clone()).unwrap_or_default());
        let mut day = None;
        let entries = live.entries.iter().map(|entry| {
            let date = self.date(&entry.moment);
            let is_new_day = day.replace(entry.moment.day()) != Some(entry.moment.day());
            LiveEntryView {
                id: &entry.anchor,
                title: Value::safe_string(&entry.title_html),
                plain_title: &entry.title,
                permalink: format!("{}#{}", self.permalink(), entry.anchor),
                begins_day: is_new_day && live.days.len() > 1,
                date,
                is_key: entry.is_key,
                content: part(&entry.html),
            }
        });
        let config = &self.context.site.config;
        Some(LiveView {
            is_over: live.is_over,
            has_key: live.entries.iter().any(|entry| entry.is_key),
            new_entries: match self.context.edition.settings.words.get("new_entries") {
                Some(Word::Counted(plurals)) => plurals.iter().collect(),
                _ => BTreeMap::new(),
            },
            intro: part(&live.intro),
            notes: part(&live.notes),
            entries: entries.collect(),
            updates_url: self.context.address(&Paths::live_updates(&article.path), self.addresses),
            feeds: live_feeds(&article.path, &config.base_url),
        })
    }

    /// Its text away from its page. That of a live story has its entries below their moments, as its
    /// language writes them.
    pub fn text_apart(self) -> Cow<'a, str> {
        let article = &self.briefing().article;
        let html = article.html.read_or_nothing();
        let Some(live) = article.live.as_deref() else { return html };
        let part = |range: &Range<usize>| html.get(range.clone()).unwrap_or_default();
        let mut text = part(&live.intro).to_string();
        for LiveEntry { moment, anchor, title_html, html, .. } in &live.entries {
            let date = self.date(moment);
            let moment = match live.days.len() {
                ..=1 => date.time,
                _ => format!("{}, {}", date.text, date.time),
            };
            let (anchor, moment) = (escaped(anchor), escaped(&moment));
            text += &format!("<h2 id=\"{anchor}\">{moment} {title_html}</h2>\n{}", part(html));
        }
        text += part(&live.notes);
        text.into()
    }

    /// Whether it is told at this moment.
    pub fn is_live(self) -> bool {
        self.briefing().article.live.as_ref().is_some_and(|live| !live.is_over)
    }

    /// What its structured data has beside that of other stories.
    pub fn live_blog(self) -> Option<LiveBlog<'a>> {
        let briefing = self.briefing();
        let live = briefing.article.live.as_deref()?;
        let span = live.span();
        let start = span.map_or(&briefing.date, |(first, _)| first);
        let end = match (&live.until, live.is_over) {
            (Some(until), _) => Some(rfc3339(&until.zoned)),
            (None, true) => span.map(|(_, last)| rfc3339(&last.zoned)),
            (None, false) => None,
        };
        let page = self.permalink();
        let posting = |entry: &'a LiveEntry| BlogPosting {
            url: format!("{page}#{}", entry.anchor),
            headline: match entry.title.is_empty() {
                true => &briefing.article.facts.title,
                false => &entry.title,
            },
            date_published: iso(&entry.moment),
        };
        Some(LiveBlog {
            coverage_start_time: rfc3339(&start.zoned),
            coverage_end_time: end,
            live_blog_update: live.newest_first().into_iter().take(NEWEST).map(posting).collect(),
        })
    }
}

/// What the structured data of a live story has beside that of others.
pub struct LiveBlog<'a> {
    pub coverage_start_time: String,
    pub coverage_end_time: Option<String>,
    pub live_blog_update: Vec<BlogPosting<'a>>,
}

/// What an open page is told: whether there will be more, and the newest entries.
#[derive(Serialize)]
struct Updates<'a> {
    over: bool,
    entries: Vec<&'a str>,
}

/// The file that an open page of the live story at `at` asks for.
pub fn updates(context: Context<'_>, at: usize) -> Vec<u8> {
    let article = &StoryView::new(context, at, Addresses::InSite).briefing().article;
    let newest = |live: &'_ LiveText| -> Vec<String> {
        live.newest_first().into_iter().take(NEWEST).map(|entry| entry.anchor.clone()).collect()
    };
    let anchors = article.live.as_deref().map(newest).unwrap_or_default();
    let updates = Updates {
        over: article.live.as_ref().is_none_or(|live| live.is_over),
        entries: anchors.iter().map(String::as_str).collect(),
    };
    // Texts and flags can always be written.
    serde_json::to_vec(&updates).unwrap_or_default()
}
