//! What the shortcodes of a Hugo site mean.

use std::collections::HashMap;

use super::settings::Site;
use super::template_parts::shows_inner;
use super::texts::Entry;
use crate::import::bundle::Bundle;
use crate::import::facts::scalar;
use crate::import::model::{Body, Dialect};
use crate::import::rules::Rules;
use crate::import::shortcodes::{Syntax, replaced};
use crate::import::tags::{self, Arguments, argument};
use crate::import::unfit::{Meant, Unfit, is_wall};

/// The site, as its texts see it.
pub struct Meanings<'s> {
    site: &'s Site,
    rules: &'s Rules,
    bundle: &'s Bundle,
    /// The address of each text: by its path in the content, with and without its ending, and by
    /// its name alone, where that is the only one.
    addresses: HashMap<String, Option<String>>,
}

impl<'s> Meanings<'s> {
    pub fn new(bundle: &'s Bundle, site: &'s Site, entries: &[Entry], rules: &'s Rules) -> Self {
        let mut addresses: HashMap<String, Option<String>> = HashMap::new();
        for entry in entries {
            let Some(address) = &entry.text.address else { continue };
            let inner = entry.inner.to_lowercase();
            let without = inner.rsplit_once('.').map_or(inner.as_str(), |(path, _)| path);
            let tag = entry.language.as_deref();
            let without = tag
                .and_then(|tag| without.strip_suffix(&format!(".{}", tag.to_lowercase())))
                .unwrap_or(without);
            let bundle = without
                .strip_suffix("/index")
                .or_else(|| without.strip_suffix("/_index"))
                .unwrap_or(without);
            let name = bundle.rsplit('/').next().unwrap_or(bundle);
            for key in [inner.as_str(), without, bundle] {
                addresses.entry(key.into()).or_insert_with(|| Some(address.clone()));
            }
            // Two of one name are meant by their paths alone.
            if name != bundle {
                addresses
                    .entry(format!(":{name}"))
                    .and_modify(|before| *before = None)
                    .or_insert_with(|| Some(address.clone()));
            }
        }
        Meanings { site, rules, bundle, addresses }
    }

    /// The text of an entry, and the shortcodes that do not fit.
    pub fn body(&self, entry: &Entry) -> (Body, Unfit) {
        let meaning = |name: &str, given: &Arguments, inner: Option<&str>| {
            self.meaning(entry, name, given, inner)
        };
        let found = replaced(&entry.source, Syntax::Hugo, &meaning);
        // Where the summary ends is no part of the text.
        let text = found.text.replace("<!--more-->", "");
        match entry.is_html {
            true => (Body::Html(text), found.unfit),
            false => (Body::Markdown(text, Dialect::Goldmark), found.unfit),
        }
    }

    fn meaning(&self, entry: &Entry, name: &str, given: &Arguments, inner: Option<&str>) -> Meant {
        if let Some(text) = self.rules.shortcode(name, given, inner) {
            return Meant::Is(text);
        }
        let template = self.template(name);
        let template = template.as_deref();
        if let Some(text) = self.known(entry, (name, given, inner), template) {
            return Meant::Is(text);
        }
        let is_doubtful = match template.filter(|_| inner.is_some()) {
            // What a partial does with them, its name tells at best.
            Some(template) if shows_inner(template) => {
                template.contains("partial") && is_wall(name, inner)
            }
            Some(_) => true,
            None => is_wall(name, inner),
        };
        if is_doubtful {
            return Meant::Doubtful;
        }
        // A template that does more than is known here may mean what others of its name mean.
        template.and_then(|_| tags::known(name, given, inner)).into()
    }

    fn known(
        &self,
        entry: &Entry,
        (name, given, inner): (&str, &Arguments, Option<&str>),
        template: Option<&str>,
    ) -> Option<String> {
        // Its own shortcode may mean something else.
        if let Some(template) = template {
            return super::template::filled(template, given, inner, &self.site.config);
        }
        match name {
            // <https://gohugo.io/shortcodes/comment/>
            "comment" => Some(String::new()),
            "ref" | "relref" => Some(self.reference(entry, argument(given, &["path"], 0)?)),
            "param" => {
                let wanted = argument(given, &["name"], 0)?;
                let found =
                    entry.facts.at(wanted).or_else(|| self.site.config.map("params").at(wanted))?;
                scalar(&found)
            }
            _ if is_wall(name, inner) => None,
            _ => tags::known(name, given, inner),
        }
    }

    fn template_file(&self, name: &str) -> Option<String> {
        let own = ["layouts/shortcodes", "layouts/_shortcodes"]
            .map(|folder| format!("{folder}/{name}.html"));
        let own = own.into_iter().find(|file| self.bundle.has(file));
        own.or_else(|| {
            let theme = self.site.config.texts("theme");
            theme
                .iter()
                .map(|theme| format!("themes/{theme}/layouts/shortcodes/{name}.html"))
                .find(|file| self.bundle.has(file))
        })
    }

    fn template(&self, name: &str) -> Option<String> {
        Some(self.bundle.text(&self.template_file(name)?).ok()?.0)
    }

    /// The address of a text by a path that its author wrote.
    fn reference(&self, entry: &Entry, wanted: &str) -> String {
        let (path, anchor) = match wanted.find('#') {
            Some(at) => wanted.split_at(at),
            None => (wanted, ""),
        };
        if path.is_empty() {
            return anchor.to_string();
        }
        let lower = path.to_lowercase();
        let bare = lower.trim_matches('/').trim_start_matches("./");
        let without = bare.rsplit_once(".md").map_or(bare, |(path, _)| path);
        let without = without
            .strip_suffix("/index")
            .or_else(|| without.strip_suffix("/_index"))
            .unwrap_or(without);
        let beside = super::super::site_files::folder(&entry.inner).to_lowercase();
        let joined = super::super::site_files::resolved(without, &format!("/{beside}/"), "");
        let candidates = [
            joined.trim_start_matches('/').to_string(),
            without.to_string(),
            format!(":{}", without.rsplit('/').next().unwrap_or(without)),
        ];
        let found = candidates.iter().find_map(|key| self.addresses.get(key)?.clone());
        format!("{}{anchor}", found.unwrap_or_else(|| format!("/{without}/")))
    }
}
