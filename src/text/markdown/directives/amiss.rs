//! First lines of blocks with brackets, colons or commas of other programs, as they should be.

use super::attributes::SET_MARKS;
use super::kinds::{Kind, Label};
use super::line::Begin;

/// A first line as it is to be written, if it is sure what its parts are:
/// `:::story[Read](../a.md)`, `:::quote{by: Anna Voss, role: Mayor}`.
pub fn mended(line: &str, begin: &Begin, kind: Kind) -> Option<String> {
    let colons = if kind.is_line() { "::" } else { &line[..begin.colons] };
    let label = begin.label.clone().map(|range| line[range].trim());
    let name = kind.name();
    let rest = line[begin.rest.clone()].trim();
    if kind.label() == Label::Path {
        let path = in_round(rest)?;
        let title = label.filter(|label| !label.is_empty() && !label.contains('"'));
        let title = title.map(|title| format!("{{title=\"{title}\"}}")).unwrap_or_default();
        return Some(format!("{colons}{name}[{path}]{title}"));
    }
    if kind.label() == Label::Title {
        let title = in_round(rest).or_else(|| in_quotes(rest)).filter(|_| label.is_none())?;
        return Some(format!("{colons}{name}[{title}]"));
    }
    if label.is_some() {
        return None;
    }
    let written = match &begin.attributes {
        Some(range) => &line[range.clone()],
        None => in_round(rest).unwrap_or(rest),
    };
    let all = values(written.trim_matches(['{', '}']), kind.attributes())?;
    let all: Vec<String> =
        all.into_iter().map(|(name, value)| format!("{name}=\"{value}\"")).collect();
    Some(format!("{colons}{name}{{{}}}", all.join(" ")))
}

/// A first line without the title that its kind does not have: the name of who is quoted is an
/// attribute. None if that is not sure.
pub fn without_label(line: &str, begin: &Begin, kind: Kind) -> Option<String> {
    let label = line[begin.label.clone()?].trim();
    let attributes = begin.attributes.clone().map_or("", |range| line[range].trim());
    let first = *kind.attributes().first()?;
    let is_sure =
        !label.contains('"') && !attributes.contains(&format!("{first}=")) && !label.is_empty();
    is_sure.then(|| {
        let all = format!("{first}=\"{label}\" {attributes}");
        format!("{}{}{{{}}}", &line[..begin.colons], kind.name(), all.trim_end())
    })
}

/// Whether an attribute is meant as the title, which stands in brackets.
pub fn is_title(name: &str, kind: Kind) -> bool {
    kind.label() == Label::Title
        && matches!(name, "title" | "label" | "name" | "heading" | "header" | "caption")
}

/// The attribute that is meant by what others call it.
pub fn attribute(name: &str, kind: Kind) -> Option<&'static str> {
    let own = match name {
        "author" | "name" | "who" | "cite" | "speaker" => "by",
        "job" | "function" | "position" | "description" => "role",
        "label" | "headline" => "title",
        _ => return None,
    };
    kind.attributes().iter().copied().find(|it| *it == own)
}

fn in_round(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix(['(', '（', '［'])?.strip_suffix([')', '）', '］'])?.trim();
    (!inside.is_empty() && !inside.contains(['[', ']'])).then_some(inside)
}

fn in_quotes(rest: &str) -> Option<&str> {
    let marks = |c: char| c == '"' || SET_MARKS.contains(&c);
    let inside = rest.strip_prefix(marks)?.strip_suffix(marks)?;
    (!inside.contains(marks) && !inside.contains(['[', ']'])).then_some(inside)
}

/// The values of attributes that are named, however their names and they themselves are parted.
fn values<'w>(written: &'w str, names: &[&'static str]) -> Option<Vec<(&'static str, &'w str)>> {
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    for name in names {
        let mut places = written.match_indices(name).filter_map(|(at, _)| {
            let behind = written[at + name.len()..].trim_start();
            let is_free = written[..at].ends_with([' ', ',', ';', '\t', '，', '"', '”']) || at == 0;
            let value = written.len() - behind.strip_prefix(['=', ':', '：', '＝'])?.len();
            is_free.then_some((at, value, *name))
        });
        found.extend(places.next());
        if places.next().is_some() {
            return None;
        }
    }
    found.sort_unstable();
    if found.first()?.0 != written.len() - written.trim_start().len() {
        return None;
    }
    let ends = found.iter().skip(1).map(|(at, ..)| *at).chain([written.len()]);
    let value = |((_, start, name), end): (&(usize, usize, &'static str), usize)| {
        let marks = |c: char| {
            c.is_whitespace()
                || matches!(c, ',' | ';' | '，' | '"' | '\'')
                || SET_MARKS.contains(&c)
        };
        let value = written[*start..end].trim_matches(marks);
        (!value.is_empty() && !value.contains('"')).then_some((*name, value))
    };
    found.iter().zip(ends).map(value).collect()
}
