//! Stories that lie beside `content/`, where nobody looks for them.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::site::content;
use crate::site::files::Files;
use crate::site::settings::InLanguage;
use crate::text::front_matter::Subject;

/// Folders that other generators keep stories in (Jekyll's `_posts`), or a slip of the name.
const ELSEWHERE: [&str; 7] =
    ["_posts", "_drafts", "posts", "drafts", "stories", "contents", "contnet"];

/// Folders beside `content/` that have a meaning of their own.
const OWN: [&str; 5] = ["content", "templates", "static", "data", "words"];

/// A warning for each folder beside `content/` that has a name of one in it, and stories.
pub(super) fn told(files: &dyn Files, languages: &[InLanguage]) -> Vec<Diagnostic> {
    let sections = languages.iter().flat_map(|language| &language.config.sections);
    let sections: BTreeSet<&str> = sections.map(|section| section.id.as_str()).collect();
    let subjects = Subject::ALL.map(Subject::folder);
    let known = sections.iter().copied().chain(subjects);
    let inside: BTreeSet<&str> = known.filter(|name| !OWN.contains(name)).collect();
    let warning = |folder: &str| {
        let found = files.list(folder, &mut Vec::new());
        let mut stories = found.iter().filter(|file| file.ends_with(".md"));
        let first = stories.next()?;
        let more = match stories.count() {
            0 => String::new(),
            1 => ", nor 1 more".into(),
            more => format!(", nor {more} more"),
        };
        let place = match inside.contains(folder) {
            true => format!("{}/{folder}/", content::FOLDER),
            false => format!("{}/{}/", content::FOLDER, sections.first().copied().unwrap_or("…")),
        };
        let message = format!(
            "readers do not see this file{more} in `{folder}/`: stories belong in `content/`"
        );
        let fault = Diagnostic::warning(message).in_file(first).at(Place::START);
        Some(fault.hint(format!("move what is to be public to `{place}`")))
    };
    inside.iter().copied().chain(ELSEWHERE).filter_map(warning).collect()
}
