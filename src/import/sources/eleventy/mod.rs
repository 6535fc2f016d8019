//! A site of Eleventy (<https://www.11ty.dev/docs/>). Its settings are a program; what is asked of
//! it here is told by its plain lines: the folder of the content, and files that are copied.

mod blocks;
mod code;
mod computed;
mod conditions;
mod copies;
mod data;
mod data_files;
mod engine;
mod ignored;
mod markdown_it;
mod programs;
mod scripts;
mod world;

use rayon::prelude::*;

use super::site_files::{KNOWN, folder, image, is_html, is_markdown, path, say, stem, titled};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::{Facts, apart, date};
use crate::import::liquid::{Filled, fill, has_tags};
use crate::import::markdown::hide_somewhere;
use crate::import::model::{Archive, Body, Dialect, Held, Kind, Origin, Text, Topic};
use crate::import::rules::Rules;
use crate::import::unfit::Unfit;
use crate::text::front_matter::date_of_name;
use crate::text::yaml::Value;
use blocks::Blocks;
use data::Site;
use engine::Engine;
use ignored::Ignored;
use programs::Programs;
use scripts::Scripts;
use world::{PageWorld, Permalink};

/// What texts say to Eleventy alone.
const NOT_KEPT: &[&str] =
    &[computed::EXCLUDES, "eleventyNavigation", "templateEngineOverride", computed::NAME];

/// The names of the file of settings.
pub const CONFIG: [&str; 5] = [
    ".eleventy.js",
    ".eleventy.cjs",
    "eleventy.config.js",
    "eleventy.config.cjs",
    "eleventy.config.mjs",
];

pub struct Entry {
    text: Text,
    facts: Facts,
    source: String,
    is_html: bool,
    engine: Engine,
    /// What templates have as `page.fileSlug` and `page.filePathStem`.
    file_slug: String,
    path_stem: String,
    first_line: usize,
}

/// Reads the site.
///
/// # Errors
/// A file of it cannot be read.
pub fn read(bundle: &Bundle, rules: &Rules) -> Result<Archive, Diagnostic> {
    let scripts = Scripts::of(bundle)?;
    let config = &scripts.config;
    let site = Site::of(bundle, &scripts);
    let programs = Programs::of(&scripts, &site);
    // It knows no schedule by itself.
    let shows_future = !programs.ask_for_dates();
    let mut archive = Archive { settings: site.settings(), shows_future, ..Archive::default() };
    let ignored = Ignored::of(bundle, config, &site.input);
    let mut entries = Vec::new();
    for file in bundle.files() {
        let Some(inner) = file.strip_prefix(&site.input) else { continue };
        let is_hidden = is_hidden(inner);
        let is_template = matches!(stem(file).1, "njk" | "liquid");
        // Parts of pages are no pages.
        let [data, output] = &site.apart;
        let is_part = [&site.includes, &site.layouts, data, output].iter().any(|folder| {
            file.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        });
        if !is_hidden && !is_part && !ignored.holds(file) {
            other_page(file, &mut archive);
        }
        if is_hidden
            || is_part
            || !(is_markdown(file) || is_html(file) || is_template)
            || is_of_the_project(inner)
        {
            continue;
        }
        if ignored.holds(file) {
            archive.leave_out(
                "texts that the site leaves out (`.eleventyignore`, `.gitignore`, `ignores`)",
            );
            continue;
        }
        match bundle.text(file) {
            Err(fault) => archive.note(Topic::Unread, fault.message, &Origin::at(file, 0)),
            Ok((text, _)) => {
                let read = entry(&site, bundle, &programs, file, &text, &mut archive);
                entries.extend(read.map(|entry| Entry {
                    engine: Engine::of(file, &entry.facts, config),
                    ..entry
                }));
            }
        }
    }
    copies::files(bundle, config, &site, &ignored, &mut archive);
    let blocks = Blocks::of(&scripts);
    let extras = markdown_it::extras(&scripts);
    let read: Vec<_> = entries
        .par_iter()
        .map(|entry| {
            let world = PageWorld { bundle, site: &site, entry, rules, blocks: &blocks };
            match entry.engine != Engine::Nothing && has_tags(&entry.source) {
                true => fill(&entry.source, &world),
                false => Filled { text: entry.source.clone(), ..Filled::default() },
            }
        })
        .collect();
    for (entry, Filled { text, unfit }) in entries.into_iter().zip(read) {
        let Entry { text: mut of, first_line, is_html, .. } = entry;
        of.body = match is_html {
            true => Body::Html(text),
            false => Body::Markdown(extras.written(text, Dialect::MarkdownIt), Dialect::MarkdownIt),
        };
        unfit.tell(&mut of, first_line, &mut archive);
        if let Body::Markdown(text, _) = &of.body
            && of.held.is_none()
            && site.has_attributes
            && hide_somewhere(text)
        {
            of.held = Some(Held::Draft);
            let name =
                "attributes in the text hide a part of it: remove that part, or the attributes";
            archive.note(Topic::Changed, name, &of.origin);
        }
        of.lines_before = first_line;
        say(&mut of);
        archive.texts.push(of);
    }
    copies::shown(bundle, &site, &mut archive);
    Ok(archive)
}

