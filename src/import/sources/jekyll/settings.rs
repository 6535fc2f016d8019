//! The settings of a Jekyll site (<https://jekyllrb.com/docs/configuration/>).

use jiff::tz::TimeZone;

use super::super::pattern::{Pattern, Star};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::facts::{self, Facts};
use crate::import::markdown::Extras;
use crate::import::model::Settings;
use crate::language::zones;
use crate::text::yaml::Value;

/// A site's settings.
pub struct Site {
    pub config: Facts,
    /// The zone of its dates.
    pub zone: TimeZone,
    /// The path of the site on its host, without a slash at its end.
    pub base: String,
    collections: Vec<Collection>,
    exclude: Vec<Entries>,
    include: Vec<Entries>,
    defaults: Vec<Defaults>,
    /// The folder of the site in the source, with a slash at its end, or nothing.
    root: String,
}

/// Files that `exclude` or `include` names (`EntryFilter` of Jekyll): by a pattern of
/// `File.fnmatch`, or by what their paths begin with.
struct Entries {
    start: String,
    pattern: Pattern,
}

impl Entries {
    fn of(names: &[String]) -> Vec<Self> {
        let start =
            |name: &String| name.trim_start_matches("./").trim_start_matches('/').to_string();
        let starts = names.iter().map(start).filter(|start| !start.is_empty());
        starts
            .map(|start| Entries { pattern: Pattern::new(&start, Star::Anything), start })
            .collect()
    }

    fn hold(&self, path: &str) -> bool {
        path.starts_with(&self.start) || self.pattern.holds(path)
    }
}

/// An entry of `defaults` (<https://jekyllrb.com/docs/configuration/front-matter-defaults/>).
struct Defaults {
    path: String,
    /// Of a path with `*`.
    pattern: Option<Pattern>,
    kind: Option<String>,
    values: Facts,
}

struct Collection {
    name: String,
    is_public: bool,
    permalink: Option<String>,
}

/// Where a file is in the site.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In `_posts`; the folders before it are categories.
    Post { categories: Vec<String> },
    /// In `_drafts`.
    Draft { categories: Vec<String> },
    /// In the folder of a collection that has pages.
    Collection { name: String, permalink: Option<String> },
    /// Anywhere else.
    Page,
}

impl Site {
    pub fn read(bundle: &Bundle) -> Result<Self, Diagnostic> {
        let file = ["_config.yml", "_config.yaml", "_config.toml"]
            .into_iter()
            .find(|file| bundle.has(file));
        let config = match file {
            None => Facts::default(),
            Some(file) => {
                let (text, _) = bundle.text(file)?;
                let read = if file.ends_with("toml") {
                    facts::of_toml(&text)
                } else {
                    facts::of_yaml(&text)
                };
                read.map_err(|fault| {
                    Diagnostic::error(fault).in_file(file).hint(
                        "mend the file, so that the site's own program reads it, and import again",
                    )
                })?
            }
        };
        let zone = config.text("timezone").and_then(|name| zones::said(&name).into_iter().next());
        let zone = zone.and_then(|zone| zone.to_time_zone()).unwrap_or(TimeZone::UTC);
        let base = config.text("baseurl").unwrap_or_default();
        let base = base.trim_matches('/');
        let base = if base.is_empty() { String::new() } else { format!("/{base}") };
        let root =
            config.text("source").filter(|source| source != "." && !source.starts_with(".."));
        let root =
            root.map_or_else(String::new, |root| format!("{}/", root.trim_matches(['.', '/'])));
        Ok(Site {
            zone,
            base,
            collections: collections(&config),
            exclude: Entries::of(&config.texts("exclude")),
            include: Entries::of(&config.texts("include")),
            defaults: defaults(&config),
            root,
            config,
        })
    }

    pub fn settings(&self) -> Settings {
        let config = &self.config;
        let url = config.text("url").filter(|url| url.starts_with("http"));
        let url = url.or_else(|| config.text("cname").map(|host| format!("https://{host}")));
        Settings {
            title: config.first(&["title", "name"]).unwrap_or_default(),
            tagline: config.first(&["tagline", "description", "subtitle"]),
            base_url: url.map(|url| format!("{}{}/", url.trim_end_matches('/'), self.base)),
            language: config.first(&["lang", "locale", "language"]),
            time_zone: config.text("timezone"),
            page_size: config.text("paginate").and_then(|size| size.parse().ok()),
            ..Settings::default()
        }
    }

