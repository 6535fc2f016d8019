//! The parts of a template.

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Token<'t> {
    /// What stays as it is.
    Text(&'t str),
    /// `{{ … }}`.
    Output(&'t str),
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

/// The parts of a text. What `{% raw %}` holds is no part but text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    let mut trims = false;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let is_tag = rest[at..].starts_with("{%");
        let Some(length) = rest[at + 2..].find(if is_tag { "%}" } else { "}}" }) else { break };
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
        if !is_tag {
            tokens.push(Token::Output(bare));
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
