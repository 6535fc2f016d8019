//! The parts of a template.

use super::Syntax;

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'t> {
    /// What stays as it is.
    Text(&'t str),
    /// `{{ … }}`.
    Output {
        /// What is in it.
        inner: &'t str,
        /// Its line, from 1.
        line: usize,
    },
    /// `{% … %}`.
    Tag {
        /// Its first word.
        name: &'t str,
        /// What follows.
        arguments: &'t str,
        /// Its line, from 1.
        line: usize,
    },
}

/// The parts of a text. What `{% raw %}` holds is no part but text; comments are none.
pub fn tokens(text: &str, syntax: Syntax) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    let mut trims = false;
    let marks: &[[&str; 2]] = match syntax {
        Syntax::Liquid => &[["{{", "}}"], ["{%", "%}"]],
        Syntax::Nunjucks => &[["{{", "}}"], ["{%", "%}"], ["{#", "#}"]],
    };
    let first = |text: &str| marks.iter().filter_map(|[open, _]| text.find(open)).min();
    while let Some(at) = first(rest) {
        let is_tag = rest[at..].starts_with("{%");
        let is_comment = rest[at..].starts_with("{#");
        let close = marks.iter().find(|[open, _]| rest[at..].starts_with(open));
        let close = close.map_or("}}", |[_, close]| close);
        let length = match rest[at + 2..].find(close) {
            Some(length) => length,
            // A comment without an end goes to the end of the text.
            None if is_comment => {
                let before = &rest[..at];
                tokens.push(Token::Text(if trims { before.trim_start() } else { before }));
                return tokens;
            }
            None => break,
        };
        let mut before = &rest[..at];
        if trims {
            before = before.trim_start();
        }
        let inner = &rest[at + 2..at + 2 + length];
        if inner.starts_with('-') {
            before = before.trim_end();
        }
        if !before.is_empty() {
            tokens.push(Token::Text(before));
        }
        line += rest[..at].matches('\n').count();
        trims = inner.ends_with('-');
        let bare = inner.strip_prefix('-').unwrap_or(inner);
        let bare = bare.strip_suffix('-').unwrap_or(bare).trim();
        rest = &rest[at + 2 + length + 2..];
        if is_comment {
            // No part of the text.
        } else if !is_tag {
            tokens.push(Token::Output { inner: bare, line });
        } else {
            let end = bare.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(bare.len());
            let (name, arguments) = bare.split_at(end);
            tokens.push(Token::Tag { name, arguments: arguments.trim(), line });
            if matches!(name, "raw" | "verbatim")
                && let Some((inner, end)) = until_end(rest, name)
            {
                tokens.push(Token::Text(inner));
                line += inner.matches('\n').count();
                rest = &rest[end..];
            }
        }
        line += inner.matches('\n').count();
    }
    let last = if trims { rest.trim_start() } else { rest };
    if !last.is_empty() {
        tokens.push(Token::Text(last));
    }
    tokens
}

/// What stands before the end of a block, and where that end begins.
fn until_end<'t>(text: &'t str, name: &str) -> Option<(&'t str, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find("{%") {
        let at = from + at;
        let inner = text[at + 2..].trim_start_matches('-').trim_start();
        if inner.strip_prefix("end").is_some_and(|rest| rest.starts_with(name)) {
            return Some((&text[..at], at));
        }
        from = at + 2;
    }
    None
}
