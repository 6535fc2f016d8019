//! The variables of the pages of texts: briefings, standing pages, and redirects to them.

use tera::Value;

use crate::language::direction::direction_of_tag;
use crate::model::related;
use crate::render::addresses::Addresses;
use crate::render::context::{Rendered, Variables};
use crate::render::lists::rankings;
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::story::cards::{card, cards, whole_briefing};
use crate::render::story::date::date;
use crate::render::story::facts::{extra, held, image, toc};
use crate::render::story::view::StoryView;
use crate::render::views::{StandingView, TargetView};
use crate::routes::Target;

/// How many related briefings a briefing's page shows.
const RELATED: usize = 4;

impl Pages<'_> {
    pub fn briefing(&self, at: usize) -> Rendered<Variables> {
        let briefing = &self.edition().briefings[at];
        let article = &briefing.article;
        let section = &self.edition().index.sections[briefing.section];
        let story = StoryView::new(self.context, at, Addresses::InSite);
        let mut variables = self.variables(PageMeta {
            kind: "briefing",
            title: &story.headline(),
            description: Some(article.summary()),
            section: Some(briefing.section),
            data: Some(self.data().briefing(at)),
            image: story.image(),
            lang: article.lang(),
            has_data: article.shows_data(),
            card: self.edition().index.cards.of_briefing(at).map(AsRef::as_ref),
        });
        variables.insert_value("briefing", whole_briefing(self.context, at)?);
        self.add_head(&mut variables, &article.uses)?;
        let most_read = rankings::in_section(self.context, briefing.section)?;
        variables.insert_value("section_most_read", most_read);
        let rank = self.edition().index.rank_in_section[at];
        let neighbour = |rank: Option<usize>| -> Rendered<Value> {
            let at = rank.and_then(|rank| section.briefings.get(rank));
            Ok(at.map(|at| card(self.context, *at)).transpose()?.into())
        };
        variables.insert("series", &self.part_of(at)?);
        variables.insert_value("previous", neighbour(Some(rank + 1))?);
        variables.insert_value("next", neighbour(rank.checked_sub(1))?);
        let related = related(at, &self.edition().index.tagging, RELATED);
        variables.insert_value("related", cards(self.context, related)?.into());
        Ok(variables)
    }

    pub fn standing(&self, at: usize) -> Rendered<Variables> {
        let article = &self.edition().pages[at].article;
        let facts = &article.facts;
        let image = || image(article, self.context, Addresses::InSite);
        let updated = facts.updated.as_ref();
        let mut variables = self.variables(PageMeta {
            kind: "page",
            title: &facts.title,
            description: Some(article.summary()),
            image: image(),
            lang: article.lang(),
            has_data: article.shows_data(),
            data: Some(self.data().standing(article)),
            card: self.edition().index.cards.of_page(at).map(AsRef::as_ref),
            ..PageMeta::default()
        });
        variables.insert(
            "standing",
            &StandingView {
                title: &facts.title,
                subtitle: facts.subtitle.as_deref(),
                summary: article.summary(),
                content: Value::safe_string(&article.html.read_or_nothing()),
                toc: toc(article),
                updated: updated.map(|moment| date(moment, self.context, Addresses::InSite)),
                image: image(),
                lang: article.lang(),
                direction: article.lang().map(direction_of_tag),
                held: held(article, self.context),
                extra: extra(article),
            },
        );
        self.add_head(&mut variables, &article.uses)?;
        Ok(variables)
    }

    pub fn redirect(&self, target: Target) -> Variables {
        let (path, title) = self.edition().target(target);
        let mut variables =
            self.variables(PageMeta { kind: "redirect", title, ..PageMeta::default() });
        variables.insert(
            "target",
            &TargetView {
                url: self.href(&path),
                permalink: self.context.address(&path, Addresses::Absolute),
                title,
            },
        );
        variables
    }
}
