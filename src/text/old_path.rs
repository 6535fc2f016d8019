//! Old addresses on the site, as people write them.

use percent_encoding::percent_decode_str;

use crate::url::{BaseUrl, SitePath};

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

/// What is to be done about a whole address in the place of a path, which `line` writes. Of an
/// address of the site itself that is the path below its base URL, and of one of another host,
/// where the site may have been before, the whole path. None if it is no address.
pub fn remedy_for_address(
    text: &str,
    site: Option<&BaseUrl>,
    line: impl Fn(&str) -> String,
) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let own = site.filter(|site| !site.is_left_by(text));
    let path = match own {
        Some(site) => match site.path_of(text) {
            Some(path) => path.to_string(),
            None => {
                return Some(format!(
                    "delete it: the site is below `{site}`, and leads on from there alone"
                ));
            }
        },
        None => rest.find('/').map_or("/", |start| &rest[start..]).to_string(),
    };
    let path = old_path(&path)?;
    Some(format!("write the path of the address alone: `{}`", line(path.as_str())))
}
