//! The content of a feed, whatever its format.

use std::borrow::Cow;

use jiff::{Timestamp, ZonedDateTime};

use crate::formats::file_types::picture_type;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::facts::{SHARED_WIDTH, version};
use crate::render::story::kind;
use crate::render::story::view::StoryView;
use crate::render::story::whole_text::absolute_text;
use crate::routes::{FeedFormat, FeedOf};
use crate::site::Edition;
use crate::url::SitePath;

/// The content of a feed, in whatever format. All addresses are absolute.
pub struct Feed<'a> {
    pub title: String,
    pub description: Option<&'a str>,
    /// BCP 47 tag.
    pub language: String,
    /// The page whose news it has.
    pub page: String,
    /// The feed itself.
    pub address: String,
    /// When the last of its briefings was published or changed.
    pub updated: ZonedDateTime,
    pub publisher: &'a str,
    pub entries: Vec<Entry<'a>>,
}

/// A briefing in a feed.
pub struct Entry<'a> {
    /// Its identity for ever.
    pub id: String,
    /// The same as a URI.
    pub uri: String,
    pub page: String,
    pub title: Cow<'a, str>,
    pub summary: &'a str,
    /// The whole text, as HTML that stands on its own.
    pub html: Cow<'a, str>,
    pub published: &'a ZonedDateTime,
    pub updated: &'a ZonedDateTime,
    pub authors: Vec<Author<'a>>,
    /// What it is filed under: its section, its kind if that is not news, and its tags.
    pub categories: Vec<&'a str>,
    pub picture: Option<Enclosed>,
    pub language: Option<&'a str>,
    /// Where a link-out brief leads.
    pub source: Option<&'a str>,
}

/// Who wrote a briefing.
pub struct Author<'a> {
    pub name: &'a str,
    /// The author's page.
    pub url: Option<String>,
}

/// A picture that goes with a briefing.
pub struct Enclosed {
    pub url: String,
    pub media_type: String,
    /// How many bytes it has, where that is known.
    pub bytes: Option<u64>,
}

impl<'a> Feed<'a> {
    /// The newest public briefings.
    pub fn gathered(context: Context<'a>, of: FeedOf, format: FeedFormat) -> Self {
        let config = &context.site.config;
        let Edition { settings, index, briefings, .. } = context.edition;
        let subject = Subject::of(context.edition, of);
        let entries: Vec<Entry<'_>> = subject
            .briefings
            // What is shown before its time is nothing for readers.
            .filter(|at| briefings[*at].article.held.is_none())
            .take(config.feeds.limit)
            .map(|at| entry(StoryView::new(context, at, Addresses::Absolute)))
            .collect();
        let newest = entries.iter().map(|entry| entry.updated).max().cloned();
        // A feed without briefings has never changed.
        let never = || Timestamp::UNIX_EPOCH.to_zoned_datetime(config.time_zone.clone());
        Feed {
            title: subject.title,
            description: subject.description,
            language: settings.language.to_string(),
            page: context.address(&subject.page, Addresses::Absolute),
            address: context.address(&index.feed_path(of, format), Addresses::Absolute),
            updated: newest.unwrap_or_else(never),
            publisher: config
                .publisher
                .as_ref()
                .map_or(&settings.title, |publisher| &publisher.name),
            entries,
        }
    }
}

/// What a feed is of.
struct Subject<'a> {
    title: String,
    description: Option<&'a str>,
    page: SitePath,
    /// All of its briefings, newest first.
    briefings: Box<dyn Iterator<Item = usize> + 'a>,
}

impl<'a> Subject<'a> {
    fn of(edition: &'a Edition, of: FeedOf) -> Self {
        let Edition { settings, index, .. } = edition;
        let part = |name: &str| format!("{name} · {}", settings.title);
        match of {
            FeedOf::Edition => Subject {
                title: settings.title.clone(),
                description: settings.tagline.as_deref(),
                page: index.paths.home().clone(),
                briefings: Box::new(0..edition.briefings.len()),
            },
            FeedOf::Section(at) => {
                let section = &index.sections[at];
                Subject {
                    title: part(&section.config.title),
                    description: section.config.description.as_deref(),
                    page: index.section_path(at, 1),
                    briefings: Box::new(section.briefings.iter().copied()),
                }
            }
            FeedOf::Author(at) => {
                let author = &index.authorship.authors[at];
                Subject {
                    title: part(&author.name),
                    description: None,
                    page: index.author_path(at, 1),
                    briefings: Box::new(author.briefings.iter().copied()),
                }
            }
            FeedOf::Series(at) => {
                let series = &index.serials.series[at];
                Subject {
                    title: part(&series.name),
                    description: None,
                    page: index.series_path(at, 1),
                    briefings: Box::new(series.briefings.iter().copied()),
                }
            }
            FeedOf::Tag(at) => {
                let tag = &index.tagging.tags[at];
                Subject {
                    title: part(&tag.name),
                    description: None,
                    page: index.tag_path(at, 1),
                    briefings: Box::new(tag.briefings.iter().copied()),
                }
            }
        }
    }
}

fn entry<'a>(story: StoryView<'a>) -> Entry<'a> {
    let briefing = story.briefing();
    let article = &briefing.article;
    let facts = &article.facts;
    Entry {
        id: id(story),
        uri: uri(story),
        page: story.address(),
        title: story.headline(),
        summary: article.summary(),
        html: absolute_text(story.context, story.at).into(),
        published: &briefing.date.zoned,
        updated: &briefing.modified().zoned,
        authors: authors(story),
        categories: categories(story),
        picture: article.lead().map(|picture| {
            let shown = version(picture, SHARED_WIDTH, story.context, story.addresses);
            let made = picture.facts.picture.as_deref().and_then(|it| it.shared(SHARED_WIDTH));
            let bytes = made.map_or(picture.facts.bytes, |version| version.bytes);
            enclosed(shown.url, bytes)
        }),
        language: article.lang(),
        source: facts.source.as_ref().map(|source| &*source.url),
    }
}

/// Who wrote a story, with their pages.
pub(super) fn authors(story: StoryView<'_>) -> Vec<Author<'_>> {
    let names = story.briefing().article.facts.authors.iter();
    names.map(|name| Author { name, url: story.author_address(name) }).collect()
}

fn categories(story: StoryView<'_>) -> Vec<&str> {
    let kind = kind::name(story.briefing().article.facts.kind, story.words());
    [story.section_name()].into_iter().chain(kind).chain(story.tag_names()).collect()
}

/// What another program's feed knew the story by; else its [`uri`].
pub(super) fn id(story: StoryView<'_>) -> String {
    story.briefing().article.facts.feed_id.clone().unwrap_or_else(|| uri(story))
}

/// The id where it has to be a URI, as in Atom (RFC 4287, section 4.2.6): one that is made, unless
/// the story had one before.
pub(super) fn uri(story: StoryView<'_>) -> String {
    let had = story.briefing().article.facts.feed_id.as_deref();
    if let Some(had) = had.filter(|id| url::Url::parse(id).is_ok()) {
        return had.into();
    }
    story.context.site.feed_id(story.context.edition.id, story.at)
}

/// A picture, whose name says of what type it is.
pub fn enclosed(url: String, bytes: Option<u64>) -> Enclosed {
    let path = url.split(['?', '#']).next().unwrap_or(&url);
    let media_type = picture_type(path).to_string();
    Enclosed { url, media_type, bytes }
}
