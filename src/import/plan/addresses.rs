//! The pattern by which most stories keep their address.

use std::collections::HashMap;

use crate::import::model::{Archive, Kind, Text};
use crate::text::config::Config;
use crate::text::permalink::Permalink;

/// Chooses the pattern at which most stories stay where they are: the form that most of their
/// addresses have.
pub fn choose(config: &mut Config, archive: &Archive) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for text in archive.texts.iter().filter(|text| text.kind == Kind::Story && text.held.is_none())
    {
        let address = text.address.as_deref();
        let address = address.map(|address| archive.below_language(text, address));
        for form in forms(text, address, config) {
            *counts.entry(form).or_default() += 1;
        }
    }
    let mut forms: Vec<(String, usize)> = counts.into_iter().collect();
    // Of two that fit as many, the one that says more.
    forms.sort_by(|one, other| {
        other
            .1
            .cmp(&one.1)
            .then(other.0.matches('{').count().cmp(&one.0.matches('{').count()))
            .then(one.0.len().cmp(&other.0.len()))
            .then(one.0.cmp(&other.0))
    });
    let best = forms.into_iter().find_map(|(form, _)| Permalink::parse(&form).ok());
    if let Some(best) = best {
        config.permalink = best;
    }
}

/// The patterns that an address may be of.
fn forms(text: &Text, address: Option<&str>, config: &Config) -> Vec<String> {
    let Some(form) = form(text, address, config) else { return Vec::new() };
    // A section that is always the same may be a word of the pattern as well.
    let section = text.section.as_deref().unwrap_or_default();
    let literal = form.replace("{section}", section);
    if literal == form { vec![form] } else { vec![form, literal] }
}

fn form(text: &Text, address: Option<&str>, config: &Config) -> Option<String> {
    let day = text.date.as_ref()?.in_zone(&config.time_zone).ok()?.day();
    let address = address?;
    let (path, ending) = match address.strip_suffix(".html") {
        Some(path) => (path, ".html"),
        None => (address.trim_end_matches("index.html"), "/"),
    };
    let mut parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let last = parts.pop()?;
    let [year, month, date] =
        [format!("{:04}", day.year()), format!("{:02}", day.month()), format!("{:02}", day.day())];
    let before = dated(last.strip_suffix(text.slug.as_str())?, [&year, &month, &date]);
    let mut form = String::from("/");
    let (mut has_year, mut has_month, mut has_day, mut has_section) = (false, false, false, false);
    for part in parts {
        let is = |is_said: &mut bool, matches: bool| {
            matches && !std::mem::replace(is_said, *is_said || matches)
        };
        let compound = dated(part, [&year, &month, &date]);
        let written = if is(&mut has_year, part == year) {
            "{year}"
        } else if has_year && is(&mut has_month, part == month) {
            "{month}"
        } else if has_month && is(&mut has_day, part == date) {
            "{day}"
        } else if is(&mut has_section, Some(part) == text.section.as_deref()) {
            "{section}"
        } else if has_year && is(&mut has_month, part == format!("{month}-{date}")) {
            "{month}-{day}"
        } else {
            has_year |= compound.contains("{year}");
            has_month |= compound.contains("{month}");
            has_day |= compound.contains("{day}");
            &compound
        };
        form.push_str(written);
        form.push('/');
    }
    Some(format!("{form}{before}{{slug}}{ending}"))
}

/// A part of an address with the names of what it tells of the day: `2020-01` as `{year}-{month}`.
/// Digits of a longer number tell nothing.
fn dated(part: &str, [year, month, day]: [&str; 3]) -> String {
    for mark in ["-", "_", ".", ""] {
        for (said, name) in [
            (
                format!("{year}{mark}{month}{mark}{day}"),
                format!("{{year}}{mark}{{month}}{mark}{{day}}"),
            ),
            (format!("{year}{mark}{month}"), format!("{{year}}{mark}{{month}}")),
        ] {
            if let Some(at) = part.find(&said) {
                let (before, behind) = (&part[..at], &part[at + said.len()..]);
                let is_longer = before.ends_with(|c: char| c.is_ascii_digit())
                    || behind.starts_with(|c: char| c.is_ascii_digit());
                if !is_longer {
                    return format!("{before}{name}{behind}");
                }
            }
        }
    }
    part.to_string()
}

/// Where a story is by a pattern.
pub fn address(text: &Text, slug: &str, pattern: &Permalink, config: &Config) -> Option<String> {
    let day = text.date.as_ref()?.in_zone(&config.time_zone).ok()?.day();
    let path = pattern.fill(text.section.as_deref()?, slug, day)?;
    Some(path.as_str().to_string())
}

/// Whether who asks for `old` gets what is at `path`: a folder's page is there without the slash
/// at its end too, and hosts answer `/a` with `/a.html`.
pub fn answers(path: &str, old: &str) -> bool {
    let bare = |path: &str| path.trim_end_matches("index.html").trim_end_matches('/').to_string();
    path == old || bare(path) == bare(old) || path.strip_suffix(".html") == Some(old)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_their_form() {
        let text = |address: &str| Text {
            date: crate::text::date::Written::parse("2020-01-12").ok(),
            section: Some("news".into()),
            slug: "talks".into(),
            address: Some(address.into()),
            ..Text::default()
        };
        for (address, expected) in [
            ("/2020/01/talks/", "/{year}/{month}/{slug}/"),
            ("/2020/01/12/talks.html", "/{year}/{month}/{day}/{slug}.html"),
            ("/2020-01/talks/", "/{year}-{month}/{slug}/"),
            ("/2020-01-12/talks/", "/{year}-{month}-{day}/{slug}/"),
            ("/202001/talks/", "/{year}{month}/{slug}/"),
            ("/20200112/talks/", "/{year}{month}{day}/{slug}/"),
            ("/2020/01-12/talks/", "/{year}/{month}-{day}/{slug}/"),
            ("/news/2020_01/talks/", "/{section}/{year}_{month}/{slug}/"),
            ("/2020-01-12-talks/", "/{year}-{month}-{day}-{slug}/"),
            ("/12020-01/talks/", "/12020-01/{slug}/"),
            ("/202001123/talks/", "/202001123/{slug}/"),
        ] {
            let form = form(&text(address), Some(address), &Config::stand_in());
            assert_eq!(form.as_deref(), Some(expected));
        }
    }
}
