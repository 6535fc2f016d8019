//! `redirects`: old addresses, by patterns or one by one.

use super::Config;
use super::fields::REDIRECT;
use super::reader::Reader;
use crate::text::old_path::{old_path, remedy_for_address};
use crate::text::permalink::Permalink;
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value, on_one_line};
use crate::url::SitePath;

/// An old address of something that is no story, or of a story that moved alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// Where it was.
    pub from: Placed<SitePath>,
    /// Where readers are led.
    pub to: Placed<SitePath>,
}

/// The line of the settings that has these redirects besides its own.
pub fn redirects_line(config: &Config, more: &[Redirect]) -> String {
    let patterns = config.redirects.iter().map(|pattern| {
        let pattern = Value::text(&pattern.value.to_string());
        on_one_line(&pattern)
    });
    let single = config.single_redirects.iter().chain(more).map(|Redirect { from, to }| {
        format!("{{from: {}, to: {}}}", written(&from.value), written(&to.value))
    });
    format!("redirects: [{}]", patterns.chain(single).collect::<Vec<_>>().join(", "))
}

/// A path within brackets.
fn written(path: &SitePath) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/-._".contains(c);
    match path.as_str().chars().all(is_plain) {
        true => path.to_string(),
        false => on_one_line(&of_path(path)),
    }
}

/// Redirects as they are written.
pub(super) fn value(patterns: &[Placed<Permalink>], single: &[Redirect]) -> Value {
    let pattern = |pattern: &Placed<Permalink>| Value::text(&pattern.value.to_string());
    let redirect = |Redirect { from, to }: &Redirect| {
        Value::map([("from", from), ("to", to)].map(|(name, path)| (name, of_path(&path.value))))
    };
    let all = patterns.iter().map(pattern).chain(single.iter().map(redirect));
    Value::List(all.map(Node::from).collect())
}

fn of_path(path: &SitePath) -> Value {
    Value::text(path.as_str())
}

impl Reader<'_> {
    pub(super) fn redirects(
        &mut self,
        fields: &Fields<'_>,
    ) -> (Vec<Placed<Permalink>>, Vec<Redirect>) {
        let (mut patterns, mut single) = (Vec::new(), Vec::new());
        let Some(node) = fields.get("redirects") else { return (patterns, single) };
        let items = match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        for item in items {
            match &item.value {
                Value::Map(_) => single.extend(self.redirect(item)),
                _ => patterns.extend(self.pattern(item)),
            }
        }
        (patterns, single)
    }

    fn pattern(&mut self, node: &Node) -> Option<Placed<Permalink>> {
        let pattern = self.yaml.text_of_form(node, "redirects", PATTERN_HINT)?;
        if let Some(redirect) = old_and_new_in_words(&pattern) {
            let message = "redirects: an old address and the new one are written with their names";
            let line = self.yaml.line_with(node, &redirect);
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        match Permalink::parse(&pattern) {
            // Of a star, hosts would make a rule of their own.
            Ok(_) if pattern.contains('*') => self.yaml.report(
                &node.range,
                format!("redirects: `{pattern}` has a `*`, and each story has one old address"),
                PATTERN_HINT,
            ),
            Ok(permalink) => return Some(Placed::at(self.yaml.place(&node.range), permalink)),
            Err(message) => {
                let with_slash = format!("{pattern}/");
                let hint = match Permalink::parse(&with_slash) {
                    Ok(_) => format!("write `{with_slash}`, or `{pattern}.html`"),
                    Err(_) => PATTERN_HINT.into(),
                };
                self.yaml.report(&node.range, format!("redirects: {message}"), hint);
            }
        }
        None
    }

    fn redirect(&mut self, node: &Node) -> Option<Redirect> {
        if let Some((from, to)) = old_and_new(node) {
            let redirect = Redirect { from: from.into(), to: to.into() };
            let line = redirects_line(&Config::stand_in(), &[redirect]);
            let message = "redirects: an old address and the new one are written with their names";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        if let Some(rule) = rule(node) {
            let message =
                format!("redirects: `{rule}` is a rule for many addresses, and a page is at one");
            self.yaml.report(&node.range, message, PATTERN_HINT);
            return None;
        }
        let mut fields = self.yaml.fields(node, "redirects")?;
        let meant = self.yaml.deny_unknown(&mut fields, REDIRECT, "redirects");
        for name in ["from", "to"] {
            if fields.get(name).is_none() && !meant.has(name) {
                let message = format!("redirects: there is no `{name}`");
                let hint = "write both, such as `{from: /tags/talks/, to: /tags/peace/}`";
                self.yaml.report(&node.range, message, hint);
            }
        }
        let (from, to) = (self.address(&fields, "from"), self.address(&fields, "to"));
        let (from, to) = (from?, to?);
        if from == to {
            let message = format!("redirects: `{}` would lead to itself", from.value);
            self.yaml.report(&node.range, message, "delete this redirect");
            return None;
        }
        Some(Redirect { from, to })
    }

    fn address(&mut self, fields: &Fields<'_>, name: &str) -> Option<Placed<SitePath>> {
        let node = fields.get(name)?;
        let text = self.yaml.text(node, name)?;
        let path = match text == "/" && name == "to" {
            true => Some(SitePath::root()),
            false => old_path(&text).filter(|path| !path.as_str().contains('*')),
        };
        if path.is_none() {
            let line = |path: &str| self.yaml.line_with(node, path);
            let hint = remedy_for_address(&text, self.base_url.as_ref(), line);
            let hint = hint.unwrap_or_else(|| {
                format!("write one path from the site's root, such as `{name}: /tags/peace/`")
            });
            let message = format!("redirects: `{text}` is not the address of a page on this site");
            self.yaml.report(&node.range, message, hint);
        }
        Some(Placed::at(self.yaml.place(&node.range), path?))
    }
}

/// `/old/ -> /new/` and `/old/ /new/` as a redirect.
fn old_and_new_in_words(text: &str) -> Option<String> {
    let words = text.split_whitespace();
    let words =
        words.filter(|word| !matches!(*word, "->" | "=>" | "→" | ">" | "to" | "301" | "302"));
    let [from, to] = words.collect::<Vec<_>>()[..] else { return None };
    let path = |text: &str| SitePath::new(text).map(|path| written(&path));
    Some(format!("{{from: {}, to: {}}}", path(from)?, path(to)?))
}

/// What `{/old/: /new/}` says.
fn old_and_new(node: &Node) -> Option<(SitePath, SitePath)> {
    let Value::Map(entries) = &node.value else { return None };
    let [(Node { value: Value::Text(from), .. }, Node { value: Value::Text(to), .. })] =
        entries.as_slice()
    else {
        return None;
    };
    let path = |text: &str| {
        let is_path = text.starts_with('/') && !text.contains('*');
        old_path(text).filter(|_| is_path)
    };
    Some((path(from)?, path(to)?))
}

/// A rule as servers have them: `/old/*: /new/:splat`.
fn rule(node: &Node) -> Option<&str> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find_map(|(key, _)| match &key.value {
        Value::Text(key) if key.starts_with('/') => Some(key.as_str()),
        _ => None,
    })
}

