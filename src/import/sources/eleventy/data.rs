//! The settings of an Eleventy site, as far as their plain lines tell them, and its files of data
//! (<https://www.11ty.dev/docs/data/>).

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::super::site_files::{resolved, stem};
use super::code::{quoted, value_in, without_comments};
use super::computed::EXCLUDES;
use super::data_files::DataFiles;
use super::scripts::Scripts;
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts};
use crate::import::model::Settings;
use crate::text::yaml::Value;

/// So many layouts are looked at, one around the other.
const MOST_LAYOUTS: usize = 10;

/// What a site says of itself.
pub struct Site {
    /// The folder of the content, with a slash at its end, or nothing.
    pub input: String,
    pub includes: String,
    pub layouts: String,
    /// The folders of data and of what is built, from the root.
    pub apart: [String; 2],
    /// Other names of layouts: `addLayoutAlias("post", "layouts/post.njk")`.
    pub layout_aliases: HashMap<String, String>,
    /// The folder of the host in which the site is (`pathPrefix`), or nothing.
    prefix: String,
    pub data: Facts,
    /// The files of data about texts.
    files: DataFiles,
    /// The words of its programs: what a program may give a name.
    words: HashSet<String>,
    /// Whether texts give attributes to what is in them.
    pub has_attributes: bool,
}

/// Whether a plug-in for attributes is there: in any program, or among the packages.
fn has_attributes(bundle: &Bundle, scripts: &Scripts) -> bool {
    let is_named = |text: &str| {
        ["markdown-it-attrs", "@mdit/plugin-attrs"].iter().any(|name| text.contains(name))
    };
    scripts.files().any(|(_, code)| is_named(code))
        || bundle.text("package.json").is_ok_and(|(text, _)| is_named(&text))
}

/// The words in the settings and in the programs among the data; the name of such a file is one.
fn words_of_programs(scripts: &Scripts, data: &str) -> HashSet<String> {
    let mut words = HashSet::new();
    let mut take = |text: &str| {
        let found = text.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$'));
        words.extend(found.filter(|word| !word.is_empty()).map(String::from));
    };
    take(&scripts.config);
    for (file, code) in scripts.files() {
        if file.starts_with(data) || file.contains(".11tydata.") {
            take(stem(file).0);
            take(code);
        }
    }
    words
}

/// The address of a host.
fn host(name: &str) -> Option<String> {
    let is_host = name.contains('.') && !name.contains([' ', '/', ':']);
    match name.starts_with("http") {
        true => Some(name.into()),
        false => is_host.then(|| format!("https://{name}")),
    }
}

/// The folder of the host in which the site is, by the settings or the command that builds it
/// (<https://www.11ty.dev/docs/config/#deploy-to-a-subdirectory-with-a-path-prefix>).
fn path_prefix(config: &str, bundle: &Bundle) -> String {
    let of_command = || {
        let (scripts, _) = bundle.text("package.json").ok()?;
        let rest = scripts.split("--pathprefix").nth(1)?.strip_prefix(['=', ' '])?;
        let rest = rest.trim_start_matches(['\\', '\'', '"']);
        rest.split(|c: char| c.is_whitespace() || "\\'\",".contains(c)).next().map(String::from)
    };
    let prefix = value_in(config, "pathPrefix").or_else(of_command);
    prefix.unwrap_or_default().trim_matches('/').to_string()
}

/// The address of a site in a folder of its host, which it may have already.
fn below(url: &str, prefix: &str) -> String {
    let bare = url.trim_end_matches('/');
    let has_it = bare.split_once("://").is_some_and(|(_, rest)| {
        rest.strip_suffix(prefix).is_some_and(|before| before.ends_with('/'))
    });
    match prefix.is_empty() || has_it {
        true => url.to_string(),
        false => format!("{bare}/{prefix}/"),
    }
}

