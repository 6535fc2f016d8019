//! The settings of an Eleventy site, as far as their plain lines tell them, and its files of data
//! (<https://www.11ty.dev/docs/data/>).

use regex::Regex;

use super::super::site_files::{resolved, stem};
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts};
use crate::import::model::Settings;
use crate::text::yaml::Value;

/// What a site says of itself.
pub struct Site {
    /// The folder of the content, with a slash at its end, or nothing.
    pub input: String,
    pub includes: String,
    pub layouts: String,
    pub data: Facts,
}

/// The texts in quotes.
pub fn quoted(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let quote = rest[at..].chars().next().unwrap_or('"');
        let Some(end) = rest[at + 1..].find(quote) else { break };
        texts.push(rest[at + 1..at + 1 + end].to_string());
        rest = &rest[at + end + 2..];
    }
    texts
}

/// The value of `name: "…"` in a program.
pub fn value_in(code: &str, name: &str) -> Option<String> {
    let start = format!(r#"(?:^|[ \t\r\n,{{(])["']?{name}["']?[ \t\r\n]*[:=][ \t\r\n]*"#);
    let pattern = Regex::new(&(start + r#"(?:"([^"$]*)"|'([^'$]*)'|`([^`$]*)`)"#)).ok()?;
    let found = pattern.captures(code)?;
    let text = (1..=3).find_map(|at| found.get(at))?.as_str();
    (!text.is_empty()).then(|| text.to_string())
}

impl Site {
    pub fn of(bundle: &Bundle, config: &str) -> Self {
        let input = value_in(config, "input").unwrap_or_default();
        let input = input.trim_start_matches("./").trim_matches('/').to_string();
        let input =
            if input.is_empty() || input == "." { String::new() } else { format!("{input}/") };
        let data = value_in(config, "data").unwrap_or_else(|| "_data".into());
        let data = resolved(&data, &format!("/{input}"), "").trim_matches('/').to_string();
        let includes = value_in(config, "includes").unwrap_or_else(|| "_includes".into());
        let includes = resolved(&includes, &format!("/{input}"), "").trim_matches('/').to_string();
        let layouts = value_in(config, "layouts")
            .map(|name| resolved(&name, &format!("/{input}"), "").trim_matches('/').to_string());
        let layouts = layouts.unwrap_or_else(|| includes.clone());
        let mut all = Facts::default();
        let below = format!("{data}/");
        for file in bundle.below(&below) {
            let (name, ending) = stem(file);
            let Ok((text, _)) = bundle.text(file) else { continue };
            let facts = match ending {
                "json" => facts::of_json(&text).unwrap_or_default(),
                "yml" | "yaml" => facts::of_yaml(&text).unwrap_or_default(),
                "js" | "cjs" | "mjs" => {
                    let names = [
                        "url",
                        "title",
                        "name",
                        "description",
                        "language",
                        "lang",
                        "timezone",
                        "baseUrl",
                        "siteUrl",
                    ];
                    let found = names.iter().filter_map(|name| {
                        Some(((*name).to_string(), Value::Text(value_in(&text, name)?)))
                    });
                    Facts(found.collect())
                }
                _ => continue,
            };
            let entries =
                facts.0.into_iter().map(|(name, value)| (Value::Text(name).into(), value.into()));
            all.0.push((name.into(), Value::Map(entries.collect())));
        }
        Site { input, includes, layouts, data: all }
    }

    pub fn settings(&self) -> Settings {
        let of = ["site", "metadata", "meta", "siteMeta", "config"].map(|name| self.data.map(name));
        let first = |names: &[&str]| of.iter().find_map(|facts| facts.first(names));
        Settings {
            title: first(&["title", "name"]).unwrap_or_default(),
            tagline: first(&["tagline", "description"]),
            base_url: first(&["url", "baseUrl", "siteUrl", "base_url"])
                .filter(|url| url.starts_with("http")),
            language: first(&["language", "lang", "locale"]),
            time_zone: first(&["timezone"]),
            ..Settings::default()
        }
    }

    /// What the files of data in the folders of a text say of it, the nearest last.
    pub fn cascade(&self, bundle: &Bundle, inner: &str) -> Vec<(String, Value)> {
        let mut values: Vec<(String, Value)> = Vec::new();
        let mut folders = vec![String::new()];
        for (at, _) in inner.match_indices('/') {
            folders.push(inner[..at].to_string());
        }
        for folder in folders.iter().filter(|folder| !folder.is_empty()) {
            let name = folder.rsplit('/').next().unwrap_or(folder);
            for ending in ["json", "11tydata.json"] {
                let file = format!("{}{folder}/{name}.{ending}", self.input);
                let Ok((text, _)) = bundle.text(&file) else { continue };
                for (name, value) in facts::of_json(&text).unwrap_or_default().0 {
                    values.retain(|(before, _)| *before != name);
                    values.push((name, value));
                }
            }
            for ending in ["11tydata.js", "11tydata.cjs", "11tydata.mjs"] {
                let file = format!("{}{folder}/{name}.{ending}", self.input);
                let Ok((text, _)) = bundle.text(&file) else { continue };
                for name in ["permalink", "layout", "tags"] {
                    if let Some(value) = value_in(&text, name) {
                        values.retain(|(before, _)| before != name);
                        values.push((name.into(), Value::Text(value)));
                    }
                }
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_of_a_program_are_read() {
        let code = "module.exports = (c) => { c.addPassthroughCopy('img');\n return { dir: { input: \"src\", data: `_d` } } }";
        assert_eq!(value_in(code, "input").as_deref(), Some("src"));
        assert_eq!(value_in(code, "data").as_deref(), Some("_d"));
        assert_eq!(value_in(code, "output"), None);
        assert_eq!(quoted("{\"a\": 'b'}"), ["a", "b"]);
    }
}
