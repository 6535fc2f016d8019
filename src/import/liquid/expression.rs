//! Values of Liquid: names, texts and filters.

use super::World;
use crate::text::yaml::Value;

/// The value of `page.title | escape`.
pub fn evaluate(text: &str, value: &dyn Fn(&str) -> Option<Value>, world: &dyn World) -> Value {
    let mut parts = split(text, '|').into_iter();
    let mut result = single(parts.next().unwrap_or_default(), value);
    for filter in parts {
        let (name, arguments) = filter.split_once(':').unwrap_or((filter, ""));
        let arguments: Vec<Value> = split(arguments, ',')
            .into_iter()
            .filter(|argument| !argument.is_empty())
            .map(|argument| single(argument, value))
            .collect();
        result = filtered(result, name.trim(), &arguments, world);
    }
    result
}

fn single(text: &str, value: &dyn Fn(&str) -> Option<Value>) -> Value {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return Value::text(inner.strip_suffix(quote).unwrap_or(inner));
        }
    }
    match text {
        "true" => return Value::Bool(true),
        "false" => return Value::Bool(false),
        "nil" | "null" | "" => return Value::Null,
        "empty" | "blank" => return Value::text(""),
        _ => {}
    }
    if let Ok(number) = text.parse::<i64>() {
        return Value::Integer(number);
    }
    if let Ok(number) = text.parse::<f64>() {
        return Value::Float(number);
    }
    let path = text.replace("['", ".").replace("[\"", ".").replace("']", "").replace("\"]", "");
    value(&path).unwrap_or(Value::Null)
}

/// The part of a value at a path; the value itself for none.
pub fn part(value: &Value, path: &str) -> Option<Value> {
    if path.is_empty() {
        return Some(value.clone());
    }
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    match value {
        Value::Map(entries) => {
            let found = entries
                .iter()
                .find(|(key, _)| matches!(&key.value, Value::Text(of) if of == name))?;
            part(&found.1.value, rest)
        }
        Value::List(items) => match name {
            "size" => Some(Value::Integer(items.len() as i64)),
            "first" => part(&items.first()?.value, rest),
            "last" => part(&items.last()?.value, rest),
            _ => None,
        },
        Value::Text(text) if name == "size" => Some(Value::Integer(text.chars().count() as i64)),
        _ => None,
    }
}

/// A value as a reader sees it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(|item| shown(&item.value)).collect(),
        Value::Map(_) => String::new(),
    }
}

