//! Documents of other programs, by their names.

use percent_encoding::percent_decode_str;

/// The endings of documents of other programs.
const ENDINGS: [&str; 14] = [
    "txt", "text", "doc", "docx", "dot", "rtf", "odt", "pages", "wps", "html", "htm", "rst",
    "adoc", "org",
];

/// Whether a file is a document by its name.
pub(super) fn is_document(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The documents that a text names, which is not public and so asks for none.
pub(super) fn mentioned(source: &str) -> Vec<String> {
    let is_end = |c: char| c.is_whitespace() || "()<>[]\"'/".contains(c);
    let names = source.split(is_end).filter(|name| is_document(name));
    names.map(|name| percent_decode_str(name).decode_utf8_lossy().into_owned()).collect()
}
