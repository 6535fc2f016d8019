//! Tables as kramdown has them: without bars around their rows, without a head or with a long one,
//! and with more lines between their rows (<https://kramdown.gettalong.org/syntax.html#tables>).

use super::fence::Fence;
use super::hiding::ATTRIBUTE;
use super::kramdown_rows::{begins_item, cells, has_bar, parts_rows, with_marked_pipes};
use super::rendered::html_of_plain;
use crate::import::model::Dialect;

/// The lines with each table as Dateline has one.
pub fn plain(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    let mut fence = Fence::default();
    let defined = Defined::among(lines);
    let mut at = 0;
    while at < lines.len() {
        let (before, first) = apart(&lines[at]);
        let is_start = out.last().is_none_or(|line| apart(line).1.trim().is_empty());
        if fence.take(&lines[at]) || !is_possible(before) || !has_bar(first) || is_other(first) {
            out.push(lines[at].clone());
            at += 1;
            continue;
        }
        let rest = lines[at..].iter().map(|line| apart(line));
        let rows: Vec<&str> = rest
            .take_while(|(of_line, line)| *of_line == before && has_bar(line))
            .map(|(_, line)| line)
            .collect();
        let end = at + rows.len();
        // All of it is a table, or nothing is.
        let is_end = lines.get(end).is_none_or(|line| {
            let line = apart(line).1;
            line.trim().is_empty() || line.starts_with("<div ") && line.contains(ATTRIBUTE)
        });
        match Table::of(&rows).filter(|_| is_start && is_end) {
            Some(table) => {
                let written = table.written(&defined).into_iter();
                out.extend(written.map(|line| format!("{before}{line}").trim_end().to_string()));
            }
            None => out.extend(rows.iter().map(|row| format!("{before}{}", as_words(row)))),
        }
        at = end;
    }
    out
}

/// What stands before a line as space and marks of quotations, and the line.
fn apart(line: &str) -> (&str, &str) {
    line.split_at(line.len() - line.trim_start_matches(['>', ' ', '\t']).len())
}

/// Whether what stands before a line makes no code of it.
fn is_possible(before: &str) -> bool {
    before.contains('>') || before.len() < 4 && !before.contains('\t')
}

/// Whether a line begins a block of another kind, of which kramdown thinks first.
fn is_other(line: &str) -> bool {
    line.starts_with(['#', '<', ':'])
        || line.starts_with("$$")
        || begins_item(line)
        || line.starts_with('[') && line.contains("]:")
}

/// A line that is of no table: without what would make one of it here.
fn as_words(row: &str) -> String {
    match parts_rows(row, '-') {
        true => row.replace('|', "\\|"),
        false => row.to_string(),
    }
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

/// A row: its cells, and how it is written.
struct Row<'l> {
    cells: Vec<String>,
    line: &'l str,
}

struct Table<'l> {
    head: Vec<Row<'l>>,
    /// The line below the head.
    rule: Option<&'l str>,
    body: Vec<Row<'l>>,
    foot: Vec<Row<'l>>,
    columns: usize,
}

