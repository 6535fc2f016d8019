//! Which stories a digest has.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::Briefing;
use crate::render::{Context, Renderer, StoryView};
use crate::routes::EditionId;
use crate::text::config::DigestOrder;
use crate::text::date::{Moment, Precision};
use crate::text::front_matter::Correction;

/// The days that a digest is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// One.
    One(Date),
    /// From a moment on, which is on the first day; the last is that of the site's moment.
    Since {
        /// The moment.
        from: Timestamp,
        /// Its day.
        first: Date,
        /// The last day.
        last: Date,
    },
}

impl Days {
    /// Whether a moment is in them. One of which only the day is known is, if its day is.
    fn have(self, moment: &Moment) -> bool {
        let day = moment.day();
        match self {
            Days::One(only) => day == only,
            Days::Since { from, first, .. } => {
                moment.timestamp() >= from || (moment.precision == Precision::Day && day >= first)
            }
        }
    }

    /// Whether a story is of them: by its date, or by the end of its embargo, if that was later. So
    /// whoever gets a digest of each day, made on the next, gets each story: that of the day of its
    /// date had none that was held.
    fn have_story(self, briefing: &Briefing) -> bool {
        let released = briefing.article.facts.embargo.as_ref();
        let released = released.filter(|it| it.timestamp() > briefing.date.timestamp());
        self.have(&briefing.date) || released.is_some_and(|it| self.have(it))
    }

    /// The first and the last.
    pub fn ends(self) -> (Date, Date) {
        match self {
            Days::One(only) => (only, only),
            Days::Since { first, last, .. } => (first, last),
        }
    }
}

/// What was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Selection<'a> {
    /// The days.
    pub days: Days,
    /// The sections, by their numbers; all, if there are none.
    pub sections: &'a [usize],
    /// The stories that were read most the day before, most first.
    pub most_read: &'a [usize],
}

/// A correction and the story that was wrong.
pub(super) type Corrected<'a> = (usize, &'a Correction);

/// The stories of some days in one language.
#[derive(Clone)]
pub struct Digest<'a> {
    pub(super) context: Context<'a>,
    /// The days that it is of.
    pub days: Days,
    /// The sections that were asked for, if not all are in it.
    pub(super) asked: Vec<usize>,
    /// The stories of each section that has any.
    pub(super) groups: Vec<(usize, Vec<usize>)>,
    /// The corrections that were made in these days, newest first.
    pub(super) corrections: Vec<Corrected<'a>>,
    /// The later corrections of its stories, newest first.
    pub(super) corrected_since: Vec<Corrected<'a>>,
    pub(super) most_read: Vec<usize>,
}

impl<'a> Digest<'a> {
    /// The digest of what an edition has of the selection. It has no story that is not public.
    pub fn of(renderer: &'a Renderer, edition: EditionId, selection: Selection<'_>) -> Self {
        let context = renderer.context(edition);
        let Selection { days, sections, most_read } = selection;
        let edition = context.edition;
        let is_asked = |section: usize| sections.is_empty() || sections.contains(&section);
        let is_public = |briefing: &Briefing| briefing.article.held.is_none();
        let all = || {
            let all = edition.briefings.iter().enumerate();
            all.filter(|(_, it)| is_public(it) && is_asked(it.section))
        };
        let mut groups: Vec<(usize, Vec<usize>)> =
            (0..edition.index.sections.len()).map(|section| (section, Vec::new())).collect();
        for (at, briefing) in all().filter(|(_, briefing)| days.have_story(briefing)) {
            groups[briefing.section].1.push(at);
        }
        groups.retain(|(_, stories)| !stories.is_empty());
        for (_, stories) in &mut groups {
            match edition.settings.digest.order {
                DigestOrder::Newest => {}
                DigestOrder::Oldest => stories.reverse(),
                DigestOrder::Featured => {
                    stories.sort_by_key(|at| !edition.briefings[*at].article.facts.featured);
                }
            }
        }
        let (_, last) = days.ends();
        let (mut corrections, mut corrected_since) = (Vec::new(), Vec::new());
        for (at, briefing) in all() {
            for correction in &briefing.article.facts.corrections {
                if days.have(&correction.date) {
                    corrections.push((at, correction));
                } else if days.have_story(briefing) && correction.date.day() > last {
                    corrected_since.push((at, correction));
                }
            }
        }
        for list in [&mut corrections, &mut corrected_since] {
            list.sort_by_key(|(at, correction)| (Reverse(correction.date.timestamp()), *at));
        }
        let most = edition.settings.digest.most_read;
        let most_read = most_read.iter().copied();
        let most_read = most_read.filter(|at| is_public(&edition.briefings[*at])).take(most);
        Digest {
            context,
            days,
            asked: sections.to_vec(),
            groups,
            corrections,
            corrected_since,
            most_read: most_read.collect(),
        }
    }

    /// How many stories it has.
    pub fn stories(&self) -> usize {
        self.groups.iter().map(|(_, stories)| stories.len()).sum()
    }

    /// Of how many sections it has stories.
    pub fn sections(&self) -> usize {
        self.groups.len()
    }

    /// Whether it says nothing: neither a story nor a correction is of its days.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.corrections.is_empty()
    }

    /// Its stories in their order, section by section.
    pub(super) fn in_order(&self) -> impl Iterator<Item = StoryView<'a>> + '_ {
        let all = self.groups.iter().flat_map(|(_, stories)| stories);
        all.map(|at| StoryView::new(self.context, *at, crate::render::Addresses::Absolute))
    }

    /// The last moment that it names: of a story, or of a correction.
    pub(super) fn modified(&self) -> Option<&'a Moment> {
        let edition = self.context.edition;
        let stories = self.groups.iter().flat_map(|(_, stories)| stories);
        let stories = stories.map(|at| edition.briefings[*at].modified());
        let corrections = self.corrections.iter().map(|(_, correction)| &correction.date);
        stories.chain(corrections).max_by_key(|moment| moment.timestamp())
    }

    /// What its files are called, but for their endings: `2026-02-01`, and the section and the
    /// language where there are others.
    pub fn file_name(&self) -> String {
        let (first, last) = self.days.ends();
        let mut name = match self.days {
            Days::One(day) => day.to_string(),
            // Also of a part of one day: not all of its stories are in it.
            Days::Since { .. } => format!("{first}--{last}"),
        };
        let edition = self.context.edition;
        for section in &self.asked {
            name = format!("{name}.{}", edition.index.sections[*section].config.id);
        }
        if self.context.site.editions.len() > 1 {
            name = format!("{name}.{}", edition.settings.language.to_string().to_lowercase());
        }
        name
    }
}
