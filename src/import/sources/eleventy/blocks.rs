//! What a site's own paired shortcodes do with the words in them
//! (<https://www.11ty.dev/docs/shortcodes/#paired-shortcodes>), as far as their lines tell.

use std::collections::{HashMap, HashSet};

use regex::Regex;

use super::code::function;
use super::scripts::Scripts;
use crate::import::interpolated;
use crate::import::unfit::Meant;

/// The shortcodes that a site defines.
#[derive(Debug, Default)]
pub struct Blocks {
    /// What the words in one come to, by its name: nothing in it for those that show them.
    walls: HashMap<String, Meant>,
    names: HashSet<String>,
}

impl Blocks {
    pub fn of(scripts: &Scripts) -> Self {
        let code: Vec<&str> = scripts.files().map(|(_, code)| code).collect();
        let code = match code.iter().any(|code| code.contains("Shortcode")) {
            true => code.join("\n"),
            false => return Blocks::default(),
        };
        Blocks { walls: walls(&code), names: names(&code) }
    }

    /// What a shortcode means that does not show its words, or may not.
    pub fn wall(&self, name: &str) -> Option<&Meant> {
        self.walls.get(name)
    }

    /// Whether the site defines a shortcode itself: it may mean something else than others of its
    /// name.
    pub fn defines(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

fn names(code: &str) -> HashSet<String> {
    let call = r#"add[0-9A-Za-z_]*Shortcode\([ \t\r\n]*["'`]([0-9A-Za-z_-]+)["'`]"#;
    let Ok(call) = Regex::new(call) else { return HashSet::new() };
    call.captures_iter(code).map(|found| found[1].to_string()).collect()
}

fn walls(code: &str) -> HashMap<String, Meant> {
    let call = r#"addPaired[0-9A-Za-z_]*Shortcode\([ \t\r\n]*["'`]([0-9A-Za-z_-]+)["'`][ \t\r\n]*,[ \t\r\n]*"#;
    let Ok(call) = Regex::new(call) else { return HashMap::new() };
    let walls = call.captures_iter(code).filter_map(|found| {
        let given = &code[found.get(0)?.end()..];
        Some((found[1].to_string(), of_function(function(code, given)?)?))
    });
    walls.collect()
}

/// What a function makes of its first argument, which are the words; none where it shows them.
fn of_function(code: &str) -> Option<Meant> {
    let head = r"^[ \t\r\n]*(?:async(?-u:\b)[ \t]*)?(?:function(?-u:\b)[ \t]*[0-9A-Za-z_$]*[ \t]*)?\(?[ \t\r\n]*([0-9A-Za-z_$]*)";
    let found = Regex::new(head).ok()?.captures(code)?;
    let words = found.get(1)?;
    let rest = &code[words.end()..];
    if rest.trim_start().starts_with('{') || rest.contains("arguments") {
        return None;
    }
    if words.as_str().is_empty() {
        return Some(Meant::Hidden);
    }
    let name = regex::escape(words.as_str());
    let word = format!(r"(?:^|[^0-9A-Za-z_$.]){name}(?:[^0-9A-Za-z_$]|$)");
    if !Regex::new(&word).ok()?.is_match(rest) {
        return Some(Meant::Hidden);
    }
    // In a case it shows nothing.
    let nothing = r#"(?:""|''|``|null|undefined|false)"#;
    let cases = [
        format!(r"(?-u:\b)return[ \t]*(?:{nothing}[ \t]*)?(?:;|\}}|\n)"),
        format!(r"\?[^?:;]*(?-u:\b){name}(?-u:\b)[^?:;]*:[ \t\r\n]*{nothing}"),
        format!(r"\?[ \t\r\n]*{nothing}[ \t\r\n]*:[^;,}}]*(?-u:\b){name}(?-u:\b)"),
        format!(r"&&[ \t\r\n]*{name}(?-u:\b)"),
    ];
    // Where there are no words, nothing is kept from anybody.
    let words_are_there = Regex::new(&format!(
        r#"(?:^|[^0-9A-Za-z_$.!])\(?[ \t\r\n]*{name}(?:[ \t]*\|\|[ \t]*{nothing})?[ \t]*\)?(?:\??\.trim\(\))?(?:\??\.length)?[ \t\r\n]*(?:(?:>|!==?)[ \t]*(?:0|{nothing})[ \t\r\n]*)?\)*[ \t\r\n]*$"#
    ));
    let words_are_missing = Regex::new(&format!(
        r"if[ \t]*\([ \t]*!{name}(?:\??\.trim\(\))?(?:\??\.length)?[ \t]*\)[ \t]*\{{?[ \t\r\n]*$"
    ));
    let (words_are_there, words_are_missing) = (words_are_there.ok()?, words_are_missing.ok()?);
    let is_case = |case: &String| {
        Regex::new(case).is_ok_and(|case| {
            case.find_iter(rest).any(|found| {
                let before = &rest[..found.start()];
                !words_are_there.is_match(before) && !words_are_missing.is_match(before)
            })
        })
    };
    if cases.iter().any(is_case) {
        return Some(Meant::Doubtful);
    }
    interpolated::wall(rest, &[words.as_str()], interpolated::JAVASCRIPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_tell_whether_they_show_their_words() {
        for (function, meant) in [
            ("(content) => ''", Some(Meant::Hidden)),
            ("() => \"<p>For members</p>\"", Some(Meant::Hidden)),
            ("function (content) { return '<p>For members</p>'; }", Some(Meant::Hidden)),
            ("hide", Some(Meant::Hidden)),
            ("(content) => `<div>${content}</div>`", None),
            (
                "async function (content, kind) { return `<p class=\"${kind ? kind : ''}\">${md(content)}</p>`; }",
                None,
            ),
            ("content => { if (!all) return ''; return content; }", Some(Meant::Doubtful)),
            ("content => all ? content : ''", Some(Meant::Doubtful)),
            ("content => all && content", Some(Meant::Doubtful)),
            ("content => content ? `<b>${content}</b>` : ''", None),
            ("content => { if (!content) return ''; return `<b>${content}</b>`; }", None),
            ("content => { if (!content.trim()) { return; } return content; }", None),
            (
                "function (content) { let html = (content || \"\").trim().length > 0 ? `<b>${content}</b>` : \"\"; return html; }",
                None,
            ),
            ("(content, all) => !content || all ? content : ''", Some(Meant::Doubtful)),
            ("(content, all) => all.content ? content : ''", Some(Meant::Doubtful)),
            (
                "(content, all) => { if (!all.content) return ''; return content }",
                Some(Meant::Doubtful),
            ),
            ("(content, all) => all && content ? content : ''", Some(Meant::Doubtful)),
            ("content => `<div hidden>${content}</div>`", Some(Meant::Hidden)),
            (
                "content => { const html = md(content); return `<template>${html}</template>`; }",
                Some(Meant::Hidden),
            ),
            ("(content, kind) => `<div aria-hidden=\"true\">${content}</div>`", None),
            ("box", None),
            ("elsewhere", None),
        ] {
            let code = format!(
                "function hide(words) {{ return ''; }}\nconst box = (words) => `<b>${{words}}</b>`;\n\
                 c.addPairedShortcode(\"own\", {function});\nc.addShortcode('year', () => '2026');\n"
            );
            let expected = meant.map(|meant| ("own".to_string(), meant));
            assert_eq!(walls(&code), expected.into_iter().collect(), "{function}");
        }
    }
}
