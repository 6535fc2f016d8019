use super::*;

/// A silent frame of 104 bytes: 32 kbit/s, one channel, 44.1 kHz.
fn frame(inside: &[u8]) -> Vec<u8> {
    let mut frame = [&[0xff, 0xfb, 0x10, 0xc0], inside].concat();
    frame.resize(104, 0);
    frame
}

fn frames(count: usize) -> Vec<u8> {
    frame(b"").repeat(count)
}

/// One that says how many there are.
fn saying(name: &[u8], count: u8) -> Vec<u8> {
    frame(&[&[0; 17], name, &[0, 0, 0, 1, 0, 0, 0, count]].concat())
}

fn id3(inside: &[u8]) -> Vec<u8> {
    let size = [(inside.len() >> 7) as u8, (inside.len() & 127) as u8];
    [b"ID3\x04\0\0\0\0", &size[..], inside].concat()
}

/// The head of a tag without what it says that is in it.
fn tag_of(size: u16) -> Vec<u8> {
    [b"ID3\x04\0\0\0\0", &size.to_be_bytes()[..]].concat()
}

fn ape(inside: &[u8]) -> Vec<u8> {
    let size = u32::try_from(inside.len() + 32).unwrap().to_le_bytes();
    let part = |flags: u8| {
        [b"APETAGEX\xd0\x07\0\0", &size[..], b"\x01\0\0\0\0\0\0", &[flags], &[0; 8]].concat()
    };
    [part(0xa0), inside.to_vec(), part(0x80)].concat()
}

fn id3_first() -> Vec<u8> {
    [b"TAG", &frame(b"")[..], &[0; 21]].concat()
}

/// How many frames a file has, how many it says, and whether it is damaged.
fn found(bytes: &[u8]) -> (u64, Option<u64>, bool) {
    let read = |from: u64, most: usize| {
        let from = usize::try_from(from).ok()?.min(bytes.len());
        Some(bytes[from..bytes.len().min(from.saturating_add(most))].to_vec())
    };
    let mut frames = Frames::of(bytes.len() as u64, &read);
    while let Some((frame, bytes)) = frames.take_next() {
        assert_eq!(frame.bytes, bytes.len());
        assert_eq!(Frame::of(&bytes[..4]), Some(frame));
    }
    assert!(frames.take_next().is_none());
    (frames.found(), frames.said(), frames.is_damaged())
}

#[test]
fn all_frames_are_found_and_nothing_else() {
    let ten = frames(10);
    let lyrics = [b"LYRICSBEGIN", &frames(2)[..]].concat();
    let second = [&lyrics[..], b"000219", b"LYRICS200"].concat();
    let first = [&lyrics[..], b"LYRICSEND"].concat();
    let other = [&[0xff, 0xfb, 0x14, 0xc0][..], &[0; 92]].concat().repeat(5);
    for (parts, expected) in [
        (vec![ten.clone()], (10, None, false)),
        (vec![frames(5000)], (5000, None, false)),
        // Tags, in which something looks like frames.
        (vec![id3(&frames(3)), ten.clone()], (10, None, false)),
        (vec![id3(b""), id3(&frames(3)), vec![0; 60], ten.clone()], (10, None, false)),
        (vec![ten.clone(), id3_first()], (10, None, false)),
        (vec![ten.clone(), ape(&frames(3)), id3_first()], (10, None, false)),
        (vec![ten.clone(), second, id3_first()], (10, None, false)),
        (vec![ten.clone(), first, id3_first()], (10, None, false)),
        (vec![ten.clone(), id3(&frames(3)), ten.clone()], (20, None, false)),
        (vec![ten.clone(), id3_first(), ten.clone()], (20, None, false)),
        (vec![ten.clone(), ape(&frames(3)), ten.clone()], (20, None, false)),
        // What says how many there are has no sound.
        (vec![saying(b"Info", 10), ten.clone()], (10, Some(10), false)),
        (vec![saying(b"Xing", 11), ten.clone()], (10, Some(11), false)),
        (vec![saying(b"Xing", 10), ten.clone(), saying(b"Info", 10)], (10, Some(10), false)),
        (
            vec![frame(&[&[0; 32], &b"VBRI"[..], &[0; 10], &[0, 0, 0, 10]].concat()), ten.clone()],
            (10, Some(10), false),
        ),
        // What programs leave behind it.
        (vec![ten.clone(), vec![0; 500]], (10, None, false)),
        (vec![ten.clone(), b"made by a program".to_vec()], (10, None, false)),
        // Damaged.
        (vec![saying(b"Info", 100), ten.clone()], (10, Some(100), true)),
        (vec![ten.clone(), b"not sound".to_vec(), ten.clone()], (20, None, true)),
        (vec![ten.clone(), other, ten.clone()], (20, None, true)),
        (vec![ten.clone(), frame(b"")[..60].to_vec()], (10, None, true)),
        (vec![saying(b"Info", 10), ten.clone(), frame(b"")[..60].to_vec()], (10, Some(10), false)),
        // A tag that says wrongly how long it is.
        (vec![ten.clone(), tag_of(0x7f7f), ten.clone()], (20, None, true)),
        (vec![ten.clone(), tag_of(0x0303), frames(300)], (310, None, true)),
        // None at all.
        (vec![], (0, None, false)),
        (vec![id3(&frames(3))], (0, None, false)),
        (vec![b"RIFF....WAVE".to_vec(), vec![0xff; 5000]], (0, None, false)),
        (vec![frame(b""), vec![7; 5000]], (0, None, false)),
        (vec![vec![7; 100_000], ten.clone()], (0, None, false)),
    ] {
        let bytes = parts.concat();
        assert_eq!(found(&bytes), expected, "{} bytes", bytes.len());
    }
}

