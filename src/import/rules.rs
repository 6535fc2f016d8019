//! `import.yaml`: what the tags of a site become that nobody else knows, and which of its
//! categories are which section.

use crate::diagnostic::Diagnostic;
use crate::import::facts::{self, Facts};

/// The name of the file.
pub const FILE: &str = "import.yaml";

/// What the user has said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// What each tag or shortcode becomes: a text with `{name}`, `{0}` and `{inner}` in it.
    shortcodes: Vec<(String, String)>,
    /// Categories, and the id of the section that each is.
    sections: Vec<(String, String)>,
}

impl Rules {
    /// Reads the file.
    ///
    /// # Errors
    /// It is no YAML, or says what nobody understands.
    pub fn parse(text: &str, file: &str) -> Result<Self, Diagnostic> {
        let wrong = |message: String| Diagnostic::error(message).in_file(file);
        let facts = facts::of_yaml(text).map_err(|fault| wrong(fault).hint(FORM))?;
        if let Some((name, _)) = facts.others(&["shortcodes", "sections"]).first() {
            return Err(wrong(format!("`{name}` is no rule")).hint(FORM));
        }
        let pairs = |facts: Facts| -> Vec<(String, String)> {
            let text = |value: &_| facts::scalar(value).unwrap_or_default();
            facts.0.iter().map(|(name, value)| (name.clone(), text(value))).collect()
        };
        Ok(Rules {
            shortcodes: pairs(facts.map("shortcodes")),
            sections: pairs(facts.map("sections")),
        })
    }

    /// What a tag with these arguments becomes; none if no rule is for it.
    pub fn shortcode(
        &self,
        name: &str,
        arguments: &[(Option<String>, String)],
        inner: Option<&str>,
    ) -> Option<String> {
        let (_, rule) = self.shortcodes.iter().find(|(of, _)| of == name)?;
        let mut text = String::new();
        let mut rest = rule.as_str();
        while let Some(open) = rest.find('{') {
            let Some(length) = rest[open..].find('}') else { break };
            text.push_str(&rest[..open]);
            let wanted = &rest[open + 1..open + length];
            let mut unnamed = arguments.iter().filter(|(name, _)| name.is_none());
            let given = match wanted {
                "inner" => inner.map(|inner| inner.trim().to_string()),
                _ => match wanted.parse::<usize>() {
                    Ok(at) => unnamed.nth(at).map(|(_, value)| value.clone()),
                    Err(_) => arguments
                        .iter()
                        .find(|(name, _)| name.as_deref() == Some(wanted))
                        .map(|(_, value)| value.clone()),
                },
            };
            text.push_str(&given.unwrap_or_default());
            rest = &rest[open + length + 1..];
        }
        Some(text + rest)
    }

    /// The section that a category is, if it was said.
    pub fn section(&self, category: &str) -> Option<&str> {
        let found = self.sections.iter().find(|(of, _)| of.eq_ignore_ascii_case(category));
        found.map(|(_, section)| section.as_str())
    }
}

const FORM: &str = "write `shortcodes:` and below it lines such as `  pullquote: \"> {inner}\"`, and \
                    `sections:` with lines such as `  World news: world`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_and_filled() {
        let text = "shortcodes:\n  quote: \"> {inner} ({by})\"\n  video: \"<{0}>\"\n  ad: \"\"\nsections:\n  World news: world\n";
        let rules = Rules::parse(text, FILE).unwrap();
        let by = [(Some("by".to_string()), "Anna".to_string())];
        let first = [(None, "https://a.example/".to_string())];
        assert_eq!(rules.shortcode("quote", &by, Some(" a ")).unwrap(), "> a (Anna)");
        assert_eq!(rules.shortcode("video", &first, None).unwrap(), "<https://a.example/>");
        assert_eq!(rules.shortcode("ad", &[], None).unwrap(), "");
        assert_eq!(rules.shortcode("other", &[], None), None);
        assert_eq!(rules.section("world news"), Some("world"));
        let wrong = Rules::parse("shortcode: {}\n", FILE).unwrap_err();
        assert_eq!(wrong.message, "`shortcode` is no rule");
    }
}
