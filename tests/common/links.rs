//! Following every link of a published site.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::tree::Tree;

/// Each link of a page of `output` that leads to nothing there, as `PAGE -> LINK`.
///
/// `base` is the base path: `/briefing`, or nothing.
pub fn without_target(output: &Tree, base: &str) -> Vec<String> {
    links(output)
        .into_iter()
        .filter(|(link, page)| {
            target(link, page, base).is_some_and(|target| !output.contains_key(&target))
        })
        .map(|(link, page)| format!("{page} -> {link}"))
        .collect()
}

/// How many different links the pages of a site have that stay on it.
pub fn count(output: &Tree, base: &str) -> usize {
    links(output).iter().filter(|(link, page)| target(link, page, base).is_some()).count()
}

/// Every link, once, with a page that has it. Links are absolute, so what is
/// true on one page is on each.
fn links(files: &Tree) -> BTreeMap<String, &str> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut links = BTreeMap::new();
    for (path, bytes) in pages {
        let html = str::from_utf8(bytes).unwrap();
        for mark in [" href=\"", " src=\"", "; url="] {
            for rest in html.split(mark).skip(1) {
                let link = rest.split('"').next().unwrap();
                links.entry(link.replace("&amp;", "&")).or_insert(path.as_str());
            }
        }
    }
    links
}

/// The file of the output that a link leads to, if it leads to this site.
fn target(link: &str, page: &str, base: &str) -> Option<String> {
    let path = link.split(['#', '?']).next().unwrap();
    if path.is_empty() || path.contains(':') || path.starts_with("//") {
        return None;
    }
    assert!(path.starts_with('/'), "{page}: the link `{link}` is relative");
    let path = path.strip_prefix(base).and_then(|path| path.strip_prefix('/'));
    let path = path.unwrap_or_else(|| panic!("{page}: the link `{link}` is not below `{base}/`"));
    let path = percent_decode_str(path).decode_utf8().unwrap();
    Some(match path.ends_with('/') || path.is_empty() {
        true => format!("{path}index.html"),
        false => path.into_owned(),
    })
}
