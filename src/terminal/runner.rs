//! The words by which lines of output steer what runs a workflow.
//!
//! GitHub's runner looks for `##[` anywhere in a line, and for `::` at its beginning,
//! after white space
//! (<https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs>);
//! Azure's for `##vso[`
//! (<https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands>), and
//! TeamCity for `##teamcity[`
//! (<https://www.jetbrains.com/help/teamcity/service-messages.html>). The marks of
//! GitLab's sections need control characters, which nothing that is said has.
//!
//! GitHub's compares as .NET does for people: what has no weight of its own in an
//! alphabet, such as a soft hyphen, may stand between the signs. So everything
//! outside of ASCII is taken for that.

/// The text with a backslash in each such word, which then is none.
pub fn without_commands(text: &str) -> String {
    broken(text, "\\[")
}

/// JSON that says the same without such a word: brackets after `##` stand in its
/// strings alone, where they may be written by their number.
pub fn json_without_commands(json: &str) -> String {
    broken(json, "\\u005b")
}

fn broken(text: &str, bracket: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    let mut before = Prefix::default();
    // Where the colon is that may begin a word, with what else may stand at the
    // beginning of a line.
    let mut colon = None;
    let mut is_start = true;
    for c in text.chars() {
        match c {
            '[' if before.is_command() => broken.push_str(bracket),
            ':' if is_start => match colon {
                None => {
                    colon = Some(broken.len());
                    broken.push(c);
                }
                Some(at) => {
                    broken.push(c);
                    broken.insert(at, '\\');
                    is_start = false;
                }
            },
            _ => broken.push(c),
        }
        match c {
            '\n' | '\r' => (is_start, colon) = (true, None),
            ' ' => is_start &= colon.is_none(),
            '!'..='~' => is_start &= c == ':',
            _ => {}
        }
        before.see(c);
    }
    broken
}

/// What of a word that ends in a bracket came before.
#[derive(Default)]
struct Prefix {
    hashes: usize,
    has_name: bool,
}

impl Prefix {
    fn is_command(&self) -> bool {
        self.hashes >= 2
    }

    fn see(&mut self, c: char) {
        match c {
            '#' if self.has_name => *self = Prefix { hashes: 1, has_name: false },
            '#' => self.hashes += 1,
            'a'..='z' | 'A'..='Z' if self.is_command() => self.has_name = true,
            ' '..='~' | '\n' | '\r' => *self = Prefix::default(),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_word_of_a_runner_is_left() {
        let pairs = [
            ("Talks ##[error]resume", "Talks ##\\[error]resume"),
            ("###[group]", "###\\[group]"),
            ("##[a]##[b]", "##\\[a]##\\[b]"),
            ("##vso[task.setvariable variable=x]y", "##vso\\[task.setvariable variable=x]y"),
            ("##teamcity[buildStop]", "##teamcity\\[buildStop]"),
            ("##team##[error]", "##team##\\[error]"),
            ("#\u{ad}#\u{200b}[error]", "#\u{ad}#\u{200b}\\[error]"),
            ("##\u{301}[error]", "##\u{301}\\[error]"),
            ("##\u{1b}[error]", "##\u{1b}\\[error]"),
            ("::error::x", "\\::error::x"),
            (" \t\u{a0}\u{3000}::error::x", " \t\u{a0}\u{3000}\\::error::x"),
            ("\u{ad}:\u{ad}:error::x", "\u{ad}\\:\u{ad}:error::x"),
            ("a\n::error::x\n  ::b::", "a\n\\::error::x\n  \\::b::"),
            ("a\r::error::x", "a\r\\::error::x"),
            (":\n::x", ":\n\\::x"),
            (":::x", "\\:::x"),
        ];
        for (text, safe) in pairs {
            assert_eq!(without_commands(text), safe);
            assert_eq!(without_commands(safe), safe, "it stays so");
        }
    }

    #[test]
    fn what_is_no_word_of_a_runner_stays() {
        for text in [
            "",
            "## A heading",
            "# [link](x) #[x] ## [x] [##]",
            "a::b ::c",
            ": :x",
            ":a:b",
            "error: `a` [b]",
            "\u{1b}[1m##\u{1b}",
            "Ջուր",
        ] {
            assert_eq!(without_commands(text), text);
        }
    }

    proptest! {
        /// By the rule as GitHub and the others have it, in words of its own.
        #[test]
        fn nothing_is_left_of_any_text(text in "[#\\[:vsoé\u{ad} \n]{0,40}") {
            let safe = without_commands(&text);
            for line in safe.lines() {
                let seen: String = line.chars().filter(char::is_ascii).collect();
                prop_assert!(!seen.trim_start().starts_with("::"), "{safe:?}");
                for word in ["##[", "##vso["] {
                    prop_assert!(!seen.contains(word), "{safe:?}");
                }
            }
            prop_assert_eq!(safe.replace('\\', ""), text);
        }

        #[test]
        fn json_says_the_same(text in "[#\\[:\"\\\\vé\u{ad}\n]{0,40}") {
            let json = serde_json::to_string(&[[&text]]).unwrap();
            let safe = json_without_commands(&json);
            prop_assert!(!safe.contains("##["), "{safe}");
            let [[read]]: [[String; 1]; 1] = serde_json::from_str(&safe).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
