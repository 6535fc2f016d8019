//! Addresses of a Hugo site (<https://gohugo.io/content-management/urls/>).

use jiff::ZonedDateTime;
use jiff::tz::TimeZone;

use super::super::site_files::path;
use super::go_dates;
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
    /// The slugs of these folders, as far as they can be told.
    pub section_slugs: &'p [Option<String>],
    pub letters: Capitals,
}

/// What becomes of capitals in addresses
/// (<https://gohugo.io/configuration/all/#disablepathtolower>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    Lowered,
    Kept,
}

impl Capitals {
    /// A name or an address with its capitals, or without.
    pub fn of(self, text: &str) -> String {
        match self {
            Capitals::Lowered => text.to_lowercase(),
            Capitals::Kept => text.to_string(),
        }
    }
}

/// A name as Hugo has it in addresses (`paths.Sanitize`): letters, marks and digits stay, words are
/// joined by one hyphen, and what else there is goes.
pub fn urlized(name: &str, letters: Capitals) -> String {
    let mut out = String::new();
    let mut is_parted = false;
    for c in letters.of(name).chars() {
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
pub fn of_title(title: &str, letters: Capitals) -> String {
    urlized(&title.replace('/', "-"), letters)
}

/// The address by a pattern; none if a part of it cannot be told.
pub fn filled(pattern: &str, parts: &Parts<'_>) -> Option<String> {
    Some(path(&replaced(pattern, parts, false)?))
}

/// The address that a text says itself, in which the names of parts may be
/// (<https://gohugo.io/content-management/urls/#url>); what else has a colon there stays.
pub fn own(url: &str, parts: &Parts<'_>) -> Option<String> {
    replaced(url, parts, true)
}

fn replaced(pattern: &str, parts: &Parts<'_>, is_own: bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        let range = behind.strip_prefix('[').and_then(|inner| inner.split_once(']'));
        rest = match range {
            Some((_, behind)) if matches!(name, "sections" | "sectionslugs") => behind,
            _ => behind,
        };
        let value = match (name, range) {
            // `:sections[1:]` is a part of the folders.
            ("sections", Some((range, _))) => Some(slice(parts.folders, range).join("/")),
            ("sectionslugs", Some((range, _))) => Some(joined(slice(parts.section_slugs, range))?),
            ("sectionslugs", None) => Some(joined(parts.section_slugs)?),
            ("sectionslug", _) => {
                Some(parts.section_slugs.last().map_or(Some(""), |slug| slug.as_deref())?.into())
            }
            _ => value(name, parts),
        };
        match value {
            Some(value) => out.push_str(&value),
            // A name that Hugo does not know, with which it builds no site.
            None if !is_own => return None,
            None => {
                out.push(':');
                out.push_str(name);
            }
        }
    }
    out.push_str(rest);
    Some(out)
}

/// The slugs of folders, if all can be told.
fn joined(slugs: &[Option<String>]) -> Option<String> {
    let slugs: Option<Vec<&str>> = slugs.iter().map(|slug| slug.as_deref()).collect();
    Some(slugs?.join("/"))
}

fn slice<'p, T>(folders: &'p [T], range: &str) -> &'p [T] {
    let number = |text: &str, otherwise: usize| match text {
        "last" => folders.len().saturating_sub(1),
        text => text.parse().unwrap_or(otherwise),
    };
    let (start, end) = match range.split_once(':') {
        Some((start, end)) => (number(start, 0), number(end, folders.len())),
        None => (number(range, 0), number(range, 0) + 1),
    };
    folders.get(start..end.min(folders.len())).unwrap_or_default()
}

fn value(name: &str, parts: &Parts<'_>) -> Option<String> {
    // A text without a date is of Go's first moment: at `/1/01/`.
    let first = || jiff::civil::date(1, 1, 1).at(0, 0, 0, 0).to_zoned_datetime(TimeZone::UTC).ok();
    let date = parts.date.cloned().or_else(first)?;
    let told = |form: &str| parts.letters.of(&date.strftime(form).to_string());
    let slug = || parts.slug.map(|slug| urlized(slug, parts.letters));
    let title = || of_title(parts.title, parts.letters);
    Some(match name {
        "year" => told("%-Y"),
        "month" => told("%m"),
        "monthname" => told("%B"),
        "day" => told("%d"),
        "weekday" => told("%w"),
        "weekdayname" => told("%A"),
        "yearday" => told("%-j"),
        "title" => title(),
        "slug" => slug().unwrap_or_else(title),
        "slugorfilename" | "slugorcontentbasename" => {
            slug().unwrap_or_else(|| urlized(parts.name, parts.letters))
        }
        "filename" | "contentbasename" => urlized(parts.name, parts.letters),
        "section" => parts.folders.first().map(|name| parts.letters.of(name)).unwrap_or_default(),
        "sections" => parts.letters.of(&parts.folders.join("/")),
        _ => parts.letters.of(&go_dates::written(name, &date)?),
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
            assert_eq!(of_title(name, Capitals::Lowered), address, "{name}");
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
            folders: &["News", "eu"],
            section_slugs: &[Some("all-news".into()), Some("union".into())],
            letters: Capitals::Lowered,
        };
        for (pattern, address) in [
            ("/:year/:month/:day/:slug/", "/2020/02/03/whats-new-c++/"),
            ("/:section/:filename", "/news/whats-new"),
            (":sections/:contentbasename/", "/news/eu/whats-new/"),
            (":sections[1:]/:title/", "/eu/whats-new-c++/"),
            ("/:weekday/:weekdayname/:yearday/", "/1/monday/34/"),
            ("/:2006/:Jan/:slug/", "/2020/feb/whats-new-c++/"),
            ("/:06/:1/:2/:slug/", "/20/2/3/whats-new-c++/"),
            ("/:2006_01/:January/:02/", "/2020_02/february/03/"),
            ("/:sectionslug/:slugorfilename/", "/union/whats-new/"),
            ("/:sectionslugs/:sectionslugs[0]/", "/all-news/union/all-news/"),
        ] {
            assert_eq!(filled(pattern, &parts).as_deref(), Some(address));
        }
        let kept = Parts { letters: Capitals::Kept, ..parts };
        for (pattern, address) in [
            ("/:section/:monthname/:title/", "/News/February/Whats-New-C++/"),
            ("/:sections/:filename/:Jan/", "/News/eu/Whats-New/Feb/"),
        ] {
            assert_eq!(filled(pattern, &kept).as_deref(), Some(address));
        }
        let unnamed = Parts { section_slugs: &[Some("all-news".into()), None], ..parts };
        for pattern in ["/:unknown/:slug/", "/:sectionslug/", "/:sectionslugs/", "/:Slug/"] {
            assert_eq!(filled(pattern, &unnamed), None, "{pattern}");
        }
        let undated = Parts { date: None, ..parts };
        for (pattern, address) in [
            ("/:year/:month/:slug/", "/1/01/whats-new-c++/"),
            ("/:monthname/:day/:weekday/:yearday/", "/january/01/1/1/"),
            ("/:2006/:01/", "/0001/01/"),
        ] {
            assert_eq!(filled(pattern, &undated).as_deref(), Some(address));
        }
        for (url, address) in [
            ("/x/:year/:slug/", "/x/1/whats-new-c++/"),
            ("x/:filename", "x/whats-new"),
            ("/a:b/c/", "/a:b/c/"),
            ("/plain/", "/plain/"),
        ] {
            assert_eq!(own(url, &undated).as_deref(), Some(address));
        }
    }
}
