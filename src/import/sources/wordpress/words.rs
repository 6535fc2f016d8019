//! The words of a text: as WordPress shows them, and what of them stands for a title or a summary.

use super::autop::{autop, embedded};
use crate::import::markdown::{hidden, short};

/// A post without a title is known by its first words.
pub fn fallback_title(html: &str, id: &str) -> String {
    let words = hidden::words(html);
    let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).take(8).collect();
    if words.is_empty() { format!("Post {id}") } else { words.join(" ") }
}

/// The HTML of a text, as WordPress shows it.
pub fn body(content: &str) -> String {
    let content = content.replace("<!--more-->", "").replace("<!--nextpage-->", "\n\n");
    match content.contains("<!-- wp:") {
        true => embedded(&content),
        false => autop(&content),
    }
}

/// The words before `<!--more-->`, if they are few enough for a summary.
pub fn before_more(content: &str) -> Option<String> {
    let (before, _) = content.split_once("<!--more")?;
    short(before).filter(|words| !words.contains('['))
}
