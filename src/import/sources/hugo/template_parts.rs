//! The parts of a Go template.

use crate::import::places::Places;
use crate::import::unfit::{Meant, Step, always_hides, always_shows, only_seen};

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

/// What a template makes of the words that stand in a shortcode; nothing where it shows them.
pub fn wall(template: &str) -> Option<Meant> {
    let Some(tokens) = tokens(template) else { return Some(Meant::Doubtful) };
    let mut names = vec![".Inner".to_string()];
    let mut steps = Vec::new();
    let mut places = Places::default();
    // Whether the words, or a part of them, are what `.` is, in each of the blocks that are open.
    let mut dots = vec![false];
    for token in &tokens {
        let action = match token {
            Token::Action(action) => action,
            Token::Text(text) => {
                places.text(text);
                continue;
            }
        };
        let (word, rest) = action.split_once(char::is_whitespace).unwrap_or((action, ""));
        let is_dot = dots.last() == Some(&true);
        let has_words = names.iter().any(|name| holds(action, name)) || is_dot && has_dot(action);
        match word {
            "with" | "range" => {
                steps.push(Step::Open { is_sure: has_words });
                dots.push(has_words);
                // `range $at, $one := split .Inner`.
                let declared = rest.split_once(":=").map_or("", |(names, _)| names);
                let declared = declared.split(',').filter(|_| has_words).map(str::trim);
                names.extend(declared.filter(|name| !name.is_empty()).map(String::from));
            }
            "if" => {
                steps.push(Step::Open { is_sure: has_words && !rest.contains("and ") });
                dots.push(is_dot);
            }
            "block" | "define" => {
                steps.push(Step::Open { is_sure: false });
                dots.push(false);
            }
            "else" => steps.push(Step::Else { has_condition: !rest.trim().is_empty() }),
            "end" => {
                steps.push(Step::Close);
                dots.pop();
            }
            // What is only named is not shown yet.
            word if word.starts_with('$') && rest.trim_start().starts_with([':', '=']) => {
                names.extend(has_words.then(|| word.to_string()));
            }
            _ if has_words => {
                steps.push(Step::Shows);
                places.place();
            }
            _ => {}
        }
    }
    if always_hides(&steps, &places) {
        return Some(Meant::Hidden);
    }
    (!always_shows(&only_seen(steps, &places))).then_some(Meant::Doubtful)
}

/// Whether an action asks for what `.` is.
fn has_dot(action: &str) -> bool {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | ',');
    action.split(is_between).any(|word| word == ".")
}

/// Whether an action asks for a name, or for one that begins with it (`.InnerDeindent`).
fn holds(action: &str, name: &str) -> bool {
    action.match_indices(name).any(|(at, _)| {
        let rest = &action[at + name.len()..];
        let rest = if name == ".Inner" { rest.trim_start_matches("Deindent") } else { rest };
        !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_that_show_their_words_in_every_case_are_told() {
        let doubt = Some(Meant::Doubtful);
        for (template, meant) in [
            ("<p>{{ .Inner | markdownify }}</p>", None),
            ("{{ .InnerDeindent }}", None),
            ("{{ range .Site.Pages }}x{{ end }}{{ .Inner }}", None),
            ("{{ $a := .Inner | markdownify }}{{ partial \"box\" (dict \"words\" $a) }}", None),
            ("{{ with .Inner }}{{ partial \"box\" . }}{{ end }}", None),
            ("{{ if .Inner }}<p>{{ .Inner }}</p>{{ end }}", None),
            ("{{ if .Page.Params.a }}<p>{{ .Inner }}</p>{{ else }}{{ .Inner }}{{ end }}", None),
            (
                "<ul>{{ range split .Inner \"\\n\" }}<li>{{ . | markdownify }}</li>{{ end }}</ul>",
                None,
            ),
            (
                "{{ $all := split .Inner \",\" }}{{ range $all }}<li>{{ trim . \" \" }}</li>{{ end }}",
                None,
            ),
            ("{{ range $at, $one := split .Inner \",\" }}<li>{{ $one }}</li>{{ end }}", None),
            ("{{ range split .Inner \",\" }}{{ with . }}<li>{{ . }}</li>{{ end }}{{ end }}", None),
            ("<div hidden>{{ .Inner | own }}</div>", Some(Meant::Hidden)),
            ("<!-- {{ .Inner | own }} -->", Some(Meant::Hidden)),
            (
                "{{ if .Page.Params.a }}<p hidden>{{ .Inner }}</p>{{ else }}{{ .Inner }}{{ end }}",
                doubt.clone(),
            ),
            ("{{ range split .Inner \",\" }}<li>x</li>{{ end }}", doubt.clone()),
            (
                "{{ range split .Inner \",\" }}{{ if $.Page.Params.a }}{{ . }}{{ end }}{{ end }}",
                doubt.clone(),
            ),
            ("{{ with .Inner }}{{ if $.Page.Params.a }}{{ . }}{{ end }}{{ end }}", doubt.clone()),
            ("{{ range .Site.Pages }}{{ . }}{{ end }}", doubt.clone()),
            ("{{ if .Page.Params.a }}{{ .Inner }}{{ end }}", doubt.clone()),
            ("{{ if and .Page.Params.a .Inner }}{{ .Inner }}{{ end }}", doubt.clone()),
            ("{{ $a := .Inner }}", doubt.clone()),
            ("{{ partial \"members\" . }}", doubt.clone()),
            ("{{ range .Site.Pages }}{{ end }}", doubt),
        ] {
            assert_eq!(wall(template), meant, "{template}");
        }
    }
}
