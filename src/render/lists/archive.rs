//! The archive: what is in a year, a month and a day.

use std::ops::Range;

use crate::model::Period;
use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered};
use crate::render::lists::groups::groups;
use crate::render::story::cards::cards;
use crate::render::views::{CountedLinkView, DayView, GroupView, PeriodView};
use crate::site::Paths;
use crate::url::SitePath;

/// How long a period is.
#[derive(Clone, Copy)]
pub enum Span {
    Year,
    Month,
    Day,
}

impl Span {
    /// What the period of this length that `period` begins or is in is called.
    pub fn name(self, period: &Period, context: Context<'_>) -> String {
        let calendar = &context.shared.calendar;
        match self {
            Span::Year => calendar.year(period.day),
            Span::Month => calendar.month(period.day),
            Span::Day => calendar.day(period.day),
        }
    }

    /// Where its page is.
    pub fn path(self, period: &Period, paths: &Paths) -> SitePath {
        match self {
            Span::Year => paths.year(period.day),
            Span::Month => paths.month(period.day),
            Span::Day => paths.day(period.day),
        }
    }

    /// What leads to it from what is in it.
    pub fn around(self, period: &Period, context: Context<'_>) -> PeriodView {
        let url =
            context.address(&self.path(period, &context.edition.index.paths), Addresses::InSite);
        PeriodView { name: self.name(period, context), url }
    }

    /// What leads to it from elsewhere.
    pub fn link(self, period: &Period, context: Context<'_>) -> CountedLinkView {
        let url =
            context.address(&self.path(period, &context.edition.index.paths), Addresses::InSite);
        CountedLinkView { name: self.name(period, context), url, count: period.briefings.len() }
    }
}

/// The months of a year.
pub fn months(year: &Period, context: Context<'_>) -> Vec<CountedLinkView> {
    let months = within(&context.edition.index.archive.months, &year.briefings).iter();
    months.map(|month| Span::Month.link(month, context)).collect()
}

/// The days of a month, with their briefings.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn days(month: &Period, context: Context<'_>) -> Rendered<Vec<DayView>> {
    let days = within(&context.edition.index.archive.days, &month.briefings).iter();
    let day = |day: &Period| {
        let PeriodView { name, url } = Span::Day.around(day, context);
        let date = day.day.to_string();
        Ok(DayView { name, date, url, briefings: cards(context, day.briefings.clone())? })
    };
    days.map(day).collect()
}

/// A stretch of all briefings by their days, each called as lists call it.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn by_day(stretch: Range<usize>, context: Context<'_>) -> Rendered<Vec<DayView>> {
    let Range { start, end } = stretch;
    let briefings = &context.edition.briefings[start..end];
    let mut first = start;
    let days = briefings.chunk_by(|one, other| one.day == other.day).map(|of_day| {
        let stretch = first..first + of_day.len();
        first = stretch.end;
        let day = of_day[0].day;
        let path = context.edition.index.paths.day(day);
        Ok(DayView {
            name: context.shared.calendar.in_lists(day),
            date: day.to_string(),
            url: context.address(&path, Addresses::InSite),
            briefings: cards(context, stretch)?,
        })
    });
    days.collect()
}

/// The briefings of a day, by section.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn of_day(day: &Period, context: Context<'_>) -> Rendered<Vec<GroupView>> {
    let briefings = &context.edition.briefings;
    groups(context, |section| {
        day.briefings.clone().filter(move |at| briefings[*at].section == section)
    })
}

/// The periods inside `stretch`; both are in the same order.
fn within<'p>(periods: &'p [Period], stretch: &Range<usize>) -> &'p [Period] {
    let first = periods.partition_point(|period| period.briefings.start < stretch.start);
    let last = periods.partition_point(|period| period.briefings.start < stretch.end);
    &periods[first..last]
}
