//! Where a Hugo site has its texts and its files: the folders of its languages, and what it
//! mounts elsewhere (<https://gohugo.io/configuration/module/#mounts>).

use std::borrow::Cow;

use super::super::pattern::{Pattern, Star};
use crate::import::facts::Facts;

/// A folder, or a file, and where it is in the site.
#[derive(Debug)]
struct Mount {
    /// Without a slash at its end.
    source: String,
    /// Below `content` or `static`, without a slash at its end.
    target: String,
    language: Option<String>,
    /// What it has, and what it has not.
    included: Vec<Pattern>,
    excluded: Vec<Pattern>,
}

/// Where the texts and files of a site are.
#[derive(Debug)]
pub struct Mounts {
    content: Vec<Mount>,
    fixed: Vec<Mount>,
}

/// A language of a site.
#[derive(Debug)]
pub struct Language {
    pub tag: String,
    pub is_disabled: bool,
}

/// The languages of a site, the disabled ones among them.
pub fn languages(config: &Facts, default: &str) -> Vec<Language> {
    let of = config.map("languages");
    let disabled = config.texts("disableLanguages");
    let one = |tag: &str| Language {
        tag: tag.into(),
        is_disabled: of.map(tag).flag("disabled") == Some(true)
            || disabled.iter().any(|name| name.eq_ignore_ascii_case(tag)),
    };
    match of.0.is_empty() {
        true => vec![one(default)],
        false => of.0.iter().map(|(tag, _)| one(tag)).collect(),
    }
}

impl Mounts {
    pub fn of(config: &Facts, languages: &[Language]) -> Self {
        let (mut content, mut fixed) = (Vec::new(), Vec::new());
        for mount in config.map("module").maps("mounts") {
            let (Some(source), Some(target)) = (mount.text("source"), mount.text("target")) else {
                continue;
            };
            let target = plain(&target);
            let (kind, below) = target.split_once('/').unwrap_or((&target, ""));
            let to = match kind {
                "content" => &mut content,
                "static" => &mut fixed,
                _ => continue,
            };
            to.push(Mount::of(&source, below, &mount));
        }
        // What is mounted stands in the place of the usual folder.
        if content.is_empty() {
            content = own_folders(config, languages);
        }
        if fixed.is_empty() {
            let of_languages = config.map("languages");
            let own = languages.iter().filter(|language| !language.is_disabled);
            let own = own.flat_map(|language| of_languages.map(&language.tag).texts("staticDir"));
            let mut folders: Vec<String> =
                config.texts("staticDir").into_iter().chain(own).collect();
            folders.push("static".into());
            fixed = folders.iter().map(|folder| Mount::of(folder, "", &Facts::default())).collect();
        }
        for mounts in [&mut content, &mut fixed] {
            mounts.sort_by_key(|mount| std::cmp::Reverse(mount.source.len()));
        }
        Mounts { content, fixed }
    }

    /// The path of a file in the content, and the language of its folder.
    pub fn content<'f>(&self, file: &'f str) -> Option<(Option<&str>, Cow<'f, str>)> {
        self.content.iter().find_map(|mount| Some((mount.language.as_deref(), mount.path(file)?)))
    }

    /// The path of a file that is published as it is.
    pub fn fixed<'f>(&self, file: &'f str) -> Option<Cow<'f, str>> {
        self.fixed.iter().find_map(|mount| mount.path(file))
    }
}

impl Mount {
    fn of(source: &str, target: &str, facts: &Facts) -> Self {
        let patterns = |names: Vec<String>| -> Vec<Pattern> {
            names
                .iter()
                .map(|name| Pattern::new(name.trim_start_matches('/'), Star::Name))
                .collect()
        };
        // Since Hugo 0.153, one list says both: `! draft-*` is left out.
        let (out, of): (Vec<String>, Vec<String>) =
            facts.texts("files").into_iter().partition(|name| name.starts_with('!'));
        let out = out.iter().map(|name| name.trim_start_matches(['!', ' ']).to_string());
        Mount {
            source: plain(source),
            target: plain(target),
            language: facts
                .text("lang")
                .or_else(|| facts.map("sites").map("matrix").texts("languages").into_iter().next()),
            included: patterns([facts.texts("includeFiles"), of].concat()),
            excluded: patterns(facts.texts("excludeFiles").into_iter().chain(out).collect()),
        }
    }

