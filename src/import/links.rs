//! Where links of the old site lead on the new one.

use std::collections::{HashMap, HashSet};

use super::model::{Archive, Text};
use super::sources::site_files::{folder, path as plain_path, resolved, without_base};
use crate::formats::picture::Format;
use crate::text::config::Config;

/// Where links lead.
pub struct Links<'a> {
    base: &'a str,
    /// The hosts under which the old site was, and its path there.
    origin: String,
    /// The address of each text, by its file in the source.
    files: HashMap<&'a str, &'a str>,
    /// The addresses of files.
    published: HashSet<&'a str>,
}

impl<'a> Links<'a> {
    /// Of an archive.
    pub fn new(archive: &'a Archive, config: &'a Config) -> Self {
        let files = archive
            .texts
            .iter()
            .filter_map(|text| Some((text.origin.file.as_str(), text.address.as_deref()?)));
        Links {
            base: config.base_url.path(),
            origin: config.base_url.host().to_string(),
            files: files.collect(),
            published: archive.files.iter().map(|file| file.address.as_str()).collect(),
        }
    }

    /// Whether a text shows pictures of Ghost that did not come along, and of which nobody knows
    /// where they are.
    pub fn lacks_pictures(&self, markdown: &str) -> bool {
        const START: &str = "/content/images/";
        markdown.match_indices(START).any(|(at, _)| {
            let path = &markdown[at..];
            let end = path.find([')', '"', '>', ' ']).unwrap_or(path.len());
            markdown[..at].ends_with(['(', '"']) && self.is_missing_file(&path[..end])
        })
    }

    /// Whether a text shows files of the old site that did not come along.
    pub fn stays_elsewhere(&self, markdown: &str) -> bool {
        let start = format!("://{}/", self.origin);
        self.origin != "example.org"
            && markdown.match_indices(&start).any(|(at, _)| {
                let path = &markdown[at + start.len() - 1..];
                let end = path.find([')', '"', '>', ' ']).unwrap_or(path.len());
                self.is_missing_file(&path[..end])
            })
    }

    fn is_missing_file(&self, path: &str) -> bool {
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let ending = path
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, ending)| ending.to_ascii_lowercase());
        let is_file = ending.is_some_and(|ending| {
            (2..=5).contains(&ending.len())
                && !matches!(&*ending, "html" | "htm" | "php" | "asp" | "aspx")
        });
        is_file && !self.published.contains(plain_path(path).as_str())
    }

    /// Where an address in a text leads: paths are from the new site's root.
    pub fn lead(&self, url: &str, text: &Text) -> String {
        let url = url.trim();
        let url = match url.strip_prefix("__GHOST_URL__") {
            Some("") => "/",
            // What the export does not hold is where it was, if that is known.
            Some(path) if self.is_missing_file(path) && self.origin != "example.org" => {
                return format!("https://{}{path}", self.origin);
            }
            Some(path) => path,
            None => url,
        };
        // One's own site is on every host at which the new one will be.
        for scheme in ["https://", "http://", "//"] {
            if let Some(rest) = url.strip_prefix(scheme) {
                let rest = rest.strip_prefix("www.").unwrap_or(rest);
                let host = self.origin.strip_prefix("www.").unwrap_or(&self.origin);
                match rest.strip_prefix(host) {
                    Some("") if host != "example.org" => return "/".into(),
                    Some(path) if path.starts_with('/') && host != "example.org" => {
                        let path = without_base(path, self.base);
                        // A file that did not come along is where it was.
                        if self.is_missing_file(path) {
                            return url.to_string();
                        }
                        // The size of a picture was asked for behind it.
                        let bare = path.split(['?', '#']).next().unwrap_or(path);
                        let path = match Format::of_name(bare) {
                            Some(_) if self.published.contains(plain_path(bare).as_str()) => bare,
                            _ => path,
                        };
                        return path.to_string();
                    }
                    _ => return url.to_string(),
                }
            }
        }
        let (path, rest) = match url.find(['?', '#']) {
            Some(at) => url.split_at(at),
            None => (url, ""),
        };
        if path.ends_with(".md") && !path.contains(':') {
            let beside = format!("/{}/", folder(&text.origin.file));
            let file = resolved(path, &beside.replace("//", "/"), "");
            if let Some(address) = self.files.get(file.trim_start_matches('/')) {
                return format!("{address}{rest}");
            }
        }
        let from = text.address.as_deref().unwrap_or("/");
        let found = resolved(url, from, self.base);
        // A bundle at `/a/b.html` has its files at `/a/b/`, and names them as if it were there.
        if let Some(stem) = from.strip_suffix(".html")
            && !self.published.contains(plain(&found).as_str())
        {
            let below = resolved(url, &format!("{stem}/"), self.base);
            if self.published.contains(plain(&below).as_str()) {
                return below;
            }
        }
        found
    }
}

/// The path of an address, percent-decoded.
fn plain(url: &str) -> String {
    plain_path(url.split(['?', '#']).next().unwrap_or(url))
}
