//! The new site, loaded as Dateline loads it before it is written: what has an address already,
//! and what would be wrong.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::{Content, Plan};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::model::{Note, Origin, Topic};
use crate::model::Reveal;
use crate::site::{Address, Files, Instant, LoadOptions, Site, load};
use crate::url::SitePath;

/// What has an address.
pub struct Addresses {
    taken: HashSet<String>,
    /// The address of each text, by its file.
    files: HashMap<String, String>,
}

impl Addresses {
    /// The address of the text in a file.
    pub fn of_file(&self, file: &str) -> Option<String> {
        self.files.get(file).cloned()
    }

    /// Whether there is something at an address.
    pub fn has(&self, address: &str) -> bool {
        SitePath::new(address).is_some_and(|path| self.taken.contains(key(&path).as_str()))
    }

    /// Whether a text is at an address.
    pub fn has_text(&self, address: &str) -> bool {
        let address = SitePath::new(address).map(|path| key(&path));
        let is_it = |of: &String| SitePath::new(of).map(|path| key(&path)) == address;
        self.files.values().any(is_it)
    }

    /// Takes an address, if it is free.
    pub fn take(&mut self, path: &SitePath) -> bool {
        self.taken.insert(key(path))
    }
}

/// What two addresses have in common that are one file.
fn key(path: &SitePath) -> String {
    path.file_key().as_str().trim_end_matches('/').to_lowercase()
}

/// Takes out files that no site may publish, and notes what else is wrong. Returns what has an
/// address `now`; what `reveal` shows before its time has one too.
pub fn mend(plan: &mut Plan, bundle: &Bundle, now: Timestamp, reveal: Reveal) -> Addresses {
    loop {
        let (site, diagnostics) = loaded(plan, bundle, now, reveal);
        let (files, texts): (Vec<Diagnostic>, Vec<Diagnostic>) =
            diagnostics.into_iter().filter(Diagnostic::is_error).partition(|fault| {
                let file = fault.file.as_ref().and_then(|file| plan.files.get(file));
                matches!(file, Some(Content::Copy(_)))
            });
        if files.is_empty() {
            for fault in texts {
                let line = fault.place.map_or(0, |place| place.line);
                let origin = Origin::at(&fault.file.unwrap_or_default(), line);
                plan.notes.push(Note { topic: Topic::Unread, name: fault.message, origin });
            }
            return addresses(&site);
        }
        // Each time there are fewer of them.
        for fault in files {
            let file = fault.file.unwrap_or_default();
            if let Some(Content::Copy(from)) = plan.files.remove(&file) {
                let origin = Origin::at(&from, 0);
                plan.notes.push(Note { topic: Topic::LeftOutFile, name: fault.message, origin });
            }
        }
    }
}

fn addresses(site: &Site) -> Addresses {
    let mut taken: HashSet<String> = site.routes.iter().map(|(path, _)| key(path)).collect();
    // The front page has always something.
    taken.insert(String::new());
    let mut files = HashMap::new();
    for (path, route) in site.routes.iter() {
        if let Some(article) = site.article(route) {
            files.insert(article.file.clone(), path.as_str().to_string());
        }
    }
    Addresses { taken, files }
}

fn loaded(plan: &Plan, bundle: &Bundle, now: Timestamp, reveal: Reveal) -> (Site, Vec<Diagnostic>) {
    let options =
        LoadOptions { instant: Instant::Exact(now), address: Address::Configured, reveal };
    let loaded = load(&Planned { plan, bundle }, &options);
    (loaded.site, loaded.diagnostics)
}

/// The files of a plan.
struct Planned<'p> {
    plan: &'p Plan,
    bundle: &'p Bundle,
}

impl Files for Planned<'_> {
    fn list(&self, folder: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let below = format!("{folder}/");
        let files =
            self.plan.files.keys().filter(|file| *file == folder || file.starts_with(&below));
        files.cloned().collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        match self.plan.files.get(file) {
            Some(Content::Text(text)) => Ok(text.as_bytes().to_vec()),
            Some(Content::Copy(from)) => self.bundle.read(from),
            None => Err(Diagnostic::error("there is no such file").in_file(file)),
        }
    }

    fn size(&self, file: &str) -> Option<u64> {
        match self.plan.files.get(file)? {
            Content::Text(text) => Some(text.len() as u64),
            Content::Copy(from) => self.bundle.size(from),
        }
    }

    fn read_head(&self, file: &str, most: usize) -> Result<Vec<u8>, Diagnostic> {
        match self.plan.files.get(file) {
            Some(Content::Copy(from)) => self.bundle.head(from, most),
            _ => self.read(file).map(|mut bytes| {
                bytes.truncate(most);
                bytes
            }),
        }
    }
}
