//! Texts as files: front matter, and the body in Dateline's Markdown.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::broken::Broken;
use super::places::Place;
use crate::import::bundle::Bundle;
use crate::import::links::Links;
use crate::import::markdown::{Converter, on_one_line};
use crate::import::model::{Archive, Held, Kind, ListOf, Note, Origin, Text, Topic};
use crate::language::tag::Language;
use crate::slug::{Letters, slug_of_name};
use crate::text::config::Config;
use crate::text::front_matter::{self, FrontMatter, Image, Source, Tag, Translation};
use crate::text::placed::Placed;
use crate::text::yaml::{Node, Value};

/// How long a text may be; Dateline reads no longer one.
const LONGEST: usize = 2 << 20;

/// What is told of a text that the source shows before its date.
const AHEAD: &str =
    "public in the source, though its date is ahead: it is public here from that date on";

/// Notes what is not public, and holds back what was to be public later.
pub fn hold(archive: &mut Archive, zone: &TimeZone, now: Timestamp, notes: &mut Vec<Note>) {
    hold_before(archive, zone, now);
    for text in &mut archive.texts {
        let moment = text.date.as_ref().and_then(|date| date.in_zone(zone).ok());
        if text.kind == Kind::Story && moment.is_none() {
            match text.held {
                // A draft may have no date yet.
                Some(_) => text.date = crate::text::date::Written::parse(&day_of(now, zone)).ok(),
                None => {
                    text.kind = Kind::Page;
                    text.date = None;
                    let name = "a story without a date became a page";
                    notes.push(Note {
                        topic: Topic::Date,
                        name: name.into(),
                        origin: text.origin.clone(),
                    });
                }
            }
        }
        let is_ahead = text.kind == Kind::Story && moment.is_some_and(|at| at.timestamp() > now);
        let told = match text.held {
            Some(held) => Some((Topic::Held, held.words())),
            // Of the others the source publishes those, and Dateline does not yet.
            None => is_ahead.then_some((Topic::Date, AHEAD)),
        };
        notes.extend(told.map(|(topic, name)| Note {
            topic,
            name: name.into(),
            origin: text.origin.clone(),
        }));
    }
}

/// Holds back what was to be public later, and what is in a section that is not public.
pub fn hold_before(archive: &mut Archive, zone: &TimeZone, now: Timestamp) {
    let moment = |date: &Option<crate::text::date::Written>| {
        date.as_ref()?.in_zone(zone).ok().map(|moment| moment.timestamp())
    };
    let mut heads: HashSet<String> = HashSet::new();
    for text in &mut archive.texts {
        let is_later = [&text.date, &text.not_before]
            .iter()
            .any(|date| moment(date).is_some_and(|at| at > now));
        if text.held.is_none() && is_later && !archive.shows_future {
            text.held = Some(Held::Scheduled);
        }
        let is_over = moment(&text.expires).is_some_and(|at| at <= now);
        if text.held.is_none() && is_over {
            text.held = Some(Held::Over);
        }
        if is_over || matches!(text.held, Some(Held::Draft | Held::Scheduled)) {
            heads.insert(text.origin.file.clone());
        }
    }
    for text in archive.texts.iter_mut().filter(|text| text.held.is_none()) {
        if text.under.iter().any(|head| heads.contains(head)) {
            text.held = Some(Held::Section);
        }
    }
    out_of_menus(archive);
}

/// Takes what is not public out of the menus, which every page shows.
fn out_of_menus(archive: &mut Archive) {
    let bare = |address: &str| address.trim_end_matches('/').to_string();
    let (held, public): (Vec<&Text>, Vec<&Text>) =
        archive.texts.iter().partition(|text| text.held.is_some());
    let [held, public] = [held, public].map(|texts| -> HashSet<String> {
        texts.into_iter().filter_map(|text| text.address.as_deref().map(bare)).collect()
    });
    let is_seen = |(_, address): &(String, String)| {
        let address = bare(address);
        !held.contains(&address) || public.contains(&address)
    };
    let settings = &mut archive.settings;
    settings.menu.retain(is_seen);
    settings.languages.iter_mut().for_each(|language| language.menu.retain(is_seen));
}

