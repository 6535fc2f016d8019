//! `site.yaml`: the settings of a site.

mod appearance;
mod appearance_fields;
mod appearance_reader;
mod cards;
mod cards_reader;
mod cname;
mod digest;
mod digest_reader;
mod embeds_reader;
mod example;
mod fields;
mod languages;
mod languages_aliases;
mod languages_fields;
mod languages_reader;
mod otherwise;
mod pictures;
mod pictures_reader;
mod podcasts;
mod podcasts_reader;
mod reader;
mod redirects;
mod section_reader;
mod writer;

pub use appearance::{
    Analytics, Color, ColorRole, ContentPolicy, Face, Footer, Giscus, LinkTarget, MenuLink, Rgb,
    Share, Theme,
};
pub use cards::Cards;
pub use cname::Cname;
pub use digest::{DigestLength, DigestOrder, DigestSettings, Mailbox, Mailer, Unsubscribe};
pub use example::{example_address, is_of_an_example};
pub use fields::FIELDS;
pub use languages::LanguageConfig;
pub use pictures::{Fill, Keep, Pictures};
pub use podcasts::Podcast;
pub use reader::parse;
pub use redirects::{Redirect, redirects_line};
pub use writer::{feeds_line, write};

use icu_locale::Locale;
use jiff::tz::TimeZone;

use crate::embeds::Provider;
use crate::language::capitals::with_first_capital;
use crate::slug::{Letters, Naming};
use crate::text::dateline::DatelinePattern;
use crate::text::markdown::HtmlPolicy;
use crate::text::permalink::Permalink;
use crate::text::placed::Placed;
use crate::url::{BaseUrl, SitePath};

/// The file's name, at the root of a site.
pub const FILE: &str = "site.yaml";

/// The settings of a site, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// Where it is published.
    pub base_url: BaseUrl,
    /// Where it is published by site.yaml, if it is made for another address now.
    pub written_base_url: BaseUrl,
    /// Its language, a BCP 47 tag; of several, the first.
    pub language: Locale,
    /// Its languages, if it names them itself, the first of which is shown where nobody says
    /// which.
    pub languages: Vec<LanguageConfig>,
    /// The letters of addresses.
    pub addresses: Letters,
    /// The zone of dates without an offset, and of all that are shown.
    pub time_zone: TimeZone,
    /// Its sections, in the order of the navigation.
    pub sections: Vec<SectionConfig>,
    /// Where briefings are.
    pub permalink: Permalink,
    /// How many briefings a page of a list holds.
    pub page_size: usize,
    /// How datelines are set.
    pub dateline: DatelinePattern,
    /// Who publishes it.
    pub publisher: Option<Publisher>,
    /// How the theme looks.
    pub theme: Theme,
    /// Links beside those to the sections.
    pub menu: Vec<MenuLink>,
    /// What the foot of every page has.
    pub footer: Footer,
    /// Where readers can take a story.
    pub share: Vec<Share>,
    /// Services that count readers.
    pub analytics: Vec<Analytics>,
    /// Comments below stories.
    pub comments: Option<Giscus>,
    /// What pages may load and run.
    pub content_policy: ContentPolicy,
    /// Other sites of which stories show something, besides those that are known.
    pub embeds: Vec<Provider>,
    /// The podcasts of sections.
    pub podcasts: Vec<Podcast>,
    /// In which sizes pictures are published.
    pub pictures: Pictures,
    /// How pages without a picture are shared with one, if they are.
    pub cards: Option<Cards>,
    /// The list of what is read most.
    pub most_read: MostRead,
    /// The feeds.
    pub feeds: Feeds,
    /// How digests are made.
    pub digest: DigestSettings,
    /// What a check leaves out.
    pub check: Check,
    /// Its domain at GitHub Pages.
    pub cname: Cname,
    /// Where briefings were before.
    pub redirects: Vec<Placed<Permalink>>,
    /// Old addresses of something else, one by one.
    pub single_redirects: Vec<Redirect>,
    /// Whether it has a list of its redirects for the host.
    pub redirect_list: bool,
    /// Whether readers can search it.
    pub search: bool,
    /// What happens to raw HTML in a text.
    pub html: HtmlPolicy,
    /// What happens to front matter that Dateline does not know.
    pub unknown_fields: UnknownFields,
}

/// A section, as `site.yaml` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionConfig {
    /// Its folder's name and the first part of its path.
    pub id: String,
    /// Its name.
    pub title: String,
    /// A line about it.
    pub description: Option<String>,
    /// What its id was before, the oldest first.
    pub aliases: Vec<Placed<String>>,
}

impl SectionConfig {
    /// The id that it had first.
    pub fn first_id(&self) -> &str {
        self.aliases.first().map_or(&self.id, |alias| &alias.value)
    }

