//! Old addresses on the site, as people write them.

use percent_encoding::percent_decode_str;

use crate::url::SitePath;

/// `old/talks`, `/old/talks` and `/old/talks/` are one page, whose file is
/// `old/talks/index.html`; `/old/talks.html` is a file.
pub fn old_path(text: &str) -> Option<SitePath> {
    if text.contains(['?', '#']) {
        return None;
    }
    // As it was copied from the address bar, perhaps.
    let text = percent_decode_str(text).decode_utf8().ok()?;
    // Of a whole address, or of a rule for many.
    if text.contains(':') {
        return None;
    }
    let inner = text.trim_start_matches('/');
    let last = inner.rsplit('/').next().unwrap_or("");
    let is_page_file = last.ends_with(".html") || last.ends_with(".htm");
    let slash = if last.is_empty() || is_page_file { "" } else { "/" };
    SitePath::new(&format!("/{inner}{slash}")).filter(|path| path.as_str() != "/")
}

/// The path of a whole address, as an alias is written.
pub fn path_of_address(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let path = rest.find('/').map_or("/", |start| &rest[start..]);
    old_path(path).map(|path| path.to_string())
}
