//! What other programs would put something else for: `&nsbp;`, `{{< youtube … >}}`.

use std::ops::Range;

use super::links::is_address;
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

pub(super) fn find(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    find_notes(shown, slips);
    find_template_notes(shown, slips);
    find_files(shown, slips);
    find_of_word(shown, slips);
    find_of_wordpress(shown, slips);
    find_stories(shown, slips);
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
        slips.push(stands_for(shown, at..past));
    }
}

/// What word processors make of the hyphens of a comment.
const DASHES: [char; 3] = ['-', '–', '—'];

/// Comments that are none, and so are published: without their end, with one hyphen, or with a
/// dash that a word processor made of two.
fn find_notes(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    let mut past = 0;
    for (at, _) in words.match_indices('<') {
        let rest = nearby(&words[at..]);
        let Some(begun) = length_of_beginning(rest).filter(|_| at >= past) else { continue };
        let note = &rest[begun..];
        let start = rest.len() - note.len();
        let end = note.match_indices('>').find(|(at, _)| note[..*at].trim_end().ends_with(DASHES));
        let (length, hint) = match end {
            Some((end, _)) => {
                let words = note[..end].trim().trim_end_matches(DASHES).trim();
                (start + end + 1, format!("write `<!-- {} -->`, or delete it", short(words)))
            }
            None => {
                let line = note.lines().next().unwrap_or_default().trim();
                let length = start + note.lines().next().map_or(0, |line| line.trim_end().len());
                let hint = format!(
                    "write `<!-- {} -->`, with the `-->` where the note ends, or delete it",
                    short(line.trim_end_matches(DASHES).trim_end())
                );
                (length, hint)
            }
        };
        past = at + length;
        let message = format!("readers see this note: `{}`", short(&words[at..past]));
        slips.push(slip(shown.place(at..past), message, hint));
    }
}

/// How long the beginning of a comment is: `<!-`, `<! --`, `<--!`.
fn length_of_beginning(words: &str) -> Option<usize> {
    let rest = words.strip_prefix('<')?;
    let behind_dashes = rest.trim_start_matches(DASHES);
    let note = match rest.strip_prefix('!') {
        Some(rest) => {
            let rest = rest.trim_start();
            rest.strip_prefix(DASHES)?.trim_start_matches(DASHES)
        }
        None if behind_dashes.len() + 1 < rest.len() => behind_dashes.strip_prefix('!')?,
        None => return None,
    };
    Some(words.len() - note.len())
}

/// Comments of templates: `{# ask Anna #}`.
fn find_template_notes(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    for (at, _) in words.match_indices("{#") {
        let rest = nearby(&words[at + 2..]);
        let Some((note, _)) = rest.split_once("#}") else { continue };
        let end = at + note.len() + 4;
        let message = format!("readers see this note: `{}`", short(&words[at..end]));
        let hint = format!("write `<!-- {} -->`, or delete it", short(note.trim()));
        slips.push(slip(shown.place(at..end), message, hint));
    }
}

/// Files in angle brackets, which hold addresses of the web alone.
fn find_files(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    for (at, _) in shown.words.match_indices('<') {
        let rest = nearby(&shown.words[at + 1..]);
        let Some(end) = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>')) else {
            continue;
        };
        let file = &rest[..end];
        if is_of_a_namespace(file) || !is_address(file) || !file.contains(['/', '.']) {
            continue;
        }
        let message = format!("readers see `<{}>`, which is no link", short(file));
        let hint = match file.starts_with("www.") {
            true => format!("write the whole address: `<https://{file}>`"),
            false => format!("write its words, and the file behind them: `[…]({file})`"),
        };
        slips.push(slip(shown.place(at..at + file.len() + 2), message, hint));
    }
}

/// Shortcodes of WordPress: `[gallery ids="1,2"]`.
fn find_of_wordpress(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    for (at, _) in words.match_indices('[') {
        let rest = nearby(&words[at + 1..]);
        let Some((inside, behind)) = rest.split_once(']') else { continue };
        let Some((name, attributes)) = inside.split_once(' ') else { continue };
        let Some((attribute, value)) = attributes.trim_start().split_once('=') else { continue };
        let is_name = |name: &str| {
            !name.is_empty() && name.bytes().all(|c| c.is_ascii_lowercase() || b"_-".contains(&c))
        };
        let is_code = is_name(name)
            && is_name(attribute)
            && value.starts_with(['"', '\'', '”', '“'])
            && !behind.starts_with(['(', '[']);
        if is_code {
            let end = at + inside.len() + 2;
            slips.push(stands_for(shown, at..end));
        }
    }
}

/// A link to another story in a sentence, where it is none.
fn find_stories(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    for (at, mark) in words.match_indices("::story[") {
        let is_begun = words[..at].ends_with([':', '\n']) || at == 0;
        let rest = nearby(&words[at + mark.len()..]);
        let Some((path, _)) = rest.split_once(']').filter(|_| !is_begun) else { continue };
        let end = at + mark.len() + path.len() + 1;
        let message =
            format!("`{}` does nothing within a line, and readers see it", short(&words[at..end]));
        let hint = format!("write it on a line of its own, or as a link: `[…]({path})`");
        slips.push(slip(shown.place(at..end), message, hint));
    }
}

/// That another program would put something in the place of this.
fn stands_for(shown: &Shown<'_>, at: Range<usize>) -> Fault {
    let message = format!(
        "readers see `{}`, which another program would put something in place of",
        short(&shown.words[at.clone()])
    );
    let hint = "write what it stands for: a link, a picture, or its words";
    slip(shown.place(at), message, hint)
}

/// Tags that word processors leave in what is copied from them: `<o:p></o:p>`.
fn find_of_word(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    let mut past = 0;
    for (at, _) in words.match_indices('<') {
        if at < past {
            continue;
        }
        past = at;
        while let Some(length) = tag_of_word(&words[past..]) {
            past += length;
        }
        if past > at {
            let message = format!(
                "readers see `{}`, which a word processor left in the text",
                short(&words[at..past])
            );
            slips.push(slip(shown.place(at..past), message, "delete it"));
        }
    }
}

/// How long the tag with a namespace is that words begin with.
fn tag_of_word(words: &str) -> Option<usize> {
    let rest = words.strip_prefix('<')?;
    let end = rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>'))?;
    is_of_a_namespace(&rest[..end]).then_some(end + 2)
}

/// Whether the name of a tag is of a namespace of Microsoft Office: `o:p`, `/w:r`.
pub(super) fn is_of_a_namespace(tag: &str) -> bool {
    const NAMESPACES: [&str; 8] = ["o", "w", "v", "m", "x", "st1", "st2", "st3"];
    let name = tag.strip_prefix('/').unwrap_or(tag);
    let name = name.split([' ', '/']).next().unwrap_or_default();
    name.split_once(':').is_some_and(|(space, name)| {
        NAMESPACES.contains(&space)
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Shortcodes of Hugo, and tags of Liquid (Jekyll), Nunjucks (Eleventy) and Tera (Zola).
const SHORTCODES: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
