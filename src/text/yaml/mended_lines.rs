//! Several lines as they should be, where one fault is in all of them.

use std::ops::Range;

/// So many are mended at once.
const MOST_LINES: usize = 500;

/// Lines that mend a document.
pub struct MendedLines {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub range: Range<usize>,
    /// What to do.
    pub hint: String,
    /// Each of them as it should be, in their order.
    pub lines: Vec<(Range<usize>, String)>,
}

impl MendedLines {
    /// Lines that are to be replaced; a few of them are shown.
    pub fn of(message: String, lines: Vec<(Range<usize>, String)>) -> Option<Self> {
        const MOST_SHOWN: usize = 4;
        // The document is written again for each of them, which nobody writes so many of by hand.
        if lines.len() > MOST_LINES {
            return None;
        }
        let shown = lines.iter().take(MOST_SHOWN);
        let shown: Vec<String> = shown.map(|(_, line)| format!("`{}`", line.trim_end())).collect();
        let more = if lines.len() > MOST_SHOWN { ", and so on" } else { "" };
        let hint = format!("write {}{more}", shown.join(", "));
        Some(MendedLines { message, range: lines.first()?.0.clone(), hint, lines })
    }
}

/// Lines `---` around a document that is no front matter: without them.
pub fn without_fences(yaml: &str) -> Option<MendedLines> {
    let mut lines = Vec::new();
    for line in yaml.lines().filter(|line| line.trim_end() == "---") {
        let start = line.as_ptr() as usize - yaml.as_ptr() as usize;
        lines.push((start..start + line.len(), String::new()));
    }
    let (last, _) = lines.last()?;
    if lines.len() != 2 || !yaml[last.end..].trim().is_empty() {
        return None;
    }
    Some(MendedLines {
        message: "only the front matter of a text stands between lines `---`".into(),
        range: last.clone(),
        hint: "delete both lines `---`".into(),
        lines,
    })
}
