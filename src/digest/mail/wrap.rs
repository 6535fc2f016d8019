//! Lines of a length that is read well, and that mail programs leave alone
//! (<https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1> asks for at most 78).

use icu_properties::CodePointMapData;
use icu_properties::props::{EastAsianWidth, GeneralCategory};

/// How many columns a line has.
const COLUMNS: usize = 72;

/// The text in lines of that length. An address is in one piece. At most one line in a row is
/// empty, and none begins or ends with what nobody sees.
pub fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 32);
    let mut is_after_empty = true;
    for line in text.lines() {
        let line: String = line.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let line = line.trim_end();
        if line.is_empty() {
            if !is_after_empty {
                out.push('\n');
            }
            is_after_empty = true;
            continue;
        }
        is_after_empty = false;
        push(line, &mut out);
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    // What was kept from being wrapped.
    out.replace('\u{a0}', " ")
}

/// A line, as several with what they are set in by.
fn push(line: &str, out: &mut String) {
    let (first, rest) = margins(line);
    let text = &line[first.len()..];
    out.push_str(first);
    let margin = width(first);
    let mut column = margin;
    let mut is_first = true;
    for piece in pieces(text) {
        let bare = piece.trim_end_matches(' ');
        if !is_first && column + width(bare) > COLUMNS {
            let end = out.trim_end_matches(' ').len();
            out.truncate(end);
            out.push('\n');
            out.push_str(&rest);
            column = width(&rest);
        }
        out.push_str(piece);
        column += width(piece);
        is_first = false;
    }
    let end = out.trim_end_matches(' ').len();
    out.truncate(end);
    out.push('\n');
}

/// What the first line is set in by, and the others: marks of lists and quotations.
fn margins(line: &str) -> (&str, String) {
    let text = line.trim_start_matches([' ', '>']);
    let begin = line.len() - text.len();
    let number = text.split_once(". ").map(|(number, _)| number);
    let number = number.filter(|it| it.len() < 4 && it.bytes().all(|byte| byte.is_ascii_digit()));
    let mark = match number {
        Some(number) if !number.is_empty() => number.len() + 2,
        _ if text.starts_with("- ") => 2,
        _ => 0,
    };
    (&line[..begin + mark], format!("{}{}", &line[..begin], " ".repeat(mark)))
}

/// The pieces of a line between which it may be broken: behind a space, and between two
/// characters of scripts that are written without spaces.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, c) in text.char_indices() {
        let may_break = match before {
            Some(' ') => c != ' ',
            Some(before) => is_wide(before) && is_wide(c) && !is_closing(c) && !is_opening(before),
            None => false,
        };
        if may_break {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn is_wide(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    matches!(width, EastAsianWidth::Wide | EastAsianWidth::Fullwidth)
}

fn is_closing(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    matches!(category, GeneralCategory::ClosePunctuation | GeneralCategory::FinalPunctuation)
        || "、。，．！？：；・ー".contains(c)
}

fn is_opening(c: char) -> bool {
    CodePointMapData::<GeneralCategory>::new().get(c) == GeneralCategory::OpenPunctuation
}

/// How many columns a text takes.
fn width(text: &str) -> usize {
    let category = CodePointMapData::<GeneralCategory>::new();
    let of = |c: char| match category.get(c) {
        GeneralCategory::NonspacingMark
        | GeneralCategory::EnclosingMark
        | GeneralCategory::Format => 0,
        _ if is_wide(c) => 2,
        _ => 1,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_no_longer_than_they_may_be() {
        let words = "word ".repeat(40);
        for text in [format!("{words}\n\n\n\n> {words}"), format!("- {words}"), "水".repeat(200)] {
            let wrapped = wrapped(&text);
            assert!(wrapped.lines().all(|line| width(line) <= COLUMNS), "{wrapped}");
            assert!(!wrapped.contains("\n\n\n"), "{wrapped}");
            let bare = |text: &str| text.replace([' ', '\n', '>', '-'], "");
            assert_eq!(bare(&wrapped), bare(&text));
        }
    }

    #[test]
    fn what_follows_is_set_in_like_what_begins() {
        let words = "word ".repeat(15);
        assert_eq!(
            wrapped(&format!("> {words}end")),
            format!("> {}\n> word end\n", "word ".repeat(14).trim_end())
        );
        assert_eq!(
            wrapped(&format!("12. {words}end")),
            format!("12. {}\n    word word end\n", "word ".repeat(13).trim_end())
        );
        let address = format!("https://a.example/{}", "x".repeat(90));
        assert_eq!(wrapped(&format!("[1] {address}")), format!("[1]\n{address}\n"));
    }

    #[test]
    fn no_line_begins_with_a_full_stop() {
        let text = format!("{}。{}", "水".repeat(36), "火".repeat(3));
        let wrapped = wrapped(&text);
        assert!(wrapped.lines().all(|line| !line.starts_with('。')), "{wrapped}");
    }
}
