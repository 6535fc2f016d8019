//! Feeds: what readers' programs fetch to learn of new briefings.
//!
//! A feed is gathered once (`Feed`) and written in three formats. All that it
//! says follows from the content: no clock is asked, so the same site has the
//! same feeds.

mod atom;
mod json;
mod rss;
#[cfg(test)]
mod tests;
mod whole_text;

use jiff::{Timestamp, Zoned};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::model::{Article, Briefing, Picture};
use crate::render::for_xml;
use crate::render::prepared::Prepared;
use crate::routes::{FeedFormat, FeedOf};
use crate::site::Site;
use crate::text::front_matter::date_of_name;
use crate::url::SitePath;

pub use whole_text::WholeTexts;

/// What a feed tells, in whatever format. All addresses are absolute.
struct Feed<'a> {
    title: String,
    description: Option<&'a str>,
    /// BCP 47 tag.
    language: String,
    /// The page whose news it has.
    page: String,
    /// The feed itself.
    address: String,
    /// When the last of its briefings was published or changed.
    updated: Zoned,
    publisher: &'a str,
    entries: Vec<Entry<'a>>,
}

/// A briefing in a feed.
struct Entry<'a> {
    /// What tells it from all others for ever.
    id: String,
    page: String,
    title: &'a str,
    summary: &'a str,
    /// The whole text, as HTML that stands on its own.
    html: &'a str,
    published: &'a Zoned,
    updated: &'a Zoned,
    authors: &'a [String],
    section: &'a str,
    tags: Vec<&'a str>,
    picture: Option<Enclosed>,
    language: Option<&'a str>,
    /// Where a link-out brief leads.
    source: Option<&'a str>,
}

/// A picture that goes with a briefing.
struct Enclosed {
    url: String,
    media_type: String,
    /// How many bytes it has, where that is known.
    bytes: Option<u64>,
}

/// What feeds are made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    pub site: &'a Site,
    pub prepared: &'a Prepared,
    pub texts: &'a WholeTexts,
}

/// The bytes of a feed.
pub fn feed(sources: Sources<'_>, of: FeedOf, format: FeedFormat) -> Vec<u8> {
    let feed = gathered(sources, of, format);
    match format {
        FeedFormat::Rss => rss::write(&feed),
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Json => json::write(&feed),
    }
}

fn gathered(sources: Sources<'_>, of: FeedOf, format: FeedFormat) -> Feed<'_> {
    let Sources { site, .. } = sources;
    let Site { config, index, .. } = site;
    let about = About::of(site, of);
    let entries: Vec<Entry<'_>> = about
        .briefings
        .map(|at| (at, &*site.briefings[at]))
        // What is shown before its time is nothing for readers.
        .filter(|(_, briefing)| briefing.article.held.is_none())
        .take(config.feeds.limit)
        .map(|(at, briefing)| entry(sources, at, briefing))
        .collect();
    let newest = entries.iter().map(|entry| entry.updated).max().cloned();
    // A feed without briefings has never changed.
    let never = || Timestamp::UNIX_EPOCH.to_zoned(config.time_zone.clone());
    Feed {
        title: about.title,
        description: about.description,
        language: config.language.to_string(),
        page: config.base_url.absolute(&about.page),
        address: config.base_url.absolute(&index.feed_path(of, format)),
        updated: newest.unwrap_or_else(never),
        publisher: config.publisher.as_ref().map_or(&config.title, |publisher| &publisher.name),
        entries,
    }
}

/// What a feed is of.
struct About<'a> {
    title: String,
    description: Option<&'a str>,
    page: SitePath,
    /// All of its briefings, newest first.
    briefings: Box<dyn Iterator<Item = usize> + 'a>,
}

impl<'a> About<'a> {
    fn of(site: &'a Site, of: FeedOf) -> Self {
        let Site { config, index, .. } = site;
        let part = |name: &str| format!("{name} · {}", config.title);
        match of {
            FeedOf::Site => About {
                title: config.title.clone(),
                description: config.tagline.as_deref(),
                page: SitePath::root(),
                briefings: Box::new(0..site.briefings.len()),
            },
            FeedOf::Section(at) => {
                let section = &index.sections[at];
                About {
                    title: part(&section.config.title),
                    description: section.config.description.as_deref(),
                    page: index.section_path(at, 1),
                    briefings: Box::new(section.briefings.iter().copied()),
                }
            }
            FeedOf::Tag(at) => {
                let tag = &index.tagging.tags[at];
                About {
                    title: part(&tag.name),
                    description: None,
                    page: index.tag_path(at, 1),
                    briefings: Box::new(tag.briefings.iter().copied()),
                }
            }
        }
    }
}

fn entry<'a>(sources: Sources<'a>, at: usize, briefing: &'a Briefing) -> Entry<'a> {
    let Sources { site, .. } = sources;
    let Site { config, index, .. } = site;
    let article = &briefing.article;
    let facts = &article.facts;
    let tags = index.tagging.of_briefing[at].iter();
    Entry {
        id: id(site, briefing),
        page: config.base_url.absolute(&article.path),
        title: &facts.title,
        summary: article.summary(),
        html: sources.texts.get(sources, at),
        published: &briefing.date.zoned,
        updated: &briefing.modified().zoned,
        authors: &facts.authors,
        section: &index.sections[briefing.section].config.title,
        tags: tags.map(|tag| &*index.tagging.tags[*tag].name).collect(),
        picture: article.picture.as_ref().map(|picture| match picture {
            Picture::OnSite { path, bytes, .. } => enclosed(config.base_url.absolute(path), *bytes),
            Picture::Elsewhere(url) => enclosed(url.clone(), None),
        }),
        language: article.lang(),
        source: facts.source.as_ref().map(|source| &*source.url),
    }
}

/// A `tag:` URI (RFC 4151) of the site's host, the day of publication, the
/// section, and the name of the file. So it stays when a story gets another
/// `slug`. When the file gets another name as well, its old address is an alias,
/// and tells the old name.
fn id(site: &Site, briefing: &Briefing) -> String {
    let origin = site.config.base_url.origin();
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.split(':').next().unwrap_or(host);
    let section = &site.index.sections[briefing.section].config.id;
    let name = first_name(&briefing.article);
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC).to_string().replace("%2D", "-");
    format!("tag:{host},{}:{section}/{name}", briefing.day)
}

/// The name that a text had first: the last part of its first alias that is an
/// address like its own, else the name of its file.
fn first_name(article: &Article) -> &str {
    let depth = |path: &str| path.trim_end_matches('/').matches('/').count();
    let own = article.path.as_str();
    let alias = article
        .facts
        .aliases
        .iter()
        .map(|alias| alias.value.as_str())
        .find(|alias| depth(alias) == depth(own));
    match alias {
        Some(alias) => last_part(alias.trim_end_matches('/')).trim_end_matches(".html"),
        None => {
            let file = article.file.rsplit_once('.').map_or(&*article.file, |(stem, _)| stem);
            let stem = file.strip_suffix("/index").unwrap_or(file);
            date_of_name(last_part(stem)).1
        }
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A picture, whose name says of what type it is.
fn enclosed(url: String, bytes: Option<u64>) -> Enclosed {
    let path = url.split(['?', '#']).next().unwrap_or(&url);
    let media_type = mime_guess::from_path(path).first_raw().unwrap_or("image/jpeg").to_string();
    Enclosed { url, media_type, bytes }
}
