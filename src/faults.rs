//! The faults of each file: the first ones, and the number of the others.

mod alike;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, Severity};

pub use alike::without_most_alike;

/// The most faults of one file that are reported; more are of no use to anybody.
pub const MOST_FAULTS: usize = 100;

/// What is wrong with one file: diagnostics, or what has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFaults<T = Diagnostic> {
    told: Vec<T>,
    /// How many of those are warnings.
    warnings: usize,
    untold: usize,
    /// The gravest of what is not told.
    gravest: Option<Severity>,
}

impl<T> Default for FileFaults<T> {
    fn default() -> Self {
        FileFaults { told: Vec::new(), warnings: 0, untold: 0, gravest: None }
    }
}

impl<T: AsRef<Diagnostic> + From<Diagnostic>> FileFaults<T> {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// Each of them; none if some are only counted.
    pub fn all(&self) -> Option<&[T]> {
        self.gravest.is_none().then_some(&*self.told)
    }

    /// Whether one of them keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.gravest == Some(Severity::Error) || self.told.len() > self.warnings
    }

    /// Adds a fault, which is made only if it is reported: to find its place and its remedy
    /// takes a look at the text and at other files. An error is reported rather than a warning.
    pub fn add(&mut self, severity: Severity, fault: impl FnOnce() -> T) {
        let is_warning = severity == Severity::Warning;
        if self.told.len() == MOST_FAULTS {
            if is_warning || self.warnings == 0 {
                self.add_untold(severity, 1);
                return;
            }
            let last = self.told.iter().rposition(|told| !told.as_ref().is_error());
            last.map(|last| self.told.remove(last));
            self.warnings -= 1;
            self.add_untold(Severity::Warning, 1);
        }
        self.warnings += usize::from(is_warning);
        self.told.push(fault());
    }

    /// The last of those at a place that are told.
    pub fn told_at(&mut self, place: &Place) -> Option<&mut T> {
        self.told.iter_mut().rev().find(|told| (*told).as_ref().place.as_ref() == Some(place))
    }

    /// Adds faults that were made already.
    pub fn extend(&mut self, faults: impl IntoIterator<Item = T>) {
        for fault in faults {
            self.add(fault.as_ref().severity, || fault);
        }
    }

    /// Adds what else is wrong with the file.
    pub fn append(&mut self, rest: FileFaults<T>) {
        self.extend(rest.told);
        if let Some(gravest) = rest.gravest {
            self.add_untold(gravest, rest.untold);
        }
    }

    /// Counts faults that are not told.
    pub fn add_untold(&mut self, severity: Severity, count: usize) {
        self.untold += count;
        self.gravest = self.gravest.into_iter().chain([severity]).min();
    }

    /// The same, each as something that has it.
    fn map<U>(self, with: impl FnMut(T) -> U) -> FileFaults<U> {
        let FileFaults { told, warnings, untold, gravest } = self;
        FileFaults { told: told.into_iter().map(with).collect(), warnings, untold, gravest }
    }

    /// The faults, and after them how many more there are.
    pub fn into_reported(self) -> Vec<T> {
        let more = self.more();
        self.told.into_iter().chain(more.map(T::from)).collect()
    }

    fn more(&self) -> Option<Diagnostic> {
        let severity = self.gravest?;
        let told = self.told.iter().map(AsRef::as_ref);
        let last = told.max_by(|one, other| one.reading_order(other));
        let file = last.and_then(|last| last.file.clone());
        let (are, faults) = if self.untold == 1 { ("is", "fault") } else { ("are", "faults") };
        let place = if file.is_some() { "this file" } else { "templates" };
        let message = format!("{} more {faults} {are} in {place}", self.untold);
        let hint = match self.has_errors() {
            true => "fix the errors above first",
            false => "mend what the warnings above name first",
        };
        Some(Diagnostic {
            severity,
            file,
            // That of the last one; wider, so that it stays below that.
            place: last
                .and_then(|last| last.place)
                .map(|place| Place { width: place.width + 1, ..place }),
            ..Diagnostic::error(message).hint(hint)
        })
    }
}

/// What is wrong with the files of a site, and beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFaults<T = Diagnostic> {
    of_files: BTreeMap<String, FileFaults<T>>,
    /// What was counted already, or is of no file.
    others: Vec<T>,
}

