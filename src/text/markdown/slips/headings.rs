//! Headings that are none, and paragraphs that became one.

use std::ops::Range;

use std::collections::HashSet;

use pulldown_cmark::{Event, Tag};

use super::shown::{OTHER, Shown};
use super::{Events, Fault, short, slip};
use crate::text::markdown::headings::is_of_the_page;

/// Longer lines that begin with `#` are sentences about a hashtag.
const LONGEST: usize = 60;

/// `#Heading`, without a space. A hashtag begins a sentence at times; a heading is a short
/// line that no full stop ends.
pub(super) fn find_without_space(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    for (start, line) in shown.lines() {
        let name = line.trim_start_matches('#');
        let hashes = line.len() - name.len();
        if hashes > 6 && name.starts_with([' ', '\t']) && !name.trim().is_empty() {
            let message = "readers see these marks: a heading has six at most, and no story needs more than four";
            let hint = format!("write `## {}`, or `###` below another heading", short(name));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
            continue;
        }
        if !(1..=6).contains(&hashes) {
            continue;
        }
        // A space that is none of Markdown's: that of a Mac's Alt key, of a wide keyboard.
        if name.starts_with(|c: char| c.is_whitespace() && !c.is_ascii()) && !name.trim().is_empty()
        {
            let message = format!("readers see the `{}`: this is no heading", &line[..hashes]);
            let level = if hashes == 1 { "##" } else { &line[..hashes] };
            let hint = format!("write an ordinary space behind it: `{level} {}`", short(name));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
            continue;
        }
        if !name.starts_with(char::is_alphanumeric) {
            continue;
        }
        let ends = name.trim_end().ends_with(['.', '!', '?', '…', ',', ';', ':', '。', '։']);
        let is_heading = hashes > 1
            || (start == 0
                && name.starts_with(char::is_alphabetic)
                && !ends
                && !is_of_several_words(name)
                && !name.contains(['#', OTHER])
                && line.chars().count() <= LONGEST);
        if is_heading {
            let marks = &line[..hashes];
            let message = format!("readers see the `{marks}`: this is no heading");
            // The first level is the headline's.
            let level = if hashes == 1 { "##" } else { marks };
            let or = match hashes {
                1 => format!(", or `\\{}` if it is a hashtag", short(line)),
                _ => String::new(),
            };
            let hint = format!("write a space behind it: `{level} {}`{or}", short(name));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
        }
    }
}

/// Whether a sentence begins with words that are written as one: `MeToo is here`.
fn is_of_several_words(line: &str) -> bool {
    let Some((first, _)) = line.trim().split_once(char::is_whitespace) else { return false };
    let mut letters = first.chars();
    let begins = letters.by_ref().find(|c| c.is_lowercase());
    begins.is_some() && letters.any(char::is_uppercase)
}

/// Headings whose own id (`{#id}`) something else has: they get another, and links to them lead
/// elsewhere. Also words in braces, which are taken for attributes and shown to nobody.
pub(super) fn find_taken(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    let mut taken: HashSet<&str> = HashSet::new();
    for (event, range) in events {
        let Event::Start(Tag::Heading { id, attrs, .. }) = event else { continue };
        let Some(written) = text.get(range.clone()) else { continue };
        let braces = || {
            let line = written.lines().next().unwrap_or_default().trim_end();
            let start = line.rfind('{').unwrap_or_default();
            range.start + start..range.start + line.len()
        };
        if let Some((word, _)) = attrs.first().filter(|_| id.is_none()) {
            let message =
                format!("readers do not see `{{{}}}`: it is taken for an attribute", short(word));
            let hint = format!(
                // A backslash does not keep it from being one.
                "for an id, write `{{#{0}}}`; to show it, write `&#123;{0}}}`",
                short(word)
            );
            slips.push(slip(braces(), message, hint));
        }
        let Some(id) = id else { continue };
        let message = if is_of_the_page(id) {
            format!("the page itself has the id `{}`: this heading gets another", short(id))
        } else if !taken.insert(id) {
            format!("another heading has the id `{}`: this one gets another", short(id))
        } else {
            continue;
        };
        let hint = format!("give it an id of its own, such as `{{#{}-2}}`", short(id));
        slips.push(slip(braces(), message, hint));
    }
}

