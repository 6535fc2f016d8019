//! Liquid, as far as texts of a site need it (<https://shopify.github.io/liquid/>,
//! <https://jekyllrb.com/docs/liquid/>): outputs, filters, conditions, captures and includes.
//! What a site's own plug-ins add is asked of the caller, who knows what it means.

mod expression;
mod tokens;

use crate::text::yaml::{Node, Value};

use expression::{evaluate, is_true};
pub use expression::{part, shown};
use tokens::{Token, tokens};

/// How deep includes and blocks may be in each other.
const DEEPEST: usize = 40;

/// How much all includes of a text may come to.
const LONGEST: usize = 8 << 20;

/// What texts ask of their site.
pub trait World {
    /// The value of a name that the text has not set itself, such as `site.url`.
    fn value(&self, path: &str) -> Option<Value>;

    /// The text of an include.
    fn include(&self, name: &str) -> Option<String>;

    /// What a tag of the site means; `inner` is what stands between it and its end. None if
    /// nobody knows.
    fn tag(&self, name: &str, arguments: &str, inner: Option<&str>) -> Option<String>;

    /// Where a path from the root is: without the base path, which Dateline adds.
    fn path(&self, path: &str, is_absolute: bool) -> String;
}

/// What was rendered.
#[derive(Debug, Default, PartialEq)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// Tags that nobody knows, each with its line in the text, from 1.
    pub unknown: Vec<(String, usize)>,
}

/// Renders a text.
pub fn fill(text: &str, world: &dyn World) -> Filled {
    let mut filler =
        Filler { world, set: Vec::new(), unknown: Vec::new(), depth: 0, length: 0, line: None };
    let text = filler.text(text);
    Filled { text, unknown: filler.unknown }
}

/// Whether there is anything to fill in.
pub fn has_tags(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

struct Filler<'w> {
    world: &'w dyn World,
    /// What the text has set, the latest last.
    set: Vec<(String, Value)>,
    unknown: Vec<(String, usize)>,
    depth: usize,
    /// The work so far: bytes of includes, and steps.
    length: usize,
    /// The line of the text in which an include was called.
    line: Option<usize>,
}

