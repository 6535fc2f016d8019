//! Which templates build on which: what each extends and includes.
//!
//! The compiler follows these chains again from each of their links, and takes the cube of
//! their length. So those that are too long never come to it. Neither does what builds on a
//! template with a fault: it would say that there is none.

use std::collections::{HashMap, HashSet};

use super::{Source, file_of};
use crate::diagnostic::{Diagnostic, Place};

/// How many templates may build on one another.
const LONGEST: usize = 50;

/// The names that a template extends and includes.
pub(super) fn built_on(text: &str) -> impl Iterator<Item = &str> {
    text.split("{%").skip(1).filter_map(|tag| {
        let tag = tag.trim_start_matches('-').trim_start();
        let name = tag.strip_prefix("extends").or_else(|| tag.strip_prefix("include"))?;
        let name = name.trim_start();
        let quote = name.chars().next().filter(|quote| matches!(quote, '"' | '\'' | '`'))?;
        name[1..].split(quote).next()
    })
}

/// The templates with which a chain becomes too long; what builds on them is not looked at.
/// Some that build on themselves are left to the compiler, which names the circle; very many
/// of them would keep it busy as well.
pub(super) fn too_long(own: &[Source]) -> Vec<Diagnostic> {
    let lengths = lengths(own);
    let in_circles = own.len() - lengths.len();
    let is_too_long = |source: &&Source| match lengths.get(source.name.as_str()) {
        Some(length) => *length == LONGEST + 1,
        None => in_circles > LONGEST,
    };
    let fault = |source: &Source| {
        Diagnostic::error(format!(
            "this template extends or includes others, and these again others, more than {LONGEST} deep"
        ))
        .in_file(file_of(&source.name))
        .at(Place::START)
        .hint("put what they do into fewer templates")
    };
    own.iter().filter(is_too_long).map(fault).collect()
}

/// How many templates build on one another from each on, itself among them; nothing of
/// those in circles, and of what builds on them.
fn lengths(own: &[Source]) -> HashMap<&str, usize> {
    let names: HashSet<&str> = own.iter().map(|source| source.name.as_str()).collect();
    let mut builders: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut waits_for: HashMap<&str, usize> = HashMap::new();
    for source in own {
        let built_on: HashSet<&str> =
            built_on(&source.text).filter(|on| names.contains(on)).collect();
        waits_for.insert(&source.name, built_on.len());
        for on in built_on {
            builders.entry(on).or_default().push(&source.name);
        }
    }
    let mut lengths: HashMap<&str, usize> = names.iter().map(|name| (*name, 1)).collect();
    let mut ready: Vec<&str> = names.into_iter().filter(|name| waits_for[name] == 0).collect();
    while let Some(name) = ready.pop() {
        waits_for.remove(name);
        let length = lengths[name] + 1;
        for builder in builders.get(name).into_iter().flatten() {
            lengths.entry(builder).and_modify(|longest| *longest = length.max(*longest));
            if let Some(waits_for) = waits_for.get_mut(builder) {
                *waits_for -= 1;
                if *waits_for == 0 {
                    ready.push(builder);
                }
            }
        }
    }
    lengths.retain(|name, _| !waits_for.contains_key(name));
    lengths
}

/// Takes out of `tried` what builds on a template of `own` that is not tried.
pub(super) fn without_builders<'a>(tried: &mut Vec<&'a Source>, own: &'a [Source]) {
    loop {
        let names: HashSet<&str> = tried.iter().map(|source| source.name.as_str()).collect();
        let out = own.iter().map(|source| source.name.as_str());
        let out: HashSet<&str> = out.filter(|name| !names.contains(name)).collect();
        let before = tried.len();
        tried.retain(|source| !built_on(&source.text).any(|on| out.contains(on)));
        if tried.len() == before {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> Source {
        Source { name: name.into(), text: text.into() }
    }

    /// `0.html`, which builds on `1.html`, and so on.
    fn chain(length: usize, tag: &str) -> Vec<Source> {
        let on =
            |at| format!("a {{%- {tag} \"{}.html\" %}}{{% {tag} '{}.html' -%}}", at + 1, at + 1);
        (0..length).map(|at| source(&format!("{at}.html"), &on(at))).collect()
    }

    #[test]
    fn a_chain_that_is_too_long_is_told() {
        for tag in ["extends", "include"] {
            assert_eq!(too_long(&chain(LONGEST, tag)), []);
            let faults = too_long(&chain(LONGEST + 3, tag));
            let files: Vec<_> = faults.iter().filter_map(|fault| fault.file.as_deref()).collect();
            assert_eq!(files, ["templates/2.html"]);
        }
    }

    #[test]
    fn a_small_circle_is_left_to_the_compiler() {
        let circle = |length: usize| {
            let mut circle = chain(length, "include");
            circle.push(source(&format!("{length}.html"), "{% include \"0.html\" %}"));
            circle
        };
        assert_eq!(too_long(&circle(LONGEST - 1)), []);
        assert_eq!(too_long(&circle(LONGEST)).len(), LONGEST + 1);
    }

    #[test]
    fn what_builds_on_what_is_not_tried_is_not_tried() {
        let own = [
            source("broken.html", "{% if %}"),
            source("child.html", "{% extends \"broken.html\" %}"),
            source("grandchild.html", "{% include \"child.html\" %}"),
            source(
                "other.html",
                "{% include \"default/broken.html\" %}{{ \"extends broken.html\" }}",
            ),
        ];
        let mut tried: Vec<&Source> = own[1..].iter().collect();
        without_builders(&mut tried, &own);
        assert_eq!(tried, [&own[3]]);
    }
}
