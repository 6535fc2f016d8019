//! Texts in a folder, or with an ending, in which nobody reads them.

use super::file_names::{FileNames, NameParts};
use crate::diagnostic::{Diagnostic, Place};
use crate::routes::EditionId;
use crate::text::front_matter::Subject;

/// A file about an author, a topic or a series in a folder below theirs. `name` is the name that it
/// has there.
pub(super) fn too_deep(
    file: &str,
    (subject, name): (Subject, &str),
    parts: &NameParts<'_>,
    names: &FileNames,
) -> Diagnostic {
    let folder = subject.folder();
    // `authors/ru/anna.md` says its language, too.
    let below = parts.folders.iter().skip(1);
    let of_folder = parts.of_folder.or_else(|| below.clone().find_map(|it| names.meant(it)));
    let not_first = |language: &EditionId| *language != EditionId::FIRST;
    let [of_name, of_folder] =
        [parts.of_name, of_folder].map(|it| it.filter(not_first).map(|it| names.tag(it)));
    let meant = match (of_name, of_folder) {
        (Some(tag), None) => format!("content/{folder}/{name}.{tag}.md"),
        (_, Some(tag)) => format!("content/{tag}/{folder}/{name}.md"),
        (None, None) => format!("content/{folder}/{name}.md"),
    };
    let message = format!("a file about {} lies in `content/{folder}/` itself", subject.name());
    Diagnostic::error(message).in_file(file).at(Place::START).hint(format!("move it to `{meant}`"))
}

/// A file that other programs take for a text.
pub(super) fn other_ending(file: &str) -> Diagnostic {
    let name = file.trim_end_matches(|c: char| !c.is_alphanumeric());
    let stem = name.rsplit_once(['.', ',']).map_or(name, |(stem, _)| stem);
    Diagnostic::warning("this file is not published: a story's file ends in `.md`")
        .in_file(file)
        .at(Place::START)
        .hint(format!("rename it to `{stem}.md`"))
}
