//! Addresses of a Jekyll site (<https://jekyllrb.com/docs/permalinks/>).

use jiff::ZonedDateTime;

use super::super::site_files::path;
use crate::import::letters::is_mark;

/// What an address is made of.
pub struct Parts<'p> {
    pub date: Option<&'p ZonedDateTime>,
    pub categories: &'p [String],
    /// The slug, or the name of the file.
    pub title: &'p str,
    pub collection: &'p str,
    /// The path in its collection or in the site, without its ending.
    pub path: &'p str,
}

/// The address of a text by a pattern or the name of one; percent-decoded. None where the pattern
/// says the day and the text has none: Jekyll builds no such site.
pub fn filled(pattern: &str, parts: &Parts<'_>) -> Option<String> {
    let is_post = parts.collection == "posts";
    let pattern = match pattern {
        "date" if is_post => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" if is_post => "/:categories/:year/:month/:day/:title/",
        "ordinal" if is_post => "/:categories/:year/:y_day/:title:output_ext",
        "weekdate" if is_post => "/:categories/:year/W:week/:short_day/:title:output_ext",
        "none" if is_post => "/:categories/:title:output_ext",
        "pretty" => "/:collection/:path/",
        "date" | "ordinal" | "none" | "weekdate" => "/:collection/:path:output_ext",
        other => other,
    };
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // The longest name that is one: `:title` of `:titles`.
        let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '_')).unwrap_or(rest.len());
        let known = (1..=end).rev().find_map(|end| Some((end, value(&rest[..end], parts)?)));
        match known {
            Some((end, value)) => {
                out.push_str(&value);
                rest = &rest[end..];
            }
            None if parts.date.is_none() && says_date(&rest[..end]) => return None,
            None => out.push(':'),
        }
    }
    out.push_str(rest);
    let out = path(&out);
    // `/a/index.html` is answered at `/a/`.
    match out.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => Some(folder.to_string()),
        _ => Some(out),
    }
}

/// Whether a pattern is the name of one.
pub fn is_name(pattern: &str) -> bool {
    matches!(pattern, "date" | "pretty" | "ordinal" | "weekdate" | "none")
}

/// The file of an address without an ending, which is an address too: of `/a` it is `/a.html`
/// (`Page#destination`).
pub fn file(address: &str) -> Option<String> {
    let is_file = address.ends_with('/') || address.ends_with(".html") || address.ends_with(".htm");
    (!is_file).then(|| format!("{address}.html"))
}

/// Whether letters begin with the name of a part of a date.
fn says_date(name: &str) -> bool {
    const NAMES: [&str; 17] = [
        "year",
        "month",
        "i_month",
        "day",
        "i_day",
        "short_year",
        "hour",
        "minute",
        "second",
        "y_day",
        "week",
        "short_day",
        "long_day",
        "short_month",
        "long_month",
        "w_day",
        "w_year",
    ];
    NAMES.iter().any(|date| name.starts_with(date))
}

/// A name with a hyphen for each run of what is neither a letter, a mark, a digit, nor `kept`; none
/// at its ends.
pub fn hyphened(name: &str, kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_alphanumeric() || is_mark(c) || kept(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}

fn value(name: &str, parts: &Parts<'_>) -> Option<String> {
    let date = |form: &str| parts.date.map(|date| date.strftime(form).to_string());
    Some(match name {
        "year" => date("%Y")?,
        "month" => date("%m")?,
        "i_month" => date("%-m")?,
        "day" => date("%d")?,
        "i_day" => date("%-d")?,
        "short_year" => date("%y")?,
        "hour" => date("%H")?,
        "minute" => date("%M")?,
        "second" => date("%S")?,
        "y_day" => date("%j")?,
        "week" => date("%V")?,
        "short_day" => date("%a")?,
        "long_day" => date("%A")?,
        "short_month" => date("%b")?,
        "long_month" => date("%B")?,
        "w_day" => date("%u")?,
        "w_year" => date("%G")?,
        // `Utils.slugify`, `pretty` with capitals, and `default`.
        "title" => hyphened(parts.title, |c| "._~!$&'()+,;=@".contains(c)),
        "slug" => hyphened(&parts.title.to_lowercase(), |_| false),
        "name" | "basename" => parts.path.rsplit('/').next()?.to_string(),
        "path" => parts.path.to_string(),
        "collection" => parts.collection.to_string(),
        "categories" => {
            parts.categories.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>().join("/")
        }
        "slugified_categories" => {
            let names = parts.categories.iter();
            let names: Vec<String> =
                names.map(|name| hyphened(&name.to_lowercase(), |_| false)).collect();
            names.join("/")
        }
        "output_ext" => ".html".into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_as_jekyll_fills_them() {
        let date: ZonedDateTime = "2020-02-03T09:05:00+00:00[UTC]".parse().unwrap();
        let categories = ["World News".to_string(), "eu".to_string()];
        let parts = Parts {
            date: Some(&date),
            categories: &categories,
            title: "talks",
            collection: "posts",
            path: "talks",
        };
        for (pattern, address) in [
            ("date", "/world news/eu/2020/02/03/talks.html"),
            ("pretty", "/world news/eu/2020/02/03/talks/"),
            ("ordinal", "/world news/eu/2020/034/talks.html"),
            ("none", "/world news/eu/talks.html"),
            ("/:i_month/:title", "/2/talks"),
            ("/blog/:year/:title/", "/blog/2020/talks/"),
            ("/:slugified_categories/:title.html", "/world-news/eu/talks.html"),
        ] {
            assert_eq!(filled(pattern, &parts).as_deref(), Some(address));
        }
        let undated = Parts { date: None, ..parts };
        for (pattern, address) in [
            ("date", None),
            ("/:year/:title/", None),
            ("/:years:title/", None),
            ("/blog/:title/", Some("/blog/talks/")),
        ] {
            assert_eq!(filled(pattern, &undated).as_deref(), address);
        }
        for (address, expected) in [
            ("/blog/talks", Some("/blog/talks.html")),
            ("/v1.0", Some("/v1.0.html")),
            ("/talks/", None),
            ("/talks.html", None),
        ] {
            assert_eq!(file(address).as_deref(), expected);
        }
    }
}
