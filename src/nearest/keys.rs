//! Keys by which names are found that are like a word, without a look at all of them.

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// So many pieces of a name are kept; file names are mostly shorter.
const MOST_PIECES: usize = 32;
/// Of longer words it is not kept what they are without one of their letters.
const MOST_LETTERS: usize = 64;

/// Which names have which key.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// In order, each once.
    keys: Vec<u32>,
    /// Where the names of each key end.
    ends: Vec<u32>,
    /// The numbers of the names, key by key.
    names: Vec<u32>,
    /// Where the keys begin that begin with the same bits. About as many as there are keys,
    /// so that a key is found at once.
    starts: Vec<u32>,
    /// How many bits of a key are not among these.
    rest: u32,
}

impl Table {
    /// Of keys, each with the number of a name.
    pub(super) fn new(mut entries: Vec<(u32, u32)>) -> Self {
        entries.sort_unstable();
        let mut table = Table::default();
        for same in entries.chunk_by(|(one, _), (next, _)| one == next) {
            table.keys.push(same[0].0);
            table.names.extend(same.iter().map(|(_, name)| name));
            table.ends.push(u32::try_from(table.names.len()).unwrap_or(u32::MAX));
        }
        let bits = table.keys.len().checked_ilog2().unwrap_or(0).max(1);
        table.rest = u32::BITS - bits;
        table.starts = vec![0; (1 << bits) + 1];
        for key in &table.keys {
            table.starts[(key >> table.rest) as usize + 1] += 1;
        }
        let mut before = 0;
        for start in &mut table.starts {
            before += *start;
            *start = before;
        }
        table
    }

    /// The names that have a key.
    pub(super) fn with(&self, key: u32) -> &[u32] {
        let bits = (key >> self.rest) as usize;
        let (start, end) = (self.starts[bits] as usize, self.starts[bits + 1] as usize);
        let Ok(at) = self.keys[start..end].binary_search(&key) else { return &[] };
        let at = start + at;
        let first = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.names[first as usize..self.ends[at] as usize]
    }
}

/// The pieces of three letters, as hashes, each once. Of a long word those with the smallest
/// hashes, so that two long words keep the same of what they share.
pub(super) fn pieces(letters: &[char]) -> Vec<u32> {
    // The ends count: the first letter is a piece, and the first two.
    let ends = ['\0'; 2];
    let letters = [&ends, letters, &ends].concat();
    let bits = |bits: u64, letter: &char| bits << 21 | u64::from(*letter);
    let mut pieces: Vec<u32> =
        letters.windows(3).map(|three| key(0, three.iter().fold(0, bits))).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces.truncate(MOST_PIECES);
    pieces
}

/// The word, and what it is without each of its letters, as hashes, each once. Two words of
/// which one edit makes one of the other share one of these.
pub(super) fn slips(letters: &[char]) -> Vec<u32> {
    if letters.len() > MOST_LETTERS {
        return Vec::new();
    }
    // A polynomial of what comes before a letter and one of what comes after it are
    // that of both together.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut power = 1_u64;
    let mut after = 0_u64;
    let mut slips = Vec::with_capacity(letters.len() + 1);
    let mut before: Vec<u64> = Vec::with_capacity(letters.len() + 1);
    before.push(0);
    for (at, letter) in letters.iter().enumerate() {
        before.push(before[at].wrapping_mul(BASE).wrapping_add(u64::from(*letter) + 1));
    }
    for (letter, before) in letters.iter().zip(&before).rev() {
        slips.push(key(1, before.wrapping_mul(power).wrapping_add(after)));
        after = after.wrapping_add((u64::from(*letter) + 1).wrapping_mul(power));
        power = power.wrapping_mul(BASE);
    }
    slips.push(key(1, after));
    slips.sort_unstable();
    slips.dedup();
    slips
}

/// Half of the bits of a hash.
fn key(kind: u64, bits: u64) -> u32 {
    (xxh3_64_with_seed(&bits.to_le_bytes(), kind) >> 32) as u32
}