/// Leaves out what would tell of texts that are not public: files beside them, and lists of them
/// alone.
pub fn hold_what_belongs(archive: &mut Archive, notes: &mut Vec<Note>) {
    let (held, public): (Vec<&Text>, Vec<&Text>) =
        archive.texts.iter().partition(|text| text.held.is_some());
    let files: HashSet<&str> = public.iter().map(|text| text.origin.file.as_str()).collect();
    archive.files.retain(|file| {
        let is_public =
            file.beside.is_empty() || file.beside.iter().any(|head| files.contains(head.as_str()));
        if !is_public {
            let name = "a file beside a text that is not public: it comes when the source publishes the text";
            let origin = Origin::at(&file.from, 0);
            notes.push(Note { topic: Topic::LeftOutFile, name: name.into(), origin });
        }
        is_public
    });
    let names = |texts: &[&Text]| -> HashSet<String> {
        texts.iter().flat_map(|text| text.tags.iter().chain(&text.section)).cloned().collect()
    };
    let (of_held, of_public) = (names(&held), names(&public));
    archive.lists.retain(|list| match &list.of {
        ListOf::Name(name) => of_public.contains(name) || !of_held.contains(name),
        ListOf::Everything | ListOf::Nothing(_) => true,
    });
}

fn day_of(now: Timestamp, zone: &TimeZone) -> String {
    now.to_zoned_datetime(zone.clone()).date().to_string()
}

/// A text, written.
pub struct WrittenText {
    /// Its place among the texts of the source.
    pub at: usize,
    /// Its file.
    pub file: String,
    pub facts: FrontMatter,
    body: String,
    /// What the report says of it.
    pub notes: Vec<Note>,
}

impl WrittenText {
    /// The file, as far as it is known: at first without its old addresses.
    pub fn text(&self) -> String {
        with_body(&self.facts, &self.body)
    }
}

/// Lets stories name their versions in other languages.
pub fn name_versions(written: &mut [WrittenText], mut versions: HashMap<usize, Vec<Translation>>) {
    for text in written {
        text.facts.translations = versions.remove(&text.at).unwrap_or_default();
    }
}

fn with_body(facts: &FrontMatter, body: &str) -> String {
    let facts = front_matter::write(facts);
    match body.is_empty() {
        true => format!("---\n{facts}---\n"),
        false => format!("---\n{facts}---\n\n{body}"),
    }
}

/// Writes all texts, on all cores.
pub fn write(
    archive: &Archive,
    places: &[Place],
    config: &Config,
    bundle: &Bundle,
    broken: &Broken,
) -> Vec<WrittenText> {
    let links = Links::new(archive, config);
    let converter = Converter::new(config.addresses);
    let files: HashMap<&str, &str> =
        archive.files.iter().map(|file| (file.address.as_str(), file.from.as_str())).collect();
    let one = |(at, place): (usize, &Place)| {
        let text = &archive.texts[at];
        let mut notes = Vec::new();
        let link = |url: &str| links.lead(url, text);
        let body_of = broken.linked(text, &link, &mut notes);
        let converted = converter.convert(&body_of, &link);
        for (topic, name, line) in converted.notes {
            let mut origin = text.origin.clone();
            if line > 0 {
                origin.line = text.lines_before + line;
            }
            notes.push(Note { topic, name, origin });
        }
        if links.stays_elsewhere(&converted.markdown) {
            let name = "pictures that are still at the old site, which the source does not hold";
            notes.push(Note {
                topic: Topic::MissingFile,
                name: name.into(),
                origin: text.origin.clone(),
            });
        }
        if links.lacks_pictures(&converted.markdown) {
            let name = "pictures that the export does not hold";
            let origin = text.origin.clone();
            notes.push(Note { topic: Topic::MissingFile, name: name.into(), origin });
        }
        let mut facts = facts(text, place, config, archive);
        facts.image = image(text, &links, &files, bundle, &mut notes)
            .filter(|image| !broken.is_lead(text, &image.src.value, &mut notes));
        let body = body(text, converted.markdown, &facts, &mut notes);
        WrittenText { at, file: place.file.clone(), facts, body, notes }
    };
    places.par_iter().enumerate().map(one).collect()
}

fn body(text: &Text, markdown: String, facts: &FrontMatter, notes: &mut Vec<Note>) -> String {
    let mut note = |topic, name: &str| {
        notes.push(Note { topic, name: name.into(), origin: text.origin.clone() });
    };
    if markdown.len() + 100_000 > LONGEST {
        note(Topic::Unread, "a text longer than 2 MiB was cut at a paragraph");
        let mut end = LONGEST - 100_000;
        while !markdown.is_char_boundary(end) {
            end -= 1;
        }
        let end = markdown[..end].rfind("\n\n").unwrap_or(end);
        return markdown[..end].to_string();
    }
    if !markdown.trim().is_empty() || facts.draft || facts.source.is_some() {
        return markdown;
    }
    // A story has to say something: what the lists say of it.
    note(Topic::Changed, "a text without words got its summary or headline as text");
    let words = facts.summary.as_deref().or(facts.subtitle.as_deref()).unwrap_or(&facts.title);
    let escaped: String = words
        .chars()
        .flat_map(|c| {
            if c.is_ascii_punctuation() && !"',.-;:/?\"".contains(c) {
                vec!['\\', c]
            } else {
                vec![c]
            }
        })
        .collect();
    format!("{escaped}\n")
}

