//! What templates in addresses and texts of an Eleventy site may ask for.

use std::collections::HashMap;

use super::blocks::Blocks;
use super::data::Site;
use super::{Engine, Entry};
use crate::import::bundle::Bundle;
use crate::import::facts::Facts;
use crate::import::liquid::{Syntax, World, part};
use crate::import::rules::Rules;
use crate::import::tags::{self, arguments};
use crate::import::unfit::{Meant, is_wall};
use crate::text::yaml::Value;

/// What a pattern of an address may ask for.
pub struct Permalink<'p> {
    pub page: HashMap<&'static str, String>,
    pub facts: &'p Facts,
    pub site: &'p Site,
    pub date: Option<jiff::ZonedDateTime>,
}

impl World for Permalink<'_> {
    fn value(&self, path: &str) -> Option<Value> {
        if path == "page.date" || path == "date" {
            return self
                .date
                .as_ref()
                .map(|date| Value::Text(date.strftime("%Y/%m/%d").to_string()));
        }
        let of_page = self.page.get(path).map(|text| Value::text(text));
        of_page.or_else(|| self.facts.at(path)).or_else(|| self.site.data.at(path))
    }

    fn tells(&self, path: &str) -> bool {
        self.site.tells(path)
    }

    fn include(&self, _: &str) -> Option<String> {
        None
    }

    fn tag(&self, _: &str, _: &str, _: Option<&str>) -> Meant {
        Meant::Unknown
    }

    fn path(&self, path: &str, _: bool) -> String {
        path.into()
    }
}

/// The site as one of its pages sees it.
pub struct PageWorld<'w> {
    pub bundle: &'w Bundle,
    pub site: &'w Site,
    pub entry: &'w Entry,
    pub rules: &'w Rules,
    pub blocks: &'w Blocks,
}

impl World for PageWorld<'_> {
    fn value(&self, path: &str) -> Option<Value> {
        match path {
            "page.date" | "date" => {
                let date = self.entry.text.date.as_ref()?.in_zone(&jiff::tz::TimeZone::UTC).ok()?;
                let form = "%Y-%m-%dT%H:%M:%SZ";
                return Some(Value::Text(date.zoned.strftime(form).to_string()));
            }
            "page.url" => return self.entry.text.address.as_deref().map(Value::text),
            "page.fileSlug" => return Some(Value::text(&self.entry.file_slug)),
            "page.filePathStem" => return Some(Value::text(&self.entry.path_stem)),
            "page.inputPath" => {
                return Some(Value::Text(format!("./{}", self.entry.text.origin.file)));
            }
            "page.outputFileExtension" => return Some(Value::text("html")),
            _ => {}
        }
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some(value) = self.entry.facts.get(name) {
            return part(value, rest);
        }
        part(self.site.data.get(name)?, rest)
    }

    fn tells(&self, path: &str) -> bool {
        self.site.tells(path)
    }

    fn include(&self, name: &str) -> Option<String> {
        let name = name.trim_matches(['"', '\'']);
        let files = [
            name.to_string(),
            format!("{name}.liquid"),
            format!("{name}.njk"),
            format!("{name}.html"),
        ];
        let file = files
            .iter()
            .map(|name| format!("{}/{name}", self.site.includes))
            .find(|file| self.bundle.has(file))?;
        self.bundle.text(&file).ok().map(|(text, _)| text)
    }

    fn tag(&self, name: &str, given: &str, inner: Option<&str>) -> Meant {
        let given = arguments(given.trim_start_matches('(').trim_end_matches(')'));
        if let Some(text) = self.rules.shortcode(name, &given, inner) {
            return Meant::Is(text);
        }
        if let (Some(wall), Some(_)) = (self.blocks.wall(name), inner) {
            return wall.clone();
        }
        if is_wall(name, inner) {
            return Meant::Doubtful;
        }
        // A picture's own tag has its description behind the path, whatever others have there.
        let picture = picture_tag(name, &given, self).filter(|_| inner.is_none());
        let known = || tags::known(name, &given, inner).filter(|_| !self.blocks.defines(name));
        picture.or_else(known).into()
    }

    fn guessed(&self, given: &str, inner: Option<String>) -> String {
        let given = arguments(given.trim_start_matches('(').trim_end_matches(')'));
        tags::guessed(&given, inner.as_deref())
    }

    fn syntax(&self) -> Syntax {
        match self.entry.engine {
            Engine::Nunjucks => Syntax::Nunjucks,
            Engine::Liquid | Engine::Nothing => Syntax::Liquid,
        }
    }

    fn escapes(&self) -> bool {
        self.syntax() == Syntax::Nunjucks && self.site.escapes()
    }

    fn path(&self, path: &str, _: bool) -> String {
        path.into()
    }
}

/// `{% image "a.jpg", "what it shows" %}`, whatever the site has called it.
fn picture_tag(name: &str, given: &tags::Arguments, world: &PageWorld<'_>) -> Option<String> {
    let [(None, src), rest @ ..] = given else { return None };
    // Such tags read files from the project's root.
    let plain = src.trim_start_matches("./");
    let in_input = plain.strip_prefix(&world.site.input).unwrap_or(plain);
    let is_there = |file: &str| !src.starts_with('/') && world.bundle.has(file);
    let src = match is_there(plain) || is_there(&format!("{}{in_input}", world.site.input)) {
        true => format!("/{in_input}"),
        false => src.clone(),
    };
    let is_picture = name.to_ascii_lowercase().contains("image")
        || name.contains("img")
        || name.contains("picture");
    let alt = rest
        .iter()
        .find(|(name, _)| name.is_none())
        .map(|(_, alt)| alt.as_str())
        .unwrap_or_default();
    is_picture.then(|| {
        format!(
            "\n\n<p><img src=\"{}\" alt=\"{}\"></p>\n\n",
            crate::html::escaped(&src),
            crate::html::escaped(alt)
        )
    })
}
