//! Sections that are written in another way than settings have them, as they were meant.

use std::collections::HashSet;

use super::{has_key, is_like_one_of, own_and_others, parts, rename, text_of};
use crate::slug::{Letters, composed, is_own_slug, slug_for_new_file};
use crate::text::config::SectionConfig;
use crate::text::config::fields::SECTION;
use crate::text::yaml::{Node, Value};

/// How sections are written instead.
pub(in super::super) const SECTIONS: &str = "write them as a list, such as `sections: [politics, {id: economy, \
                                   title: The economy}]`";

/// What names a thing in a map that has no other name for it.
const NAMES: [&str; 3] = ["name", "label", "heading"];

/// What others call the id of a section.
const IDS: [&str; 2] = ["slug", "folder"];

/// What sections may be: any, or those of the site.
#[derive(Clone, Copy)]
pub(in super::super) struct Sections<'a> {
    pub letters: Letters,
    pub of_site: Option<&'a [SectionConfig]>,
}

impl Sections<'_> {
    /// Whether an item is no section as settings have them, nor one with a name misspelt in it.
    pub fn is_otherwise(item: &Node) -> bool {
        match &item.value {
            Value::List(_) => true,
            // Commas of other keyboards part nothing.
            Value::Text(text) => text.contains(['，', '、', '；', '،', '؛', ';']),
            Value::Map(entries) if has_key(entries, "id") => false,
            Value::Map(entries) => match &entries[..] {
                [(Node { value: Value::Text(key), .. }, _)] if NAMES.contains(&key.as_str()) => {
                    true
                }
                // Each alone may be its id.
                entries if has_one_of(entries, &NAMES) && has_one_of(entries, &IDS) => true,
                entries => entries.iter().any(|(key, _)| !is_like_one_of(key, SECTION)),
            },
            _ => false,
        }
    }

    /// All sections that a value names.
    pub fn all(self, value: &Value) -> Option<Vec<Value>> {
        let all = self.each(value)?;
        let ids: Option<HashSet<&str>> = all.iter().map(id_of).collect();
        (!all.is_empty() && ids?.len() == all.len()).then_some(all)
    }

    fn each(self, value: &Value) -> Option<Vec<Value>> {
        match value {
            Value::Text(text) => parts(text).map(|name| self.section(name, None, &[])).collect(),
            Value::Integer(number) => Some(vec![self.section(&number.to_string(), None, &[])?]),
            Value::List(items) => {
                let each: Option<Vec<_>> = items.iter().map(|it| self.each(&it.value)).collect();
                Some(each?.concat())
            }
            Value::Map(entries) => self.of_map(entries),
            _ => None,
        }
    }

    fn of_map(self, entries: &[(Node, Node)]) -> Option<Vec<Value>> {
        let (mut own, mut others) = own_and_others(entries, SECTION)?;
        if has_one_of(entries, &IDS) {
            rename(&mut own, &mut others, &[("id", &IDS), ("title", &NAMES)]);
        }
        let id = own.iter().find(|(name, _)| *name == "id").map(|(_, value)| *value);
        match (&others[..], id) {
            ([], Some(id)) => Some(vec![self.section(text_of(id)?, None, &own)?]),
            ([(name, value)], None) if own.is_empty() && NAMES.contains(name) => {
                Some(vec![self.titled(text_of(value)?)?])
            }
            // `- politics:` and below it `title`, indented no further.
            ([(name, Value::Null)], None) => Some(vec![self.section(name, None, &own)?]),
            (others, None) if own.is_empty() => {
                others.iter().map(|(name, about)| self.about(name, about)).collect()
            }
            _ => None,
        }
    }

    /// A section by what readers call it.
    fn titled(self, title: &str) -> Option<Value> {
        let title = title.trim();
        match (self.of_site, slug_for_new_file(title, self.letters)) {
            (None, Some(id)) => self.section(&id, (id != title).then_some(title), &[]),
            (None, None) => None,
            (Some(_), _) => self.section(title, None, &[]),
        }
    }

    /// A section that is written as `politics: Politics`, or with a map behind its id.
    fn about(self, name: &str, about: &Value) -> Option<Value> {
        match about {
            Value::Null | Value::Bool(true) => self.section(name, None, &[]),
            Value::Text(title) if title.trim().is_empty() => self.section(name, None, &[]),
            Value::Text(title) => self.section(name, Some(title.trim()), &[]),
            Value::Map(entries) => {
                let (mut own, mut others) = own_and_others(entries, SECTION)?;
                rename(&mut own, &mut others, &[("title", &NAMES)]);
                let is_same = |(field, value): &(&str, &Value)| {
                    *field != "id" || text_of(value) == Some(name)
                };
                (others.is_empty() && own.iter().all(is_same)).then_some(())?;
                self.section(name, None, &own)
            }
            _ => None,
        }
    }

    /// A section of this name, which is its title as well where it cannot be its id.
    fn section(self, name: &str, title: Option<&str>, own: &[(&str, &Value)]) -> Option<Value> {
        let name = name.trim().trim_matches('/');
        let name = composed(name.strip_prefix("content/").unwrap_or(name));
        let id = self.id(&name)?;
        let given = |field: &str| {
            let given = own.iter().find(|(name, _)| *name == field);
            given.map(|(_, value)| *value).filter(|value| **value != Value::Null)
        };
        for text in ["title", "description"].into_iter().filter_map(given) {
            text_of(text)?;
        }
        let aliases = match given("aliases") {
            Some(Value::Text(alias)) => Some(Value::text(alias)),
            Some(Value::List(aliases)) => Some(Value::List(aliases.clone())),
            Some(_) => return None,
            None => None,
        };
        let is_old_id = |alias: &str| is_own_slug(alias, self.letters);
        let are_old_ids = match &aliases {
            Some(Value::Text(alias)) => is_old_id(alias),
            Some(Value::List(all)) => {
                all.iter().all(|alias| text_of(&alias.value).is_some_and(is_old_id))
            }
            _ => true,
        };
        let by_name = (self.of_site.is_none() && id != name).then(|| Value::text(&name));
        let title = given("title").cloned().or(title.map(Value::text)).or(by_name);
        let description = given("description").cloned();
        (are_old_ids && (self.of_site.is_none() || aliases.is_none())).then_some(())?;
        let is_plain = title.is_none() && description.is_none() && aliases.is_none();
        let id = Some(Value::text(&id));
        Some(match is_plain {
            true => id?,
            false => Value::map_of_given([
                ("id", id),
                ("title", title),
                ("description", description),
                ("aliases", aliases),
            ]),
        })
    }

    fn id(self, name: &str) -> Option<String> {
        match self.of_site {
            None if is_own_slug(name, self.letters) => Some(name.into()),
            None => slug_for_new_file(name, self.letters),
            Some(sections) => {
                let by_id = sections.iter().find(|section| section.id == name);
                let is_title =
                    |section: &&SectionConfig| section.title.to_lowercase() == name.to_lowercase();
                Some(by_id.or_else(|| sections.iter().find(is_title))?.id.clone())
            }
        }
    }
}

fn has_one_of(entries: &[(Node, Node)], names: &[&str]) -> bool {
    names.iter().any(|name| has_key(entries, name))
}

fn id_of(section: &Value) -> Option<&str> {
    match section {
        Value::Text(id) => Some(id),
        Value::Map(entries) => entries.first().and_then(|(_, id)| text_of(&id.value)),
        _ => None,
    }
}
