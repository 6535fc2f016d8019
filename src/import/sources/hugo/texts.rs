//! The texts of a Hugo site.

use super::super::site_files::{KNOWN, folder, image, is_html, path, resolved, titled};
use super::address::{self, Parts};
use super::cascade::bare_name;
use super::settings::Site;
use crate::import::facts::{Apart, Facts};
use crate::import::model::{Archive, Held, Origin, Text, Topic};
use crate::text::date::Written;
use crate::text::front_matter::date_of_name;
use crate::text::yaml::Value;

/// A text whose shortcodes are not replaced yet.
pub struct Entry {
    pub text: Text,
    /// Its path in the content.
    pub inner: String,
    /// The language that its place says, as the settings write it.
    pub language: Option<String>,
    pub facts: Facts,
    pub source: String,
    pub is_html: bool,
    /// Whether it is the head of a list (`_index.md`).
    pub is_list: bool,
    /// Whether files beside it are below its address.
    pub is_bundle: bool,
    pub categories: Vec<String>,
    /// Taxonomies, and terms that it has of each.
    pub terms: Vec<(String, String)>,
    pub first_line: usize,
}

/// A text; none if Hugo shows it nowhere.
pub fn entry(
    file: &str,
    inner: &str,
    language: Option<&str>,
    source: &str,
    parts: Apart,
    site: &Site,
    archive: &mut Archive,
) -> Option<Entry> {
    let origin = Origin::at(file, 1);
    if let Some(fault) = parts.fault {
        archive.note(Topic::Changed, format!("front matter that cannot be read: {fault}"), &origin);
    }
    let mut facts = parts.facts.unwrap_or_default();
    add_params(&mut facts);
    let bare = bare_name(inner, language);
    let build = if facts.get("build").is_some() { facts.map("build") } else { facts.map("_build") };
    let is_shown = !matches!(build.text("render").as_deref(), Some("never" | "false" | "link"))
        && facts.flag("headless") != Some(true);
    if !is_shown {
        archive.leave_out("texts that Hugo renders nowhere (`headless`, `build: {render: never}`)");
        return None;
    }
    let is_list = bare == "_index";
    let is_bundle = is_list || bare == "index";
    let folders: Vec<&str> = folder(inner).split('/').filter(|part| !part.is_empty()).collect();
    let (name, folders) = match (bare, folders.split_last()) {
        ("index" | "_index", Some((last, above))) => (*last, above.to_vec()),
        ("index" | "_index", None) => ("", Vec::new()),
        _ => (bare, folders),
    };
    let section =
        folder(inner).split('/').next().filter(|section| !section.is_empty()).map(String::from);
    let section = section.filter(|_| !(is_bundle && folders.is_empty()) || is_list);
    let Dated { written, slug: slug_of_name } = date_of(&facts, name, site, &origin, archive);
    let moment =
        written.as_ref().and_then(|date| date.in_zone(&site.zone).ok()).map(|moment| moment.zoned);
    // Hugo shows no day of a name that it is not told to read; here it is the day of the story.
    let (named, _) = date_of_name(name);
    let date = written.or_else(|| named.and_then(|day| crate::import::facts::date(day).ok()));
    let title = facts.text("title").unwrap_or_else(|| titled(name));
    let slug = facts.text("slug").or(slug_of_name);
    let start = site.prefix(language);
    let own = facts.text("url");
    let of_section = section.as_deref().unwrap_or_default();
    let letters = site.capitals();
    let parts_of = Parts {
        date: moment.as_ref(),
        title: &title,
        slug: slug.as_deref(),
        name,
        folders: &folders,
        section_slugs: &site.sections.slugs(&folders, &site.language_of(language), letters),
        letters,
    };
    let pattern = site.permalink(of_section, language);
    let address = match (&own, &pattern) {
        (Some(own), _) => address::own(own, &parts_of).map(|own| match own.starts_with('/') {
            true => path(&own),
            false => path(&format!("{start}/{own}")),
        }),
        (None, Some(pattern)) if !is_list => {
            let filled = address::filled(pattern, &parts_of);
            filled.map(|filled| {
                let is_ugly = site.is_ugly(of_section) && !filled.ends_with(".html");
                match is_ugly {
                    true => path(&format!("{start}{}.html", filled.trim_end_matches('/'))),
                    false => path(&format!("{start}{filled}")),
                }
            })
        }
        _ => {
            let name = match &slug {
                Some(slug) if !is_list => address::urlized(slug, letters),
                _ => address::urlized(name, letters),
            };
            let folders: Vec<String> =
                folders.iter().map(|part| address::urlized(part, letters)).collect();
            let whole = format!("{start}/{}/{name}", folders.join("/"));
            Some(match !is_list && site.is_ugly(of_section) {
                true => path(&format!("{whole}.html")),
                false => path(&format!("{whole}/")),
            })
        }
    };
    if address.is_none() {
        let pattern = own.or(pattern).unwrap_or_default();
        let name =
            format!("the address `{pattern}` cannot be filled in here: redirect the old one");
        archive.note(Topic::Address, name, &origin);
    }
    let address = address.map(|address| match address.rsplit('/').next() {
        Some(last) if !last.is_empty() && !last.contains('.') => format!("{address}/"),
        _ => address,
    });
    let not_before = dated(&facts, &site.dates("publishDate", &["publishDate", "pubdate"]))
        // Elsewhere this is a flag.
        .or_else(|| facts.date("published").filter(Result::is_ok));
    let expires = dated(&facts, &site.dates("expiryDate", &["expiryDate", "unpublishdate"]));
    // <https://gohugo.io/configuration/all/#buildexpired>
    let expires = expires.filter(|_| site.config.flag("buildExpired") != Some(true));
    for fault in
        [&not_before, &expires].into_iter().filter_map(|date| date.as_ref()?.as_ref().err())
    {
        archive.note(Topic::Date, fault, &origin);
    }
    let held = if facts.flag("draft") == Some(true) || facts.flag("published") == Some(false) {
        Some(Held::Draft)
    } else if matches!((&not_before, &expires), (Some(Err(_)), _) | (_, Some(Err(_)))) {
        // Nobody can tell whether it was public.
        Some(Held::Scheduled)
    } else if facts.flag("private") == Some(true) {
        Some(Held::Private)
    } else if matches!(build.text("list").as_deref(), Some("never" | "false"))
        || facts.flag("unlisted") == Some(true)
    {
        Some(Held::Unlisted)
    } else {
        None
    };
    let categories = [facts.texts("categories"), facts.texts("category")].concat();
    let mut terms = Vec::new();
    for taxonomy in site.taxonomies() {
        terms.extend(facts.texts(&taxonomy).into_iter().map(|term| (taxonomy.clone(), term)));
    }
    let mut tags: Vec<String> = facts.texts("tags");
    let others = terms
        .iter()
        .filter(|(taxonomy, _)| !matches!(taxonomy.as_str(), "tags" | "authors" | "author"));
    tags.extend(others.map(|(_, term)| term.clone()));
    let aliases = facts.texts("aliases").into_iter().map(|alias| match alias.starts_with('/') {
        true => path(&format!("{start}{alias}")),
        false => {
            let beside = address.as_deref().unwrap_or_default().trim_end_matches('/');
            let beside = format!("{}/", folder(beside));
            path(&resolved(&alias, &beside, ""))
        }
    });
    let base = site.config.text("baseURL").unwrap_or_default();
    let text = Text {
        title: title.clone(),
        updated: ["lastmod", "modified", "updated"].iter().find_map(|name| facts.date(name)?.ok()),
        not_before: not_before.and_then(Result::ok),
        expires: expires.and_then(Result::ok),
        held,
        subtitle: facts.first(&["subtitle", "deck", "standfirst", "lead"]),
        summary: facts.first(&["description", "summary", "excerpt"]),
        authors: [facts.texts("authors"), facts.texts("author")].concat(),
        tags,
        section,
        slug: match &address {
            Some(address) => last_part(address),
            None => slug.unwrap_or_else(|| address::urlized(name, letters)),
        },
        aliases: aliases.collect(),
        image: image(&facts),
        featured: facts.flag("featured").unwrap_or(false),
        language: site.told_language(language),
        version_of: Some(version_of(&facts, inner, bare)),
        feed_id: address
            .as_deref()
            .map(|address| format!("{}{}", base.trim_end_matches('/'), percent_encoded(address)))
            .filter(|id| id.starts_with("http")),
        source: facts
            .first(&["source_url", "external_url", "externalUrl", "redirect_to"])
            .filter(|url| url.starts_with("http")),
        extra: facts.others(&[KNOWN, &["menus"]].concat()),
        address,
        date,
        origin,
        ..Text::default()
    };
    let first_line = source[..parts.body.start].matches('\n').count();
    Some(Entry {
        inner: inner.into(),
        language: language.map(String::from),
        is_html: is_html(file),
        source: source[parts.body].to_string(),
        facts,
        text,
        is_list,
        is_bundle,
        categories,
        terms,
        first_line,
    })
}

