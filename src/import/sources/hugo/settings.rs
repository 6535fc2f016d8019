//! The settings of a Hugo site (<https://gohugo.io/configuration/all/>).

use std::borrow::Cow;

use icu_locale::Locale;
use jiff::tz::TimeZone;
use regex::bytes::{Regex, RegexBuilder};

use super::super::site_files::stem;
use super::address::Capitals;
use super::mounts::{Language, Mounts, languages};
use super::sections::Names;
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts, scalar};
use crate::import::model::{Settings, SiteLanguage};
use crate::language::zones;
use crate::text::yaml::{Node, Value};

/// A site's settings.
pub struct Site {
    pub config: Facts,
    pub zone: TimeZone,
    languages: Vec<Language>,
    default_language: String,
    has_prefix: bool,
    mounts: Mounts,
    /// What the site leaves out (`ignoreFiles`).
    ignored: Vec<Regex>,
    pub sections: Names,
}

/// The links of the main menu in these menus, of which `prefix` is what the addresses of the
/// language begin with: `url` has that already, and `pageRef` names the page alone
/// (<https://gohugo.io/configuration/menus/#properties>).
fn main_menu(menus: &[Facts], prefix: &str) -> Vec<(String, String)> {
    let links = menus.iter().flat_map(|menu| menu.maps("main")).filter_map(|entry| {
        let page = || {
            let page = entry.text("pageRef")?;
            let page = page.strip_suffix(".md").unwrap_or(&page).trim_matches('/');
            Some(format!("{prefix}/{page}"))
        };
        let url = page().or_else(|| entry.text("url"))?;
        Some((entry.first(&["name", "title", "identifier"])?, url))
    });
    links.collect()
}

const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

impl Site {
    pub fn read(bundle: &Bundle) -> Result<Self, Diagnostic> {
        let mut config = Facts::default();
        for name in ["hugo", "config"] {
            let files = ENDINGS.map(|ending| format!("{name}.{ending}"));
            if let Some(file) = files.iter().find(|file| bundle.has(file)) {
                laid_over(&mut config, read(bundle, file)?);
                break;
            }
        }
        for folder in ["config/_default/", "config/production/"] {
            for file in bundle.below(folder) {
                let (name, ending) = stem(file);
                if ENDINGS.contains(&ending) {
                    laid_over(&mut config, nested(name, read(bundle, file)?));
                }
            }
        }
        let zone = config.text("timeZone").and_then(|name| zones::said(&name).into_iter().next());
        let default_language = config.text("defaultContentLanguage").unwrap_or_else(|| "en".into());
        let languages = languages(&config, &default_language);
        let ignored = ignored(&config)?;
        Ok(Site {
            ignored,
            sections: Names::default(),
            zone: zone.and_then(|zone| zone.to_time_zone()).unwrap_or(TimeZone::UTC),
            has_prefix: config.flag("defaultContentLanguageInSubdir").unwrap_or(false),
            mounts: Mounts::of(&config, &languages),
            default_language,
            languages,
            config,
        })
    }

    pub fn settings(&self) -> Settings {
        let config = &self.config;
        let params = config.map("params");
        let language = config.map("languages").map(&self.default_language);
        let menus =
            [config.map("menu"), config.map("menus"), language.map("menu"), language.map("menus")];
        Settings {
            title: config.text("title").or_else(|| language.text("title")).unwrap_or_default(),
            tagline: params
                .first(&["tagline", "subtitle", "description"])
                .or_else(|| language.map("params").text("description")),
            base_url: config.text("baseURL").filter(|url| url.starts_with("http")),
            language: config
                .first(&["languageCode", "locale"])
                .or_else(|| language.first(&["languageCode", "locale"]))
                .or_else(|| Some(self.default_language.clone())),
            time_zone: config.text("timeZone"),
            menu: main_menu(&menus, &self.prefix(None)),
            page_size: config
                .map("pagination")
                .text("pagerSize")
                .or_else(|| config.text("paginate"))
                .and_then(|size| size.parse().ok()),
            sections: Vec::new(),
            languages: self.site_languages(),
        }
    }