impl Site {
    pub fn of(bundle: &Bundle, scripts: &Scripts) -> Self {
        let config = scripts.config.as_str();
        let folder = |name: &str, call: &str| {
            let called =
                config.split(call).nth(1).and_then(|rest| quoted(rest.split(')').next()?).pop());
            called.or_else(|| value_in(config, name))
        };
        let input = folder("input", "setInputDirectory(").unwrap_or_default();
        let input = input.trim_start_matches("./").trim_matches('/').to_string();
        let input =
            if input.is_empty() || input == "." { String::new() } else { format!("{input}/") };
        let data = folder("data", "setDataDirectory(").unwrap_or_else(|| "_data".into());
        let data = resolved(&data, &format!("/{input}"), "").trim_matches('/').to_string();
        let includes =
            folder("includes", "setIncludesDirectory(").unwrap_or_else(|| "_includes".into());
        let includes = resolved(&includes, &format!("/{input}"), "").trim_matches('/').to_string();
        let layouts = folder("layouts", "setLayoutsDirectory(")
            .map(|name| resolved(&name, &format!("/{input}"), "").trim_matches('/').to_string());
        let layouts = layouts.unwrap_or_else(|| includes.clone());
        let output = folder("output", "setOutputDirectory(").unwrap_or_else(|| "_site".into());
        let output = output.trim_start_matches("./").trim_matches('/').to_string();
        let aliases = config.split("addLayoutAlias(").skip(1).filter_map(|call| {
            match &quoted(call.split(')').next()?)[..] {
                [name, file] => Some((name.clone(), file.clone())),
                _ => None,
            }
        });
        let layout_aliases = aliases.collect();
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
                        "host",
                    ];
                    let found = names.iter().filter_map(|name| {
                        Some(((*name).to_string(), Value::Text(value_in(&text, name)?)))
                    });
                    Facts(found.collect())
                }
                _ => continue,
            };
            // A program of which no line tells anything may say everything.
            if facts.0.is_empty() {
                continue;
            }
            let entries =
                facts.0.into_iter().map(|(name, value)| (Value::Text(name).into(), value.into()));
            all.0.push((name.into(), Value::Map(entries.collect())));
        }
        if let Ok((text, _)) = bundle.text("package.json") {
            let facts = facts::of_json(&text).unwrap_or_default();
            let entries =
                facts.0.into_iter().map(|(name, value)| (Value::Text(name).into(), value.into()));
            all.0.push(("pkg".into(), Value::Map(entries.collect())));
        }
        let words = words_of_programs(scripts, &below);
        let has_attributes = has_attributes(bundle, scripts);
        let apart = [data, output];
        let files = DataFiles::of(config);
        let prefix = path_prefix(config, bundle);
        Site {
            input,
            includes,
            layouts,
            apart,
            layout_aliases,
            prefix,
            data: all,
            files,
            words,
            has_attributes,
        }
    }

    /// Whether Nunjucks escapes what it shows: it does, where the settings say nothing of it.
    pub fn escapes(&self) -> bool {
        !self.words.contains("autoescape")
    }

    /// Whether a name without a value here has none on the site: Eleventy makes some, and programs
    /// may give one to each name in them.
    pub fn tells(&self, path: &str) -> bool {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        match name {
            "page" => !matches!(rest, "outputPath" | "templateSyntax" | "lang" | "rawInput"),
            "collections" | "pagination" | "eleventy" | "content" => false,
            _ => !self.words.contains(name),
        }
    }

    /// The front matter of a layout, by its name; none if it has no file here.
    fn layout(&self, bundle: &Bundle, name: &str) -> Option<Facts> {
        let name = self.layout_aliases.get(name).map_or(name, String::as_str);
        let mut files = ["", ".njk", ".liquid", ".html", ".md", ".webc", ".hbs"]
            .iter()
            .map(|ending| format!("{}/{name}{ending}", self.layouts));
        let file = files.find(|file| bundle.has(file))?;
        let (text, _) = bundle.text(&file).ok()?;
        Some(facts::apart(&text).facts.unwrap_or_default())
    }

    /// Adds what the layouts of a text say for it
    /// (<https://www.11ty.dev/docs/data-cascade/>).
    pub fn add_from_layouts(&self, bundle: &Bundle, facts: &mut Facts) {
        let mut layout = facts.text("layout");
        // A chain of them ends, whatever it says.
        for _ in 0..MOST_LAYOUTS {
            let Some(above) = layout.and_then(|name| self.layout(bundle, &name)) else { return };
            layout = above.text("layout");
            for (name, value) in above.0 {
                if facts.get(&name).is_none() {
                    facts.0.push((name, value));
                }
            }
        }
    }

    pub fn settings(&self) -> Settings {
        let of = ["site", "metadata", "meta", "siteMeta", "config"].map(|name| self.data.map(name));
        let first = |names: &[&str]| of.iter().find_map(|facts| facts.first(names));
        Settings {
            title: first(&["title", "name"]).unwrap_or_default(),
            tagline: first(&["tagline", "description"]),
            base_url: first(&["url", "baseUrl", "siteUrl", "base_url"])
                .filter(|url| url.starts_with("http"))
                .or_else(|| host(&first(&["host", "hostname", "domain"])?))
                .map(|url| below(&url, &self.prefix)),
            language: first(&["language", "lang", "locale"]),
            time_zone: first(&["timezone"]),
            ..Settings::default()
        }
    }

    /// What the files of data in the folders of a text, and beside it, say of it, the nearest last
    /// (<https://www.11ty.dev/docs/data-template-dir/>).
    pub fn cascade(&self, bundle: &Bundle, inner: &str) -> Said {
        let mut said = Said::default();
        for (path, may_be_program) in self.files.about(&self.input, inner) {
            for ending in self.files.endings {
                let Ok((text, _)) = bundle.text(&format!("{path}.{ending}")) else { continue };
                let facts = match *ending {
                    "json" => facts::of_json(&text),
                    _ => facts::of_yaml(&text),
                };
                let Ok(facts) = facts else { continue };
                facts.0.into_iter().for_each(|(name, value)| said.say(name, value));
            }
            for ending in ["js", "cjs", "mjs", "ts"].iter().filter(|_| may_be_program) {
                let Ok((text, _)) = bundle.text(&format!("{path}.{ending}")) else { continue };
                said.read(&text);
            }
        }
        said
    }
}