/// What a text says of itself under `params`, which templates have as `.Params`: Hugo's own fields
/// are none there (<https://gohugo.io/content-management/front-matter/#parameters>).
fn add_params(facts: &mut Facts) {
    const OWN: [&str; 18] = [
        "aliases",
        "build",
        "cascade",
        "date",
        "draft",
        "expiryDate",
        "headless",
        "lastmod",
        "layout",
        "linkTitle",
        "menu",
        "menus",
        "publishDate",
        "slug",
        "title",
        "type",
        "url",
        "weight",
    ];
    let params = facts.map("params");
    facts.0.retain(|(name, value)| name != "params" || !matches!(value, Value::Map(_)));
    for (name, value) in params.0 {
        let is_own = OWN.iter().any(|own| own.eq_ignore_ascii_case(&name));
        if !is_own && facts.get(&name).is_none() {
            facts.0.push((name, value));
        }
    }
}

/// The date of a text, and the slug that the name of its file has behind it.
#[derive(Default)]
struct Dated {
    written: Option<Written>,
    slug: Option<String>,
}

/// The first date by the fields in which the site has them
/// (<https://gohugo.io/configuration/front-matter/>).
fn date_of(
    facts: &Facts,
    name: &str,
    site: &Site,
    origin: &Origin,
    archive: &mut Archive,
) -> Dated {
    for field in site.date_fields() {
        if field == ":filename" {
            let (day, rest) = date_of_name(name);
            if let Some(Ok(day)) = day.map(crate::import::facts::date) {
                let slug = rest.trim_matches([' ', '-', '_']);
                return Dated { written: Some(day), slug: Some(slug.into()) };
            }
            continue;
        }
        match facts.date(&field) {
            Some(Ok(date)) => return Dated { written: Some(date), slug: None },
            // Elsewhere this is a flag.
            Some(Err(_)) if field == "published" => {}
            Some(Err(fault)) => archive.note(Topic::Date, fault, origin),
            None => {}
        }
    }
    Dated::default()
}

/// What versions in several languages have in common: their place, if they do not say it
/// (<https://gohugo.io/content-management/multilingual/#translation-by-filename>).
fn version_of(facts: &Facts, inner: &str, bare: &str) -> String {
    match facts.text("translationKey") {
        Some(key) => format!("={key}"),
        None => format!("{}/{bare}", folder(inner)),
    }
}

/// The first of these dates that a text has.
fn dated(facts: &Facts, names: &[String]) -> Option<Result<Written, String>> {
    names.iter().find_map(|name| facts.date(name))
}

/// The last part of an address, without its ending.
fn last_part(address: &str) -> String {
    let bare = address.trim_end_matches(".html").trim_end_matches('/');
    bare.rsplit('/').next().unwrap_or_default().into()
}

fn percent_encoded(address: &str) -> String {
    crate::url::SitePath::new(address).map_or_else(|| address.to_string(), |path| path.encoded())
}
