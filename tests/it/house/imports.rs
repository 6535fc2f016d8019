//! Which file of `src/` takes something from which, as the compiler finds it: `use`, paths in
//! code and in macros, `super` and `self`, names that another file hands on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A module's names from the library down: `["site", "library"]`.
type ModulePath = Vec<String>;

/// What the files of `src/` take from each other.
pub struct House {
    files: BTreeMap<ModulePath, SourceFile>,
}

/// A file takes something from another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub struct Import {
    pub from: PathBuf,
    pub to: PathBuf,
    /// The path as it is written, for those who look for it.
    pub written: String,
}

struct SourceFile {
    /// Below `src/`.
    path: PathBuf,
    lines: usize,
    /// Names that stand for something of elsewhere, by the path that was written.
    bound: BTreeMap<String, Vec<String>>,
    /// Modules whose names all stand for themselves: `use super::*`.
    globs: Vec<Vec<String>>,
    /// All paths of more than one name.
    paths: BTreeSet<Vec<String>>,
}

impl House {
    /// Reads all files of a folder such as `src/`, but for those that are only compiled for tests.
    pub fn read(source: &Path) -> Self {
        let mut files = BTreeMap::new();
        for path in super::rust_files(source) {
            let below = path.strip_prefix(source).expect("a file of the folder").to_path_buf();
            let module = module_path(&below);
            if module.iter().any(|name| name == "tests") || below == Path::new("main.rs") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source file is text");
            files.insert(module, SourceFile::read(below, &text));
        }
        Self { files }
    }

    /// Each file with its number of lines.
    pub fn lines(&self) -> impl Iterator<Item = (&Path, usize)> {
        self.files.values().map(|file| (file.path.as_path(), file.lines))
    }

    /// Each import once.
    pub fn imports(&self) -> BTreeSet<Import> {
        let mut imports = BTreeSet::new();
        for (module, file) in &self.files {
            let bound = file.bound.values().filter(|path| !self.is_module(module, path));
            for written in bound.chain(&file.globs).chain(&file.paths) {
                let Some(to) = self.defined_in(module, written, 0) else { continue };
                if to != file.path {
                    imports.insert(Import {
                        from: file.path.clone(),
                        to: to.to_path_buf(),
                        written: written.join("::"),
                    });
                }
            }
        }
        imports
    }

    /// The file in which is defined what `written` names in a module; nothing if it is none of ours.
    fn defined_in(&self, module: &[String], written: &[String], depth: usize) -> Option<&Path> {
        let (first, rest) = written.split_first()?;
        match first.as_str() {
            "crate" => self.below(&[], rest, depth),
            "self" => self.below(module, rest, depth),
            "super" => {
                let (_, above) = module.split_last()?;
                // `super::super::x` is `super::x`, seen from above.
                match rest.first().map(String::as_str) {
                    Some("super") => self.defined_in(above, rest, depth),
                    _ => self.below(above, rest, depth),
                }
            }
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                let file = self.files.get(module)?;
                match (self.files.contains_key(&child), file.bound.get(first)) {
                    (true, _) => self.below(&child, rest, depth),
                    (false, Some(bound)) if depth < 10 && bound != written => {
                        self.defined_in(module, &[bound.as_slice(), rest].concat(), depth + 1)
                    }
                    _ => None,
                }
            }
        }
    }

    /// The file in which is defined what is named from a module downwards.
    fn below(&self, module: &[String], names: &[String], depth: usize) -> Option<&Path> {
        let file = self.files.get(module)?;
        let Some((first, rest)) = names.split_first() else { return Some(&file.path) };
        let child = [module, std::slice::from_ref(first)].concat();
        if self.files.contains_key(&child) {
            return self.below(&child, rest, depth);
        }
        let bound = file.bound.get(first).filter(|_| depth < 10);
        let path = bound.map(|bound| [bound.as_slice(), rest].concat());
        let handed_on = path.and_then(|path| self.defined_in(module, &path, depth + 1));
        Some(handed_on.unwrap_or(&file.path))
    }

    /// Whether a path names a whole module: then what is taken of it shows in the paths.
    fn is_module(&self, module: &[String], written: &[String]) -> bool {
        let mut at = module.to_vec();
        for name in written {
            match name.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => {
                    at.pop();
                }
                _ => at.push(name.clone()),
            }
        }
        self.files.contains_key(&at)
    }
}

/// Imports in a loop, all of one in one list, shortest names first. What a folder's `mod.rs` and
/// the files below it take from each other is none: it is their face, which hands on their names.
pub fn circles(imports: &BTreeSet<Import>) -> Vec<Vec<Import>> {
    let counted: Vec<&Import> = imports.iter().filter(|import| !is_of_one_face(import)).collect();
    let mut next: BTreeMap<&Path, BTreeSet<&Path>> = BTreeMap::new();
    for import in &counted {
        next.entry(&import.from).or_default().insert(&import.to);
    }
    let reached: BTreeMap<&Path, BTreeSet<&Path>> =
        next.keys().map(|from| (*from, reach(from, &next))).collect();
    let is_back =
        |from: &Path, to: &Path| reached.get(to).is_some_and(|reached| reached.contains(from));
    let mut circles: BTreeMap<BTreeSet<&Path>, Vec<Import>> = BTreeMap::new();
    for import in counted {
        if is_back(&import.from, &import.to) {
            let all = reached[import.from.as_path()].iter().copied();
            let members = all.filter(|other| is_back(other, &import.from)).collect();
            circles.entry(members).or_default().push(import.clone());
        }
    }
    circles.into_values().collect()
}

