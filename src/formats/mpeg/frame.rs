//! The head of a frame.

/// What all frames of a file have in common: a player cannot change over from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Samples a second, which also tell the version of MPEG.
    pub rate: u32,
    /// One or two.
    pub channels: u8,
}

/// What the head of a frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How it sounds.
    pub sound: Sound,
    /// How many thousand bits a second it has.
    pub kilobits: u64,
    /// How many samples it has.
    pub samples: u64,
    /// How long it is.
    pub bytes: usize,
    /// How long what stands between its head and its data is.
    pub side: usize,
    /// Whether a sum stands behind its head.
    pub is_checked: bool,
}

/// What a first frame says of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many there are behind it.
    pub frames: Option<u32>,
    /// How many bytes they have; most programs count its own.
    pub bytes: Option<u32>,
}

/// How long the head is.
pub const HEAD: usize = 4;

impl Frame {
    /// The frame that begins with these four bytes. One that does not say its rate of bits ("free
    /// format") does not say where it ends either, and is none.
    pub fn of(head: &[u8]) -> Option<Frame> {
        const OF_FIRST: [u64; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
        const OF_OTHERS: [u64; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
        let [0xff, second, third, fourth] = *head else { return None };
        let is_layer_3 = second & 0b1110_0110 == 0b1110_0010;
        let (version, bits) = ((second >> 3) & 3, usize::from(third >> 4));
        let rate = [44_100, 48_000, 32_000].get(usize::from((third >> 2) & 3))?;
        let is_first = version == 3;
        let rate = match version {
            _ if !is_layer_3 => return None,
            3 => *rate,
            2 => rate / 2,
            0 => rate / 4,
            _ => return None,
        };
        let kilobits = *if is_first { OF_FIRST } else { OF_OTHERS }.get(bits.checked_sub(1)?)?;
        let samples = if is_first { 1152 } else { 576 };
        let is_mono = fourth >> 6 == 3;
        let side = match (is_first, is_mono) {
            (true, false) => 32,
            (true, true) | (false, false) => 17,
            (false, true) => 9,
        };
        let padding = u64::from((third >> 1) & 1);
        let bytes = usize::try_from(samples * kilobits * 125 / u64::from(rate) + padding).ok()?;
        let sound = Sound { rate, channels: if is_mono { 1 } else { 2 } };
        Some(Frame { sound, kilobits, samples, bytes, side, is_checked: second & 1 == 0 })
    }

    /// How long so many frames like this one play.
    pub fn milliseconds(&self, frames: u64) -> u64 {
        let rate = u64::from(self.sound.rate).max(1);
        (frames.saturating_mul(self.samples * 1000) + rate / 2) / rate
    }

    /// What this one says of all, if it has no sound and says that: `Xing` and `Info` of encoders,
    /// `VBRI` of Fraunhofer's.
    pub fn count(&self, frame: &[u8]) -> Option<Count> {
        let number = |at: usize| Some(u32::from_be_bytes(frame.get(at..at + 4)?.try_into().ok()?));
        let is_there = |at: usize, name: &[u8]| frame.get(at..at + 4) == Some(name);
        // Most programs write it as if there were no sum.
        for xing in [HEAD + self.side, HEAD + 2 + self.side] {
            if is_there(xing, b"Xing") || is_there(xing, b"Info") {
                let flags = number(xing + 4).unwrap_or_default();
                let (has_frames, has_bytes) = (flags & 1 == 1, flags & 2 == 2);
                let frames = if has_frames { number(xing + 8) } else { None };
                let at = xing + if has_frames { 12 } else { 8 };
                let bytes = if has_bytes { number(at) } else { None };
                return Some(Count { frames, bytes });
            }
        }
        is_there(36, b"VBRI").then(|| Count { frames: number(36 + 14), bytes: number(36 + 10) })
    }

    /// The head of a frame like that with this head, without a sum, which is at least so long, and
    /// has as many bits a second if that is enough.
    pub fn of_at_least(head: [u8; HEAD], least: usize) -> Option<([u8; HEAD], Frame)> {
        let [first, second, third, fourth] = head;
        let own = third >> 4;
        let bits = std::iter::once(own).chain(1..15);
        bits.map(|bits| [first, second | 1, (third & 0b0000_1100) | (bits << 4), fourth])
            .filter_map(|head| Some((head, Frame::of(&head)?)))
            .find(|(_, frame)| frame.bytes >= least)
    }
}
