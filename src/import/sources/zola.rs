//! A Zola site (<https://www.getzola.org/documentation/content/overview/>).

mod templates;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::pattern::{Pattern, Star};
use super::site_files::{KNOWN, day_of, folder, image, is_markdown, path, say, stem, titled};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts, apart, date};
use crate::import::markdown;
use crate::import::model::{
    Archive, Body, Dialect, File, Held, Kind, List, ListOf, Origin, Settings, SiteLanguage, Text,
    Topic,
};
use crate::import::rules::Rules;
use crate::import::shortcodes::{Call, Syntax, replaced};

/// A text whose shortcodes are not replaced yet.
struct Entry {
    text: Text,
    inner: String,
    source: String,
    is_list: bool,
    first_line: usize,
    /// The taxonomies that it is in, each with a term.
    terms: Vec<(String, String)>,
}

/// Reads the site.
///
/// # Errors
/// Its settings cannot be read.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let file = if bundle.has("zola.toml") { "zola.toml" } else { "config.toml" };
    let (text, _) = bundle.text(file)?;
    let config = facts::of_toml(&text).map_err(|fault| {
        Diagnostic::error(fault)
            .in_file(file)
            .hint("mend the file, so that the site's own program reads it, and import again")
    })?;
    // It knows no schedule.
    let mut archive =
        Archive { settings: settings(&config), shows_future: true, ..Archive::default() };
    let mut entries = Vec::new();
    let ignored = Ignored::of(&config);
    // Zola passes over names that begin with a dot.
    let is_hidden = |file: &str| file.split('/').any(|name| name.starts_with('.'));
    for file in bundle.below("content/").filter(|file| is_markdown(file) && !is_hidden(file)) {
        if ignored.holds(file) {
            archive.leave_out("texts that the site leaves out (`ignored_content`)");
            continue;
        }
        match bundle.text(file) {
            Err(fault) => archive.note(Topic::Unread, fault.message, &Origin::at(file, 0)),
            Ok((text, _)) => entries.extend(entry(file, &text, &config, &mut archive)),
        }
    }
    below_heads(&mut entries);
    sort_out(&mut entries, &mut archive);
    files(bundle, &entries, &ignored, &mut archive);
    lists(&entries, &config, &mut archive);
    let addresses: HashMap<String, String> = entries
        .iter()
        .filter_map(|entry| Some((entry.inner.clone(), entry.text.address.clone()?)))
        .collect();
    let meaning = |call: &Call<'_>| templates::meaning(bundle, &config, rules, call);
    let read: Vec<_> = entries
        .par_iter()
        .map(|entry| {
            let found = replaced(&entry.source, Syntax::Zola, &meaning);
            let text = found.text.replace("<!-- more -->", "<!--more-->");
            let summary = markdown::summary(&text, "<!--more-->", Dialect::Zola);
            let text = with_addresses(&text.replace("<!--more-->", ""), &addresses);
            (text, found.unfit, summary)
        })
        .collect();
    for (entry, (body, unfit, summary)) in entries.into_iter().zip(read) {
        let Entry { mut text, first_line, .. } = entry;
        unfit.tell(&mut text, first_line, &mut archive);
        text.body = Body::Markdown(body, Dialect::Zola);
        text.summary = text.summary.take().or(summary);
        text.lines_before = first_line;
        say(&mut text);
        archive.texts.push(text);
    }
    Ok(archive)
}

/// Files of the content that Zola passes over: patterns of the crate globset
/// (<https://www.getzola.org/documentation/getting-started/configuration/>).
struct Ignored(Vec<Pattern>);

impl Ignored {
    fn of(config: &Facts) -> Self {
        let patterns = config.texts("ignored_content").into_iter();
        // A star goes over folders, and braces hold a choice.
        Ignored(
            patterns.map(|pattern| Pattern::new(&pattern.replace('*', "**"), Star::Name)).collect(),
        )
    }

