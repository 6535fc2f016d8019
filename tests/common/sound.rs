//! MP3s that are heard as silence, made by hand: a head and nothing else in each frame.

/// How the frames of an MP3 are.
#[derive(Clone, Copy)]
pub struct Silence {
    head: [u8; 4],
    bytes: usize,
}

/// 48 kHz, mono, 32 kbit/s: each frame plays 24 ms.
pub const MONO_48: Silence = Silence { head: [0xff, 0xfb, 0x14, 0xc0], bytes: 96 };
/// The same at 64 kbit/s.
pub const MONO_48_WIDE: Silence = Silence { head: [0xff, 0xfb, 0x54, 0xc0], bytes: 192 };
/// 48 kHz, stereo, 64 kbit/s.
pub const STEREO_48: Silence = Silence { head: [0xff, 0xfb, 0x54, 0x00], bytes: 192 };
/// 44.1 kHz, mono, 32 kbit/s.
pub const MONO_44: Silence = Silence { head: [0xff, 0xfb, 0x10, 0xc0], bytes: 104 };
/// 22.05 kHz, mono, 32 kbit/s, by the second version of MPEG.
pub const MONO_22: Silence = Silence { head: [0xff, 0xf3, 0x40, 0xc0], bytes: 104 };

impl Silence {
    /// So many frames, without tags.
    pub fn frames(self, count: usize) -> Vec<u8> {
        self.frame(&[]).repeat(count)
    }

    /// A frame with these bytes in it.
    pub fn frame(self, inside: &[u8]) -> Vec<u8> {
        let mut frame = [&self.head, inside].concat();
        frame.resize(self.bytes, 0);
        frame
    }

    /// So many frames as programs leave them: with tags of each kind, in each of which stands
    /// `words`, and a first frame that says how many there are.
    pub fn tagged(self, count: usize, words: &str) -> Vec<u8> {
        let side = if self.head[3] == 0xc0 { 17 } else { 32 };
        let number = u32::try_from(count).unwrap().to_be_bytes();
        let info = [&vec![0; side], &b"Info\0\0\0\x01"[..], &number, words.as_bytes()].concat();
        [id3(words), self.frame(&info), self.frames(count), ape(words), id3_first(words)].concat()
    }
}

/// A tag before the sound: a comment, a picture, and a file in it.
fn id3(words: &str) -> Vec<u8> {
    let frame = |name: &[u8; 4], head: &[u8]| {
        let content = [head, words.as_bytes()].concat();
        let size = u32::try_from(content.len()).unwrap().to_be_bytes();
        [name, &size[..], &[0, 0], &content].concat()
    };
    let frames = [
        frame(b"COMM", b"\0eng\0"),
        frame(b"APIC", b"\0image/jpeg\0\x03\0\xff\xd8\xff\xe0"),
        frame(b"GEOB", b"\0text/plain\0session.txt\0\0"),
        frame(b"PRIV", b"owner\0"),
    ];
    let frames = frames.concat();
    let size = [0, 0, (frames.len() >> 7) as u8, (frames.len() & 127) as u8];
    [b"ID3\x03\0\0", &size[..], &frames].concat()
}

fn ape(words: &str) -> Vec<u8> {
    let length = u32::try_from(words.len()).unwrap().to_le_bytes();
    let item = [&length, &[0; 4], &b"Comment\0"[..], words.as_bytes()].concat();
    let size = u32::try_from(item.len() + 32).unwrap().to_le_bytes();
    let part = |flags: u8| {
        [b"APETAGEX\xd0\x07\0\0", &size[..], b"\x01\0\0\0\0\0\0", &[flags], &[0; 8]].concat()
    };
    [part(0xa0), item, part(0x80)].concat()
}

fn id3_first(words: &str) -> Vec<u8> {
    let mut tag = [b"TAG", words.as_bytes()].concat();
    tag.resize(128, 0);
    tag
}
