//! Bundles: texts at the head of a folder, and the files that are theirs
//! (<https://gohugo.io/content-management/page-bundles/>).

use std::collections::{BTreeMap, BTreeSet};

use super::super::site_files::{folder, is_html, is_markdown, path, stem};
use super::cascade::bare_name;
use super::other_form;
use super::settings::Site;
use super::texts::Entry;
use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::model::{Archive, File, Origin, Topic};

/// The files at the head of each folder: of a leaf (`index.md`) or a branch (`_index.md`), in each
/// language.
pub struct Heads<'b> {
    /// By the folders in the source.
    folders: BTreeMap<&'b str, Vec<(&'b str, bool)>>,
    /// By the folders in the content, in which those of all languages are one.
    inner: BTreeMap<String, Vec<&'b str>>,
}

impl<'b> Heads<'b> {
    pub fn of(bundle: &'b Bundle, site: &Site) -> Self {
        let mut heads = Heads { folders: BTreeMap::new(), inner: BTreeMap::new() };
        for file in bundle.files() {
            let Some((language, inner)) = site.content(file) else { continue };
            let is_text = is_markdown(file) || is_html(file) || other_form(file).is_some();
            let is_leaf = match bare_name(&inner, language.as_deref()) {
                "index" if is_text && inner.contains('/') => true,
                "_index" if is_text => false,
                _ => continue,
            };
            heads.folders.entry(folder(file)).or_default().push((file, is_leaf));
            heads.inner.entry(folder(&inner).to_string()).or_default().push(file);
        }
        heads
    }

    /// The files at the head of the nearest folder of the content that has one, and that folder.
    fn nearest<'i>(&self, inner: &'i str) -> Option<(&'i str, &[&'b str])> {
        let mut above = folder(inner);
        loop {
            match self.inner.get(above) {
                Some(heads) => return Some((above, heads)),
                None if above.is_empty() => return None,
                None => above = folder(above),
            }
        }
    }

    /// Whether a text is in the folder of another one, which is a leaf: it has no page of its own.
    pub fn is_part(&self, file: &str) -> bool {
        let mut above = folder(file);
        let mut is_own = self
            .folders
            .get(above)
            .is_some_and(|heads| heads.iter().any(|(head, _)| *head == file));
        loop {
            let heads = self.folders.get(above);
            let is_leaf = heads.is_some_and(|heads| heads.iter().any(|(_, is_leaf)| *is_leaf));
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
}

/// Files of `static/`, and those beside texts.
pub fn files(
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
        let Some((language, inner)) = site.content(file) else { continue };
        let is_text = (is_markdown(file) || is_html(file)) && !loose.contains(file)
            || other_form(file).is_some();
        let name = stem(file).0;
        if is_text || name.starts_with('.') || name.is_empty() || site.ignores(file) {
            continue;
        }
        // Where a text is the head of its folder, what is beside it is below its address.
        let head = heads.nearest(&inner);
        let of = head.and_then(|(above, heads)| {
            let texts: Vec<&Entry> =
                heads.iter().filter_map(|head| texts.get(head).copied()).collect();
            Some((above, owner(&texts, site, language.as_deref())?))
        });
        let of_heads = head.into_iter().flat_map(|(_, heads)| heads);
        let mut of_heads: Vec<String> = of_heads.map(|head| (*head).to_string()).collect();
        // One version that publishes it is enough.
        let owners: Vec<&Entry> =
            of_heads.iter().filter_map(|head| texts.get(head.as_str()).copied()).collect();
        if !owners.is_empty() && !owners.iter().any(|owner| publishes_files(&owner.facts)) {
            of_heads = showing(&owners, &inner[head.map_or(0, |(above, _)| above.len())..]);
            if of_heads.is_empty() {
                let name =
                    "a file that the text beside it does not publish (`publishResources: false`)";
                archive.note(Topic::LeftOutFile, name, &Origin::at(file, 0));
                continue;
            }
        }
        let address = match of {
            Some((above, entry)) => path(&format!("{}/{}", below(entry), &inner[above.len()..])),
            None => path(&inner),
        };
        // The front page is no owner of a file in a folder of texts, and who has none is with them.
        let is_of_nobody =
            head.is_none_or(|(above, _)| !folder(&inner).is_empty() && above.is_empty());
        let beside = if is_of_nobody { beside(file, &texts) } else { Vec::new() };
        archive.files.push(File {
            beside: if beside.is_empty() { of_heads } else { beside },
            ..File::new(address, file)
        });
    }
    archive.files.extend(assets(bundle, site, entries));
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
}

/// Whether the files of a text are published; if not, a template publishes those that it shows
/// (<https://gohugo.io/content-management/build-options/>).
fn publishes_files(facts: &Facts) -> bool {
    let build = ["build", "_build"].into_iter().find(|name| facts.get(name).is_some());
    build.is_none_or(|name| facts.map(name).flag("publishResources") != Some(false))
}

/// The texts among these that show a picture of theirs.
fn showing(owners: &[&Entry], name: &str) -> Vec<String> {
    let name = name.trim_start_matches('/');
    let is_picture = matches!(
        &*stem(name).1.to_ascii_lowercase(),
        "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif"
    );
    let shows = |owner: &&&Entry| {
        let image = owner.text.image.as_ref().map(|image| image.src.as_str());
        let mut named = image.into_iter().chain(owner.source.split(is_around_a_path));
        is_picture && named.any(|named| named.trim_start_matches("./") == name)
    };
    owners.iter().filter(shows).map(|owner| owner.text.origin.file.clone()).collect()
}

/// Pictures of `assets/`, which Hugo publishes where a text shows them
/// (<https://gohugo.io/functions/resources/get/>).
fn assets(bundle: &Bundle, site: &Site, entries: &[Entry]) -> Vec<File> {
    let files = bundle.files().filter_map(|file| Some((site.asset(file)?, (file, Vec::new()))));
    let mut assets: BTreeMap<&str, (&str, Vec<String>)> = files.collect();
    for entry in entries {
        let image = entry.text.image.as_ref().map(|image| image.src.as_str());
        let file = &entry.text.origin.file;
        for named in image.into_iter().chain(entry.source.split(is_around_a_path)) {
            let asset = assets.get_mut(named.trim_start_matches('/'));
            if let Some((_, by)) = asset.filter(|(_, by)| by.last() != Some(file)) {
                by.push(file.clone());
            }
        }
    }
    // Whoever shows it is what it stands beside: what a draft alone shows is as little public.
    let shown = assets.into_iter().filter(|(_, (_, by))| !by.is_empty());
    shown.map(|(inner, (file, beside))| File { beside, ..File::new(path(inner), file) }).collect()
}

/// What no path in a text holds: quotes, brackets and spaces stand around it.
fn is_around_a_path(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | ')' | '<' | '>' | '=' | '[' | ']')
}

/// Of the versions of a text in several languages, the one below whose address a file is: that in
/// the language of the file's folder, or in the site's, or any other that is public.
fn owner<'e>(texts: &[&'e Entry], site: &Site, language: Option<&str>) -> Option<&'e Entry> {
    let is_public = |entry: &&&Entry| entry.text.held.is_none();
    let is_in = |entry: &Entry, language: Option<&str>| {
        let [one, other] = [entry.language.as_deref(), language].map(|tag| site.language_of(tag));
        one.eq_ignore_ascii_case(&other)
    };
    let public = || texts.iter().filter(is_public);
    let found = public()
        .find(|entry| is_in(entry, language))
        .or_else(|| public().find(|entry| is_in(entry, None)))
        .or_else(|| public().next());
    found.or_else(|| texts.first()).copied()
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
