//! What many pages show, made once.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use icu_locale::Locale;
use jiff::civil::Date;
use tera::value::{Key, Map};
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::model::{Article, Briefing, HeldReason, Picture};
use crate::render::policy::{EARLY, policy};
use crate::render::structured_data::Shared;
use crate::render::views::{
    CardView, CountedLinkView, DateView, FeedView, ImageView, LinkView, LogoView, PublisherView,
    SectionView, ShownView, SiteView, SourceView,
};
use crate::render::{appearance, icons};
use crate::routes::{FeedFormat, FeedOf};
use crate::site::{Index, Site};
use crate::templates::Templates;
use crate::text::calendar::{Calendar, direction};
use crate::text::date::{Moment, Precision, rfc3339};
use crate::text::dateline::DatelineParts;
use crate::text::front_matter::{Dateline, Image};
use crate::text::language::Language;
use crate::text::word_list::WordList;
use crate::text::yaml;
use crate::url::{BaseUrl, SitePath};

/// What many pages show. It depends on the index of a site alone, so that two
/// sites with one index share it.
pub struct Prepared {
    /// The [`SiteView`].
    pub site: Value,
    /// A [`SectionView`] for each section.
    pub sections: Vec<Value>,
    /// A [`CountedLinkView`] for each tag.
    pub tags: Vec<Value>,
    /// Days in words.
    pub calendar: Calendar,
    /// What machines are told on many pages.
    pub structured_data: Shared,
    /// What languages call themselves, by their tags.
    pub languages: BTreeMap<&'static str, String>,
    /// The [`locale`] of the site's language.
    pub locale: Option<String>,
}

impl Prepared {
    pub fn new(site: &Site) -> Self {
        let sections = sections(site);
        Prepared {
            site: site_view(site, &sections),
            sections,
            tags: (0..site.index.tagging.tags.len()).map(|tag| tag_view(site, tag)).collect(),
            calendar: Calendar::new(&site.config.language, site.index.days.iter().copied()),
            structured_data: Shared::new(&site.config),
            languages: WordList::names_of_languages(),
            locale: locale(&site.config.language),
        }
    }
}

/// The cards of a site's briefings, each made when a page first shows it.
pub struct Cards(Vec<OnceLock<Card>>);

/// A [`CardView`], or what is wrong with a template that shows it.
type Card = Result<Value, Vec<Diagnostic>>;

impl Cards {
    pub fn new(site: &Site) -> Self {
        Cards(site.briefings.iter().map(|_| OnceLock::new()).collect())
    }

    /// The cards of the site `next`, which has the same index as `site`; those of
    /// briefings that did not change are kept.
    pub fn for_next(&self, site: &Site, next: &Site) -> Self {
        let briefings = site.briefings.iter().zip(&next.briefings);
        let cards = briefings.zip(&self.0).map(|((before, now), card)| {
            if Arc::ptr_eq(before, now) { card.clone() } else { OnceLock::new() }
        });
        Cards(cards.collect())
    }

    /// The [`CardView`] of the briefing at `at`.
    ///
    /// # Errors
    /// What is wrong with a template that shows it.
    pub fn get(&self, at: usize, site: &Site, prepared: &Prepared, templates: &Templates) -> Card {
        self.0[at].get_or_init(|| shown(card(site, at, prepared), templates)).clone()
    }
}

/// A card with what lists show of it, rendered once for all of them.
fn shown(card: Value, templates: &Templates) -> Card {
    let mut context = Context::new();
    context.insert_value("story", card.clone());
    let html = |template| -> Card {
        let html = templates.render(template, &context)?;
        Ok(Value::safe_string(&String::from_utf8_lossy(&html)))
    };
    let view = ShownView { line: html("line.html")?, card: html("card.html")? };
    drop(context);
    // Nobody else holds the card now, so that it is not copied.
    let mut fields: Map = card.into_map().unwrap_or_default();
    fields.extend(Value::from_serializable(&view).into_map().unwrap_or_default());
    Ok(fields.into())
}

fn sections(site: &Site) -> Vec<Value> {
    site.index
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| {
            Value::from_serializable(&SectionView {
                id: &section.config.id,
                title: &section.config.title,
                description: section.config.description.as_deref(),
                url: site.config.base_url.href(&site.index.section_path(at, 1)),
                count: section.briefings.len(),
                feeds: feeds(site, FeedOf::Section(at)),
            })
        })
        .collect()
}

/// The feeds of something, in each format.
pub fn feeds(site: &Site, of: FeedOf) -> Vec<FeedView> {
    let feed = |format: FeedFormat| FeedView {
        name: match format {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON",
        },
        media_type: format.media_type(),
        url: site.config.base_url.href(&site.index.feed_path(of, format)),
    };
    FeedFormat::ALL.map(feed).into()
}

