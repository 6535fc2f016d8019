//! Files that an Eleventy site leaves out (<https://www.11ty.dev/docs/ignores/>).

use super::super::pattern::{Pattern, Star};
use super::code::quoted;
use crate::import::bundle::Bundle;

/// What is left out: by `.eleventyignore`, `.gitignore` and the settings.
#[derive(Debug, Default)]
pub struct Ignored(Vec<File>);

/// A file of patterns.
#[derive(Debug)]
struct File {
    /// Its folder, with a slash at its end, or nothing.
    folder: String,
    /// The patterns in their order, and whether what they mean is left out.
    lines: Vec<(Pattern, bool)>,
}

impl Ignored {
    pub fn of(bundle: &Bundle, config: &str, input: &str) -> Self {
        let mut files = Vec::new();
        for file in bundle.files() {
            let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
            let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            let is_read = match name {
                ".eleventyignore" => folder.is_empty() || folder == input,
                // Turned off, it is not asked.
                ".gitignore" => !has_call(config, "setUseGitIgnore", "false"),
                _ => false,
            };
            if let (true, Ok((text, _))) = (is_read, bundle.text(file)) {
                files.push(File { folder, lines: text.lines().filter_map(line).collect() });
            }
        }
        let calls = config.split("ignores.add(").skip(1);
        let own = calls.flat_map(|call| quoted(call.split(')').next().unwrap_or_default()));
        let own: Vec<(Pattern, bool)> = own.filter_map(|pattern| line(&pattern)).collect();
        files.push(File { folder: String::new(), lines: own });
        Ignored(files)
    }

    /// Whether a file is left out. The last pattern that means it, or a folder above it, counts.
    pub fn holds(&self, path: &str) -> bool {
        self.0.iter().any(|file| {
            let Some(inner) = path.strip_prefix(&file.folder) else { return false };
            let last = file.lines.iter().rev().find(|(pattern, _)| pattern.holds(inner));
            last.is_some_and(|(_, is_left_out)| *is_left_out)
        })
    }
}

/// Whether a program calls a function with a value.
fn has_call(code: &str, name: &str, value: &str) -> bool {
    code.split(name).skip(1).any(|rest| {
        let rest = rest.trim_start().strip_prefix('(').map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(value))
    })
}

/// A line of `.gitignore` (<https://git-scm.com/docs/gitignore>). One without a slash within means
/// what has its name in any folder.
fn line(line: &str) -> Option<(Pattern, bool)> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let (line, is_left_out) = match line.strip_prefix('!') {
        Some(rest) => (rest, false),
        None => (line, true),
    };
    let line = line.trim_start_matches("./").trim_end_matches('/');
    let pattern = match line.strip_prefix('/') {
        Some(rest) => rest.to_string(),
        None if line.contains('/') => line.to_string(),
        None => format!("**/{line}"),
    };
    (!pattern.is_empty()).then(|| (Pattern::new(&pattern, Star::Name), is_left_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_mean_what_git_means() {
        for (lines, path, is_left_out) in [
            ("ig/", "ig/i.md", true),
            ("ig", "a/ig/i.md", true),
            ("/ig", "a/ig/i.md", false),
            ("a/b", "x/a/b/i.md", false),
            ("./a/*.md", "a/i.md", true),
            ("a/*.md", "a/b/i.md", false),
            ("a/**", "a/b/i.md", true),
            ("# ig\n\n*.local.md", "a/i.local.md", true),
            ("*.md\n!i.md", "a/i.md", false),
            ("!i.md\n*.md", "a/i.md", true),
        ] {
            let lines = lines.lines().filter_map(line).collect();
            let ignored = Ignored(vec![File { folder: String::new(), lines }]);
            assert_eq!(ignored.holds(path), is_left_out, "{path}");
        }
        assert!(has_call("c.setUseGitIgnore( false )", "setUseGitIgnore", "false"));
    }
}
