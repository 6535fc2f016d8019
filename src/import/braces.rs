//! Blocks between curly brackets, in programs and in style sheets, and texts that have some in them.

/// Where the block ends whose inside a text begins with: at a bracket that it did not open.
pub fn end_of_block(text: &str) -> usize {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, c)| {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return true,
            '}' => depth -= 1,
            _ => {}
        }
        false
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// Where a text ends that begins here: code in it may have texts of its own.
pub fn end_of_text(inside: &str, quote: char, code: Option<&str>) -> usize {
    let mut at = 0;
    while let Some(c) = inside[at..].chars().next() {
        if c == quote {
            return at;
        }
        let mark = code.filter(|mark| inside[at..].starts_with(mark));
        at += match (mark, c) {
            (Some(mark), _) => {
                let behind = &inside[at + mark.len()..];
                mark.len() + (end_of_block(behind) + 1).min(behind.len())
            }
            (None, '\\') => 1 + inside[at + 1..].chars().next().map_or(0, char::len_utf8),
            (None, c) => c.len_utf8(),
        };
    }
    inside.len()
}
