//! Liquid, as far as texts of a site need it (<https://shopify.github.io/liquid/>,
//! <https://jekyllrb.com/docs/liquid/>): outputs, filters, conditions, captures and includes.
//! What a site's own plug-ins add is asked of the caller, who knows what it means.

mod blocks;
mod dates;
mod expression;
mod filters;
mod lists;
mod loops;
mod tokens;
mod values;
mod world;

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::unfit::Unfit;
use crate::text::yaml::{Node, Value};

pub use dates::ordinal;

use blocks::{branches, end_of, has_end, has_words, source};
use expression::Scope;
use tokens::{Token, tokens};
use values::is_same;
pub use values::{part, shown};
pub use world::{Syntax, World};

/// How deep includes and blocks may be in each other.
const DEEPEST: usize = 40;

/// How much all includes of a text may come to.
pub const LONGEST: usize = 8 << 20;

/// What a question counts among the steps.
const QUESTION: usize = 64;

/// How the names of lists begin that the site's program makes.
const LISTS: [&str; 9] = [
    "site.posts",
    "site.pages",
    "site.documents",
    "site.categories",
    "site.tags",
    "site.collections",
    "collections",
    "paginator",
    "pagination",
];

/// So often a loop goes round at most.
const MOST_ROUNDS: usize = 1000;

/// What was rendered.
#[derive(Debug, Default, PartialEq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Tags that do not fit.
    pub unfit: Unfit,
}

/// Renders a text.
pub fn fill(text: &str, world: &dyn World) -> Filled {
    let mut filler = Filler {
        world,
        set: Vec::new(),
        scopes: Vec::new(),
        counters: HashMap::new(),
        unfit: Unfit::default(),
        depth: 0,
        length: 0,
        line: None,
        leave: None,
        is_within: false,
        captured: HashSet::new(),
    };
    let text = filler.text(text);
    Filled { text, unfit: filler.unfit }
}

/// Whether there is anything to fill in.
pub fn has_tags(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark))
}

/// Whether what comes next stands within HTML: behind a tag, or in a block that began with one.
fn is_within_tag(before: &str) -> bool {
    let block = before.rfind("\n\n").map_or(before, |at| &before[at + 2..]);
    block.trim_start().starts_with('<') || block.trim_end_matches(' ').ends_with('>')
}

/// How a loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leave {
    Loop,
    Round,
}

struct Filler<'w> {
    world: &'w dyn World,
    /// What the text and its includes have set.
    set: Vec<(String, Value)>,
    /// What loops and includes have set for what is in them, the latest last.
    scopes: Vec<(String, Value)>,
    /// The numbers of `increment`, and the turns of `cycle`.
    counters: HashMap<String, i64>,
    unfit: Unfit,
    depth: usize,
    /// The work so far: bytes of includes, and steps.
    length: usize,
    /// The line of the text in which an include was called.
    line: Option<usize>,
    /// A loop is being left.
    leave: Option<Leave>,
    /// What is run stands within HTML, or may be shown there.
    is_within: bool,
    /// The names of what was captured.
    captured: HashSet<String>,
}

