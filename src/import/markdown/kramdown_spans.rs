//! Marks within a line that only kramdown knows
//! (<https://kramdown.gettalong.org/syntax.html#span-level-elements>).

use std::ops::Range;

use super::attribute_lists::Named;
use super::hiding::Hides;
use crate::html::escaped;

/// The line without `{:target="_blank"}` behind what it is about; a title becomes that of the link,
/// and what hides it a mark.
pub fn without_attributes(line: &str, named: &Named<'_>) -> String {
    if !line.contains("{:") {
        return line.to_string();
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("{:") {
        let is_behind = rest[..at].ends_with([')', '*', '_', '`', ']', '>', '!']);
        match rest[at..].find('}') {
            Some(end) if is_behind => {
                out.push_str(&rest[..at]);
                let is_in_code = out.matches('`').count() % 2 == 1;
                if !is_in_code && named.hide(&rest[at..=at + end]) {
                    out.push_str(&Hides::Before.inline());
                }
                if let (Some(title), true) = (title(&rest[at..at + end]), out.ends_with(')')) {
                    out.pop();
                    out.push_str(&format!(" \"{title}\")"));
                }
                rest = &rest[at + end + 1..];
            }
            _ => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The title in the attributes behind a link.
fn title(attributes: &str) -> Option<String> {
    let (_, rest) = attributes.split_once("title=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (title, _) = rest[1..].split_once(quote)?;
    Some(title.replace('"', "&quot;"))
}

/// The line with its signs in pairs of arrows as quotation marks, and with its breaks as Dateline
/// has them.
pub fn with_signs(line: &str) -> String {
    let start = line.len() - line.trim_start_matches(['>', ' ']).len();
    let (quotes, words) = line.split_at(start);
    let words = match words.contains("<<") || words.contains(">>") {
        true => outside_code(words, &with_guillemets),
        false => words.to_string(),
    };
    match words.strip_suffix("\\\\") {
        Some(before) if !before.is_empty() && !before.ends_with('\\') => {
            format!("{quotes}{before}\\")
        }
        _ => format!("{quotes}{words}"),
    }
}

/// `<<no>>` as «no». Behind a backslash the signs are themselves.
fn with_guillemets(words: &str) -> String {
    const ONE: &str = "\u{1}";
    const OTHER: &str = "\u{2}";
    words
        .replace("\\<<", ONE)
        .replace("\\>>", OTHER)
        .replace("<< ", "«\u{a0}")
        .replace(" >>", "\u{a0}»")
        .replace("<<", "«")
        .replace(">>", "»")
        .replace(ONE, "&lt;&lt;")
        .replace(OTHER, "&gt;&gt;")
}

/// The words of a line changed, but not its code.
pub fn outside_code(line: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let ticks = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let mark = &rest[at..at + ticks];
        let inside = &rest[at + ticks..];
        let Some(end) = inside.find(mark) else { break };
        out.push_str(&change(&rest[..at]));
        let end = at + ticks + end + ticks;
        out.push_str(&rest[at..end]);
        rest = &rest[end..];
    }
    out + &change(rest)
}

/// An explanation of a short form: `*[EU]: European Union`.
pub fn explanation(line: &str) -> Option<(String, String)> {
    let (short, long) = line.strip_prefix("*[")?.split_once("]:")?;
    (!short.is_empty()).then(|| (short.to_string(), long.trim().to_string()))
}

/// The line with its short forms explained, where they are words and in no tag or address.
pub fn explained(line: &str, explanations: &[(String, String)]) -> String {
    let is_plain = |(short, _): &&(String, String)| line.contains(short.as_str());
    let mut line = line.to_string();
    for (short, long) in explanations.iter().filter(is_plain) {
        line = outside_code(&line, &|words| explained_once(words, short, long));
    }
    line
}

/// Where something is open in a text: a tag, or an address.
pub struct Opened(Vec<Vec<Range<usize>>>);

impl Opened {
    /// From each of these to what closes it, or to the end.
    pub fn in_words(words: &str, marks: &[(&str, char)]) -> Self {
        let of_mark = |(open, close): &(&str, char)| {
            let mut found = Vec::new();
            let mut at = 0;
            while let Some(start) = words[at..].find(open).map(|start| at + start + open.len()) {
                let end = words[start..].find(*close).map_or(words.len(), |end| start + end);
                found.push(start..end + 1);
                at = end;
            }
            found
        };
        Opened(marks.iter().map(of_mark).collect())
    }

    /// Whether a place is in one of them.
    pub fn have(&self, place: usize) -> bool {
        self.0.iter().any(|of_mark| {
            let behind = of_mark.partition_point(|range| range.end <= place);
            of_mark.get(behind).is_some_and(|range| range.start <= place)
        })
    }
}

fn explained_once(words: &str, short: &str, long: &str) -> String {
    let opened = Opened::in_words(words, &[("<", '>'), ("](", ')'), ("<abbr", '/')]);
    let mut out = String::new();
    let mut at = 0;
    for (found, _) in words.match_indices(short) {
        let (before, behind) = (&words[..found], &words[found + short.len()..]);
        let is_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_word = !is_of_word(before.chars().next_back()) && !is_of_word(behind.chars().next());
        if found < at || !is_word || opened.have(found) {
            continue;
        }
        out.push_str(&words[at..found]);
        match long.is_empty() {
            true => out.push_str(short),
            false => out.push_str(&format!("<abbr title=\"{}\">{short}</abbr>", escaped(long))),
        }
        at = found + short.len();
    }
    out + &words[at..]
}
