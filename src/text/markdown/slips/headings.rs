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
pub(super) fn find_without_space(shown: &Shown, slips: &mut Vec<Fault>) {
    for (start, line) in shown.lines() {
        let name = line.trim_start_matches('#');
        let hashes = line.len() - name.len();
        if !(1..=6).contains(&hashes) || !name.starts_with(char::is_alphanumeric) {
            continue;
        }
        let ends = name.trim_end().ends_with(['.', '!', '?', '…', ',', ';', ':', '。', '։']);
        let is_heading = hashes > 1
            || (start == 0
                && name.starts_with(char::is_alphabetic)
                && !ends
                && !name.contains(['#', OTHER])
                && line.chars().count() <= LONGEST);
        if is_heading {
            let marks = &line[..hashes];
            let message = format!("readers see the `{marks}`: this is no heading");
            // The first level is the headline's.
            let level = if hashes == 1 { "##" } else { marks };
            let hint = format!("write a space behind it: `{level} {}`", short(name));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
        }
    }
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
    let message = "readers see this as a second headline: only the story's title is of this size";
    slips.push(slip(
        range.start..range.start + line.len(),
        message,
        format!("write `## {}`, or delete it if it repeats the title", short(name)),
    ));
}

/// A paragraph that the line `---` right below it turned into a heading.
pub(super) fn find_underlined(text: &str, range: &Range<usize>, slips: &mut Vec<Fault>) {
    let Some(written) = text.get(range.clone()) else { return };
    let mut lines = written.trim_end().lines().rev();
    let Some(last) = lines.next().map(|line| line.trim_start_matches(['>', ' ']).trim()) else {
        return;
    };
    let is_underlined = !last.is_empty() && last.bytes().all(|byte| byte == b'-' || byte == b'=');
    let Some(words) = lines.next().filter(|_| is_underlined) else { return };
    if words.trim_end().ends_with(['.', '!', '…', '"', '”', '»']) || written.len() > 200 {
        let message = format!("the line `{last}` makes a heading of this paragraph");
        let hint = format!("leave the line above `{last}` empty");
        slips.push(slip(range.clone(), message, hint));
    }
}
