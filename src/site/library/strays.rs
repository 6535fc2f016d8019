//! Files of `content/` that an editor takes for stories, and nobody reads: they have another
//! ending, and no text leads to them.

use std::collections::{BTreeSet, HashSet};

use percent_encoding::percent_decode_str;

use super::inputs::Inputs;
use crate::diagnostic::{Diagnostic, Place};

/// The endings of documents of other programs.
const ENDINGS: [&str; 14] = [
    "txt", "text", "doc", "docx", "dot", "rtf", "odt", "pages", "wps", "html", "htm", "rst",
    "adoc", "org",
];

/// Whether a file is a document by its name.
fn is_document(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// A warning for each.
pub(super) fn strays(inputs: &Inputs) -> Vec<Diagnostic> {
    let documents: BTreeSet<&str> =
        inputs.book.files.iter().map(String::as_str).filter(|file| is_document(file)).collect();
    if documents.is_empty() {
        return Vec::new();
    }
    let texts = || inputs.texts.values();
    let asked: HashSet<&str> =
        texts().flat_map(|text| &text.asked).map(|(file, _)| file.as_str()).collect();
    let mentioned: HashSet<&str> =
        texts().flat_map(|text| &text.mentioned).map(String::as_str).collect();
    let is_stray = |file: &&str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        !asked.contains(file) && !mentioned.contains(name)
    };
    documents.into_iter().filter(is_stray).map(told).collect()
}

fn told(file: &str) -> Diagnostic {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    let is_text = ending.eq_ignore_ascii_case("txt") || ending.eq_ignore_ascii_case("text");
    let name = match stem.to_ascii_lowercase().ends_with(".md") {
        true => stem.to_string(),
        false => format!("{stem}.md"),
    };
    let hint = match is_text {
        true => format!("name it `{name}`, or link to it from a story"),
        false => format!("write its words into `{name}`, or link to it from a story"),
    };
    Diagnostic::warning("readers do not see this file: a story is a text that ends in `.md`")
        .in_file(file)
        .at(Place::START)
        .hint(hint)
}

/// The documents that a text names, which is not public and so asks for none.
pub(super) fn mentioned(source: &str) -> Vec<String> {
    let is_end = |c: char| c.is_whitespace() || "()<>[]\"'/".contains(c);
    let names = source.split(is_end).filter(|name| is_document(name));
    names.map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned()).collect()
}