    /// The languages that the site publishes, its own first; none if it has one.
    fn site_languages(&self) -> Vec<SiteLanguage> {
        let is_own = |tag: &str| tag.eq_ignore_ascii_case(&self.default_language);
        let published = self.languages.iter().filter(|language| !language.is_disabled);
        let mut tags: Vec<&str> = published.map(|language| language.tag.as_str()).collect();
        if tags.len() < 2 || !tags.iter().any(|tag| is_own(tag)) {
            return Vec::new();
        }
        tags.sort_by_key(|tag| !is_own(tag));
        let language = |tag: &str| {
            let of = self.config.map("languages").map(tag);
            let told = self.told_language(Some(tag)).unwrap_or_default();
            SiteLanguage {
                tag: if Locale::try_from_str(tag).is_ok() { tag.into() } else { told.clone() },
                of_texts: told,
                base: self.prefix(Some(tag)),
                title: of.text("title"),
                tagline: of
                    .map("params")
                    .first(&["tagline", "subtitle", "description"])
                    .or_else(|| of.text("description")),
                menu: main_menu(&[of.map("menu"), of.map("menus")], &self.prefix(Some(tag))),
                sections: Vec::new(),
            }
        };
        tags.into_iter().map(language).collect()
    }

    /// Whether the site leaves out a file of its content. Hugo asks for the whole path, older
    /// versions for that in the site: what either means was not public.
    pub fn ignores(&self, file: &str) -> bool {
        let whole = format!("/{file}");
        is_hidden(file)
            || self.ignored.iter().any(|pattern| {
                pattern.is_match(file.as_bytes()) || pattern.is_match(whole.as_bytes())
            })
    }

    /// The language of a text without a word of it in its name.
    pub fn language_of(&self, language: Option<&str>) -> String {
        language.unwrap_or(&self.default_language).to_string()
    }

    /// The fields that tell the date of a text, in their order; `:filename` is the name of its file.
    pub fn date_fields(&self) -> Vec<String> {
        const USUAL: [&str; 6] =
            ["date", "publishDate", "pubdate", "published", "lastmod", "modified"];
        let own = self.config.map("frontmatter").texts("date");
        // What git or the file system knows, nobody can tell here.
        let is_of_elsewhere = |field: &String| matches!(&**field, ":git" | ":fileModTime");
        let is_usual_too = own.is_empty() || own.iter().any(is_of_elsewhere);
        let usual = || USUAL.iter().map(|field| (*field).to_string());
        let mut fields: Vec<String> = Vec::new();
        for field in own {
            match &*field {
                ":default" => fields.extend(usual()),
                _ => fields.push(field),
            }
        }
        fields.retain(|field| !is_of_elsewhere(field));
        fields.extend(usual().filter(|_| is_usual_too));
        fields
    }

    /// The names of the fields that say when a text is public from, or to.
    pub fn dates(&self, name: &str, usual: &[&str]) -> Vec<String> {
        let own = self.config.map("frontmatter").texts(name).into_iter();
        let own = own.filter(|field| !field.starts_with(':'));
        own.chain(usual.iter().map(|field| (*field).to_string())).collect()
    }

