//! The settings of a Hugo site (<https://gohugo.io/configuration/all/>).

use jiff::tz::TimeZone;
use regex::bytes::{Regex, RegexBuilder};

use super::super::site_files::stem;
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts};
use crate::import::model::Settings;
use crate::language::zones;
use crate::text::yaml::Value;

/// A site's settings.
pub struct Site {
    pub config: Facts,
    pub zone: TimeZone,
    languages: Vec<Language>,
    default_language: String,
    has_prefix: bool,
    content: String,
    /// What the site leaves out (`ignoreFiles`).
    ignored: Vec<Regex>,
}

struct Language {
    tag: String,
    folder: Option<String>,
}

const ENDINGS: [&str; 4] = ["toml", "yaml", "yml", "json"];

impl Site {
    pub fn read(bundle: &Bundle) -> Result<Self, Diagnostic> {
        let mut config = Facts::default();
        for name in [
            "hugo",
            "config",
            "config/_default/hugo",
            "config/_default/config",
            "config/production/hugo",
            "config/production/config",
        ] {
            for ending in ENDINGS {
                let file = format!("{name}.{ending}");
                if bundle.has(&file) {
                    laid_over(&mut config, read(bundle, &file)?);
                }
            }
        }
        // `config/_default/params.toml` is the table `params`.
        for file in bundle.below("config/_default/") {
            let (name, ending) = stem(file);
            let is_part = ENDINGS.contains(&ending)
                && !matches!(name, "hugo" | "config")
                && file.matches('/').count() == 2;
            if is_part && config.get(name).is_none() {
                let part = read(bundle, file)?;
                let entries = part
                    .0
                    .into_iter()
                    .map(|(name, value)| (Value::Text(name).into(), value.into()));
                config.0.push((name.into(), Value::Map(entries.collect())));
            }
        }
        let zone = config.text("timeZone").and_then(|name| zones::meant(&name).into_iter().next());
        let default_language = config.text("defaultContentLanguage").unwrap_or_else(|| "en".into());
        let of_languages = config.map("languages");
        let mut languages: Vec<Language> = of_languages
            .0
            .iter()
            .map(|(tag, _)| Language {
                tag: tag.clone(),
                folder: of_languages.map(tag).text("contentDir"),
            })
            .collect();
        if languages.is_empty() {
            languages.push(Language { tag: default_language.clone(), folder: None });
        }
        let ignored = ignored(&config)?;
        Ok(Site {
            ignored,
            zone: zone.and_then(|zone| zone.to_time_zone()).unwrap_or(TimeZone::UTC),
            has_prefix: config.flag("defaultContentLanguageInSubdir").unwrap_or(false),
            content: config.text("contentDir").unwrap_or_else(|| "content".into()),
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
        let menu = menus.iter().flat_map(|menu| menu.maps("main")).filter_map(|entry| {
            let url = entry.first(&["url", "pageRef"])?;
            Some((entry.first(&["name", "title", "identifier"])?, url))
        });
        Settings {
            title: config.text("title").or_else(|| language.text("title")).unwrap_or_default(),
            tagline: params
                .first(&["tagline", "subtitle", "description"])
                .or_else(|| language.map("params").text("description")),
            base_url: config.text("baseURL").filter(|url| url.starts_with("http")),
            language: config
                .first(&["languageCode", "locale"])
                .or_else(|| language.text("languageCode"))
                .or_else(|| Some(self.default_language.clone())),
            time_zone: config.text("timeZone"),
            menu: menu.collect(),
            page_size: config
                .map("pagination")
                .text("pagerSize")
                .or_else(|| config.text("paginate"))
                .and_then(|size| size.parse().ok()),
            sections: Vec::new(),
        }
    }

    /// Whether the site leaves out a file of its content. Hugo asks for the whole path, older
    /// versions for that in the site: what either means was not public.
    pub fn ignores(&self, file: &str) -> bool {
        let whole = format!("/{file}");
        self.ignored
            .iter()
            .any(|pattern| pattern.is_match(file.as_bytes()) || pattern.is_match(whole.as_bytes()))
    }

    /// The language of a text without a word of it in its name.
    pub fn language_of(&self, language: Option<&str>) -> String {
        language.unwrap_or(&self.default_language).to_string()
    }

    /// The names of the fields that say when a text is public from, or to.
    pub fn dates(&self, name: &str, usual: &[&str]) -> Vec<String> {
        let own = self.config.map("frontmatter").texts(name).into_iter();
        let own = own.filter(|field| !field.starts_with(':'));
        own.chain(usual.iter().map(|field| (*field).to_string())).collect()
    }

    /// The language and the path in its content of a file; none if it is no content.
    pub fn content<'f>(&self, file: &'f str) -> Option<(Option<String>, &'f str)> {
        let in_folder = |folder: &str| {
            file.strip_prefix(folder.trim_start_matches("./").trim_end_matches('/'))?
                .strip_prefix('/')
        };
        for language in &self.languages {
            if let Some(inner) = language.folder.as_deref().and_then(in_folder) {
                return Some((Some(language.tag.clone()), inner));
            }
        }
        let inner = in_folder(&self.content)?;
        // `talks.fr.md`
        let name = stem(inner).0;
        let tag = name.rsplit_once('.').map(|(_, tag)| tag);
        let tag = tag.filter(|tag| {
            self.languages.iter().any(|language| language.tag.eq_ignore_ascii_case(tag))
        });
        Some((tag.map(String::from), inner))
    }

    /// The path of a file of `static/`.
    pub fn static_file<'f>(&self, file: &'f str) -> Option<&'f str> {
        let own = self.config.texts("staticDir");
        let own = own.iter().find_map(|folder| file.strip_prefix(&format!("{folder}/")));
        own.or_else(|| file.strip_prefix("static/")).or_else(|| {
            let theme = file.strip_prefix("themes/")?;
            Some(theme.split_once('/')?.1.strip_prefix("static/")?).filter(|inner| {
                // What themes look like is Dateline's own.
                let ending = stem(inner).1;
                matches!(
                    ending,
                    "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "pdf" | "mp3" | "mp4" | "ico"
                )
            })
        })
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

    /// Whether texts of a section are at `/name.html`.
    pub fn is_ugly(&self, section: &str) -> bool {
        match self.config.get("uglyURLs") {
            Some(Value::Bool(is_ugly)) => *is_ugly,
            Some(Value::Map(_)) => self.config.map("uglyURLs").flag(section).unwrap_or(false),
            _ => false,
        }
    }

    /// The pattern of addresses of a section.
    pub fn permalink(&self, section: &str) -> Option<String> {
        let patterns = self.config.map("permalinks");
        patterns
            .map("page")
            .text(section)
            .or_else(|| patterns.text(section))
            .or_else(|| patterns.text("/"))
    }

    /// The names of taxonomies: in the singular, as texts have them, and in the plural, as addresses do.
    pub fn taxonomies(&self) -> Vec<String> {
        let own: Vec<String> = self
            .config
            .map("taxonomies")
            .0
            .iter()
            .filter_map(|(_, plural)| facts::scalar(plural))
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

/// Facts of a later file stand for those of an earlier one.
fn laid_over(under: &mut Facts, over: Facts) {
    for (name, value) in over.0 {
        under.0.retain(|(before, _)| !before.eq_ignore_ascii_case(&name));
        under.0.push((name, value));
    }
}
