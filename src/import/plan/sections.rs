//! Which section each story is in.

use std::collections::HashMap;

use crate::import::model::{Archive, Kind};
use crate::import::rules::Rules;
use crate::slug::{Letters, latin_slug, slug_of_name};
use crate::text::config::{Config, SectionConfig, capitalized};

/// More sections than that are no navigation.
const MOST: usize = 12;

/// The section of stories that have none.
const OTHERS: &str = "news";

/// Gives each story the section that it is in, and the site its sections, those with most stories
/// first. A category with few stories becomes a tag where there are too many sections.
pub fn assign(archive: &mut Archive, config: &mut Config, rules: &Rules) {
    let named = |name: &str| {
        archive.settings.sections.iter().find(|(id, _, _)| id.eq_ignore_ascii_case(name)).cloned()
    };
    let mut counts: HashMap<String, (usize, String)> = HashMap::new();
    let mut ids: Vec<Option<String>> = Vec::with_capacity(archive.texts.len());
    for text in &archive.texts {
        let name = text.section.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let id = name.and_then(|name| match rules.section(name) {
            Some(id) => Some(id.to_string()),
            None => id_of(name, config.addresses),
        });
        if let (Kind::Story, Some(id), Some(name)) = (text.kind, &id, name) {
            let entry = counts.entry(id.clone()).or_insert_with(|| (0, name.to_string()));
            entry.0 += 1;
        }
        ids.push(id);
    }
    let mut order: Vec<(String, usize, String)> =
        counts.into_iter().map(|(id, (count, name))| (id, count, name)).collect();
    order.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let is_said = |id: &str| {
        archive.settings.sections.iter().any(|(of, _, _)| of == id)
            || archive.texts.iter().any(|text| {
                text.section.as_deref().is_some_and(|name| rules.section(name) == Some(id))
            })
    };
    let kept: Vec<(String, String)> = order
        .iter()
        .enumerate()
        .filter(|(at, (id, _, _))| *at < MOST || is_said(id))
        .map(|(_, (id, _, name))| (id.clone(), name.clone()))
        .collect();
    let others = match kept.iter().any(|(id, _)| id == OTHERS) || !kept.is_empty() {
        true if !kept.iter().any(|(id, _)| id == OTHERS) && kept.len() == 1 => kept[0].0.clone(),
        _ => OTHERS.to_string(),
    };
    let mut has_others = false;
    for (text, id) in archive.texts.iter_mut().zip(ids) {
        if text.kind != Kind::Story {
            continue;
        }
        match id.filter(|id| kept.iter().any(|(of, _)| of == id)) {
            Some(id) => text.section = Some(id),
            None => {
                // What was the category is a tag now.
                text.tags.extend(text.section.take());
                text.section = Some(others.clone());
                has_others |= others == OTHERS;
            }
        }
    }
    let mut sections: Vec<SectionConfig> = kept
        .into_iter()
        .map(|(id, name)| {
            let said = named(&id).or_else(|| named(&name));
            let title = said.as_ref().map(|(_, title, _)| title.clone());
            let title = title.filter(|title| !title.trim().is_empty());
            let title = title.unwrap_or_else(|| {
                if name.contains(char::is_uppercase) { name.clone() } else { capitalized(&name) }
            });
            let description = said.and_then(|(_, _, description)| description);
            SectionConfig { id, title, description, aliases: Vec::new() }
        })
        .collect();
    if (has_others && !sections.iter().any(|section| section.id == OTHERS)) || sections.is_empty() {
        let title = capitalized(OTHERS);
        sections.push(SectionConfig {
            id: OTHERS.into(),
            title,
            description: None,
            aliases: Vec::new(),
        });
    }
    config.sections = sections;
}

/// The id of a section with this name: what it has at its address, if no list of Dateline's is
/// there.
pub fn id_of(name: &str, letters: Letters) -> Option<String> {
    let id = match letters {
        Letters::Native => slug_of_name(name, letters),
        _ => latin_slug(name),
    };
    let id = id?;
    let is_reserved = matches!(
        &*id,
        "tags" | "most-read" | "search" | "corrections" | "page" | "404" | "feed" | "index"
    ) || id.bytes().all(|byte| byte.is_ascii_digit());
    Some(if is_reserved { format!("{id}-news") } else { id })
}
