//! Text that an XML document can hold.

/// The text without the characters that no XML document can hold
/// (<https://www.w3.org/TR/xml/#charsets>).
pub fn for_xml(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_allowed).collect()
}