    /// The language and the path in its content of a file; none if it is no content.
    pub fn content<'f>(&self, file: &'f str) -> Option<(Option<String>, Cow<'f, str>)> {
        self.found(file).filter(|(language, _)| !self.is_disabled(language.as_deref()))
    }

    /// Whether a file is content in a language that the site does not publish.
    pub fn is_of_disabled_language(&self, file: &str) -> bool {
        self.found(file).is_some_and(|(language, _)| self.is_disabled(language.as_deref()))
    }

    fn is_disabled(&self, language: Option<&str>) -> bool {
        let tag = language.unwrap_or(&self.default_language);
        let mut languages = self.languages.iter();
        languages.any(|language| language.is_disabled && language.tag.eq_ignore_ascii_case(tag))
    }

    fn found<'f>(&self, file: &'f str) -> Option<(Option<String>, Cow<'f, str>)> {
        let (language, inner) = self.mounts.content(file)?;
        if let Some(language) = language {
            return Some((Some(language.to_string()), inner));
        }
        // `talks.fr.md`
        let tag = stem(&inner).0.rsplit_once('.').map(|(_, tag)| tag);
        let tag = tag.filter(|tag| {
            self.languages.iter().any(|language| language.tag.eq_ignore_ascii_case(tag))
        });
        Some((tag.map(String::from), inner))
    }

    /// The path of a file of `static/`.
    pub fn static_file<'f>(&self, file: &'f str) -> Option<Cow<'f, str>> {
        self.mounts.fixed(file).or_else(|| {
            let theme = file.strip_prefix("themes/")?;
            let inner = theme.split_once('/')?.1.strip_prefix("static/")?;
            // What themes look like is Dateline's own.
            let is_file = matches!(
                stem(inner).1,
                "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "pdf" | "mp3" | "mp4" | "ico"
            );
            is_file.then_some(Cow::Borrowed(inner))
        })
    }

    /// The path of a picture of `assets/`.
    pub fn asset<'f>(&self, file: &'f str) -> Option<&'f str> {
        let folder = self.config.text("assetDir").unwrap_or_else(|| "assets".into());
        let inner = file.strip_prefix(folder.trim_matches('/'))?.strip_prefix('/')?;
        let is_picture =
            matches!(stem(inner).1, "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif");
        is_picture.then_some(inner)
    }

    /// The language of a text as readers have it; none where it is the site's.
    pub fn told_language(&self, language: Option<&str>) -> Option<String> {
        let tag = language.filter(|tag| !tag.eq_ignore_ascii_case(&self.default_language))?;
        let of = self.config.map("languages").map(tag);
        Some(of.first(&["locale", "languageCode"]).unwrap_or_else(|| tag.to_string()))
    }

    /// What the addresses of a language begin with.
    pub fn prefix(&self, language: Option<&str>) -> String {
        match language {
            Some(tag) if !tag.eq_ignore_ascii_case(&self.default_language) => {
                format!("/{}", tag.to_lowercase())
            }
            _ if self.has_prefix => format!("/{}", self.default_language.to_lowercase()),
            _ => String::new(),
        }
    }

    /// What becomes of capitals in addresses.
    pub fn capitals(&self) -> Capitals {
        match self.config.flag("disablePathToLower") {
            Some(true) => Capitals::Kept,
            _ => Capitals::Lowered,
        }
    }

    /// Whether texts of a section are at `/name.html`.
    pub fn is_ugly(&self, section: &str) -> bool {
        match self.config.get("uglyURLs") {
            Some(Value::Bool(is_ugly)) => *is_ugly,
            Some(Value::Map(_)) => self.config.map("uglyURLs").flag(section).unwrap_or(false),
            _ => false,
        }
    }

    /// The pattern of addresses of a section in a language.
    pub fn permalink(&self, section: &str, language: Option<&str>) -> Option<String> {
        let of_language = self.config.map("languages").map(&self.language_of(language));
        [&of_language, &self.config].into_iter().find_map(|facts| {
            let patterns = facts.map("permalinks");
            let of_section = patterns.map("page").text(section).or_else(|| patterns.text(section));
            of_section.or_else(|| patterns.text("/"))
        })
    }

    /// Whether links of Markdown lead to texts by their paths: as the settings say, or in sites of
    /// several languages.
    pub fn reads_links(&self) -> bool {
        let hook = self.config.map("markup").map("goldmark").map("renderHooks").map("link");
        let uses = hook.text("useEmbedded");
        match (uses.as_deref(), hook.flag("enableDefault")) {
            (Some("always" | "fallback"), _) | (None, Some(true)) => true,
            (Some("never"), _) | (None, Some(false)) => false,
            _ => self.languages.iter().filter(|language| !language.is_disabled).count() > 1,
        }
    }

    /// The names of taxonomies: in the singular, as texts have them, and in the plural, as addresses do.
    pub fn taxonomies(&self) -> Vec<String> {
        let own: Vec<String> = self
            .config
            .map("taxonomies")
            .0
            .iter()
            .filter_map(|(_, plural)| scalar(plural))
            .collect();
        match self.config.get("taxonomies") {
            None => vec!["tags".into(), "categories".into()],
            Some(_) => own,
        }
    }
}

fn read(bundle: &Bundle, file: &str) -> Result<Facts, Diagnostic> {
    let (text, _) = bundle.text(file)?;
    let read = match stem(file).1 {
        "toml" => facts::of_toml(&text),
        "json" => facts::of_json(&text),
        _ => facts::of_yaml(&text),
    };
    read.map_err(|fault| {
        Diagnostic::error(fault)
            .in_file(file)
            .hint("mend the file, so that the site's own program reads it, and import again")
    })
}