impl Filler<'_> {
    fn text(&mut self, text: &str) -> String {
        let tokens = tokens(text);
        let mut out = String::new();
        self.run(&tokens, &mut out);
        out
    }

    fn value(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        if let Some((_, value)) = self.set.iter().rev().find(|(set, _)| set == name) {
            return part(value, rest);
        }
        self.world.value(path)
    }

    fn evaluate(&self, text: &str) -> Value {
        evaluate(text, &|path| self.value(path), self.world)
    }

    fn run(&mut self, tokens: &[Token<'_>], out: &mut String) {
        if self.depth > DEEPEST {
            return;
        }
        self.depth += 1;
        let mut at = 0;
        while at < tokens.len() && out.len() < LONGEST && self.length < LONGEST {
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
            Token::Output(expression) => {
                out.push_str(&shown(&self.evaluate(expression)));
                return at + 1;
            }
            Token::Tag { name, arguments, line } => (*name, *arguments, *line),
        };
        match name {
            "assign" => {
                if let Some((name, value)) = arguments.split_once('=') {
                    let value = self.evaluate(value);
                    self.set.push((name.trim().into(), value));
                }
                at + 1
            }
            "include" | "include_relative" | "include_cached" | "render" => {
                self.include(arguments, line, out);
                at + 1
            }
            "comment" | "endcomment" => end_of(tokens, at, "comment").0,
            "raw" | "verbatim" => {
                let (next, inner) = end_of(tokens, at, name);
                out.push_str(&source(inner));
                next
            }
            "if" | "unless" => {
                let (next, inner) = end_of(tokens, at, name);
                self.condition(name == "unless", arguments, inner, out);
                next
            }
            "capture" => {
                let (next, inner) = end_of(tokens, at, name);
                let mut captured = String::new();
                self.run(inner, &mut captured);
                self.set.push((
                    arguments.trim().trim_matches(['\'', '"']).into(),
                    Value::Text(captured),
                ));
                next
            }
            "for" => {
                let (next, inner) = end_of(tokens, at, name);
                self.each(arguments, inner, line, out);
                next
            }
            "case" => {
                let (next, inner) = end_of(tokens, at, name);
                self.case(arguments, inner, out);
                next
            }
            "increment" | "decrement" | "cycle" | "layout" | "set" | "break" | "continue" => at + 1,
            _ if name.starts_with("end") || name == "else" || name == "elsif" => at + 1,
            _ => self.other(tokens, at, name, arguments, line, out),
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
                        self.run(inner, &mut filled);
                        filled
                    }
                };
                (next, Some(inner))
            }
            false => (at + 1, None),
        };
        match self.world.tag(name, arguments, inner.as_deref()) {
            Some(text) => out.push_str(&text),
            None => {
                self.unknown.push((name.into(), self.line.unwrap_or(line)));
                out.push_str(&inner.unwrap_or_default());
            }
        }
        next
    }

    fn include(&mut self, arguments: &str, line: usize, out: &mut String) {
        let arguments = arguments.trim();
        let end = arguments.find([' ', '\t', '\n', ',']).unwrap_or(arguments.len());
        let (name, parameters) = arguments.split_at(end);
        let name = match name.contains("{{") {
            true => shown(&self.evaluate(name.trim_matches(['{', '}', ' ']))),
            false => name.trim_matches(['\'', '"']).to_string(),
        };
        let Some(text) = self.world.include(&name) else {
            self.unknown.push((format!("include {name}"), self.line.unwrap_or(line)));
            return;
        };
        self.length += text.len();
        if self.length > LONGEST || self.depth > DEEPEST {
            return;
        }
        let given = expression::parameters(parameters);
        let given = given.into_iter().map(|(name, value)| {
            (Node::from(Value::Text(name)), Node::from(self.evaluate(&value)))
        });
        let include = Value::Map(given.collect());
        let before = self.set.len();
        self.set.push(("include".into(), include));
        let line_before = self.line.replace(self.line.unwrap_or(line));
        out.push_str(self.text(&text).trim_end_matches('\n'));
        self.line = line_before;
        self.set.truncate(before);
    }

    fn condition(
        &mut self,
        is_unless: bool,
        condition: &str,
        inner: &[Token<'_>],
        out: &mut String,
    ) {
        let mut wanted = self.holds(condition) != is_unless;
        for (branch, tokens) in branches(inner, &["elsif", "elseif", "else"]) {
            if let Some((name, arguments)) = branch {
                wanted = name == "else" || self.holds(arguments);
            }
            if wanted {
                self.run(tokens, out);
                return;
            }
        }
    }

    fn case(&mut self, of: &str, inner: &[Token<'_>], out: &mut String) {
        let value = self.evaluate(of);
        for (branch, tokens) in branches(inner, &["when", "else"]) {
            let Some((name, arguments)) = branch else { continue };
            let mut values = arguments.split([',']).flat_map(|part| part.split(" or "));
            if name == "else" || values.any(|one| self.evaluate(one) == value) {
                self.run(tokens, out);
                return;
            }
        }
    }

    fn each(&mut self, arguments: &str, inner: &[Token<'_>], line: usize, out: &mut String) {
        let Some((name, of)) = arguments.split_once(" in ") else { return };
        let of = of.trim();
        let end = of.find(" limit").or_else(|| of.find(" offset")).unwrap_or(of.len());
        let items = match self.evaluate(&of[..end]) {
            Value::List(items) => items,
            // A list of stories is the theme's to make.
            _ => {
                self.unknown.push((format!("for … in {}", &of[..end]), self.line.unwrap_or(line)));
                return;
            }
        };
        for item in items.into_iter().take(1000) {
            let before = self.set.len();
            self.set.push((name.trim().into(), item.value));
            self.run(inner, out);
            self.set.truncate(before);
        }
    }

    fn holds(&self, condition: &str) -> bool {
        is_true(condition, &|text| self.evaluate(text))
    }
}

/// What begins a branch, its name and arguments, and what is in it.
type Branch<'a, 't> = (Option<(&'t str, &'t str)>, &'a [Token<'t>]);

/// The branches of a block: what is before the first of these names, and behind each.
fn branches<'a, 't>(inner: &'a [Token<'t>], names: &[&str]) -> Vec<Branch<'a, 't>> {
    let mut branches = Vec::new();
    let (mut start, mut head, mut depth) = (0, None, 0_usize);
    for (at, token) in inner.iter().enumerate() {
        let Token::Tag { name, arguments, .. } = token else { continue };
        match *name {
            "if" | "unless" | "case" | "for" => depth += 1,
            "endif" | "endunless" | "endcase" | "endfor" => depth = depth.saturating_sub(1),
            name if depth == 0 && names.contains(&name) => {
                branches.push((head, &inner[start..at]));
                (head, start) = (Some((name, *arguments)), at + 1);
            }
            _ => {}
        }
    }
    branches.push((head, &inner[start..]));
    branches
}

/// Where the block that begins at `at` ends, and what is in it. Without an end, it is all.
fn end_of<'a, 't>(tokens: &'a [Token<'t>], at: usize, name: &str) -> (usize, &'a [Token<'t>]) {
    let mut depth = 0_usize;
    for (end, token) in tokens.iter().enumerate().skip(at + 1) {
        let Token::Tag { name: other, .. } = token else { continue };
        if *other == name {
            depth += 1;
        } else if other.strip_prefix("end") == Some(name) {
            if depth == 0 {
                return (end + 1, &tokens[at + 1..end]);
            }
            depth -= 1;
        }
    }
    (tokens.len(), &tokens[at + 1..])
}

fn has_end(tokens: &[Token<'_>], at: usize, name: &str) -> bool {
    tokens[at + 1..].iter().any(|token| {
        matches!(token, Token::Tag { name: other, .. } if other.strip_prefix("end") == Some(name))
    })
}

/// Tokens as they were written.
fn source(tokens: &[Token<'_>]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Text(text) => (*text).to_string(),
            Token::Output(inner) => format!("{{{{ {inner} }}}}"),
            Token::Tag { name, arguments, .. } => format!("{{% {name} {arguments} %}}"),
        })
        .collect()
}

#[cfg(test)]
mod tests;