    /// Whether it has, or had, this id.
    pub fn is_or_was(&self, id: &str) -> bool {
        self.id == id || self.aliases.iter().any(|alias| alias.value == id)
    }
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// The name.
    pub name: String,
    /// A picture, from the site's root.
    pub logo: Option<Placed<SitePath>>,
    /// The publisher's own site.
    pub url: Option<String>,
}

/// What the list of what is read most is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MostRead {
    /// The file of reads, from the site's root.
    pub reads: String,
    /// How many briefings of each window every page lists.
    pub limit: usize,
    /// How many of each its own page lists, and no fewer than every page.
    pub page_limit: usize,
    /// The name of each window and its length in days, shortest first.
    pub windows: Vec<(String, usize)>,
}

impl MostRead {
    /// How many briefings of each window its own page lists.
    pub fn on_its_page(&self) -> usize {
        self.limit.max(self.page_limit)
    }
}

/// What feeds there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feeds {
    /// How many briefings each holds.
    pub limit: usize,
    /// Whether each tag has its own.
    pub tags: bool,
    /// Who gives the stories their ids (RFC 4151); without it, the host of the site.
    pub authority: Option<String>,
}

/// What a check leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Beginnings of the addresses of other sites that are not asked for.
    pub ignore: Vec<String>,
}

/// What happens to front matter that Dateline does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownFields {
    /// It is an error.
    #[default]
    Error,
    /// It goes to `extra`.
    Keep,
}

const SECTIONS: [&str; 4] = ["politics", "economy", "society", "military"];

impl Config {
    /// The podcast of the section with this id.
    pub fn podcast(&self, section: &str) -> Option<&Podcast> {
        self.podcasts.iter().find(|podcast| podcast.section == section)
    }

    /// Settings for a site whose own cannot be read.
    pub fn stand_in() -> Self {
        Config {
            title: String::new(),
            tagline: None,
            base_url: BaseUrl::stand_in(),
            written_base_url: BaseUrl::stand_in(),
            language: icu_locale::locale!("en"),
            languages: Vec::new(),
            addresses: Letters::default(),
            time_zone: TimeZone::UTC,
            sections: SECTIONS.map(section_of_id).into(),
            permalink: Permalink::standard(),
            page_size: 20,
            dateline: DatelinePattern::of(&icu_locale::locale!("en")),
            publisher: None,
            theme: Theme::default(),
            menu: Vec::new(),
            footer: Footer::default(),
            share: vec![Share::Email],
            analytics: Vec::new(),
            comments: None,
            content_policy: ContentPolicy::default(),
            embeds: Vec::new(),
            podcasts: Vec::new(),
            pictures: Pictures::default(),
            cards: None,
            most_read: MostRead {
                reads: "data/reads.csv".into(),
                limit: 10,
                page_limit: 100,
                windows: [("day", 1), ("week", 7), ("month", 30)]
                    .map(|(name, days)| (name.into(), days))
                    .into(),
            },
            feeds: Feeds { limit: 20, tags: false, authority: None },
            digest: DigestSettings::standard(),
            check: Check::default(),
            cname: Cname::default(),
            redirects: Vec::new(),
            single_redirects: Vec::new(),
            redirect_list: false,
            search: true,
            html: HtmlPolicy::default(),
            unknown_fields: UnknownFields::default(),
        }
    }
}

impl Config {
    /// How names become tags and addresses.
    pub fn naming(&self) -> Naming {
        Naming::of(&self.language, self.addresses)
    }
}

fn section_of_id(id: &str) -> SectionConfig {
    SectionConfig { id: id.into(), title: capitalized(id), description: None, aliases: Vec::new() }
}

/// `foreign-policy` as a title: `Foreign policy`.
pub fn capitalized(id: &str) -> String {
    with_first_capital(&id.replace(['-', '_'], " "))
}

/// `text` if it is an absolute `http` or `https` URL.
pub(crate) fn absolute_http(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// A web address that lacks its scheme alone, such as `www.example.org/x`, with it.
pub(crate) fn with_scheme(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('/');
    // `https//example.org` and `https:/example.org` have a part of it.
    let rest = ["https:", "http:", "https", "http"]
        .into_iter()
        .find_map(|scheme| text.strip_prefix(scheme)?.strip_prefix('/'));
    let text = rest.unwrap_or(text).trim_start_matches('/');
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, domain) = host.rsplit_once('.')?;
    let is_domain = domain.chars().count() >= 2 && domain.chars().all(char::is_alphabetic);
    let is_host = !name.is_empty() && is_domain && !host.contains(['@', ' ', ':', '\\']);
    absolute_http(&format!("https://{text}")).filter(|_| is_host)
}
