//! Parts of a program in JavaScript, as far as its plain lines tell them.

use regex::Regex;

/// The texts in quotes.
pub fn quoted(code: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let quote = rest[at..].chars().next().unwrap_or('"');
        let Some(end) = rest[at + 1..].find(quote) else { break };
        texts.push(rest[at + 1..at + 1 + end].to_string());
        rest = &rest[at + end + 2..];
    }
    texts
}

/// The value of `name: "…"` in a program.
pub fn value_in(code: &str, name: &str) -> Option<String> {
    let start = format!(r#"(?:^|[ \t\r\n,{{(])["']?{name}["']?[ \t\r\n]*[:=][ \t\r\n]*"#);
    let pattern = Regex::new(&(start + r#"(?:"([^"$]*)"|'([^'$]*)'|`([^`$]*)`)"#)).ok()?;
    let found = pattern.captures(code)?;
    let text = (1..=3).find_map(|at| found.get(at))?.as_str();
    (!text.is_empty()).then(|| text.to_string())
}

/// The function that is given here, or is of the name that is given; none if it is elsewhere.
pub fn function<'c>(code: &'c str, given: &'c str) -> Option<&'c str> {
    let whole = expression(given)?;
    let name = whole.trim();
    if !name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$') {
        return Some(whole);
    }
    let name = regex::escape(name);
    let found = Regex::new(&format!(
        r"(?-u:\b)function[ \t]+{name}(?-u:\b)|(?-u:\b)(?:const|let|var)[ \t]+{name}[ \t]*="
    ));
    let found = found.ok()?.find(code)?;
    match found.as_str().starts_with("function") {
        true => expression(&code[found.start()..]),
        false => expression(&code[found.end()..]),
    }
}

/// The expression at the start of a program: to a comma, a semicolon or a bracket that ends it, or
/// to the end of its block.
pub fn expression(code: &str) -> Option<&str> {
    let (mut depth, mut quote, mut is_escaped) = (0_usize, None, false);
    for (at, c) in code.char_indices() {
        match (quote, c) {
            _ if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ',' | ';') if depth == 0 => return Some(&code[..at]),
            (None, ')' | ']' | '}') => {
                if depth == 0 {
                    return Some(&code[..at]);
                }
                depth -= 1;
                if depth == 0 && c == '}' {
                    return Some(&code[..=at]);
                }
            }
            _ => {}
        }
    }
    None
}

/// A program without its comments. What looks like one in quotation marks is none.
pub fn without_comments(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let (mut quote, mut is_escaped) = (None, false);
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
            continue;
        }
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest.split_once("*/").map_or("", |(_, behind)| behind);
            continue;
        }
        if quote.is_none() && c == '/' && begins_pattern(&out) {
            let (pattern, behind) = rest.split_at(end_of_pattern(rest));
            out.push_str(pattern);
            rest = behind;
            continue;
        }
        match quote {
            _ if is_escaped => is_escaped = false,
            Some(_) if c == '\\' => is_escaped = true,
            // Only between these may there be lines.
            Some(open) if c == open || c == '\n' && open != '`' => quote = None,
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// Whether a slash behind this begins a regular expression: it divides what has a value.
fn begins_pattern(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || before.ends_with(|c: char| "(,=:[!&|?{};+<>~".contains(c))
        || before.ends_with("return")
}

/// Where the regular expression at the start of a program ends: at a slash that is in no class and
/// behind no backslash, on the same line. One that does not end is none.
fn end_of_pattern(code: &str) -> usize {
    let (mut is_escaped, mut is_in_class) = (false, false);
    for (at, c) in code.char_indices().skip(1) {
        match c {
            '\n' => break,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            '/' if !is_in_class => return at + 1,
            _ => {}
        }
    }
    1
}

/// The parts of a condition between signs that are in no brackets.
pub fn divided<'c>(condition: &'c str, sign: &'c str) -> impl Iterator<Item = &'c str> {
    let mut ends = Vec::new();
    let mut depth = 0_usize;
    for (at, c) in condition.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && condition[at..].starts_with(sign) => ends.push(at),
            _ => {}
        }
    }
    ends.push(condition.len());
    let mut start = 0;
    ends.into_iter().map(move |end| {
        let part = &condition[start.min(end)..end];
        start = end + sign.len();
        part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_texts_stay() {
        for (code, expected) in [
            ("a // b\nc", "a \nc"),
            ("a /* b\n */ c", "a  c"),
            ("'https://x' \"/* y */\" `//`", "'https://x' \"/* y */\" `//`"),
            ("'it\\'s // x'", "'it\\'s // x'"),
            ("a(/\\/\\//g, b) // c", "a(/\\/\\//g, b) "),
            ("a = /[//]\"/; b // c", "a = /[//]\"/; b "),
            ("a / b // c", "a / b "),
            ("return /'/ // c", "return /'/ "),
            ("(/ never\n// c", "(/ never\n"),
        ] {
            assert_eq!(without_comments(code), expected, "{code}");
        }
    }

    #[test]
    fn conditions_have_parts() {
        let parts: Vec<&str> = divided("a && (b && c) && d", "&&").map(str::trim).collect();
        assert_eq!(parts, ["a", "(b && c)", "d"]);
    }
}