    /// Whether a pattern means a file, by its path in the site or in a folder of it.
    fn holds(&self, file: &str) -> bool {
        let ends = file.match_indices('/').map(|(at, _)| &file[at + 1..]);
        let mut ends = ends.chain([file]);
        ends.any(|end| self.0.iter().any(|pattern| pattern.holds(end)))
    }
}

/// The text with the addresses of `@/blog/talks.md`.
fn with_addresses(text: &str, addresses: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("@/") {
        out.push_str(&rest[..at]);
        let end = rest[at..]
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | '#' | '"' | '\'' | '>' | ']'));
        let end = end.map_or(rest.len(), |end| at + end);
        match addresses.get(&rest[at + 2..end]) {
            Some(address) => out.push_str(address),
            None => out.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    out + rest
}

fn settings(config: &Facts) -> Settings {
    Settings {
        title: config.text("title").unwrap_or_default(),
        tagline: config.text("description"),
        base_url: config.text("base_url").filter(|url| url.starts_with("http")),
        language: config.text("default_language"),
        languages: languages(config),
        ..Settings::default()
    }
}

/// The languages of the site, its own first; none if it has one
/// (<https://www.getzola.org/documentation/content/multilingual/>).
fn languages(config: &Facts) -> Vec<SiteLanguage> {
    let own = config.text("default_language").unwrap_or_else(|| "en".into());
    let of = config.map("languages");
    let others = of.0.iter().filter(|(tag, _)| *tag != own);
    let others = others.map(|(tag, _)| {
        let of = of.map(tag);
        SiteLanguage {
            of_texts: tag.clone(),
            tag: tag.clone(),
            base: format!("/{tag}"),
            title: of.text("title"),
            tagline: of.text("description"),
            ..SiteLanguage::default()
        }
    });
    let others: Vec<SiteLanguage> = others.collect();
    if others.is_empty() {
        return Vec::new();
    }
    let first = SiteLanguage { tag: own, ..SiteLanguage::default() };
    [vec![first], others].concat()
}

