//! Text that HTML, XML and JSON can all hold, so that every file of a site says
//! the same.

use std::borrow::Cow;

/// The text with one kind of line end, and without control characters and what is
/// no character: HTML calls them errors
/// (<https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream>),
/// and most of them no XML document can hold (<https://www.w3.org/TR/xml/#charsets>).
pub fn printable(text: &str) -> Cow<'_, str> {
    // Most texts have no byte that could be of such a character.
    if !text.bytes().fold(false, |found, byte| found | is_suspicious(byte))
        || text.chars().all(is_printable)
    {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    Cow::Owned(text.chars().filter(|c| is_printable(*c)).collect())
}

/// Whether a byte can be part of a character that is not printable: it is one, or
/// begins one of U+0080 to U+00BF, of U+F000 to U+FFFF, or beyond.
fn is_suspicious(byte: u8) -> bool {
    let is_control = (byte < b' ') & (byte != b'\t') & (byte != b'\n');
    is_control | matches!(byte, 0x7f | 0xc2 | 0xef..)
}

fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' | '\t' | '\n' => true,
        '\0'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
        // The last two of each plane.
        _ => u32::from(c) & 0xfffe != 0xfffe,
    }
}

/// The text as a terminal and the log of a workflow can show it: without what steers
/// them, such as a line end with a command behind it, or turns the order of letters
/// round. Such characters are written as in Rust: `\\n`, `\\u{1b}`.
pub fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match steers(c) {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The text as an argument in a shell.
pub fn in_a_shell(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.into()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// The name of a file as an argument of a program: never an option, nor an address.
pub fn file_in_a_shell(name: &str) -> String {
    match name.starts_with('-') || name.contains(':') {
        true => in_a_shell(&format!("./{name}")),
        false => in_a_shell(name),
    }
}

/// Whether a character steers a terminal, ends a line, or turns the order of letters.
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_no_option_and_no_address() {
        for (name, expected) in [
            ("talk.wav", "talk.wav"),
            ("a talk.wav", "'a talk.wav'"),
            ("Tom's.wav", r"'Tom'\''s.wav'"),
            ("-talk.wav", "./-talk.wav"),
            ("- talk.wav", "'./- talk.wav'"),
            ("10:30.wav", "'./10:30.wav'"),
        ] {
            assert_eq!(file_in_a_shell(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_printable_stays_as_it_is() {
        for text in ["", "Talks\n\tresume", "Ջուր 👩‍👩‍👧 \u{202e}\u{2028}\u{feff}\u{fffd}\u{10fffd}"]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn the_short_way_misses_no_character() {
        for c in ('\0'..=char::MAX).filter(|c| !is_printable(*c)) {
            assert!(c.encode_utf8(&mut [0; 4]).bytes().any(is_suspicious), "{c:?}");
        }
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(
            on_one_line("A\n::x\u{1b}[1m\u{9b}\u{202e}é"),
            "A\\n::x\\u{1b}[1m\\u{9b}\\u{202e}é"
        );
        assert!(matches!(on_one_line("Talks 👩‍👩‍👧"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_not_printable_goes() {
        let pairs = [
            ("a\r\nb\rc\u{85}d\u{b}e\u{c}f", "a\nb\nc\nd\ne\nf"),
            ("a\0b\u{1b}[2Jc\u{7f}d\u{9f}e", "ab[2Jcde"),
            ("a\u{fffe}b\u{ffff}c\u{1fffe}d\u{10ffff}e\u{fdd0}f", "abcdef"),
        ];
        for (text, kept) in pairs {
            assert_eq!(printable(text), kept);
        }
    }
}
