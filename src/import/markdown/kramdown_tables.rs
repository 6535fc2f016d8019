//! Tables as kramdown has them: without a head, and with more lines between their rows
//! (<https://kramdown.gettalong.org/syntax.html#tables>).

use super::fence::Fence;
use super::rendered::html_of_plain;
use crate::import::model::Dialect;

/// The lines with each table as Dateline has one.
pub fn plain(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut fence = Fence::default();
    let defined = Defined::among(lines);
    let mut at = 0;
    while at < lines.len() {
        let is_start = out.last().is_none_or(|before| before.trim().is_empty());
        if fence.take(&lines[at]) || !is_start || !is_row(&lines[at]) {
            out.push(lines[at].clone());
            at += 1;
            continue;
        }
        let rest = &lines[at..];
        let end = at + rest.iter().position(|line| !is_row(line)).unwrap_or(rest.len());
        out.extend(table(&lines[at..end], &defined));
        at = end;
    }
    out
}

/// Whether a line is one of a table with marks at the start of its lines.
fn is_row(line: &str) -> bool {
    line.trim_start().starts_with('|') && !line.starts_with("    ")
}

/// Whether a line only parts rows: `|---|`, `|===`.
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    bare.contains(['-', '=']) && bare.chars().all(|c| "|-=+: \t".contains(c))
}

/// The lines that say where links by name lead, `[name]: /address/`, by these names.
struct Defined<'a>(Vec<(String, &'a str)>);

impl<'a> Defined<'a> {
    fn among(lines: &'a [String]) -> Self {
        let of = |line: &'a String| {
            let (name, _) = line.strip_prefix('[')?.split_once("]:")?;
            (!name.starts_with('^')).then(|| (format!("[{}]", name.to_lowercase()), &**line))
        };
        Defined(lines.iter().filter_map(of).collect())
    }

    /// A cell with those that it names: it is read by itself.
    fn with(&self, cell: &str) -> String {
        if !cell.contains('[') {
            return cell.to_string();
        }
        let lower = cell.to_lowercase();
        let named = self.0.iter().filter(|(name, _)| lower.contains(name.as_str()));
        named.fold(cell.to_string(), |cell, (_, line)| format!("{cell}\n\n{line}"))
    }
}

fn table(lines: &[String], defined: &Defined<'_>) -> Vec<String> {
    let head = lines.iter().position(|line| is_rule(line));
    let rows = || lines.iter().filter(|line| !is_rule(line));
    match head {
        // One row above the first line is the head of Dateline's tables too.
        Some(1) if rows().count() > 1 || lines.len() == 2 => {
            let mut table = vec![lines[0].clone(), lines[1].replace(['=', '+'], "-")];
            table.extend(lines[2..].iter().filter(|line| !is_rule(line)).cloned());
            table
        }
        _ => {
            let mut table = vec!["<table>".to_string(), "<tbody>".into()];
            table.extend(rows().map(|row| {
                let cells = cells(row).into_iter();
                let html = |cell: String| html_of_plain(&defined.with(&cell), Dialect::Kramdown);
                let cells = cells.map(|cell| format!("<td>{}</td>", html(cell)));
                format!("<tr>{}</tr>", cells.collect::<String>())
            }));
            table.extend(["</tbody>".to_string(), "</table>".into(), String::new()]);
            table
        }
    }
}

/// The cells of a row, whose marks are in no code and behind no backslash.
fn cells(row: &str) -> Vec<String> {
    let bare = row.trim();
    let bare = bare.strip_prefix('|').unwrap_or(bare);
    let mut cells = vec![String::new()];
    let (mut is_escaped, mut in_code) = (false, false);
    for c in bare.chars() {
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
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
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