fn entry(file: &str, text: &str, config: &Facts, archive: &mut Archive) -> Option<Entry> {
    let inner = file.strip_prefix("content/")?;
    let origin = Origin::at(file, 1);
    let parts = apart(text);
    if let Some(fault) = parts.fault {
        archive.note(Topic::Changed, format!("front matter that cannot be read: {fault}"), &origin);
    }
    let facts = parts.facts.unwrap_or_default();
    if facts.flag("render") == Some(false) {
        archive.leave_out("texts that Zola renders nowhere (`render = false`)");
        return None;
    }
    let bare = stem(inner).0;
    // `talks.fr.md`
    let languages = config.map("languages");
    let (bare, language) = match bare.rsplit_once('.') {
        Some((name, tag)) if languages.get(tag).is_some() => (name, Some(tag.to_string())),
        _ => (bare, None),
    };
    let is_list = bare == "_index";
    let folders: Vec<&str> = folder(inner).split('/').filter(|part| !part.is_empty()).collect();
    let (name, folders) = match (bare, folders.split_last()) {
        ("index" | "_index", Some((last, above))) => (*last, above.to_vec()),
        ("index" | "_index", None) => ("", Vec::new()),
        _ => (bare, folders),
    };
    let (named, undated) = dated(name);
    let keeps_dates = config.map("slugify").flag("paths_keep_dates") == Some(true);
    let name = if keeps_dates { name } else { undated };
    let written = match facts.date("date") {
        Some(Ok(date)) => Some(date),
        Some(Err(fault)) => {
            archive.note(Topic::Date, fault, &origin);
            None
        }
        None => named.and_then(|day| date(day).ok()),
    };
    let style = Slugs::of(config, "paths");
    let slug = style.slug(&facts.text("slug").unwrap_or_else(|| name.into()));
    let start = language.as_deref().map(|tag| format!("/{tag}")).unwrap_or_default();
    let address = match facts.text("path") {
        // As it is written, in all languages.
        Some(own) => path(&format!("/{}/", own.trim_matches('/'))),
        None => {
            // The folders of a text are not slugged.
            path(&format!("{start}/{}/{slug}/", folders.join("/")))
        }
    };
    let slug = address.trim_matches('/').rsplit('/').next().unwrap_or_default().to_string();
    // Without a date of its own, a text may have its day in its address.
    let day = day_of(&address);
    let taxonomies = facts.map("taxonomies");
    let terms = taxonomies
        .0
        .iter()
        .filter(|(name, _)| name != "authors")
        .flat_map(|(_, value)| facts::texts(value));
    let extra = facts.map("extra");
    let base = config.text("base_url").unwrap_or_default();
    let first_line = text[..parts.body.start].matches('\n').count();
    let text_of = Text {
        title: facts.text("title").unwrap_or_else(|| titled(&slug)),
        updated: facts.date("updated").and_then(Result::ok),
        held: (facts.flag("draft") == Some(true)).then_some(Held::Draft),
        subtitle: extra.first(&["subtitle", "standfirst"]),
        summary: facts.text("description"),
        authors: [
            facts.texts("authors"),
            taxonomies.texts("authors"),
            extra.texts("author"),
            extra.texts("authors"),
        ]
        .concat(),
        tags: terms.collect(),
        section: folder(inner).split('/').next().filter(|name| !name.is_empty()).map(String::from),
        slug,
        aliases: facts.texts("aliases").iter().map(|alias| path(alias)).collect(),
        image: image(&extra),
        featured: extra.flag("featured").unwrap_or(false),
        version_of: Some(format!("{}/{bare}", folder(inner))),
        language,
        feed_id: base
            .starts_with("http")
            .then(|| format!("{}{address}", base.trim_end_matches('/'))),
        extra: extra.others(KNOWN),
        address: Some(address),
        date: written.or(day),
        origin,
        ..Text::default()
    };
    let of_terms = taxonomies
        .0
        .iter()
        .flat_map(|(name, value)| facts::texts(value).into_iter().map(|term| (name.clone(), term)));
    let terms = of_terms.collect();
    Some(Entry {
        terms,
        text: text_of,
        inner: inner.into(),
        source: text[parts.body].to_string(),
        is_list,
        first_line,
    })
}

/// `2020-01-02-talks` or `2020-01-02_talks` as its day and its name.
fn dated(name: &str) -> (Option<&str>, &str) {
    match (name.get(..10), name.get(10..)) {
        (Some(day), Some(rest))
            if rest.starts_with(['-', '_'])
                && date(day).is_ok()
                && day.matches('-').count() == 2 =>
        {
            (Some(day), &rest[1..])
        }
        _ => (None, name),
    }
}

/// How names become parts of addresses
/// (<https://www.getzola.org/documentation/getting-started/configuration/#slugification-strategies>).
#[derive(Clone, Copy)]
enum Slugs {
    On,
    Safe,
    Off,
}

impl Slugs {
    /// Of what `[slugify]` has under a name.
    fn of(config: &Facts, name: &str) -> Self {
        match config.map("slugify").text(name).as_deref() {
            Some("safe") => Slugs::Safe,
            Some("off") => Slugs::Off,
            _ => Slugs::On,
        }
    }

    fn slug(self, name: &str) -> String {
        match self {
            Slugs::On => slug::slugify(name),
            Slugs::Safe => {
                let is_kept = |c: &char| !"<>:\"/\\|?*#\n\t\r()[]".contains(*c);
                let kept: String =
                    name.trim_end_matches([' ', '.']).chars().filter(is_kept).collect();
                kept.replace(' ', "_")
            }
            Slugs::Off => name.to_string(),
        }
    }
}

