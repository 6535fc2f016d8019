//! Marks of Markdown and HTML in fields that are plain text: readers see them as they are.

use std::borrow::Cow;

use crate::html::push_text;

/// The elements that people write into texts.
const ELEMENTS: [&str; 27] = [
    "a",
    "b",
    "big",
    "blockquote",
    "br",
    "center",
    "cite",
    "code",
    "del",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "i",
    "ins",
    "mark",
    "p",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
];

/// The text without its marks; none if it has none.
pub(crate) fn without_marks(text: &str) -> Option<String> {
    if !text.contains(['<', '*', '_', '&', '[']) {
        return None;
    }
    let mut plain = Cow::Borrowed(text);
    if text.contains('<') {
        plain = without_tags(&plain).into();
    }
    for mark in ["***", "**", "__", "*", "_"].into_iter().filter(|mark| text.contains(mark)) {
        plain = without_emphasis(&plain, mark).into();
    }
    let plain = without_references(&without_links(&plain)).replace("  ", " ");
    (plain != text && !plain.trim().is_empty()).then(|| plain.trim().to_string())
}

/// The text without tags of HTML. A tag that begins a line stands between two words.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((name, length)) => {
                if matches!(name, "br" | "p" | "div" | "h1" | "h2" | "h3" | "blockquote") {
                    plain.push(' ');
                }
                rest = &rest[length..];
            }
            None => {
                plain.push('<');
                rest = &rest[1..];
            }
        }
    }
    plain + rest
}

/// The name of the element and the length of the tag that a text begins with.
fn tag(text: &str) -> Option<(&'static str, usize)> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = ELEMENTS.into_iter().find(|name| name.eq_ignore_ascii_case(&inside[..end]))?;
    // A tag has no other in it, so no `<` is looked at behind the next.
    let close = inside.find(['<', '>']).filter(|close| inside[*close..].starts_with('>'))?;
    let attributes = inside[end..close].trim();
    let are_some = attributes.is_empty() || attributes == "/" || attributes.contains('=');
    are_some.then(|| (name, text.len() - inside.len() + close + 1))
}

/// The text without each pair of marks around words: `*so*`, and not `5 * 3`, `a*b*c` or `****`.
fn without_emphasis(text: &str, mark: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let behind = &rest[at + mark.len()..];
        let before = rest[..at].chars().next_back().or_else(|| plain.chars().next_back());
        let within = behind.find(mark).map(|end| &behind[..end]);
        let pair = within.filter(|within| is_pair(before, within, &behind[within.len()..], mark));
        match pair {
            Some(within) => {
                plain.push_str(&rest[..at]);
                plain.push_str(within);
                rest = &behind[within.len() + mark.len()..];
            }
            None => {
                plain.push_str(&rest[..at + mark.len()]);
                rest = behind;
            }
        }
    }
    plain + rest
}

fn is_pair(before: Option<char>, within: &str, behind: &str, mark: &str) -> bool {
    let after = behind[mark.len()..].chars().next();
    let sign = mark.chars().next();
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric()) && c != sign;
    let is_bare = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && Some(c) != sign);
    is_apart(before)
        && is_apart(after)
        && is_bare(within.chars().next())
        && is_bare(within.chars().next_back())
}

/// The words of `[words](https://a.example/)` alone.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, behind) = (&rest[..at], &rest[at + 2..]);
        // Another link is not looked at for the end of this one.
        let address = behind.find("](").map_or(behind, |next| &behind[..next]);
        let link = before.rfind('[').zip(address.find(')'));
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
pub(crate) fn without_references(text: &str) -> String {
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
            ("[Talks](/a/?b[]=1) on", "Talks on"),
            ("[a](b [Talks](/c/)", "[a](b Talks"),
            ("<b <i>Talks</i>", "<b Talks"),
            ("Talks &amp; peace", "Talks & peace"),
            ("Caf&eacute;s &#8211; closed", "Cafés – closed"),
            ("<p>Talks went on.</p>", "Talks went on."),
            ("<P class=\"x\">Talks</P> on", "Talks on"),
            ("<span style='a: b'>Talks</span>", "Talks"),
            ("<a href=\"/x/\">Talks</a> on", "Talks on"),
            ("H<sub>2</sub>O", "H2O"),
            ("Both *sides* agree", "Both sides agree"),
            ("*Exclusive:* talks", "Exclusive: talks"),
            ("(*so*) and “_so_”", "(so) and “so”"),
            ("__Talks__ resume", "Talks resume"),
            ("***Talks*** resume", "Talks resume"),
        ] {
            assert_eq!(without_marks(text).as_deref(), Some(plain), "{text}");
        }
        for text in [
            "Talks & peace",
            "AT&T; B&B",
            "5 * 3",
            "5 * 3 * 2",
            "a*b*c",
            "F*ck and sh*t",
            "A* and B* grades",
            "*nix and *BSD",
            "Film review **** (four stars)",
            "** and ***",
            "snake_case_name",
            "_ and __ and ___",
            "see <p and q>",
            "<sports> and <>",
            "a <b and c> d",
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
