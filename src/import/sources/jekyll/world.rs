//! What the tags in texts of a Jekyll site mean.

use std::collections::HashMap;

use super::super::site_files::{in_link, stem, without_base};
use super::data::Data;
use super::plugins::Plugins;
use super::settings::Site;
use super::texts::Entry;
use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::liquid::{World, fill, has_tags, part};
use crate::import::markdown;
use crate::import::model::{Body, Dialect};
use crate::import::rules::Rules;
use crate::import::tags;
use crate::import::unfit::{Meant, Unfit, is_wall};
use crate::text::yaml::Value;

/// The site, as its texts see it.
pub struct JekyllWorld<'s> {
    bundle: &'s Bundle,
    site: &'s Site,
    rules: &'s Rules,
    /// The address of each post by its name, and of each file.
    addresses: HashMap<String, String>,
    plugins: Plugins,
    data: Data<'s>,
}

impl<'s> JekyllWorld<'s> {
    pub fn new(bundle: &'s Bundle, site: &'s Site, entries: &[Entry], rules: &'s Rules) -> Self {
        let mut addresses = HashMap::new();
        for entry in entries {
            let Some(address) = &entry.text.address else { continue };
            addresses.insert(entry.name.clone(), address.clone());
            addresses.insert(entry.text.origin.file.clone(), address.clone());
        }
        let folder = site.config.text("plugins_dir").unwrap_or_else(|| "_plugins".into());
        let plugins = Plugins::of(bundle, &folder);
        let folder = site.config.text("data_dir").unwrap_or_else(|| "_data".into());
        let data = Data::new(bundle, &folder);
        JekyllWorld { bundle, site, rules, addresses, plugins, data }
    }

    /// What goes before the mark at which the excerpt of a text ends; none where it has no mark.
    pub fn summary(&self, entry: &Entry, body: &Body) -> Option<String> {
        let own = entry.facts.text("excerpt_separator");
        let mark = own.or_else(|| self.site.config.text("excerpt_separator"));
        let mark = mark.unwrap_or_else(|| "<!--more-->".into());
        match body {
            Body::Markdown(text, dialect) => markdown::summary(text, &mark, *dialect),
            Body::Html(_) => None,
        }
    }

    /// The text of an entry with its tags filled in, and those that do not fit.
    pub fn filled(&self, entry: &Entry) -> (Body, Unfit) {
        let is_filled = entry.facts.flag("render_with_liquid") != Some(false);
        let (text, unfit) = match is_filled && has_tags(&entry.source) {
            true => {
                let page = PageWorld { site: self, entry };
                let filled = fill(&entry.source, &page);
                (filled.text, filled.unfit)
            }
            false => (entry.source.clone(), Unfit::default()),
        };
        match entry.is_html {
            true => (Body::Html(text), unfit),
            false => {
                let text = self.site.extras().written(text, Dialect::Kramdown);
                (Body::Markdown(text, Dialect::Kramdown), unfit)
            }
        }
    }
}

/// The site as one of its pages sees it.
struct PageWorld<'w> {
    site: &'w JekyllWorld<'w>,
    entry: &'w Entry,
}

/// What Jekyll knows of a page when all are read (<https://jekyllrb.com/docs/variables/#page-variables>).
const MADE_OF_PAGE: [&str; 6] = ["content", "excerpt", "next", "output", "previous", "draft"];

/// Whether Jekyll or a plug-in makes a name of `site`
/// (<https://jekyllrb.com/docs/variables/#site-variables>).
fn is_made(name: &str, config: &Facts) -> bool {
    const NAMES: [&str; 13] = [
        "",
        "categories",
        "collections",
        "documents",
        "github",
        "html_files",
        "html_pages",
        "pages",
        "posts",
        "related_posts",
        "static_files",
        "tags",
        "time",
    ];
    NAMES.contains(&name)
        || config.map("collections").get(name).is_some()
        || config.texts("collections").iter().any(|of| of == name)
}