/// What is a story, and what the head of a section.
fn sort_out(entries: &mut [Entry], archive: &mut Archive) {
    for Entry { text, is_list, .. } in entries.iter_mut() {
        text.kind = if text.date.is_some() && !*is_list { Kind::Story } else { Kind::Page };
        if *is_list && let Some(section) = &text.section {
            archive.settings.sections_of(text.language.as_deref()).push((
                section.clone(),
                text.title.clone(),
                text.summary.clone(),
            ));
        }
    }
    let used: BTreeSet<String> = entries
        .iter()
        .filter(|entry| entry.text.kind == Kind::Story)
        .filter_map(|entry| entry.text.section.clone())
        .collect();
    archive.settings.sections.retain(|(id, _, _)| used.contains(id));
}

/// Zola passes over the folder of a section whose `_index.md` is a draft
/// (<https://www.getzola.org/documentation/content/section/>).
fn below_heads(entries: &mut [Entry]) {
    let heads: Vec<(String, String)> = entries
        .iter()
        .filter(|entry| entry.is_list)
        .map(|entry| (format!("{}/", folder(&entry.inner)), entry.text.origin.file.clone()))
        .filter(|(above, _)| above != "/")
        .collect();
    for Entry { text, inner, .. } in entries.iter_mut() {
        let above = heads.iter().filter(|(above, _)| inner.starts_with(above.as_str()));
        text.under = above.map(|(_, head)| head.clone()).collect();
    }
}

fn files(bundle: &Bundle, entries: &[Entry], ignored: &Ignored, archive: &mut Archive) {
    let heads: HashMap<&str, &Entry> = entries
        .iter()
        .filter(|entry| matches!(stem(&entry.inner).0, "index" | "_index"))
        .map(|entry| (folder(&entry.text.origin.file), entry))
        .collect();
    // Texts that are on no page own files too.
    let mut owners: HashMap<&str, Vec<String>> = HashMap::new();
    // Zola passes over names that begin with a dot.
    let is_hidden = |file: &str| file.split('/').any(|name| name.starts_with('.'));
    for file in bundle.below("content/").filter(|file| is_markdown(file) && !is_hidden(file)) {
        let name = stem(file).0;
        if matches!(name.split('.').next(), Some("index" | "_index")) {
            owners.entry(folder(file)).or_default().push(file.into());
        }
    }
    for file in bundle.files() {
        if let Some(inner) = file.strip_prefix("static/") {
            archive.files.push(File::new(path(inner), file));
        } else if file.starts_with("content/") && !is_markdown(file) && !ignored.holds(file) {
            let mut above = folder(file);
            while !above.is_empty() && !owners.contains_key(above) {
                above = folder(above);
            }
            let address = heads.get(above).and_then(|head| head.text.address.as_deref());
            let address = match address {
                Some(address) => path(&format!("{address}/{}", &file[above.len()..])),
                None => path(file.trim_start_matches("content/")),
            };
            let beside = owners.get(above).cloned().unwrap_or_default();
            archive.files.push(File { beside, ..File::new(address, file) });
        }
    }
    archive.files.sort();
    archive.files.dedup_by(|one, other| one.address == other.address);
}

fn lists(entries: &[Entry], config: &Facts, archive: &mut Archive) {
    let style = Slugs::of(config, "taxonomies");
    let mut lists = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.text.held.is_none()) {
        let start = entry.text.language.as_deref();
        let start = start.map(|tag| format!("/{tag}")).unwrap_or_default();
        for (taxonomy, term) in &entry.terms {
            lists.insert(List {
                address: path(&format!("{start}/{}/{}/", style.slug(taxonomy), style.slug(term))),
                of: ListOf::Name(term.clone()),
            });
        }
    }
    archive.lists.extend(lists);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_links_and_names_of_files_are_read() {
        let addresses = HashMap::from([("blog/a.md".to_string(), "/blog/a/".to_string())]);
        assert_eq!(with_addresses("[x](@/blog/a.md#b) a@/b", &addresses), "[x](/blog/a/#b) a@/b");
        assert_eq!(dated("2020-01-02-talks"), (Some("2020-01-02"), "talks"));
        assert_eq!(dated("2020-01-02_talks"), (Some("2020-01-02"), "talks"));
        assert_eq!(dated("talks"), (None, "talks"));
    }
}
