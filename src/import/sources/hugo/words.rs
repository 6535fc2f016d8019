//! What the shortcodes of a Hugo site mean.

use std::borrow::Cow;

use super::markup;
use super::pages::Pages;
use super::raw_html::{self, LeftOut};
use super::settings::Site;
use super::template_parts::wall;
use super::texts::Entry;
use crate::import::bundle::Bundle;
use crate::import::facts::scalar;
use crate::import::markdown::{self, marks};
use crate::import::model::{Body, Dialect};
use crate::import::rules::Rules;
use crate::import::shortcodes::{Call, Syntax, replaced};
use crate::import::tags::{self, argument};
use crate::import::unfit::{Meant, Unfit, is_wall};

/// The site, as its texts see it.
pub struct Meanings<'s> {
    pub site: &'s Site,
    pub rules: &'s Rules,
    pub bundle: &'s Bundle,
    pub pages: &'s Pages,
}

/// A text with its shortcodes filled in.
pub struct Filled {
    pub body: Body,
    /// The shortcodes that do not fit.
    pub unfit: Unfit,
    /// Its HTML that nobody saw.
    pub left_out: LeftOut,
    /// What goes before the mark at which a summary ends.
    pub summary: Option<String>,
}

impl Meanings<'_> {
    /// The text of an entry with its shortcodes filled in.
    pub fn body(&self, entry: &Entry) -> Filled {
        let meaning = |call: &Call<'_>| self.meaning(entry, call);
        let (source, left_out) = match entry.is_html || raw_html::is_shown(&self.site.config) {
            true => (Cow::Borrowed(&entry.source), LeftOut::new()),
            false => {
                let (source, left_out) = raw_html::without(&entry.source);
                (Cow::Owned(source), left_out)
            }
        };
        let found = replaced(&source, Syntax::Hugo, &meaning);
        let summary = markdown::summary(&found.text, raw_html::MORE, Dialect::Goldmark);
        // Where the summary ends is no part of the text.
        let text = found.text.replace(raw_html::MORE, "");
        let body = match entry.is_html {
            true => Body::Html(text),
            false => {
                let link = |url: &str| self.pages.linked(entry, url);
                let text = marks::tagged(&text, &markup::marks(&self.site.config));
                let text = markup::extras(&self.site.config).written(text, Dialect::Goldmark);
                Body::Markdown(markdown::relinked(&text, &link), Dialect::Goldmark)
            }
        };
        Filled { body, unfit: found.unfit, left_out, summary }
    }

    fn meaning(&self, entry: &Entry, call: &Call<'_>) -> Meant {
        let &Call { name, given, inner, .. } = call;
        if let Some(text) = self.rules.shortcode(name, given, inner) {
            return Meant::Is(text);
        }
        let template = self.template(name);
        let template = template.as_deref();
        if let Some(text) = self.known(entry, call, template) {
            return Meant::Is(text);
        }
        let by_name = || is_wall(name, inner).then_some(Meant::Doubtful);
        let wall = match template.filter(|_| inner.is_some()) {
            // What a partial does with them, its name tells at best.
            Some(template) => {
                wall(template).or_else(|| by_name().filter(|_| template.contains("partial")))
            }
            None => by_name(),
        };
        if let Some(wall) = wall {
            return wall;
        }
        // A template that does more than is known here may mean what others of its name mean.
        template.and_then(|_| tags::known(name, given, inner)).into()
    }

    fn known(&self, entry: &Entry, call: &Call<'_>, template: Option<&str>) -> Option<String> {
        let &Call { name, given, inner, .. } = call;
        // Its own shortcode may mean something else.
        if let Some(template) = template {
            let start = self.site.prefix(entry.language.as_deref());
            return super::template::filled(template, call, &self.site.config, &start);
        }
        match name {
            // <https://gohugo.io/shortcodes/comment/>
            "comment" => Some(String::new()),
            "ref" | "relref" => {
                let language = argument(given, &["lang"], usize::MAX);
                Some(self.pages.reference(entry, argument(given, &["path"], 0)?, language))
            }
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
            let themes = self.site.config.texts("theme");
            let folders = ["shortcodes", "_shortcodes"];
            let file = |theme: &String| {
                let path = |folder| format!("themes/{theme}/layouts/{folder}/{name}.html");
                folders.map(path).into_iter().find(|file| self.bundle.has(file))
            };
            themes.iter().find_map(file)
        })
    }

    fn template(&self, name: &str) -> Option<String> {
        Some(self.bundle.text(&self.template_file(name)?).ok()?.0)
    }
}