#[test]
fn what_is_joined_of_several_kinds_of_sound_is_known() {
    let stereo = [&[0xff, 0xfb, 0x10, 0x00][..], &[0; 100]].concat();
    let high = [&[0xff, 0xfb, 0x14, 0xc0][..], &[0; 92]].concat();
    let (one, two) = (Sound { rate: 44_100, channels: 2 }, Sound { rate: 48_000, channels: 1 });
    for (parts, expected) in [
        (vec![frames(10), stereo.repeat(9)], Some(one)),
        (vec![frames(10), id3(b"x"), stereo.repeat(9)], Some(one)),
        (vec![frames(10), high.repeat(9), frames(10), stereo.repeat(9)], Some(two)),
        (vec![id3(b"x"), frames(10), id3_first(), high.repeat(9), id3_first()], Some(two)),
        (vec![frames(20)], None),
        // Not sound, but by chance the head of a frame.
        (vec![frames(10), stereo.clone(), frames(10)], None),
        (vec![frames(10), stereo[..50].to_vec()], None),
        (vec![frames(10), b"not sound".to_vec()], None),
    ] {
        let bytes = parts.concat();
        let read = |from: u64, most: usize| {
            let from = usize::try_from(from).ok()?.min(bytes.len());
            Some(bytes[from..bytes.len().min(from.saturating_add(most))].to_vec())
        };
        let mut all = Frames::of(bytes.len() as u64, &read);
        while all.take_next().is_some() {}
        assert_eq!(all.other_sound(), expected, "{} bytes", bytes.len());
    }
}

#[test]
fn what_is_cut_or_lies_about_its_length_ends() {
    let whole = [id3(b"x"), saying(b"Info", 4), frames(4), ape(b"y"), id3_first()].concat();
    for end in 0..whole.len() {
        found(&whole[..end]);
    }
    for at in 0..whole.len() {
        for byte in [0, 0x7f, 0xff] {
            let mut broken = whole.clone();
            broken[at] = byte;
            found(&broken);
        }
    }
    found(&b"ID3\x04\0\0\x7f\x7f\x7f\x7f".repeat(100));
    found(&b"LYRICS200999999LYRICS200".repeat(100));
}

#[test]
fn a_part_that_cannot_be_read_is_told() {
    let bytes = frames(5000);
    let read = |from: u64, most: usize| {
        let from = usize::try_from(from).ok()?;
        (from < 200_000).then(|| bytes[from..bytes.len().min(from + most)].to_vec())
    };
    let mut frames = Frames::of(bytes.len() as u64, &read);
    while frames.take_next().is_some() {}
    assert!(frames.is_unread());
}
