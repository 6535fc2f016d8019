//! What the tags in texts of a Jekyll site mean.

use std::collections::HashMap;
use std::sync::Mutex;

use super::super::site_files::{stem, without_base};
use super::plugins::Plugins;
use super::settings::Site;
use super::texts::Entry;
use crate::import::bundle::Bundle;
use crate::import::liquid::{World, fill, has_tags};
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
    data: Mutex<HashMap<String, Option<Value>>>,
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
        JekyllWorld { bundle, site, rules, addresses, plugins, data: Mutex::default() }
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
            false => (Body::Markdown(text, Dialect::Kramdown), unfit),
        }
    }

    /// What a file of `_data` says.
    fn data(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let mut known = self.data.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let facts = known.entry(name.to_string()).or_insert_with(|| {
            let read = |ending: &str, read: fn(&str) -> Result<Value, String>| {
                let (text, _) = self.bundle.text(&format!("_data/{name}.{ending}")).ok()?;
                read(&text).ok()
            };
            read("yml", value_of_yaml)
                .or_else(|| read("yaml", value_of_yaml))
                .or_else(|| read("json", value_of_yaml))
        });
        crate::import::liquid::part(facts.as_ref()?, rest)
    }
}

/// JSON is YAML.
fn value_of_yaml(text: &str) -> Result<Value, String> {
    let node = crate::text::yaml::parse(text, crate::text::yaml::Keys::Unplaced);
    node.map(|node| node.value).map_err(|error| error.message)
}

/// The site as one of its pages sees it.
struct PageWorld<'w> {
    site: &'w JekyllWorld<'w>,
    entry: &'w Entry,
}

impl World for PageWorld<'_> {
    fn value(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        match (name, rest) {
            // Dateline adds the base path itself.
            ("site", "baseurl" | "url") => Some(Value::text("")),
            ("site", "time") => None,
            ("site", rest) => match rest.strip_prefix("data.") {
                Some(rest) => self.site.data(rest),
                None => self.site.site.config.at(rest),
            },
            ("page", "url") => self.entry.text.address.as_deref().map(Value::text),
            ("page", "date") => self.entry.date().map(Value::Text),
            ("jekyll", "environment") => Some(Value::text("production")),
            ("page", "title") => Some(Value::text(&self.entry.text.title)),
            ("page", rest) => self.entry.facts.at(rest),
            _ => None,
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
                    Some(address) => Some(address.clone()),
                    // A file that is published as it is.
                    None if name == "link" && self.site.bundle.has(wanted) => {
                        Some(format!("/{wanted}"))
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
