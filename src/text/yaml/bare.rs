//! Values without the comments behind them and the quotes around them.

/// A value, and the comment behind it. Within quotes that are open, none begins.
pub fn apart_from_comment(value: &str) -> (&str, &str) {
    let text = value.split_once(": ").map_or(value, |(_, text)| text.trim_start());
    let quote = if text.starts_with('\'') { '\'' } else { '"' };
    let mut marks = value.match_indices(" # ").map(|(at, _)| at);
    let is_closed = |at: &usize| value[..*at].matches(quote).count() % 2 == 0;
    match marks.find(is_closed) {
        Some(at) => (value[..at].trim_end(), &value[at..]),
        None => (value, ""),
    }
}

/// A value without the quotes around it, if those at its ends belong together, or one of them
/// is alone.
pub fn without_quotes(value: &str) -> &str {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return value;
    };
    let inner = &value[1..];
    let Some(inner) = inner.strip_suffix(quote) else {
        return if inner.contains(quote) { value } else { inner };
    };
    // In `"Go" and "stop"` the first that follows closes; in `"He said "go" today"` it opens.
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_apostrophe = |at: usize| {
        is_letter(inner[..at].chars().next_back()) && is_letter(inner[at + 1..].chars().next())
    };
    let mut others = inner.match_indices(quote).filter(|(at, _)| !is_apostrophe(*at));
    let opens = |at: usize| inner[..at].chars().next_back().is_none_or(char::is_whitespace);
    if others.next().is_none_or(|(at, _)| opens(at)) { inner } else { value }
}
