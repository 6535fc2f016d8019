//! Where in a site's own templates a fault is written, as far as it stands there as it is.

use percent_encoding::percent_decode_str;

use super::reading::{Fault, Sized};
use crate::diagnostic::Place;
use crate::templates::{FOLDER, Source};

/// The file and the place in one of the templates.
pub(super) fn place_in(templates: &[Source], fault: &Fault) -> Option<(String, Place)> {
    let words = words_of(fault);
    templates.iter().find_map(|template| {
        let place = words.iter().find_map(|words| find(&template.text, words))?;
        Some((format!("{FOLDER}{}", template.name), place))
    })
}

/// How a fault may be written, the most exact way first.
fn words_of(fault: &Fault) -> Vec<String> {
    match fault {
        Fault::Link(href, path) => vec![href.clone(), path.clone(), decoded(path)],
        Fault::Anchor(anchor) => {
            let written = anchor.href.rsplit_once('#').map_or("", |(_, written)| written);
            vec![anchor.href.clone(), format!("#{written}"), format!("#{}", anchor.id)]
        }
        Fault::BasePath(href)
        | Fault::Mixed(href)
        | Fault::Blocked(_, href, _)
        | Fault::Elsewhere(href, _) => {
            vec![href.clone(), decoded(href)]
        }
        Fault::NoAlt(src)
        | Fault::EmptyAlt(src)
        | Fault::NoDescription(src, _)
        | Fault::Shape(Sized { src, .. }, _) => {
            let name = src.rsplit('/').next().unwrap_or(src);
            vec![src.clone(), name.to_string(), decoded(name)]
        }
        Fault::Stopped(_, text) => vec![text.clone()],
        Fault::Twice(id) => {
            vec![format!("id=\"{id}\""), format!("id='{id}'"), format!("id={id}"), format!("#{id}")]
        }
        Fault::Skipped(..) => Vec::new(),
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The place of `words`, where they are not a part of a longer address.
fn find(text: &str, words: &str) -> Option<Place> {
    if words.is_empty() {
        return None;
    }
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|c| {
            c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '>' | ']' | '<' | '}' | '&')
        })
    };
    let mut found = text.match_indices(words).map(|(at, _)| at);
    let at = found.find(|at| ends(&text[at + words.len()..]))?;
    Some(Place::of_bytes(text, at..at + words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_not_found_within_a_longer_one() {
        let text = "[a](/gone/x/)\n[b](/gone/ \"c\")\n";
        assert_eq!(find(text, "/gone/").unwrap(), Place { line: 2, column: 5, width: 6 });
        assert_eq!(find(text, "/gone"), None);
    }
}
