//! The feed of which the podcast is the one episode: RSS with what Apple asks for
//! (<https://podcasters.apple.com/support/823-podcast-requirements>), and the chapters of Podcasting 2.0
//! (<https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/tags/chapters.md>).

use super::episode::{Chapter, Episode};
use crate::formats::media::clock;
use crate::html::escaped;
use crate::render::{PODCAST_FEED, RSS_DATE, RSS_DECLARATION, Xml};
use crate::url::{BaseUrl, SitePath};

impl Episode<'_, '_> {
    /// The bytes of the feed, if the settings say where the files will be. `name` is what they are
    /// called, but for their endings; the MP3 has so many bytes.
    pub fn feed(&self, name: &str, bytes: u64) -> Option<Vec<u8>> {
        let settings = &self.digest.context.edition.settings;
        let url = settings.digest.podcast_url.as_ref()?;
        Some(Xml::document(RSS_DECLARATION, "rss", &PODCAST_FEED, |xml| {
            xml.element("channel", &[], |xml| {
                self.channel(xml);
                xml.element("item", &[], |xml| self.item(xml, url, name, bytes));
            });
        }))
    }

    fn channel(&self, xml: &mut Xml) {
        let context = self.digest.context;
        let settings = &context.edition.settings;
        let config = &context.site.config;
        let publisher = config.publisher.as_ref().map_or(&settings.title, |it| &it.name);
        let title = self.digest.title();
        // A site that has podcasts has told what their lists want to know.
        let podcast = config.podcasts.first();
        let explicit = config.podcasts.iter().any(|podcast| podcast.explicit);
        xml.text("title", &[], title);
        xml.text("link", &[], &config.base_url.absolute(context.edition.index.paths.home()));
        xml.text("description", &[], settings.tagline.as_deref().unwrap_or(title));
        xml.text("language", &[], &settings.language.to_string());
        xml.text("itunes:author", &[], publisher);
        if let Some(podcast) = podcast {
            let image = config.base_url.absolute(&podcast.image.value);
            xml.empty("itunes:image", &[("href", &*image)]);
        }
        let category = podcast.map_or("News", |podcast| podcast.category);
        xml.empty("itunes:category", &[("text", category)]);
        xml.text("itunes:explicit", &[], &explicit.to_string());
        xml.text("itunes:type", &[], "episodic");
    }

    fn item(&self, xml: &mut Xml, url: &BaseUrl, name: &str, bytes: u64) {
        let file = |ending: &str| url.absolute(&SitePath::root().file(&format!("{name}{ending}")));
        let page = self.digest.url();
        xml.text("title", &[], &self.title());
        xml.text("link", &[], &page);
        xml.cdata("description", &self.contents());
        let (mp3, length) = (file(".mp3"), bytes.to_string());
        let enclosure = [("url", &*mp3), ("length", &*length), ("type", "audio/mpeg")];
        xml.empty("enclosure", &enclosure);
        // Also if it is made again, with other stories.
        let site = &self.digest.context.site.config.base_url;
        let guid = format!("{}{}/digest/{name}", site.host(), site.path());
        xml.text("guid", &[("isPermaLink", "false")], &guid);
        if let Some(moment) = self.published() {
            xml.text("pubDate", &[], &moment.strftime(RSS_DATE).to_string());
        }
        let seconds = ((self.milliseconds() + 500) / 1000).max(1);
        xml.text("itunes:duration", &[], &seconds.to_string());
        let chapters = file(".chapters.json");
        let attributes = [("url", &*chapters), ("type", "application/json+chapters")];
        xml.empty("podcast:chapters", &attributes);
    }

    /// The stories and when each begins, as HTML: many players make a link of such a time.
    fn contents(&self) -> String {
        let line = |Chapter { title, url, from, .. }: &Chapter| {
            let (title, url) = (escaped(title), escaped(url));
            format!("<li>{} <a href=\"{url}\">{title}</a></li>\n", clock(from / 1000))
        };
        let lines: String = self.chapters().iter().map(line).collect();
        format!("<ul>\n{lines}</ul>")
    }
}
