//! JPEGs with any number of samples of each colour, which no encoder at hand writes.

use super::files::segment;

/// A JPEG of two halves, each of one colour of luma, blue and red (`left`, `right`), with so many
/// samples of each from left to right and from top to bottom. Its halves are one unit wide.
pub fn sampled(factors: [(u8, u8); 3], left: [u8; 3], right: [u8; 3]) -> Vec<u8> {
    let [most_h, most_v] =
        [factors.map(|it| it.0), factors.map(|it| it.1)].map(|all| all.into_iter().max().unwrap());
    let (width, height) = (u16::from(most_h) * 16, u16::from(most_v) * 8);
    // One step of eight for the mean of a block: what is stored is the value less 128.
    let table = segment(0xdb, &[&[0, 8], &[1; 63]]);
    let of = |id: u8| [id, factors[usize::from(id) - 1].0 << 4 | factors[usize::from(id) - 1].1, 0];
    let frame = segment(
        0xc0,
        &[&[8], &height.to_be_bytes(), &width.to_be_bytes(), &[3], &of(1), &of(2), &of(3)],
    );
    // Means: twelve codes of four bits. All else: nothing follows, in one bit.
    let mut means = vec![0; 17];
    means[4] = 12;
    means.extend(0..12);
    let mut nothing = vec![0x10];
    nothing.extend([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let tables = segment(0xc4, &[&means, &nothing]);
    let scan = segment(0xda, &[&[3, 1, 0, 2, 0, 3, 0, 0, 63, 0]]);
    let coded = coded(factors, left, right);
    [&[0xff, 0xd8][..], &table, &frame, &tables, &scan, &coded, &[0xff, 0xd9]].concat()
}

fn coded(factors: [(u8, u8); 3], left: [u8; 3], right: [u8; 3]) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut before = [0_i32; 3];
    for colour in [left, right] {
        for (number, (h, v)) in factors.into_iter().enumerate() {
            for _ in 0..h * v {
                let value = i32::from(colour[number]) - 128;
                push_difference(&mut bits, value - before[number]);
                before[number] = value;
            }
        }
    }
    bits.resize(bits.len().next_multiple_of(8), true);
    let bytes =
        bits.chunks(8).map(|bits| bits.iter().fold(0, |all, bit| all << 1 | u8::from(*bit)));
    bytes.flat_map(|byte| if byte == 0xff { vec![0xff, 0] } else { vec![byte] }).collect()
}

/// How many bits it has, these bits, and that nothing follows (T.81, F.1.2.1).
fn push_difference(bits: &mut Vec<bool>, difference: i32) {
    let size = 32 - difference.unsigned_abs().leading_zeros();
    let value = if difference < 0 { difference - 1 } else { difference };
    bits.extend((0..4).rev().map(|bit| size >> bit & 1 == 1));
    bits.extend((0..size).rev().map(|bit| value >> bit & 1 == 1));
    bits.push(false);
}
