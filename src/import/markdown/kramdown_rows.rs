//! The lines of kramdown's tables.

/// Whether a line may be one of a table: there is a bar in it that is not behind a backslash.
pub fn has_bar(line: &str) -> bool {
    let mut before = ' ';
    line.chars().any(|c| {
        c == '|' && std::mem::replace(&mut before, c) != '\\' || {
            before = c;
            false
        }
    })
}

/// Whether a line begins an item of a list.
pub fn begins_item(bare: &str) -> bool {
    bare.starts_with(['*', '-', '+']) && bare[1..].starts_with(' ')
        || bare.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ")
}

/// Whether a line only parts rows: `|---|`, `|===`.
pub fn parts_rows(line: &str, sign: char) -> bool {
    line.contains(sign)
        && line.chars().all(|c| c == sign || matches!(c, '|' | '+' | ':' | ' ' | '\t'))
}

/// The cells of a row, whose bars are in no code and behind no backslash. In a table that begins with
/// a bar, the first bar of a row begins it.
pub fn cells(row: &str, begins_with_bar: bool) -> Vec<String> {
    let mut cells = vec![String::new()];
    let (mut is_escaped, mut in_code) = (false, false);
    for c in row.trim().chars() {
        let Some(cell) = cells.last_mut() else { break };
        match c {
            '|' if is_escaped => {
                cell.pop();
                cell.push(c);
            }
            '|' if !in_code => {
                cells.push(String::new());
                continue;
            }
            c => cell.push(c),
        }
        in_code ^= c == '`';
        is_escaped = c == '\\' && !is_escaped;
    }
    let is_blank = |cell: Option<&String>| cell.is_some_and(|cell| cell.trim().is_empty());
    if begins_with_bar && is_blank(cells.first()) {
        cells.remove(0);
    }
    if is_blank(cells.last()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_string()).collect()
}

/// A row of a table in which what is in code ends no cell, as in kramdown.
pub fn with_marked_pipes(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let ticks = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let inside = &rest[at + ticks..];
        let mark = &rest[at..at + ticks];
        let mut ends = inside.match_indices(mark).map(|(end, _)| end);
        let end = ends
            .find(|end| !inside[end + ticks..].starts_with('`') && !inside[..*end].ends_with('`'));
        let Some(end) = end else { break };
        out.push_str(&rest[..at + ticks]);
        let code = inside[..end].replace("\\|", "|").replace('|', "\\|");
        out.push_str(&code);
        out.push_str(mark);
        rest = &inside[end + ticks..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_cells() {
        for (row, begins_with_bar, expected) in [
            ("| a | b |", true, &["a", "b"][..]),
            ("| a | b", true, &["a", "b"]),
            ("a | b", true, &["a", "b"]),
            ("| a | b |", false, &["", "a", "b"]),
            ("a || b", false, &["a", "", "b"]),
            ("| a \\| x | `b|c` |", true, &["a | x", "`b|c`"]),
            ("|", true, &[]),
        ] {
            assert_eq!(cells(row, begins_with_bar), expected, "{row}");
        }
        for (line, has) in [("a | b", true), ("|", true), ("a \\| b", false), ("a", false)] {
            assert_eq!(has_bar(line), has, "{line}");
        }
        for (line, sign, is) in [
            ("|---|:-:|", '-', true),
            ("|=+=", '=', true),
            ("| - a", '-', false),
            ("|===|", '-', false),
            ("|  |", '-', false),
        ] {
            assert_eq!(parts_rows(line, sign), is, "{line}");
        }
    }
}
