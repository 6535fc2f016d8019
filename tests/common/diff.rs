//! Telling two trees apart, for people.

use super::tree::Tree;

/// How many equal lines are shown around a difference.
const CONTEXT: usize = 3;

/// The first file in which two trees differ, and how; none if they are equal.
pub fn first_difference(expected: &Tree, found: &Tree) -> Option<String> {
    let paths = expected.keys().chain(found.keys());
    let path = paths.filter(|path| expected.get(*path) != found.get(*path)).min()?;
    Some(match (expected.get(path), found.get(path)) {
        (Some(expected), Some(found)) => format!("{path} differs:\n{}", of_bytes(expected, found)),
        (Some(_), None) => format!("{path} is missing"),
        (None, _) => format!("{path} should not be there"),
    })
}

/// Fails with the first difference, if there is one.
#[track_caller]
pub fn assert_same(expected: &Tree, found: &Tree, when: &str) {
    if let Some(difference) = first_difference(expected, found) {
        panic!("{when}: {difference}");
    }
}

fn of_bytes(expected: &[u8], found: &[u8]) -> String {
    match (str::from_utf8(expected), str::from_utf8(found)) {
        (Ok(expected), Ok(found)) => of_texts(expected, found),
        _ => format!("{} bytes expected, {} found", expected.len(), found.len()),
    }
}

/// The lines that differ, `-` expected and `+` found, with a few lines around them.
pub fn of_texts(expected: &str, found: &str) -> String {
    let lines = edits(&lines(expected), &lines(found));
    let changed: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].0 != ' ').collect();
    let is_near = |at: usize| changed.iter().any(|change| change.abs_diff(at) <= CONTEXT);
    let mut shown = String::new();
    for (at, (sign, line)) in lines.iter().enumerate() {
        if is_near(at) {
            shown += &format!("{sign} {}\n", visible(line));
        } else if at > 0 && is_near(at - 1) {
            shown += "⋮\n";
        }
    }
    shown
}

fn lines(text: &str) -> Vec<&str> {
    text.split('\n').collect()
}

/// The way from one list of lines to another that keeps the most of them.
fn edits<'t>(expected: &[&'t str], found: &[&'t str]) -> Vec<(char, &'t str)> {
    // kept[i][j]: how many lines can be kept of expected[i..] and found[j..].
    let mut kept = vec![vec![0; found.len() + 1]; expected.len() + 1];
    for (i, line) in expected.iter().enumerate().rev() {
        for (j, other) in found.iter().enumerate().rev() {
            kept[i][j] = match line == other {
                true => kept[i + 1][j + 1] + 1,
                false => kept[i + 1][j].max(kept[i][j + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut edits = Vec::new();
    while i < expected.len() || j < found.len() {
        if expected.get(i) == found.get(j) {
            edits.push((' ', expected[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == found.len() || i < expected.len() && kept[i + 1][j] >= kept[i][j + 1] {
            edits.push(('-', expected[i]));
            i += 1;
        } else {
            edits.push(('+', found[j]));
            j += 1;
        }
    }
    edits
}

/// A line in which what no terminal shows can be seen.
fn visible(line: &str) -> String {
    line.replace('\r', "␍").replace('\t', "␉").replace('\u{feff}', "␣BOM")
}
