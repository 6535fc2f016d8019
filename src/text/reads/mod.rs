//! How often pages were read: the store, and the formats that fill it.
//!
//! Every format ends in [`Counts`]: days, addresses as their source wrote them,
//! and numbers. What an address is on the site is found later.

pub mod access_log;
pub mod packed;
pub mod store;
pub mod table;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// How often each address was read on each day, as one source tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    days: BTreeMap<Date, BTreeMap<Box<str>, u64>>,
}

impl Counts {
    /// Adds `reads` of `address`, which is a path or a URL.
    pub fn add(&mut self, day: Date, address: &str, reads: u64) {
        let on_day = self.days.entry(day).or_default();
        match on_day.get_mut(address) {
            Some(count) => *count = count.saturating_add(reads),
            None => {
                on_day.insert(address.into(), reads);
            }
        }
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

/// What a format is read with.
#[derive(Clone, Debug)]
pub struct Context {
    /// The site's zone: its days are what is counted by.
    pub time_zone: TimeZone,
    /// The last day that can have reads.
    pub today: Date,
    /// The day of a file that does not name one.
    pub day: Option<Date>,
}

/// More reads than this of one page on one day are a mistake.
pub const MOST_READS: u64 = 1_000_000_000_000;

/// How many faulty lines are kept to be shown.
const SHOWN: usize = 10;

/// The lines of a file: how many went in, and what is wrong with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// How many were read.
    pub good: u64,
    /// How many could not be read.
    pub bad: u64,
    /// The first of those.
    pub first_bad: Vec<BadLine>,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub number: u64,
    /// What is wrong with it.
    pub message: String,
}

impl Lines {
    /// Counts a faulty line.
    pub fn reject(&mut self, number: u64, message: impl Into<String>) {
        self.bad += 1;
        if self.first_bad.len() < SHOWN {
            self.first_bad.push(BadLine { number, message: message.into() });
        }
    }
}

/// Why a file as a whole cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub hint: String,
}