impl Filler<'_> {
    fn text(&mut self, text: &str) -> String {
        let tokens = tokens(text, self.world.syntax());
        let mut out = String::new();
        self.run(&tokens, &mut out);
        out
    }

    fn value(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let mut own = self.scopes.iter().rev().chain(&self.set);
        match own.find(|(set, _)| set == name) {
            Some((_, value)) => Some(part(value, rest).unwrap_or(Value::Null)),
            None => self.world.value(path),
        }
    }

    /// Asks an expression, and notes at a line what of it cannot be told.
    fn ask<T>(&mut self, line: usize, ask: impl FnOnce(&Scope<'_>) -> T) -> T {
        self.length += QUESTION;
        let unfilled = RefCell::default();
        let value = |path: &str| self.value(path);
        let answer = ask(&Scope { value: &value, world: self.world, unfilled: &unfilled });
        let line = self.line.unwrap_or(line);
        self.unfit.unfilled.extend(unfilled.into_inner().into_iter().map(|name| (name, line)));
        answer
    }

    fn evaluate(&mut self, text: &str, line: usize) -> Value {
        let value = self.ask(line, |scope| scope.evaluate(text));
        // What grows from one step to the next comes to an end.
        self.length += match &value {
            Value::Text(text) => text.len(),
            Value::List(items) => items.len(),
            _ => 0,
        };
        value
    }

    fn put(&mut self, name: &str, value: Value) {
        self.captured.remove(name);
        match self.set.iter_mut().find(|(set, _)| set == name) {
            Some((_, before)) => *before = value,
            None => self.set.push((name.into(), value)),
        }
    }

    fn run(&mut self, tokens: &[Token<'_>], out: &mut String) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        let mut at = 0;
        while at < tokens.len()
            && out.len() < LONGEST
            && self.length < LONGEST
            && self.leave.is_none()
        {
            self.length += 1;
            at = self.step(tokens, at, out);
        }
        self.depth -= 1;
    }

    /// Does one token, and the block that it begins; where the next is.
    fn step(&mut self, tokens: &[Token<'_>], at: usize, out: &mut String) -> usize {
        let (name, arguments, line) = match &tokens[at] {
            Token::Text(text) => {
                out.push_str(text);
                return at + 1;
            }
            Token::Output { inner, line } => {
                let shown = self.output(inner, *line, out);
                out.push_str(&shown);
                return at + 1;
            }
            Token::Tag { name, arguments, line } => (*name, *arguments, *line),
        };
        match name {
            "assign" => {
                self.assign(arguments, line);
                at + 1
            }
            "set" if arguments.contains('=') => {
                self.assign(arguments, line);
                at + 1
            }
            "include" | "include_relative" | "include_cached" | "render" => {
                self.include(name, arguments, line, out);
                at + 1
            }
            "comment" | "endcomment" => end_of(tokens, at, "comment").0,
            // What it shows, only who calls it knows.
            "macro" => end_of(tokens, at, name).0,
            "raw" | "verbatim" => {
                let (next, inner) = end_of(tokens, at, name);
                out.push_str(&source(inner));
                next
            }
            "if" | "unless" => {
                let (next, inner) = end_of(tokens, at, name);
                self.condition(name == "unless", (arguments, line), inner, out);
                next
            }
            "capture" | "set" => {
                let (next, inner) = end_of(tokens, at, name);
                let mut captured = String::new();
                // It may be shown within a tag.
                let before = std::mem::replace(&mut self.is_within, true);
                self.run(inner, &mut captured);
                self.is_within = before;
                let name = arguments.trim().trim_matches(['\'', '"']);
                self.put(name, Value::Text(captured));
                self.captured.insert(name.into());
                next
            }
            "for" => {
                let (next, inner) = end_of(tokens, at, name);
                self.each(arguments, inner, line, out);
                next
            }
            "case" => {
                let (next, inner) = end_of(tokens, at, name);
                self.case((arguments, line), inner, out);
                next
            }
            "increment" | "decrement" | "cycle" => {
                self.count(name, arguments, line, out);
                at + 1
            }
            "break" | "continue" => {
                self.leave = Some(if name == "break" { Leave::Loop } else { Leave::Round });
                at + 1
            }
            "layout" | "extends" | "import" | "from" => at + 1,
            // `{% # … %}` is a comment of one line.
            _ if name.starts_with('#') => at + 1,
            _ if name.starts_with("end") || name == "else" || name == "elsif" => at + 1,
            _ => self.other(tokens, at, name, arguments, line, out),
        }
    }

    /// What an output shows behind `before`.
    fn output(&mut self, inner: &str, line: usize, before: &str) -> String {
        let parts = expression::split(inner, '|');
        let last = parts.last().filter(|_| parts.len() > 1);
        let last = last.and_then(|last| last.split(['(', ':', ' ']).next()).unwrap_or_default();
        // What stands within a tag is no Markdown of the text.
        let is_within = || self.is_within || is_within_tag(before);
        if last == "markdownify" && !is_within() {
            let end = inner.rfind('|').unwrap_or(inner.len());
            return shown(&self.evaluate(&inner[..end], line));
        }
        let text = shown(&self.evaluate(inner, line));
        let is_safe = matches!(last, "safe" | "escape" | "e" | "forceescape" | "nl2br")
            || self.captured.contains(inner.trim());
        match self.world.escapes() && !is_safe {
            true => crate::html::escaped(&text),
            false => text,
        }
    }

    fn assign(&mut self, arguments: &str, line: usize) {
        if let Some((name, value)) = arguments.split_once('=') {
            let value = self.evaluate(value, line);
            self.put(name.trim(), value);
        }
    }

    /// `{% increment a %}`, `{% decrement a %}`, `{% cycle "a", "b" %}`.
    fn count(&mut self, name: &str, arguments: &str, line: usize, out: &mut String) {
        let counter = self.counters.entry(format!("{} {arguments}", name == "cycle")).or_default();
        match name {
            "decrement" => {
                *counter -= 1;
                out.push_str(&counter.to_string());
            }
            "increment" => {
                out.push_str(&counter.to_string());
                *counter += 1;
            }
            _ => {
                let turn = usize::try_from(*counter).unwrap_or_default();
                *counter += 1;
                // A name may stand before them.
                let values = match arguments.split_once(':') {
                    Some((_, values)) if !arguments.starts_with(['"', '\'']) => values,
                    _ => arguments,
                };
                let values = expression::split(values, ',');
                let value = self.evaluate(values[turn % values.len()], line);
                out.push_str(&shown(&value));
            }
        }
    }

    /// A tag of the site's own: with what it holds, if there is an end to it.
    fn other(
        &mut self,
        tokens: &[Token<'_>],
        at: usize,
        name: &str,
        arguments: &str,
        line: usize,
        out: &mut String,
    ) -> usize {
        let (next, inner) = match has_end(tokens, at, name) {
            true => {
                let (next, inner) = end_of(tokens, at, name);
                // Code stays as it is written; all else is filled in.
                let inner = match name {
                    "highlight" | "codeblock" => source(inner),
                    _ => {
                        let mut filled = String::new();
                        let before = self.is_within;
                        self.is_within |= is_within_tag(out);
                        self.run(inner, &mut filled);
                        self.is_within = before;
                        filled
                    }
                };
                (next, Some(inner))
            }
            false => (at + 1, None),
        };
        let meant = self.world.tag(name, arguments, inner.as_deref());
        let line = self.line.unwrap_or(line);
        out.push_str(&self.unfit.take(meant, name, line, || self.world.guessed(arguments, inner)));
        next
    }

    fn include(&mut self, tag: &str, arguments: &str, line: usize, out: &mut String) {
        let arguments = arguments.trim();
        let end = arguments.find([' ', '\t', '\n', ',']).unwrap_or(arguments.len());
        let (name, parameters) = arguments.split_at(end);
        let name = match name.contains("{{") {
            true => {
                let end = arguments.find("}}").map_or(end, |end| end + 2);
                shown(&self.evaluate(arguments[..end].trim_matches(['{', '}', ' ']), line))
            }
            false => name.trim_matches(['\'', '"']).to_string(),
        };
        let line = self.line.unwrap_or(line);
        let Some(text) = self.world.include(&name) else {
            self.unfit.unfilled.push((format!("`include {name}`"), line));
            return;
        };
        self.length += text.len();
        if self.length > LONGEST || self.depth > DEEPEST {
            return;
        }
        let (mut given, mut plain) = (Vec::new(), Vec::new());
        for parameter in expression::parameters(parameters) {
            let value = self.evaluate(&parameter.value, line);
            if parameter.is_plain {
                plain.push((parameter.name.clone(), value.clone()));
            }
            given.push((Node::from(Value::Text(parameter.name)), Node::from(value)));
        }
        // What an include of Liquid sets stays; in `render` and in Nunjucks it has names of its own.
        let is_apart = tag == "render" || self.world.syntax() == Syntax::Nunjucks;
        let before = self.scopes.len();
        let set = is_apart.then(|| self.set.clone());
        self.scopes.push(("include".into(), Value::Map(given)));
        self.scopes.extend(plain);
        let line_before = self.line.replace(line);
        let within_before = self.is_within;
        self.is_within |= is_within_tag(out);
        out.push_str(self.text(&text).trim_end_matches('\n'));
        self.line = line_before;
        self.is_within = within_before;
        self.scopes.truncate(before);
        if let Some(set) = set {
            self.set = set;
        }
    }

    /// Where nobody can tell whether a condition holds, nothing of what depends on it stays.
    fn condition(
        &mut self,
        is_unless: bool,
        (condition, line): (&str, usize),
        inner: &[Token<'_>],
        out: &mut String,
    ) {
        let noted = self.unfit.unfilled.len();
        let mut wanted = self.holds(condition, line).map(|holds| holds != is_unless);
        for (branch, tokens) in branches(inner, &["elsif", "elseif", "elif", "else"]) {
            if let Some((name, arguments)) = branch {
                wanted = if name == "else" { Some(true) } else { self.holds(arguments, line) };
            }
            match wanted {
                Some(true) => return self.run(tokens, out),
                Some(false) => {}
                None => return self.lose(inner, noted),
            }
        }
    }

    fn case(&mut self, (of, line): (&str, usize), inner: &[Token<'_>], out: &mut String) {
        let noted = self.unfit.unfilled.len();
        let value = self.evaluate(of, line);
        if values::is_unknown(&value) {
            return self.lose(inner, noted);
        }
        for (branch, tokens) in branches(inner, &["when", "else"]) {
            let Some((name, arguments)) = branch else { continue };
            let mut values = arguments.split([',']).flat_map(|part| part.split(" or "));
            let is_it = |one: &str| is_same(&self.evaluate(one, line), &value);
            if name == "else" || values.any(is_it) {
                self.run(tokens, out);
                return;
            }
        }
    }

    /// Leaves out what depends on what cannot be told, of which there are notes from `noted` on. What
    /// depends on a list that the site's program makes is a part of the list.
    fn lose(&mut self, inner: &[Token<'_>], noted: usize) {
        let is_of_list = |(name, _): &(String, usize)| {
            let name = name.trim_start_matches('`');
            LISTS.iter().any(|list| name.starts_with(list))
        };
        let notes = self.unfit.unfilled.get(noted..).unwrap_or_default();
        self.unfit.loses_words |= !notes.iter().any(is_of_list) && has_words(inner);
    }

    fn holds(&mut self, condition: &str, line: usize) -> Option<bool> {
        self.ask(line, |scope| scope.is_true(condition))
    }
}

#[cfg(test)]
mod tests;
