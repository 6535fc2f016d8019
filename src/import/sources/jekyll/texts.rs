//! Posts, drafts, documents of collections and pages of a Jekyll site.

use std::collections::HashMap;

use jiff::ZonedDateTime;

use super::super::site_files::{KNOWN, folder, image, is_html, is_markdown, path, stem, titled};
use super::address::{self, Parts};
use super::days::{dated_name, day_before, in_utc};
use super::settings::{Place, Site};
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Apart, Facts, apart, date, scalar};
use crate::import::model::{Archive, Held, Kind, List, ListOf, Origin, Text, Topic};
use crate::text::yaml::Value;

/// A text whose tags are not filled in yet.
pub struct Entry {
    pub text: Text,
    /// The name by which `post_url` knows it.
    pub name: String,
    pub facts: Facts,
    pub source: String,
    pub is_html: bool,
    /// The lines before the text.
    pub first_line: usize,
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    /// What templates have as `page.slug`, `page.id` and `page.collection`.
    pub slug: String,
    pub id: Option<String>,
    pub collection: Option<String>,
    moment: Option<ZonedDateTime>,
}

impl Entry {
    /// Its date as Ruby writes it, in the site's zone.
    pub fn date(&self) -> Option<String> {
        self.moment.as_ref().map(|moment| moment.strftime("%Y-%m-%d %H:%M:%S %z").to_string())
    }
}

/// A text of the site; none if it is no text that Dateline has a place for.
pub fn entry(
    file: &str,
    text: &str,
    parts: Apart,
    place: &Place,
    site: &Site,
    archive: &mut Archive,
) -> Option<Entry> {
    let origin = Origin::at(file, 1);
    if let Some(fault) = parts.fault {
        archive.note(Topic::Changed, format!("front matter that is no YAML: {fault}"), &origin);
    }
    if !(is_markdown(file) || is_html(file)) {
        archive.note(Topic::Unread, "a text in Textile", &origin);
        return None;
    }
    let kind = match place {
        Place::Post { .. } => "posts",
        Place::Draft { .. } => "drafts",
        Place::Collection { name, .. } => name,
        Place::Page => "pages",
    };
    let mut facts = parts.facts.unwrap_or_default();
    for (name, value) in site.defaults(file, kind) {
        if facts.get(&name).is_none() {
            facts.0.push((name, value));
        }
    }
    // What it says was on no page (<https://github.com/jekyll/jekyll-redirect-from>).
    let leads_to = facts.texts("redirect_to").into_iter().next();
    let (named, name) = dated_name(stem(file).0);
    let written = match facts.date("date") {
        Some(Ok(date)) => Some(in_utc(&facts, date)),
        Some(Err(fault)) => {
            archive.note(Topic::Date, fault, &origin);
            // Ruby reads what it can of a time.
            facts.text("date").and_then(|text| day_before(&text))
        }
        None => None,
    };
    let written = written.or_else(|| named.as_deref().and_then(|day| date(day).ok()));
    if matches!(place, Place::Post { .. }) && named.is_none() && written.is_none() {
        archive.note(
            Topic::Unread,
            "a post without a date in its name, which Jekyll leaves out",
            &origin,
        );
        return None;
    }
    let moment =
        written.as_ref().and_then(|date| date.in_zone(&site.zone).ok()).map(|moment| moment.zoned);
    let slug = facts.text("slug").unwrap_or_else(|| name.to_string());
    let categories = categories(&facts, place);
    let address = address_of(file, &facts, place, site, &slug, &categories, moment.as_ref());
    let is_story = match place {
        Place::Post { .. } | Place::Draft { .. } => true,
        Place::Collection { .. } => written.is_some(),
        Place::Page => false,
    };
    let held = match place {
        Place::Draft { .. } => Some(Held::Draft),
        // Jekyll reads only those in whose name there is a day.
        Place::Post { .. } if named.is_none() => Some(Held::Part),
        _ if !is_published(&facts) => Some(Held::Draft),
        _ if facts.flag("draft") == Some(true) => Some(Held::Draft),
        _ if leads_to.is_some() => Some(Held::Part),
        _ if facts.flag("hidden") == Some(true) => Some(Held::Unlisted),
        _ => None,
    };
    if let Some(to) = leads_to {
        if held == Some(Held::Part) {
            lead(to, address.as_deref(), &facts, &origin, archive);
        }
        if matches!(place, Place::Page) {
            return None;
        }
    }
    let section = match place {
        Place::Collection { name, .. } => Some(name.clone()),
        _ => categories.first().cloned(),
    };
    let mut tags = words(&facts, "tags");
    tags.extend(words(&facts, "tag"));
    let own_tags = tags.clone();
    tags.extend(categories.iter().skip(1).cloned());
    let has_feed = ["plugins", "gems"]
        .iter()
        .any(|list| site.config.texts(list).iter().any(|name| name == "jekyll-feed"));
    let base_url = site.config.text("url").unwrap_or_default();
    let feed_id = address.as_deref().filter(|_| has_feed && matches!(place, Place::Post { .. }));
    let feed_id = feed_id.map(|address| {
        format!("{}{}", base_url.trim_end_matches('/'), id_of(&site.base, address, &slug))
    });
    let id = address.as_deref().map(|address| id_of("", address, &slug));
    let collection = match place {
        Place::Post { .. } | Place::Draft { .. } => Some("posts".to_string()),
        Place::Collection { name, .. } => Some(name.clone()),
        Place::Page => None,
    };
    let own_slug = slug.clone();
    let excerpt = facts.first(&["description", "summary", "excerpt", "teaser"]);
    let text_of = Text {
        kind: if is_story { Kind::Story } else { Kind::Page },
        title: facts.text("title").unwrap_or_else(|| match place {
            Place::Page => titled(&slug),
            _ => titleized(name),
        }),
        date: if is_story || facts.get("date").is_some() { written } else { None },
        updated: ["last_modified_at", "updated", "modified"]
            .iter()
            .find_map(|name| facts.date(name)?.ok()),
        held,
        subtitle: facts.first(&["subtitle", "subheading", "standfirst"]),
        summary: excerpt.filter(|text| !text.contains("{{") && !text.contains("{%")),
        authors: facts.texts("authors").into_iter().chain(facts.texts("author")).collect(),
        tags,
        section,
        slug: address.as_deref().and_then(last_part).unwrap_or(slug),
        aliases: facts
            .texts("redirect_from")
            .iter()
            .chain(&facts.texts("alias"))
            .flat_map(|old| {
                let old = path(old);
                let file = address::file(&old);
                [Some(old), file]
            })
            .flatten()
            .chain(address.as_deref().and_then(address::file))
            .collect(),
        address,
        image: image(&facts),
        featured: facts.flag("featured").unwrap_or(false),
        language: facts.first(&["lang", "language", "locale"]),
        feed_id,
        extra: facts.others(KNOWN),
        origin,
        ..Text::default()
    };
    let first_line = text[..parts.body.start].matches('\n').count();
    Some(Entry {
        categories,
        tags: own_tags,
        slug: own_slug,
        id: id.filter(|_| collection.is_some()),
        collection,
        moment,
        name: stem(file).0.to_string(),
        is_html: is_html(file),
        source: text[parts.body].to_string(),
        text: text_of,
        facts,
        first_line,
    })
}

