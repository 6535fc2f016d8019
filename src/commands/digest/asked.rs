//! What was asked for, on this site.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::cli::MakeDigest;
use crate::diagnostic::Diagnostic;
use crate::digest::Days;
use crate::nearest::nearest;
use crate::routes::EditionId;
use crate::site::{Edition, Site};
use crate::text::date::{Written, for_message};

/// What was asked for.
pub struct Asked {
    pub days: Days,
    /// The ids of sections; all, if there are none.
    sections: Vec<String>,
    pub editions: Vec<EditionId>,
}

impl Asked {
    /// What the arguments ask for.
    ///
    /// # Errors
    /// All that the site does not have.
    pub fn of(
        arguments: &MakeDigest,
        site: &Site,
        instant: Timestamp,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let today = instant.to_zoned_datetime(site.config.time_zone.clone()).date();
        let days = match (&arguments.since, arguments.day) {
            (Some(since), _) => since_then(since, site, instant, today, &mut faults),
            (None, day) => Days::One(day.unwrap_or(today)),
        };
        let mut sections: Vec<String> = Vec::new();
        for id in &arguments.section {
            match has_section(site, id) {
                true if !sections.contains(id) => sections.push(id.clone()),
                true => {}
                false => faults.push(no_section(site, id)),
            }
        }
        let mut editions: Vec<EditionId> = Vec::new();
        for tag in &arguments.language {
            match edition_of(site, tag) {
                Some(edition) if !editions.contains(&edition.id) => editions.push(edition.id),
                Some(_) => {}
                None => faults.push(no_language(site, tag)),
            }
        }
        if arguments.language.is_empty() {
            editions = site.editions.iter().map(|edition| edition.id).collect();
        }
        if faults.is_empty() { Ok(Asked { days, sections, editions }) } else { Err(faults) }
    }

    /// The numbers of the sections in an edition; none if it has none of them.
    pub fn sections_in(&self, edition: &Edition) -> Option<Vec<usize>> {
        let sections = edition.index.sections.iter().enumerate();
        let is_asked = |id: &String| self.sections.contains(id);
        let found: Vec<usize> = sections
            .filter(|(_, section)| is_asked(&section.config.id))
            .map(|(at, _)| at)
            .collect();
        (self.sections.is_empty() || !found.is_empty()).then_some(found)
    }

    /// That no story is of these days, and which days have some.
    pub fn nothing(&self, site: &Site) -> Diagnostic {
        let (first, last) = self.days.ends();
        let of_sections = match &self.sections[..] {
            [] => String::new(),
            [one] => format!(" in the section `{one}`"),
            several => format!(" in the sections `{}`", several.join("`, `")),
        };
        let when = match self.days {
            Days::One(day) => format!("of {day}"),
            Days::Since { .. } => format!("from {first} to {last}"),
        };
        let near = self.nearest_days(site, first, last);
        let near: Vec<String> = near.iter().map(|day| format!("`--day {day}`")).collect();
        let hint = match &near[..] {
            [] => "write a story, or name another folder with `--site`".into(),
            days => format!("the nearest days that have some: {}", days.join(", ")),
        };
        Diagnostic::error(format!("there is no public story {when}{of_sections}")).hint(hint)
    }

    /// The nearest day with stories before the days, and that behind them.
    fn nearest_days(&self, site: &Site, first: Date, last: Date) -> Vec<Date> {
        let editions = self.editions.iter().map(|edition| site.edition(*edition));
        let days: Vec<Date> = editions
            .filter_map(|edition| Some((edition, self.sections_in(edition)?)))
            .flat_map(|(edition, sections)| {
                let is_asked =
                    move |section: usize| sections.is_empty() || sections.contains(&section);
                let stories = edition.briefings.iter();
                stories.filter(move |story| is_asked(story.section)).map(|story| story.day)
            })
            .collect();
        let before = days.iter().filter(|day| **day < first).max();
        let behind = days.iter().filter(|day| **day > last).min();
        before.into_iter().chain(behind).copied().collect()
    }
}

fn since_then(
    since: &Written,
    site: &Site,
    instant: Timestamp,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Days {
    let zone = &site.config.time_zone;
    let from = match since.in_zone(zone) {
        Ok(moment) if moment.timestamp() <= instant => moment,
        Ok(moment) => {
            let (since, now) =
                (for_message(&moment.timestamp(), zone), for_message(&instant, zone));
            faults.push(
                Diagnostic::error(format!("--since: {since} is to come: it is {now}"))
                    .hint("name a day that has been, such as yesterday"),
            );
            return Days::One(today);
        }
        Err(message) => {
            faults.push(Diagnostic::error(format!("--since: {message}")));
            return Days::One(today);
        }
    };
    Days::Since { from: from.timestamp(), first: from.day(), last: today }
}

fn has_section(site: &Site, id: &str) -> bool {
    let mut sections = site.editions.iter().flat_map(|edition| edition.index.sections.iter());
    sections.any(|section| section.config.id == id)
}

fn no_section(site: &Site, id: &str) -> Diagnostic {
    let ids = || site.config.sections.iter().map(|section| section.id.as_str());
    let hint = match nearest(id, ids()) {
        Some(near) => format!("did you mean `--section {near}`?"),
        None => format!("name one of `{}`", ids().collect::<Vec<_>>().join("`, `")),
    };
    Diagnostic::error(format!("--section: the site has no section `{id}`")).hint(hint)
}

fn edition_of<'s>(site: &'s Site, tag: &str) -> Option<&'s Edition> {
    let asked = icu_locale::Locale::try_from_str(tag).ok()?;
    site.editions.iter().find(|edition| edition.settings.language == asked)
}

fn no_language(site: &Site, tag: &str) -> Diagnostic {
    let tags: Vec<String> =
        site.editions.iter().map(|edition| edition.settings.language.to_string()).collect();
    let hint = match nearest(tag, tags.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `--language {near}`?"),
        None => format!("name one of `{}`", tags.join("`, `")),
    };
    Diagnostic::error(format!("--language: the site is not in `{tag}`")).hint(hint)
}