impl<T> Default for SiteFaults<T> {
    fn default() -> Self {
        SiteFaults { of_files: BTreeMap::new(), others: Vec::new() }
    }
}

impl<T: AsRef<Diagnostic> + From<Diagnostic>> SiteFaults<T> {
    /// Adds a fault to those of its file.
    pub fn add(&mut self, fault: T) {
        match fault.as_ref().file.clone() {
            Some(file) => self.of_files.entry(file).or_default().extend([fault]),
            None => self.others.push(fault),
        }
    }

    /// Adds faults of one file.
    pub fn add_of_file(&mut self, file: &str, faults: FileFaults<T>) {
        self.of_files.entry(file.into()).or_default().append(faults);
    }

    /// Adds faults that are all told, since they were counted where they were found.
    pub fn add_all(&mut self, faults: impl IntoIterator<Item = T>) {
        self.others.extend(faults);
    }

    /// Adds all of `others`.
    pub fn merge(&mut self, others: SiteFaults<T>) {
        for (file, faults) in others.of_files {
            self.add_of_file(&file, faults);
        }
        self.add_all(others.others);
    }

    /// The same, each as something that has it.
    pub fn map<U>(self, mut with: impl FnMut(T) -> U) -> SiteFaults<U> {
        let of_files = self.of_files.into_iter();
        let of_files = of_files.map(|(file, faults)| (file, faults.map(&mut with))).collect();
        SiteFaults { of_files, others: self.others.into_iter().map(with).collect() }
    }

    /// All of them, in reading order.
    pub fn into_reported(self) -> Vec<T> {
        let mut told = self.others;
        told.extend(self.of_files.into_values().flat_map(FileFaults::into_reported));
        told.sort_by(|one, other| one.as_ref().reading_order(other.as_ref()));
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: usize) -> Diagnostic {
        let place = Place { line, column: 3, width: 5 };
        Diagnostic::warning("the link leads nowhere").in_file("a.md").at(place)
    }

    #[test]
    fn what_is_not_told_is_not_made() {
        let mut faults: FileFaults = FileFaults::default();
        let mut made = 0;
        for line in 1..=30_000 {
            faults.add(Severity::Warning, || {
                made += 1;
                fault(line)
            });
        }
        assert_eq!(made, MOST_FAULTS);
        let told = faults.into_reported();
        assert_eq!(told.len(), MOST_FAULTS + 1);
        assert_eq!(
            told[MOST_FAULTS].to_string(),
            "warning: 29900 more faults are in this file (a.md:100:3)"
        );
        assert!(told.is_sorted_by(|one, next| one.reading_order(next).is_le()));
    }

    #[test]
    fn as_many_as_are_told_are_all_there_are() {
        let mut faults: FileFaults = FileFaults::default();
        faults.extend((1..=MOST_FAULTS).map(fault));
        assert_eq!(faults.clone().into_reported().len(), MOST_FAULTS);
        faults.extend([fault(7)]);
        let told = faults.into_reported();
        assert_eq!(told[MOST_FAULTS].message, "1 more fault is in this file");
    }

    #[test]
    fn an_error_is_told_rather_than_a_warning_and_counts_where_it_is_not() {
        let mut faults: FileFaults = FileFaults::default();
        faults.extend((1..=MOST_FAULTS).map(fault));
        let error = |line| Diagnostic { severity: Severity::Error, ..fault(line) };
        assert!(!faults.has_errors());
        faults.extend([error(200), fault(201)]);
        assert!(faults.has_errors());
        let told = faults.clone().into_reported();
        assert!(told.contains(&error(200)) && told.len() == MOST_FAULTS + 1, "{told:#?}");
        assert_eq!(
            told[MOST_FAULTS].to_string(),
            "warning: 2 more faults are in this file (a.md:200:3)"
        );

        let mut rest: FileFaults = FileFaults::default();
        rest.extend((1..=MOST_FAULTS + 5).map(error));
        faults.append(rest);
        let told = faults.into_reported();
        assert!(told.iter().all(Diagnostic::is_error));
        assert_eq!(told[MOST_FAULTS].message, "107 more faults are in this file");
    }
}
