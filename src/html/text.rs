//! The text that a reader sees of HTML.

use super::tokens::{Token, tokens};

/// Appends the text of `html`, which is a part of a page, to `text`. A tag
/// separates words, unless it may stand within one: `un<em>believ</em>able`.
pub fn push_text(text: &mut String, html: &str) {
    // The name of the element that is open and not shown.
    let mut hidden: Option<&str> = None;
    tokens(html, |token| match token {
        Token::Start(tag) => {
            separate(text, tag.name());
            hidden = hidden.or_else(|| HIDDEN.iter().find(|name| **name == tag.name()).copied());
        }
        Token::End(name) => {
            separate(text, name);
            hidden = hidden.filter(|hidden| *hidden != name);
        }
        Token::Text(piece, _) if hidden.is_none() => text.push_str(piece),
        Token::Text(..) => {}
    });
}

fn separate(text: &mut String, name: &str) {
    if !WITHIN_WORDS.contains(&name) {
        text.push(' ');
    }
}

const WITHIN_WORDS: &[&str] =
    &["a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "u", "wbr"];

/// Elements whose content is not shown
/// (<https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements>), or only where
/// they cannot be.
const HIDDEN: &[&str] = &["iframe", "noembed", "noframes", "script", "style", "template"];

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
        assert_eq!(text("1 < 2 <"), "1 < 2 <");
        assert_eq!(text("a<iframe><p>b</p></iframe>c <title>d&amp;<b></title>"), "a c d&<b>");
        assert_eq!(text("cut <a href='"), "cut");
    }

    #[test]
    fn character_references_are_read() {
        assert_eq!(
            text("Marks &amp; Sons &lt;3 &#233;t&#xE9; &quot;x&quot;"),
            "Marks & Sons <3 été \"x\""
        );
        assert_eq!(
            text("caf&eacute; Str&aring;k &fjlig;ord, &copy 2026"),
            "café Stråk fjord, © 2026"
        );
        assert_eq!(text("a&nbsp;b AT&T &#1114112; &nosuch; &"), "a b AT&T \u{fffd} &nosuch; &");
    }

    proptest! {
        #[test]
        fn any_html_has_a_text(html in "[a-z<>&;/\"'!# é-]{0,60}") {
            text(&html);
        }
    }
}
