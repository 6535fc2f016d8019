//! What a column is by its cells and its head.

use super::{Reader, amiss, codes, whole};
use crate::days;
use crate::number::{Evidence, evidence, is_bare, is_code};

/// What most cells of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Numbers,
    Times,
    Years,
    /// `20261130`
    CompactDays,
    /// `2008-09` and `2009-10`: seasons, or years of accounts.
    Seasons {
        may_be_months: bool,
    },
    Texts,
}

impl Reader<'_> {
    pub(super) fn kind(&self, at: usize) -> Kind {
        let (mut cells, mut numbers, mut times, mut nearly, mut negative) = (0, 0, 0, 0, 0);
        for cell in self.known(at) {
            cells += 1;
            numbers += usize::from(!matches!(evidence(cell), Evidence::Words));
            nearly += usize::from(amiss::is_nearly_number(cell));
            negative += usize::from(amiss::negative(cell).is_some());
            times += usize::from(days::said(cell).is_some());
        }
        let are_numbers = numbers * 2 > cells
            || numbers * 2 == cells && numbers + nearly == cells
            || at > 0 && numbers > 0 && (numbers + negative) * 2 > cells;
        if let Some(kind) = self.kind_of_all(at) {
            kind
        } else if cells == 0 && at > 0 {
            // Of numbers that nobody knows yet.
            Kind::Numbers
        } else if times * 2 > cells {
            Kind::Times
        } else if self.has_codes(at) && (at > 0 || numbers < cells) {
            Kind::Texts
        } else if are_numbers && !(at == 0 && self.are_names(at)) {
            Kind::Numbers
        } else {
            Kind::Texts
        }
    }

    /// What a column is whose cells are all of the same kind.
    fn kind_of_all(&self, at: usize) -> Option<Kind> {
        let all = |is: &dyn Fn(&str) -> bool| self.known(at).all(is);
        self.known(at).next()?;
        let head = self.head_of(at).to_lowercase();
        let is_called_year = head == "year" || head == self.with.year.to_lowercase();
        if at == 0 && all(&|cell| days::year(cell).is_some())
            || is_called_year && all(&|cell| days::year(whole(cell)).is_some())
        {
            return Some(Kind::Years);
        }
        if all(&|cell| days::season(cell).is_some()) && !codes::is_month(&head) {
            let may_be_months = !codes::is_season(&head) && all(&|cell| days::said(cell).is_some());
            return Some(Kind::Seasons { may_be_months });
        }
        let is_long = |cell: &str| days::is_long(cell);
        if self.known(at).any(is_long) && all(&|cell| is_long(cell) || days::said(cell).is_some()) {
            return Some(Kind::Texts);
        }
        let are_days =
            self.known(at).nth(1).is_some() && all(&|cell| days::compact(cell).is_some());
        if are_days && !codes::is_code(&head, self.known(at)) {
            return Some(Kind::CompactDays);
        }
        let are_codes =
            codes::is_code(&head, self.known(at)) && all(&is_bare) || all(&codes::is_book);
        are_codes.then_some(Kind::Texts)
    }

    /// The cells in which something stands.
    fn known(&self, at: usize) -> impl Iterator<Item = &str> {
        self.column_cells(at).map(|(_, cell)| cell).filter(|cell| !cell.is_empty())
    }

    /// Whether a column has codes, and no number that is written as only numbers are.
    pub(super) fn has_codes(&self, at: usize) -> bool {
        let cells = || self.column_cells(at).map(|(_, cell)| cell);
        let is_measured = |cell: &str| {
            !is_bare(cell) && !is_code(cell) && !matches!(evidence(cell), Evidence::Words)
        };
        cells().any(is_code) && !cells().any(is_measured)
    }

    /// Whether what is no number in a column is a name that has digits in it: a bus of the line
    /// `3A`, the houses `12/14`.
    fn are_names(&self, at: usize) -> bool {
        let is_number = |cell: &str| !matches!(evidence(cell), Evidence::Words);
        let mut others = self.known(at).filter(|cell| !is_number(cell)).peekable();
        others.peek().is_some()
            && others.all(|cell| {
                let has_digits = cell.chars().any(char::is_numeric);
                has_digits
                    && !amiss::is_nearly_number(cell)
                    && amiss::of_spreadsheet(cell).is_none()
                    && amiss::number_and_unit(cell).is_none()
            })
    }
}
