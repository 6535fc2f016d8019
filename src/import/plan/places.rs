//! The file of each text, and the slug that is written in it.

use std::collections::{HashMap, HashSet};

use super::addresses;
use super::languages::{Edition, Editions};
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
pub fn places(
    archive: &Archive,
    editions: &Editions,
    config: &Config,
    notes: &mut Vec<Note>,
) -> Vec<Place> {
    let mut taken = Taken::default();
    for edition in editions.all() {
        let sections = config.sections.iter().map(|section| section.id.as_str());
        for name in sections.chain(["tags", "most-read", "search", "corrections", "404"]) {
            taken.addresses.insert(format!("{}{name}/", edition.home).to_lowercase());
        }
    }
    for (at, text) in archive.texts.iter().enumerate().filter(|(_, text)| text.held.is_none()) {
        for old in text.address.iter().chain(&text.aliases) {
            taken.old.entry(bare(old)).or_insert(at);
        }
    }
    let mut places = vec![Place::default(); archive.texts.len()];
    // What is public keeps its address before drafts do, and the older before the newer.
    let mut order: Vec<usize> = (0..archive.texts.len()).collect();
    // Versions take their names from that in the site's language.
    order.sort_by_key(|at| {
        let text = &archive.texts[*at];
        (text.held.is_some(), archive.language_of(text))
    });
    for at in order {
        let text = &archive.texts[at];
        let edition = editions.edition(archive, text);
        let (place, slug) = taken.place(at, text, (edition, archive));
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
    /// Without ending, in small letters.
    files: HashSet<String>,
    /// The file of the first version of a story, without language and ending, and the languages
    /// in which it is there; by what the versions have in common.
    versions: HashMap<String, (String, HashSet<usize>)>,
    /// The last number that was put behind a slug.
    numbers: HashMap<String, usize>,
}

impl Taken {
    /// The place of a text, and its slug.
    fn place(
        &mut self,
        at: usize,
        text: &Text,
        (edition, archive): (&Edition, &Archive),
    ) -> (Place, String) {
        let config = &edition.config;
        let below = text.address.as_deref().map(|it| archive.below_language(text, it));
        let wanted = slug(text, below, config.addresses);
        let mut slug = wanted.clone();
        loop {
            let home = &edition.home;
            let address = match text.kind {
                Kind::Page => format!("{home}{slug}/"),
                Kind::Story => addresses::address(text, &slug, &config.permalink, config)
                    .unwrap_or_else(|| {
                        format!("{home}{}/{slug}/", text.section.as_deref().unwrap_or_default())
                    }),
            };
            // Where readers found one text, they find no other.
            let is_of_other = self.old.get(&bare(&address)).is_some_and(|owner| *owner != at);
            if !is_of_other && !self.addresses.contains(&address.to_lowercase()) {
                self.addresses.insert(address.to_lowercase());
                let name = self.file(text, &slug, edition);
                let said = slug_in(&name);
                let says_slug = said == slug
                    && slug_of_file(&slug, config.addresses).as_deref() == Some(slug.as_str());
                let file = format!("{name}{}.md", edition.suffix);
                return (Place { file, slug: (!says_slug).then(|| slug.clone()), address }, slug);
            }
            let number = self.numbers.entry(address).or_insert(1);
            *number += 1;
            slug = format!("{wanted}-{number}");
        }
    }

    /// A file that no other text has, without language and ending; that of a version in another
    /// language, if there is one.
    fn file(&mut self, text: &Text, slug: &str, edition: &Edition) -> String {
        let folder = folder(text, &edition.config);
        let section = text.section.as_deref().filter(|_| text.kind == Kind::Story);
        if let Some((file, languages)) =
            text.version_of.as_ref().and_then(|story| self.versions.get_mut(story))
            && edition.has_others
            && file.strip_prefix("content/").is_some_and(|file| match section {
                Some(section) => file.strip_prefix(section).is_some_and(|it| it.starts_with('/')),
                None => !file.contains('/'),
            })
            && languages.insert(edition.at)
        {
            return file.clone();
        }
        // The name of a file may begin with a day, which this one would not mean.
        let (_, rest) = date_of_name(slug);
        let stem: String = rest
            .trim_start_matches(['.', '_'])
            .chars()
            .filter(|c| !"<>:\"|?*\\".contains(*c))
            // What is behind a point may be a language.
            .map(|c| if c == '.' && edition.has_others { '-' } else { c })
            .collect();
        let stem = if stem.is_empty() || stem == "index" { format!("text-{stem}") } else { stem };
        let mut number = 1;
        loop {
            let ending = if number == 1 { String::new() } else { format!("-{number}") };
            let file = format!("{folder}/{stem}{ending}");
            if self.files.insert(file.to_lowercase()) {
                if let Some(story) = &text.version_of {
                    let first = || (file.clone(), HashSet::from([edition.at]));
                    self.versions.entry(story.clone()).or_insert_with(first);
                }
                return file;
            }
            number += 1;
        }
    }
}

/// The folder of a text.
fn folder(text: &Text, config: &Config) -> String {
    match (text.kind, &text.section, &text.date) {
        (Kind::Story, Some(section), Some(date)) => {
            let year = date.in_zone(&config.time_zone).map(|moment| moment.day().year());
            match year {
                Ok(year) => format!("content/{section}/{year}"),
                Err(_) => format!("content/{section}"),
            }
        }
        (Kind::Story, Some(section), None) => format!("content/{section}"),
        _ => "content".to_string(),
    }
}

/// An address as two are compared that are one folder.
fn bare(address: &str) -> String {
    address.trim_end_matches("index.html").trim_end_matches('/').to_lowercase()
}

/// What the name of a file says.
fn slug_in(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    date_of_name(name).1.to_string()
}

/// The slug of a text: its own, if it can stand in an address.
fn slug(text: &Text, address: Option<&str>, letters: Letters) -> String {
    // A page in a folder is named after it too: it is at the top here.
    let of_page = match (address, text.kind) {
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
