//! Files of another kind with the name of a CSV file.

use crate::table::Fault;

/// Where a text ends whose beginning is looked at.
const LOOKED_AT: usize = 64 << 10;

/// What is wrong with a file that is no CSV by what it begins with: a web page that came in the place
/// of an export, which is often one that asks to sign in; a table in HTML, as some programs write
/// their `.xls`; XML, JSON or a PDF.
pub fn other_kind(bytes: &[u8]) -> Option<Fault> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |with: &[u8]| text.starts_with(with);
    if begins(b"PK\x03\x04") || begins(b"\xd0\xcf\x11\xe0") {
        return Some(told("a spreadsheet with the name of a CSV file", AS_CSV));
    }
    if begins(b"%PDF-") {
        return Some(told("a PDF with the name of a CSV file", AS_CSV));
    }
    if begins(b"\x1f\x8b") {
        return Some(told("compressed (gzip), and no CSV", "unpack it"));
    }
    let head = text[..text.len().min(LOOKED_AT)].to_ascii_lowercase();
    let has = |word: &[u8]| head.windows(word.len()).any(|it| it == word);
    if is_json(&head) {
        return Some(told("JSON, and no CSV", AS_CSV));
    }
    if !is_markup(&head) {
        return None;
    }
    if has(b"<!doctype html") || has(b"<html") && !has(b"<table") {
        return Some(told(
            "a web page (HTML), and no CSV",
            "export it again: where it was, a page came in its place, often one that asks to sign in",
        ));
    }
    let is_table = has(b"<table") && !begins(b"<?xml");
    Some(told(if is_table { "a table in HTML, and no CSV" } else { "XML, and no CSV" }, AS_CSV))
}

const AS_CSV: &str = "open it in a spreadsheet, and save it as CSV: in Excel as “CSV UTF-8”, in LibreOffice with the character \
     set UTF-8";

fn told(what: &str, hint: &str) -> Fault {
    Fault::new(format!("this is {what}"), hint)
}

/// Whether a text in small letters begins with a declaration, or with a tag that is closed: the name
/// of a column may be `<5`.
fn is_markup(text: &[u8]) -> bool {
    let Some(rest) = text.strip_prefix(b"<") else { return false };
    let name: Vec<u8> = rest.iter().copied().take_while(u8::is_ascii_alphanumeric).collect();
    let end = [b"</", &*name].concat();
    rest.starts_with(b"!doctype")
        || rest.starts_with(b"!--")
        || rest.starts_with(b"?xml")
        || name == b"html"
        || !name.is_empty() && text.windows(end.len()).any(|it| it == end)
}

/// Whether a text begins as an object, or as a list of objects or lists: the name of a column may be
/// `[m]`.
fn is_json(text: &[u8]) -> bool {
    let behind = |text: &[u8], with: u8| {
        text.strip_prefix(&[with]).and_then(|rest| rest.trim_ascii_start().first().copied())
    };
    matches!(behind(text, b'{'), Some(b'"' | b'}'))
        || matches!(behind(text, b'['), Some(b'{' | b'['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_other_kinds_are_known_by_their_beginnings() {
        for (text, expected) in [
            ("<!DOCTYPE html>\n<title>Sign in</title>\n", "a web page"),
            ("\u{feff} <html>\n<p>a, b\n", "a web page"),
            ("<table><tr><td>Month</td><td>Level</td></tr></table>", "a table in HTML"),
            ("<html xmlns:x=\"x\"><body><table><tr><td>a</td></tr>", "a table in HTML"),
            ("<?xml version=\"1.0\"?>\n<Workbook xmlns=\"x\"></Workbook>", "XML"),
            ("<rows>\n<row a=\"1\"/>\n</rows>", "XML"),
            ("{\"a\":1,\n\"b\":2}", "JSON"),
            ("[{\"a\":1},\n{\"a\":2}]", "JSON"),
            ("[ [1,2],[3,4]]", "JSON"),
            ("%PDF-1.7\n", "a PDF"),
        ] {
            let told = other_kind(text.as_bytes()).map(|fault| fault.message).unwrap_or_default();
            assert!(told.starts_with(&format!("this is {expected}")), "{text}: {told}");
        }
        assert!(other_kind(b"PK\x03\x04..").is_some() && other_kind(b"\x1f\x8b\x08").is_some());
        for text in [
            "<A>,B\nx,1\n",
            "<5,>5\n1,2\n",
            "[m],B\n1,2\n",
            "{x},B\n1,2\n",
            "A,B\n<b>x</b>,1\n",
            "",
        ] {
            assert_eq!(other_kind(text.as_bytes()), None, "{text}");
        }
    }
}