/// A heading of the first level, which is the headline's.
pub(super) fn find_first_level(text: &str, range: &Range<usize>, slips: &mut Vec<Fault>) {
    let Some(written) = text.get(range.clone()) else { return };
    let line = written.lines().next().unwrap_or_default();
    let name = line.trim_start_matches('#').trim_end_matches(['#', ' ']).trim();
    // One without words is told as such.
    if name.is_empty() {
        return;
    }
    let message = "readers see this as a second headline: only the story's title is of this size";
    let (length, lines, it) = match underline(written) {
        Some((mark, _)) => {
            let lines = format!(", and delete the line `{}` below it", short(mark));
            (written.trim_end().len(), lines, "both")
        }
        None => (line.len(), String::new(), "it"),
    };
    let hint = format!("write `## {}`{lines}, or delete {it} if it repeats the title", short(name));
    slips.push(slip(range.start..range.start + length, message, hint));
}

/// A heading without words.
pub(super) fn find_empty(text: &str, range: &Range<usize>, slips: &mut Vec<Fault>) {
    let mark = text.get(range.clone()).unwrap_or_default().trim();
    let message = "this heading has no words";
    // The first level is the headline's.
    let level = if mark == "#" { "##" } else { mark };
    let hint = format!("write them behind `{} `, or delete the line", short(level));
    slips.push(slip(range.start..range.start + mark.len(), message, hint));
}

/// A second front matter: fields between two lines `---` at the start of a text, which readers
/// see. The event of the block that it is.
pub(super) fn find_front_matter(
    events: &Events<'_>,
    text: &str,
    slips: &mut Vec<Fault>,
) -> Option<usize> {
    let ((Event::Rule, rule), rest) = events.split_first()? else { return None };
    if text.get(rule.clone())?.trim() != "---" || !text.get(..rule.start)?.trim().is_empty() {
        return None;
    }
    let (Event::Start(Tag::Paragraph | Tag::Heading { .. }), block) = rest.first()? else {
        return None;
    };
    let first = text.get(block.clone())?.lines().next()?;
    let (name, _) =
        first.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '))?;
    let is_field =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if !is_field {
        return None;
    }
    let message =
        format!("readers see this `{}`: a second front matter is a part of the text", short(first));
    let hint = "delete these lines and the `---` above and below them, or move them into the front matter at the top of the file";
    slips.push(slip(block.start..block.start + first.len(), message, hint));
    Some(1)
}

/// The line of `===` or `---` that makes a heading of what stands above it, and the last line of
/// that.
fn underline(written: &str) -> Option<(&str, &str)> {
    let mut lines = written.trim_end().lines().rev();
    let last = lines.next()?.trim_start_matches(['>', ' ']).trim();
    let is_underline = !last.is_empty() && last.bytes().all(|byte| byte == b'-' || byte == b'=');
    Some((last, lines.next()?)).filter(|_| is_underline)
}

/// A paragraph that the line `---` right below it turned into a heading; whether it is one.
pub(super) fn find_underlined(text: &str, range: &Range<usize>, slips: &mut Vec<Fault>) -> bool {
    let Some(written) = text.get(range.clone()) else { return false };
    let Some((last, words)) = underline(written) else { return false };
    let is_paragraph =
        words.trim_end().ends_with(['.', '!', '…', '"', '”', '»']) || written.len() > 200;
    if is_paragraph {
        let message = format!("the line `{last}` makes a heading of this paragraph");
        let hint = format!("leave the line above `{last}` empty");
        slips.push(slip(range.clone(), message, hint));
    }
    is_paragraph
}
