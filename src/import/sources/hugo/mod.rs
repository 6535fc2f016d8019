//! A Hugo site (<https://gohugo.io/getting-started/directory-structure/>).

mod address;
mod bundles;
mod cascade;
mod go_dates;
mod markup;
mod mounts;
mod pages;
mod raw_html;
mod sections;
mod settings;
mod template;
mod template_parts;
mod template_text;
mod texts;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::site_files::{folder, is_html, is_markdown, path, say, stem};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::apart;
use crate::import::model::{Archive, Held, Image, Kind, List, ListOf, Origin, Topic};
use crate::import::rules::Rules;
use bundles::Heads;
use cascade::{Cascade, bare_name};
use pages::Pages;
use settings::Site;
use texts::Entry;
use words::{Filled, Meanings};

/// Reads the site.
///
/// # Errors
/// Its settings cannot be read.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let mut site = Site::read(bundle)?;
    let mut archive = Archive {
        settings: site.settings(),
        // <https://gohugo.io/configuration/all/#buildfuture>
        shows_future: site.config.flag("buildFuture") == Some(true),
        ..Archive::default()
    };
    let mut entries = Vec::new();
    let cascade = cascade(bundle, &mut site);
    let site = site;
    let heads = Heads::of(bundle, &site);
    let mut loose = BTreeSet::new();
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else {
            if is_markdown(file) && site.is_of_disabled_language(file) {
                archive.leave_out("texts in a language that the site leaves out (`disabled`)");
            }
            continue;
        };
        let inner = &*inner;
        if stem(file) == ("_content", "gotmpl") {
            archive.leave_out("templates that make pages (`_content.gotmpl`)");
            continue;
        }
        if let Some(form) = other_form(file) {
            archive.note(Topic::Unread, format!("a text in {form}"), &Origin::at(file, 1));
            continue;
        }
        if !(is_markdown(file) || is_html(file)) {
            continue;
        }
        if site.ignores(file) {
            archive.leave_out("texts that the site leaves out (`ignoreFiles`)");
            continue;
        }
        match bundle.text(file) {
            Err(fault) => archive.note(Topic::Unread, fault.message, &Origin::at(file, 0)),
            Ok((text, _)) => {
                let mut parts = apart(&text);
                let is_part = heads.is_part(file);
                if is_part && is_html(file) && parts.facts.is_none() {
                    loose.insert(file);
                    continue;
                }
                let bare = bare_name(inner, language.as_deref());
                let of_language = site.language_of(language.as_deref());
                let facts = parts.facts.get_or_insert_default();
                cascade.over(facts, inner, bare, &of_language);
                let entry = texts::entry(
                    file,
                    inner,
                    language.as_deref(),
                    &text,
                    parts,
                    &site,
                    &mut archive,
                );
                entries.extend(entry.map(|mut entry| {
                    entry.text.under = cascade.under(inner, &of_language);
                    if is_part { part(entry) } else { entry }
                }));
            }
        }
    }
    let sections = dated_sections(&entries);
    sort_out(&mut entries, &sections, &mut archive);
    bundles::files(bundle, &site, &entries, &heads, &loose, &mut archive);
    lists(&site, &entries, &mut archive);
    menus(&entries, &mut archive);
    let pages = Pages::of(&site, &entries, &archive.files);
    let meanings = Meanings { bundle, site: &site, rules, pages: &pages };
    let read: Vec<_> = entries
        .par_iter()
        .map(|entry| {
            let image = entry.text.image.as_ref();
            (meanings.body(entry), image.map(|image| pages.linked(entry, &image.src)))
        })
        .collect();
    for (entry, (filled, image)) in entries.into_iter().zip(read) {
        let Filled { body, unfit, left_out, summary } = filled;
        let Entry { mut text, first_line, .. } = entry;
        for (topic, name, line) in left_out {
            archive.note(topic, name, &Origin::at(&text.origin.file, first_line + line));
        }
        unfit.tell(&mut text, first_line, &mut archive);
        text.body = body;
        text.summary = text.summary.take().or(summary);
        text.image = image.map(|src| Image { src, ..text.image.take().unwrap_or_default() });
        text.lines_before = first_line;
        say(&mut text);
        archive.texts.push(text);
    }
    Ok(archive)
}

/// A text that is part of another page: templates may show it there, and nobody has its address.
fn part(mut entry: Entry) -> Entry {
    entry.text.held = entry.text.held.or(Some(Held::Part));
    entry.text.address = None;
    entry.text.aliases.clear();
    entry.text.feed_id = None;
    entry.is_bundle = false;
    entry
}

/// What the heads of sections and the settings say of texts.
fn cascade(bundle: &Bundle, site: &mut Site) -> Cascade {
    let mut cascade = Cascade::new(site);
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else { continue };
        let is_head = bare_name(&inner, language.as_deref()) == "_index";
        if !is_head || !(is_markdown(file) || is_html(file)) || site.ignores(file) {
            continue;
        }
        if let Ok((text, _)) = bundle.text(file) {
            let facts = apart(&text).facts.unwrap_or_default();
            let language = site.language_of(language.as_deref());
            site.sections.add(&language, folder(&inner), &facts);
            cascade.add(file, &inner, language, &facts);
        }
    }
    cascade
}

/// The name of the form of a text that is neither Markdown nor HTML
/// (<https://gohugo.io/content-management/formats/>).
fn other_form(file: &str) -> Option<&'static str> {
    Some(match &*stem(file).1.to_ascii_lowercase() {
        "adoc" | "asciidoc" | "ad" => "AsciiDoc",
        "org" => "Org mode",
        "pandoc" | "pdc" => "Pandoc's Markdown",
        "rst" => "reStructuredText",
        "mmark" => "mmark",
        _ => return None,
    })
}