    fn path<'f>(&self, file: &'f str) -> Option<Cow<'f, str>> {
        let rest = file.strip_prefix(self.source.as_str())?;
        if rest.is_empty() {
            return Some(Cow::Owned(self.target.clone()));
        }
        let inner = match self.source.is_empty() {
            true => rest,
            false => rest.strip_prefix('/')?,
        };
        let is_in = self.included.is_empty() || self.included.iter().any(|of| of.is(inner));
        if !is_in || self.excluded.iter().any(|of| of.holds(inner)) {
            return None;
        }
        Some(match self.target.is_empty() {
            true => Cow::Borrowed(inner),
            false => Cow::Owned(format!("{}/{inner}", self.target)),
        })
    }
}

/// The folder of each language; those without one share that of the site.
fn own_folders(config: &Facts, languages: &[Language]) -> Vec<Mount> {
    let of_languages = config.map("languages");
    let mut mounts = Vec::new();
    let mut is_shared = false;
    for Language { tag, .. } in languages {
        match of_languages.map(tag).text("contentDir") {
            Some(folder) => mounts.push(Mount {
                language: Some(tag.clone()),
                ..Mount::of(&folder, "", &Facts::default())
            }),
            None => is_shared = true,
        }
    }
    if is_shared {
        let folder = config.text("contentDir").unwrap_or_else(|| "content".into());
        mounts.push(Mount::of(&folder, "", &Facts::default()));
    }
    mounts
}

fn plain(folder: &str) -> String {
    let folder = folder.replace('\\', "/");
    folder.trim_start_matches("./").trim_matches('/').trim_end_matches("/.").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_toml;

    #[test]
    fn files_are_where_the_site_mounts_them() {
        let mounts = |text: &str| {
            let config = of_toml(text).unwrap();
            Mounts::of(&config, &languages(&config, "en"))
        };
        let of_languages = "[languages.en]\ncontentDir = 'content/en'\n[languages.hy]\ncontentDir = './content/hy/'\n";
        let shared = "[languages.en]\n[languages.hy]\ncontentDir = 'hy'\n";
        let mounted = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content/notes'\nexcludeFiles = ['secret/**', '*.txt']\n\
                       [[module.mounts]]\nsource = 'texts/hy'\ntarget = 'content'\nlang = 'hy'\n\
                       [[module.mounts]]\nsource = 'README.md'\ntarget = 'content/about.md'\n";
        let newer = "[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\nfiles = ['! secret/**', '**.md']\n\
                     sites.matrix.languages = ['hy']\n";
        for (config, file, expected) in [
            ("", "content/a/b.md", Some((None, "a/b.md"))),
            ("", "docs/b.md", None),
            ("contentDir = 'texts'", "texts/b.md", Some((None, "b.md"))),
            ("contentDir = 'texts'", "content/b.md", None),
            (of_languages, "content/hy/b.md", Some((Some("hy"), "b.md"))),
            // What is of no language is not on the site.
            (of_languages, "content/ka/b.md", None),
            (shared, "content/b.md", Some((None, "b.md"))),
            (shared, "hy/b.md", Some((Some("hy"), "b.md"))),
            (mounted, "docs/b.md", Some((None, "notes/b.md"))),
            (mounted, "docs/secret/b.md", None),
            (mounted, "docs/b.txt", None),
            (mounted, "texts/hy/b.md", Some((Some("hy"), "b.md"))),
            (mounted, "README.md", Some((None, "about.md"))),
            (mounted, "content/b.md", None),
            (newer, "docs/b.md", Some((Some("hy"), "b.md"))),
            (newer, "docs/b.html", None),
            (newer, "docs/secret/b.md", None),
        ] {
            let mounts = mounts(config);
            let found = mounts.content(file);
            let found = found.as_ref().map(|(language, path)| (*language, &**path));
            assert_eq!(found, expected, "{file} {config}");
        }
        let own = "staticDir = ['files']\n[[module.mounts]]\nsource = 'docs'\ntarget = 'content'\n";
        let mounted = "[[module.mounts]]\nsource = 'files'\ntarget = 'static/f'\n";
        for (config, file, expected) in [
            ("", "static/a.png", Some("a.png")),
            (own, "files/a.png", Some("a.png")),
            (mounted, "files/a.png", Some("f/a.png")),
            (mounted, "static/a.png", None),
        ] {
            assert_eq!(mounts(config).fixed(file).as_deref(), expected, "{file} {config}");
        }
    }
}
