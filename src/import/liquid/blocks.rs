//! Blocks among the parts of a template.

use super::tokens::Token;

/// What begins a branch, its name and arguments, and what is in it.
pub type Branch<'a, 't> = (Option<(&'t str, &'t str)>, &'a [Token<'t>]);

/// The branches of a block: what is before the first of these names, and behind each.
pub fn branches<'a, 't>(inner: &'a [Token<'t>], names: &[&str]) -> Vec<Branch<'a, 't>> {
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
pub fn end_of<'a, 't>(tokens: &'a [Token<'t>], at: usize, name: &str) -> (usize, &'a [Token<'t>]) {
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

pub fn has_end(tokens: &[Token<'_>], at: usize, name: &str) -> bool {
    tokens[at + 1..].iter().any(|token| {
        matches!(token, Token::Tag { name: other, .. } if other.strip_prefix("end") == Some(name))
    })
}

/// Whether there are words among tokens, outside of loops and of tags of HTML.
pub fn has_words(tokens: &[Token<'_>]) -> bool {
    let mut loops = 0_usize;
    tokens.iter().any(|token| match token {
        Token::Tag { name: "for", .. } => {
            loops += 1;
            false
        }
        Token::Tag { name: "endfor", .. } => {
            loops = loops.saturating_sub(1);
            false
        }
        Token::Text(text) => {
            let mut words = text.split('<').enumerate().map(|(at, part)| match at {
                0 => part,
                _ => part.split_once('>').map_or("", |(_, words)| words),
            });
            loops == 0 && words.any(|words| words.contains(char::is_alphanumeric))
        }
        Token::Tag { .. } | Token::Output { .. } => false,
    })
}

/// Tokens as they were written.
pub fn source(tokens: &[Token<'_>]) -> String {
    tokens
        .iter()
        .map(|token| match token {
            Token::Text(text) => (*text).to_string(),
            Token::Output { inner, .. } => format!("{{{{ {inner} }}}}"),
            Token::Tag { name, arguments, .. } => format!("{{% {name} {arguments} %}}"),
        })
        .collect()
}
