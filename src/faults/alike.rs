//! Warnings that are alike: an archive of ten years may have one of them in each story, and nobody
//! reads thousands. The first ones are told, and the number of the others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};

/// The most warnings of one kind that are told one by one.
const MOST_ALIKE: usize = 50;

/// The same, but of warnings that say the same of other names and numbers the first
/// fifty alone; at the end, how many others there are of each kind. Errors are all there.
pub fn without_most_alike(diagnostics: &[Diagnostic]) -> Cow<'_, [Diagnostic]> {
    if diagnostics.len() <= MOST_ALIKE {
        return Cow::Borrowed(diagnostics);
    }
    let mut kinds: BTreeMap<String, Kind<'_>> = BTreeMap::new();
    let mut told = Vec::new();
    for diagnostic in diagnostics {
        if diagnostic.severity == Severity::Warning {
            let kind = kinds.entry(unnamed(&diagnostic.message));
            let kind = kind.or_insert(Kind { first: diagnostic, count: 0 });
            kind.count += 1;
            if kind.count > MOST_ALIKE {
                continue;
            }
        }
        told.push(diagnostic.clone());
    }
    told.extend(kinds.values().filter_map(Kind::others));
    Cow::Owned(told)
}

/// Warnings of one kind.
struct Kind<'a> {
    first: &'a Diagnostic,
    count: usize,
}

impl Kind<'_> {
    /// How many are not told one by one.
    fn others(&self) -> Option<Diagnostic> {
        let others = self.count.checked_sub(MOST_ALIKE).filter(|others| *others > 0)?;
        let (are, warnings) = if others == 1 { ("is", "warning") } else { ("are", "warnings") };
        let message = format!("{others} more {warnings} {are} like this: {}", self.first.message);
        Some(Diagnostic::warning(message).hint("`dateline check` tells each of them"))
    }
}

/// A message without what it names and counts.
fn unnamed(message: &str) -> String {
    let parts = message.split('`').step_by(2);
    parts.flat_map(str::chars).filter(|c| !c.is_ascii_digit()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(line: usize) -> Diagnostic {
        Diagnostic::warning(format!("`story-{line}` has {line} words")).in_file("a.md")
    }

    #[test]
    fn of_warnings_that_are_alike_the_first_are_told_and_the_number_of_the_others() {
        let other = Diagnostic::warning("the link leads nowhere");
        let mut all: Vec<_> = (0..MOST_ALIKE + 2).map(warning).collect();
        all.push(other.clone());
        let told = without_most_alike(&all);
        assert_eq!(told[..MOST_ALIKE], all[..MOST_ALIKE]);
        assert_eq!(told[MOST_ALIKE], other);
        assert_eq!(told.len(), MOST_ALIKE + 2);
        let last = &told[MOST_ALIKE + 1];
        assert_eq!(last.message, "2 more warnings are like this: `story-0` has 0 words");
        assert_eq!(last.hint.as_deref(), Some("`dateline check` tells each of them"));
        let one_more = without_most_alike(&all[..=MOST_ALIKE]);
        assert!(one_more[MOST_ALIKE].message.starts_with("1 more warning is like this: "));
    }

    #[test]
    fn errors_are_all_told() {
        let error = |line| Diagnostic { severity: Severity::Error, ..warning(line) };
        let all: Vec<_> = (0..3 * MOST_ALIKE).map(error).collect();
        assert_eq!(*without_most_alike(&all), all);
    }
}
