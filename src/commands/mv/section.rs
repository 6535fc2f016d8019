//! A section renamed in `site.yaml`, while every other byte stays.

use crate::text::config::{Config, LanguageConfig, SectionConfig, capitalized, parse};
use crate::text::yaml::{self, Keys, Node, Value};

/// `site.yaml` with the section `from` under the id `to`, and its old id among its aliases. None
/// if it is written in a way that only people can change.
pub(super) fn rename_section(source: &str, from: &str, to: &str) -> Option<String> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let yaml = &source[start..];
    let edited = in_languages(edited(yaml, from, to)?, from, to)?;
    let edited = format!("{}{edited}", &source[..start]);
    let ((before, _), (after, faults)) = (parse(source), parse(&edited));
    let renamed = |section: &SectionConfig| match section.id == from {
        true => {
            let old = [from.to_string().into()];
            let others = section.aliases.iter().filter(|alias| alias.value != to);
            let aliases = others.cloned().chain(old).collect();
            let title =
                if has_own_title(section) { section.title.clone() } else { capitalized(to) };
            SectionConfig { id: to.into(), title, aliases, ..section.clone() }
        }
        false => section.clone(),
    };
    let all = |sections: &[SectionConfig]| sections.iter().map(renamed).collect();
    let languages = before.languages.iter();
    let languages = languages
        .map(|own| LanguageConfig { sections: all(&own.sections), ..own.clone() })
        .collect();
    let sections = all(&before.sections);
    (after == Config { sections, languages, ..before } && faults.is_empty()).then_some(edited)
}

/// The same in the sections of each language, which say no old ids.
fn in_languages(yaml: String, from: &str, to: &str) -> Option<String> {
    let Value::Map(fields) = yaml::parse(&yaml, Keys::Unplaced).ok()?.value else { return None };
    let Some(Value::Map(languages)) = field(&fields, "languages").map(|node| &node.value) else {
        return Some(yaml);
    };
    let mut edits = Vec::new();
    for (_, language) in languages {
        let Value::Map(own) = &language.value else { continue };
        let Some(Value::List(items)) = field(own, "sections").map(|node| &node.value) else {
            continue;
        };
        let ids = items.iter().filter_map(|item| match &item.value {
            Value::Map(fields) => field(fields, "id"),
            _ => Some(item),
        });
        let renamed = ids.filter(|id| is_id(id, from));
        edits.extend(renamed.map(|id| (id.range.clone(), written(to))));
    }
    Some(with(&yaml, &edits))
}

fn has_own_title(section: &SectionConfig) -> bool {
    section.title != capitalized(&section.id)
}

fn edited(yaml: &str, from: &str, to: &str) -> Option<String> {
    let Value::Map(fields) = yaml::parse(yaml, Keys::Unplaced).ok()?.value else { return None };
    let Some(sections) = field(&fields, "sections") else {
        let ids = Config::stand_in().sections.into_iter().map(|section| match section.id == from {
            true => entry(from, to),
            false => section.id,
        });
        let line = format!("sections: [{}]\n", ids.collect::<Vec<_>>().join(", "));
        let gap = if yaml.is_empty() || yaml.ends_with('\n') { "" } else { "\n" };
        return Some(format!("{yaml}{gap}{line}"));
    };
    let Value::List(items) = &sections.value else { return None };
    items.iter().find_map(|item| match &item.value {
        Value::Map(fields) => {
            let id = field(fields, "id").filter(|id| is_id(id, from))?;
            of_map(yaml, item, id, field(fields, "aliases"), from, to)
        }
        _ => is_id(item, from).then(|| with(yaml, &[(item.range.clone(), entry(from, to))])),
    })
}

/// A section that had no more than its id.
fn entry(from: &str, to: &str) -> String {
    format!("{{id: {}, aliases: [{}]}}", written(to), written(from))
}