/// The name of a file as the title that Jekyll gives a document without one
/// (`Utils.titleize_slug`): each word with a capital letter, and with that alone.
fn titleized(name: &str) -> String {
    let words = name.trim_end_matches('.').split('-').filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let first = word.chars().next().map_or(0, char::len_utf8);
        word[..first].to_uppercase() + &word[first..].to_lowercase()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a text says that it is public, as none does by `published:` with nothing behind it
/// (`Publisher#can_be_published?` of Jekyll).
fn is_published(facts: &Facts) -> bool {
    let says_nothing =
        facts.0.iter().any(|(name, value)| name == "published" && *value == Value::Null);
    facts.flag("published") != Some(false) && (!says_nothing || facts.get("published").is_some())
}

/// Lets the addresses of a page that only led elsewhere lead there.
fn lead(to: String, address: Option<&str>, facts: &Facts, origin: &Origin, archive: &mut Archive) {
    let is_web = to.starts_with("https://") || to.starts_with("http://");
    if !is_web && !to.starts_with('/') || to.starts_with("//") {
        let name = format!("a page that leads to `{to}`, where no page can lead");
        archive.note(Topic::Address, name, origin);
        return;
    }
    archive.note(Topic::Changed, "a page that only leads elsewhere (`redirect_to`)", origin);
    let old = facts.texts("redirect_from");
    let addresses = address.map(String::from).into_iter().chain(old.iter().map(|old| path(old)));
    let of = ListOf::Nothing(to);
    archive.lists.extend(addresses.map(|address| List { address, of: of.clone() }));
}

/// Puts names in the place of keys: themes have authors in `_data/authors.yml`, or in a collection.
pub fn name_authors(bundle: &Bundle, entries: &mut [Entry]) {
    let mut names: HashMap<String, String> = HashMap::new();
    for file in bundle.files() {
        let is_list =
            matches!(file, "_data/authors.yml" | "_data/authors.yaml" | "_data/people.yml");
        let Ok((text, _)) =
            (if is_list || file.starts_with("_authors/") { bundle.text(file) } else { continue })
        else {
            continue;
        };
        if is_list {
            let authors = facts::of_yaml(&text).unwrap_or_default();
            for (key, _) in &authors.0 {
                let of = authors.map(key);
                names.extend(of.first(NAMES).map(|name| (key.clone(), name)));
            }
        } else {
            let of = apart(&text).facts.unwrap_or_default();
            let key = of
                .first(&["short_name", "username", "slug"])
                .unwrap_or_else(|| stem(file).0.to_string());
            if let Some(name) = of.first(NAMES) {
                names.insert(stem(file).0.to_string(), name.clone());
                names.insert(key, name);
            }
        }
    }
    for author in entries.iter_mut().flat_map(|entry| &mut entry.text.authors) {
        if let Some(name) = names.get(author) {
            *author = name.clone();
        }
    }
}

/// What the name of an author is called.
const NAMES: &[&str] = &["name", "full_name", "display_name", "title"];

/// The last part of an address without its ending.
fn last_part(address: &str) -> Option<String> {
    let last = address.trim_end_matches('/').rsplit('/').next()?;
    let last = last.trim_end_matches(".html").trim_end_matches(".htm");
    (!last.is_empty()).then(|| last.to_string())
}

fn categories(facts: &Facts, place: &Place) -> Vec<String> {
    let mut names = match place {
        Place::Post { categories } | Place::Draft { categories } => categories.clone(),
        _ => Vec::new(),
    };
    // `Document#populate_categories`.
    names.extend(words(facts, "categories"));
    names.extend(words(facts, "category"));
    let mut seen = Vec::new();
    names.retain(|name| {
        !seen.contains(name) && {
            seen.push(name.clone());
            true
        }
    });
    names
}

/// A list, or names in one text, divided by commas or, without any, by spaces.
fn words(facts: &Facts, name: &str) -> Vec<String> {
    let Some(text) = facts.get(name).and_then(scalar) else { return facts.texts(name) };
    if name == "category" {
        return vec![text];
    }
    let separator = if text.contains(',') { ',' } else { ' ' };
    text.split(separator).map(str::trim).filter(|word| !word.is_empty()).map(String::from).collect()
}

fn address_of(
    file: &str,
    facts: &Facts,
    place: &Place,
    site: &Site,
    slug: &str,
    categories: &[String],
    date: Option<&ZonedDateTime>,
) -> Option<String> {
    let inner = match place {
        Place::Collection { name, .. } => {
            let start = format!("_{name}/");
            file.find(&start).map_or(file, |at| &file[at + start.len()..])
        }
        _ => file,
    };
    let without_ending = inner.rsplit_once('.').map_or(inner, |(path, _)| path);
    let own = facts.text("permalink");
    // The names of patterns are of the settings alone.
    let own = own.map(|own| match address::is_name(&own) {
        true => format!("/{own}"),
        false => own,
    });
    let general = site.permalink();
    let parts = Parts {
        date,
        categories,
        title: slug,
        collection: match place {
            Place::Collection { name, .. } => name,
            Place::Post { .. } | Place::Draft { .. } => "posts",
            Place::Page => "",
        },
        path: without_ending,
    };
    match place {
        Place::Post { .. } | Place::Draft { .. } => {
            address::filled(own.as_deref().unwrap_or(&general), &parts)
        }
        Place::Collection { permalink, .. } => {
            let pattern =
                own.as_deref().or(permalink.as_deref()).unwrap_or("/:collection/:path:output_ext");
            address::filled(pattern, &parts)
        }
        Place::Page => match own {
            Some(own) => address::filled(&own, &parts),
            None => Some({
                let name = stem(file).0;
                let folder = match folder(file) {
                    "" => String::new(),
                    folder => format!("/{folder}"),
                };
                match (name, general.as_str()) {
                    ("index", _) => path(&format!("{folder}/")),
                    (name, general) if general == "pretty" || general.ends_with('/') => {
                        path(&format!("{folder}/{name}/"))
                    }
                    (name, general)
                        if !general.ends_with(":output_ext")
                            && general.starts_with('/')
                            && !general.ends_with(".html") =>
                    {
                        path(&format!("{folder}/{name}"))
                    }
                    (name, _) => path(&format!("{folder}/{name}.html")),
                }
            }),
        },
    }
}

/// The id of a post, which jekyll-feed writes as a path: the folder of its address, and its slug
/// (`Document#id` in <https://github.com/jekyll/jekyll/blob/master/lib/jekyll/document.rb>).
fn id_of(base: &str, address: &str, slug: &str) -> String {
    let folder = folder(address.trim_end_matches('/')).trim_end_matches('/');
    let id = format!("{base}{folder}/{slug}");
    crate::url::SitePath::new(&id).map_or(id, |path| path.encoded())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_titles_as_jekyll_has_them() {
        for (name, title) in [
            ("no-title", "No Title"),
            ("NATO-summit-2025", "Nato Summit 2025"),
            ("élections", "Élections"),
            ("a_b--c.", "A_b C"),
        ] {
            assert_eq!(titleized(name), title);
        }
    }

    #[test]
    fn ids_are_the_folder_of_an_address_and_the_slug() {
        for (base, address, slug, id) in [
            ("", "/2020/01/03/dam.html", "dam", "/2020/01/03/dam"),
            ("/paper", "/2020/01/03/dam/", "dam", "/paper/2020/01/03/dam"),
            ("", "/custom/thing/", "other-name", "/custom/other-name"),
            ("", "/top.html", "dam", "/dam"),
            ("", "/2020/café.html", "café au", "/2020/caf%C3%A9%20au"),
        ] {
            assert_eq!(id_of(base, address, slug), id, "{address}");
        }
    }
}
