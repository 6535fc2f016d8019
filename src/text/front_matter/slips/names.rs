//! Several names that are written as one: `tags: talks, peace`, `authors: A and B`.

use super::{Slip, written};
use crate::text::several;
use crate::text::yaml::{Node, Value, on_one_line};

pub(super) fn find(yaml: &str, field: &str, node: &Node, slips: &mut Vec<Slip>) {
    match &node.value {
        Value::Text(text) if is_plain(yaml, node) || hashtags(field, text).is_some() => {
            let lines = yaml.get(node.range.clone()).unwrap_or_default().trim();
            slips.extend(told(field, node, (text, lines), Shape::Alone));
        }
        Value::List(items) => {
            let shape = match yaml.get(node.range.start..).is_some_and(|at| at.starts_with('[')) {
                true => Shape::InBrackets,
                false => Shape::OnLines,
            };
            for item in items {
                if let Value::Text(text) = &item.value
                    && (is_plain(yaml, item) || hashtags(field, text).is_some())
                {
                    slips.extend(told(field, item, (text, text), shape));
                }
            }
        }
        _ => {}
    }
}

/// How names are written.
#[derive(Clone, Copy)]
enum Shape {
    Alone,
    InBrackets,
    OnLines,
}

/// In quotes, a name is meant as it is.
fn is_plain(yaml: &str, node: &Node) -> bool {
    yaml.get(node.range.start..).is_some_and(|text| !text.starts_with(['"', '\'', '|', '>']))
}

/// What is told of a text that is written in these lines.
fn told(field: &str, node: &Node, (text, lines): (&str, &str), shape: Shape) -> Option<Slip> {
    let (message, names, or) = hashtags(field, text)
        .or_else(|| with_by(field, text))
        .or_else(|| with_bullets(field, text).filter(|_| matches!(shape, Shape::Alone)))
        .or_else(|| on_lines(field, text, lines))
        .or_else(|| with_address(field, text))
        .or_else(|| in_marks(text))
        .or_else(|| several_as_one(field, text))?;
    let names: Vec<String> = names.iter().map(|name| written(name)).collect();
    let list = names.join(", ");
    let mended = match (shape, &names[..]) {
        (Shape::Alone, [name]) => format!("`{field}: {name}`"),
        (Shape::Alone, _) => format!("`{field}: [{list}]`"),
        (Shape::InBrackets, _) | (Shape::OnLines, [_]) => format!("`{list}`"),
        (Shape::OnLines, names) => {
            let lines: Vec<String> = names.iter().map(|name| format!("`- {name}`")).collect();
            lines.join(" and ")
        }
    };
    let or = or.map(|or| format!(", or `{}` {or}", on_one_line(&Value::text(text))));
    let hint = format!("write {mended}{}", or.unwrap_or_default());
    Some(Slip { range: node.range.clone(), message, hint })
}