/// What files of data say of a text.
#[derive(Debug, Default)]
pub struct Said {
    pub values: Vec<(String, Value)>,
    /// A name of what is public that a program gives a value which its lines do not tell.
    pub doubt: Option<String>,
}

impl Said {
    fn say(&mut self, name: String, value: Value) {
        self.values.retain(|(before, _)| *before != name);
        if self.doubt.as_ref() == Some(&name) {
            self.doubt = None;
        }
        self.values.push((name, value));
    }

    /// Reads the plain lines of a program.
    fn read(&mut self, code: &str) {
        let code = &without_comments(code);
        for name in ["permalink", "layout", "tags"] {
            if let Some(value) = value_in(code, name) {
                self.say(name.into(), Value::Text(value));
            }
        }
        for name in ["draft", "published", "permalink", EXCLUDES] {
            match flag_in(code, name) {
                Some(Some(flag)) => self.say(name.into(), Value::Bool(flag)),
                Some(None) => self.doubt = Some(name.into()),
                None => {}
            }
        }
    }
}

/// The flag in `name: true` of a program; none in it where it is told by what no line says. What
/// asks the text's own data, as `data.draft ? false : …`, is told by the text.
fn flag_in(code: &str, name: &str) -> Option<Option<bool>> {
    let start = format!(r#"(?m)(?:^|[ \t,{{(])["']?{name}["']?[ \t]*(?::|=[^=>]|\()([^\n]*)"#);
    let pattern = Regex::new(&start).ok()?;
    let mut doubt = None;
    for found in pattern.captures_iter(code) {
        let rest = found.get(1)?.as_str().trim();
        for (word, flag) in [("true", true), ("false", false)] {
            let behind = rest.strip_prefix(word);
            if behind.is_some_and(|behind| {
                let behind = behind.trim_start();
                behind.is_empty() || behind.starts_with([',', '}', ';', '/', ')'])
            }) {
                return Some(Some(flag));
            }
        }
        let is_plain = rest.starts_with(['"', '\'', '`']) && !rest.contains("false");
        // A function goes on below.
        let value = if rest.ends_with('{') { code } else { rest };
        let asks_text = ["data.draft", "data.published", "data.permalink"]
            .iter()
            .any(|field| value.contains(field));
        let whole = if rest.ends_with([',', '}', ';', ')']) { rest } else { code };
        // An object without `build` means no page.
        let is_object = rest.starts_with('{') && !rest.contains("build");
        let may_hide = name != "permalink" || whole.contains("false") || is_object;
        if !is_plain && !asks_text && may_hide {
            doubt = Some(None);
        }
    }
    doubt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_may_be_in_a_folder_of_its_host() {
        for (url, prefix, expected) in [
            ("https://a.example", "paper", "https://a.example/paper/"),
            ("https://a.example/", "a/b", "https://a.example/a/b/"),
            ("https://a.example/paper/", "paper", "https://a.example/paper/"),
            ("https://a.example/newspaper", "paper", "https://a.example/newspaper/paper/"),
            ("https://a.example/x", "", "https://a.example/x"),
        ] {
            assert_eq!(below(url, prefix), expected);
        }
    }

    #[test]
    fn what_stands_in_a_comment_of_a_program_is_not_said() {
        for code in [
            "module.exports = {\n  draft: isDraft(), // draft: false,\n};",
            "module.exports = {\n  /* draft: false, */\n  draft: isDraft(),\n};",
            "// draft: false\nexport default { draft: isDraft() };",
        ] {
            let mut said = Said::default();
            said.read(code);
            assert_eq!((said.values.len(), said.doubt.as_deref()), (0, Some("draft")), "{code}");
        }
    }

    #[test]
    fn plain_lines_of_a_program_are_read() {
        let code = "module.exports = (c) => { c.addPassthroughCopy('img');\n return { dir: { input: \"src\", data: `_d` } } }";
        assert_eq!(value_in(code, "input").as_deref(), Some("src"));
        assert_eq!(value_in(code, "data").as_deref(), Some("_d"));
        assert_eq!(value_in(code, "output"), None);
        for (code, flag) in [
            ("module.exports = { draft: true };", Some(Some(true))),
            ("export default {\n  \"draft\": false,\n}", Some(Some(false))),
            ("module.exports = { draft: isDraft() };", Some(None)),
            ("module.exports = { draft: data => data.draft && true };", None),
            ("module.exports = { drafts: true };", None),
            ("// A draft, see below\nmodule.exports = {};", None),
        ] {
            assert_eq!(flag_in(code, "draft"), flag, "{code}");
        }
        for (code, flag) in [
            ("module.exports = { permalink: false };", Some(Some(false))),
            ("module.exports = { permalink: '/a/' };", None),
            ("module.exports = { permalink: data => `/${data.slug}/` };", None),
            ("module.exports = { permalink: process.env.ALL ? '/a/' : false };", Some(None)),
            ("module.exports = { permalink:\n  process.env.ALL ? '/a/' : false };", Some(None)),
            (
                "module.exports = {\n  permalink: data =>\n    isOpen(data) ? '/a/' : false,\n};",
                Some(None),
            ),
            ("module.exports = { permalink: { build: false } };", Some(None)),
            ("module.exports = { permalink: {\n  build: false } };", Some(None)),
            ("module.exports = { permalink: { serverless: '/a/' } };", Some(None)),
            ("module.exports = { permalink: { build: '/a/' } };", None),
        ] {
            assert_eq!(flag_in(code, "permalink"), flag, "{code}");
        }
        assert_eq!(quoted("{\"a\": 'b'}"), ["a", "b"]);
    }
}
