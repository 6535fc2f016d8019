//! The parts of a Go template.

pub enum Token<'t> {
    Text(&'t str),
    Action(&'t str),
}

pub fn tokens(template: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = template;
    let mut trims = false;
    while let Some(at) = rest.find("{{") {
        let mut before = &rest[..at];
        let is_comment = rest[at + 2..].trim_start_matches('-').trim_start().starts_with("/*");
        let end = if is_comment {
            rest[at..].find("*/").and_then(|end| Some(at + end + rest[at + end..].find("}}")?))?
        } else {
            at + rest[at..].find("}}")?
        };
        let inner = &rest[at + 2..end];
        if trims {
            before = before.trim_start();
        }
        if inner.starts_with("- ")
            || inner.starts_with("-/")
            || inner == "-"
            || inner.starts_with("-\n")
        {
            before = before.trim_end();
        }
        tokens.push(Token::Text(before));
        trims = inner.ends_with('-');
        let inner = inner.strip_prefix('-').unwrap_or(inner);
        let inner = inner.strip_suffix('-').unwrap_or(inner).trim();
        if !is_comment {
            tokens.push(Token::Action(inner));
        }
        rest = &rest[end + 2..];
    }
    tokens.push(Token::Text(if trims { rest.trim_start() } else { rest }));
    Some(tokens)
}

pub enum Word {
    Name(String),
    Value(String),
    Group(String),
}

pub fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '`' => {
                let mut end = 1;
                let mut is_escaped = false;
                for letter in rest[1..].chars() {
                    end += letter.len_utf8();
                    if letter == c && !is_escaped {
                        break;
                    }
                    is_escaped = c == '"' && letter == '\\' && !is_escaped;
                }
                let inner = rest.get(1..end.checked_sub(1)?)?;
                words.push(Word::Value(if c == '"' {
                    inner.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\")
                } else {
                    inner.into()
                }));
                end
            }
            '(' => {
                let end = closing(rest)?;
                words.push(Word::Group(rest[1..end].into()));
                end + 1
            }
            c if c.is_whitespace() => 1,
            _ => {
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '`'))
                    .unwrap_or(rest.len());
                if end == 0 {
                    return None;
                }
                words.push(Word::Name(rest[..end].into()));
                end
            }
        };
        rest = rest.get(length..)?;
    }
    (!words.is_empty()).then_some(words)
}

/// Where the bracket at the start is closed.
pub fn closing(text: &str) -> Option<usize> {
    let (mut depth, mut quote) = (0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The parts between separators that are in no quotes and no brackets.
pub fn divided(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, c) if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Where the block that begins at `at` ends.
pub fn end_of(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (end, token) in tokens.iter().enumerate().skip(at) {
        let Token::Action(action) = token else { continue };
        match action.split_whitespace().next().unwrap_or_default() {
            "if" | "with" | "range" | "block" | "define" => depth += 1,
            "end" => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(end);
                }
            }
            _ => {}
        }
    }
    None
}