fn tag_view(site: &Site, tag: usize) -> Value {
    Value::from_serializable(&CountedLinkView {
        name: site.index.tagging.tags[tag].name.clone(),
        url: site.config.base_url.href(&site.index.tag_path(tag, 1)),
        count: site.index.tagging.tags[tag].briefings.len(),
    })
}

fn site_view(site: &Site, sections: &[Value]) -> Value {
    let config = &site.config;
    let style = appearance::style(config);
    let base_url = &config.base_url;
    let corrections = Index::corrections_path();
    let has_corrections = site.index.routes.get(&corrections).is_some();
    let with_briefings = site.index.sections.iter().zip(sections);
    Value::from_serializable(&SiteView {
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        language: config.language.to_string(),
        direction: direction(&config.language),
        home: base_url.href(&SitePath::root()),
        base_url: base_url.to_string(),
        publisher: config.publisher.as_ref().map(|publisher| PublisherView {
            name: publisher.name.clone(),
            url: publisher.url.clone(),
            logo: publisher.logo.as_ref().map(|logo| base_url.absolute(logo)),
        }),
        sections: with_briefings
            .filter(|(section, _)| !section.briefings.is_empty())
            .map(|(_, view)| view.clone())
            .collect(),
        pages: site
            .pages
            .iter()
            .map(|page| LinkView {
                title: page.article.facts.title.clone(),
                url: base_url.href(&page.article.path),
            })
            .collect(),
        years: site
            .index
            .archive
            .years
            .iter()
            .map(|year| CountedLinkView {
                name: year.day.year().to_string(),
                url: base_url.href(&Index::year_path(year.day)),
                count: year.briefings.len(),
            })
            .collect(),
        search_url: config.search.then(|| base_url.href(&Index::search_path())),
        corrections_url: has_corrections.then(|| base_url.href(&corrections)),
        feeds: feeds(site, FeedOf::Site),
        icon_url: icons::favicon(site).map(|icon| base_url.href(&icon.path)),
        touch_icon_url: icons::touch_icon(site).map(|path| base_url.href(&path)),
        manifest_url: base_url.href(&Index::manifest_path()),
        logo: config.theme.logo.as_ref().map(|logo| {
            let size = site.index.assets.get(logo).and_then(|asset| asset.dimensions);
            LogoView {
                url: base_url.href(logo),
                width: size.map(|size| size.width),
                height: size.map(|size| size.height),
            }
        }),
        menu: appearance::menu(&config.menu, base_url),
        footer_text: config.footer.text.clone(),
        footer_links: appearance::menu(&config.footer.links, base_url),
        profiles: appearance::profiles(&config.footer.profiles),
        analytics: appearance::scripts(&config.analytics),
        comments: config.comments.as_ref().map(appearance::comments),
        content_policy: policy(config).map(|policy| Value::safe_string(&policy.to_string())),
        style: Value::safe_string(&style),
        early_script: Value::safe_string(EARLY),
        tags_url: (!site.index.tagging.tags.is_empty()).then(|| base_url.href(&Index::tags_path())),
    })
}

fn card(site: &Site, at: usize, prepared: &Prepared) -> Value {
    let Prepared { sections, tags, calendar, .. } = prepared;
    let briefing = &site.briefings[at];
    let article = &briefing.article;
    let facts = &article.facts;
    let base_url = &site.config.base_url;
    Value::from_serializable(&CardView {
        title: &facts.title,
        subtitle: facts.subtitle.as_deref(),
        summary: article.summary(),
        url: base_url.href(&article.path),
        permalink: base_url.absolute(&article.path),
        section: sections[briefing.section].clone(),
        date: date(&briefing.date, calendar, site),
        updated: facts.updated.as_ref().map(|moment| date(moment, calendar, site)),
        dateline: dateline(site, briefing, calendar),
        authors: &facts.authors,
        tags: site.index.tagging.of_briefing[at].iter().map(|tag| tags[*tag].clone()).collect(),
        image: image(article, base_url),
        source: facts
            .source
            .as_ref()
            .map(|source| SourceView { name: &source.name, url: &source.url }),
        featured: facts.featured,
        held: held(article, site),
        lang: article.lang(),
        extra: extra(article),
    })
}

/// A moment in the site's language and zone.
pub fn date(moment: &Moment, calendar: &Calendar, site: &Site) -> DateView {
    let zoned = &moment.zoned;
    let of_day = day(moment.day(), calendar, site);
    let time = zoned.strftime("%H:%M").to_string();
    match moment.precision {
        Precision::Day => DateView { time, ..of_day },
        Precision::Time => DateView { iso: iso(moment), time, has_time: true, ..of_day },
    }
}