    /// Where a file is; none if it is no part of the published site.
    pub fn place(&self, file: &str) -> Option<Place> {
        let inner = file.strip_prefix(&self.root)?;
        let name = inner.rsplit('/').next().unwrap_or(inner);
        let is_included = self.include.iter().any(|of| of.hold(inner) || of.pattern.is(name));
        if !is_included && self.exclude.iter().any(|of| of.hold(inner)) {
            return None;
        }
        let parts: Vec<&str> = inner.split('/').collect();
        let folders = &parts[..parts.len() - 1];
        let categories = |at: usize| folders[..at].iter().map(|part| (*part).to_string()).collect();
        let collections_dir = self.config.text("collections_dir");
        let folders_of = |name: &str| folders.iter().position(|part| *part == name);
        if let Some(at) = folders_of("_posts").filter(|at| !self.is_left_out(&folders[..*at])) {
            let at = if collections_dir.as_deref() == folders.first().copied() { 0 } else { at };
            let is_read = is_included
                || !is_special(folders_of("_posts").map_or(&parts, |at| &parts[at + 1..]));
            let categories = categories(at);
            return Some(match is_read {
                true => Place::Post { categories },
                false => Place::Draft { categories },
            });
        }
        if let Some(at) = folders_of("_drafts").filter(|at| !self.is_left_out(&folders[..*at])) {
            return Some(Place::Draft { categories: categories(at) });
        }
        let of_collection = match (&collections_dir, folders) {
            (Some(dir), [first, second, ..]) if first == dir => Some(second),
            (_, [first, ..]) => Some(first),
            _ => None,
        };
        if let Some(name) = of_collection.and_then(|name| name.strip_prefix('_'))
            && let Some(collection) =
                self.collections.iter().find(|collection| collection.name == name)
        {
            let inner = parts.iter().position(|part| part.strip_prefix('_') == Some(name));
            let is_read = is_included || !is_special(inner.map_or(&parts, |at| &parts[at + 1..]));
            return collection.is_public.then(|| match is_read {
                true => {
                    Place::Collection { name: name.into(), permalink: collection.permalink.clone() }
                }
                false => Place::Draft { categories: Vec::new() },
            });
        }
        (is_included || !self.is_left_out(&parts)).then_some(Place::Page)
    }

    fn is_left_out(&self, parts: &[&str]) -> bool {
        let is_hidden = parts.iter().any(|part| {
            part.starts_with(SPECIAL) && *part != ".well-known" && *part != ".htaccess"
                || part.ends_with('~')
        });
        let path = parts.join("/");
        is_hidden
            || STANDARD.iter().any(|name| {
                path == *name
                    || path.starts_with(&format!("{name}/"))
                    || name.starts_with("*.") && path.ends_with(&name[1..])
            })
    }

    /// What the settings say of a text of this kind at this path.
    pub fn defaults(&self, path: &str, kind: &str) -> Vec<(String, Value)> {
        let mut values: Vec<(String, Value)> = Vec::new();
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        let dir =
            self.config.text("collections_dir").map(|dir| format!("{}/", dir.trim_matches('/')));
        let below = |path: &str| match dir.as_deref().and_then(|dir| path.strip_prefix(dir)) {
            Some(below) => below.to_string(),
            None => path.to_string(),
        };
        for entry in &self.defaults {
            let is_path = match &entry.pattern {
                Some(pattern) => pattern.holds(path) || pattern.holds(&below(path)),
                None => below(path).starts_with(&below(&entry.path)),
            };
            let is_kind = entry.kind.as_deref().is_none_or(|of| {
                of == kind || of.trim_end_matches('s') == kind.trim_end_matches('s')
            });
            if is_path && is_kind {
                for (name, value) in &entry.values.0 {
                    values.retain(|(before, _)| before != name);
                    values.push((name.clone(), value.clone()));
                }
            }
        }
        values
    }

    /// Whether each end of a line is a break: by the options of kramdown, or of the plug-ins for
    /// CommonMark (<https://github.com/jekyll/jekyll-commonmark>).
    pub fn extras(&self) -> Extras {
        let markdown = self.config.text("markdown").unwrap_or_default().to_lowercase();
        let breaks = match markdown.contains("commonmark") {
            true => {
                let options = self.config.map("commonmark").texts("options");
                options.iter().any(|option| option.eq_ignore_ascii_case("hardbreaks"))
            }
            false => self.config.map("kramdown").flag("hard_wrap") == Some(true),
        };
        Extras { breaks, links: false }
    }

