//! Characters that look like a space, or like nothing, and are none to YAML.

/// What a character is called that nobody sees or takes for a space.
pub fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{feff}' => "a byte-order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{3000}' => "an ideographic space",
        _ => return None,
    })
}

/// The first such character of a text: what it is called, with its number.
pub fn first(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    text.chars().find_map(|c| Some(format!("{} (U+{:04X})", name(c)?, u32::from(c))))
}

/// The text with spaces in the place of those that look like one, and without the others.
pub fn mended(text: &str) -> String {
    let mended = text.chars().filter_map(|c| match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{3000}' => Some(' '),
        c if name(c).is_some() => None,
        c => Some(c),
    });
    mended.collect()
}