/// The first name of a path.
fn first(path: &str) -> &str {
    path.split('.').next().unwrap_or(path)
}

impl PageWorld<'_> {
    /// What a page has without saying it.
    fn page(&self, name: &str) -> Option<Value> {
        let file = &self.entry.text.origin.file;
        let (bare, ending) = stem(file);
        Some(match name {
            "path" | "relative_path" => Value::text(file),
            "name" => Value::Text(format!("{bare}.{ending}")),
            "ext" => Value::Text(format!(".{ending}")),
            "slug" => Value::Text(self.entry.slug.clone()),
            "id" => Value::Text(self.entry.id.clone()?),
            "collection" => Value::Text(self.entry.collection.clone()?),
            "categories" => Value::texts(self.entry.categories.iter().map(String::as_str)),
            "tags" => Value::texts(self.entry.tags.iter().map(String::as_str)),
            _ => return None,
        })
    }
}

impl World for PageWorld<'_> {
    fn value(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        match (name, rest) {
            ("site", rest) if !is_made(first(rest), &self.site.site.config) => {
                match rest.strip_prefix("data.") {
                    Some(rest) => self.site.data.at(rest),
                    None => self.site.site.config.at(rest),
                }
            }
            ("site", _) => None,
            ("page", "url") => {
                self.entry.text.address.as_deref().map(|address| Value::Text(in_link(address)))
            }
            ("page", "date") => self.entry.date().map(Value::Text),
            ("jekyll", "environment") => Some(Value::text("production")),
            ("page", "title") => Some(Value::text(&self.entry.text.title)),
            ("page", rest) => {
                let of_page = self.page(first(rest));
                of_page.map_or_else(
                    || self.entry.facts.at(rest),
                    |value| part(&value, rest.split_once('.').map_or("", |(_, rest)| rest)),
                )
            }
            _ => None,
        }
    }

    fn tells(&self, path: &str) -> bool {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        match name {
            "site" => match rest.strip_prefix("data.") {
                Some(rest) => self.site.data.tells(rest),
                None => !is_made(first(rest), &self.site.site.config),
            },
            "page" => !MADE_OF_PAGE.contains(&first(rest)) || self.entry.facts.at(rest).is_some(),
            "layout" | "paginator" | "theme" | "content" | "jekyll" => false,
            _ => true,
        }
    }

    fn include(&self, name: &str) -> Option<String> {
        let read = |path: &str| self.site.bundle.text(path).ok().map(|(text, _)| text);
        let beside = || {
            let folder = super::super::site_files::folder(&self.entry.text.origin.file);
            read(&format!("{folder}/{name}"))
        };
        read(&format!("_includes/{name}")).or_else(beside)
    }

    fn tag(&self, name: &str, arguments: &str, inner: Option<&str>) -> Meant {
        let given = tags::arguments(arguments);
        if let Some(text) = self.site.rules.shortcode(name, &given, inner) {
            return Meant::Is(text);
        }
        if let (Some(wall), Some(_)) = (self.site.plugins.wall(name), inner) {
            return wall.clone();
        }
        if is_wall(name, inner) {
            return Meant::Doubtful;
        }
        let known = match name {
            "post_url" | "link" => {
                let wanted = arguments.trim().trim_matches(['\'', '"']).trim_start_matches('/');
                let by_name = || self.site.addresses.get(stem(&format!("{wanted}.md")).0);
                let found = self.site.addresses.get(wanted).or_else(by_name);
                match found {
                    Some(address) => Some(in_link(address)),
                    // A file that is published as it is.
                    None if name == "link" && self.site.bundle.has(wanted) => {
                        Some(in_link(&format!("/{wanted}")))
                    }
                    None => None,
                }
            }
            _ => tags::known(name, &given, inner),
        };
        known.into()
    }

    fn path(&self, path: &str, _: bool) -> String {
        let path = without_base(path, &self.site.site.base);
        match path.contains("://") || path.starts_with('/') || path.starts_with('#') {
            true => path.to_string(),
            false => format!("/{path}"),
        }
    }
}