fn of_map(
    yaml: &str,
    item: &Node,
    id: &Node,
    aliases: Option<&Node>,
    from: &str,
    to: &str,
) -> Option<String> {
    let old = written(from);
    let renamed = (id.range.clone(), written(to));
    let added = match aliases.map(|node| (&node.value, node.range.clone())) {
        // Back to an id that it had: that is no alias any more.
        Some((Value::List(items), range)) if items.iter().any(|item| is_id(item, to)) => {
            let others = items.iter().filter(|item| !is_id(item, to));
            let others = others.map(|item| yaml[item.range.clone()].to_string());
            let all: Vec<String> = others.chain([old]).collect();
            let line_end = items.last()?.range.end;
            let start = items.first()?.range.start;
            if !yaml[range.start..].starts_with('[') {
                return None;
            }
            (start..line_end, all.join(", "))
        }
        Some((_, range)) if yaml.get(range.clone()) == Some(&written(to)) => {
            (range, format!("[{old}]"))
        }
        Some((Value::List(items), _)) => {
            let end = items.last()?.range.end;
            (end..end, format!(", {old}"))
        }
        Some((_, range)) => (range.clone(), format!("[{}, {old}]", &yaml[range])),
        None if yaml[item.range.start..].starts_with('{') => {
            let end = id.range.end;
            return Some(with(
                yaml,
                &[(id.range.start..end, format!("{}, aliases: [{old}]", written(to)))],
            ));
        }
        None => {
            let line = yaml[..id.range.start].rfind('\n').map_or(0, |at| at + 1);
            let key = yaml[line..id.range.start].rfind("id")?;
            let indent = " ".repeat(key);
            let end = yaml[id.range.end..].find('\n').map_or(yaml.len(), |at| id.range.end + at);
            (end..end, format!("\n{indent}aliases: [{old}]"))
        }
    };
    Some(with(yaml, &[renamed, added]))
}

/// `yaml` with other texts at these ranges.
fn with(yaml: &str, edits: &[(std::ops::Range<usize>, String)]) -> String {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut out = yaml.to_string();
    for (range, text) in edits {
        out.replace_range(range.clone(), text);
    }
    out
}

fn field<'n>(fields: &'n [(Node, Node)], name: &str) -> Option<&'n Node> {
    let is_it = |key: &Node| matches!(&key.value, Value::Text(text) if text == name);
    fields.iter().find_map(|(key, value)| is_it(key).then_some(value))
}

fn is_id(node: &Node, id: &str) -> bool {
    matches!(&node.value, Value::Text(text) if text == id)
}

/// An id, in quotes where it would be something else without.
fn written(id: &str) -> String {
    match parse(&format!("title: {id}\n")).0.title == id && !WORDS.contains(&id) {
        true => id.into(),
        false => yaml::on_one_line(&Value::Text(id.into())),
    }
}

/// What other readers of YAML take for something else than a text.
const WORDS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_renamed_and_nothing_else() {
        let site = "title: T # politics\nbase_url: https://example.org/\n";
        for (before, after) in [
            ("", "sections: [{id: world, aliases: [politics]}, economy, society, military]\n"),
            (
                "sections: [politics, economy] # two\n",
                "sections: [{id: world, aliases: [politics]}, economy] # two\n",
            ),
            (
                "sections:\n  - economy\n  - politics # one\n",
                "sections:\n  - economy\n  - {id: world, aliases: [politics]} # one\n",
            ),
            (
                "sections: [{id: politics, title: The state}]\n",
                "sections: [{id: world, aliases: [politics], title: The state}]\n",
            ),
            (
                "sections:\n  - id: politics # one\n    title: The state\n",
                "sections:\n  - id: world # one\n    aliases: [politics]\n    title: The state\n",
            ),
            (
                "sections:\n  - title: The state\n    id: politics\n    aliases: state\n",
                "sections:\n  - title: The state\n    id: world\n    aliases: [state, politics]\n",
            ),
            (
                "sections: [{id: politics, aliases: [state, world, 'law']}]\n",
                "sections: [{id: world, aliases: [state, 'law', politics]}]\n",
            ),
            (
                "sections: [economy, {id: politics, aliases: world}]\n",
                "sections: [economy, {id: world, aliases: [politics]}]\n",
            ),
            (
                "sections:\n  - id: politics\n    aliases: [world]\n",
                "sections:\n  - id: world\n    aliases: [politics]\n",
            ),
            (
                "sections: [{id: politics, aliases: [state, 'law']}]\n",
                "sections: [{id: world, aliases: [state, 'law', politics]}]\n",
            ),
        ] {
            let expected = Some(format!("{site}{after}"));
            assert_eq!(rename_section(&format!("{site}{before}"), "politics", "world"), expected);
        }
        let renamed = |yaml: &str| rename_section(&format!("{site}{yaml}"), "politics", "no");
        assert_eq!(
            renamed("sections: [politics]\n"),
            Some(format!("{site}sections: [{{id: \"no\", aliases: [politics]}}]\n"))
        );
        for yaml in
            ["sections: [economy]\n", "sections: [&a politics]\nmenu: [{title: x, url: *a}]\n"]
        {
            assert_eq!(renamed(yaml), None, "{yaml}");
        }
    }
}
