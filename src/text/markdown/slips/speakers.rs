//! Names in brackets that begin an answer, and that Markdown takes for where links lead.

use pulldown_cmark::{Event, Tag};

use super::{Events, Fault, short, slip};

/// `[Anna]: Yes`, as interviews have it: of one word behind the colon Markdown makes the address of
/// other links, and readers see nothing of it. What is an address is meant as one, and `[//]: #` as a
/// note for those who write.
pub(super) fn find(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    const MOST: usize = 20;
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_end())
    });
    let spoken = lines.filter_map(|(at, line)| {
        let (name, words) = line.trim_start_matches(' ').strip_prefix('[')?.split_once("]:")?;
        let (word, behind) =
            words.trim().split_once(char::is_whitespace).unwrap_or((words.trim(), ""));
        let is_name = !name.starts_with('^') && !name.contains(['[', ']', '\\']);
        let is_all = behind.is_empty() || behind.trim().starts_with(['"', '\'', '(']);
        (is_name && is_all && is_word(word)).then_some((at, line, name, words.trim(), word))
    });
    for (at, line, name, words, word) in spoken.take(MOST) {
        let at = at + line.len() - line.trim_start_matches(' ').len();
        let is_meant = events.iter().any(|(event, range)| match event {
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                range.contains(&at)
            }
            // The next answer would be a link to the first one.
            Event::Start(Tag::Link { dest_url, .. }) => {
                **dest_url == *word && !text[range.end..].starts_with(':')
            }
            _ => false,
        });
        if !is_meant {
            let line = line.trim_start_matches(' ');
            let message = format!("readers do not see `{}`: it says where links lead", short(line));
            let hint = format!(
                "write `**{0}:** {1}`, or with the brackets `\\[{0}]: {1}`",
                short(name),
                short(words)
            );
            slips.push(slip(at..at + line.len(), message, hint));
        }
    }
}

/// Whether a text is one word, perhaps with what ends a sentence, and so no address.
fn is_word(text: &str) -> bool {
    const ENDS: [char; 12] = ['.', ',', '!', '?', '…', ';', ':', '。', '？', '！', '؟', '։'];
    let word = text.trim_end_matches(ENDS).trim_matches(['"', '“', '”', '„', '«', '»', '‘', '’']);
    !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
}
