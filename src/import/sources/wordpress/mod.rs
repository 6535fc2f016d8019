//! An export of WordPress, WXR (<https://wordpress.org/documentation/article/tools-export-screen/>;
//! what it holds is written by `wp-admin/includes/export.php`).

mod authors;
mod autop;
mod blocks;
mod channel;
mod code;
mod items;
mod media;
mod members;
mod menus;
mod meta;
mod numbers;
mod private;
mod shortcodes;
mod words;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use super::site_files::path;
use crate::diagnostic::Diagnostic;
use crate::html::tree::{parse, text_of};
use crate::import::bundle::{Bundle, Encoding};
use crate::import::markdown::on_one_line;
use crate::import::model::{Archive, List, ListOf, Origin, Topic};
use crate::import::rules::Rules;
use items::Items;
use xml::Element;

/// Reads the export: one file, or several of one site.
///
/// # Errors
/// It is no export, or broken.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let files: Vec<String> =
        bundle.files().filter(|file| file.ends_with(".xml")).map(String::from).collect();
    let files =
        if files.is_empty() { bundle.files().take(1).map(String::from).collect() } else { files };
    let mut archive = Archive::default();
    let mut items = Items::default();
    for file in &files {
        let (text, encoding) = bundle.text(file)?;
        if encoding == Encoding::Windows1252 {
            let name = "the file is no UTF-8; it was read as Windows-1252";
            archive.note(Topic::Changed, name, &Origin::at(file, 0));
        }
        xml::each(&text, file, &mut |element, line| items.take(element, &Origin::at(file, line)))?;
    }
    if !items.is_export {
        let message = "this is no export of WordPress: it has no `wp:wxr_version`";
        return Err(Diagnostic::error(message)
            .in_file(files.first().cloned().unwrap_or_default())
            .hint("in WordPress, take Tools → Export → All content, and import the file that it gives"));
    }
    items.finish(&mut archive, rules);
    Ok(archive)
}

/// The addresses of lists: WordPress has one of each category and of each tag.
fn lists(
    categories: &BTreeMap<String, Element>,
    used: &BTreeSet<(String, String, String)>,
) -> Vec<List> {
    let mut lists = Vec::new();
    for (domain, slug, name) in used {
        let of = ListOf::Name(name.clone());
        match domain.as_str() {
            "category" => lists.push(List { address: of_category(categories, slug), of }),
            "post_tag" => lists.push(List { address: path(&format!("/tag/{slug}/")), of }),
            _ => {}
        }
    }
    lists
}

/// The address of a category, with those that it is in before it.
fn of_category(categories: &BTreeMap<String, Element>, slug: &str) -> String {
    let mut parts = vec![slug];
    let mut at = slug;
    while let Some(parent) = categories
        .get(at)
        .and_then(|of| of.child("wp:category_parent"))
        .filter(|name| !name.is_empty() && parts.len() <= 10)
    {
        parts.push(parent);
        at = parent;
    }
    parts.reverse();
    path(&format!("/category/{}/", parts.join("/")))
}

/// Text of what is HTML even where it is no text of a page: names, titles.
fn plain(html: &str) -> String {
    on_one_line(&text_of(&parse(html)))
}

/// The address of the list of what somebody wrote, by the name with which they log in; none of
/// one that WordPress would not have in an address as it is, such as a mail address.
fn address_of_author(login: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let slug = login.to_lowercase().replace(['.', ' '], "-");
    (!slug.is_empty() && login.chars().all(is_plain)).then(|| format!("/author/{slug}/"))
}

#[cfg(test)]
mod tests {
    use super::address_of_author;

    #[test]
    fn lists_of_authors_are_named_by_their_logins() {
        for (login, address) in [
            ("anna", Some("/author/anna/")),
            ("Anna Petrosyan", Some("/author/anna-petrosyan/")),
            ("a.petrosyan", Some("/author/a-petrosyan/")),
            ("anna@paper.example", None),
            ("", None),
        ] {
            assert_eq!(address_of_author(login).as_deref(), address);
        }
    }
}