    /// How the addresses of posts are made.
    pub fn permalink(&self) -> String {
        self.config.text("permalink").unwrap_or_else(|| "date".into())
    }
}

/// What Jekyll leaves out by itself, and what no reader asks a site of news for.
const STANDARD: [&str; 16] = [
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor",
    "package.json",
    "package-lock.json",
    "Rakefile",
    "README.md",
    "LICENSE",
    "LICENSE.md",
    "CONTRIBUTING.md",
    "Dockerfile",
    "docker-compose.yml",
    "yarn.lock",
    "*.gemspec",
    "Makefile",
];

fn defaults(config: &Facts) -> Vec<Defaults> {
    let of = |entry: Facts| {
        let scope = entry.map("scope");
        let path = scope.text("path").unwrap_or_default();
        let path = path.trim_start_matches("./").trim_matches('/').to_string();
        // What is in a folder that a pattern names is meant too.
        let pattern = path.contains('*').then(|| Pattern::new(&path, Star::Name));
        Defaults { path, pattern, kind: scope.text("type"), values: entry.map("values") }
    };
    config.maps("defaults").into_iter().map(of).collect()
}

fn collections(config: &Facts) -> Vec<Collection> {
    let Some(value) = config.get("collections") else { return Vec::new() };
    match value {
        Value::Map(_) => {
            let all = config.map("collections");
            let names = all.0.iter().map(|(name, _)| name.clone());
            names
                .map(|name| {
                    let of = all.map(&name);
                    let is_public = of.flag("output").unwrap_or(false);
                    Collection { is_public, permalink: of.text("permalink"), name }
                })
                .collect()
        }
        other => {
            let names = facts::texts(other).into_iter();
            names.map(|name| Collection { name, is_public: false, permalink: None }).collect()
        }
    }
}

/// What the names of files and folders begin with that Jekyll does not read.
const SPECIAL: [char; 4] = ['.', '_', '#', '~'];

/// Whether Jekyll passes over a file of a collection (`EntryFilter` of Jekyll): it asks for the
/// beginning of its path in there, and for that of its name.
fn is_special(inner: &[&str]) -> bool {
    let name = inner.last().copied().unwrap_or_default();
    name.ends_with('~')
        || [inner.first().copied().unwrap_or_default(), name]
            .iter()
            .any(|part| part.starts_with(SPECIAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(config: &str) -> Site {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("_config.yml"), config).unwrap();
        Site::read(&Bundle::open(place.path()).unwrap()).unwrap()
    }

    #[test]
    fn what_is_excluded_is_no_part_of_the_site() {
        let site = site(
            "exclude: [\"internal-*\", \"**/*.bak.md\", \"pages/no?.md\", _posts/secretdir, /docs/, kept*]\n\
             include: [kept-in.md, _pages]\n",
        );
        for (file, is_public) in [
            ("internal-a.md", false),
            ("internal-a/b.md", false),
            ("x/internal.md", true),
            ("x/a.bak.md", false),
            ("pages/not.md", false),
            ("pages/none.md", true),
            ("_posts/secretdir/2020-01-01-a.md", false),
            ("_posts/2020-01-01-a.md", true),
            ("docs/a.md", false),
            ("documents.md", true),
            ("kept-out.md", false),
            ("kept-in.md", true),
            ("_pages/a.md", true),
            ("_hidden/a.md", false),
            ("README.md", false),
        ] {
            assert_eq!(site.place(file).is_some(), is_public, "{file}");
        }
    }

    #[test]
    fn defaults_are_of_the_files_in_their_scope() {
        for (path, file, is_meant) in [
            ("", "a.md", true),
            ("_posts", "_posts/2020-01-01-a.md", true),
            ("_posts/*/x", "_posts/a/x/2020-01-01-a.md", true),
            ("_posts/*/x", "_posts/a/y/2020-01-01-a.md", false),
            ("_posts/**/x", "_posts/a/b/x/2020-01-01-a.md", true),
            ("_posts/*.md", "_posts/2020-01-01-a.md", true),
            ("_posts/*", "_posts/x/2020-01-01-a.md", true),
            ("*/a.md", "b/a.md", true),
            ("*/a.md", "a.md", false),
        ] {
            let config = format!(
                "defaults: [{{scope: {{path: \"{path}\"}}, values: {{published: false}}}}]\n"
            );
            let values = site(&config).defaults(file, "posts");
            assert_eq!(!values.is_empty(), is_meant, "{path} {file}");
        }
    }
}