/// Notes a page in a language that is not read here (<https://www.11ty.dev/docs/languages/>).
fn other_page(file: &str, archive: &mut Archive) {
    let (name, ending) = stem(file);
    let language = match ending {
        "js" | "cjs" | "mjs" | "ts" | "jsx" | "tsx" | "mdx" if name.ends_with(".11ty") => {
            archive.leave_out("pages that a program of the source makes (`.11ty.js`)");
            return;
        }
        "webc" => "WebC",
        "hbs" => "Handlebars",
        "mustache" => "Mustache",
        "ejs" => "EJS",
        "haml" => "Haml",
        "pug" => "Pug",
        "mdx" => "MDX",
        _ => return,
    };
    archive.note(Topic::Unread, format!("a page in {language}"), &Origin::at(file, 1));
}

/// What Eleventy never reads: a name with an underscore before it is no such thing.
fn is_hidden(inner: &str) -> bool {
    inner.split('/').any(|part| part.starts_with('.') || part == "node_modules")
}

/// Whether a text is in no list, or not in each
/// (<https://www.11ty.dev/docs/collections/#how-to-exclude-content-from-collections>).
fn is_in_no_list(facts: &Facts) -> bool {
    let name = computed::EXCLUDES;
    facts.flag(name) == Some(true)
        || matches!(facts.get(name), Some(Value::List(names)) if !names.is_empty())
}

/// Whether a text names a collection of texts: it is in lists, with a date or without.
fn is_in_collection(facts: &Facts) -> bool {
    const OF_PAGES: [&str; 4] = ["all", "nav", "page", "pages"];
    facts.texts("tags").iter().any(|tag| !OF_PAGES.contains(&tag.as_str()))
}

/// Texts about the project, at its top, are none of the site.
fn is_of_the_project(inner: &str) -> bool {
    matches!(
        inner.to_ascii_lowercase().as_str(),
        "readme.md"
            | "license.md"
            | "contributing.md"
            | "changelog.md"
            | "code_of_conduct.md"
            | "security.md"
    ) || inner.starts_with("docs/adr")
}

