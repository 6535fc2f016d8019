//! What the front matter of a text says of it, whether it is a story or a standing page.

use jiff::Timestamp;
use tera::Value;
use tera::value::{Key, Map};

use crate::formats::file_types::picture_type;
use crate::model::{Article, HeldReason, Media, MediaFile, Picture};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::{HeadingView, ImageView, PictureView};
use crate::site::DataFiles;
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
    let sizes = &context.site.config.pictures.sizes;
    let shared = version(picture, SHARED_WIDTH, context, addresses);
    let permalink = version(picture, SHARED_WIDTH, context, Addresses::Absolute).url;
    let main = picture.versions(sizes);
    let base = addresses.base(&context.site.config.base_url);
    let url = match (&main, &picture.file) {
        (Some((path, _)), _) => context.address(path, addresses),
        (None, MediaFile::Own { path, .. } | MediaFile::Static { path, .. }) => {
            context.address(path, addresses)
        }
        (None, MediaFile::Elsewhere(url)) => url.clone(),
    };
    let sources = main.map(|(_, sources)| sources);
    Some(ImageView {
        url,
        srcset: sources.as_ref().and_then(|sources| sources.srcset(&base)),
        webp_srcset: sources.as_ref().and_then(|sources| sources.webp_srcset(&base)),
        sizes,
        thumbnail: version(picture, THUMBNAIL_WIDTH, context, addresses),
        shared,
        permalink,
        alt: alt.as_deref().unwrap_or_default(),
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        caption: caption.as_deref(),
        credit: credit.as_deref(),
    })
}

/// How wide the version for lists is at most, in pixels.
const THUMBNAIL_WIDTH: u32 = 400;

/// That for feeds, search engines, and those with whom a link is shared: they ask for 1200
/// (<https://developers.google.com/search/docs/appearance/structured-data/article>), and some take
/// no WebP.
pub const SHARED_WIDTH: u32 = 1200;

/// The version of a picture that all browsers show and that is at most so wide.
pub fn version<'p>(
    picture: &'p Media,
    width: u32,
    context: Context<'_>,
    addresses: Addresses,
) -> PictureView {
    let (path, url) = match &picture.file {
        MediaFile::Own { path, .. } | MediaFile::Static { path, .. } => (Some(path), None),
        MediaFile::Elsewhere(url) => (None, Some(url)),
    };
    let chosen =
        |it: &'p Picture| if width >= SHARED_WIDTH { it.shared(width) } else { it.up_to(width) };
    let made = picture.facts.picture.as_deref().and_then(|it| Some((it, chosen(it)?)));
    let (url, size) = match (path, made) {
        (Some(path), Some((of, version))) => {
            (context.address(&of.version_path(path, version), addresses), Some(version.size))
        }
        (Some(path), None) => (context.address(path, addresses), picture.facts.dimensions),
        (None, _) => (url.cloned().unwrap_or_default(), picture.facts.dimensions),
    };
    let name = url.split(['?', '#']).next().unwrap_or(&url);
    PictureView {
        media_type: picture_type(name).into(),
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        url,
    }
}

/// Why a text is not public, in words.
pub fn held(article: &Article, context: Context<'_>) -> Option<String> {
    let words = &context.edition.settings.words;
    let at = |name: &str, moment: &Timestamp| {
        let moment = moment.to_zoned_datetime(context.site.config.time_zone.clone());
        let time = context.shared.numbers.digits(&moment.strftime("%Y-%m-%d %H:%M").to_string());
        filled(words.plain(name), |part| (part == "time").then(|| time.as_str().into()))
    };
    article.held.as_ref().map(|reason| match reason.in_the_end() {
        HeldReason::Draft(_) | HeldReason::WithOriginal(_) => words.plain("held_draft").to_string(),
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

/// The files of `data/` as templates see them.
pub fn data(files: &DataFiles) -> Value {
    map(files.iter().map(|(name, value)| (name.to_string(), template_value(value))))
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
