//! Which stories are one in several languages.

use std::collections::{BTreeMap, HashMap};

use super::places::Place;
use super::settings::locale;
use crate::import::model::{Archive, Kind, Note, Topic};
use crate::site::FileNames;
use crate::text::config::Config;
use crate::text::front_matter::Translation;
use crate::text::placed::Placed;

/// The versions that a story names, by its place among the texts: one of each group names all
/// others, the one in the site's language if there is one.
pub fn versions(
    archive: &Archive,
    places: &[Place],
    config: &Config,
    notes: &mut Vec<Note>,
) -> HashMap<usize, Vec<Translation>> {
    let mut groups: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
    for (at, text) in archive.texts.iter().enumerate() {
        if let (Some(version_of), Kind::Story, None) = (&text.version_of, text.kind, text.held) {
            let language = text.language.as_deref().and_then(locale);
            let language = language.unwrap_or_else(|| config.language.clone()).to_string();
            groups.entry(version_of).or_default().push((at, language));
        }
    }
    let own = config.language.to_string();
    let names = FileNames::of(config);
    let mut versions = HashMap::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|(at, language)| (*language != own, *at));
        let mut languages = std::collections::HashSet::new();
        group.retain(|(_, language)| languages.insert(language.clone()));
        // What the names of files say needs no word.
        let story = |at: usize| names.parts(&places[at].file).story();
        let first_story = group.first().map(|(at, _)| story(*at));
        if !names.say_nothing() && group.iter().all(|(at, _)| Some(story(*at)) == first_story) {
            continue;
        }
        let Some(((first, _), others)) =
            group.split_first().filter(|(_, others)| !others.is_empty())
        else {
            continue;
        };
        let name =
            "versions of a story in other languages are stories of their own, which it names";
        notes.push(Note {
            topic: Topic::Changed,
            name: name.into(),
            origin: archive.texts[*first].origin.clone(),
        });
        let from = &places[*first].file;
        let named = others.iter().map(|(at, language)| Translation {
            language: language.clone(),
            target: Placed::from(relative(from, &places[*at].file)),
        });
        versions.insert(*first, named.collect());
    }
    versions
}

/// The way from one file to another, both from the site's root.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let same = same.min(from.len() - 1).min(to.len() - 1);
    format!("{}{}", "../".repeat(from.len() - 1 - same), to[same..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_lead_from_file_to_file() {
        for (from, to, way) in [
            ("content/news/2020/a.md", "content/news/2020/a-2.md", "a-2.md"),
            ("content/news/2020/a.md", "content/news/2021/a.md", "../2021/a.md"),
            ("content/news/2020/a.md", "content/eu/a.md", "../../eu/a.md"),
        ] {
            assert_eq!(relative(from, to), way);
        }
    }
}