impl<'l> Table<'l> {
    /// A table, as `parse_table` of kramdown reads it; none of lines that are no table.
    fn of(lines: &[&'l str]) -> Option<Self> {
        let mut table =
            Table { head: Vec::new(), rule: None, body: Vec::new(), foot: Vec::new(), columns: 0 };
        let (mut rows, mut has_foot) = (Vec::new(), false);
        let begins_with_bar = lines.first()?.starts_with('|');
        for (at, &line) in lines.iter().enumerate() {
            if parts_rows(line, '-') {
                if at == 0 || rows.is_empty() {
                    continue;
                }
                match table.rule.is_none() && !has_foot && table.body.is_empty() {
                    true => {
                        table.head = std::mem::take(&mut rows);
                        table.rule = Some(line);
                    }
                    false if has_foot => {}
                    false => table.body.append(&mut rows),
                }
            } else if parts_rows(line, '=') {
                table.body.append(&mut rows);
                has_foot = true;
            } else {
                // Bars in code alone are words.
                if !with_marked_pipes(line).replace("\\|", "").contains('|') {
                    return None;
                }
                let cells = cells(line, begins_with_bar);
                table.columns = table.columns.max(cells.len());
                rows.push(Row { cells, line });
            }
        }
        match has_foot {
            true => table.foot = rows,
            false => table.body.append(&mut rows),
        }
        (!table.body.is_empty()).then_some(table)
    }

    fn written(&self, defined: &Defined<'_>) -> Vec<String> {
        match &self.head[..] {
            // One row above the first line is the head of Dateline's tables too.
            [head] => {
                let mut table = vec![self.row(head), self.ruled()];
                table.extend(self.body.iter().chain(&self.foot).map(|row| self.row(row)));
                table
            }
            head => {
                let mut table = vec!["<table>".to_string()];
                for (part, cell, rows) in [
                    ("thead", "th", head),
                    ("tbody", "td", &self.body),
                    ("tfoot", "td", &self.foot),
                ] {
                    if rows.is_empty() {
                        continue;
                    }
                    table.push(format!("<{part}>"));
                    table.extend(rows.iter().map(|row| self.html(row, cell, defined)));
                    table.push(format!("</{part}>"));
                }
                table.extend(["</table>".to_string(), String::new()]);
                table
            }
        }
    }

    /// A row as Dateline has it: as it is written, if it has bars around it.
    fn row(&self, Row { cells, line }: &Row<'_>) -> String {
        if line.starts_with('|') && (line.trim_end().ends_with('|') || cells.len() == self.columns)
        {
            return line.trim_end().to_string();
        }
        let empty = self.columns.saturating_sub(cells.len());
        let cells = cells.iter().map(|cell| format!(" {} |", cell.replace('|', "\\|")));
        format!("|{}{}", cells.collect::<String>(), "  |".repeat(empty))
    }

    /// The line below the head, with a part for each column.
    fn ruled(&self) -> String {
        let rule = self.rule.unwrap_or_default().trim();
        let whole = rule.replace(['=', '+'], if rule.contains('+') { "|" } else { "-" });
        let parts: Vec<&str> = whole.trim_matches('|').split('|').map(str::trim).collect();
        let is_whole = |part: &&str| part.contains('-') && !part.contains(' ');
        if whole.starts_with('|') && parts.len() == self.columns && parts.iter().all(is_whole) {
            return whole;
        }
        let mut parts = parts.into_iter().filter(|part| !part.is_empty());
        let part = |_| match parts.next().map(|part| (part.starts_with(':'), part.ends_with(':'))) {
            Some((true, true)) => ":---:|",
            Some((true, false)) => ":---|",
            Some((false, true)) => "---:|",
            _ => "---|",
        };
        format!("|{}", (0..self.columns).map(part).collect::<String>())
    }

    fn html(&self, Row { cells, .. }: &Row<'_>, name: &str, defined: &Defined<'_>) -> String {
        let html =
            |cell: &String| html_of_plain(&defined.with(&of_one_line(cell)), Dialect::Kramdown);
        let written = cells.iter().map(|cell| format!("<{name}>{}</{name}>", html(cell)));
        let empty = self.columns.saturating_sub(cells.len());
        let empty = format!("<{name}></{name}>").repeat(empty);
        format!("<tr>{}{empty}</tr>", written.collect::<String>())
    }
}

/// A cell in which nothing begins a block.
fn of_one_line(cell: &str) -> String {
    let digits = cell.len() - cell.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_item = begins_item(&format!("{cell} "));
    let is_other = cell.starts_with(['#', '>', '='])
        || ["--", "__", "~~~"]
            .iter()
            .any(|start| cell.starts_with(start) && !cell.contains(char::is_alphanumeric));
    match is_item || is_other {
        true => format!("{}\\{}", &cell[..digits], &cell[digits..]),
        false => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As kramdown 2.4 with the parser of GFM does it.
    #[test]
    fn tables_are_those_of_kramdown() {
        let html = |rows: &str| format!("<table>\n{rows}\n</table>\n");
        let row = |cell: &str, one: &str, other: &str| {
            format!("<tr><{cell}>{one}</{cell}><{cell}>{other}</{cell}></tr>")
        };
        let body = |rows: &[String]| format!("<tbody>\n{}\n</tbody>", rows.join("\n"));
        let [ab, cd] = [row("td", "a", "b"), row("td", "c", "d")];
        let whole = "| a | b |\n|---|---|\n| c | d |".to_string();
        for (text, expected) in [
            ("| a | b\n|---\n| c | d", "| a | b\n|---|---|\n| c | d".to_string()),
            ("|---\n| a | b |\n|---|---|\n| c | d |", whole.clone()),
            ("|---\n| a | b |\n| c | d |", html(&body(&[ab.clone(), cd.clone()]))),
            ("|---|---|\n| a | b |", html(&body(std::slice::from_ref(&ab)))),
            ("a | b\nc | d", html(&body(&[ab.clone(), cd.clone()]))),
            ("a | b", html(&body(std::slice::from_ref(&ab)))),
            ("a | b\n---|---\nc | d", whole.clone()),
            (
                "A | B | C\n--- | ---: | :-:\nd | e | f",
                "| A | B | C |\n|---|---:|:---:|\n| d | e | f |".into(),
            ),
            (
                "|---+---|\n| a | b |\n|---+---|\n| c | d |\n|===+===|\n| e | f |\n|---+---|",
                "| a | b |\n|---|---|\n| c | d |\n| e | f |".into(),
            ),
            (
                "| a | b |\n| c | d |\n|---|---|\n| e | f |",
                html(&format!(
                    "<thead>\n{}\n{}\n</thead>\n{}",
                    row("th", "a", "b"),
                    row("th", "c", "d"),
                    body(&[row("td", "e", "f")])
                )),
            ),
            ("| a |\n|---|\n| c | d |", "| a |\n|---|---|\n| c | d |".into()),
            (
                "| a | b |\n|---|---|\n| c | d |\n|---|---|\n| e | f |",
                "| a | b |\n|---|---|\n| c | d |\n| e | f |".into(),
            ),
            (
                "| a | b |\n|=====|\n| c | d |",
                html(&format!("{}\n<tfoot>\n{cd}\n</tfoot>", body(std::slice::from_ref(&ab)))),
            ),
            ("|-\n| a\n|-\n| b", "| a\n|-\n| b".into()),
            ("| a |\n| b | c |", html(&body(&[row("td", "a", ""), row("td", "b", "c")]))),
            ("> | a | b\n> |---\n> | c | d", "> | a | b\n> |---|---|\n> | c | d".into()),
            ("a | b\n-|-\n- c | d", "| a | b |\n|---|---|\n| - c | d |".into()),
            (
                "| - | 1. b | # c |",
                html(&body(&["<tr><td>-</td><td>1. b</td><td># c</td></tr>".into()])),
            ),
            // No tables.
            ("a | b\n===\nc", "a | b\n===\nc".into()),
            ("| a | b |\n=====\nc", "| a | b |\n=====\nc".into()),
            ("| a | b |\n|---|---|", "| a | b |\n\\|---\\|---\\|".into()),
            (
                "para\n| a | b |\n|---|---|\n| c | d |",
                "para\n| a | b |\n\\|---\\|---\\|\n| c | d |".into(),
            ),
            ("| a | b |\npara", "| a | b |\npara".into()),
            ("a | b\nand more", "a | b\nand more".into()),
            ("a \\| b", "a \\| b".into()),
            ("# a | b", "# a | b".into()),
            ("1. a | b\n2. c | d", "1. a | b\n2. c | d".into()),
            ("* a | b\n* c | d", "* a | b\n* c | d".into()),
            ("[a]: /x|y", "[a]: /x|y".into()),
            ("`a|b` c", "`a|b` c".into()),
            (
                "    | a | b |\n    |---|---|\n    | c | d |",
                "    | a | b |\n    |---|---|\n    | c | d |".into(),
            ),
            ("```\na | b\n```", "```\na | b\n```".into()),
        ] {
            let lines: Vec<String> = text.lines().map(String::from).collect();
            assert_eq!(plain(&lines).join("\n"), expected, "{text}");
        }
    }
}
