//! Where a list or a map in brackets ends.

/// The bytes of a list or a map in brackets at the beginning of a line, if it is closed there.
pub fn in_brackets(line: &str) -> Option<usize> {
    let (mut depth, mut quote, mut last) = (0usize, None, ' ');
    let mut letters = line.char_indices();
    while let Some((at, c)) = letters.next() {
        match (quote, c) {
            (Some('"'), '\\') => {
                letters.next();
            }
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if " [{,:".contains(last) => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
        last = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_end_where_they_are_closed() {
        for (line, inside) in [
            ("[a, b] # c", Some("[a, b]")),
            ("[[a], {b: c}], d]", Some("[[a], {b: c}]")),
            ("{a: \"}\", b: '}'}}", Some("{a: \"}\", b: '}'}")),
            ("{a: \"\\\"}\"}", Some("{a: \"\\\"}\"}")),
            ("[it's] x", Some("[it's]")),
            ("{section}/{slug}", Some("{section}")),
            ("[a", None),
            ("a]", None),
            ("", None),
        ] {
            assert_eq!(in_brackets(line).map(|end| &line[..end]), inside, "{line}");
        }
    }
}
