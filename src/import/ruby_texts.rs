//! Texts of a Ruby program that stand between other marks than quotation marks
//! (<https://docs.ruby-lang.org/en/3.4/syntax/literals_rdoc.html>).

use std::borrow::Cow;

use super::braces::{end_of_block, end_of_text};

/// A program with them between quotation marks, and without its comments.
pub fn in_quotation_marks(code: &str) -> Cow<'_, str> {
    if !code.contains(['%', '#']) && !code.contains("<<") {
        return code.into();
    }
    let mut out = String::with_capacity(code.len());
    let mut at = 0;
    // Where the program goes on below the line, behind texts that begin there.
    let mut below = None;
    while let Some(c) = code[at..].chars().next() {
        let rest = &code[at..];
        let is_behind_value = out.ends_with(|c: char| c.is_alphanumeric() || "_)]}@".contains(c));
        at += match c {
            '\n' => {
                out.push('\n');
                below.take().map_or(1, |below| below - at)
            }
            '#' => rest.find('\n').unwrap_or(rest.len()),
            '"' | '\'' => {
                let end = end_of_text(&rest[1..], c, (c == '"').then_some("#{"));
                let length = rest.len().min(end + 2);
                out.push_str(&rest[..length]);
                length
            }
            _ => {
                let percent = (c == '%' && !is_behind_value).then(|| percent(rest)).flatten();
                let heredoc = (c == '<').then(|| Heredoc::at(rest)).flatten();
                if let Some(Percent { inside, is_filled, length }) = percent {
                    put(inside, is_filled, &mut out);
                    length
                } else if let Some(Heredoc { name, is_filled, length }) = heredoc {
                    let start = below
                        .unwrap_or_else(|| at + rest.find('\n').map_or(rest.len(), |end| end + 1));
                    let lines = code[start..].split_inclusive('\n');
                    let body: usize =
                        lines.take_while(|line| line.trim() != name).map(str::len).sum();
                    put(&code[start..start + body], is_filled, &mut out);
                    let end = code[start + body..].find('\n').map(|end| start + body + end + 1);
                    below = Some(end.unwrap_or(code.len()));
                    length
                } else {
                    out.push(c);
                    c.len_utf8()
                }
            }
        };
    }
    out.into()
}

/// Puts a text between quotation marks. Code in it stays as it is.
fn put(text: &str, is_filled: bool, out: &mut String) {
    if !is_filled {
        out.push('\'');
        out.push_str(&text.replace('\'', "\\'"));
        out.push('\'');
        return;
    }
    out.push('"');
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("#{") {
        let end = end_of_block(behind);
        out.push_str(&before.replace('"', "\\\""));
        out.push_str("#{");
        out.push_str(&behind[..end]);
        out.push('}');
        rest = behind.get(end + 1..).unwrap_or_default();
    }
    out.push_str(&rest.replace('"', "\\\""));
    out.push('"');
}

/// `%(text)`, `%Q[text]`, `%q<text>`.
struct Percent<'c> {
    inside: &'c str,
    is_filled: bool,
    /// Of all of it, in bytes.
    length: usize,
}

fn percent(code: &str) -> Option<Percent<'_>> {
    let behind = code.strip_prefix('%')?;
    let kind = behind.chars().next().filter(|c| matches!(c, 'q' | 'Q'));
    let behind = &behind[kind.map_or(0, char::len_utf8)..];
    let open = behind.chars().next().filter(|c| c.is_ascii_punctuation())?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        other => other,
    };
    let inside = &behind[1..];
    let (mut depth, mut is_escaped) = (0_usize, false);
    let end = inside.char_indices().find(|(_, c)| {
        if is_escaped || *c == '\\' {
            is_escaped = !is_escaped;
            return false;
        }
        match *c {
            c if c == close && depth == 0 => return true,
            c if c == close => depth -= 1,
            c if c == open => depth += 1,
            _ => {}
        }
        false
    });
    let (end, _) = end?;
    let before = code.len() - inside.len();
    Some(Percent { inside: &inside[..end], is_filled: kind != Some('q'), length: before + end + 1 })
}

/// The head of a text that begins on the next line: `<<~HTML`.
struct Heredoc<'c> {
    /// What ends it, alone on a line.
    name: &'c str,
    is_filled: bool,
    /// Of the head, in bytes.
    length: usize,
}

impl<'c> Heredoc<'c> {
    fn at(code: &'c str) -> Option<Self> {
        let behind = code.strip_prefix("<<")?;
        let bare = behind.strip_prefix(['~', '-']);
        let has_sign = bare.is_some();
        let bare = bare.unwrap_or(behind);
        let quote = bare.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inside = &bare[quote.map_or(0, char::len_utf8)..];
        let name = &inside[..inside.find(|c: char| !c.is_alphanumeric() && c != '_')?];
        // `list <<name` adds to a list.
        let is_name = name.starts_with(|c: char| c.is_uppercase())
            || (has_sign || quote.is_some()) && name.starts_with(char::is_alphabetic);
        let length = code.len() - inside.len() + name.len() + quote.map_or(0, char::len_utf8);
        is_name.then_some(Heredoc { name, is_filled: quote != Some('\''), length })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_all_kinds_come_between_quotation_marks() {
        for (code, expected) in [
            (
                "<<~A + b\n  <i x=\"y\">#{c[\"d\"]}</i>\n  A\ne",
                "\"  <i x=\\\"y\\\">#{c[\"d\"]}</i>\n\" + b\ne",
            ),
            ("<<-'A'\na #{b}\nA\n", "'a #{b}\n'\n"),
            ("f(<<~A, <<~B)\na\nA\nb\nB\nc", "f(\"a\n\", \"b\n\")\nc"),
            ("out << super\nlist <<name\n", "out << super\nlist <<name\n"),
            ("class << self\n", "class << self\n"),
            ("%(a (b) \"c\")", "\"a (b) \\\"c\\\"\""),
            ("%q{a 'b'} + %Q|c|", "'a \\'b\\'' + \"c\""),
            ("a % b; a %b; 5%(3); '%(x)'", "a % b; a %b; 5%(3); '%(x)'"),
            ("a # \"b\nc \"# #{d}\"", "a \nc \"# #{d}\""),
            ("<<~A\nnever ends", "\"never ends\"\n"),
            ("%(never ends", "%(never ends"),
        ] {
            assert_eq!(in_quotation_marks(code), expected, "{code}");
        }
    }
}
