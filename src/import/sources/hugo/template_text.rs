//! What the functions of Go templates make of texts, as Hugo has them
//! (<https://gohugo.io/functions/>).

use crate::import::liquid::ordinal;

/// A path as one from the root, where the site is (<https://gohugo.io/functions/urls/relurl/>).
pub fn rooted(url: &str, start: &str) -> String {
    let is_elsewhere = url.starts_with("//") || url.contains("://") || url.starts_with('#');
    match is_elsewhere || url.starts_with('/') && start.is_empty() {
        true => url.to_string(),
        false => format!("{start}/{}", url.trim_start_matches('/')),
    }
}

/// A title by the rules of the Associated Press (<https://gohugo.io/functions/strings/title/>).
pub fn titled(text: &str) -> String {
    const SMALL: [&str; 17] = [
        "a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "nor", "of", "on", "or",
        "so", "the", "to",
    ];
    let words: Vec<&str> = text.split(' ').collect();
    let last = words.len() - 1;
    let titled = words.iter().enumerate().map(|(at, word)| {
        match at > 0 && at < last && SMALL.contains(word) {
            true => (*word).to_string(),
            false => first_upper(word),
        }
    });
    titled.collect::<Vec<_>>().join(" ")
}

fn first_upper(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A name as words (<https://gohugo.io/functions/inflect/humanize/>).
pub fn humanized(text: &str) -> String {
    if let Ok(number) = text.parse::<u64>() {
        return format!("{number}{}", ordinal(number));
    }
    let words = text.trim_end_matches("_id").replace(['-', '_'], " ").to_lowercase();
    first_upper(words.trim())
}

/// Comments of a template, and what stands in them, are on no page
/// (<https://pkg.go.dev/html/template>).
pub fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
    }
    out + rest
}

/// A pattern whose classes are of ASCII, as those of Go are.
pub fn in_ascii(pattern: &str) -> String {
    pattern.replace("\\d", "[0-9]").replace("\\s", "[ \\t\\r\\n]").replace("\\w", "[0-9A-Za-z_]")
}
