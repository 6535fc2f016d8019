//! Several names that are written as one: `tags: talks, peace`, `authors: A and B`.

use super::{Slip, written};
use crate::text::several;
use crate::text::yaml::{Node, Value};

pub(super) fn find(yaml: &str, field: &str, node: &Node, slips: &mut Vec<Slip>) {
    match &node.value {
        Value::Text(text) if is_plain(yaml, node) => {
            slips.extend(told(field, node, text, Shape::Alone));
        }
        Value::List(items) => {
            let shape = match yaml.get(node.range.start..).is_some_and(|at| at.starts_with('[')) {
                true => Shape::InBrackets,
                false => Shape::OnLines,
            };
            for item in items.iter().filter(|item| is_plain(yaml, item)) {
                if let Value::Text(text) = &item.value {
                    slips.extend(told(field, item, text, shape));
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

/// The name behind the word that a byline begins with.
fn without_by(text: &str) -> Option<&str> {
    let (by, name) = text.split_once([' ', ':'])?;
    (by.eq_ignore_ascii_case("by") && !name.trim().is_empty())
        .then(|| name.trim_start_matches(':').trim())
}

fn told(field: &str, node: &Node, text: &str, shape: Shape) -> Option<Slip> {
    if field == "authors"
        && let Some(name) = without_by(text)
    {
        let names: Vec<String> = several::people(name).iter().map(|name| written(name)).collect();
        let mended = match (shape, &names[..]) {
            (Shape::Alone, [name]) => format!("`{field}: {name}`"),
            (Shape::Alone, names) => format!("`{field}: [{}]`", names.join(", ")),
            (_, names) => format!("`{}`", names.join(", ")),
        };
        return Some(Slip {
            range: node.range.clone(),
            message: format!(
                "`{text}` is the name as it stands: pages say `By` before it themselves"
            ),
            hint: format!("write {mended}"),
        });
    }
    let names = match field {
        "authors" => several::people(text),
        _ => several::at_commas(text),
    };
    if names.len() < 2 {
        return None;
    }
    let names: Vec<String> = names.iter().map(|name| written(name)).collect();
    let list = names.join(", ");
    let several = match shape {
        Shape::Alone => format!("`{field}: [{list}]`"),
        Shape::InBrackets => format!("`{list}`"),
        Shape::OnLines => {
            let lines: Vec<String> = names.iter().map(|name| format!("`- {name}`")).collect();
            lines.join(" and ")
        }
    };
    let one = crate::text::yaml::on_one_line(&Value::text(text));
    let what = match field {
        "authors" => "one name",
        "tags" => "one tag",
        _ => "one address",
    };
    Some(Slip {
        range: node.range.clone(),
        message: format!("`{text}` is {what} as it stands"),
        hint: format!("write {several}, or `{one}` if it is one"),
    })
}
