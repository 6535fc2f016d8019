//! Languages that are written in another way than settings have them, as they were meant.

use icu_locale::Locale;

use super::{parts, text_of};
use crate::language::names;
use crate::text::yaml::{Node, Value};

/// How languages are written instead.
pub(in super::super) const LANGUAGES: &str =
    "write them with their tags, such as `languages: {en: {}, pt-BR: {title: O Montanhês}}`";

/// What some call the tag of a language, in a map with nothing else.
const CODES: [&str; 3] = ["tag", "code", "id"];

/// The languages that a value names, each with what it says of it.
pub(in super::super) fn languages(value: &Value) -> Option<Vec<(String, Value)>> {
    let all = each_language(value)?;
    let mut found: Vec<(String, Value)> = Vec::with_capacity(all.len());
    for (tag, about) in all {
        match found.iter_mut().find(|(known, _)| *known == tag) {
            Some((_, known)) if about == *known => {}
            Some(_) => return None,
            None => found.push((tag, about)),
        }
    }
    (!found.is_empty()).then_some(found)
}

fn each_language(value: &Value) -> Option<Vec<(String, Value)>> {
    let empty = || Value::Map(Vec::new());
    match value {
        Value::Text(text) => parts(text).map(|part| Some((tag(part)?, empty()))).collect(),
        Value::List(items) => {
            let each: Option<Vec<_>> = items.iter().map(|it| each_language(&it.value)).collect();
            Some(each?.concat())
        }
        Value::Map(entries) => {
            if let [(key, Node { value: Value::Text(code), .. })] = &entries[..]
                && text_of(&key.value).is_some_and(|key| CODES.contains(&key))
                && let Some(tag) = tag(code)
            {
                return Some(vec![(tag, empty())]);
            }
            let each = entries.iter().map(|(key, about)| {
                let about = match &about.value {
                    Value::Null | Value::Bool(true) => empty(),
                    Value::Text(title) => Value::map([("title", Value::text(title.trim()))]),
                    Value::Map(entries) => Value::Map(entries.clone()),
                    _ => return None,
                };
                Some((tag(text_of(&key.value)?)?, about))
            });
            each.collect()
        }
        _ => None,
    }
}

/// The tags in a text, where there is nothing but spaces between them: `en de`.
pub(in super::super) fn apart_from_each_other(text: &str) -> Option<Vec<(String, Value)>> {
    let is_short = |part: &&str| {
        let language = part.split('-').next().unwrap_or_default();
        language.len() <= 3 && language.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let tags: Vec<&str> = text.split_whitespace().collect();
    let all_are = tags.len() > 1 && tags.iter().all(is_short);
    all_are.then(|| languages(&Value::texts(tags))).flatten()
}

/// The tag that is written, or that of a language by its name.
fn tag(written: &str) -> Option<String> {
    let written = written.trim();
    let is_tag = Locale::try_from_str(written).is_ok() && !written.contains('_');
    match is_tag && !names::is_of_none(written) {
        true => Some(written.into()),
        false => names::tag_of(written),
    }
}
