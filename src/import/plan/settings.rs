//! The settings of the new site.

use std::borrow::Cow;

use icu_locale::Locale;

use crate::html::tree::{parse, text_of};
use crate::import::markdown::on_one_line;
use crate::import::model::{Archive, Note, Origin, Topic};
use crate::language::zones;
use crate::slug::Letters;
use crate::text::config::{Config, LinkTarget, MenuLink};
use crate::text::dateline::DatelinePattern;
use crate::url::{BaseUrl, SitePath};

/// What the source's settings come to.
pub fn config(archive: &Archive, notes: &mut Vec<Note>) -> Config {
    let settings = &archive.settings;
    let mut config = Config::stand_in();
    let mut note = |what: String| {
        notes.push(Note { topic: Topic::Changed, name: what, origin: Origin::at("site.yaml", 0) });
    };
    config.title = on_one_line(&settings.title);
    if config.title.is_empty() {
        config.title = "My Briefing".into();
        note("the source has no title: say it in `title`".into());
    }
    // Themes put it into pages as HTML.
    let tagline = settings.tagline.as_deref().map(|line| match line.contains("</") {
        true => text_of(&parse(line)),
        false => line.to_string(),
    });
    config.tagline = tagline.as_deref().map(on_one_line).filter(|line| !line.is_empty());
    match settings.base_url.as_deref().map(BaseUrl::parse) {
        Some(Ok(url)) => config.base_url = url,
        _ => {
            if let Ok(url) = BaseUrl::parse("https://example.org/") {
                config.base_url = url;
            }
            note("the source does not say where it is published: say it in `base_url`".into());
        }
    }
    if let Some(language) = settings.language.as_deref().and_then(locale) {
        config.language = language;
    }
    config.dateline = DatelinePattern::of(&config.language);
    config.addresses = Letters::of(&config.language);
    let own = archive.texts.iter().filter(|text| !text.slug.is_ascii() && text.held.is_none());
    if own.take(1).count() > 0 {
        config.addresses = Letters::Native;
    }
    if let Some(name) = &settings.time_zone {
        let zone = zones::said(name).into_iter().next();
        let named = zone.as_ref().and_then(zones::Zone::name);
        match named.and_then(|name| jiff::tz::TimeZoneDatabase::bundled().get(&name).ok()) {
            Some(zone) => config.time_zone = zone,
            None => note(format!("there is no time zone `{name}`: say it in `timezone`")),
        }
    }
    if let Some(size) = settings.page_size {
        config.page_size = size.clamp(1, 1000);
    }
    config.menu = menu(&settings.menu);
    config
}

/// Links of a menu, those that lead somewhere.
pub fn menu(links: &[(String, String)]) -> Vec<MenuLink> {
    let links = links.iter().filter_map(|(title, url)| {
        let title = on_one_line(title);
        let to = match url.starts_with('/') {
            true => SitePath::new(&as_page(url)).map(LinkTarget::Page),
            false => url::Url::parse(url)
                .ok()
                .filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
                .map(LinkTarget::Elsewhere),
        };
        Some(MenuLink { to: to.filter(|_| !title.is_empty())?, title, from: None, until: None })
    });
    links.collect()
}

/// The address of a page, which is a folder, however it was written.
fn as_page(path: &str) -> Cow<'_, str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.is_empty() || name.contains('.') {
        true => path.into(),
        false => format!("{path}/").into(),
    }
}

/// A text of the settings, on one line.
pub fn one_line(text: &str) -> String {
    on_one_line(text)
}

/// A language as programs write it: `en_US`, `en-us`, `pt_BR.UTF-8`, `English`.
pub fn locale(name: &str) -> Option<Locale> {
    let tag = name.split(['.', '@']).next().unwrap_or(name).replace('_', "-");
    Locale::try_from_str(&tag).ok().filter(|locale| !locale.id.is_unknown() && tag.len() < 12)
}
