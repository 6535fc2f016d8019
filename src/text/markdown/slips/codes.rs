//! What other programs would put something else for: `&nsbp;`, `{{< youtube … >}}`.

use super::shown::Shown;
use super::{Fault, nearby, short, slip};
use crate::nearest::nearest;

/// Names of characters in HTML that newsrooms write
/// (<https://html.spec.whatwg.org/multipage/named-characters.html>).
const NAMES: [&str; 36] = [
    "amp", "apos", "bdquo", "bull", "copy", "deg", "eacute", "emsp", "ensp", "euro", "frac12",
    "gt", "hellip", "laquo", "ldquo", "lrm", "lsaquo", "lsquo", "lt", "mdash", "middot", "minus",
    "nbsp", "ndash", "para", "pound", "quot", "raquo", "rdquo", "reg", "rlm", "rsaquo", "rsquo",
    "sect", "shy", "times",
];

/// The longest name that is looked at.
const MOST: usize = 10;

pub(super) fn find(shown: &Shown, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    for (at, _) in words.match_indices('&') {
        let rest = &words.as_bytes()[at + 1..];
        let length = rest.iter().take(MOST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if rest.get(length) != Some(&b';') || !rest[0].is_ascii_alphabetic() {
            continue;
        }
        let name = &words[at + 1..at + 1 + length];
        // `R&D; AT&T;` are what they are.
        let is_like_a_name = length > 2 && name.bytes().all(|byte| !byte.is_ascii_uppercase());
        let Some(near) = nearest(name, NAMES).filter(|_| is_like_a_name) else { continue };
        let message = format!("readers see `&{name};`, which is the name of no character");
        let hint = format!("did you mean `&{near};`?");
        slips.push(slip(shown.place(at..at + length + 2), message, hint));
    }
    let mut past = 0;
    for (at, _) in words.match_indices('{') {
        let Some((start, end)) =
            SHORTCODES.iter().find(|(start, _)| words[at..].starts_with(start))
        else {
            continue;
        };
        let inside = nearby(&words[at + start.len()..]);
        let Some(length) = inside.find(end).filter(|_| at >= past) else { continue };
        past = at + start.len() + length + end.len();
        let message = format!(
            "readers see `{}`, which another program would put something in place of",
            short(&words[at..past])
        );
        let hint = "write what it stands for: a link, a picture, or its words";
        slips.push(slip(shown.place(at..past), message, hint));
    }
}

/// Shortcodes of Hugo, and tags of Liquid (Jekyll), Nunjucks (Eleventy) and Tera (Zola).
const SHORTCODES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