/// Whether a file or a folder above it has a name that Hugo passes over: of editors and systems
/// (`SourceSpec.IgnoreFile` of Hugo).
fn is_hidden(file: &str) -> bool {
    file.split('/').any(|name| name.starts_with(['.', '#']) || name.ends_with('~'))
}

/// The patterns of `ignoreFiles` (<https://gohugo.io/configuration/all/#ignorefiles>).
fn ignored(config: &Facts) -> Result<Vec<Regex>, Diagnostic> {
    let patterns = config.texts("ignoreFiles").into_iter();
    let read = |pattern: String| {
        RegexBuilder::new(&pattern).unicode(false).build().map_err(|_| {
            Diagnostic::error(format!("`{pattern}` in `ignoreFiles` cannot be read as a pattern"))
                .hint("write it with letters, `.*` and `\\.`, so that no text is published that the site leaves out, and import again")
        })
    };
    patterns.map(read).collect()
}

/// What a file of a folder of settings says, where it belongs: `params.toml` is the table
/// `params`, and `menus.hy.toml` the menus of a language
/// (<https://gohugo.io/configuration/introduction/#configuration-directory>).
fn nested(name: &str, part: Facts) -> Facts {
    let keys = match name.split_once('.') {
        None if matches!(name, "hugo" | "config") => vec![],
        None => vec![name],
        Some(("menu" | "menus", language)) => vec!["languages", language, "menus"],
        Some(("params", language)) => vec!["languages", language, "params"],
        Some((_, language)) => vec!["languages", language],
    };
    keys.into_iter().rev().fold(part, |part, key| {
        let entries =
            part.0.into_iter().map(|(name, value)| (Value::Text(name).into(), value.into()));
        Facts(vec![(key.into(), Value::Map(entries.collect()))])
    })
}

/// Facts of a later file stand for those of an earlier one; tables are one.
fn laid_over(under: &mut Facts, over: Facts) {
    for (name, value) in over.0 {
        match under.0.iter_mut().find(|(before, _)| before.eq_ignore_ascii_case(&name)) {
            Some((_, before)) => merge(before, value),
            None => under.0.push((name, value)),
        }
    }
}

fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Map(under), Value::Map(over)) => {
            for (name, value) in over {
                let key = scalar(&name.value).unwrap_or_default();
                let is_it = |(before, _): &&mut (Node, Node)| {
                    scalar(&before.value).is_some_and(|before| before.eq_ignore_ascii_case(&key))
                };
                match under.iter_mut().find(is_it) {
                    Some((_, before)) => merge(&mut before.value, value.value),
                    None => under.push((name, value)),
                }
            }
        }
        (under, over) => *under = over,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_toml;

    #[test]
    fn files_of_editors_and_systems_are_passed_over() {
        for (file, expected) in [
            ("content/a.md", false),
            ("content/.a.md", true),
            ("content/.old/a.md", true),
            ("content/#a.md#", true),
            ("content/a.md~", true),
            ("content/a#b/c.md", false),
        ] {
            assert_eq!(is_hidden(file), expected, "{file}");
        }
    }

    #[test]
    fn settings_of_a_folder_are_one() {
        let mut config = of_toml("title = 'A'\n[params]\nx = 1\ny = 1\n").unwrap();
        for (name, text) in [
            ("hugo", "baseURL = 'https://a.example/'\n"),
            ("languages.hy", "contentDir = 'hy'\n"),
            ("languages", "[hy]\nlocale = 'hy-AM'\n[en]\nweight = 1\n"),
            ("params", "Y = 2\n"),
            ("menus.hy", "[[main]]\nname = 'B'\n"),
            ("params.hy", "z = 3\n"),
        ] {
            laid_over(&mut config, nested(name, of_toml(text).unwrap()));
        }
        let hy = config.map("languages").map("hy");
        assert_eq!(config.text("title").as_deref(), Some("A"));
        assert_eq!(config.map("params").text("x").as_deref(), Some("1"));
        assert_eq!(config.map("params").text("y").as_deref(), Some("2"));
        assert_eq!(hy.text("contentDir").as_deref(), Some("hy"));
        assert_eq!(hy.text("locale").as_deref(), Some("hy-AM"));
        assert_eq!(hy.map("menus").maps("main")[0].text("name").as_deref(), Some("B"));
        assert_eq!(hy.map("params").text("z").as_deref(), Some("3"));
    }
}
