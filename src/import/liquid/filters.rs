//! The filters of Liquid (<https://shopify.github.io/liquid/filters/>), Jekyll
//! (<https://jekyllrb.com/docs/liquid/filters/>), Eleventy (<https://www.11ty.dev/docs/filters/>) and
//! Nunjucks (<https://mozilla.github.io/nunjucks/templating.html#builtin-filters>).

use super::lists::{self, Holds};
use super::values::{number, shown};
use super::{LONGEST, Syntax, World};
use crate::import::markdown;
use crate::import::model::Dialect;
use crate::text::yaml::Value;

/// What a filter makes of a value; none if nobody knows.
pub fn filtered(
    value: &Value,
    name: &str,
    arguments: &[Value],
    world: &dyn World,
    holds: &Holds<'_>,
) -> Option<Value> {
    of_text(value, name, arguments, world)
        .map(Value::Text)
        .or_else(|| of_number(value, name, arguments))
        .or_else(|| super::dates::filtered(value, name, arguments).map(Value::Text))
        .or_else(|| lists::filtered(value, name, arguments, world.syntax(), holds))
        .or_else(|| of_any(value, name, arguments))
}

fn of_any(value: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
    let is_blank = match value {
        Value::Null | Value::Bool(false) => true,
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        _ => false,
    };
    Some(match name {
        "default" | "d" if is_blank => arguments.first().cloned().unwrap_or(Value::Null),
        "default" | "d" | "safe" => value.clone(),
        "jsonify" | "json" | "dump" => Value::Text(json(value)),
        _ => return None,
    })
}

fn of_text(value: &Value, name: &str, arguments: &[Value], world: &dyn World) -> Option<String> {
    let text = || shown(value);
    let argument = |at: usize| arguments.get(at).map(shown).unwrap_or_default();
    let is_nunjucks = world.syntax() == Syntax::Nunjucks;
    Some(match name {
        "relative_url" | "prepend_baseurl" | "url" => world.path(&text(), false),
        "absolute_url" => world.path(&text(), true),
        "prepend" => argument(0) + &text(),
        "append" => text() + &argument(0),
        "replace" => {
            let (text, from, to) = (text(), argument(0), argument(1));
            let count = text.matches(&from).count();
            (count.saturating_mul(to.len()) < LONGEST).then(|| text.replace(&from, &to))?
        }
        "replace_first" => text().replacen(&argument(0), &argument(1), 1),
        "replace_last" => last_replaced(&text(), &argument(0), &argument(1)),
        "remove" => text().replace(&argument(0), ""),
        "remove_first" => text().replacen(&argument(0), "", 1),
        "remove_last" => last_replaced(&text(), &argument(0), ""),
        "downcase" | "lower" => text().to_lowercase(),
        "upcase" | "upper" => text().to_uppercase(),
        "capitalize" => {
            let text = text().to_lowercase();
            let mut letters = text.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            first.chain(letters).collect()
        }
        "strip" | "trim" => text().trim().to_string(),
        "lstrip" => text().trim_start().to_string(),
        "rstrip" => text().trim_end().to_string(),
        "strip_newlines" => text().replace(['\n', '\r'], ""),
        "normalize_whitespace" => text().split_whitespace().collect::<Vec<_>>().join(" "),
        "newline_to_br" | "nl2br" => text().replace('\n', "<br />\n"),
        "escape" | "xml_escape" | "h" | "e" | "forceescape" => crate::html::escaped(&text()),
        "escape_once" => {
            let plain = crate::html::tree::text_of(&crate::html::tree::parse(&text()));
            crate::html::escaped(&plain)
        }
        "slugify" | "slug" => crate::slug::latin_slug(&text()).unwrap_or_default(),
        "uri_escape" => text().replace(' ', "%20"),
        "url_encode" | "cgi_escape" => encoded(&text()),
        "urlencode" => encoded(&text()).replace('+', "%20"),
        "url_decode" => {
            let plus = text().replace('+', " ");
            percent_encoding::percent_decode_str(&plus).decode_utf8_lossy().into_owned()
        }
        "strip_html" | "striptags" => {
            crate::html::tree::text_of(&crate::html::tree::parse(&text()))
        }
        "truncate" => truncated(&text(), arguments, is_nunjucks),
        "truncatewords" => {
            let most = arguments.first().and_then(number).unwrap_or(15.0).max(1.0) as usize;
            let end = if arguments.len() > 1 { argument(1) } else { "...".into() };
            let text = text();
            let words: Vec<&str> = text.split_whitespace().collect();
            match words.len() > most {
                true => words[..most].join(" ") + &end,
                false => text,
            }
        }
        "slice" if !matches!(value, Value::List(_)) => {
            let letters: Vec<char> = text().chars().collect();
            let range = lists::range(letters.len(), arguments)?;
            letters[range].iter().collect()
        }
        // What stands in a text is in its Markdown already.
        "markdownify" if !matches!(value, Value::List(_) | Value::Map(_)) => {
            markdown::html_of(&text(), Dialect::Kramdown)
        }
        "smartify" | "safe" | "string" | "to_string"
            if !matches!(value, Value::List(_) | Value::Map(_)) =>
        {
            text()
        }
        _ => return None,
    })
}

