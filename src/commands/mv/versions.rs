//! The versions of a story in other languages, which move with it: each keeps the way in which
//! its file says its language.

use std::collections::{BTreeMap, HashMap};

use crate::site::{FileNames, NameParts, is_text};

/// The new places of stories, without language and ending, by what their versions have in common.
#[derive(Default)]
pub(super) struct NewPlaces {
    names: FileNames,
    places: HashMap<String, Vec<String>>,
}

impl NewPlaces {
    /// Of the files that are moved, by their old paths.
    pub(super) fn of(files: &BTreeMap<String, String>, names: FileNames) -> Self {
        let mut places = HashMap::new();
        if !names.say_nothing() {
            for (old, new) in files.iter().filter(|(old, _)| is_text(old)) {
                places.entry(names.parts(old).story()).or_insert_with(|| place(&names.parts(new)));
            }
        }
        NewPlaces { names, places }
    }

    /// Where a version is if it moves with its story; it need not be there.
    pub(super) fn new_path(&self, file: &str) -> Option<String> {
        if self.places.is_empty() || !is_text(file) {
            return None;
        }
        let parts = self.names.parts(file);
        let place = self.places.get(&parts.story())?;
        let name = file.rsplit('/').next()?;
        let end = &name[parts.stem.len()..];
        let mut path: Vec<&str> = vec!["content"];
        path.extend(language_folder(file, &parts));
        path.extend(place.iter().map(String::as_str));
        let path = path.join("/");
        Some(match parts.stem {
            "index" if !parts.folders.is_empty() => format!("{path}/index{end}"),
            _ => format!("{path}{end}"),
        })
    }
}

/// The folders and the name of a story.
fn place(parts: &NameParts<'_>) -> Vec<String> {
    let mut place: Vec<String> = parts.folders.iter().map(ToString::to_string).collect();
    if parts.stem != "index" || place.is_empty() {
        place.push(parts.stem.into());
    }
    place
}

fn language_folder<'f>(file: &'f str, parts: &NameParts<'_>) -> Option<&'f str> {
    parts.of_folder.and_then(|_| file.split('/').nth(1))
}

/// `to` with the language of `from`, where it says none.
pub(super) fn in_its_language(from: &str, to: String, names: &FileNames) -> String {
    let (old, new) = (names.parts(from), names.parts(&to));
    if names.say_nothing() || new.language().is_some() || new.unlisted.is_some() {
        return to;
    }
    let mut path = to;
    if let Some(tag) = old.of_name.map(|language| names.tag(language))
        && is_text(from)
        && let Some((stem, end)) = path.rsplit_once('.')
    {
        path = format!("{stem}.{tag}.{end}");
    }
    match (language_folder(from, &old), path.strip_prefix("content/")) {
        (Some(folder), Some(below)) => format!("content/{folder}/{below}"),
        _ => path,
    }
}

/// What moves with the folder `from`, which becomes `to`: the same folder of each language.
pub(super) fn folders_of_languages(
    (from, to): (&str, &str),
    files: &[String],
    names: &FileNames,
) -> Vec<(String, String)> {
    if names.say_nothing() {
        return Vec::new();
    }
    let below = |path: &str| names.below_language(path).map(String::from);
    let (Some(from), Some(to)) = (below(from), below(to)) else { return Vec::new() };
    let inside = format!("{from}/");
    let moved = |file: &String| {
        let rest = names.below_language(file)?.strip_prefix(&inside)?;
        let folder = names.parts(file).of_folder.and_then(|_| file.split('/').nth(1));
        let folder = folder.map(|folder| format!("{folder}/")).unwrap_or_default();
        Some((file.clone(), format!("content/{folder}{to}/{rest}")))
    };
    files.iter().filter_map(moved).collect()
}