fn entry(
    site: &Site,
    bundle: &Bundle,
    programs: &Programs,
    file: &str,
    text: &str,
    archive: &mut Archive,
) -> Option<Entry> {
    let inner = file.strip_prefix(&site.input)?;
    let origin = Origin::at(file, 1);
    let parts = apart(text);
    if let Some(fault) = parts.fault {
        archive.note(Topic::Changed, format!("front matter that cannot be read: {fault}"), &origin);
    }
    let own = parts.facts.unwrap_or_default();
    let mut facts = own.clone();
    let said = site.cascade(bundle, inner);
    let mut computed = own.map(computed::NAME);
    for (name, value) in said.values {
        if name == computed::NAME {
            computed.0.extend(Facts(vec![(name.clone(), value.clone())]).map(&name).0);
        }
        if facts.get(&name).is_none() {
            facts.0.push((name, value));
        }
    }
    site.add_from_layouts(bundle, &mut facts);
    computed.0.extend(facts.map(computed::NAME).0);
    let own_computed = Facts(computed.0.clone());
    computed.0.extend(site.data.map(computed::NAME).0);
    let (named, name) = date_of_name(stem(inner).0);
    let written = match facts.date("date").or_else(|| facts.date("publishDate")) {
        Some(Ok(date)) => Some(date),
        Some(Err(fault)) => {
            archive.note(Topic::Date, fault, &origin);
            None
        }
        None => named.and_then(|day| date(day).ok()),
    };
    let above = folder(inner);
    let file_slug = if name == "index" {
        date_of_name(above.rsplit('/').next().unwrap_or_default()).1
    } else {
        name
    };
    let path_stem = path(&format!("{above}/{name}"));
    let moment = written.as_ref().and_then(|date| date.in_zone(&jiff::tz::TimeZone::UTC).ok());
    let filled = |facts: &Facts, pattern: &str| {
        let page = [
            ("page.fileSlug", file_slug.to_string()),
            ("page.filePathStem", path_stem.clone()),
            ("title", facts.text("title").unwrap_or_default()),
            ("slug", facts.text("slug").unwrap_or_else(|| file_slug.to_string())),
        ];
        let date = moment.as_ref().map(|moment| moment.zoned.clone());
        let found =
            fill(pattern, &Permalink { page: page.into_iter().collect(), facts, site, date });
        (found.unfit == Unfit::default()).then_some(found.text)
    };
    computed::add(&mut facts, computed, &filled);
    computed::plain_permalink(&mut facts);
    if facts.get("permalink") == Some(&Value::Bool(false)) || facts.get("pagination").is_some() {
        if let Some(pattern) = facts.text("permalink").filter(|pattern| pattern != "false") {
            let name = format!("the pages that `pagination` makes at `{pattern}`");
            archive.note(Topic::Address, name, &origin);
        }
        archive.leave_out("templates that make lists, or no page");
        return None;
    }
    let address = match facts.text("permalink") {
        Some(pattern) => {
            let address = filled(&facts, &pattern).map(|address| path(&address));
            if address.is_none() {
                let name = format!(
                    "the address `{pattern}` cannot be filled in here: redirect the old one"
                );
                archive.note(Topic::Address, name, &origin);
            }
            address
        }
        None if name == "index" => Some(path(&format!("{above}/"))),
        // The day in the name of a file is no part of what `page` has of it, but of its address.
        None => Some(path(&format!("{above}/{}/", stem(inner).0))),
    };
    let address = address.map(|address| match address.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => folder.to_string(),
        _ => address,
    });
    let is_page = |address: &String| address.ends_with('/') || address.ends_with(".html");
    if !address.as_ref().is_none_or(is_page) {
        archive.leave_out("files that templates make (feeds, lists of addresses)");
        return None;
    }
    // What a program says and nobody can tell here may be that the text is on no page.
    let doubt = said.doubt.filter(|name| name == "permalink" || own.get(name).is_none());
    if let Some(name) = &doubt {
        let what = format!(
            "a data file that is a program says `{name}`: whether the text is public, nobody can tell here"
        );
        archive.note(Topic::Changed, what, &origin);
    }
    // Such a folder has a meaning to people, though none to Eleventy.
    let is_held = facts.flag("draft") == Some(true)
        || facts.flag("published") == Some(false)
        || inner.split('/').any(|part| part == "_drafts");
    let is_story = written.is_some() && inner.contains('/');
    let by_program = programs.hold(&facts, &own_computed).filter(|_| !is_held);
    let by_program = by_program.filter(|(held, _)| is_story || *held != Held::Unlisted);
    let held = if is_held || doubt.is_some() {
        Some(Held::Draft)
    } else {
        ((is_story || is_in_collection(&facts)) && is_in_no_list(&facts)).then_some(Held::Unlisted)
    };
    let told = by_program.as_ref().and_then(|(_, told)| told.clone());
    told.into_iter().for_each(|told| archive.note(Topic::Changed, told, &origin));
    let held = held.or(by_program.map(|(held, _)| held));
    let mut tags = facts.texts("tags");
    // Names of collections that are no subjects.
    tags.retain(|tag| {
        !matches!(
            tag.as_str(),
            "post"
                | "posts"
                | "blog"
                | "all"
                | "nav"
                | "page"
                | "pages"
                | "article"
                | "articles"
                | "news"
        )
    });
    let last = address.as_deref().and_then(|address| {
        address.trim_end_matches(".html").trim_end_matches('/').rsplit('/').next()
    });
    let slug = last.unwrap_or(file_slug).to_string();
    let text_of = Text {
        kind: if is_story { Kind::Story } else { Kind::Page },
        title: facts
            .text("title")
            .filter(|title| !title.contains("{{"))
            .unwrap_or_else(|| titled(&slug)),
        date: written,
        updated: ["updated", "lastmod", "modified", "dateModified"]
            .iter()
            .find_map(|name| facts.date(name)?.ok()),
        held,
        subtitle: facts.first(&["subtitle", "standfirst"]),
        summary: facts
            .first(&["description", "excerpt", "summary"])
            .filter(|text| !text.contains("{{")),
        authors: [facts.texts("authors"), facts.texts("author")].concat(),
        tags,
        section: inner
            .split('/')
            .next()
            .filter(|_| is_story)
            .map(|folder| folder.trim_start_matches('_').into()),
        slug,
        aliases: ["redirect_from", "aliases", "redirectFrom"]
            .iter()
            .flat_map(|name| facts.texts(name))
            .map(|old| path(&old))
            .collect(),
        image: image(&facts),
        featured: facts.flag("featured").unwrap_or(false),
        language: facts.first(&["lang", "language", "locale"]),
        extra: facts.others(&[KNOWN, NOT_KEPT].concat()),
        address,
        origin,
        ..Text::default()
    };
    let first_line = text[..parts.body.start].matches('\n').count();
    Some(Entry {
        text: text_of,
        facts,
        source: text[parts.body].to_string(),
        is_html: !is_markdown(file),
        engine: Engine::Liquid,
        file_slug: file_slug.into(),
        path_stem,
        first_line,
    })
}
