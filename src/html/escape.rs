//! Text as HTML has it.

/// Text in which nothing means anything to HTML, between tags and between quotes.
pub fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    // Writing to memory does not fail.
    let _ = tera::escape_html(text, &mut escaped);
    String::from_utf8_lossy(&escaped).into_owned()
}
