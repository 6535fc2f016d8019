//! A digest as templates see it.

use std::borrow::Cow;

use tera::Value;

use super::chosen::{Corrected, Days, Digest};
use crate::html::escaped;
use crate::language::calendar::Calendar;
use crate::render::apart::well_formed;
use crate::render::views::{
    DigestCorrectionView, DigestGroupView, DigestLinkView, DigestStoryView, DigestView,
};
use crate::render::{Addresses, Group, StoryView, day, empty};
use crate::text::config::Unsubscribe;

impl<'a> Digest<'a> {
    /// What templates see; `text` adds the text to each story.
    pub(super) fn view(
        &self,
        mut text: impl FnMut(StoryView<'a>, &mut DigestStoryView<'a>),
    ) -> DigestView<'a> {
        let context = self.context;
        let settings = &context.edition.settings.digest;
        let mut number = 0;
        let groups = self.groups.iter().map(|(section, stories)| {
            let stories = stories.iter().map(|at| {
                number += 1;
                let story = StoryView::new(context, *at, Addresses::Absolute);
                let mut view = story.apart(number);
                if let Some(source) = &mut view.source
                    && let Cow::Owned(url) = well_formed(&source.url)
                {
                    source.url = url.into();
                }
                text(story, &mut view);
                view
            });
            let group = Group { context, section: *section };
            DigestGroupView { stories: stories.collect(), ..group.view() }
        });
        let groups = groups.collect();
        let link = |at: usize| StoryView::new(context, at, Addresses::Absolute).link_apart();
        DigestView {
            greeting: settings.greeting.as_deref(),
            footer: settings.footer.as_deref(),
            postal_address: settings.postal_address.as_deref(),
            unsubscribe: settings.unsubscribe.as_ref().map(|way| match way {
                Unsubscribe::At(url) => Value::safe_string(&escaped(url)),
                Unsubscribe::By(mailer) => Value::safe_string(mailer.placeholder()),
            }),
            corrections: self.corrected(&self.corrections),
            corrected_since: self.corrected(&self.corrected_since),
            groups,
            most_read: self.most_read.iter().map(|at| link(*at)).collect(),
            ..empty(context, self.name(), self.url())
        }
    }

    fn corrected(&self, list: &[Corrected<'a>]) -> Vec<DigestCorrectionView<'a>> {
        let view = |(at, correction): &Corrected<'a>| {
            let story = StoryView::new(self.context, *at, Addresses::Absolute);
            DigestCorrectionView {
                date: story.date(&correction.date),
                text: &correction.text,
                story: story.link_apart(),
            }
        };
        list.iter().map(view).collect()
    }

    /// What it is called.
    pub(super) fn title(&self) -> &'a str {
        let settings = &self.context.edition.settings;
        settings.digest.title.as_deref().unwrap_or(&settings.title)
    }

    /// Its days, in words.
    pub(super) fn name(&self) -> String {
        let (first, last) = self.days.ends();
        let language = &self.context.edition.settings.language;
        let calendar = Calendar::new(language, [first, last]);
        match first == last {
            true => calendar.day(first),
            false => format!("{} – {}", calendar.day(first), calendar.day(last)),
        }
    }

    /// Where it is on the web: the page of its day, or the front page.
    pub(super) fn url(&self) -> String {
        let home =
            || self.context.address(self.context.edition.index.paths.home(), Addresses::Absolute);
        match self.days {
            Days::One(only) => day(only, self.context, Addresses::Absolute).url,
            Days::Since { .. } => None,
        }
        .unwrap_or_else(home)
    }

    /// Its stories, those of a section together, as links: what a list of contents shows.
    pub(super) fn contents(&self) -> Vec<(&'a str, Vec<DigestLinkView<'a>>)> {
        let sections = &self.context.edition.index.sections;
        let of_section = |(section, stories): &(usize, Vec<usize>)| {
            let links = stories
                .iter()
                .map(|at| StoryView::new(self.context, *at, Addresses::Absolute).link_apart());
            (sections[*section].config.title.as_str(), links.collect())
        };
        self.groups.iter().map(of_section).collect()
    }
}
