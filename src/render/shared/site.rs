//! The site, as its pages see it.

use tera::Value;

use crate::language::calendar::Calendar;
use crate::language::direction::Direction;
use crate::render::addresses::Addresses;
use crate::render::shared::labels::feeds;
use crate::render::shared::policy::{EARLY, policy};
use crate::render::shared::{appearance, icons};
use crate::render::views::{CountedLinkView, LinkView, LogoView, PublisherView, SiteView};
use crate::routes::{EditionPage, FeedOf, Route};
use crate::site::{Edition, Site};

/// The [`SiteView`] of an edition, with the views of its `sections`.
pub fn site(site: &Site, edition: &Edition, sections: &[Value], calendar: &Calendar) -> Value {
    let config = &site.config;
    let Edition { settings, index, .. } = edition;
    let paths = &index.paths;
    let style = appearance::style(config, &settings.words);
    let base_url = &config.base_url;
    let corrections = paths.corrections();
    let has_corrections = site.routes.get(&corrections).is_some();
    let latest = paths.latest(1);
    let is_latest = |route: &Route| matches!(route, Route::Edition(_, EditionPage::Latest { .. }));
    let has_latest = site.routes.get(&latest).is_some_and(is_latest);
    let with_briefings = index.sections.iter().zip(sections);
    Value::from_serializable(&SiteView {
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        language: settings.language.to_string(),
        direction: Direction::of(&settings.language).name(),
        home: base_url.href(paths.home()),
        base_url: base_url.to_string(),
        publisher: config.publisher.as_ref().map(|publisher| PublisherView {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            logo: publisher.logo.as_ref().map(|logo| base_url.absolute(&logo.value)),
        }),
        sections: with_briefings
            .filter(|(section, _)| !section.briefings.is_empty())
            .map(|(_, view)| view.clone())
            .collect(),
        pages: edition
            .pages
            .iter()
            .map(|page| LinkView {
                title: page.article.facts.title.clone(),
                url: base_url.href(&page.article.path),
            })
            .collect(),
        years: index
            .archive
            .years
            .iter()
            .map(|year| CountedLinkView {
                name: calendar.year(year.day),
                url: base_url.href(&paths.year(year.day)),
                count: year.briefings.len(),
            })
            .collect(),
        search_url: config.search.then(|| base_url.href(&paths.search())),
        latest_url: has_latest.then(|| base_url.href(&latest)),
        corrections_url: has_corrections.then(|| base_url.href(&corrections)),
        feeds: feeds(edition, base_url, FeedOf::Edition, Addresses::InSite),
        icon_url: icons::favicon(site).map(|icon| base_url.href(&icon.path)),
        touch_icon_url: icons::touch_icon(site).map(|path| base_url.href(&path)),
        manifest_url: base_url.href(&paths.manifest()),
        logo: config.theme.logo.as_ref().map(|logo| {
            let size = site.assets.get(&logo.value).and_then(|asset| asset.dimensions);
            LogoView {
                url: base_url.href(&logo.value),
                width: size.map(|size| size.width),
                height: size.map(|size| size.height),
            }
        }),
        menu: appearance::menu(&settings.menu, base_url),
        footer_text: settings.footer.text.clone(),
        footer_links: appearance::menu(&settings.footer.links, base_url),
        profiles: appearance::profiles(&settings.footer.profiles),
        analytics: appearance::scripts(&config.analytics),
        comments: config.comments.as_ref().map(appearance::comments),
        content_policy: policy(config, &settings.words)
            .map(|policy| Value::safe_string(&policy.to_string())),
        style_sheets: Vec::new(),
        scripts: Vec::new(),
        style: Value::safe_string(&style),
        early_script: Value::safe_string(EARLY),
        tags_url: (!index.tagging.tags.is_empty()).then(|| base_url.href(&paths.tags())),
    })
}
