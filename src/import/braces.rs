//! Blocks between curly brackets, in programs and in style sheets.

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
