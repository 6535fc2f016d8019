//! Addresses of a Hugo site (<https://gohugo.io/content-management/urls/>).

use jiff::ZonedDateTime;

use super::super::site_files::path;
use crate::import::letters::{is_digit, is_letter, is_mark};

/// What an address is made of.
pub struct Parts<'p> {
    pub date: Option<&'p ZonedDateTime>,
    pub title: &'p str,
    pub slug: Option<&'p str>,
    /// The name of the file, or of the folder of a bundle.
    pub name: &'p str,
    /// The folders of the content in which it is.
    pub folders: &'p [&'p str],
}

/// A name as Hugo has it in addresses (`paths.Sanitize`): letters, marks and digits stay, words are
/// joined by one hyphen, and what else there is goes.
pub fn urlized(name: &str) -> String {
    let mut out = String::new();
    let mut is_parted = false;
    for c in name.to_lowercase().chars() {
        if is_letter(c) || is_mark(c) || is_digit(c) || "._-/\\#+~@".contains(c) {
            if is_parted && c != '-' {
                out.push('-');
            }
            is_parted = false;
            out.push(c);
        } else if c.is_whitespace() && !out.is_empty() && !out.ends_with('-') {
            is_parted = true;
        }
    }
    out.replace('#', "")
}

/// A title in an address, where a slash parts nothing.
fn of_title(title: &str) -> String {
    urlized(&title.replace('/', "-"))
}

/// The address by a pattern.
pub fn filled(pattern: &str, parts: &Parts<'_>) -> String {
    path(&replaced(pattern, parts, false))
}

/// The address that a text says itself, in which the names of parts may be
/// (<https://gohugo.io/content-management/urls/#url>); what else has a colon there stays.
pub fn own(url: &str, parts: &Parts<'_>) -> String {
    replaced(url, parts, true)
}

fn replaced(pattern: &str, parts: &Parts<'_>, is_own: bool) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        // `:sections[1:]` is a part of the folders.
        let behind = match (name, behind.strip_prefix('[').and_then(|inner| inner.split_once(']')))
        {
            ("sections", Some((range, behind))) => {
                out.push_str(&slice(parts.folders, range).join("/"));
                rest = behind;
                continue;
            }
            _ => behind,
        };
        match value(name, parts) {
            Some(value) => out.push_str(&value),
            // A name that Hugo does not know, with which it builds no site.
            None if !is_own => out.push_str(name),
            None => {
                out.push(':');
                out.push_str(name);
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn slice<'p>(folders: &[&'p str], range: &str) -> Vec<&'p str> {
    let number = |text: &str, otherwise: usize| match text {
        "last" => folders.len().saturating_sub(1),
        text => text.parse().unwrap_or(otherwise),
    };
    let (start, end) = match range.split_once(':') {
        Some((start, end)) => (number(start, 0), number(end, folders.len())),
        None => (number(range, 0), number(range, 0) + 1),
    };
    folders.get(start..end.min(folders.len())).unwrap_or_default().to_vec()
}

fn value(name: &str, parts: &Parts<'_>) -> Option<String> {
    // A text without a date is of Go's first moment: at `/1/01/`.
    let date = |form: &str| match parts.date {
        Some(date) => date.strftime(form).to_string(),
        None => jiff::civil::date(1, 1, 1).strftime(form).to_string(),
    };
    let slug = || parts.slug.map(urlized);
    Some(match name {
        "year" => date("%-Y"),
        "month" => date("%m"),
        "monthname" => date("%B").to_lowercase(),
        "day" => date("%d"),
        "weekday" => date("%w"),
        "yearday" => date("%-j"),
        "title" => of_title(parts.title),
        "slug" => slug().unwrap_or_else(|| of_title(parts.title)),
        "slugorfilename" | "slugorcontentbasename" => slug().unwrap_or_else(|| urlized(parts.name)),
        "filename" | "contentbasename" => urlized(parts.name),
        "section" => parts.folders.first().map(|folder| folder.to_lowercase()).unwrap_or_default(),
        "sections" => parts.folders.join("/").to_lowercase(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Hugo 0.168 has them.
    #[test]
    fn names_are_those_of_hugo() {
        for (name, address) in [
            ("A - b", "a-b"),
            ("Quoi de neuf ?", "quoi-de-neuf"),
            ("« Bonjour » dit-il", "bonjour-dit-il"),
            ("Q3/2011", "q3-2011"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("x² ½ price", "x-price"),
            ("#1 Story", "1-story"),
        ] {
            assert_eq!(of_title(name), address, "{name}");
        }
    }

    #[test]
    fn patterns_are_filled_as_hugo_fills_them() {
        let date: ZonedDateTime = "2020-02-03T09:05:00+00:00[UTC]".parse().unwrap();
        let parts = Parts {
            date: Some(&date),
            title: "What’s New, C++?",
            slug: None,
            name: "Whats New",
            folders: &["news", "eu"],
        };
        for (pattern, address) in [
            ("/:year/:month/:day/:slug/", "/2020/02/03/whats-new-c++/"),
            ("/:section/:filename", "/news/whats-new"),
            (":sections/:contentbasename/", "/news/eu/whats-new/"),
            (":sections[1:]/:title/", "/eu/whats-new-c++/"),
        ] {
            assert_eq!(filled(pattern, &parts), address);
        }
        let undated = Parts { date: None, ..parts };
        for (pattern, address) in [
            ("/:year/:month/:slug/", "/1/01/whats-new-c++/"),
            ("/:monthname/:day/:weekday/:yearday/", "/january/01/1/1/"),
            ("/:unknown/:slug/", "/unknown/whats-new-c++/"),
        ] {
            assert_eq!(filled(pattern, &undated), address);
        }
        for (url, address) in [
            ("/x/:year/:slug/", "/x/1/whats-new-c++/"),
            ("x/:filename", "x/whats-new"),
            ("/a:b/c/", "/a:b/c/"),
            ("/plain/", "/plain/"),
        ] {
            assert_eq!(own(url, &undated), address);
        }
    }
}
