//! What sections and the site say of the texts below them
//! (<https://gohugo.io/content-management/front-matter/#cascade-1>,
//! <https://gohugo.io/configuration/cascade/>).

use super::super::pattern::{Pattern, Star};
use super::super::site_files::{folder, stem};
use super::settings::Site;
use crate::import::facts::Facts;

/// What cascades over the site.
#[derive(Debug, Default)]
pub struct Cascade {
    of_site: Vec<Values>,
    heads: Vec<Head>,
}

/// An `_index.md`.
#[derive(Debug)]
struct Head {
    file: String,
    language: String,
    /// The folder that it is the head of, with a slash at its end; empty for the front page.
    folder: String,
    values: Vec<Values>,
}

/// Values, and the texts that they are for.
#[derive(Debug)]
struct Values {
    target: Facts,
    values: Facts,
}

impl Cascade {
    pub fn new(site: &Site) -> Self {
        Cascade { of_site: values(&site.config), heads: Vec::new() }
    }

    /// Adds the head of a section.
    pub fn add(&mut self, file: &str, inner: &str, language: String, facts: &Facts) {
        let folder = folder(inner);
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.heads.push(Head { file: file.into(), language, folder, values: values(facts) });
    }

    /// The heads of the sections in which a text is, the nearest first.
    fn above<'c>(&'c self, inner: &'c str, language: &'c str) -> Vec<&'c Head> {
        let is_above = |head: &&Head| {
            inner.starts_with(&head.folder) && head.language.eq_ignore_ascii_case(language)
        };
        let mut heads: Vec<&Head> = self.heads.iter().filter(is_above).collect();
        heads.sort_by_key(|head| std::cmp::Reverse(head.folder.len()));
        heads
    }

    /// The files of the sections without which a text is not public. The front page is none.
    pub fn under(&self, inner: &str, language: &str) -> Vec<String> {
        let heads = self.above(inner, language).into_iter();
        heads.filter(|head| !head.folder.is_empty()).map(|head| head.file.clone()).collect()
    }

    /// Adds to the facts of a text what it does not say itself.
    pub fn over(&self, facts: &mut Facts, inner: &str, bare: &str, language: &str) {
        let (path, kind) = page(inner, bare);
        let heads = self.above(inner, language);
        let all = heads.iter().flat_map(|head| &head.values).chain(&self.of_site);
        for Values { target, values } in all {
            if !is_meant(target, &path, kind, language) {
                continue;
            }
            for (name, value) in &values.0 {
                let is_said = facts.get(name).is_some()
                    || name.trim_start_matches('_') == "build"
                        && (facts.get("build").is_some() || facts.get("_build").is_some());
                if !is_said {
                    facts.0.push((name.clone(), value.clone()));
                }
            }
        }
    }
}

/// The values under `cascade`: a map, or a list of maps, each with its target.
fn values(facts: &Facts) -> Vec<Values> {
    let mut maps = facts.maps("cascade");
    // In a file of its own, `config/_default/cascade.toml`, the name may be there again.
    if let [map] = &maps[..]
        && map.get("cascade").is_some()
    {
        maps = map.maps("cascade");
    }
    let of = |map: Facts| {
        let target = ["target", "_target"].into_iter().find(|name| map.get(name).is_some());
        Values {
            target: target.map(|name| map.map(name)).unwrap_or_default(),
            values: Facts(map.others(&["target", "_target", "cascade"])),
        }
    };
    maps.into_iter().map(of).collect()
}

/// The path by which Hugo knows a text, and its kind.
fn page(inner: &str, bare: &str) -> (String, &'static str) {
    let folder = folder(inner);
    let (path, kind) = match bare {
        "_index" if folder.is_empty() => (String::new(), "home"),
        "_index" => (folder.to_string(), "section"),
        "index" => (folder.to_string(), "page"),
        _ if folder.is_empty() => (bare.to_string(), "page"),
        _ => (format!("{folder}/{bare}"), "page"),
    };
    (format!("/{}", path.to_lowercase().replace(' ', "-")), kind)
}

fn is_meant(target: &Facts, path: &str, kind: &str, language: &str) -> bool {
    let fits = |name: &str, is: &dyn Fn(&Pattern) -> bool| {
        let pattern = target.text(name).map(|text| text.to_lowercase().replace(' ', "-"));
        pattern.is_none_or(|text| is(&Pattern::new(&text, Star::Name)))
    };
    fits("path", &|pattern| pattern.is(path) || pattern.is(path.trim_start_matches('/')))
        // Heads of taxonomies are of kinds of their own.
        && fits("kind", &|pattern| {
            pattern.is(kind) || kind == "section" && (pattern.is("taxonomy") || pattern.is("term"))
        })
        && fits("lang", &|pattern| pattern.is(&language.to_lowercase()))
        && fits("environment", &|pattern| pattern.is("production"))
}

/// The name of a file of content without its ending and its language.
pub fn bare_name<'f>(inner: &'f str, language: Option<&str>) -> &'f str {
    let bare = stem(inner).0;
    match language {
        Some(tag) => bare.strip_suffix(&format!(".{tag}")).unwrap_or(bare),
        None => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_toml;

    #[test]
    fn values_reach_the_texts_that_they_are_for() {
        let site = of_toml(
            "[[cascade]]\ndraft = true\n[cascade.target]\npath = '/members/**'\n\
             [[cascade]]\nlayout = 'x'\n[cascade._target]\nkind = '{page,home}'\nenvironment = 'staging'\n",
        );
        let head =
            of_toml("[cascade]\ncolor = 'red'\n[cascade.build]\nrender = 'never'\n").unwrap();
        let far = of_toml("[cascade]\ncolor = 'blue'\nsize = 1\n").unwrap();
        let mut cascade = Cascade { of_site: values(&site.unwrap()), heads: Vec::new() };
        cascade.add("content/_index.md", "_index.md", "en".into(), &far);
        cascade.add("content/a/_index.md", "a/_index.md", "en".into(), &head);
        let names = |inner: &str, own: &str, language: &str| {
            let mut facts = of_toml(own).unwrap();
            cascade.over(&mut facts, inner, bare_name(inner, None), language);
            let names =
                facts.0.iter().map(|(name, value)| match crate::import::facts::scalar(value) {
                    Some(value) => format!("{name}={value}"),
                    None => name.clone(),
                });
            names.collect::<Vec<_>>().join(" ")
        };
        for (inner, own, language, expected) in [
            ("a/b.md", "", "en", "color=red build size=1"),
            ("a/_index.md", "", "en", "color=red build size=1"),
            ("a/b/index.md", "_build = 1", "en", "_build=1 color=red size=1"),
            ("ab/c.md", "color = 'x'", "en", "color=x size=1"),
            ("a/b.md", "", "fr", ""),
            ("Members/x/index.md", "", "fr", "draft=true"),
            ("members/x.md", "draft = false", "fr", "draft=false"),
            ("members/_index.md", "", "fr", ""),
        ] {
            assert_eq!(names(inner, own, language), expected, "{inner}");
        }
        assert_eq!(cascade.under("a/b/c.md", "en"), ["content/a/_index.md"]);
    }
}
