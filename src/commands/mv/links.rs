//! Links from file to file, written anew where one of the two is moved.

use std::collections::HashSet;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::moves::Moves;
use crate::site::{is_relative, is_text};
use crate::text::front_matter::split;
use crate::text::markdown::destinations;
use crate::text::yaml::{self, Keys, Node, Value};

/// What a destination cannot hold as it is.
const DESTINATION: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'(')
    .add(b')')
    .add(b'\\');

/// The text of `file` with its links to where files are after the move; none if all lead there.
pub(super) fn mended(
    source: &str,
    file: &str,
    moves: &Moves,
    files: &HashSet<&str>,
) -> Option<String> {
    let split = split(source).ok()?;
    let mender = Mender { file, new_file: moves.new_path(file).unwrap_or(file), moves, files };
    let body = split.body;
    let in_body = destinations(&source[body.clone()]).into_iter().filter_map(|range| {
        let range = body.start + range.start..body.start + range.end;
        Some((range.clone(), mender.destination(&source[range])?))
    });
    let mut edits: Vec<(Range<usize>, String)> = in_body.collect();
    let yaml = split.yaml;
    for node in named(&source[yaml.clone()]) {
        let Value::Text(text) = &node.value else { continue };
        if let Some(new) = mender.named(text) {
            let range = yaml.start + node.range.start..yaml.start + node.range.end;
            edits.push((range, yaml::on_one_line(&Value::Text(new))));
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(source.len());
    let mut written = 0;
    for (range, text) in &edits {
        out.push_str(source.get(written..range.start)?);
        out.push_str(text);
        written = range.end;
    }
    out.push_str(&source[written..]);
    (!edits.is_empty()).then_some(out)
}

/// The values of front matter that name a file.
fn named(yaml: &str) -> Vec<Node> {
    let Ok(Node { value: Value::Map(fields), .. }) = yaml::parse(yaml, Keys::Unplaced) else {
        return Vec::new();
    };
    let mut named = Vec::new();
    for (key, value) in fields {
        let Value::Text(key) = key.value else { continue };
        match (key.as_str(), value) {
            ("image", Node { value: Value::Map(parts), .. }) => {
                let is_src = |key: &Node| matches!(&key.value, Value::Text(text) if text == "src");
                named.extend(parts.into_iter().filter(|(key, _)| is_src(key)).map(|(_, it)| it));
            }
            ("image", value) => named.push(value),
            ("translations", Node { value: Value::Map(parts), .. }) => {
                named.extend(parts.into_iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    named
}

struct Mender<'a> {
    file: &'a str,
    new_file: &'a str,
    moves: &'a Moves,
    /// All of `content/`.
    files: &'a HashSet<&'a str>,
}

impl Mender<'_> {
    /// A link of Markdown, written anew.
    fn destination(&self, written: &str) -> Option<String> {
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let new = self.named(&decoded)?;
        Some(utf8_percent_encode(&new, DESTINATION).to_string() + suffix)
    }

    /// The path of a file, seen from the text, written anew.
    fn named(&self, written: &str) -> Option<String> {
        if !is_relative(written) {
            return None;
        }
        let target = joined(self.file, written)?;
        let new = self.new_target(&target)?;
        (!self.leads_to(written, &new)).then(|| {
            let slash = if written.ends_with('/') { "/" } else { "" };
            relative(self.new_file, &new) + slash
        })
    }

    /// Whether what is written leads to a file after the move.
    fn leads_to(&self, written: &str, new: &str) -> bool {
        let Some(named) = joined(self.new_file, written) else { return false };
        let shared = || self.moves.shared(&named).filter(|_| !self.will_be_there(&named));
        named == new || shared().is_some_and(|shared| shared == new)
    }

    fn will_be_there(&self, file: &str) -> bool {
        let stays = self.files.contains(file) && self.moves.new_path(file).is_none();
        stays || self.moves.leads_to(file)
    }

    /// Where what a link names will be; none if that is nothing.
    fn new_target(&self, target: &str) -> Option<String> {
        let index = format!("{target}/index.md");
        if let Some(new) = self.moves.new_path(&index) {
            return Some(new.strip_suffix("/index.md").unwrap_or(new).into());
        }
        if let Some(new) = self.moves.new_name(target) {
            return Some(new);
        }
        // It stands for the versions of its story that are there.
        if let Some(new) = self.moves.new_path_of_version(target) {
            return Some(new);
        }
        let is_there = self.files.contains(target) || self.files.contains(index.as_str());
        if is_there {
            return Some(target.into());
        }
        // What the folder of a language lacks is that of all.
        let shared = self.moves.shared(target).filter(|shared| self.files.contains(&**shared));
        if let Some(shared) = shared.filter(|shared| !is_text(shared)) {
            return Some(self.moves.new_path(&shared).map_or(shared.clone(), String::from));
        }
        self.moves.new_name_of_story(target, self.file)
    }
}

/// The file that a path means that is seen from `file`.
fn joined(file: &str, relative: &str) -> Option<String> {
    let mut names: Vec<&str> = file.split('/').collect();
    names.pop();
    for name in relative.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// The path of `target` as it is seen from `file`.
fn relative(file: &str, target: &str) -> String {
    let mut from: Vec<&str> = file.split('/').collect();
    from.pop();
    let to: Vec<&str> = target.split('/').collect();
    let most = from.len().min(to.len() - 1);
    let shared = (0..most).take_while(|at| from[*at] == to[*at]).count();
    let mut names = vec![".."; from.len() - shared];
    names.extend(&to[shared..]);
    names.join("/")
}
