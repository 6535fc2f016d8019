//! A Hugo site (<https://gohugo.io/getting-started/directory-structure/>).

mod address;
mod settings;
mod template;
mod template_parts;
mod texts;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::site_files::{folder, is_html, is_markdown, path, say, stem};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::apart;
use crate::import::model::{Archive, File, Kind, List, ListOf, Origin, Text, Topic};
use crate::import::rules::Rules;
use settings::Site;
use texts::Entry;
use words::Meanings;

/// Reads the site.
///
/// # Errors
/// Its settings cannot be read.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let site = Site::read(bundle)?;
    let mut archive = Archive { settings: site.settings(), ..Archive::default() };
    let mut entries = Vec::new();
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else { continue };
        if !(is_markdown(file) || is_html(file)) {
            continue;
        }
        match bundle.text(file) {
            Err(fault) => archive.note(Topic::Unread, fault.message, &Origin::at(file, 0)),
            Ok((text, _)) => {
                let parts = apart(&text);
                entries.extend(texts::entry(
                    file,
                    inner,
                    language.as_deref(),
                    &text,
                    parts,
                    &site,
                    &mut archive,
                ));
            }
        }
    }
    let sections = dated_sections(&entries);
    sort_out(&mut entries, &sections, &mut archive);
    files(bundle, &site, &entries, &mut archive);
    lists(&site, &entries, &mut archive);
    let meanings = Meanings::new(bundle, &site, &entries, rules);
    let read: Vec<_> = entries.par_iter().map(|entry| meanings.body(entry)).collect();
    for (entry, (body, unknown)) in entries.into_iter().zip(read) {
        let Entry { mut text, first_line, .. } = entry;
        for (name, line) in unknown {
            archive.note(
                Topic::UnknownTag,
                name,
                &Origin::at(&text.origin.file, first_line + line),
            );
        }
        text.body = body;
        text.lines_before = first_line;
        say(&mut text);
        archive.texts.push(text);
    }
    Ok(archive)
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
    for entry in entries.iter().filter(|entry| entry.is_list) {
        let id = entry.inner.trim_end_matches(|c| c != '/').trim_matches('/');
        if sections.contains(id) {
            archive.settings.sections.push((
                id.into(),
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

/// Files of `static/`, and those beside texts.
fn files(bundle: &Bundle, site: &Site, entries: &[Entry], archive: &mut Archive) {
    // Where a text is the head of its folder, what is beside it is below its address.
    let heads: BTreeMap<&str, &Text> = entries
        .iter()
        .filter(|entry| entry.is_bundle)
        .map(|entry| (folder(&entry.text.origin.file), &entry.text))
        .collect();
    for file in bundle.files() {
        if let Some(inner) = site.static_file(file) {
            archive.files.push(File { address: path(inner), from: file.into() });
            continue;
        }
        let Some((_, inner)) = site.content(file) else { continue };
        if is_markdown(file)
            || is_html(file)
            || stem(file).0.starts_with('.')
            || stem(file).0.is_empty()
        {
            continue;
        }
        let mut above = folder(file);
        let head = loop {
            match heads.get(above) {
                Some(text) => break Some((*text, &file[above.len()..])),
                None if above.is_empty() => break None,
                None => above = folder(above),
            }
        };
        let address = match head {
            Some((text, rest)) => {
                let address = text.address.as_deref().unwrap_or_default();
                path(&format!("{}/{}", address.trim_end_matches('/'), rest.trim_start_matches('/')))
            }
            None => path(inner),
        };
        archive.files.push(File { address, from: file.into() });
    }
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
}

/// The lists that Hugo makes: of sections, and of the terms of taxonomies.
fn lists(site: &Site, entries: &[Entry], archive: &mut Archive) {
    let mut lists = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.text.held.is_none()) {
        let parts: Vec<&str> = entry.inner.split('/').collect();
        if let ([section, _, ..], Kind::Story) = (&parts[..], entry.text.kind) {
            let address = format!(
                "{}/{}/",
                site.prefix(entry.text.language.as_deref()),
                section.to_lowercase()
            );
            lists
                .insert(List { address: path(&address), of: ListOf::Name((*section).to_string()) });
        }
        for (taxonomy, term) in &entry.terms {
            let start = site.prefix(entry.text.language.as_deref());
            let address = path(&format!("{start}/{taxonomy}/{}/", address::urlized(term)));
            lists.insert(List { address, of: ListOf::Name(term.clone()) });
            lists.insert(List {
                address: path(&format!("{start}/{taxonomy}/")),
                of: ListOf::Name("tags".into()),
            });
        }
    }
    archive.lists.extend(lists);
}