const PATTERN_HINT: &str = "write the old addresses of stories as `permalink` has them, such as \
                            `/{year}/{month}/{slug}.html`";

#[cfg(test)]
mod tests {
    use super::super::{FILE, parse};
    use super::*;

    fn read(redirects: &str) -> (Config, Vec<String>) {
        let text = format!("title: A\nbase_url: https://a.example/\nredirects: {redirects}\n");
        let (config, faults) = parse(&text);
        let told = faults.iter().map(|fault| {
            assert_eq!(fault.file.as_deref(), Some(FILE));
            format!("{} -> {}", fault.message, fault.hint.as_deref().unwrap_or_default())
        });
        (config, told.collect())
    }

    fn pairs(config: &Config) -> Vec<(String, String)> {
        let pair = |it: &Redirect| (it.from.value.to_string(), it.to.value.to_string());
        config.single_redirects.iter().map(pair).collect()
    }

    #[test]
    fn patterns_and_single_addresses_stand_together() {
        for redirects in [
            "['/{slug}/', {from: /tags/a/, to: /tags/b/}]",
            "\n  - /{slug}/\n  - from: tags/a\n    to: /tags/b",
        ] {
            let (config, faults) = read(redirects);
            assert_eq!(faults, [""; 0], "{redirects}");
            assert_eq!(config.redirects.len(), 1);
            assert_eq!(pairs(&config), [("/tags/a/".into(), "/tags/b/".into())]);
        }
        let (config, faults) = read("{from: /old.html, to: /}");
        assert_eq!((faults, pairs(&config)), (vec![], vec![("/old.html".into(), "/".into())]));
    }

    #[test]
    fn what_is_no_redirect_is_told_with_the_line_as_it_should_be() {
        for (redirects, message) in [
            (
                "{/a/: /b/}",
                "redirects: an old address and the new one are written with their names -> write \
                 `redirects: [{from: /a/, to: /b/}]`",
            ),
            (
                "[{from: /a/}]",
                "redirects: there is no `to` -> write both, such as `{from: /tags/talks/, to: \
                 /tags/peace/}`",
            ),
            (
                "[{from: https://a.example/a/, to: /b/}]",
                "redirects: `https://a.example/a/` is not the address of a page on this site -> write \
                 the path of the address alone: `redirects: [{from: /a/, to: /b/}]`",
            ),
            (
                "[{from: /a/*, to: /b/}]",
                "redirects: `/a/*` is not the address of a page on this site -> write one path from \
                 the site's root, such as `from: /tags/peace/`",
            ),
            (
                "[{from: /a/, to: /a}]",
                "redirects: `/a/` would lead to itself -> delete this redirect",
            ),
        ] {
            assert_eq!(read(redirects).1, [message], "{redirects}");
        }
    }

    /// The line is read back, with what was there before.
    #[test]
    fn a_line_has_what_was_there_and_what_comes() {
        let (config, _) = read("['/{slug}/', {from: /a/, to: /b/}]");
        let path = |text: &str| SitePath::new(text).unwrap().into();
        let more = Redirect { from: path("/tags/мой/"), to: path("/tags/c d/") };
        let line = redirects_line(&config, &[more]);
        let (config, faults) = read(line.strip_prefix("redirects: ").unwrap());
        assert_eq!(faults, [""; 0], "{line}");
        assert_eq!(config.redirects.len(), 1, "{line}");
        let expected = [("/a/", "/b/"), ("/tags/мой/", "/tags/c d/")];
        assert_eq!(pairs(&config), expected.map(|(a, b)| (a.to_string(), b.to_string())), "{line}");
    }
}
