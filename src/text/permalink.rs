//! The pattern that says where a briefing's page is: `/{section}/{slug}/`.

use std::fmt;

use jiff::civil::Date;

use crate::url::SitePath;

/// A pattern for the paths of briefings, checked when it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Section,
    Slug,
    Year,
    Month,
    Day,
}

/// The parts that a pattern may hold.
pub const PARTS: &str = "{section} {slug} {year} {month} {day}";

impl Permalink {
    /// `/{section}/{slug}/`.
    pub fn standard() -> Self {
        let slash = || Part::Literal("/".into());
        Permalink(vec![slash(), Part::Section, slash(), Part::Slug, slash()])
    }

    /// Reads a pattern: starts with `/`, ends with `/` or `.html`, and holds `{slug}`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(pattern: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            if open > 0 {
                parts.push(Part::Literal(rest[..open].into()));
            }
            let close = rest.find('}').filter(|close| *close > open);
            let close =
                close.ok_or_else(|| format!("`{pattern}` has a `{{` that is not closed"))?;
            parts.push(match &rest[open + 1..close] {
                "section" => Part::Section,
                "slug" => Part::Slug,
                "year" => Part::Year,
                "month" => Part::Month,
                "day" => Part::Day,
                other => return Err(format!("`{{{other}}}` is not a placeholder of a permalink")),
            });
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.into()));
        }
        if !parts.contains(&Part::Slug) {
            return Err(format!(
                "`{pattern}` has no {{slug}}, so all stories would have one address"
            ));
        }
        if !(pattern.ends_with('/') || pattern.ends_with(".html")) {
            return Err(format!("`{pattern}` has to end in `/` or `.html`"));
        }
        let permalink = Permalink(parts);
        // Any section, slug and date fit where these do.
        let example = permalink.fill("s", "s", Date::constant(2026, 2, 1));
        match example {
            Some(_) if !pattern.contains(['?', '#', '%']) => Ok(permalink),
            _ => Err(format!("`{pattern}` makes no path on the site")),
        }
    }

    /// The same below a folder: each path that it makes is in there.
    #[must_use]
    pub fn below(mut self, folder: &SitePath) -> Self {
        let folder = folder.as_str().trim_end_matches('/');
        if !folder.is_empty() {
            self.0.insert(0, Part::Literal(folder.into()));
        }
        self
    }

    /// The path of the briefing `slug` of `section`, published on `date`; none
    /// if `section` or `slug` is no segment of a path.
    pub fn fill(&self, section: &str, slug: &str, date: Date) -> Option<SitePath> {
        SitePath::new(&self.filled(section, slug, date))
    }

    fn filled(&self, section: &str, slug: &str, date: Date) -> String {
        let mut path = String::new();
        for part in &self.0 {
            match part {
                Part::Literal(text) => path.push_str(text),
                Part::Section => path.push_str(section),
                Part::Slug => path.push_str(slug),
                Part::Year => path.push_str(&format!("{:04}", date.year())),
                Part::Month => path.push_str(&format!("{:02}", date.month())),
                Part::Day => path.push_str(&format!("{:02}", date.day())),
            }
        }
        path
    }

    /// The slug of a path that [`Permalink::fill`] made with this section and date.
    pub fn slug_of<'p>(&self, path: &'p str, section: &str, date: Date) -> Option<&'p str> {
        // All of it but the slugs has the length of that of the shortest one.
        let shortest = self.fill(section, "-", date)?;
        let slugs = self.0.iter().filter(|part| **part == Part::Slug).count();
        let start = self.0.iter().position(|part| *part == Part::Slug)?;
        let start = Permalink(self.0[..start].into()).filled(section, "", date).len();
        let length = (path.len() + slugs).checked_sub(shortest.as_str().len())? / slugs;
        path.get(start..start + length)
    }

    /// The section that an address of this pattern tells. Where the pattern has none, an address
    /// as they are without a pattern of one's own tells it.
    pub fn section_of<'p>(&self, path: &'p str) -> Option<&'p str> {
        let has_section = self.0.contains(&Part::Section);
        let pattern = if has_section { self.to_string() } else { "/{section}/{slug}/".into() };
        let at = pattern.split('/').position(|segment| segment == "{section}")?;
        let is_like = pattern.split('/').count() == path.split('/').count();
        path.split('/').nth(at).filter(|_| is_like)
    }
}

impl fmt::Display for Permalink {
    /// The pattern, as [`Permalink::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| {
            f.write_str(match part {
                Part::Literal(text) => text,
                Part::Section => "{section}",
                Part::Slug => "{slug}",
                Part::Year => "{year}",
                Part::Month => "{month}",
                Part::Day => "{day}",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(pattern: &str) -> String {
        let permalink = Permalink::parse(pattern).unwrap();
        permalink.fill("politics", "talks", Date::constant(2026, 2, 1)).unwrap().to_string()
    }

    #[test]
    fn a_pattern_is_filled() {
        assert_eq!(filled("/{section}/{slug}/"), "/politics/talks/");
        assert_eq!(filled("/{year}/{month}/{day}/{slug}.html"), "/2026/02/01/talks.html");
        assert_eq!(Permalink::parse("/{section}/{slug}/").unwrap(), Permalink::standard());
    }

    #[test]
    fn an_address_tells_its_section() {
        let section = |pattern: &str, path| {
            Permalink::parse(pattern).unwrap().section_of(path).map(String::from)
        };
        let politics = Some("politics".to_string());
        assert_eq!(section("/{section}/{slug}/", "/politics/talks/"), politics);
        assert_eq!(section("/{year}/{section}/{slug}.html", "/2026/politics/talks.html"), politics);
        assert_eq!(section("/{year}/{slug}/", "/politics/talks/"), politics);
        assert_eq!(section("/{section}/{slug}/", "/2026/politics/talks/"), None);
        assert_eq!(section("/{section}-{year}/{slug}/", "/politics-2026/talks/"), None);
    }

    #[test]
    fn a_wrong_pattern_is_explained() {
        for pattern in [
            "/{section}/",
            "/{title}/{slug}/",
            "{slug}/",
            "/{slug",
            "/{slug}",
            "/../{slug}/",
            "/a?{slug}/",
        ] {
            assert!(Permalink::parse(pattern).is_err(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn a_path_tells_its_slug(
            pattern in "/([{]slug[}]|[{]year[}]|[{]section[}]|[a-z]|/[a-z]){0,5}[{]slug[}](/|\\.html)",
            section in "[a-zé]{1,4}",
            slug in "[a-zé水]{1,5}",
        ) {
            let date = Date::constant(2026, 2, 1);
            if let Ok(permalink) = Permalink::parse(&pattern) {
                let path = permalink.fill(&section, &slug, date).unwrap();
                prop_assert_eq!(permalink.slug_of(path.as_str(), &section, date), Some(&*slug));
            }
        }

        #[test]
        fn a_pattern_is_written_as_it_was(pattern in "/[/a-z{}.]{0,12}\\{(slug|year)\\}[/a-z{}.]{0,12}(/|\\.html)") {
            if let Ok(permalink) = Permalink::parse(&pattern) {
                prop_assert_eq!(permalink.to_string(), pattern);
            }
        }
    }
}
