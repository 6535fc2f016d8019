//! What GitHub takes, how its workflows name what they use, and sizes as people read them.

/// GitHub refuses a file that is larger
/// (<https://docs.github.com/en/repositories/working-with-files/managing-large-files/about-large-files-on-github>).
pub const MOST_BYTES_OF_A_FILE: u64 = 100 * 1024 * 1024;

/// GitHub Pages publishes no site that is larger
/// (<https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>).
pub const MOST_BYTES_OF_A_SITE: u64 = 1_000_000_000;

/// `179.0 MB`, `3.2 kB`, `17 bytes`.
pub fn told_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// An action, as a workflow names it: `OWNER/REPOSITORY@REF`, where `REF` is a tag, a branch or a
/// commit (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action(String);

impl Action {
    /// Reads one; the address of a repository on GitHub is taken for it, too.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let name = text.strip_prefix("https://github.com/").unwrap_or(text);
        let Some((repository, reference)) = name.split_once('@') else {
            let repository = name.trim_end_matches('/').trim_end_matches(".git");
            return Err(match is_repository(repository) {
                true => format!(
                    "it says no version; write `{repository}@main`, or a tag or a commit for `main`"
                ),
                false => FORM.into(),
            });
        };
        let repository = repository.trim_end_matches('/').trim_end_matches(".git");
        match is_repository(repository) && is_reference(reference) {
            true => Ok(Action(format!("{repository}@{reference}"))),
            false => Err(FORM.into()),
        }
    }

    /// `OWNER/REPOSITORY@REF`
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const FORM: &str =
    "this is no repository on GitHub with a version; write one such as `anna/dateline@main`";

fn is_repository(name: &str) -> bool {
    let is_of_owner = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let is_of_name = |c: char| is_of_owner(c) || c == '_' || c == '.';
    name.split_once('/').is_some_and(|(owner, name)| {
        let is_owner = !owner.is_empty() && owner.chars().all(is_of_owner);
        is_owner && !name.trim_matches('.').is_empty() && name.chars().all(is_of_name)
    })
}

/// Of the names that git takes, those that stand in a workflow as they are.
fn is_reference(name: &str) -> bool {
    let is_of_part = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let is_part = |part: &str| {
        !part.is_empty() && !part.starts_with(['.', '-']) && part.chars().all(is_of_part)
    };
    name.split('/').all(is_part) && !name.contains("..") && !name.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_a_repository_and_a_version() {
        for (text, action) in [
            ("anna/dateline@main", "anna/dateline@main"),
            ("anna/dateline@v0.1.0", "anna/dateline@v0.1.0"),
            ("anna-v/date.line_2@feature/x+1", "anna-v/date.line_2@feature/x+1"),
            ("https://github.com/anna/dateline.git@main", "anna/dateline@main"),
            ("https://github.com/anna/dateline/@main", "anna/dateline@main"),
        ] {
            assert_eq!(Action::parse(text).as_ref().map(Action::as_str), Ok(action), "{text}");
        }
        let no_version =
            "it says no version; write `anna/dateline@main`, or a tag or a commit for `main`";
        for text in ["anna/dateline", "https://github.com/anna/dateline.git"] {
            assert_eq!(Action::parse(text), Err(no_version.into()), "{text}");
        }
        for text in [
            "",
            "dateline",
            "dateline@main",
            "anna/@main",
            "anna/..@main",
            "anna/dateline@",
            "anna/dateline@a b",
            "anna/dateline@a: b",
            "anna/dateline@-x",
            "anna/dateline@a..b",
            "anna/dateline@a//b",
            "anna/dateline@main #x",
            "anna/dateline/action@main",
            "https://gitlab.com/anna/dateline@main",
            "ann\u{e4}/dateline@main",
        ] {
            assert_eq!(Action::parse(text), Err(FORM.into()), "{text}");
        }
    }

    #[test]
    fn sizes_are_told_in_a_unit_of_their_own() {
        let told = [999, 1_000, 92_960, 1_000_000, 178_960_000].map(told_size);
        assert_eq!(told, ["999 bytes", "1.0 kB", "93.0 kB", "1.0 MB", "179.0 MB"]);
    }
}
