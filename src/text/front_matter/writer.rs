//! Front matter as text, from which it is read back.

use super::fields::FIELDS;
use super::{Correction, Dateline, FrontMatter, Image, Kind, Source, Tag, Translation};
use crate::language::tag::Language;
use crate::text::date::{self, Moment};
use crate::text::placed::Placed;
use crate::text::yaml::{self, Node, Value};
use crate::url::SitePath;

/// The lines of front matter, without the fences around them.
pub fn write(front_matter: &FrontMatter) -> String {
    yaml::write(FIELDS, &values(front_matter))
}

/// The fields that say something. All are named here, so that none is forgotten.
fn values(front_matter: &FrontMatter) -> Vec<(&'static str, Value)> {
    let FrontMatter {
        title,
        date,
        updated,
        updated_at: _,
        embargo,
        expires,
        draft,
        subtitle,
        summary,
        dateline,
        authors,
        authors_at: _,
        tags,
        kind,
        series,
        live,
        image,
        source,
        slug,
        aliases,
        featured,
        corrections,
        language,
        translations,
        translation_of,
        goes_alone,
        feed_id,
        about: _,
        extra,
    } = front_matter;
    let tags = tags.iter().map(|Tag { name, .. }| name.as_str());
    let aliases: Vec<String> = aliases.iter().map(alias).collect();
    let fields = [
        ("title", Some(Value::text(title))),
        ("date", date.as_ref().map(moment)),
        ("updated", updated.as_ref().map(moment)),
        ("embargo", embargo.as_ref().map(moment)),
        ("expires", expires.as_ref().map(moment)),
        ("draft", flag(*draft)),
        ("subtitle", subtitle.as_deref().map(Value::text)),
        ("summary", summary.as_deref().map(Value::text)),
        ("dateline", dateline.as_ref().map(of_dateline)),
        ("authors", list(authors.iter().map(String::as_str))),
        ("tags", list(tags)),
        ("kind", (*kind != Kind::News).then(|| Value::text(kind.word()))),
        ("series", series.as_ref().map(|series| Value::text(&series.name))),
        ("live", live.as_ref().map(|live| live.written(moment))),
        ("image", image.as_deref().map(of_image)),
        ("source", source.as_ref().map(of_source)),
        ("slug", slug.as_deref().map(Value::text)),
        ("aliases", list(aliases.iter().map(String::as_str))),
        ("featured", flag(*featured)),
        ("corrections", of_corrections(corrections)),
        ("language", language.as_ref().and_then(|language| of_language(language, extra))),
        ("translations", of_translations(translations)),
        ("translation_of", translation_of.as_deref().map(Value::text)),
        ("hold_with_original", goes_alone.then_some(Value::Bool(false))),
        ("feed_id", feed_id.as_deref().map(Value::text)),
        ("extra", of_extra(extra)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn moment(moment: &Moment) -> Value {
    Value::Text(date::written(moment))
}

fn flag(is_set: bool) -> Option<Value> {
    is_set.then_some(Value::Bool(true))
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Value> {
    let mut texts = texts.peekable();
    texts.peek()?;
    Some(Value::texts(texts))
}

fn of_dateline(dateline: &Dateline) -> Value {
    match dateline {
        Dateline::Whole(line) => Value::text(line),
        Dateline::Parts { place, agency } => {
            let [place, agency] = [place, agency].map(|part| part.as_deref().map(Value::text));
            Value::map_of_given([("place", place), ("agency", agency)])
        }
    }
}

fn of_image(image: &Image) -> Value {
    let Image { src, alt, caption, credit } = image;
    let [alt, caption, credit] =
        [alt, caption, credit].map(|given| given.as_deref().map(Value::text));
    let src = Some(Value::text(&src.value));
    Value::map_of_given([("src", src), ("alt", alt), ("caption", caption), ("credit", credit)])
}

fn of_source(source: &Source) -> Value {
    Value::map([("name", Value::text(&source.name)), ("url", Value::text(&source.url))])
}

/// An alias is read as an address is, percent-decoded.
fn alias(path: &Placed<SitePath>) -> String {
    let path = path.value.as_str().replace('%', "%25");
    path.replace('?', "%3F").replace('#', "%23")
}

fn of_corrections(corrections: &[Correction]) -> Option<Value> {
    let correction = |Correction { date, text: of, is_of_this_version, at: _ }: &Correction| {
        Node::from(Value::map_of_given([
            ("date", Some(moment(date))),
            ("text", Some(Value::text(of))),
            ("this_version_only", flag(*is_of_this_version)),
        ]))
    };
    let corrections: Vec<Node> = corrections.iter().map(correction).collect();
    (!corrections.is_empty()).then_some(Value::List(corrections))
}

/// Nothing where `lang` in `extra` says it already.
fn of_language(language: &Language, extra: &[(String, Value)]) -> Option<Value> {
    let says_it = |(name, value): &(String, Value)| {
        name == "lang" && matches!(value, Value::Text(tag) if tag == language.tag())
    };
    (!extra.iter().any(says_it)).then(|| Value::text(language.tag()))
}

fn of_translations(translations: &[Translation]) -> Option<Value> {
    let entry = |Translation { language, target }: &Translation| {
        (Node::from(Value::text(language)), Node::from(Value::text(&target.value)))
    };
    (!translations.is_empty()).then(|| Value::Map(translations.iter().map(entry).collect()))
}

fn of_extra(extra: &[(String, Value)]) -> Option<Value> {
    let entries = extra.iter().map(|(name, value)| (name.as_str(), value.clone()));
    (!extra.is_empty()).then(|| Value::map(entries))
}

#[cfg(test)]
mod tests;
