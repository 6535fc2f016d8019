//! Dashes that make a list of what is none, and lists without theirs.

use std::ops::Range;

use super::mended::{is_read, line_above, line_at};
use super::mended_lines::MendedLines;
use super::unknown::{meant_by, nested};
use super::{Node, Value};
use crate::text::fields::{Field, Shape};

type Lines = Vec<(Range<usize>, String)>;

/// `* water`, as Markdown has lists: each of the lines around `at` with the dash of YAML.
pub fn with_dashes(yaml: &str, at: usize) -> Option<MendedLines> {
    let item = |range: &Range<usize>| -> Option<String> {
        let line = &yaml[range.clone()];
        let rest = line.trim_start().strip_prefix("* ")?;
        Some(format!("{}- {}", &line[..line.len() - line.trim_start().len()], rest.trim()))
    };
    let mut first = line_at(yaml, at);
    item(&first)?;
    while let Some(above) = line_above(yaml, &first).filter(|above| item(above).is_some()) {
        first = above;
    }
    let mut lines: Lines = Vec::new();
    let mut next = Some(first);
    while let Some((range, line)) = next.and_then(|range| Some((range.clone(), item(&range)?))) {
        next = yaml[range.end..].find('\n').map(|end| line_at(yaml, range.end + end + 1));
        lines.push((range, line));
    }
    MendedLines::of("each item of a list begins with a dash".into(), lines)
}

/// Fields that each begin with a dash, as if they were a list: without it.
pub fn without_dashes(yaml: &str, known: &[Field]) -> Option<MendedLines> {
    let is_field = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name.trim());
        name.is_some_and(|name| {
            known.iter().any(|field| field.name == name) || meant_by(name, known).is_some()
        })
    };
    let mut lines: Lines = Vec::new();
    // Whether the items of a list may come next, at the margin.
    let mut is_open = false;
    for line in yaml.lines().filter(|line| !is_blank(line)) {
        let start = line.as_ptr() as usize - yaml.as_ptr() as usize;
        let bare = line.strip_prefix("- ").map(str::trim_start);
        match bare.filter(|bare| is_field(bare)) {
            Some(bare) if !is_open => lines.push((start..start + line.len(), bare.into())),
            // An item of a list of its own, or the list of a field.
            _ if line.starts_with('-') => return None,
            _ => {}
        }
        if !line.starts_with([' ', '-']) {
            is_open = line.trim_end().ends_with(':');
        }
    }
    let mut mended = yaml.to_string();
    for (range, line) in lines.iter().rev() {
        mended.replace_range(range.clone(), line);
    }
    let message = "a dash begins an item of a list, and these lines are fields";
    is_read(&mended).then(|| MendedLines::of(message.into(), lines)).flatten()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// The parts of one item that each have a dash, as if they were several: `- date: …`, `- text: …`.
pub fn as_one_item(yaml: &str, node: &Node, known: &[Field]) -> Option<MendedLines> {
    let Value::Map(entries) = &node.value else { return None };
    entries.iter().find_map(|(key, value)| {
        let Value::Text(name) = &key.value else { return None };
        let field = known.iter().find(|field| field.name == *name)?;
        matches!(field.shape, Shape::List(Shape::Map(_))).then_some(())?;
        let lines = later_parts(yaml, value, field)?;
        MendedLines::of(format!("an item of `{name}` has one dash, before its first line"), lines)
    })
}

/// The lines of parts that belong to the item above them, without their dashes.
fn later_parts(yaml: &str, list: &Node, field: &Field) -> Option<Lines> {
    let Value::List(items) = &list.value else { return None };
    let required = nested(field).iter().filter(|part| part.presence.is_required()).count();
    let mut lines: Lines = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    for item in items {
        let Value::Map(entries) = &item.value else { return None };
        let [(Node { value: Value::Text(name), .. }, _)] = &entries[..] else { return None };
        nested(field).iter().find(|part| part.name == *name)?;
        if above.is_empty() || above.contains(&name.as_str()) {
            above.clear();
        } else {
            let range = line_at(yaml, item.range.start);
            let (before, rest) = yaml[range.clone()].split_once("- ")?;
            lines.push((range, format!("{before}  {rest}")));
        }
        above.push(name);
    }
    (required > 1 && !lines.is_empty()).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Keys, parse};

    const ITEM: &[Field] = &[
        Field::new("date", Shape::Text, "").required(),
        Field::new("text", Shape::Text, "").required(),
    ];
    const KNOWN: &[Field] = &[
        Field::new("title", Shape::Text, ""),
        Field::new("day", Shape::Text, ""),
        Field::new("tags", Shape::OneOrMore(&Shape::Text), ""),
        Field::new("corrections", Shape::List(&Shape::Map(ITEM)), ""),
    ];

    fn with(yaml: &str, mended: Option<MendedLines>) -> Option<String> {
        let mut text = yaml.to_string();
        for (range, line) in mended?.lines.into_iter().rev() {
            text.replace_range(range, &line);
        }
        Some(text)
    }

    #[test]
    fn a_list_has_dashes() {
        for (yaml, right) in [
            ("tags:\n  * a\n  * b\n", Some("tags:\n  - a\n  - b\n")),
            ("tags:\n* a\n* b c\ntitle: d", Some("tags:\n- a\n- b c\ntitle: d")),
            ("tags: *a\n", None),
        ] {
            let at = parse(yaml, Keys::Placed).expect_err(yaml).range.start;
            assert_eq!(with(yaml, with_dashes(yaml, at)).as_deref(), right, "{yaml}");
        }
    }

    #[test]
    fn fields_have_none() {
        for (yaml, right) in [
            ("- title: a\n- day: b\n", Some("title: a\nday: b\n")),
            ("# so\n- title: a\nday: b\n", Some("# so\ntitle: a\nday: b\n")),
            ("- title: a\n- tags:\n    - b\n", Some("title: a\ntags:\n    - b\n")),
            ("title: a\n- day: b\n", Some("title: a\nday: b\n")),
            ("corrections:\n- day: a\n", None),
            ("- tags:\n  - b\n- c\n", None),
            ("title: a\ntags:\n- b\n", None),
            ("- a\n- b\n", None),
        ] {
            assert_eq!(with(yaml, without_dashes(yaml, KNOWN)).as_deref(), right, "{yaml}");
        }
    }

    #[test]
    fn an_item_has_one_dash() {
        for (yaml, right) in [
            (
                "corrections:\n  - date: a\n  - text: b\n",
                Some("corrections:\n  - date: a\n    text: b\n"),
            ),
            (
                "corrections:\n- date: a\n- text: b\n- date: c\n- text: d\n",
                Some("corrections:\n- date: a\n  text: b\n- date: c\n  text: d\n"),
            ),
            ("corrections:\n- date: a\n  text: b\n- date: c\n", None),
            ("corrections:\n- date: a\n- date: b\n", None),
            ("corrections:\n- date: a\n", None),
            ("tags:\n- date: a\n- text: b\n", None),
        ] {
            let node = parse(yaml, Keys::Placed).expect(yaml);
            assert_eq!(with(yaml, as_one_item(yaml, &node, KNOWN)).as_deref(), right, "{yaml}");
        }
    }
}
