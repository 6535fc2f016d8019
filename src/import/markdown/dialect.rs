//! Dialects of Markdown as Dateline's: what each writes otherwise.

use std::collections::HashMap;

use super::{goldmark, kramdown};
use crate::import::letters::{is_digit, is_mark};
use crate::import::model::Dialect;

/// Whether a bare address becomes a link.
pub fn links_addresses(dialect: Dialect) -> bool {
    matches!(dialect, Dialect::Goldmark)
}

/// The ids that a generator gives the headings of one text.
pub struct HeadingIds {
    dialect: Dialect,
    taken: HashMap<String, usize>,
}

impl HeadingIds {
    /// Of a text in this dialect.
    pub fn of(dialect: Dialect) -> Self {
        HeadingIds { dialect, taken: HashMap::new() }
    }

    /// The id of the next heading, which has these words; none if it gets none.
    pub fn next(&mut self, words: &str, own: Option<&str>) -> Option<String> {
        if let Some(own) = own {
            *self.taken.entry(own.into()).or_default() += 1;
            return Some(own.into());
        }
        let id = match self.dialect {
            // Kramdown::Parser::GFM, `generate_gfm_header_id`.
            Dialect::Kramdown => {
                let lower = words.to_lowercase();
                let kept = lower.chars().filter(|c| {
                    c.is_alphanumeric() || is_mark(*c) || matches!(c, '_' | '-' | ' ' | '\t')
                });
                kept.map(|c| if c == ' ' || c == '\t' { '-' } else { c }).collect::<String>()
            }
            // `autoHeadingIDType: github`.
            Dialect::Goldmark => {
                let lower = words.trim().to_lowercase();
                // Go's letters and decimal digits: no marks, and no fractions.
                let is_kept = |c: &char| {
                    c.is_alphabetic() && !is_mark(*c)
                        || is_digit(*c)
                        || matches!(c, '_' | '-' | ' ')
                };
                let kept = lower.chars().filter(is_kept);
                kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>()
            }
            Dialect::Zola => slug::slugify(words),
            Dialect::MarkdownIt => return None,
        };
        let id =
            if id.is_empty() && self.dialect == Dialect::Goldmark { "heading".into() } else { id };
        let id = if id.is_empty() { "section".to_string() } else { id };
        let count = self.taken.entry(id.clone()).or_default();
        *count += 1;
        Some(if *count == 1 { id } else { format!("{id}-{}", *count - 1) })
    }
}

/// The text without what only its dialect knows.
pub fn plain(text: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Kramdown => kramdown::plain(text),
        Dialect::Goldmark => goldmark::plain(text),
        Dialect::Zola | Dialect::MarkdownIt => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_the_ids_of_their_generator() {
        for (dialect, words, ids) in [
            (Dialect::Kramdown, ["What’s new?", "A & B", "A & B"], ["whats-new", "a--b", "a--b-1"]),
            (Dialect::Goldmark, ["What’s new?", "A_b c", "Ծ ա"], ["whats-new", "a_b-c", "ծ-ա"]),
            (Dialect::Zola, ["What is new?", "A & B", "A & B"], ["what-is-new", "a-b", "a-b-1"]),
        ] {
            let mut given = HeadingIds::of(dialect);
            let given = words.map(|words| given.next(words, None).unwrap());
            assert_eq!(given, ids, "{dialect:?}");
        }
    }
}
