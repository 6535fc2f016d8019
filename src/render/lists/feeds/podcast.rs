//! The podcast of a section: RSS with what Apple
//! (<https://podcasters.apple.com/support/823-podcast-requirements>) and Spotify ask for, and the
//! transcripts of Podcasting 2.0
//! (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/transcript.md>).

use super::feed::id;
use super::rss::{DATE, DECLARATION};
use crate::formats::file_types::media_type;
use crate::html::escaped;
use crate::model::{Article, Media, Played};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::view::StoryView;
use crate::render::xml::Xml;
use crate::site::Edition;
use crate::url::SitePath;

pub(crate) const ATTRIBUTES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"),
    ("xmlns:podcast", "https://podcastindex.org/namespace/1.0"),
];

/// The endings of what programs for podcasts play, all of them.
const PLAYED: [&str; 4] = ["mp3", "m4a", "mp4", "m4v"];

/// How many episodes are listed at most, the newest.
const MOST: usize = 1000;

/// The bytes of the podcast of a section.
pub fn podcast(context: Context<'_>, section: usize) -> Vec<u8> {
    Xml::document(DECLARATION, "rss", &ATTRIBUTES, |xml| {
        xml.element("channel", &[], |xml| channel(xml, context, section));
    })
}

fn channel(xml: &mut Xml, context: Context<'_>, section: usize) {
    let config = &context.site.config;
    let Edition { settings, index, briefings, .. } = context.edition;
    let of_section = &index.sections[section];
    let Some(podcast) = config.podcast(&of_section.config.id) else { return };
    let named = || format!("{} · {}", of_section.config.title, settings.title);
    let title = podcast.title.clone().unwrap_or_else(named);
    let description = podcast.description.as_deref();
    let description = description.or(of_section.config.description.as_deref()).unwrap_or(&title);
    let publisher = config.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name);
    let explicit = podcast.explicit.to_string();
    let address = |path: &SitePath| context.address(path, Addresses::Absolute);
    xml.text("title", &[], &title);
    xml.text("link", &[], &address(&index.section_path(section, 1)));
    xml.text("description", &[], description);
    xml.text("language", &[], &settings.language.to_string());
    let own = address(&index.podcast_path(section));
    xml.empty("atom:link", &[("href", &*own), ("rel", "self"), ("type", "application/rss+xml")]);
    xml.text("itunes:author", &[], publisher);
    xml.empty("itunes:image", &[("href", &*address(&podcast.image.value))]);
    xml.empty("itunes:category", &[("text", podcast.category)]);
    xml.text("itunes:explicit", &[], &explicit);
    xml.text("itunes:type", &[], "episodic");
    if let Some(email) = &podcast.email {
        xml.element("itunes:owner", &[], |xml| {
            xml.text("itunes:name", &[], publisher);
            xml.text("itunes:email", &[], email);
        });
    }
    let stories = of_section.briefings.iter().copied();
    let episodes = stories
        // What is shown before its time is nothing for listeners.
        .filter(|at| briefings[*at].article.held.is_none())
        .filter_map(|at| {
            let played = episode(briefings[at].article.played())?;
            Some((StoryView::new(context, at, Addresses::Absolute), played))
        })
        .take(MOST);
    for (story, (media, played)) in episodes {
        xml.element("item", &[], |xml| item(xml, story, media, played));
    }
}

/// Whether a story is an episode.
pub(crate) fn has_episode(article: &Article) -> bool {
    episode(article.played()).is_some()
}

/// What of a story is an episode: the first that every program plays.
fn episode<'a>(
    mut played: impl Iterator<Item = (&'a Media, &'a Played)>,
) -> Option<(&'a Media, &'a Played)> {
    played.find(|(media, _)| {
        let name = media.path().map_or("", |path| path.as_str());
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        PLAYED.iter().any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn item(xml: &mut Xml, story: StoryView<'_>, media: &Media, played: &Played) {
    let Some(path) = media.path() else { return };
    let briefing = story.briefing();
    let address = |path: &SitePath| story.context.address(path, Addresses::Absolute);
    xml.text("title", &[], &story.headline());
    xml.text("link", &[], &story.address());
    xml.cdata("description", &escaped(briefing.article.summary()));
    let (url, length, kind) = (address(path), played.bytes.to_string(), media_type(path.as_str()));
    let enclosure = [("url", &*url), ("length", &*length), ("type", &*kind)];
    xml.empty("enclosure", &enclosure);
    xml.text("guid", &[("isPermaLink", "false")], &id(story));
    xml.text("pubDate", &[], &briefing.date.zoned.strftime(DATE).to_string());
    if let Some(seconds) = played.seconds() {
        xml.text("itunes:duration", &[], &seconds.to_string());
    }
    for track in &played.tracks {
        let (url, language) = (address(&track.path), &*track.language);
        let attributes = [("url", &*url), ("type", "text/vtt"), ("language", language)];
        xml.empty("podcast:transcript", &attributes);
    }
}
