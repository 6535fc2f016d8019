//! The variables of the archive's pages: years, months and days.

use crate::model::Period;
use crate::render::context::{Rendered, Variables};
use crate::render::lists::archive::{Span, days, months, of_day};
use crate::render::lists::groups::headlines;
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::pages::structured_data::Crumb;
use crate::routes::{EditionPage, Route};

impl Pages<'_> {
    pub fn year(&self, at: usize) -> Variables {
        let years = &self.edition().index.archive.years;
        let year = &years[at];
        let mut variables = self.archive_page("year", year, &[Span::Year]);
        variables.insert("year", &Span::Year.name(year, self.context));
        variables.insert("months", &months(year, self.context));
        self.insert_neighbours(&mut variables, years, at, Span::Year);
        variables
    }

    pub fn month(&self, at: usize) -> Rendered<Variables> {
        let months = &self.edition().index.archive.months;
        let month = &months[at];
        let mut variables = self.archive_page("month", month, &[Span::Year, Span::Month]);
        variables.insert("month", &Span::Month.name(month, self.context));
        variables.insert("year", &Span::Year.around(month, self.context));
        variables.insert("days", &days(month, self.context)?);
        self.insert_neighbours(&mut variables, months, at, Span::Month);
        Ok(variables)
    }

    pub fn day(&self, at: usize) -> Rendered<Variables> {
        let days = &self.edition().index.archive.days;
        let day = &days[at];
        let mut variables = self.archive_page("day", day, &[Span::Year, Span::Month, Span::Day]);
        variables.insert("day", &Span::Day.name(day, self.context));
        variables.insert("year", &Span::Year.around(day, self.context));
        variables.insert("month", &Span::Month.around(day, self.context));
        variables.insert("groups", &of_day(day, self.context)?);
        let print = self.edition().index.paths.print(day.day);
        let is_made = matches!(
            self.site().routes.get(&print),
            Some(Route::Edition(_, EditionPage::Print(_)))
        );
        variables.insert("print_url", &is_made.then(|| self.href(&print)));
        self.insert_neighbours(&mut variables, days, at, Span::Day);
        Ok(variables)
    }

    /// A period's page; `way` are the periods that lead to it, itself last.
    fn archive_page(&self, kind: &'static str, period: &Period, way: &[Span]) -> Variables {
        let names: Vec<String> = way.iter().map(|span| span.name(period, self.context)).collect();
        let paths = &self.edition().index.paths;
        let crumbs = way.iter().zip(&names);
        let trail: Vec<Crumb<'_>> =
            crumbs.map(|(span, name)| Crumb::new(name, span.path(period, paths))).collect();
        let title = names.last().map_or("", String::as_str);
        self.variables(PageMeta {
            kind,
            title,
            description: Some(&headlines(self.context, period.briefings.clone())),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        })
    }

    /// `older` and `newer` of a list that is newest first.
    fn insert_neighbours(
        &self,
        variables: &mut Variables,
        periods: &[Period],
        at: usize,
        span: Span,
    ) {
        let link = |period: &Period| span.link(period, self.context);
        variables.insert("older", &periods.get(at + 1).map(link));
        variables.insert("newer", &at.checked_sub(1).map(|at| link(&periods[at])));
    }
}
