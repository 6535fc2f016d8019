//! Marks of Markdown and HTML in fields that are plain text: readers see them as they are.

use std::borrow::Cow;

use crate::html::push_text;

/// The elements that people write into headlines.
const TAGS: [&str; 8] = ["b", "i", "em", "strong", "u", "br", "br/", "br /"];

/// The text without its marks; none if it has none.
pub(super) fn without_marks(text: &str) -> Option<String> {
    if !text.contains(['<', '*', '&', '[']) {
        return None;
    }
    let mut plain = Cow::Borrowed(text);
    for tag in TAGS.iter().filter(|_| text.contains('<')) {
        let space = if tag.starts_with("br") { " " } else { "" };
        plain = plain.replace(&format!("<{tag}>"), space).replace(&format!("</{tag}>"), "").into();
    }
    if plain.matches("**").count().is_multiple_of(2) {
        plain = plain.replace("**", "").into();
    }
    let plain = without_references(&without_links(&plain)).replace("  ", " ");
    (plain != text && !plain.trim().is_empty()).then(|| plain.trim().to_string())
}

/// The words of `[words](https://a.example/)` alone.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        let link = before.rfind('[').zip(behind.find(')'));
        let is_address = |address: &str| {
            !address.contains(char::is_whitespace) && address.contains(['/', '.', '#'])
        };
        match link.filter(|(_, end)| is_address(&behind[..*end])) {
            Some((start, end)) => {
                plain.push_str(&before[..start]);
                plain.push_str(&before[start + 1..]);
                rest = &behind[end + 1..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = behind;
            }
        }
    }
    plain + rest
}

/// The text with its character references (`&amp;`) as what they stand for.
fn without_references(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let name = rest[at + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let end = name.map(|end| at + 1 + end).filter(|end| rest[*end..].starts_with(';'));
        let end = end.map_or(at + 1, |end| end + 1);
        let mut decoded = String::new();
        push_text(&mut decoded, &rest[at..end]);
        match end > at + 1 && decoded.chars().count() == 1 {
            true => plain.push_str(&decoded),
            false => plain.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        for (text, plain) in [
            ("**Talks** resume", "Talks resume"),
            ("<b>Talks</b> resume", "Talks resume"),
            ("One<br>two", "One two"),
            ("[Talks](https://a.example/) resume", "Talks resume"),
            ("[Talks](../talks.md) and [more](#x)", "Talks and more"),
            ("Talks &amp; peace", "Talks & peace"),
            ("Caf&eacute;s &#8211; closed", "Cafés – closed"),
        ] {
            assert_eq!(without_marks(text).as_deref(), Some(plain), "{text}");
        }
        for text in [
            "Talks & peace",
            "AT&T; B&B",
            "5 * 3",
            "a ** b",
            "[Exclusive] Talks",
            "x[0](y)",
            "3 < 4",
            "Q&A: is it <so>?",
            "R&D;",
            "",
        ] {
            assert_eq!(without_marks(text), None, "{text}");
        }
    }
}
