//! What is written in a story is no template, whether of listmonk, of Buttondown or of Mailchimp.

/// How signs are kept from meaning something to a program that sends mail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Braces {
    /// In HTML: the second as a reference.
    AsReferences,
    /// In text: with a word joiner between them, which nobody sees.
    Apart,
}

/// A text in which programs that send mail find nothing to fill in: no two signs that begin a
/// variable or a tag stand beside each other, however many there are.
pub fn for_mailers(text: &str, braces: Braces) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        let reference = match (before, c) {
            (Some('{'), '{') => Some("&#123;"),
            (Some('{'), '%') => Some("&#37;"),
            // A comment of Django's templates, which Buttondown has.
            (Some('{'), '#') => Some("&#35;"),
            (Some('*'), '|') => Some("&#124;"),
            _ => None,
        };
        match (reference, braces) {
            (Some(reference), Braces::AsReferences) => out.push_str(reference),
            (Some(_), Braces::Apart) => out.extend(['\u{2060}', c]),
            (None, _) => out.push(c),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_is_left_however_many_signs_there_are() {
        for (text, html, plain) in [
            ("{ {a} * | %", "{ {a} * | %", "{ {a} * | %"),
            ("{{ x }}", "{&#123; x }}", "{\u{2060}{ x }}"),
            ("{{{ x", "{&#123;&#123; x", "{\u{2060}{\u{2060}{ x"),
            ("{{%", "{&#123;&#37;", "{\u{2060}{\u{2060}%"),
            ("{# x #}", "{&#35; x #}", "{\u{2060}# x #}"),
            ("**||{%", "**&#124;|{&#37;", "**\u{2060}||{\u{2060}%"),
        ] {
            assert_eq!(for_mailers(text, Braces::AsReferences), html, "{text}");
            assert_eq!(for_mailers(text, Braces::Apart), plain, "{text}");
        }
        for count in 1..9 {
            for mark in ["{", "{%", "{#", "*|", "{*|%"] {
                let text = mark.repeat(count);
                for braces in [Braces::AsReferences, Braces::Apart] {
                    let found = for_mailers(&text, braces);
                    assert!(
                        !["{{", "{%", "{#", "*|"].iter().any(|it| found.contains(it)),
                        "{found}"
                    );
                }
            }
        }
    }
}
