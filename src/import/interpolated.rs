//! Where a function of a program puts words into the HTML that it gives, as far as its texts tell.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use super::braces::{end_of_block, end_of_text};
use super::places::Places;
use super::ruby_texts;
use super::unfit::Meant;

/// How a language writes texts.
#[derive(Clone, Copy, Debug)]
pub struct Texts {
    /// The quotation marks between which there may be code.
    pub filled: &'static [char],
    /// Those between which there is none.
    pub plain: &'static [char],
    /// What begins code in a text, up to `}`.
    pub code: &'static str,
    /// A program with texts of all other kinds between such marks.
    in_quotation_marks: fn(&str) -> Cow<'_, str>,
}

/// JavaScript.
pub const JAVASCRIPT: Texts = Texts {
    filled: &['`'],
    plain: &['"', '\''],
    code: "${",
    in_quotation_marks: |code| code.into(),
};

/// Ruby.
pub const RUBY: Texts = Texts {
    filled: &['"'],
    plain: &['\''],
    code: "#{",
    in_quotation_marks: ruby_texts::in_quotation_marks,
};

/// What a function makes of its words, as to the HTML around them: nothing where it hides none.
/// `code` is what follows its head, and `words` are the names of the words.
pub fn wall(code: &str, words: &[&str], texts: Texts) -> Option<Meant> {
    let code = &(texts.in_quotation_marks)(code);
    // What else has the words, and what it is: `let html = md(words);`.
    let named = Regex::new(
        r"(?:^|[;{\n])[ \t]*(?:const|let|var)?[ \t]*([0-9A-Za-z_$]+)[ \t]*=([^=>\n][^;\n]*)",
    )
    .ok()?;
    let mut names: Vec<&str> = words.to_vec();
    let mut named_at: Vec<Range<usize>> = Vec::new();
    let mut is_named_in_html = false;
    for found in named.captures_iter(code) {
        let (Some(name), Some(value)) = (found.get(1), found.get(2)) else { continue };
        if !names.iter().any(|name| has_word(value.as_str(), name)) {
            continue;
        }
        let alone = of_code(value.as_str(), &names, texts);
        is_named_in_html |= alone.seen().contains(&false);
        names.push(name.as_str());
        named_at.push(name.start()..value.end());
    }
    if is_named_in_html {
        return Some(Meant::Doubtful);
    }
    // What is given is seen where it is shown, and not where it gets its name.
    let mut shown = String::with_capacity(code.len());
    let mut at = 0;
    for value in named_at {
        shown.push_str(code.get(at..value.start).unwrap_or_default());
        at = value.end;
    }
    shown.push_str(&code[at..]);
    let seen = of_code(&shown, &names, texts).seen();
    match (seen.contains(&true), seen.contains(&false)) {
        (false, true) => {
            let has_case = ["?", "if", "unless", "case", "&&", "||"];
            let is_sure = !has_case.iter().any(|word| shown.contains(word));
            Some(if is_sure { Meant::Hidden } else { Meant::Doubtful })
        }
        (true, true) if shown.contains('?') || shown.contains("if") => Some(Meant::Doubtful),
        _ => None,
    }
}

/// So deep may texts and code be in each other.
const DEEPEST: usize = 20;

fn of_code(code: &str, names: &[&str], texts: Texts) -> Places {
    let mut places = Places::default();
    put(code, names, texts, DEEPEST, &mut places);
    places
}

/// Puts the texts of code one behind the other, with a place at each name of the words.
fn put(code: &str, names: &[&str], texts: Texts, depth: usize, places: &mut Places) {
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let is_filled = texts.filled.contains(&c);
        if is_filled || texts.plain.contains(&c) {
            let inside = &rest[1..];
            let end = end_of_text(inside, c, is_filled.then_some(texts.code));
            text(&inside[..end], names, texts, is_filled, depth, places);
            rest = inside.get(end + 1..).unwrap_or_default();
            continue;
        }
        let length = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
        if length > 0 {
            let (word, behind) = rest.split_at(length);
            if names.contains(&word) {
                places.place();
            }
            rest = behind;
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
}

fn text(
    text: &str,
    names: &[&str],
    texts: Texts,
    is_filled: bool,
    depth: usize,
    places: &mut Places,
) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(texts.code).filter(|_| is_filled) {
        places.text(before);
        let end = end_of_block(behind);
        if depth > 0 {
            put(&behind[..end], names, texts, depth - 1, places);
        }
        rest = behind.get(end + 1..).unwrap_or_default();
    }
    places.text(&rest.replace('\\', ""));
}

fn has_word(code: &str, word: &str) -> bool {
    code.split(|c: char| !is_of_name(c)).any(|one| one == word)
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_around_words_tells_whether_they_are_seen() {
        for (code, meant) in [
            ("=> `<div>${words}</div>`", None),
            ("=> `<div hidden>${words}</div>`", Some(Meant::Hidden)),
            ("=> `<div hidden class=\"${kind}\">${md.render(words)}</div>`", Some(Meant::Hidden)),
            ("=> '<div style=\"display:none\">' + words + '</div>'", Some(Meant::Hidden)),
            ("=> `<!-- ${words} -->`", Some(Meant::Hidden)),
            (
                "=> { const html = md(words); return `<template>${html}</template>`; }",
                Some(Meant::Hidden),
            ),
            ("=> { const html = `<p hidden>${words}</p>`; return html; }", Some(Meant::Doubtful)),
            ("=> { const html = md(words); return `<p>${html}</p>`; }", None),
            ("=> all ? words : `<p hidden>${words}</p>`", Some(Meant::Doubtful)),
            ("=> `${all ? `<p hidden>${words}</p>` : ''}`", Some(Meant::Doubtful)),
            ("=> `<p aria-hidden=\"true\" style=\"overflow:hidden\">${words}</p>`", None),
            ("=> `<template>${words}</template><p>${words}</p>`", None),
            ("=> `<button hidden>x</button><p>${words}</p>`", None),
            ("=> `<i title=\"it's\">x</i>${words}`", None),
        ] {
            assert_eq!(wall(code, &["words"], JAVASCRIPT), meant, "{code}");
        }
        for (code, meant) in [
            ("\"<b>#{super}</b>\"", None),
            ("\"<div hidden>#{super}</div>\"", Some(Meant::Hidden)),
            ("text = super\n    '<div hidden>' + text + '</div>'", Some(Meant::Hidden)),
            ("'<div hidden>#{super}</div>'", None),
            ("<<~HTML\n  <div hidden>\n    #{super}\n  </div>\nHTML\n", Some(Meant::Hidden)),
            ("<<~HTML\n  <div>\n    #{super}\n  </div>\nHTML\n", None),
            (
                "html = <<-END.strip\n<p class=\"a\" hidden>#{super}\n  END\n  html",
                Some(Meant::Doubtful),
            ),
            ("%(<div hidden=\"\">#{super}</div>)", Some(Meant::Hidden)),
            ("%Q[<b class=\"#{kind[0]}\">#{super}</b>]", None),
        ] {
            assert_eq!(wall(code, &["super"], RUBY), meant, "{code}");
        }
    }
}