fn facts(text: &Text, place: &Place, config: &Config, archive: &Archive) -> FrontMatter {
    let line =
        |text: &Option<String>| text.as_deref().map(on_one_line).filter(|text| !text.is_empty());
    let moment = |date: &Option<crate::text::date::Written>| {
        date.as_ref().and_then(|date| date.in_zone(&config.time_zone).ok())
    };
    let title = on_one_line(&text.title);
    let date = moment(&text.date);
    FrontMatter {
        title: if title.is_empty() {
            place.slug.clone().unwrap_or_else(|| text.slug.clone())
        } else {
            title
        },
        updated: moment(&text.updated).filter(|updated| {
            date.as_ref().is_none_or(|date| updated.timestamp() > date.timestamp())
        }),
        // A page is at no place in time.
        date: date.filter(|_| text.kind == Kind::Story),
        expires: moment(&text.expires),
        draft: text.held.is_some(),
        subtitle: line(&text.subtitle),
        summary: line(&text.summary),
        authors: unique(text.authors.iter().map(|name| on_one_line(name))),
        tags: tags(text, config.addresses),
        source: text.source.as_deref().and_then(source),
        slug: place.slug.clone(),
        featured: text.featured,
        language: text
            .language
            .as_deref()
            .and_then(super::settings::locale)
            .filter(|language| *language != config.language)
            // The name of its file says it.
            .filter(|_| archive.language_of(text) == 0)
            .and_then(|language| Language::parse(&language.to_string())),
        feed_id: text.feed_id.clone().filter(|_| text.kind == Kind::Story),
        extra: once_each(&text.extra),
        ..FrontMatter::default()
    }
}

/// Of names that are there twice, which no front matter may have, the first.
fn once_each(values: &[(String, Value)]) -> Vec<(String, Value)> {
    let mut once: Vec<(String, Value)> = Vec::new();
    for (name, value) in values {
        if !once.iter().any(|(other, _)| other == name) {
            once.push((name.clone(), with_names_once(value)));
        }
    }
    once
}

fn with_names_once(value: &Value) -> Value {
    match value {
        Value::List(items) => {
            Value::List(items.iter().map(|item| with_names_once(&item.value).into()).collect())
        }
        Value::Map(entries) => {
            let mut once: Vec<(Node, Node)> = Vec::new();
            for (name, value) in entries {
                if !once.iter().any(|(other, _)| other.value == name.value) {
                    once.push((name.clone(), with_names_once(&value.value).into()));
                }
            }
            Value::Map(once)
        }
        other => other.clone(),
    }
}

fn source(url: &str) -> Option<Source> {
    let parsed =
        url::Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let name = parsed.host_str()?.trim_start_matches("www.").to_string();
    Some(Source { name, url: parsed.to_string() })
}

fn unique(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        if !unique.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            unique.push(name);
        }
    }
    unique
}

fn tags(text: &Text, letters: Letters) -> Vec<Tag> {
    let names = unique(text.tags.iter().map(|name| on_one_line(name)));
    let names = names.into_iter().filter(|name| slug_of_name(name, letters).is_some());
    // Its own section is none of a story's tags.
    let names = names.filter(|name| {
        text.section
            .as_deref()
            .is_none_or(|section| super::sections::id_of(name, letters).as_deref() != Some(section))
    });
    names.map(|name| Tag { key: name.clone(), slug: String::new(), name }).collect()
}

fn image(
    text: &Text,
    links: &Links<'_>,
    files: &HashMap<&str, &str>,
    bundle: &Bundle,
    notes: &mut Vec<Note>,
) -> Option<Box<Image>> {
    let image = text.image.as_ref()?;
    let src = links.lead(&image.src, text);
    let path = src.split(['?', '#']).next().unwrap_or(&src);
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    let is_there = files.get(decoded.as_str()).is_some_and(|from| bundle.has(from));
    let is_elsewhere = src.starts_with("https://") || src.starts_with("http://");
    if !is_there && !is_elsewhere {
        let name = format!("the lead picture `{}`", image.src);
        notes.push(Note { topic: Topic::MissingFile, name, origin: text.origin.clone() });
        return None;
    }
    let line =
        |text: &Option<String>| text.as_deref().map(on_one_line).filter(|text| !text.is_empty());
    let src = if is_there { decoded } else { src };
    Some(Box::new(Image {
        src: Placed::from(src),
        alt: line(&image.alt),
        caption: line(&image.caption),
        credit: line(&image.credit),
    }))
}
