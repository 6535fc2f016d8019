//! Moments and days in the language of the site.

use jiff::civil::Date;

use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::DateView;
use crate::text::date::{Moment, Precision, rfc3339};

/// A moment in the site's language and zone.
pub fn date(moment: &Moment, context: Context<'_>, addresses: Addresses) -> DateView {
    let zoned = &moment.zoned;
    let of_day = day(moment.day(), context, addresses);
    let time = context.shared.numbers.digits(&zoned.strftime("%H:%M").to_string());
    match moment.precision {
        Precision::Day => DateView { time, ..of_day },
        Precision::Time => DateView { iso: iso(moment), time, has_time: true, ..of_day },
    }
}

/// A moment for machines, by RFC 3339 (<https://www.rfc-editor.org/rfc/rfc3339>);
/// the day alone when only a day was written.
pub fn iso(moment: &Moment) -> String {
    match moment.precision {
        Precision::Day => moment.day().to_string(),
        Precision::Time => rfc3339(&moment.zoned),
    }
}

/// A day in the site's language.
pub fn day(day: Date, context: Context<'_>, addresses: Addresses) -> DateView {
    let path = context.edition.index.paths.day(day);
    let has_page = context.site.routes.get(&path).is_some();
    DateView {
        iso: day.to_string(),
        text: context.shared.calendar.day(day),
        short: context.shared.calendar.in_lists(day),
        time: context.shared.numbers.digits("00:00"),
        has_time: false,
        url: has_page.then(|| context.address(&path, addresses)),
    }
}
