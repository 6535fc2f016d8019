//! Numbers and lengths as the files of the index have them.

/// Appends `number` as a little LEB128 varint.
#[inline]
pub fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends the length of `part` and `part`.
pub fn push_measured(bytes: &mut Vec<u8>, part: &[u8]) {
    push_number(bytes, part.len() as u32);
    bytes.extend_from_slice(part);
}

/// Appends `word` without what it has in common with `before`.
pub fn push_after(bytes: &mut Vec<u8>, before: &str, word: &str) {
    let shared = shared(before, word);
    push_number(bytes, shared as u32);
    push_measured(bytes, word.as_bytes().get(shared..).unwrap_or_default());
}

/// How many bytes two words have in common at their beginning, by whole characters.
fn shared(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|at| b.is_char_boundary(*at)).unwrap_or_default()
}

/// Takes a number from the front of `bytes`.
#[inline]
pub fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    // Most numbers.
    if let Some((byte @ ..0x80, rest)) = bytes.split_first() {
        *bytes = rest;
        return Some(u32::from(*byte));
    }
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes what [`push_measured`] appended.
pub fn take_measured<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take_number(bytes)?;
    let (part, rest) = bytes.split_at_checked(length as usize)?;
    *bytes = rest;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            let mut rest = bytes.as_slice();
            assert_eq!(take_number(&mut rest), Some(number));
            assert!(rest.is_empty());
        }
        assert_eq!(take_number(&mut [0x80].as_slice()), None);
        assert_eq!(take_measured(&mut [2, 7].as_slice()), None);
    }

    #[test]
    fn words_share_whole_characters() {
        assert_eq!(shared("talk", "talks"), 4);
        assert_eq!(shared("talks", "talk"), 4);
        // The first bytes of the two letters are the same.
        assert_eq!(shared("ма", "мб"), 2);
        assert_eq!(shared("", "a"), 0);
    }
}