/// The sections of stories: those in which most texts have a date.
fn dated_sections(entries: &[Entry]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for Entry { text, is_list, .. } in entries {
        if let (Some(section), false) = (&text.section, is_list) {
            let count = counts.entry(section).or_default();
            count.0 += usize::from(text.date.is_some());
            count.1 += 1;
        }
    }
    let dated = counts.into_iter().filter(|(_, (dated, all))| dated * 2 > *all);
    dated.map(|(section, _)| section.to_string()).collect()
}

/// What is a story, what a page and what the head of a section; where all stories are in one
/// section, their categories tell more.
fn sort_out(entries: &mut [Entry], sections: &BTreeSet<String>, archive: &mut Archive) {
    for Entry { text, is_list, .. } in entries.iter_mut() {
        let is_in = text.section.as_ref().is_some_and(|section| sections.contains(section));
        text.kind =
            if is_in && !*is_list && text.date.is_some() { Kind::Story } else { Kind::Page };
        if text.kind == Kind::Page {
            text.section = None;
        }
    }
    for entry in entries.iter_mut().filter(|entry| entry.is_list) {
        let id = entry.inner.trim_end_matches(|c| c != '/').trim_matches('/').to_string();
        if sections.contains(&id) {
            entry.text.section_of_list = Some(id.clone());
            archive.settings.sections_of(entry.text.language.as_deref()).push((
                id,
                entry.text.title.clone(),
                entry.text.summary.clone(),
            ));
        }
    }
    let is_one = entries
        .iter()
        .filter(|entry| entry.text.kind == Kind::Story)
        .all(|entry| entry.text.section.as_ref() == sections.first());
    let stories = entries.iter().filter(|entry| entry.text.kind == Kind::Story);
    let (all, with) = stories.fold((0_usize, 0_usize), |(all, with), entry| {
        (all + 1, with + usize::from(!entry.categories.is_empty()))
    });
    if is_one && with * 2 > all {
        for entry in entries.iter_mut().filter(|entry| entry.text.kind == Kind::Story) {
            entry.text.section = entry.categories.first().cloned();
        }
    }
}

/// Adds to the main menu the texts that say that they are in it
/// (<https://gohugo.io/content-management/menus/#define-in-front-matter>).
fn menus(entries: &[Entry], archive: &mut Archive) {
    let mut links: Vec<(usize, i64, String, String)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.text.held.is_none()) {
        let facts = ["menus", "menu"].into_iter().find(|name| entry.facts.get(name).is_some());
        let Some((name, address)) = facts.zip(entry.text.address.clone()) else { continue };
        let of_menu = entry.facts.map(name).map("main");
        let is_in = entry.facts.texts(name).iter().any(|menu| menu == "main")
            || entry.facts.map(name).get("main").is_some();
        if is_in {
            let weight = of_menu.text("weight").and_then(|weight| weight.parse().ok());
            let title =
                of_menu.first(&["name", "title"]).unwrap_or_else(|| entry.text.title.clone());
            let language = archive.language_of(&entry.text);
            // Those without a weight are last.
            links.push((language, weight.unwrap_or(i64::MAX), title, address));
        }
    }
    links.sort();
    for (language, _, title, address) in links {
        let settings = &mut archive.settings;
        let menu = match settings.languages.get_mut(language).filter(|_| language > 0) {
            Some(other) => &mut other.menu,
            None => &mut settings.menu,
        };
        if !menu
            .iter()
            .any(|(_, before)| before.trim_end_matches('/') == address.trim_end_matches('/'))
        {
            menu.push((title, address));
        }
    }
}

/// The lists that Hugo makes: of sections, and of the terms of taxonomies.
fn lists(site: &Site, entries: &[Entry], archive: &mut Archive) {
    let mut lists = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.text.held.is_none()) {
        let front = path(&format!("{}/", site.prefix(entry.language.as_deref())));
        lists.insert(List { address: front, of: ListOf::Everything });
        let parts: Vec<&str> = entry.inner.split('/').collect();
        // A folder at the top is a section, but that of a page (`about/index.md`).
        let is_of_page = parts.len() == 2 && parts[1].starts_with("index.");
        if let ([section, _, ..], false) = (&parts[..], is_of_page) {
            let address = format!(
                "{}/{}/",
                site.prefix(entry.language.as_deref()),
                site.capitals().of(section)
            );
            lists
                .insert(List { address: path(&address), of: ListOf::Name((*section).to_string()) });
        }
        let start = site.prefix(entry.language.as_deref());
        // Those of taxonomies are there without terms too.
        for taxonomy in site.taxonomies() {
            let address = path(&format!("{start}/{taxonomy}/"));
            lists.insert(List { address, of: ListOf::Name("tags".into()) });
        }
        for (taxonomy, term) in &entry.terms {
            let start = site.prefix(entry.language.as_deref());
            let slug = address::urlized(term, site.capitals());
            let address = path(&format!("{start}/{taxonomy}/{slug}/"));
            lists.insert(List { address, of: ListOf::Name(term.clone()) });
            lists.insert(List {
                address: path(&format!("{start}/{taxonomy}/")),
                of: ListOf::Name("tags".into()),
            });
        }
    }
    archive.lists.extend(lists);
    // The first of several languages has its folder, which leads to the front page.
    let first = archive.settings.languages.first().filter(|first| first.base.is_empty());
    if let Some(first) = first.filter(|first| !first.tag.is_empty()) {
        let address = format!("/{}/", first.tag.to_lowercase());
        archive.lists.push(List { address, of: ListOf::Everything });
    }
}
