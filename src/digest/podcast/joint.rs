//! Where a recording begins behind another.

use crate::formats::mpeg::Frame;

/// How long the head of a frame is, and the sum behind it.
const HEAD: usize = 4;
const SUM: usize = 2;

/// The data of a frame may begin in those before it (ISO/IEC 11172-3, 2.4.3.4: `main_data_begin`). In
/// a recording that was cut, they are no longer there, and those of the recording before it would
/// crackle in their place.
#[derive(Default)]
pub struct Joint {
    /// How much data the frames of this recording had so far.
    data: usize,
}

impl Joint {
    /// The next frame of the recording; a silent one, if its data begins before the recording does.
    pub fn mended(&mut self, frame: &Frame, bytes: &mut [u8]) {
        let side = HEAD + if frame.is_checked { SUM } else { 0 };
        let begins_before = match bytes.get(side..side + 2) {
            // Nine bits in the first version of MPEG, eight in the others.
            Some([one, two]) if frame.samples == 1152 => {
                usize::from(*one) << 1 | usize::from(*two >> 7)
            }
            Some([one, _]) => usize::from(*one),
            _ => 0,
        };
        if begins_before > self.data
            && let Some(side) = bytes.get_mut(side..side + frame.side)
        {
            side.fill(0);
            if frame.is_checked {
                // Of the second half of its head, and of what stands between sum and data.
                let parts =
                    bytes[2..HEAD].iter().chain(&bytes[HEAD + SUM..HEAD + SUM + frame.side]);
                let sum = sum(parts.copied());
                bytes[HEAD..HEAD + SUM].copy_from_slice(&sum.to_be_bytes());
            }
        }
        self.data += frame.bytes.saturating_sub(side + frame.side);
    }
}

/// The sum of a frame (ISO/IEC 11172-3, 2.4.3.1).
fn sum(bytes: impl Iterator<Item = u8>) -> u16 {
    bytes.fold(0xffff, |sum, byte| {
        (0..8).rev().fold(sum, |sum, bit| {
            let is_one = (sum >> 15) & 1 != u16::from(byte >> bit) & 1;
            (sum << 1) ^ if is_one { 0x8005 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_before_the_recording_is_silent() {
        // Begins 100 bytes before itself, of which none are there at first, and 68 behind a frame.
        let frame = |begins: u8| {
            let mut bytes = vec![0xff, 0xfb, 0x10, 0xc0, begins >> 1, (begins & 1) << 7, 0x55];
            bytes.resize(104, 0x55);
            bytes
        };
        let mut joint = Joint::default();
        for (begins, is_kept) in [(100, false), (84, false), (84, true), (0, true), (255, true)] {
            let whole = frame(begins);
            let mut mended = whole.clone();
            joint.mended(&Frame::of(&whole[..4]).unwrap(), &mut mended);
            assert_eq!(mended == whole, is_kept, "{begins}");
            if !is_kept {
                assert_eq!(mended[4..21], [0; 17]);
                // The next one may need it.
                assert_eq!(mended[21..], whole[21..]);
            }
        }
    }

    #[test]
    fn a_frame_with_a_sum_has_the_right_one() {
        // CRC-16/CMS of the catalogue (https://reveng.sourceforge.io/crc-catalogue/16.htm).
        assert_eq!(sum(b"123456789".iter().copied()), 0xaee7);
        let mut bytes = vec![0xff, 0xfa, 0x10, 0xc0, 0, 0, 0xff, 0xff];
        bytes.resize(104, 0xaa);
        let frame = Frame::of(&bytes[..4]).unwrap();
        Joint::default().mended(&frame, &mut bytes);
        assert_eq!(bytes[6..23], [0; 17]);
        let summed = [&bytes[2..4], &[0; 17]].concat();
        assert_eq!(bytes[4..6], sum(summed.into_iter()).to_be_bytes());
    }
}
