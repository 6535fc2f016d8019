//! What the site's own style sheets load, and is not there.

use rayon::prelude::*;

use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, Place};
use crate::routes::FileSource;
use crate::site::files::Files;
use crate::site::statics::Statics;
use crate::url::SitePath;

/// How large a style sheet may be that is looked through, in bytes.
const LARGEST: u64 = 1 << 20;

/// A warning for each `url(…)` of a style sheet that leads to no file of `static/`, below
/// `base_path` (`/briefing`, or nothing).
pub(super) fn missing(files: &dyn Files, statics: &Statics, base_path: &str) -> Vec<Diagnostic> {
    let own: Vec<(&SitePath, &String)> = statics
        .files
        .iter()
        .filter_map(|(path, source)| match source {
            FileSource::Own(file) if path.as_str().ends_with(".css") => Some((path, file)),
            _ => None,
        })
        .collect();
    let of_one = |(path, file): &(&SitePath, &String)| {
        let source = files.read_up_to(file, LARGEST).ok().flatten();
        let source = source.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let missing = urls(&source).into_iter().filter_map(|(at, url)| {
            let target = target(path, url, base_path)?;
            if statics.files.contains_key(&target) {
                return None;
            }
            let fault = Diagnostic::warning(format!("there is no file `static{target}`"));
            let hint = "put it there, or correct the address: it begins at the style sheet";
            Some(fault.in_file(*file).at(Place::of_bytes(&source, at..at + url.len())).hint(hint))
        });
        missing.take(crate::faults::MOST_FAULTS).collect::<Vec<_>>()
    };
    own.par_iter().flat_map_iter(of_one).collect()
}

/// The addresses in a style sheet, and where they stand
/// (<https://www.w3.org/TR/css-values-4/#urls>); not those in comments.
fn urls(css: &str) -> Vec<(usize, &str)> {
    let mut urls = Vec::new();
    let mut at = 0;
    while let Some(found) = css[at..].find(['u', 'U', '/', '"', '\'']) {
        let start = at + found;
        let rest = &css[start..];
        at = start + 1;
        if let Some(comment) = rest.strip_prefix("/*") {
            at = start + 2 + comment.find("*/").map_or(comment.len(), |end| end + 2);
        } else if rest.starts_with(['"', '\'']) {
            at = css.floor_char_boundary(start + 2 + string(rest).len());
            // <https://www.w3.org/TR/css-cascade-4/#at-import>
            if is_behind_import(&css[..start]) {
                urls.push((start + 1, string(rest)));
            }
        } else if rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("url(")) {
            let inside = rest[4..].trim_start();
            let first = css.len() - inside.len();
            let (first, url) = match inside.starts_with(['"', '\'']) {
                true => (first + 1, string(inside)),
                false => (first, inside.split(')').next().unwrap_or_default().trim_end()),
            };
            // Behind its quote, which would open a string otherwise.
            let quote = usize::from(inside.starts_with(['"', '\'']));
            at = css.floor_char_boundary(first + url.len() + quote);
            urls.push((first, url));
        }
    }
    urls
}

/// Whether nothing but space stands between a string and the `@import` before it.
fn is_behind_import(before: &str) -> bool {
    const IMPORT: &str = "@import";
    let before = before.trim_end();
    let start = before.len().saturating_sub(IMPORT.len());
    before.get(start..).is_some_and(|word| word.eq_ignore_ascii_case(IMPORT))
}

/// What is in the quotes that a string begins with.
fn string(quoted: &str) -> &str {
    let inside = &quoted[1..];
    let end = inside.find(|c| quoted.starts_with(c) || c == '\n').unwrap_or(inside.len());
    &inside[..end]
}

/// The path on the site that an address in a style sheet leads to; none if it leads elsewhere,
/// or cannot be told.
fn target(sheet: &SitePath, url: &str, base_path: &str) -> Option<SitePath> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() || path.contains([':', '\\', '{']) || path.starts_with("//") {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if let Some(from_root) = path.strip_prefix('/') {
        let from_root = format!("/{from_root}");
        let below = from_root.strip_prefix(base_path).unwrap_or(&from_root);
        return SitePath::new(below);
    }
    let mut folders: Vec<&str> = sheet.as_str().split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if folders.len() > 1 => {
                folders.pop();
            }
            ".." => return None,
            part => folders.push(part),
        }
    }
    SitePath::new(&folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_where_css_has_them() {
        let css = "a { b: url(c.png) } /* url(no.png) */ @import url( 'd.css' ); @IMPORT\n\"d2.css\" screen; @font-face { src: \
            URL(\"e f.woff2\") } g { content: 'url(no)'; background: url(data:image/png;base64,x) }";
        let found: Vec<_> = urls(css).into_iter().map(|(at, url)| (&css[at..], url)).collect();
        assert!(found.iter().all(|(rest, url)| rest.starts_with(url)));
        let found: Vec<_> = found.into_iter().map(|(_, url)| url).collect();
        assert_eq!(found, ["c.png", "d.css", "d2.css", "e f.woff2", "data:image/png;base64,x"]);
        for broken in ["url(", "url('", "/*", "'", "url( "] {
            urls(broken);
        }
    }

    #[test]
    fn an_address_begins_at_its_style_sheet() {
        let sheet = SitePath::new("/css/main.css").unwrap();
        for (url, expected) in [
            ("a.png", Some("/css/a.png")),
            ("../a%20b.png?x#y", Some("/a b.png")),
            ("./x/../a.png", Some("/css/a.png")),
            ("/base/a.png", Some("/a.png")),
            ("/a.png", Some("/a.png")),
            ("../../a.png", None),
            ("https://a.example/b", None),
            ("//a.example/b", None),
            ("data:x", None),
            ("#x", None),
        ] {
            let target = target(&sheet, url, "/base");
            assert_eq!(target.as_ref().map(SitePath::as_str), expected, "{url}");
        }
    }
}
