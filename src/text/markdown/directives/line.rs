//! One line of colons, as it is written.

use std::ops::Range;

use crate::embeds::Embed;

/// A line that begins with colons and has the form of the beginning or end of a block. Ranges
/// are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// `:::`
    End {
        /// How many colons it has.
        colons: usize,
    },
    /// `:::name[label]{attributes}`
    Begin(Begin),
    /// The address of something that is shown, and what it is called.
    Embed(Embed, Option<String>),
}

/// The beginning of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// How many colons it has.
    pub colons: usize,
    /// The name of the block.
    pub name: Range<usize>,
    /// What is in brackets.
    pub label: Option<Range<usize>>,
    /// What is in braces.
    pub attributes: Option<Range<usize>>,
    /// What stands behind all that, and has no place there.
    pub rest: Range<usize>,
}

/// What a line is, if it begins with two colons at least.
pub fn read(line: &str) -> Option<Line> {
    let line = line.trim_end();
    let colons = line.bytes().take_while(|byte| *byte == b':').count();
    if colons < 2 {
        return None;
    }
    if colons == line.len() {
        return (colons > 2).then_some(Line::End { colons });
    }
    let start = behind_spaces(line, colons);
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let length = line[start..].find(|c| !is_of_name(c)).unwrap_or(line.len() - start);
    if length == 0 || !line[start..].starts_with(char::is_alphabetic) {
        return None;
    }
    let name = start..start + length;
    let mut at = behind_spaces(line, name.end);
    let label = bracketed(line, at);
    if let Some(label) = &label {
        at = behind_spaces(line, label.end + 1);
    }
    let is_braced = line[at..].starts_with('{') && line.ends_with('}') && line.len() > at + 1;
    let attributes = is_braced.then(|| at + 1..line.len() - 1);
    let rest = if is_braced { line.len()..line.len() } else { at..line.len() };
    Some(Line::Begin(Begin { colons, name, label, attributes, rest }))
}

fn behind_spaces(line: &str, at: usize) -> usize {
    line.len() - line[at..].trim_start().len()
}

/// What stands in the brackets at `at`, which may have others in them.
fn bracketed(line: &str, at: usize) -> Option<Range<usize>> {
    if !line[at..].starts_with('[') {
        return None;
    }
    let (mut depth, mut is_escaped) = (0usize, false);
    for (offset, c) in line[at..].char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' if depth == 1 => return Some(at + 1..at + offset),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a line in one.
    fn told(line: &str) -> Option<String> {
        Some(match read(line)? {
            Line::End { colons } => format!("end {colons}"),
            Line::Embed(embed, _) => embed.provider,
            Line::Begin(Begin { colons, name, label, attributes, rest }) => {
                let part = |range: Option<Range<usize>>| range.map(|range| &line[range]);
                let (label, attributes) = (part(label), part(attributes));
                format!("{colons} {} {label:?} {attributes:?} {:?}", &line[name], &line[rest])
            }
        })
    }

    #[test]
    fn lines_of_colons_are_taken_apart() {
        for (line, expected) in [
            (":::", Some("end 3")),
            ("::::: \r\n", Some("end 5")),
            ("::", None),
            (": a", None),
            (":::a", Some("3 a None None \"\"")),
            ("::: a\n", Some("3 a None None \"\"")),
            (":::\u{a0}a\n", Some("3 a None None \"\"")),
            (
                ":::fact-box[A [b] \\] c]{d=\"e\"}",
                Some("3 fact-box Some(\"A [b] \\\\] c\") Some(\"d=\\\"e\\\"\") \"\""),
            ),
            ("::story[a.md]", Some("2 story Some(\"a.md\") None \"\"")),
            ("::: a [b] {c=d}", Some("3 a Some(\"b\") Some(\"c=d\") \"\"")),
            (":::a b", Some("3 a None None \"b\"")),
            (":::a[b", Some("3 a None None \"[b\"")),
            (":::a{b=c", Some("3 a None None \"{b=c\"")),
            (":::a{", Some("3 a None None \"{\"")),
            (":::a{}", Some("3 a None Some(\"\") \"\"")),
            (":::цитата", Some("3 цитата None None \"\"")),
            (":::-", None),
            ("::: 5 votes", None),
            (":::)", None),
        ] {
            assert_eq!(told(line).as_deref(), expected, "{line}");
        }
    }
}
