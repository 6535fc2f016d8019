//! A Jekyll site (<https://jekyllrb.com/docs/structure/>).

mod address;
mod data;
mod days;
mod files;
mod plugins;
mod settings;
mod texts;
mod world;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::site_files::{is_html, is_markdown, path, say};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::apart;
use crate::import::model::{Archive, List, ListOf, Origin, Topic};
use crate::import::rules::Rules;
use address::hyphened;
use settings::{Place, Site};
use texts::Entry;
use world::JekyllWorld;

/// Reads the site.
///
/// # Errors
/// Its settings cannot be read.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let site = Site::read(bundle)?;
    let mut archive = Archive {
        settings: site.settings(),
        // <https://jekyllrb.com/docs/configuration/options/>
        shows_future: site.config.flag("future") == Some(true),
        ..Archive::default()
    };
    let mut entries = Vec::new();
    for file in bundle.files() {
        let Some(place) = site.place(file) else { continue };
        if !(is_markdown(file) || is_html(file) || file.ends_with(".textile")) {
            files::plain(bundle, &site, file, &place, &mut archive);
            continue;
        }
        match bundle.text(file) {
            Err(fault) => archive.note(Topic::Unread, fault.message, &Origin::at(file, 0)),
            Ok((text, _)) => {
                let parts = apart(&text);
                match (&parts.facts, &place) {
                    // Without front matter, a file outside of `_posts` is copied.
                    (None, Place::Page | Place::Collection { .. }) => {
                        files::plain(bundle, &site, file, &place, &mut archive);
                    }
                    _ => {
                        entries.extend(texts::entry(
                            file,
                            &text,
                            parts,
                            &place,
                            &site,
                            &mut archive,
                        ));
                    }
                }
            }
        }
    }
    texts::name_authors(bundle, &mut entries);
    archives(&site, &entries, &mut archive);
    let world = JekyllWorld::new(bundle, &site, &entries, rules);
    let read: Vec<_> = entries
        .par_iter()
        .map(|entry| {
            let (body, unfit) = world.filled(entry);
            let summary = world.summary(entry, &body);
            (body, unfit, summary)
        })
        .collect();
    for (entry, (body, unfit, summary)) in entries.into_iter().zip(read) {
        let Entry { mut text, first_line, .. } = entry;
        text.body = body;
        unfit.tell(&mut text, first_line, &mut archive);
        text.summary = text.summary.take().or(summary);
        text.lines_before = first_line;
        say(&mut text);
        archive.texts.push(text);
    }
    pages_of_lists(&site, &mut archive);
    Ok(archive)
}

/// The addresses of the second page of the list of all posts and of those behind it
/// (<https://jekyllrb.com/docs/pagination/>).
fn pages_of_lists(site: &Site, archive: &mut Archive) {
    let Some(size) = site.config.text("paginate").and_then(|size| size.parse::<usize>().ok())
    else {
        return;
    };
    let is_listed = |text: &&crate::import::model::Text| {
        text.held.is_none() && text.origin.file.contains("_posts/")
    };
    let pages = archive.texts.iter().filter(is_listed).count().div_ceil(size.max(1));
    let pattern = site.config.text("paginate_path").unwrap_or_else(|| "/page:num".into());
    for number in 2..=pages {
        let address = path(&format!("{}/", pattern.replace(":num", &number.to_string())));
        archive.lists.push(List { address, of: ListOf::Everything });
    }
}

/// The lists of categories and tags that the plugin jekyll-archives makes
/// (<https://github.com/jekyll/jekyll-archives/blob/master/docs/configuration.md>).
fn archives(site: &Site, entries: &[Entry], archive: &mut Archive) {
    let mut plugins = ["plugins", "gems"].iter().flat_map(|list| site.config.texts(list));
    if !plugins.any(|name| name == "jekyll-archives") {
        return;
    }
    let config = site.config.map("jekyll-archives");
    let enabled = config.texts("enabled");
    let is_post =
        |entry: &&Entry| entry.text.held.is_none() && entry.text.origin.file.contains("_posts/");
    let posts: Vec<&Entry> = entries.iter().filter(is_post).collect();
    let mut lists = BTreeSet::new();
    for (kind, name) in [("categories", "category"), ("tags", "tag")] {
        if !enabled.iter().any(|it| it == kind || it == "all") {
            continue;
        }
        let pattern = config.map("permalinks").text(name);
        let pattern = pattern.unwrap_or_else(|| format!("/{name}/:name/"));
        let of = |entry: &&Entry| match kind {
            "tags" => entry.tags.clone(),
            _ => entry.categories.clone(),
        };
        lists.extend(posts.iter().flat_map(of).map(|name| List {
            address: path(&pattern.replace(":name", &hyphened(&name.to_lowercase(), |_| false))),
            of: ListOf::Name(name),
        }));
    }
    archive.lists.extend(lists);
}
