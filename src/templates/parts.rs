//! Which of the site's own templates a page may be made of.
//!
//! The template engine does not tell where it is when it does not come to an end. What its
//! sources extend, include and call is known before.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::chains::built_on;
use super::{DEFAULT, Source};
use crate::theme;

/// For each template of the theme, those of `own` that it is made of, without itself.
pub(super) fn parts(own: &[Source]) -> HashMap<&'static str, Arc<[String]>> {
    let sources = Sources::new(own);
    let names = theme::templates().into_iter().map(|(name, _)| name);
    names.map(|name| (name, sources.parts_of(name))).collect()
}

/// Those of `own` that one template of the theme is made of, without itself.
pub(super) fn parts_of(name: &str, own: &[Source]) -> Arc<[String]> {
    Sources::new(own).parts_of(name)
}

struct Sources<'a> {
    own: HashMap<&'a str, &'a str>,
    /// Where the site's own components are defined.
    components: HashMap<&'a str, &'a str>,
}

impl<'a> Sources<'a> {
    fn new(own: &'a [Source]) -> Self {
        let defined = own.iter().flat_map(|source| {
            components_in(&source.text).map(|component| (component, source.name.as_str()))
        });
        let texts = own.iter().map(|source| (source.name.as_str(), source.text.as_str()));
        Sources { components: defined.collect(), own: texts.collect() }
    }

    fn parts_of(&self, name: &str) -> Arc<[String]> {
        let mut found: BTreeSet<&str> = BTreeSet::from([name]);
        let mut ahead = vec![name];
        while let Some(name) = ahead.pop() {
            let Some(text) = self.text(name) else { continue };
            let called = calls_in(text).filter_map(|name| self.components.get(name).copied());
            let new = built_on(text).chain(called).filter(|name| found.insert(name));
            ahead.extend(new.collect::<Vec<_>>());
        }
        let own = found.into_iter().filter(|part| *part != name && self.own.contains_key(part));
        own.map(str::to_string).collect()
    }

    /// The source of what a template names so.
    fn text(&self, name: &str) -> Option<&'a str> {
        let built_in = || theme::template(name.strip_prefix(DEFAULT).unwrap_or(name));
        self.own.get(name).copied().or_else(built_in)
    }
}

/// The names in `{% component NAME(…) %}`.
pub(super) fn components_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        Some(name_at(tag.strip_prefix("component")?.trim_start()))
    })
}

/// The names in `<NAME …>`, most of which are of HTML.
fn calls_in(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|call| name_at(call.trim_start()))
}

fn name_at(text: &str) -> &str {
    let is_of_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    &text[..text.find(|c| !is_of_name(c)).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts_of(name: &str, own: &[(&str, &str)]) -> Vec<String> {
        let source =
            |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
        let own: Vec<Source> = own.iter().map(source).collect();
        parts(&own)[name].to_vec()
    }

    #[test]
    fn own_templates_are_found_through_all_that_names_them() {
        let own = [
            ("404.html", "{% extends \"frame.html\" %}{% include 'a.html' %}{{ <x.y a={1} /> }}"),
            ("frame.html", "{% extends \"default/base.html\" %}"),
            ("a.html", "{%- include `b/c.html` -%}"),
            ("b/c.html", "{% include \"404.html\" %}"),
            ("mine.html", "{% component x.y(a) %}{% <z> %}{% </z> %}{% endcomponent x.y %}"),
            ("z.html", "{% component z() %}{{ body }}{% endcomponent z %}"),
            ("head.html", "by the built-in frame"),
            ("other.html", "by nobody {% component other() %}{% endcomponent other %}"),
        ];
        let expected = ["a.html", "b/c.html", "frame.html", "head.html", "mine.html", "z.html"];
        assert_eq!(parts_of("404.html", &own), expected);
        assert_eq!(parts_of("home.html", &own), ["head.html"]);
        assert_eq!(parts_of("home.html", &[]), [""; 0]);
    }
}