fn filtered(value: Value, name: &str, arguments: &[Value], world: &dyn World) -> Value {
    let text = || shown(&value);
    let argument = |at: usize| arguments.get(at).map(shown).unwrap_or_default();
    let is_blank = matches!(&value, Value::Null | Value::Bool(false))
        || matches!(&value, Value::Text(text) if text.is_empty());
    Value::Text(match name {
        "default" if is_blank => return arguments.first().cloned().unwrap_or(Value::Null),
        "relative_url" | "prepend_baseurl" | "url" => world.path(&text(), false),
        "absolute_url" => world.path(&text(), true),
        "prepend" => argument(0) + &text(),
        "append" => text() + &argument(0),
        "replace" => text().replace(&argument(0), &argument(1)),
        "replace_first" => text().replacen(&argument(0), &argument(1), 1),
        "remove" => text().replace(&argument(0), ""),
        "remove_first" => text().replacen(&argument(0), "", 1),
        "downcase" | "lower" => text().to_lowercase(),
        "upcase" | "upper" => text().to_uppercase(),
        "capitalize" => {
            let text = text();
            let mut letters = text.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
        "strip" | "trim" => text().trim().to_string(),
        "lstrip" => text().trim_start().to_string(),
        "rstrip" => text().trim_end().to_string(),
        "strip_newlines" => text().replace(['\n', '\r'], ""),
        "newline_to_br" => text().replace('\n', "<br>\n"),
        "escape" | "xml_escape" | "escape_once" | "h" => crate::html::escaped(&text()),
        "slugify" | "slug" => crate::slug::latin_slug(&text()).unwrap_or_default(),
        "uri_escape" | "cgi_escape" | "url_encode" => text().replace(' ', "%20"),
        "strip_html" | "striptags" => {
            crate::html::tree::text_of(&crate::html::tree::parse(&text()))
        }
        "split" => {
            let (text, by) = (text(), argument(0));
            let parts: Vec<&str> =
                text.split(by.as_str()).filter(|part| !part.is_empty()).collect();
            return Value::texts(parts);
        }
        "join" => match &value {
            Value::List(items) => {
                let by = if arguments.is_empty() { " ".into() } else { argument(0) };
                items.iter().map(|item| shown(&item.value)).collect::<Vec<_>>().join(&by)
            }
            _ => text(),
        },
        "first" | "last" | "size" => return part(&value, name).unwrap_or(Value::Null),
        "plus" | "minus" | "times" | "divided_by" | "modulo" => {
            return counted(&value, name, arguments);
        }
        // Dates are filled in where their form is one that can be told.
        "date" if !arguments.is_empty() => {
            let date = crate::import::facts::date(&text()).ok();
            let moment = date.and_then(|date| date.in_zone(&jiff::tz::TimeZone::UTC).ok());
            let form = argument(0);
            let shown =
                moment.and_then(|moment| jiff::fmt::strtime::format(form, &moment.zoned).ok());
            return shown.map_or(value, Value::Text);
        }
        "date_to_xmlschema" | "date" | "date_to_string" | "date_to_long_string" => return value,
        "markdownify" | "smartify" | "safe" | "normalize_whitespace" | "jsonify" => text(),
        "array_to_sentence_string" => return filtered(value, "join", &[Value::text(", ")], world),
        // Of a filter that nobody knows, what went in comes out.
        _ => return value,
    })
}

fn counted(value: &Value, name: &str, arguments: &[Value]) -> Value {
    let number =
        |value: Option<&Value>| value.map(shown).and_then(|text| text.trim().parse::<i64>().ok());
    let (Some(one), Some(other)) = (number(Some(value)), number(arguments.first())) else {
        return value.clone();
    };
    let result = match name {
        "plus" => one.checked_add(other),
        "minus" => one.checked_sub(other),
        "times" => one.checked_mul(other),
        "divided_by" => one.checked_div(other),
        _ => one.checked_rem(other),
    };
    result.map_or(Value::Null, Value::Integer)
}

/// Whether `a == "b" and c` holds.
pub fn is_true(condition: &str, evaluate: &dyn Fn(&str) -> Value) -> bool {
    // Liquid has no brackets, and goes from the right.
    for (word, is_and) in [(" and ", true), (" or ", false)] {
        if let Some((one, rest)) = condition.split_once(word) {
            let (one, rest) = (is_true(one, evaluate), is_true(rest, evaluate));
            return if is_and { one && rest } else { one || rest };
        }
    }
    for operator in ["==", "!=", ">=", "<=", ">", "<", " contains "] {
        let Some((one, other)) = condition.split_once(operator) else { continue };
        let (one, other) = (evaluate(one), evaluate(other));
        let number = |value: &Value| shown(value).parse::<f64>().ok();
        let order =
            number(&one).zip(number(&other)).and_then(|(one, other)| one.partial_cmp(&other));
        return match operator {
            "==" => is_same(&one, &other),
            "!=" => !is_same(&one, &other),
            ">" => order.is_some_and(std::cmp::Ordering::is_gt),
            "<" => order.is_some_and(std::cmp::Ordering::is_lt),
            ">=" => order.is_some_and(std::cmp::Ordering::is_ge),
            "<=" => order.is_some_and(std::cmp::Ordering::is_le),
            _ => match &one {
                Value::List(items) => items.iter().any(|item| is_same(&item.value, &other)),
                other_kind => {
                    !shown(&other).is_empty() && shown(other_kind).contains(&shown(&other))
                }
            },
        };
    }
    !matches!(evaluate(condition), Value::Null | Value::Bool(false))
}

fn is_same(one: &Value, other: &Value) -> bool {
    one == other || shown(one) == shown(other)
}

/// The parts of a text between separators that are in no quotes.
pub fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == separator => {
                parts.push(text[start..at].trim());
                start = at + c.len_utf8();
            }
            None => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// `src="a.jpg" caption='b' alt=page.title` as names and expressions.
pub fn parameters(text: &str) -> Vec<(String, String)> {
    let mut given = Vec::new();
    let mut rest = text.trim().trim_start_matches(',');
    while let Some((name, behind)) = rest.split_once(['=', ':']) {
        let name =
            name.rsplit([' ', ',', '\n', '\t']).find(|word| !word.is_empty()).unwrap_or_default();
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => end_of_quote(behind, quote),
            None => behind.find([' ', ',', '\n', '\t']).unwrap_or(behind.len()),
        };
        given.push((name.to_string(), behind[..end].to_string()));
        rest = &behind[end..];
    }
    given
}

/// Where a quoted text ends, its last mark included.
fn end_of_quote(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            c if c == quote && !is_escaped => return at + c.len_utf8(),
            _ => is_escaped = false,
        }
    }
    text.len()
}
