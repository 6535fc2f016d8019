//! Links and pictures of Markdown in fields: `image: ![A dam](dam.jpg)`.

use super::unknown::nested;
use super::writer::{between_brackets, in_quotes, text as plain_or_quoted};
use crate::text::fields::{Field, Shape};

/// What is wrong with a value that is a link or a picture of Markdown, and what its field takes in
/// place of that.
pub fn off_markdown(field: &Field, value: &str) -> Option<(String, String)> {
    let (words, rest) = value.trim_start_matches('!').strip_prefix('[')?.split_once("](")?;
    let address = rest.strip_suffix(')').filter(|it| !it.contains([' ', ',', '}', '(', ')']))?;
    let name = field.name;
    let has = |part: &str| nested(field).iter().any(|field| field.name == part);
    let takes = |what: &str| format!("`{name}` takes {what}, and this is Markdown");
    let bare = address.trim_start_matches("mailto:").trim_start_matches("tel:");
    Some(match field.shape {
        _ if has("src") => {
            (takes("fields"), format!("{{src: {address}, alt: {}}}", in_quotes(words)))
        }
        _ if has("title") && has("url") => (
            takes("fields"),
            format!("{{title: {}, url: {}}}", between_brackets(words), in_quotes(address)),
        ),
        _ if has("name") && has("url") => {
            (takes("fields"), format!("{{name: {}, url: {address}}}", in_quotes(words)))
        }
        _ if has("story") => (takes("the file of a story"), address.into()),
        Shape::Form(_) | Shape::OneOrMore(&Shape::Form(_)) => (takes("an address"), bare.into()),
        _ if matches!(name, "aliases" | "phone") => (takes("an address"), bare.into()),
        _ => (takes("plain text"), plain_or_quoted(words)),
    })
}
