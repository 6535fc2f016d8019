//! What the front matter of a text says of it, whether it is a story or a standing page.

use jiff::Timestamp;
use tera::Value;
use tera::value::{Key, Map};

use crate::model::{Article, HeldReason, MediaFile};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::{HeadingView, ImageView};
use crate::text::front_matter::Image;
use crate::text::yaml;
use crate::word_list::filled;

/// The picture that leads a text.
pub fn image<'a>(
    article: &'a Article,
    context: Context<'a>,
    addresses: Addresses,
) -> Option<ImageView<'a>> {
    let Image { alt, caption, credit, .. } = article.facts.image.as_deref()?;
    let picture = article.lead()?;
    let size = picture.facts.dimensions;
    let (url, permalink) = match &picture.file {
        MediaFile::Own { path, .. } | MediaFile::Static { path, .. } => {
            (context.address(path, addresses), context.address(path, Addresses::Absolute))
        }
        MediaFile::Elsewhere(url) => (url.clone(), url.clone()),
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
pub fn held(article: &Article, context: Context<'_>) -> Option<String> {
    let words = &context.edition.settings.words;
    let at = |name: &str, moment: &Timestamp| {
        let moment = moment.to_zoned_datetime(context.site.config.time_zone.clone());
        let time = context.shared.numbers.digits(&moment.strftime("%Y-%m-%d %H:%M").to_string());
        filled(words.plain(name), |part| (part == "time").then(|| time.as_str().into()))
    };
    article.held.as_ref().map(|reason| match reason {
        HeldReason::Draft => words.plain("held_draft").to_string(),
        HeldReason::Dated(release) => at("held_dated", release),
        HeldReason::Embargoed(release) => at("held_embargoed", release),
        HeldReason::Expired(expiry) => at("held_expired", expiry),
    })
}

/// The headings of a text.
pub fn toc(article: &Article) -> Vec<HeadingView<'_>> {
    article
        .headings
        .iter()
        .map(|heading| HeadingView { level: heading.level, id: &heading.id, title: &heading.title })
        .collect()
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
