//! The script of the search as readers are sent it: a fifth of it is comments.

const WRITTEN: &[u8] = include_bytes!("../../static/search.js");
const LENGTH: usize = stripped().1;

/// The script without lines that are a comment, and without indents and spaces beside signs. Nothing
/// in it goes over several lines but comments, so lines tell; and no text and no pattern in it has such
/// a space (`tests/search/words.test.mjs`).
pub static SEARCH_SCRIPT: [u8; LENGTH] = {
    let whole = stripped().0;
    let mut script = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        script[at] = whole[at];
        at += 1;
    }
    script
};

/// What is kept, and its length.
const fn stripped() -> ([u8; WRITTEN.len()], usize) {
    let mut kept = [0; WRITTEN.len()];
    let mut length = 0;
    let mut at = 0;
    while at < WRITTEN.len() {
        while at < WRITTEN.len() && (WRITTEN[at] == b' ' || WRITTEN[at] == b'\n') {
            at += 1;
        }
        let is_kept = !is_comment(at);
        while at < WRITTEN.len() {
            let is_beside_sign = is_sign(at + 1) || is_sign(at.wrapping_sub(1));
            if is_kept && !(WRITTEN[at] == b' ' && is_beside_sign) {
                kept[length] = WRITTEN[at];
                length += 1;
            }
            at += 1;
            if WRITTEN[at - 1] == b'\n' {
                break;
            }
        }
    }
    (kept, length)
}

/// Whether a sign is there that needs no space beside it.
const fn is_sign(at: usize) -> bool {
    at < WRITTEN.len() && matches!(WRITTEN[at], b'=' | b'?' | b':' | b'&' | b'|' | b',')
}

/// Whether a line that begins so is a comment, or a part of one.
const fn is_comment(at: usize) -> bool {
    let next = if at + 1 < WRITTEN.len() { WRITTEN[at + 1] } else { 0 };
    at < WRITTEN.len()
        && (WRITTEN[at] == b'*' || WRITTEN[at] == b'/' && (next == b'/' || next == b'*'))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    #[test]
    fn the_script_is_sent_without_comments_and_is_small() {
        let sent = str::from_utf8(&SEARCH_SCRIPT).unwrap();
        let written = str::from_utf8(WRITTEN).unwrap();
        let is_code =
            |line: &&str| !line.is_empty() && !line.starts_with(['*']) && !line.starts_with("/");
        let without_spaces = |line: &str| {
            "=?:&|,".chars().fold(line.to_string(), |line, sign| {
                let line = line.replace(&format!(" {sign}"), &sign.to_string());
                line.replace(&format!("{sign} "), &sign.to_string())
            })
        };
        let expected = written.lines().map(str::trim_start).filter(is_code);
        let expected: Vec<String> = expected.map(without_spaces).collect();
        assert_eq!(sent.lines().collect::<Vec<_>>(), expected);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&SEARCH_SCRIPT).unwrap();
        let size = encoder.finish().unwrap().len();
        assert!(size <= 10_240, "{size}");
    }
}