/// What is wrong with a text that stands for names, the names that were meant, and when it is meant
/// as it stands.
type Told = Option<(String, Vec<String>, Option<&'static str>)>;

/// Tags as they are written in posts, one behind the other: with their quotation marks too, since
/// without them they are a comment.
fn hashtags(field: &str, text: &str) -> Told {
    let names: Option<Vec<String>> = text
        .split_whitespace()
        .map(|word| {
            let name = word.strip_prefix(['#', '＃'])?.trim_end_matches([',', ';']);
            (!name.is_empty() && !name.contains('#')).then(|| name.to_string())
        })
        .collect();
    let names = names.filter(|names| field == "tags" && names.len() > 1)?;
    Some((format!("`{text}` is one tag as it stands"), names, None))
}

/// A byline begins with a word that pages say themselves.
fn with_by(field: &str, text: &str) -> Told {
    let (by, name) = text.split_once([' ', ':']).filter(|_| field == "authors")?;
    let name = name.trim_start_matches(':').trim();
    if !by.eq_ignore_ascii_case("by") || name.is_empty() {
        return None;
    }
    let message = format!("`{text}` is the name as it stands: pages say `By` before it themselves");
    Some((message, several::people(name), None))
}

/// Lines that begin as a word processor begins those of a list: for YAML, they are one text.
fn with_bullets(field: &str, text: &str) -> Told {
    let mark = text.chars().next().filter(|mark| "•·●▪◦‣–—*+".contains(*mark));
    let items: Vec<&str> = match mark {
        Some(mark) => text.split(mark).collect(),
        // One that begins with a word may be a name.
        None if !text.starts_with('1') => return None,
        None => {
            let mut items = vec![text];
            for number in 1.. {
                let rest = items.pop().unwrap_or_default();
                let parts = ['.', ')'].iter().find_map(|mark| {
                    rest.split_once(&format!("{number}{mark} "))
                        .filter(|(before, _)| before.is_empty() || before.ends_with(' '))
                });
                let Some((before, behind)) = parts else {
                    items.push(rest);
                    break;
                };
                items.extend([before, behind]);
            }
            if items.len() < 3 || !items[0].is_empty() {
                return None;
            }
            items
        }
    };
    let names = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    let names: Vec<String> = names.map(String::from).collect();
    // What begins with a dash alone may be called so.
    let is_dash = text.starts_with(['–', '—', '‣', '*', '·', '+']);
    (names.len() > usize::from(is_dash)).then(|| {
        let message = format!(
            "`{text}` is {} as it stands: each line of a list begins with `- `",
            one(field)
        );
        (message, names, Some("if it is one"))
    })
}

/// Lines without anything before them: for YAML, they are one text. So are paths with spaces between.
fn on_lines(field: &str, text: &str, lines: &str) -> Told {
    let paths: Vec<&str> = text.split_whitespace().collect();
    let are_paths = field == "aliases" && paths.iter().all(|path| path.starts_with('/'));
    let lines: Vec<&str> = match are_paths {
        true => paths,
        false => lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect(),
    };
    let names: Vec<String> = match field {
        "authors" => lines.iter().flat_map(|line| several::people(line)).collect(),
        _ => lines.iter().flat_map(|line| several::at_commas(line)).collect(),
    };
    (lines.len() > 1).then(|| {
        let message = format!("`{text}` is {} as it stands", one(field));
        (message, names, Some("if it is one"))
    })
}

/// An e-mail address is no part of a name.
fn with_address(field: &str, text: &str) -> Told {
    let is_address = |word: &&str| {
        let word = word.trim_matches(['<', '>', '(', ')', ',']);
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    if field != "authors" || !text.split(' ').any(|word| is_address(&word)) {
        return None;
    }
    let name = text.split(' ').filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ");
    let message =
        format!("`{text}` is the name as it stands: readers see the address in it everywhere");
    let names = several::people(name.trim_matches([',', ';', ' ']));
    let is_told = |names: &Vec<String>| !names.is_empty();
    Some((message, Some(names).filter(is_told).unwrap_or_else(|| vec!["…".into()]), None))
}

/// Quotation marks around a name that YAML does not take for its own.
const MARKS: [(char, char); 9] = [
    ('“', '”'),
    ('„', '“'),
    ('„', '”'),
    ('«', '»'),
    ('»', '«'),
    ('‘', '’'),
    ('‚', '‘'),
    ('「', '」'),
    ('『', '』'),
];

/// What is within the quotation marks around all of a text.
fn within_marks(text: &str) -> Option<&str> {
    let within = |(open, close): &(char, char)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then_some(inside.trim())
    };
    MARKS.iter().find_map(within).filter(|inside| !inside.is_empty())
}

fn in_marks(text: &str) -> Told {
    let inside = within_marks(text)?;
    let message = format!("readers see `{text}` with its quotation marks");
    Some((message, vec![inside.into()], Some("if they are meant")))
}

fn several_as_one(field: &str, text: &str) -> Told {
    let plain = without_brackets(text);
    let names = match field {
        // `Voss, Anna; Hale, Ben`
        "authors" if plain.contains(';') && plain.contains(',') => {
            plain.split(';').map(first_name_first).filter(|name| !name.is_empty()).collect()
        }
        "authors" => several::people(plain),
        _ => several::at_commas(plain),
    };
    let names: Vec<String> =
        names.iter().map(|name| within_marks(name).unwrap_or(name).to_string()).collect();
    // `with Simo`, `photos by Simo`: those who are no writers stand among them all the same.
    let is_more_than_a_name = |names: &[String]| match (field, names) {
        ("authors", [name]) => name.split_whitespace().ne(text.split_whitespace()),
        _ => false,
    };
    (names.len() > 1 || plain != text || is_more_than_a_name(&names)).then(|| {
        let message = format!("`{text}` is {} as it stands", one(field));
        (message, names, Some("if it is one"))
    })
}

/// `Voss, Anna` as people say it.
fn first_name_first(name: &str) -> String {
    match name.trim().split_once(", ") {
        Some((last, first)) if !first.contains(',') => format!("{first} {last}"),
        _ => name.trim().into(),
    }
}

/// A text without brackets around all of it, or the one at an end that has no other.
fn without_brackets(text: &str) -> &str {
    for (open, close) in [('[', ']'), ('(', ')'), ('{', '}'), ('［', '］'), ('【', '】')] {
        let inside = match (text.strip_prefix(open), text.strip_suffix(close)) {
            (Some(_), Some(_)) => text.strip_prefix(open).and_then(|text| text.strip_suffix(close)),
            (Some(inside), None) | (None, Some(inside)) => Some(inside),
            (None, None) => None,
        };
        if let Some(inside) = inside.filter(|inside| !inside.contains([open, close])) {
            return inside.trim();
        }
    }
    text
}

fn one(field: &str) -> &'static str {
    match field {
        "authors" => "one name",
        "tags" => "one tag",
        _ => "one address",
    }
}