fn last_replaced(text: &str, from: &str, to: &str) -> String {
    match text.rfind(from) {
        Some(at) => format!("{}{to}{}", &text[..at], &text[at + from.len()..]),
        None => text.to_string(),
    }
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The beginning of a text. In Liquid, the mark at its end counts among the letters.
fn truncated(text: &str, arguments: &[Value], is_nunjucks: bool) -> String {
    let otherwise = if is_nunjucks { 255.0 } else { 50.0 };
    let most = arguments.first().and_then(number).unwrap_or(otherwise).max(0.0) as usize;
    let end = arguments.iter().skip(1).rfind(|argument| matches!(argument, Value::Text(_)));
    let end = end.map_or_else(|| "...".into(), shown);
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= most {
        return text.to_string();
    }
    if !is_nunjucks {
        let kept = most.saturating_sub(end.chars().count());
        return letters[..kept].iter().collect::<String>() + &end;
    }
    // Nunjucks cuts between words, but where it is told to cut them.
    let cut: String = letters[..most].iter().collect();
    let cuts_words = matches!(arguments.get(1), Some(Value::Bool(true)));
    let at = cut.rfind(' ').filter(|_| !cuts_words).unwrap_or(cut.len());
    format!("{}{end}", &cut[..at])
}

fn of_number(value: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
    let calculates = matches!(
        name,
        "plus" | "minus" | "times" | "divided_by" | "modulo" | "at_least" | "at_most"
    );
    let rounds =
        matches!(name, "abs" | "ceil" | "floor" | "round" | "to_integer" | "int" | "float");
    if !calculates && !rounds {
        return None;
    }
    // What is no number counts as nought.
    let one = number(value).unwrap_or(0.0);
    let other = arguments.first().and_then(number);
    let is_whole = |value: Option<&Value>| match value {
        Some(Value::Float(_)) => false,
        Some(Value::Text(text)) => !text.contains('.'),
        _ => true,
    };
    let are_whole = is_whole(Some(value)) && (rounds || is_whole(arguments.first()));
    let result = match (name, other) {
        ("plus", other) => one + other.unwrap_or(0.0),
        ("minus", other) => one - other.unwrap_or(0.0),
        ("times", other) => one * other.unwrap_or(0.0),
        ("divided_by" | "modulo", None | Some(0.0)) => return None,
        ("divided_by", Some(other)) if are_whole => (one / other).floor(),
        ("divided_by", Some(other)) => one / other,
        ("modulo", Some(other)) => one - other * (one / other).floor(),
        ("at_least", other) => one.max(other.unwrap_or(one)),
        ("at_most", other) => one.min(other.unwrap_or(one)),
        ("abs", _) => one.abs(),
        ("ceil", _) => return Some(Value::Integer(one.ceil() as i64)),
        ("floor" | "to_integer" | "int", _) => return Some(Value::Integer(one.floor() as i64)),
        ("round", Some(digits)) if digits > 0.0 => {
            let shift = 10_f64.powi(digits.min(15.0) as i32);
            return Some(Value::Float((one * shift).round() / shift));
        }
        ("round", _) => return Some(Value::Integer(one.round() as i64)),
        _ => one,
    };
    Some(if are_whole { Value::Integer(result as i64) } else { Value::Float(result) })
}

fn json(value: &Value) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
    match value {
        Value::Null => "null".into(),
        Value::Text(value) => text(value),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| json(&item.value)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Map(entries) => {
            let pair = |(key, value): &(crate::text::yaml::Node, crate::text::yaml::Node)| {
                format!("{}:{}", text(&shown(&key.value)), json(&value.value))
            };
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(","))
        }
        other => shown(other),
    }
}
