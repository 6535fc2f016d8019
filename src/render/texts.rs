//! The variables of the pages of texts: briefings, standing pages, and redirects to them.

use tera::value::Map;
use tera::{Context, Value};

use crate::model::{Article, Version, related};
use crate::render::appearance::share_link;
use crate::render::pages::{About, Made, Pages};
use crate::render::prepared::{Prepared, date, extra, held, image};
use crate::render::views::{
    CorrectionView, HeadingView, StandingView, TargetView, TranslationView, WholeView,
};
use crate::routes::{Route, Target};
use crate::site::Site;
use crate::text::config::Share;
use crate::url::SitePath;

/// How many related briefings a briefing's page shows.
const RELATED: usize = 4;
/// A minute's reading, in words (Brysbaert 2019, "How many words do we read per
/// minute?", finds 238 for English prose).
const WORDS_A_MINUTE: usize = 238;

impl Pages<'_> {
    pub fn briefing(&self, at: usize) -> Made {
        let briefing = &self.site.briefings[at];
        let article = &briefing.article;
        let section = &self.site.index.sections[briefing.section];
        let image = image(article, &self.site.config.base_url);
        let mut context = self.context(About {
            kind: "briefing",
            title: &article.facts.title,
            description: Some(article.summary()),
            section: Some(briefing.section),
            data: Some(self.data().briefing(at, image.as_ref())),
            image,
            language: article.facts.language.as_ref(),
        });
        context.insert_value("briefing", self.whole_briefing(at)?);
        context.insert_value("section_most_read", self.most_read_in(briefing.section)?);
        let rank = self.site.index.rank_in_section[at];
        let neighbour = |rank: Option<usize>| -> Made<Value> {
            let at = rank.and_then(|rank| section.briefings.get(rank));
            Ok(at.map(|at| self.card(*at)).transpose()?.into())
        };
        context.insert_value("previous", neighbour(Some(rank + 1))?);
        context.insert_value("next", neighbour(rank.checked_sub(1))?);
        let related = related(at, &self.site.index.tagging, RELATED);
        context.insert_value("related", self.cards(related)?.into());
        Ok(context)
    }

    /// A card and what only the briefing's own page shows.
    fn whole_briefing(&self, at: usize) -> Made<Value> {
        let briefing = &self.site.briefings[at];
        let article = &briefing.article;
        let share = |share: &Share| {
            let (title, permalink) = (&article.facts.title, self.permalink(&article.path));
            share_link(*share, title, &permalink, self.words().plain("by_email"))
        };
        let modified = Some(briefing.modified()).filter(|moment| **moment != briefing.date);
        let view = WholeView {
            content: Value::safe_string(&article.html),
            words: article.words,
            reading_minutes: article.words.div_ceil(WORDS_A_MINUTE).max(1),
            modified: modified.map(|moment| date(moment, &self.prepared.calendar, self.site)),
            share: self.site.config.share.iter().map(share).collect(),
            toc: toc(article),
            corrections: article
                .facts
                .corrections
                .iter()
                .map(|correction| CorrectionView {
                    date: date(&correction.date, &self.prepared.calendar, self.site),
                    text: &correction.text,
                })
                .collect(),
        };
        let mut fields: Map = self.card(at)?.into_map().unwrap_or_default();
        fields.extend(Value::from_serializable(&view).into_map().unwrap_or_default());
        Ok(fields.into())
    }

    pub fn standing(&self, at: usize) -> Context {
        let article = &self.site.pages[at].article;
        let facts = &article.facts;
        let base_url = &self.site.config.base_url;
        let mut context = self.context(About {
            kind: "page",
            title: &facts.title,
            description: Some(article.summary()),
            image: image(article, base_url),
            language: article.facts.language.as_ref(),
            data: Some(self.data().standing(article)),
            ..About::default()
        });
        context.insert(
            "standing",
            &StandingView {
                title: &facts.title,
                subtitle: facts.subtitle.as_deref(),
                summary: article.summary(),
                content: Value::safe_string(&article.html),
                toc: toc(article),
                updated: facts
                    .updated
                    .as_ref()
                    .map(|moment| date(moment, &self.prepared.calendar, self.site)),
                image: image(article, base_url),
                held: held(article, self.site),
                extra: extra(article),
            },
        );
        context
    }

    pub fn redirect(&self, target: Target) -> Context {
        let article = match target {
            Target::Briefing(at) => &self.site.briefings[at].article,
            Target::Page(at) => &self.site.pages[at].article,
        };
        let title = &article.facts.title;
        let mut context = self.context(About { kind: "redirect", title, ..About::default() });
        let base_url = &self.site.config.base_url;
        context.insert(
            "target",
            &TargetView {
                url: base_url.href(&article.path),
                permalink: base_url.absolute(&article.path),
                title,
            },
        );
        context
    }
}

/// The text at `path` in all its languages.
pub(super) fn translations<'a>(
    site: &'a Site,
    prepared: &'a Prepared,
    path: &SitePath,
) -> Vec<TranslationView<'a>> {
    let name =
        |language: &'a str| prepared.languages.get(language).map_or(language, String::as_str);
    let view = |(language, version): &'a (String, Version)| match version {
        Version::OnSite(other) => TranslationView {
            language,
            name: name(language),
            url: site.config.base_url.href(other),
            permalink: site.config.base_url.absolute(other),
            title: match site.index.routes.get(other) {
                Some(Route::Briefing(at)) => Some(&*site.briefings[*at].article.facts.title),
                Some(Route::Page(at)) => Some(&*site.pages[*at].article.facts.title),
                _ => None,
            },
            is_this: other == path,
        },
        Version::Elsewhere(url) => TranslationView {
            language,
            name: name(language),
            url: url.clone(),
            permalink: url.clone(),
            title: None,
            is_this: false,
        },
    };
    site.index.translations.of(path).iter().map(view).collect()
}

fn toc(article: &Article) -> Vec<HeadingView<'_>> {
    article
        .headings
        .iter()
        .map(|heading| HeadingView { level: heading.level, id: &heading.id, title: &heading.title })
        .collect()
}
