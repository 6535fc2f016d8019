//! Patterns of paths, by the rules of the programs that have them.

use regex::Regex;

/// How far `*` and `?` reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Star {
    /// Over `/` too, as in Ruby's `File.fnmatch` without flags
    /// (<https://docs.ruby-lang.org/en/3.3/File.html#method-c-fnmatch>).
    Anything,
    /// Within a name; `**` reaches over folders, and braces hold a choice.
    Name,
}

/// A pattern of paths.
#[derive(Clone, Debug)]
pub struct Pattern(Option<Regex>, String);

impl Pattern {
    /// Reads a pattern; one that nobody can read stands for itself.
    pub fn new(pattern: &str, star: Star) -> Self {
        Pattern(Regex::new(&format!("^(?s:{})$", regex_of(pattern, star))).ok(), pattern.into())
    }

    /// Whether a path is meant.
    pub fn is(&self, path: &str) -> bool {
        self.0.as_ref().map_or(self.1 == path, |regex| regex.is_match(path))
    }

    /// Whether a path or a folder above it is meant.
    pub fn holds(&self, path: &str) -> bool {
        self.is(path) || path.match_indices('/').any(|(at, _)| self.is(&path[..at]))
    }
}

fn regex_of(pattern: &str, star: Star) -> String {
    let one = if star == Star::Anything { "." } else { "[^/]" };
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let behind = &rest[c.len_utf8()..];
        rest = behind;
        match c {
            '*' if behind.starts_with("*/") => {
                out.push_str("(?:.*/)?");
                rest = &behind[2..];
            }
            '*' if behind.starts_with('*') => {
                out.push_str(".*");
                rest = behind.trim_start_matches('*');
            }
            '*' => out.push_str(&format!("{one}*")),
            '?' => out.push_str(one),
            '[' => match behind.get(1..).and_then(|inner| inner.find(']')) {
                Some(end) => {
                    let inner = &behind[..=end];
                    let (not, inner) = match inner.strip_prefix(['!', '^']) {
                        Some(inner) => ("^", inner),
                        None => ("", inner),
                    };
                    let inner = inner.replace('\\', r"\\").replace('[', r"\[").replace('&', r"\&");
                    out.push_str(&format!("[{not}{}]", inner.replace('~', r"\~")));
                    rest = &behind[end + 2..];
                }
                None => out.push_str(r"\["),
            },
            '{' if star == Star::Name && behind.contains('}') => {
                depth += 1;
                out.push_str("(?:");
            }
            '}' if depth > 0 => {
                depth -= 1;
                out.push(')');
            }
            ',' if depth > 0 => out.push('|'),
            '\\' => {
                let next = behind.chars().next();
                out.push_str(&regex::escape(&next.unwrap_or('\\').to_string()));
                rest = &behind[next.map_or(0, char::len_utf8)..];
            }
            c => out.push_str(&regex::escape(&c.to_string())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_their_programs_mean() {
        for (pattern, star, path, is) in [
            ("internal-*", Star::Anything, "internal-a/b.md", true),
            ("**/*.bak.md", Star::Anything, "a/b/c.bak.md", true),
            ("**/*.bak.md", Star::Anything, "c.bak.md", true),
            ("pages/no?.md", Star::Anything, "pages/not.md", true),
            ("pages/no?.md", Star::Anything, "pages/no.md", false),
            ("[a-c]*", Star::Anything, "bell", true),
            ("[!a-c]*", Star::Anything, "bell", false),
            ("a[", Star::Anything, "a[", true),
            (r"a\*", Star::Anything, "a*", true),
            (r"a\*", Star::Anything, "ab", false),
            ("{a,b}", Star::Anything, "a", false),
            ("/members/**", Star::Name, "/members/a/b", true),
            ("/members/**", Star::Name, "/members", false),
            ("{/members,/members/**}", Star::Name, "/members", true),
            ("/members/*", Star::Name, "/members/a/b", false),
            ("**/é?.md", Star::Name, "éü.md", true),
            ("**/é?.md", Star::Name, "a/éü.md", true),
            ("a.b", Star::Name, "axb", false),
            ("{a", Star::Name, "{a", true),
        ] {
            assert_eq!(Pattern::new(pattern, star).is(path), is, "{pattern} {path}");
        }
        assert!(Pattern::new("_posts/*/x", Star::Name).holds("_posts/a/x/b.md"));
        assert!(!Pattern::new("_posts/*/x", Star::Name).holds("_posts/a/y/b.md"));
    }
}
