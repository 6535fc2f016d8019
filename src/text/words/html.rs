//! The text that a reader sees of HTML.

/// Appends the text of `html`, which is a part of a page, to `text`. A tag
/// separates words, unless it may stand within one: `un<em>believ</em>able`.
pub fn push_text(text: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, behind) = rest.split_at(at);
        text.push_str(before);
        rest = match behind.as_bytes()[0] {
            b'<' => push_tag(text, behind),
            _ => push_reference(text, behind),
        };
    }
    text.push_str(rest);
}

/// Passes over the tag or comment at the front of `html`; what is behind it.
fn push_tag<'h>(text: &mut String, html: &'h str) -> &'h str {
    if let Some(comment) = html.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    let inside = &html[1..];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    if end == 0 {
        // No tag: `1 < 2` in HTML that somebody wrote by hand.
        text.push(' ');
        return inside;
    }
    let name = &name[..end];
    if !WITHIN_WORDS.iter().any(|inline| name.eq_ignore_ascii_case(inline)) {
        text.push(' ');
    }
    let behind = behind_tag(inside);
    let is_hidden = |hidden: &&&str| name.eq_ignore_ascii_case(hidden) && !inside.starts_with('/');
    match HIDDEN.iter().find(is_hidden) {
        Some(hidden) => behind_element(behind, hidden),
        None => behind,
    }
}

const WITHIN_WORDS: &[&str] =
    &["a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "u", "wbr"];

/// Elements whose content is not shown.
const HIDDEN: &[&str] = &["script", "style", "template"];

/// What is behind the next `>` that is not within quotes.
fn behind_tag(inside: &str) -> &str {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &inside[at + 1..],
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    ""
}

/// What is behind the end of an element that cannot have others within it.
fn behind_element<'h>(content: &'h str, name: &str) -> &'h str {
    let is_end = |at: &usize| {
        let tag = content.as_bytes().get(at + 2..at + 2 + name.len());
        content.as_bytes().get(at + 1) == Some(&b'/')
            && tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    memchr::memchr_iter(b'<', content.as_bytes()).find(is_end).map_or("", |at| &content[at..])
}

/// Appends what the character reference at the front of `html` stands for, as
/// far as the renderers write such; what is behind it.
fn push_reference<'h>(text: &mut String, html: &'h str) -> &'h str {
    let end = html.bytes().take(12).position(|byte| byte == b';');
    let Some(end) = end else {
        text.push('&');
        return &html[1..];
    };
    let character = match &html[1..end] {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        number => number.strip_prefix('#').and_then(|number| {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            code.ok().and_then(char::from_u32)
        }),
    };
    text.push(character.unwrap_or(' '));
    &html[end + 1..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(html: &str) -> String {
        let mut text = String::new();
        push_text(&mut text, html);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_separate_words_or_stand_within_them() {
        assert_eq!(text("<p>One</p><p>two<br>three</p>"), "One two three");
        assert_eq!(text("un<em>believ</em><a href=\"/x>y\">able</a>"), "unbelievable");
        assert_eq!(text("rate<sup><a href=\"#fn1\">1</a></sup>"), "rate 1");
        assert_eq!(text("a<!-- > hidden -->b <SCRIPT>c</b></Script>d"), "ab d");
        assert_eq!(text("1 < 2 <"), "1 2");
        assert_eq!(text("cut <a href='"), "cut");
    }

    #[test]
    fn character_references_are_read() {
        assert_eq!(
            text("Marks &amp; Sons &lt;3 &#233;t&#xE9; &quot;x&quot;"),
            "Marks & Sons <3 été \"x\""
        );
        assert_eq!(text("a&nbsp;b AT&T &#1114112; &"), "a b AT&T &");
    }

    proptest! {
        #[test]
        fn any_html_has_a_text(html in "[a-z<>&;/\"'!# é-]{0,60}") {
            text(&html);
        }
    }
}
