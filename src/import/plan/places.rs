//! The file of each text, and the slug that is written in it.

use std::collections::{HashMap, HashSet};

use super::addresses;
use crate::import::model::{Archive, Kind, Note, Text, Topic};
use crate::slug::{Letters, is_own_slug, slug_of_file, slug_of_name};
use crate::text::config::Config;
use crate::text::front_matter::date_of_name;

/// Where a text goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Its file, from the site's root.
    pub file: String,
    /// The slug, where the name of the file does not say it.
    pub slug: Option<String>,
    /// Its address on the new site.
    pub address: String,
}

/// The place of each text, in the order of the texts. No two have the same address, and no two
/// files differ in capitals alone, which some disks take for one.
pub fn places(archive: &Archive, config: &Config, notes: &mut Vec<Note>) -> Vec<Place> {
    let mut taken = Taken {
        addresses: config.sections.iter().map(|section| format!("/{}/", section.id)).collect(),
        ..Taken::default()
    };
    for name in ["tags", "most-read", "search", "corrections", "404"] {
        taken.addresses.insert(format!("/{name}/"));
    }
    for (at, text) in archive.texts.iter().enumerate().filter(|(_, text)| text.held.is_none()) {
        for old in text.address.iter().chain(&text.aliases) {
            taken.old.entry(bare(old)).or_insert(at);
        }
    }
    let mut places = vec![Place::default(); archive.texts.len()];
    // What is public keeps its address before drafts do, and the older before the newer.
    let mut order: Vec<usize> = (0..archive.texts.len()).collect();
    order.sort_by_key(|at| archive.texts[*at].held.is_some());
    for at in order {
        let text = &archive.texts[at];
        let place = taken.place(at, text, config);
        let slug = place.slug.clone().unwrap_or_else(|| slug_in(&place.file));
        if slug != text.slug
            && text.held.is_none()
            && text.kind == Kind::Story
            && !text.slug.is_empty()
        {
            notes.push(Note {
                topic: Topic::Changed,
                name: "the last part of an address, which another text has or which cannot stand there".into(),
                origin: text.origin.clone(),
            });
        }
        places[at] = place;
    }
    places
}

#[derive(Default)]
struct Taken {
    addresses: HashSet<String>,
    /// The texts that were at the addresses of the old site.
    old: HashMap<String, usize>,
    /// In small letters.
    files: HashSet<String>,
    /// The last number that was put behind a slug.
    numbers: HashMap<String, usize>,
}

impl Taken {
    fn place(&mut self, at: usize, text: &Text, config: &Config) -> Place {
        let wanted = slug(text, config.addresses);
        let mut slug = wanted.clone();
        loop {
            let address = match text.kind {
                Kind::Page => format!("/{slug}/"),
                Kind::Story => addresses::address(text, &slug, &config.permalink, config)
                    .unwrap_or_else(|| {
                        format!("/{}/{slug}/", text.section.as_deref().unwrap_or_default())
                    }),
            };
            // Where readers found one text, they find no other.
            let is_of_other = self.old.get(&bare(&address)).is_some_and(|owner| *owner != at);
            if !is_of_other && !self.addresses.contains(&address.to_lowercase()) {
                self.addresses.insert(address.to_lowercase());
                let file = self.file(text, &slug, config);
                let says_slug = slug_in(&file) == slug
                    && slug_of_file(&slug, config.addresses).as_deref() == Some(slug.as_str());
                return Place { file, slug: (!says_slug).then_some(slug), address };
            }
            let number = self.numbers.entry(address).or_insert(1);
            *number += 1;
            slug = format!("{wanted}-{number}");
        }
    }

    /// A file that no other text has.
    fn file(&mut self, text: &Text, slug: &str, config: &Config) -> String {
        let folder = match (text.kind, &text.section, &text.date) {
            (Kind::Story, Some(section), Some(date)) => {
                let year = date.in_zone(&config.time_zone).map(|moment| moment.day().year());
                match year {
                    Ok(year) => format!("content/{section}/{year}"),
                    Err(_) => format!("content/{section}"),
                }
            }
            (Kind::Story, Some(section), None) => format!("content/{section}"),
            _ => "content".to_string(),
        };
        // The name of a file may begin with a day, which this one would not mean.
        let (_, rest) = date_of_name(slug);
        let stem: String = rest
            .trim_start_matches(['.', '_'])
            .chars()
            .filter(|c| !"<>:\"|?*\\".contains(*c))
            .collect();
        let stem = if stem.is_empty() || stem == "index" { format!("text-{stem}") } else { stem };
        let mut number = 1;
        loop {
            let ending = if number == 1 { String::new() } else { format!("-{number}") };
            let file = format!("{folder}/{stem}{ending}.md");
            if self.files.insert(file.to_lowercase()) {
                return file;
            }
            number += 1;
        }
    }
}

/// An address as two are compared that are one folder.
fn bare(address: &str) -> String {
    address.trim_end_matches("index.html").trim_end_matches('/').to_lowercase()
}

/// What the name of a file says.
fn slug_in(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    date_of_name(name.trim_end_matches(".md")).1.to_string()
}

/// The slug of a text: its own, if it can stand in an address.
fn slug(text: &Text, letters: Letters) -> String {
    // A page in a folder is named after it too: it is at the top here.
    let of_page = match (&text.address, text.kind) {
        (Some(address), Kind::Page) => {
            let path =
                address.trim_end_matches("index.html").trim_end_matches(".html").trim_matches('/');
            Some(path.replace('/', "-"))
        }
        _ => None,
    };
    let own = of_page.as_deref().unwrap_or(text.slug.trim_matches('/'));
    if is_own_slug(own, letters) && own != "index" && own.len() <= 150 {
        return own.to_string();
    }
    let made = slug_of_name(own, letters).or_else(|| slug_of_name(&text.title, letters));
    made.filter(|slug| is_own_slug(slug, letters)).unwrap_or_else(|| "story".into())
}
