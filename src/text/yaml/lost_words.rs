//! `title: !Talks resume` and `title: &amp; so on`: to YAML, a word before a value that begins with `!`
//! is a tag, and one with `&` an anchor, and neither is a part of the value. Hardly anybody means one.

use std::ops::Range;

use super::mended::{MendedLine, line_at};
use super::writer::in_quotes;
use super::{Keys, Node, Value, parse};
use crate::text::marks::without_references;

/// Whether a document can be read, and a value in it has lost a word so.
pub fn loses_words(yaml: &str) -> bool {
    parse(yaml, Keys::Unplaced).is_ok_and(|node| with_lost_word(yaml, &node).is_some())
}

/// The line of the first value that has lost a word so, with that word.
pub fn with_lost_word(yaml: &str, node: &Node) -> Option<MendedLine> {
    memchr::memchr2(b'!', b'&', yaml.as_bytes())?;
    in_value(yaml, node)
}

fn in_value(yaml: &str, node: &Node) -> Option<MendedLine> {
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| in_value(yaml, item)),
        Value::Map(entries) => entries.iter().find_map(|(_, value)| in_value(yaml, value)),
        _ => Some(mended(yaml, node, lost_before(yaml, node)?)),
    }
}

/// Where a word stands that is lost, right before a value: or several of them.
fn lost_before(yaml: &str, node: &Node) -> Option<Range<usize>> {
    let line = line_at(yaml, node.range.start).start;
    let mut before = yaml.get(line..node.range.start)?.trim_end();
    let end = line + before.len();
    let mut start = None;
    let is_marked = yaml[node.range.start..].starts_with(['"', '\'', '|', '>']);
    while let Some(at) = last_word(before) {
        let word = &before[at..];
        before = before[..at].trim_end_matches(' ');
        // `is it so !now: yes` is a name, and what is in quotes is not lost.
        let is_of_name =
            word.ends_with(':') && !before.ends_with(':') || word.contains(['"', '\'']);
        if is_of_name || !is_lost(yaml, word) || is_marked && !is_of_prose(word) {
            break;
        }
        start = Some(line + at);
    }
    start.map(|start| start..end)
}

/// Where the last word begins: behind a space, a bracket or a comma.
fn last_word(text: &str) -> Option<usize> {
    let at = text.rfind([' ', '\t', '[', '{', ',']).map_or(0, |at| at + 1);
    (at < text.len()).then_some(at)
}

/// The types that YAML itself has tags for.
const TYPES: [&str; 7] = ["str", "int", "float", "bool", "null", "binary", "timestamp"];

/// Whether a word is a tag that YAML does not know, or an anchor that nothing refers to.
fn is_lost(yaml: &str, word: &str) -> bool {
    match (word.strip_prefix('&'), word.strip_prefix('!')) {
        (Some(name), _) => !name.is_empty() && !is_referred_to(yaml, name),
        (_, Some(tag)) => {
            let is_type = tag.strip_prefix('!').is_some_and(|name| TYPES.contains(&name));
            !is_type && !tag.starts_with("<tag:yaml.org,2002:")
        }
        _ => false,
    }
}

/// Whether a word may be one of a text, even before quotation marks or a block: programs write tags
/// there, such as `! 'Talks'` and `!!python/unicode 'Talks'`, and anchors that they never use.
fn is_of_prose(word: &str) -> bool {
    match word.strip_prefix('!') {
        Some(tag) => !tag.is_empty() && tag.chars().all(char::is_alphabetic),
        None => {
            let name = word.split(';').next().unwrap_or(word);
            word.contains(';') || without_references(&format!("{name};")) != format!("{name};")
        }
    }
}

/// Whether an alias has this name.
fn is_referred_to(yaml: &str, name: &str) -> bool {
    let alias = format!("*{name}");
    yaml.match_indices(&alias).any(|(at, _)| {
        let next = yaml[at + alias.len()..].chars().next();
        next.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | ']' | '}'))
    })
}

/// The line of a value with the words that it has lost.
fn mended(yaml: &str, node: &Node, lost: Range<usize>) -> MendedLine {
    let line = line_at(yaml, lost.start);
    let words = &yaml[lost.clone()];
    let value = yaml.get(node.range.clone()).unwrap_or_default().trim_end();
    let end = match value {
        "" => lost.end,
        value => node.range.start + value.len(),
    };
    let before = &yaml[line.start..lost.start];
    let is_of_one_line = end <= line.end && !value.starts_with(['|', '>']);
    let (line, or) = match node.value {
        _ if is_fact(&node.value, words, value) => {
            (format!("{before}{}", &yaml[node.range.start..line.end]), None)
        }
        _ if is_of_one_line => {
            let text = in_quotes(&readable(&yaml[lost.start..end]));
            (format!("{before}{text}{}", &yaml[end..line.end]), None)
        }
        _ => (
            format!("{before}{}", yaml[lost.end..line.end].trim_start()),
            Some(format!(", or put all of the text in quotes, with `{words}`")),
        ),
    };
    let what = if words.starts_with('!') { "a tag" } else { "an anchor" };
    MendedLine {
        message: format!("readers do not see `{words}`: YAML takes it for {what}"),
        range: lost,
        line,
        or: or.unwrap_or_default(),
        is_quoted: false,
    }
}

