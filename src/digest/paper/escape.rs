//! Text that means nothing to Typst (<https://typst.app/docs/reference/syntax/#escapes>).

use crate::render::apart::is_xml;

/// Text in markup. Each sign of ASCII stands behind a backslash, whether it means something there
/// or not, so that none does in a later version either: `#`, `$`, `*`, `_`, `@`, `<`, `~`, `=`, `-`
/// and `//` among them.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            c if c.is_whitespace() => out.push(if c == '\u{a0}' { c } else { ' ' }),
            c if !is_shown(c) => {}
            c if c.is_ascii_punctuation() => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A text between quotes, in code (<https://typst.app/docs/reference/foundations/str/>).
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if !is_shown(c) => {}
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_shown(c: char) -> bool {
    is_xml(c) && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_means_anything() {
        for (text, expected) in [
            (
                "a #eval(1) $x$ *b* _c_ @d <e>",
                "a \\#eval\\(1\\) \\$x\\$ \\*b\\* \\_c\\_ \\@d \\<e\\>",
            ),
            ("= a\n- b\n1. c", "\\= a \\- b 1\\. c"),
            ("https://a.example/ /* x */", "https\\:\\/\\/a\\.example\\/ \\/\\* x \\*\\/"),
            ("--- ... ~ \\ \u{0} \u{7f}\u{fffe}", "\\-\\-\\- \\.\\.\\. \\~ \\\\  "),
        ] {
            assert_eq!(markup(text), expected, "{text}");
        }
        assert_eq!(string("a\"b\\c\nd\u{1}"), "\"a\\\"b\\\\c\\nd\"");
    }
}
