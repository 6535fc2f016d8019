//! HTML as a part of a text of Markdown.

/// HTML in a text of Markdown, none of whose letters means anything there.
pub fn literal(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut in_tag = false;
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match c {
            '<' if !in_tag => {
                let next = html[at + 1..].chars().next();
                in_tag = next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
                out.push(c);
            }
            '>' if in_tag && quote.is_none() => {
                in_tag = false;
                out.push(c);
            }
            '"' | '\'' if in_tag => {
                quote = match quote {
                    Some(open) if open == c => None,
                    None => Some(c),
                    open => open,
                };
                out.push(c);
            }
            '*' | '_' | '`' | '[' | ']' | '~' | '\\' | '|' if !in_tag => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