/// A moment for machines, by RFC 3339 (<https://www.rfc-editor.org/rfc/rfc3339>);
/// the day alone when only a day was written.
pub fn iso(moment: &Moment) -> String {
    match moment.precision {
        Precision::Day => moment.day().to_string(),
        Precision::Time => rfc3339(&moment.zoned),
    }
}

/// A language as Open Graph has it, `en_US` (<https://ogp.me/#optional>); none if
/// it names no territory.
pub fn locale(language: &Locale) -> Option<String> {
    let territory = language.id.region?;
    Some(format!("{}_{territory}", language.id.language))
}

/// A day in the site's language.
pub fn day(day: Date, calendar: &Calendar, site: &Site) -> DateView {
    let path = Index::day_path(day);
    let has_page = site.index.routes.get(&path).is_some();
    DateView {
        iso: day.to_string(),
        text: calendar.day(day),
        time: "00:00".to_string(),
        has_time: false,
        url: has_page.then(|| site.config.base_url.href(&path)),
    }
}

/// The dateline of a briefing, as the site sets it.
pub fn dateline(site: &Site, briefing: &Briefing, calendar: &Calendar) -> Option<String> {
    match briefing.article.facts.dateline.as_ref()? {
        Dateline::Whole(line) => Some(line.clone()),
        Dateline::Parts { place, agency } => {
            let day = briefing.day;
            let language = briefing.article.facts.language.as_ref().and_then(Language::locale);
            let site_language = &site.config.language.id;
            Some(site.config.dateline.fill(&DatelineParts {
                place: place.as_deref(),
                agency: agency.as_deref(),
                language: language.map_or(site_language, |locale| &locale.id),
                site_language,
                month: calendar.month_name(day),
                day: day.day(),
                year: day.year(),
            }))
        }
    }
}

/// The picture that leads a text.
pub fn image<'a>(article: &'a Article, base_url: &BaseUrl) -> Option<ImageView<'a>> {
    let Image { alt, caption, credit, .. } = article.facts.image.as_ref()?;
    let (url, permalink, size) = match article.picture.as_ref()? {
        Picture::OnSite { path, dimensions, .. } => {
            (base_url.href(path), base_url.absolute(path), *dimensions)
        }
        Picture::Elsewhere(url) => (url.clone(), url.clone(), None),
    };
    Some(ImageView {
        url,
        permalink,
        alt: alt.as_deref().unwrap_or_default(),
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        caption: caption.as_deref(),
        credit: credit.as_deref(),
    })
}

/// Why a text is not public, in words.
pub fn held(article: &Article, site: &Site) -> Option<String> {
    let time = |timestamp: &jiff::Timestamp| {
        timestamp.to_zoned(site.config.time_zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    };
    article.held.as_ref().map(|reason| match reason {
        HeldReason::Draft => "draft".to_string(),
        HeldReason::Dated(release) => format!("dated {}", time(release)),
        HeldReason::Embargoed(release) => format!("embargoed until {}", time(release)),
        HeldReason::Expired(expiry) => format!("expired {}", time(expiry)),
    })
}

/// `extra` as templates see it.
pub fn extra(article: &Article) -> Value {
    map(article.facts.extra.iter().map(|(name, value)| (name.clone(), template_value(value))))
}

fn template_value(value: &yaml::Value) -> Value {
    match value {
        yaml::Value::Null => Value::none(),
        yaml::Value::Bool(value) => Value::from(*value),
        yaml::Value::Integer(number) => Value::from(*number),
        yaml::Value::Float(number) => Value::from(*number),
        yaml::Value::Text(text) => Value::from(text.as_str()),
        yaml::Value::List(items) => {
            Value::from(items.iter().map(|item| template_value(&item.value)).collect::<Vec<_>>())
        }
        yaml::Value::Map(entries) => map(entries
            .iter()
            .map(|(key, item)| (key_text(&key.value), template_value(&item.value)))),
    }
}

fn key_text(key: &yaml::Value) -> String {
    match key {
        yaml::Value::Text(text) => text.clone(),
        yaml::Value::Integer(number) => number.to_string(),
        yaml::Value::Float(number) => number.to_string(),
        yaml::Value::Bool(value) => value.to_string(),
        yaml::Value::Null | yaml::Value::List(_) | yaml::Value::Map(_) => String::new(),
    }
}

fn map(entries: impl Iterator<Item = (String, Value)>) -> Value {
    entries.map(|(key, value)| (Key::from(key), value)).collect::<Map>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_graph_has_languages_with_their_territory() {
        let locale = |tag| locale(&Locale::try_from_str(tag).unwrap());
        assert_eq!(locale("pt-BR").as_deref(), Some("pt_BR"));
        assert_eq!(locale("sr-Latn-RS-u-ca-gregory").as_deref(), Some("sr_RS"));
        assert_eq!(locale("hy"), None);
    }
}
