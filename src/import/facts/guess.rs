//! Front matter that cannot be read as a whole: what its plain lines say, and whether it speaks of
//! what is public.

use regex::Regex;

use super::{Facts, say_again};
use crate::text::yaml::{Node, Value};

/// Where the braces of a document are closed; without an end, the next empty line or all of it.
pub fn end_of_json(text: &str) -> usize {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            // No text in quotes goes over a line.
            '\n' => is_quoted = false,
            '{' if !is_quoted => depth += 1,
            '}' if !is_quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.find("\n\n").or_else(|| text.find("\n\r\n")).unwrap_or(text.len())
}

/// Of JSON that nobody can read, what stands in it as `"name": value`.
pub fn json_lines(text: &str) -> Facts {
    let pattern =
        r#"["']?([A-Za-z_]+)["']?[ \t]*:[ \t]*("(?:[^"\\\n]|\\.)*"|\[[^\]{]*\]|[A-Za-z0-9_.+-]+)"#;
    let Ok(pattern) = Regex::new(pattern) else { return Facts::default() };
    let mut lines = String::new();
    for found in pattern.captures_iter(text) {
        lines.push_str(&format!("{}: {}\n", &found[1], found[2].replace(['\n', '\r'], " ")));
    }
    plain_lines(&lines)
}

/// Of a program, what stands in it as `name: value` or `name = value`, where the value is a text or
/// the like and nothing else.
pub fn program_lines(code: &str) -> Facts {
    let text = r#""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`$]*`"#;
    let value =
        format!(r"{text}|\[(?:[ \t\r\n]*(?:{text})[ \t\r\n]*,?)*[ \t\r\n]*\]|true|false|[0-9.-]+");
    let pattern = format!(
        r#"(?m)(?:^|[ \t,{{])["']?([A-Za-z_]+)["']?[ \t]*[:=][ \t]*({value})[ \t]*(?:[,;}}\r\n]|//|$)"#
    );
    let Ok(pattern) = Regex::new(&pattern) else { return Facts::default() };
    let mut facts = Facts::default();
    for found in pattern.captures_iter(code) {
        let (name, value) = (&found[1], &found[2]);
        let value = match value.strip_prefix('[') {
            Some(items) => Value::texts(quoted(items).iter().map(|item| item.as_str())),
            None => match value {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                _ => Value::Text(quoted(value).pop().unwrap_or_else(|| value.into())),
            },
        };
        facts.0.retain(|(before, _)| before != name);
        facts.0.push((name.into(), value));
    }
    facts
}

/// The texts in quotes.
fn quoted(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut letters = code.chars();
    while let Some(quote) = letters.find(|c| matches!(c, '"' | '\'' | '`')) {
        let mut text = String::new();
        while let Some(c) = letters.next().filter(|c| *c != quote) {
            text.push(if c == '\\' { letters.next().unwrap_or(c) } else { c });
        }
        texts.push(text);
    }
    texts
}

/// What was read of front matter that nobody can read as a whole. Where it speaks of what is
/// public and nobody can tell how, the text is a draft.
pub fn guessed(text: &str, mut facts: Facts) -> Facts {
    const SAY: &str =
        "draft|published|private|unlisted|hidden|headless|render|publishdate|permalink";
    // In a program it may be a function: `permalink(data) { … }`.
    let pattern = format!(r#"(?m)(?:^|["' \t,{{])({SAY})["']?(?:[ \t]*[:=]|\()"#);
    let lower = text.to_ascii_lowercase();
    let is_doubtful = Regex::new(&pattern).is_ok_and(|pattern| {
        pattern
            .captures_iter(&lower)
            .any(|found| found.get(1).is_some_and(|name| facts.get(name.as_str()).is_none()))
    });
    if is_doubtful || facts.get("draft").is_some() && facts.flag("draft").is_none() {
        facts.0.retain(|(name, _)| !name.eq_ignore_ascii_case("draft"));
        facts.0.push(("draft".into(), Value::Bool(true)));
    }
    facts
}

/// Of front matter that nobody can read, the lines that say one thing each.
pub fn plain_lines(text: &str) -> Facts {
    let mut facts = Facts::default();
    for line in text.lines() {
        if line.starts_with([' ', '\t', '#', '-']) {
            let Some(item) = line.trim().strip_prefix("- ") else { continue };
            // An item of a list.
            if let Some((_, value)) = facts.0.last_mut() {
                let item = Node::from(Value::text(unquoted(item)));
                match value {
                    Value::List(items) => items.push(item),
                    Value::Text(text) if text.is_empty() => *value = Value::List(vec![item]),
                    _ => {}
                }
            }
            continue;
        }
        let Some((name, value)) = line.split_once([':', '=']) else { continue };
        let value = match unquoted(value) {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            value if value.starts_with('[') && value.ends_with(']') => {
                let items = value[1..value.len() - 1].split(',').map(unquoted);
                Value::texts(items.filter(|item| !item.is_empty()))
            }
            value => Value::text(value),
        };
        let name = name.trim().trim_matches('"');
        match facts.0.iter_mut().find(|(before, _)| before == name) {
            Some((_, before)) => say_again(name, before, value),
            None => facts.0.push((name.into(), value)),
        }
    }
    facts
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_of_programs_are_taken_and_doubts_hold_back() {
        let of = |code: &str| guessed(code, program_lines(code));
        for (code, draft, title) in [
            ("{\n title: \"A\",\n draft: true\n}", Some(true), Some("A")),
            ("const title = 'It\\'s';\nconst draft = true;", Some(true), Some("It's")),
            ("{ \"title\": `A`, \"draft\": false }", Some(false), Some("A")),
            ("{ title: `${x}`, draft: isDraft() }", Some(true), None),
            ("{ title: 'A' + 'B', draft: !process.env.ALL }", Some(true), None),
            ("{ title: 'A', permalink(data) { return false; } }", Some(true), Some("A")),
            ("{ title: 'A', permalink: (data) => false }", Some(true), Some("A")),
            ("{ title: 'A', permalink: '/a/' } // the end", None, Some("A")),
            ("{ title: 'A draft of the law', tags: ['drafts'] }", None, Some("A draft of the law")),
        ] {
            let facts = of(code);
            assert_eq!(facts.flag("draft"), draft, "{code}");
            assert_eq!(facts.text("title").as_deref(), title, "{code}");
        }
        let facts = of("{ tags: [\n 'a, b',\n \"c\", ], draft: false }");
        assert_eq!(facts.texts("tags"), ["a, b", "c"]);
        assert_eq!(of("{ permalink: false }").flag("permalink"), Some(false));
    }
}
