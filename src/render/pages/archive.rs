//! The variables of the archive's pages: years, months and days.

use std::ops::Range;

use tera::Context;

use crate::model::Period;
use crate::render::pages::lists::{About, Made, Pages, without_empty};
use crate::render::structured_data::Crumb;
use crate::render::views::{CountedLinkView, DayView, GroupView, PeriodView};
use crate::site::Index;
use crate::url::SitePath;

impl Pages<'_> {
    pub fn year(&self, at: usize) -> Context {
        let archive = &self.site.index.archive;
        let year = &archive.years[at];
        let title = year.day.year().to_string();
        let mut context = self.archive_context(
            "year",
            &title,
            year,
            &[Crumb::new(&title, Index::year_path(year.day))],
        );
        context.insert("year", &title);
        let months: Vec<CountedLinkView> = within(&archive.months, &year.briefings)
            .iter()
            .map(|month| self.period(month, self.month_name(month), &Index::month_path(month.day)))
            .collect();
        context.insert("months", &months);
        self.insert_neighbours(&mut context, &archive.years, at, |year| {
            self.period(year, year.day.year().to_string(), &Index::year_path(year.day))
        });
        context
    }

    pub fn month(&self, at: usize) -> Made {
        let archive = &self.site.index.archive;
        let month = &archive.months[at];
        let title = self.month_name(month);
        let year = month.day.year().to_string();
        let trail = [
            Crumb::new(&year, Index::year_path(month.day)),
            Crumb::new(&title, Index::month_path(month.day)),
        ];
        let mut context = self.archive_context("month", &title, month, &trail);
        context.insert("month", &title);
        self.insert_year(&mut context, month);
        let days = within(&archive.days, &month.briefings).iter().map(|day| {
            Ok(DayView {
                name: self.prepared.calendar.day(day.day),
                url: self.href(&Index::day_path(day.day)),
                briefings: self.cards(day.briefings.clone())?,
            })
        });
        context.insert("days", &days.collect::<Made<Vec<DayView>>>()?);
        self.insert_neighbours(&mut context, &archive.months, at, |month| {
            self.period(month, self.month_name(month), &Index::month_path(month.day))
        });
        Ok(context)
    }

    pub fn day(&self, at: usize) -> Made {
        let archive = &self.site.index.archive;
        let day = &archive.days[at];
        let title = self.prepared.calendar.day(day.day);
        let (year, month) = (day.day.year().to_string(), self.month_name(day));
        let trail = [
            Crumb::new(&year, Index::year_path(day.day)),
            Crumb::new(&month, Index::month_path(day.day)),
            Crumb::new(&title, Index::day_path(day.day)),
        ];
        let mut context = self.archive_context("day", &title, day, &trail);
        context.insert("day", &title);
        self.insert_year(&mut context, day);
        let month = PeriodView { url: self.href(&Index::month_path(day.day)), name: month };
        context.insert("month", &month);
        let groups = self.prepared.sections.iter().enumerate().map(|(section, view)| {
            let briefings =
                day.briefings.clone().filter(|at| self.site.briefings[*at].section == section);
            Ok(GroupView { section: view.clone(), briefings: self.cards(briefings)? })
        });
        context.insert("groups", &without_empty(groups)?);
        self.insert_neighbours(&mut context, &archive.days, at, |day| {
            self.period(day, self.prepared.calendar.day(day.day), &Index::day_path(day.day))
        });
        Ok(context)
    }

    fn archive_context(
        &self,
        kind: &'static str,
        title: &str,
        period: &Period,
        trail: &[Crumb<'_>],
    ) -> Context {
        let data = Some(self.data().list(title, None, trail));
        let headlines = self.headlines(period.briefings.clone());
        let description = Some(&*headlines);
        self.context(About { kind, title, description, data, ..About::default() })
    }

    fn month_name(&self, period: &Period) -> String {
        self.prepared.calendar.month(period.day)
    }

    fn period(&self, period: &Period, name: String, path: &SitePath) -> CountedLinkView {
        CountedLinkView { name, url: self.href(path), count: period.briefings.len() }
    }

    fn insert_year(&self, context: &mut Context, period: &Period) {
        let name = period.day.year().to_string();
        let url = self.href(&Index::year_path(period.day));
        context.insert("year", &PeriodView { name, url });
    }

    /// `older` and `newer` of a list that is newest first.
    fn insert_neighbours(
        &self,
        context: &mut Context,
        periods: &[Period],
        at: usize,
        view: impl Fn(&Period) -> CountedLinkView,
    ) {
        context.insert("older", &periods.get(at + 1).map(&view));
        context.insert("newer", &at.checked_sub(1).map(|at| view(&periods[at])));
    }
}

/// The periods inside `stretch`; both are in the same order.
fn within<'p>(periods: &'p [Period], stretch: &Range<usize>) -> &'p [Period] {
    let first = periods.partition_point(|period| period.briefings.start < stretch.start);
    let last = periods.partition_point(|period| period.briefings.start < stretch.end);
    &periods[first..last]
}
