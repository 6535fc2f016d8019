//! What of an answer came, and which of its days are whole.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::reads::counts::Counts;

/// What a service gave.
#[derive(Debug)]
pub struct ServiceReads {
    /// Reads of days that are whole.
    pub counts: Counts,
    /// Why the other days are missing, if some are.
    pub fault: Option<Diagnostic>,
}

/// What came so far.
pub(super) struct Collector {
    counts: Counts,
    days: RangeInclusive<Date>,
    whole_before: Date,
}

impl Collector {
    pub(super) fn new(days: &RangeInclusive<Date>) -> Self {
        Collector { counts: Counts::default(), days: days.clone(), whole_before: *days.start() }
    }

    /// Adds reads, if they are of a day that was asked for.
    pub(super) fn add(&mut self, day: Date, address: &str, reads: u64) {
        if reads > 0 && self.days.contains(&day) {
            self.counts.add(day, address, reads);
        }
    }

    /// Of the days before this one, nothing is missing.
    pub(super) fn is_whole_before(&mut self, day: Date) {
        self.whole_before = day.min(*self.days.end());
    }

    /// When everything came.
    pub(super) fn all(self) -> ServiceReads {
        ServiceReads { counts: self.counts, fault: None }
    }

    /// When the rest did not come. No day after one that is missing is kept: the next
    /// time, what is missing is asked for from the newest day in the store.
    pub(super) fn whole_days(mut self, fault: Diagnostic) -> Result<ServiceReads, Diagnostic> {
        let (from, first) = (self.whole_before, *self.days.start());
        if from <= first {
            return Err(fault);
        }
        self.counts.retain_before(from);
        let last = from.yesterday().unwrap_or(first);
        let fault = fault.hint(format!(
            "the days to {last} are stored; ask for the rest later, or give it more time with --timeout"
        ));
        Ok(ServiceReads { counts: self.counts, fault: Some(fault) })
    }
}
