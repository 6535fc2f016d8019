//! `title: Bus #4 is back`: from ` #` on, a line of YAML is a comment.

use std::ops::Range;

use memchr::memmem;

use super::{Decoder, Node, Value, on_one_line};

/// A comment that was most likely meant as a part of the value before it.
struct Cut {
    /// Where it is in the YAML.
    range: Range<usize>,
    /// Its words, with the mark.
    comment: String,
    /// The line as it should be.
    hint: String,
}

impl Decoder<'_> {
    /// Warns of each comment in the document that was most likely meant as text. The fields are
    /// known by now, so that a line with a wrong name as well is told of once.
    pub fn warn_of_comments(&mut self, node: &Node, message: fn(&str) -> String) {
        for cut in taken_for_comments(self.text_of_document(), node) {
            self.warn(&cut.range, message(&cut.comment), cut.hint);
        }
    }
}

/// A comment behind a value may be meant as one, such as `draft: true # until Monday`. One that
/// begins right behind its mark is most likely text: `#4`, `#MeToo`.
fn taken_for_comments(yaml: &str, node: &Node) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    let mut texts = None;
    for at in memmem::find_iter(yaml.as_bytes(), b" #").map(|at| at + 1) {
        if !yaml[at + 1..].starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let texts = texts.get_or_insert_with(|| ranges(node));
        let before = texts.partition_point(|range| range.start <= at);
        if before.checked_sub(1).is_some_and(|last| texts[last].end > at) {
            continue;
        }
        // In a comment, nothing is cut off once more.
        if cuts.last().is_none_or(|last| last.range.end <= at) {
            cuts.extend(cut(yaml, at));
        }
    }
    cuts
}

/// Where the texts of the document stand, in its order.
fn ranges(node: &Node) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::List(items) => open.extend(items),
            Value::Map(entries) => open.extend(entries.iter().map(|(_, value)| value)),
            Value::Text(_) => ranges.push(node.range.clone()),
            _ => {}
        }
    }
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// What is told of the comment that begins at a byte.
fn cut(yaml: &str, at: usize) -> Option<Cut> {
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = yaml[at..].find(['\n', '\r']).map_or(yaml.len(), |end| at + end);
    let head = yaml[start..at].trim_end();
    let (lead, value) = match head.find(": ") {
        Some(colon) => head.split_at(colon + 2),
        None if head.ends_with(':') => (head, ""),
        None => head.split_at(head.find("- ")? + 2),
    };
    let value = value.trim();
    // Of a list, a flag, a number or a date nothing is lost; what is quoted ends with its quote.
    let is_other = value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*'])
        || matches!(value, "true" | "false" | "null" | "~" | "-")
        || (!value.is_empty()
            && value.chars().all(|c| c.is_ascii_digit() || " -:.+TZ".contains(c)));
    let is_opening = value.is_empty() && has_more_below(yaml, start, end);
    if head.trim().is_empty() || is_other || is_opening {
        return None;
    }
    let comment = yaml[at..end].trim_end();
    let hint = match tags(lead.trim(), value, comment) {
        Some(line) => format!("write `{line}`"),
        None => {
            let whole = format!("{value} {comment}").trim_start().replace('\t', " ");
            format!(
                "put the text in quotes: `{} {}`",
                lead.trim(),
                on_one_line(&Value::text(&whole))
            )
        }
    };
    Some(Cut { range: at..at + comment.len(), comment: comment.to_string(), hint })
}

/// `tags: #water #peace`, as networks write them.
fn tags(lead: &str, value: &str, comment: &str) -> Option<String> {
    let tags: Vec<&str> = comment.split([' ', ',']).filter(|tag| !tag.is_empty()).collect();
    let names: Vec<&str> = tags.iter().filter_map(|tag| tag.strip_prefix('#')).collect();
    let is_name = |name: &&str| name.chars().all(char::is_alphanumeric) && !name.is_empty();
    let are_tags =
        lead.eq_ignore_ascii_case("tags:") && value.is_empty() && names.len() == tags.len();
    (are_tags && names.iter().all(is_name)).then(|| format!("{lead} [{}]", names.join(", ")))
}

/// Whether the field of the line at `start` goes on in the next: with a list or a map.
fn has_more_below(yaml: &str, start: usize, end: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let next = yaml[end..].lines().find(|line| !line.trim().is_empty());
    let own = indent(&yaml[start..]);
    next.is_some_and(|next| indent(next) > own || next.trim_start().starts_with("- "))
}
