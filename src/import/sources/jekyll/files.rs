//! Files that Jekyll copies as they are
//! (<https://github.com/jekyll/jekyll/blob/master/lib/jekyll/static_file.rb>).

use super::super::site_files::{path, stem};
use super::address::{self, Parts};
use super::settings::{Place, Site};
use crate::import::bundle::Bundle;
use crate::import::model::{Archive, File};
use crate::text::yaml::Value;

/// A file without front matter: it is published as it is, unless it is beside posts.
pub fn plain(bundle: &Bundle, site: &Site, file: &str, place: &Place, archive: &mut Archive) {
    let address = match place {
        Place::Page | Place::Collection { .. } if is_template(bundle, file) => {
            archive.leave_out("files that the theme makes");
            return;
        }
        Place::Page => Some(path(file)),
        Place::Collection { name, permalink } => in_collection(name, permalink.as_deref(), file)
            .filter(|address| is_published(site, name, &[file, address])),
        Place::Post { .. } | Place::Draft { .. } => None,
    };
    match address {
        Some(address) => archive.files.push(File::new(address, file)),
        None => archive.leave_out("files beside texts"),
    }
}

/// Whether a file has front matter, whatever its ending (`Utils.has_yaml_header?`).
fn is_template(bundle: &Bundle, file: &str) -> bool {
    let head = bundle.head(file, 16).unwrap_or_default();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    head.strip_prefix(b"---").is_some_and(|rest| rest.trim_ascii_start().len() < rest.len())
}

/// The address of a file of a collection that has pages: by the pattern of the collection, in which
/// a file has no title.
fn in_collection(name: &str, permalink: Option<&str>, file: &str) -> Option<String> {
    let pattern = permalink.unwrap_or("/:collection/:path").replace(":output_ext", "");
    let pattern = if address::is_name(&pattern) { "/:collection/:path".into() } else { pattern };
    let start = format!("_{name}/");
    let inner = file.find(&start).map_or(file, |at| &file[at + start.len()..]);
    let (_, ending) = stem(inner);
    let bare = inner.strip_suffix(&format!(".{ending}")).unwrap_or(inner);
    let parts = Parts { date: None, categories: &[], title: "", collection: name, path: bare };
    let filled = address::filled(&pattern, &parts)?;
    let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
    Some(format!("{}{ending}", filled.trim_end_matches('/')))
}

/// Whether the settings say of none of these paths that what is there is not published. Jekyll asks
/// for that of the site alone.
fn is_published(site: &Site, kind: &str, paths: &[&str]) -> bool {
    let mut said = paths.iter().flat_map(|path| site.defaults(path.trim_start_matches('/'), kind));
    !said.any(|(name, value)| name == "published" && value == Value::Bool(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_collections_are_where_their_pattern_says() {
        for (permalink, file, address) in [
            (None, "_recipes/card.pdf", Some("/recipes/card.pdf")),
            (None, "_recipes/deep/card.tar.gz", Some("/recipes/deep/card.tar.gz")),
            (Some("/food/:path/"), "_recipes/card.pdf", Some("/food/card.pdf")),
            (Some("/food/:name:output_ext"), "_recipes/a/card.pdf", Some("/food/card.pdf")),
            (Some("pretty"), "all/_recipes/card.pdf", Some("/recipes/card.pdf")),
            (Some("/:collection/:path"), "_recipes/LICENSE", Some("/recipes/LICENSE")),
            (Some("/:year/:path"), "_recipes/card.pdf", None),
        ] {
            assert_eq!(in_collection("recipes", permalink, file).as_deref(), address, "{file}");
        }
    }
}
