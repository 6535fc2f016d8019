//! Answers that come page by page, and the addresses and days that are asked for.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use url::Url;

use super::client::Client;
use crate::diagnostic::Diagnostic;

/// How many pages an answer may have. At hundreds of addresses a page no site
/// comes near it.
const MOST_PAGES: usize = 2000;

/// Asks for one page after the other until `ask`, which is given the number of
/// the page, says that it was the last.
pub(super) fn every_page<T: PartialEq>(
    client: &Client<'_>,
    mut ask: impl FnMut(usize) -> Result<(T, IsLast), Diagnostic>,
    mut take: impl FnMut(&T),
) -> Result<(), Diagnostic> {
    let mut before = None;
    for page in 0..MOST_PAGES {
        let (rows, is_last) = ask(page)?;
        if before.as_ref() == Some(&rows) {
            return Err(client.endless("gives the same page of its answer again and again"));
        }
        take(&rows);
        if is_last == IsLast::Yes {
            return Ok(());
        }
        before = Some(rows);
    }
    Err(client.endless("has no end to its answer"))
}

/// Whether a page is the last.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum IsLast {
    Yes,
    No,
}

impl IsLast {
    pub(super) fn of(is_last: bool) -> Self {
        if is_last { IsLast::Yes } else { IsLast::No }
    }
}

/// An address below that of the server, with or without a last slash in it.
pub(super) fn below<'p>(server: &Url, path: impl IntoIterator<Item = &'p str>) -> Url {
    let mut url = server.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    url
}

/// The days of a range.
pub(super) fn each_day(days: &RangeInclusive<Date>) -> impl Iterator<Item = Date> {
    let last = *days.end();
    days.start().series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
}