/// Whether a value is right without the words before it: a switch, a day, or a number that has a
/// name of its own.
fn is_fact(value: &Value, words: &str, written: &str) -> bool {
    let is_of = |signs: &str| written.chars().all(|c| c.is_ascii_digit() || signs.contains(c));
    let is_day = written.matches('-').count() == 2 && is_of("-:TZ+. ");
    let is_number = !written.is_empty() && is_of(".");
    matches!(value, Value::Bool(_)) || is_day || is_number && words.starts_with('&')
}

/// A text with the characters that were meant where an editor for HTML has put their names, such as
/// `&quot;`. One that is not closed is followed by something else.
fn readable(text: &str) -> String {
    let mut text = without_references(text);
    for (name, character) in [("&amp ", "& "), ("&quot ", "\" "), ("&lt ", "< "), ("&gt ", "> ")] {
        text = text.replace(name, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended_line(yaml: &str) -> Option<String> {
        let node = [Keys::Placed, Keys::Unplaced].map(|keys| parse(yaml, keys).expect(yaml));
        let [placed, unplaced] = node.map(|node| with_lost_word(yaml, &node));
        assert_eq!(placed, unplaced, "{yaml}");
        placed.map(|mended| mended.line)
    }

    #[test]
    fn a_word_before_a_value_is_a_part_of_it() {
        for (line, right) in [
            ("a: !Talks resume", "a: \"!Talks resume\""),
            ("a: !Talks resume # so", "a: \"!Talks resume\" # so"),
            ("a: !Talks", "a: \"!Talks\""),
            ("a: !Talks # so", "a: \"!Talks\" # so"),
            ("a: ! Talks", "a: \"! Talks\""),
            ("a: !!Now: Talks", "a: \"!!Now: Talks\""),
            ("a: !<x> y", "a: \"!<x> y\""),
            ("a: !Talks 5", "a: \"!Talks 5\""),
            ("a: !Talks \"resume\"", "a: '!Talks \"resume\"'"),
            ("a: !maybe true", "a: true"),
            ("date: &d 2026-11-20", "date: 2026-11-20"),
            ("date: ! 2026-11-20 10:00", "date: 2026-11-20 10:00"),
            ("size: &n 20 # so", "size: 20 # so"),
            ("a: &amp; 'Talks'", "a: \"& 'Talks'\""),
            ("a: &amp Talks", "a: \"& Talks\""),
            ("a: &amp; Talks", "a: \"& Talks\""),
            ("a: &quot;Talks&quot; resume", "a: '\"Talks\" resume'"),
            ("a: &laquo;Talks&raquo;", "a: \"«Talks»\""),
            ("a: &co Talks", "a: \"&co Talks\""),
            ("a: &x !y Talks", "a: \"&x !y Talks\""),
            ("c: &xy z\nb: *xy\na: &x", "a: \"&x\""),
            ("a: [!Xobile congress]", "a: [\"!Xobile congress\"]"),
            ("a: [b,!Xobile congress, c]", "a: [b,\"!Xobile congress\", c]"),
            ("a: [!Xobile, c]", "a: [\"!Xobile\", c]"),
            ("a: {b: !Look here, c: d}", "a: {b: \"!Look here\", c: d}"),
            ("- !Talks resume", "- \"!Talks resume\""),
            ("- &x\n- b", "- \"&x\""),
            ("a:\n  - b: !Talks resume", "  - b: \"!Talks resume\""),
            ("a: !Talks resume\n  today", "a: resume"),
        ] {
            for (before, behind) in [("", ""), ("\n", "\n"), ("# see !x\n", "\n# and &y\n")] {
                let yaml = format!("{before}{line}{behind}");
                assert_eq!(mended_line(&yaml).as_deref(), Some(right), "{yaml:?}");
            }
        }
    }

    #[test]
    fn tags_of_types_and_anchors_that_are_referred_to_are_meant() {
        for yaml in [
            "a: !!str 12",
            "a: !!int \"12\"",
            "a: ! 'Talks'",
            "a: [! 'b', ! \"c\"]",
            "a: !!python/unicode 'Talks'",
            "a: !ruby/string \"Talks\"",
            "a: &title \"Talks\"",
            "a: &x |\n  b",
            "a: !<tag:yaml.org,2002:str> 12",
            "a: &x Talks\nb: *x",
            "a: &x Talks\nb: [*x, c]",
            "a: &x {b: c}\nd: *x",
            "a: &n 12\nb: {c: *n}",
            "a: Talks !now & then",
            "a: Talks\n  !now",
            "a: \"x\n  !y z\"",
            "a: |\n  b\n  !c d",
            "a: b # !c",
            "a: # !c",
            "a: # see &x\nb: c",
            "a:\n# !c\nb: d",
            "a:\n  # !c\n  - d",
            "a: Wow! Talks",
            "so !now: 12",
            "\"a !b\": 12",
            "\"a: !b\": 12",
            "a: R&D now",
        ] {
            assert_eq!(mended_line(yaml), None, "{yaml:?}");
        }
    }
}