fn reach<'a>(from: &'a Path, next: &BTreeMap<&'a Path, BTreeSet<&'a Path>>) -> BTreeSet<&'a Path> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(at) = waiting.pop() {
        let more = next.get(at).into_iter().flatten();
        waiting.extend(more.copied().filter(|to| reached.insert(*to)));
    }
    reached
}

fn is_of_one_face(import: &Import) -> bool {
    let is_face = |face: &Path, file: &Path| {
        let folder = match face.file_name().is_some_and(|name| name == "mod.rs") {
            true => face.parent().map(Path::to_path_buf),
            // `source.rs` beside the folder `source/`.
            false => Some(face.with_extension("")),
        };
        folder.is_some_and(|folder| file.starts_with(folder))
    };
    is_face(&import.from, &import.to) || is_face(&import.to, &import.from)
}

fn module_path(below: &Path) -> ModulePath {
    let names = below.with_extension("");
    let names = names.components().map(|name| name.as_os_str().to_string_lossy().into_owned());
    names.filter(|name| name != "mod" && name != "lib").collect()
}

impl SourceFile {
    fn read(path: PathBuf, text: &str) -> Self {
        let lines = text.lines().count();
        let mut file =
            Self { path, lines, bound: BTreeMap::new(), globs: Vec::new(), paths: BTreeSet::new() };
        let tokens: TokenStream = text.parse().expect("a source file of Rust");
        file.read_code(&tokens.into_iter().collect::<Vec<_>>());
        file
    }

    fn read_code(&mut self, tokens: &[TokenTree]) {
        let mut at = 0;
        while at < tokens.len() {
            at += match &tokens[at] {
                TokenTree::Ident(word) if word == "use" => self.read_use(&tokens[at..]),
                TokenTree::Ident(_) => self.read_path(&tokens[at..]),
                TokenTree::Group(group) => {
                    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                    match group.delimiter() == Delimiter::Bracket && is_for_tests(&inner) {
                        // The attribute, and what it is for.
                        true => 1 + item(&tokens[at + 1..]),
                        false => {
                            self.read_code(&inner);
                            1
                        }
                    }
                }
                _ => 1,
            };
        }
    }

    /// `use a::{b, c as d, e::*};`; the number of tokens that it has.
    fn read_use(&mut self, tokens: &[TokenTree]) -> usize {
        let end = tokens.iter().position(|token| is_punct(token, ';')).unwrap_or(tokens.len());
        self.read_tree(&[], &tokens[1.min(end)..end]);
        end + 1
    }

    fn read_tree(&mut self, before: &[String], tokens: &[TokenTree]) {
        for branch in tokens.split(|token| is_punct(token, ',')) {
            let mut path = before.to_vec();
            let mut name = None;
            let mut is_finished = branch.is_empty();
            let mut rest = branch.iter();
            while let Some(token) = rest.next() {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        name = rest.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(word) => path.push(word.to_string()),
                    TokenTree::Group(group) => {
                        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.read_tree(&path, &inner);
                        is_finished = true;
                    }
                    token if is_punct(token, '*') => {
                        self.globs.push(path.clone());
                        is_finished = true;
                    }
                    _ => {}
                }
            }
            if !is_finished && !path.is_empty() {
                // `use a::b::{self}` binds `b`.
                if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                    path.pop();
                }
                let name = name.or_else(|| path.last().cloned()).expect("a path has a name");
                self.bound.insert(name, path);
            }
        }
    }

    /// `a::b::c`; the number of tokens that it has.
    fn read_path(&mut self, tokens: &[TokenTree]) -> usize {
        let mut names = Vec::new();
        let mut at = 0;
        while let Some(TokenTree::Ident(name)) = tokens.get(at) {
            names.push(name.to_string());
            at += 1;
            let is_joined = |at: usize| tokens.get(at).is_some_and(is_first_colon);
            match is_joined(at) && matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) {
                true => at += 2,
                false => break,
            }
        }
        if names.len() > 1 {
            self.paths.insert(names);
        }
        at.max(1)
    }
}

fn is_punct(token: &TokenTree, what: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == what)
}

fn is_first_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct)
        if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}

/// `#[cfg(test)]`, without its `#`.
fn is_for_tests(attribute: &[TokenTree]) -> bool {
    matches!(attribute, [TokenTree::Ident(name), TokenTree::Group(what)]
        if name == "cfg" && what.stream().to_string() == "test")
}

/// How many tokens an item has: as far as its braces or its semicolon.
fn item(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        other => is_punct(other, ';'),
    });
    end.map_or(tokens.len(), |end| end + 1)
}
