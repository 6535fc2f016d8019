//! What one source counts, in bounded memory.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// More reads than this of one page on one day are a mistake.
pub const MOST_READS: u64 = 1_000_000_000_000;

/// How often each address was read on each day, as one source has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    days: BTreeMap<Date, BTreeMap<Box<str>, u64>>,
    room: Room,
}

impl Counts {
    /// Adds `reads` of `address`, which is a path or a URL.
    pub fn add(&mut self, day: Date, address: &str, reads: u64) {
        if let Some(count) = self.of(day, address) {
            *count = count.saturating_add(reads);
        }
    }

    /// Sees to it that `address` has at least so many reads.
    pub fn raise(&mut self, day: Date, address: &str, reads: u64) {
        if let Some(count) = self.of(day, address) {
            *count = reads.max(*count);
        }
    }

    /// The reads of `address` on a day; none if there is no room for one more.
    fn of(&mut self, day: Date, address: &str) -> Option<&mut u64> {
        let on_day = self.days.entry(day).or_default();
        if !on_day.contains_key(address) {
            if !self.room.takes(address) {
                return None;
            }
            on_day.insert(address.into(), 0);
        }
        on_day.get_mut(address)
    }

    /// Whether something was left out, as there was no room for it.
    pub fn is_cut(&self) -> bool {
        self.room.is_full()
    }

    /// Day, address and reads, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &str, u64)> {
        self.days.iter().flat_map(|(day, addresses)| {
            addresses.iter().map(|(address, reads)| (*day, &**address, *reads))
        })
    }

    /// Leaves out `day` and all days after it.
    pub fn retain_before(&mut self, day: Date) {
        self.days.split_off(&day);
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }
}

/// How much memory the addresses of a source may take, in bytes: that of some five million
/// days and addresses. A packed file can hold a thousand times as much as its own size.
pub(super) const MOST_KEPT: usize = 512 << 20;

/// What an address takes besides its letters, in bytes.
const FOR_EACH: usize = 64;

/// The room for the addresses of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// In bytes.
    left: usize,
    is_full: bool,
}

impl Default for Room {
    fn default() -> Self {
        Room { left: MOST_KEPT, is_full: false }
    }
}

impl Room {
    /// Takes the room for one more address, if it is there.
    pub(super) fn takes(&mut self, address: &str) -> bool {
        match self.left.checked_sub(address.len() + FOR_EACH) {
            Some(left) if !self.is_full => self.left = left,
            _ => self.is_full = true,
        }
        !self.is_full
    }

    /// Whether there was no room for an address.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_grow_to_a_bound_and_say_that_they_are_cut() {
        let day = Date::constant(2026, 2, 1);
        let room = Room { left: 2 * (FOR_EACH + 3), is_full: false };
        let mut counts = Counts { room, ..Counts::default() };
        for _ in 0..1000 {
            counts.add(day, "/a/", 1);
            counts.raise(day, "/b/", 7);
        }
        assert!(!counts.is_cut());
        counts.add(day, "/c/", 1);
        assert!(counts.is_cut());
        counts.add(day, "/a/", 1);
        let kept: Vec<_> = counts.iter().collect();
        assert_eq!(kept, [(day, "/a/", 1001), (day, "/b/", 7)]);
    }
}
