//! Where texts and the files of bundles are, by the paths with which other texts name them
//! (<https://gohugo.io/methods/page/getpage/>).

use std::collections::{HashMap, HashSet};

use super::super::site_files::{folder, in_link, path, resolved};
use super::settings::Site;
use super::texts::Entry;
use crate::import::model::File;

/// The addresses of texts and files.
pub struct Pages {
    /// By a language, or none for any, and by the path in the content, with and without its ending,
    /// or the name alone, where that is the only one.
    texts: HashMap<(String, String), Option<String>>,
    /// Files by their paths in the content, each with the language of its folder.
    files: HashMap<String, Vec<(String, String)>>,
    published: HashSet<String>,
    assets: HashSet<String>,
    default_language: String,
    /// Whether links of Markdown lead to texts by their paths
    /// (<https://gohugo.io/render-hooks/links/#default>).
    reads_links: bool,
}

impl Pages {
    pub fn of(site: &Site, entries: &[Entry], files: &[File]) -> Self {
        let mut pages = Pages {
            texts: HashMap::new(),
            files: HashMap::new(),
            published: files.iter().map(|file| file.address.clone()).collect(),
            assets: files
                .iter()
                .filter(|file| site.asset(&file.from).is_some())
                .map(|file| file.address.clone())
                .collect(),
            default_language: site.language_of(None).to_lowercase(),
            reads_links: site.reads_links(),
        };
        for entry in entries {
            pages.add(entry);
        }
        for file in files {
            let Some((language, inner)) = site.content(&file.from) else { continue };
            let language = site.language_of(language.as_deref()).to_lowercase();
            let of = pages.files.entry(inner.to_lowercase()).or_default();
            of.push((language, file.address.clone()));
        }
        pages
    }

    fn add(&mut self, entry: &Entry) {
        let Some(address) = &entry.text.address else { return };
        let inner = entry.inner.to_lowercase();
        let without = inner.rsplit_once('.').map_or(inner.as_str(), |(path, _)| path);
        let tag = entry.language.as_deref();
        let without = tag
            .and_then(|tag| without.strip_suffix(&format!(".{}", tag.to_lowercase())))
            .unwrap_or(without);
        let bundle = without
            .strip_suffix("/index")
            .or_else(|| without.strip_suffix("/_index"))
            .unwrap_or(without);
        let name = bundle.rsplit('/').next().unwrap_or(bundle);
        for language in [self.language(entry), String::new()] {
            for key in [inner.as_str(), without, bundle] {
                let key = (language.clone(), key.to_string());
                self.texts.entry(key).or_insert_with(|| Some(address.clone()));
            }
            // Two of one name are meant by their paths alone.
            if name != bundle {
                self.texts
                    .entry((language, format!(":{name}")))
                    .and_modify(|before| *before = None)
                    .or_insert_with(|| Some(address.clone()));
            }
        }
    }

    fn language(&self, entry: &Entry) -> String {
        entry.language.as_ref().unwrap_or(&self.default_language).to_lowercase()
    }

    /// The address of a text by a path that the author of another one wrote: in the language that is
    /// asked for or is the other's, or, if it is in neither, in any.
    pub fn reference(&self, entry: &Entry, wanted: &str, language: Option<&str>) -> String {
        let (path, anchor) = match wanted.find('#') {
            Some(at) => wanted.split_at(at),
            None => (wanted, ""),
        };
        if path.is_empty() {
            return anchor.to_string();
        }
        let language = language.map_or_else(|| self.language(entry), str::to_lowercase);
        let found = self.text(entry, path, &language).or_else(|| self.text(entry, path, ""));
        let found = found.map(|address| in_link(&address));
        format!("{}{anchor}", found.unwrap_or_else(|| format!("/{}/", bare(path))))
    }

    fn text(&self, entry: &Entry, path: &str, language: &str) -> Option<String> {
        let without = bare(path);
        let beside = folder(&entry.inner).to_lowercase();
        let joined = resolved(&without, &format!("/{beside}/").replace("//", "/"), "");
        let candidates = [
            joined.trim_start_matches('/').to_string(),
            without.clone(),
            format!(":{}", without.rsplit('/').next().unwrap_or(&without)),
        ];
        let key = |key: String| (language.to_string(), key);
        candidates.into_iter().find_map(|path| self.texts.get(&key(path))?.clone())
    }

    /// Where a link or a picture in a text leads that names a text or a file of a bundle: versions
    /// in several languages have one file.
    pub fn linked(&self, entry: &Entry, url: &str) -> String {
        let is_elsewhere = url.starts_with("//")
            || url.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
        let (wanted, rest) = match url.find(['?', '#']) {
            Some(at) => url.split_at(at),
            None => (url, ""),
        };
        if is_elsewhere || wanted.is_empty() {
            return url.to_string();
        }
        let wanted = percent_encoding::percent_decode_str(wanted).decode_utf8_lossy();
        let of_text =
            || self.text(entry, &wanted, &self.language(entry)).filter(|_| self.reads_links);
        let asset = || {
            let address = path(&format!("/{}", wanted.trim_start_matches('/')));
            Some(address).filter(|address| self.assets.contains(address))
        };
        match self.file(entry, &wanted).or_else(asset).or_else(of_text) {
            Some(address) => format!("{}{rest}", in_link(&address)),
            None => url.to_string(),
        }
    }

    /// The file of a text's bundle, where it is not below its own address.
    fn file(&self, entry: &Entry, wanted: &str) -> Option<String> {
        let from = entry.text.address.as_deref().filter(|_| entry.is_bundle)?;
        if wanted.starts_with('/') || self.published.contains(&path(&resolved(wanted, from, ""))) {
            return None;
        }
        let beside = format!("/{}/", folder(&entry.inner)).replace("//", "/");
        let inner = resolved(wanted, &beside, "").trim_start_matches('/').to_lowercase();
        let files = self.files.get(&inner)?;
        let language = self.language(entry);
        let own = files.iter().find(|(of, _)| *of == language);
        own.or_else(|| files.iter().find(|(of, _)| *of == self.default_language))
            .or_else(|| files.first())
            .map(|(_, address)| address.clone())
    }
}

/// A path to a text without what any path to it may have or not.
fn bare(path: &str) -> String {
    let lower = path.to_lowercase();
    let bare = lower.trim_matches('/').trim_start_matches("./");
    let without = bare.strip_suffix(".md").unwrap_or(bare);
    let text = without.strip_suffix("/index").or_else(|| without.strip_suffix("/_index"));
    text.unwrap_or(without).to_string()
}
