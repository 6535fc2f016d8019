//! Files of `content/` that an editor takes for stories, and nobody reads: they have another
//! ending, and no text leads to them.

use std::collections::{BTreeSet, HashSet};

use super::inputs::Inputs;
use crate::diagnostic::{Diagnostic, Place};
use crate::site::documents::is_document;

/// How many are named: whoever has more has moved a folder here.
const NAMED: usize = 100;

/// A warning for each, and one for those past the first hundred.
pub(super) fn strays(inputs: &Inputs) -> Vec<Diagnostic> {
    let may_be_story = |file: &&str| is_document(file) || has_no_ending(file);
    let documents: BTreeSet<&str> =
        inputs.book.files.iter().map(String::as_str).filter(may_be_story).collect();
    if documents.is_empty() {
        return Vec::new();
    }
    let texts = || inputs.texts.values();
    let dependencies: HashSet<&str> =
        texts().flat_map(|text| &text.dependencies).map(|link| link.file.as_str()).collect();
    let mentioned: HashSet<&str> =
        texts().flat_map(|text| &text.mentioned).map(String::as_str).collect();
    let is_stray = |file: &&str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        !dependencies.contains(file) && !mentioned.contains(name)
    };
    let mut strays = documents.into_iter().filter(is_stray);
    let mut warnings: Vec<Diagnostic> = strays.by_ref().take(NAMED).map(told).collect();
    if let Some(next) = strays.next() {
        let message = match strays.count() {
            0 => "readers do not see this file either".into(),
            1 => "readers see neither this file nor one more".into(),
            others => format!("readers see neither this file nor {others} more"),
        };
        let hint = "move them out of `content/`, or link to them from a story";
        warnings.push(Diagnostic::warning(message).in_file(next).at(Place::START).hint(hint));
    }
    warnings
}

/// Whether a name has no ending, as that of a text which was saved without it. Others are in capitals
/// or belong to programs: `LICENSE`, `CNAME`, `Makefile`.
fn has_no_ending(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_of_program = || name.ends_with("file") || name.starts_with(['_', '~', '#']);
    file.starts_with("content/")
        && !name.contains('.')
        && name.chars().any(|c| !c.is_uppercase() && c.is_alphabetic())
        && !is_of_program()
}

fn told(file: &str) -> Diagnostic {
    let (stem, ending) = match has_no_ending(file) {
        true => (file, "txt"),
        false => file.rsplit_once('.').unwrap_or((file, "")),
    };
    let is_text = ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("text");
    let name = match stem.to_ascii_lowercase().ends_with(".md") {
        true => stem.to_string(),
        false => format!("{stem}.md"),
    };
    let hint = match is_text {
        true => format!("name it `{name}`, or link to it from a story"),
        false => format!("write its words into `{name}`, or link to it from a story"),
    };
    Diagnostic::warning("readers do not see this file: a story's file ends in `.md`")
        .in_file(file)
        .at(Place::START)
        .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_without_its_ending_is_known_from_files_of_programs() {
        for (file, is_it) in [
            ("content/politics/talks", true),
            ("content/politics/2026-02-01 Talks resume", true),
            ("content/a.b/talks", true),
            ("content/новости/День", true),
            ("content/politics/talks.md", false),
            ("content/politics/LICENSE", false),
            ("content/CNAME", false),
            ("content/politics/Makefile", false),
            ("content/politics/_headers", false),
            ("content/politics/2026", false),
            ("static/robots", false),
        ] {
            assert_eq!(has_no_ending(file), is_it, "{file}");
        }
        let told = told("content/a.b/talks").hint;
        assert_eq!(
            told.as_deref(),
            Some("name it `content/a.b/talks.md`, or link to it from a story")
        );
    }
}
