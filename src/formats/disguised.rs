//! Texts under other names: copies, what editors leave behind, files that other programs
//! call texts. What they are shows in their first bytes.

/// How many bytes [`may_be_text`] wants.
pub const HEAD: usize = 512;

/// Whether a file that begins with these bytes, at most [`HEAD`], may be a text; then
/// [`is_text`] tells.
pub fn may_be_text(head: &[u8]) -> bool {
    let head_text = readable(head);
    match opening(&head_text) {
        Some(line) => fence(line).is_some(),
        None => head.len() >= HEAD,
    }
}

/// Whether a file that begins with these bytes is a text, whatever its name: it begins with
/// front matter in YAML or, as of other programs, in TOML. `start` is as much of it as a
/// text may have.
///
/// Data may begin with `---` too, which YAML allows. It has no text after a second fence, and
/// where there is none, no title. A letter may have lines of dashes; what is between them are
/// no fields, which have a colon or an equals sign.
pub fn is_text(start: &[u8]) -> bool {
    let start = readable(start);
    let mut lines = lines(&start).skip_while(|line| line.trim().is_empty());
    let Some(fence) = lines.next().and_then(|line| fence(line.trim())) else { return false };
    let (mut has_title, mut has_fields, mut is_empty) = (false, false, true);
    for line in lines.by_ref() {
        let line = line.trim_end();
        if line == fence || (line == "..." && fence == "---") {
            break;
        }
        has_title |= is_title(line);
        has_fields |= line.contains([':', '=']);
        is_empty &= line.is_empty() || line.trim_start().starts_with('#');
    }
    has_title || ((has_fields || is_empty) && lines.any(|line| !line.trim().is_empty()))
}

/// The first line that is not blank.
fn opening(text: &str) -> Option<&str> {
    lines(text).map(str::trim).find(|line| !line.is_empty())
}

/// The fence that a line is, and that closes what it opens. Some programs take the name of
/// the language behind it, and YAML takes a comment.
fn fence(line: &str) -> Option<&str> {
    let (fence, rest) = line.split_at_checked(3)?;
    let is_name = rest.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_comment = rest.trim_start().starts_with('#') && rest.starts_with(char::is_whitespace);
    (matches!(fence, "---" | "+++") && (is_name || is_comment)).then_some(fence)
}

/// Whether a line of front matter is a headline.
fn is_title(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    let (name, rest) = line.split_at(line.len().min(5));
    let rest = rest.trim_start_matches(['"', '\'']).trim_start();
    name.eq_ignore_ascii_case("title") && rest.starts_with([':', '='])
}

/// Bytes as a text, also where they are UTF-16: what tells is ASCII.
fn readable(bytes: &[u8]) -> String {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&bytes);
    // Byte order marks.
    text.trim_start_matches(['\u{feff}', '\u{fffd}']).to_string()
}

/// The lines of a text, however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In each encoding and with each end of lines.
    fn forms(text: &str) -> Vec<Vec<u8>> {
        let utf_16 = |unit: fn(u16) -> [u8; 2]| {
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
        };
        vec![
            text.into(),
            text.replace('\n', "\r\n").into(),
            text.replace('\n', "\r").into(),
            format!("\u{feff}{text}").into(),
            format!(" \n\t\n{text}").into(),
            format!("{}{text}", "\n".repeat(HEAD)).into(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
        ]
    }

    #[test]
    fn a_text_is_one_whatever_its_name() {
        for text in [
            "---\ntitle: A\ndate: 2026-02-01\n---\nWords.\n",
            "---\ntitle: A\n...\nWords.\n",
            "---\ntitle: A\n---\n",
            "--- \ntitle: A\n--- \nWords.",
            "--- # a comment\ntitle: A\n---\nWords.",
            "---yaml\ntitle: A\n---\nWords.",
            "---\ndraft: true\n---\nWords.",
            "---\n\"title\": A\nWords that are never parted",
            "---\nTitle : A",
            "---\n---\nWords.",
            "---\n\n# a comment\n---\nWords.",
            "---\n{draft: true}\n---\nWords.",
            "---\n? draft\n: true\n---\nWords.",
            "---\n  draft:\n    true\n---\nWords.",
            "+++\ntitle = \"A\"\n+++\nWords.",
            "+++\ndraft = true\n+++\nWords.",
        ] {
            for form in forms(text) {
                assert!(may_be_text(&form[..form.len().min(HEAD)]), "{text:?} {form:?}");
                assert!(is_text(&form), "{text:?} {form:?}");
            }
        }
    }

    #[test]
    fn what_only_begins_like_a_text_is_none() {
        for other in [
            "",
            "---",
            "---\nprices:\n  - 1\n  - 2\n",
            "---\ninfo:\n  title: A\n",
            "---\nprices: [1]\n---\n",
            "---\nprices: [1]\n...\n\n",
            "---\ntitles: [1]\n",
            "----\ntitle: A\n----\nA table\n",
            "---\n\nDear readers,\n\n---\nYours\n",
            "+++\nStop press\n+++\nWords.",
            "--- a/one\n+++ b/one\ntitle: A\n---\nWords.",
            "-----BEGIN CERTIFICATE-----\n",
            "User-agent: *\n---\ntitle: A\n---\nWords.",
            "a\n---\ntitle: A\n---\nWords.",
        ] {
            for form in forms(other) {
                assert!(!is_text(&form), "{other:?} {form:?}");
            }
        }
        assert!(!may_be_text(b"") && !may_be_text(b"a") && !may_be_text(b" \n"));
    }
}
