//! A Hugo site (<https://gohugo.io/getting-started/directory-structure/>).

mod address;
mod cascade;
mod mounts;
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
use crate::import::model::{Archive, File, Held, Kind, List, ListOf, Origin, Topic};
use crate::import::rules::Rules;
use cascade::{Cascade, bare_name};
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
    let cascade = cascade(bundle, &site);
    let heads = heads(bundle, &site);
    let mut loose = BTreeSet::new();
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else {
            if is_markdown(file) && site.is_of_disabled_language(file) {
                archive.leave_out("texts in a language that the site leaves out (`disabled`)");
            }
            continue;
        };
        let inner = &*inner;
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
                let is_part = is_part(file, &heads);
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
    files(bundle, &site, &entries, &heads, &loose, &mut archive);
    lists(&site, &entries, &mut archive);
    let meanings = Meanings::new(bundle, &site, &entries, rules);
    let read: Vec<_> = entries.par_iter().map(|entry| meanings.body(entry)).collect();
    for (entry, (body, unfit)) in entries.into_iter().zip(read) {
        let Entry { mut text, first_line, .. } = entry;
        unfit.tell(&mut text, first_line, &mut archive);
        text.body = body;
        text.lines_before = first_line;
        say(&mut text);
        archive.texts.push(text);
    }
    Ok(archive)
}

/// The files at the head of each folder: of a leaf (`index.md`) or a branch (`_index.md`), in each
/// language (<https://gohugo.io/content-management/page-bundles/>).
type Heads<'b> = BTreeMap<&'b str, Vec<(&'b str, bool)>>;

fn heads<'b>(bundle: &'b Bundle, site: &Site) -> Heads<'b> {
    let mut heads = Heads::new();
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else { continue };
        let is_text = is_markdown(file) || is_html(file) || other_form(file).is_some();
        match bare_name(&inner, language.as_deref()) {
            "index" if is_text && inner.contains('/') => {
                heads.entry(folder(file)).or_default().push((file, true));
            }
            "_index" if is_text => heads.entry(folder(file)).or_default().push((file, false)),
            _ => {}
        }
    }
    heads
}

/// The files at the head of the nearest folder that has one, and that folder.
fn head<'h, 'b>(file: &'b str, heads: &'h Heads<'b>) -> Option<(&'b str, &'h [(&'b str, bool)])> {
    let mut above = folder(file);
    loop {
        match heads.get_key_value(above) {
            Some((folder, heads)) => return Some((folder, heads)),
            None if above.is_empty() => return None,
            None => above = folder(above),
        }
    }
}

/// Whether a text is in the folder of another one, which is a leaf: it has no page of its own.
fn is_part(file: &str, heads: &Heads<'_>) -> bool {
    let mut above = folder(file);
    let mut is_own =
        heads.get(above).is_some_and(|heads| heads.iter().any(|(head, _)| *head == file));
    loop {
        let is_leaf =
            heads.get(above).is_some_and(|heads| heads.iter().any(|(_, is_leaf)| *is_leaf));
        if is_leaf && !is_own {
            return true;
        }
        if above.is_empty() {
            return false;
        }
        is_own = false;
        above = folder(above);
    }
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
fn cascade(bundle: &Bundle, site: &Site) -> Cascade {
    let mut cascade = Cascade::new(site);
    for file in bundle.files() {
        let Some((language, inner)) = site.content(file) else { continue };
        let is_head = bare_name(&inner, language.as_deref()) == "_index";
        if !is_head || !(is_markdown(file) || is_html(file)) || site.ignores(file) {
            continue;
        }
        if let Ok((text, _)) = bundle.text(file) {
            let facts = apart(&text).facts.unwrap_or_default();
            cascade.add(file, &inner, site.language_of(language.as_deref()), &facts);
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

/// Files of `static/`, and those beside texts.
fn files(
    bundle: &Bundle,
    site: &Site,
    entries: &[Entry],
    heads: &Heads<'_>,
    loose: &BTreeSet<&str>,
    archive: &mut Archive,
) {
    let texts: BTreeMap<&str, &Entry> =
        entries.iter().map(|entry| (entry.text.origin.file.as_str(), entry)).collect();
    for file in bundle.files() {
        if let Some(inner) = site.static_file(file) {
            archive.files.push(File::new(path(&inner), file));
            continue;
        }
        let Some((_, inner)) = site.content(file) else { continue };
        let is_text = (is_markdown(file) || is_html(file)) && !loose.contains(file)
            || other_form(file).is_some();
        let name = stem(file).0;
        if is_text || name.starts_with('.') || name.is_empty() || site.ignores(file) {
            continue;
        }
        // Where a text is the head of its folder, what is beside it is below its address.
        let head = head(file, heads);
        let of = head.and_then(|(above, heads)| {
            let mut texts = heads.iter().filter_map(|(head, _)| texts.get(head));
            let public = texts.clone().rfind(|entry| entry.text.held.is_none());
            Some((above, public.or_else(|| texts.next_back())?))
        });
        let address = match of {
            Some((above, entry)) => path(&format!("{}/{}", below(entry), &file[above.len()..])),
            None => path(&inner),
        };
        let heads: Vec<String> = head
            .into_iter()
            .flat_map(|(_, heads)| heads.iter().map(|(head, _)| (*head).to_string()))
            .collect();
        // The front page is no owner of a file in a folder of texts, and who has none is with them.
        let is_of_nobody =
            head.is_none_or(|(above, _)| !folder(&inner).is_empty() && !inner_folder(site, above));
        let beside = if is_of_nobody { beside(file, &texts) } else { Vec::new() };
        archive.files.push(File {
            beside: if beside.is_empty() { heads } else { beside },
            ..File::new(address, file)
        });
    }
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
}

/// Whether a folder is one within the content, not the content itself.
fn inner_folder(site: &Site, above: &str) -> bool {
    site.content(&format!("{above}/x")).is_some_and(|(_, inner)| inner.contains('/'))
}

/// The texts in the folder of a file.
fn beside(file: &str, texts: &BTreeMap<&str, &Entry>) -> Vec<String> {
    let start = format!("{}/", folder(file));
    texts
        .range(start.as_str()..)
        .map(|(text, _)| *text)
        .take_while(|text| text.starts_with(&start))
        .filter(|text| folder(text) == folder(file))
        .map(String::from)
        .collect()
}

/// The address below which the files of a text are
/// (<https://gohugo.io/content-management/page-resources/>).
fn below(entry: &Entry) -> String {
    let address = entry.text.address.as_deref().unwrap_or_default();
    match address.strip_suffix(".html") {
        // An address of its own says a file: the others are beside it.
        Some(_) if entry.facts.text("url").is_some() => folder(address).to_string(),
        Some(stem) => stem.to_string(),
        None => address.trim_end_matches('/').to_string(),
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
            let address =
                format!("{}/{}/", site.prefix(entry.language.as_deref()), section.to_lowercase());
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
            let address = path(&format!("{start}/{taxonomy}/{}/", address::urlized(term)));
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
