//! Texts whose names or folders look as if they said a language, in a way that says none: they stand
//! among those of the first.

use std::collections::BTreeMap;

use super::file_names::FileNames;
use crate::diagnostic::{Diagnostic, Place};
use crate::routes::EditionId;

/// What looks like a language, and how it is said.
struct Misnamed {
    /// What the texts that are like it have in common.
    like: String,
    language: EditionId,
    /// The file that says it.
    meant: String,
    /// What to do if it is no language.
    otherwise: String,
}

/// A warning for the first of each kind of such texts among those whose `files` say no language, with
/// how many are like it.
pub(super) fn misnamed<'f>(
    files: impl Iterator<Item = &'f str>,
    names: &FileNames,
) -> Vec<Diagnostic> {
    if names.say_nothing() {
        return Vec::new();
    }
    let mut found: BTreeMap<String, (&str, Misnamed, usize)> = BTreeMap::new();
    for file in files {
        let Some(misnamed) = looked_at(file, names) else { continue };
        let like = misnamed.like.clone();
        found.entry(like).or_insert((file, misnamed, 0)).2 += 1;
    }
    let told = |(file, misnamed, count): (&str, Misnamed, usize)| {
        let like = match count {
            1 => String::new(),
            2 => ", and so does one more like it".into(),
            count => format!(", and so do {} more like it", count - 1),
        };
        let message =
            format!("this text stands among those in `{}`{like}", names.tag(EditionId::FIRST));
        let Misnamed { language, meant, otherwise, .. } = misnamed;
        let hint = format!(
            "to have it in `{}`, name it `{meant}`; otherwise {otherwise}",
            names.tag(language)
        );
        Diagnostic::warning(message).in_file(file).at(Place::START).hint(hint)
    };
    found.into_values().map(told).collect()
}

fn looked_at(file: &str, names: &FileNames) -> Option<Misnamed> {
    let parts = names.parts(file);
    let (folders, stem) = (&parts.folders, parts.stem);
    let found = in_name(folders, stem, names).or_else(|| in_folders(folders, stem, names));
    found.filter(|it| it.language != EditionId::FIRST)
}

/// `talks.ru_RU.md`: a locale, as programs write it.
fn in_name(folders: &[&str], stem: &str, names: &FileNames) -> Option<Misnamed> {
    let (name, locale) = stem.rsplit_once('.')?;
    let language = names.meant(locale).filter(|_| locale.contains('_'))?;
    let folder = [&["content"], folders].concat().join("/");
    Some(Misnamed {
        like: format!(".{locale}"),
        language,
        meant: format!("{folder}/{name}.{}.md", names.tag(language)),
        otherwise: format!("name it `{name}-{}.md`", locale.replace('_', "-").to_lowercase()),
    })
}

/// The language that a folder says: by its tag, or as systems write it.
fn said(folder: &str, names: &FileNames) -> Option<EditionId> {
    let is_locale = |_: &EditionId| folder.contains(['_', '-']);
    names.listed(folder).or_else(|| names.meant(folder).filter(is_locale))
}

/// The file as it would be named to be in the language that its name looks like.
pub(super) fn meant(file: &str, names: &FileNames) -> Option<String> {
    looked_at(file, names).map(|misnamed| misnamed.meant)
}

/// `talks.ru/index.md`, or `politics/ru/talks.md`.
fn in_folders(folders: &[&str], stem: &str, names: &FileNames) -> Option<Misnamed> {
    let path = |folders: &[&str]| [&["content"], folders].concat().join("/");
    folders.iter().enumerate().find_map(|(at, folder)| {
        let (before, after) = (&folders[..at], &folders[at + 1..]);
        if let Some(language) = said(folder, names) {
            let tag = names.tag(language);
            let folder = path(&[&[tag.as_str()], before, after].concat());
            return Some(Misnamed {
                like: path(&folders[..=at]),
                language,
                meant: format!("{folder}/{stem}.md"),
                otherwise: "give its folder another name".into(),
            });
        }
        let (name, tag) = folder.rsplit_once('.')?;
        let language = said(tag, names).filter(|_| !name.is_empty())?;
        let folder = path(&[before, &[name], after].concat());
        Some(Misnamed {
            like: path(&folders[..=at]),
            language,
            meant: format!("{folder}/{stem}.{}.md", names.tag(language)),
            otherwise: format!("name its folder `{name}-{}`", tag.replace('_', "-").to_lowercase()),
        })
    })
}
