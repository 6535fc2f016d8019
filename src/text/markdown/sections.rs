//! Where the sections of a text begin: its headings of the second level that stand in nothing else.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{options, too_deep};

/// A heading of the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHeading {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its words, without markup.
    pub words: String,
    /// Whether it stands in nothing else, such as a quote or a list.
    pub is_top: bool,
}

/// All headings of the second level, in order.
pub fn section_headings(text: &str) -> Vec<SectionHeading> {
    let mut found: Vec<SectionHeading> = Vec::new();
    if too_deep(text).is_some() {
        return found;
    }
    let (mut depth, mut is_inside) = (0usize, false);
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                let is_top = depth == 0;
                found.push(SectionHeading { range, words: String::new(), is_top });
                (depth, is_inside) = (depth + 1, true);
            }
            Event::Start(_) => depth += 1,
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                is_inside &= !matches!(end, TagEnd::Heading(_));
            }
            Event::Text(words) | Event::Code(words) if is_inside => {
                if let Some(heading) = found.last_mut() {
                    heading.words.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}
