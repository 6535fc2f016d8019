//! The variables of each kind of page.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use icu_locale::Locale;
use tera::value::Map;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::model::{Article, Version, related};
use crate::render::appearance::share_link;
use crate::render::frame::Navigation;
use crate::render::prepared::{Cards, Prepared, date, extra, feeds, held, image, locale};
use crate::render::rankings::Rankings;
use crate::render::structured_data::{Crumb, StructuredData};
use crate::render::views::{
    CorrectedView, CorrectionView, GroupView, HeadingView, ImageView, PageView, SearchTagView,
    SearchView, StandingView, TargetView, TranslationView, WholeView,
};
use crate::routes::{FeedOf, Route, Target};
use crate::search::SearchIndex;
use crate::site::{Index, Site};
use crate::templates::Templates;
use crate::text::config::Share;
use crate::text::word_list::{Word, WordList};
use crate::url::SitePath;

/// How many briefings the front page shows below the lead.
const LATEST: usize = 8;
/// How many briefings the front page shows of each section.
const PER_BLOCK: usize = 4;
/// How many related briefings a briefing's page shows.
const RELATED: usize = 4;
/// How many tags the search offers.
const SEARCH_TAGS: usize = 200;
/// A minute's reading, in words (Brysbaert 2019, "How many words do we read per
/// minute?", finds 238 for English prose).
const WORDS_A_MINUTE: usize = 238;

/// Makes the variables of the page at `path`.
pub struct Pages<'a> {
    pub site: &'a Site,
    pub prepared: &'a Prepared,
    pub navigation: &'a Navigation,
    pub cards: &'a Cards,
    pub templates: &'a Templates,
    /// What was read most in each section.
    pub most_read: &'a [OnceLock<Made<Value>>],
    pub path: &'a SitePath,
}

/// The variables of a page, or what is wrong with the template of a card.
pub type Made<T = Context> = Result<T, Vec<Diagnostic>>;

/// What a page says of itself.
#[derive(Default)]
pub(super) struct About<'a> {
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    /// The section that it belongs to.
    pub(super) section: Option<usize>,
    /// The picture that leads it.
    pub(super) image: Option<ImageView<'a>>,
    /// Its language, where it is not the site's.
    pub(super) lang: Option<&'a str>,
    /// What machines are told of it.
    pub(super) data: Option<Value>,
}

impl Pages<'_> {
    pub(super) fn context(&self, about: About<'_>) -> Context {
        let base_url = &self.site.config.base_url;
        let index = &self.site.index;
        let of_section = |section| index.section_path(section, 1) == *self.path;
        let is_first_page = about.section.is_some_and(of_section);
        let mut context = Context::new();
        context.insert(
            "page",
            &PageView {
                kind: about.kind,
                title: about.title,
                description: about.description.filter(|text| !text.is_empty()),
                url: base_url.href(self.path),
                permalink: base_url.absolute(self.path),
                section: about.section.map(|at| index.sections[at].config.id.as_str()),
                navigation: self.navigation.of(about.section, is_first_page),
                image: about.image,
                locale: self.locale(about.lang),
                translations: translations(self.site, self.path),
                structured_data: about.data,
            },
        );
        context
    }

    /// The language `lang`, or the site's, as Open Graph has it.
    fn locale(&self, lang: Option<&str>) -> Option<Cow<'_, str>> {
        match lang {
            Some(tag) => locale(&Locale::try_from_str(tag).ok()?).map(Cow::Owned),
            None => self.prepared.locale.as_deref().map(Cow::Borrowed),
        }
    }

    pub(super) fn data(&self) -> StructuredData<'_> {
        let Pages { site, prepared, path, .. } = *self;
        StructuredData { site, prepared, path }
    }

    /// What the theme says, in the language of the site.
    fn words(&self) -> &WordList {
        &self.site.config.words
    }

    pub(super) fn href(&self, path: &SitePath) -> String {
        self.site.config.base_url.href(path)
    }

    fn permalink(&self, path: &SitePath) -> String {
        self.site.config.base_url.absolute(path)
    }

    fn card(&self, at: usize) -> Made<Value> {
        self.cards.get(at, self.site, self.prepared, self.templates)
    }

    fn rankings(&self) -> Rankings<'_> {
        let Pages { site, prepared, cards, templates, .. } = *self;
        Rankings { site, prepared, cards, templates }
    }

    /// What was read most in a section; made once for all its pages.
    fn most_read_in(&self, section: usize) -> Made<Value> {
        self.most_read[section].get_or_init(|| self.rankings().of_section(section)).clone()
    }

    pub(super) fn cards(&self, briefings: impl IntoIterator<Item = usize>) -> Made<Vec<Value>> {
        briefings.into_iter().map(|at| self.card(at)).collect()
    }

    pub fn home(&self) -> Made {
        let config = &self.site.config;
        let mut context = self.context(About {
            kind: "home",
            title: &config.title,
            description: config.tagline.as_deref(),
            data: Some(self.data().front_page()),
            ..About::default()
        });
        let briefings = &self.site.briefings;
        let lead = briefings
            .iter()
            .position(|briefing| briefing.article.facts.featured)
            .or((!briefings.is_empty()).then_some(0));
        let others = |at: &usize| Some(*at) != lead;
        context.insert_value("lead", lead.map(|at| self.card(at)).transpose()?.into());
        let latest = (0..briefings.len()).filter(others).take(LATEST);
        context.insert_value("latest", self.cards(latest)?.into());
        let blocks =
            self.site.index.sections.iter().zip(&self.prepared.sections).map(|(section, view)| {
                let briefings = section.briefings.iter().copied().filter(others).take(PER_BLOCK);
                Ok(GroupView { section: view.clone(), briefings: self.cards(briefings)? })
            });
        context.insert("blocks", &without_empty(blocks)?);
        Ok(context)
    }

    pub fn section(&self, section: usize, page: usize) -> Made {
        let data = &self.site.index.sections[section];
        let title = &data.config.title;
        let description = data.config.description.as_deref();
        let trail = [Crumb::new(title, self.site.index.section_path(section, 1))];
        let mut context = self.context(About {
            kind: "section",
            title,
            description,
            section: Some(section),
            data: Some(self.data().list(title, description, &trail)),
            ..About::default()
        });
        context.insert_value("section", self.prepared.sections[section].clone());
        context.insert_value("section_most_read", self.most_read_in(section)?);
        self.insert_list(&mut context, &data.briefings, page, |page| {
            self.site.index.section_path(section, page)
        })?;
        Ok(context)
    }

    pub fn most_read(&self) -> Made {
        let title = self.words().plain("most_read");
        let trail = [Crumb::new(title, Index::most_read_path())];
        let mut context = self.context(About {
            kind: "most_read",
            title,
            data: Some(self.data().list(title, None, &trail)),
            ..About::default()
        });
        context.insert_value("ranked", self.rankings().in_full()?);
        Ok(context)
    }

    /// All corrections of public briefings, the newest first.
    pub fn corrections(&self) -> Made {
        let title = self.words().plain("corrections");
        let trail = [Crumb::new(title, Index::corrections_path())];
        let mut context = self.context(About {
            kind: "corrections",
            title,
            data: Some(self.data().list(title, None, &trail)),
            ..About::default()
        });
        let all = self.site.corrections();
        let mut corrections = Vec::with_capacity(all.len());
        for (at, correction) in all {
            corrections.push(CorrectedView {
                date: date(&correction.date, &self.prepared.calendar, self.site),
                text: &correction.text,
                story: self.card(at)?,
            });
        }
        context.insert("corrections", &corrections);
        Ok(context)
    }

    pub fn search(&self) -> Context {
        let title = self.words().plain("search");
        let trail = [Crumb::new(title, Index::search_path())];
        let mut context = self.context(About {
            kind: "search",
            title,
            data: Some(self.data().search(title, &trail)),
            ..About::default()
        });
        let config = &self.site.config;
        let tags = &self.site.index.tagging.tags;
        let mut most_used: Vec<usize> = (0..tags.len()).collect();
        most_used.sort_by_key(|tag| usize::MAX - tags[*tag].briefings.len());
        most_used.truncate(SEARCH_TAGS);
        most_used.sort_by_key(|tag| (tags[*tag].name.to_lowercase(), *tag));
        let tag = |tag: usize| SearchTagView { name: &tags[tag].name, slug: &tags[tag].slug };
        let origin = config.base_url.origin();
        context.insert(
            "search",
            &SearchView {
                index: self.href(&SearchIndex::manifest_path()),
                found: match self.words().get("found") {
                    Some(Word::Counted(plurals)) => plurals.iter().collect(),
                    _ => BTreeMap::new(),
                },
                host: origin.split_once("//").map_or(origin, |(_, host)| host),
                tags: most_used.into_iter().map(tag).collect(),
            },
        );
        context
    }

    pub fn tags(&self) -> Context {
        let title = self.words().plain("tags");
        let mut context = self.context(About {
            kind: "tags",
            title,
            data: Some(self.data().list(title, None, &[Crumb::new(title, Index::tags_path())])),
            ..About::default()
        });
        let mut by_name: Vec<usize> = (0..self.site.index.tagging.tags.len()).collect();
        by_name.sort_by_key(|tag| (self.site.index.tagging.tags[*tag].name.to_lowercase(), *tag));
        let tags: Vec<Value> =
            by_name.into_iter().map(|tag| self.prepared.tags[tag].clone()).collect();
        context.insert_value("tags", tags.into());
        context
    }

    pub fn tag(&self, tag: usize, page: usize) -> Made {
        let data = &self.site.index.tagging.tags[tag];
        let trail = [
            Crumb::new(self.words().plain("tags"), Index::tags_path()),
            Crumb::new(&data.name, self.site.index.tag_path(tag, 1)),
        ];
        let mut context = self.context(About {
            kind: "tag",
            title: &data.name,
            data: Some(self.data().list(&data.name, None, &trail)),
            ..About::default()
        });
        context.insert_value("tag", self.prepared.tags[tag].clone());
        let feeds = match self.site.config.feeds.tags {
            true => feeds(self.site, FeedOf::Tag(tag)),
            false => Vec::new(),
        };
        context.insert("feeds", &feeds);
        self.insert_list(&mut context, &data.briefings, page, |page| {
            self.site.index.tag_path(tag, page)
        })?;
        Ok(context)
    }

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
            lang: article.lang(),
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
            lang: article.lang(),
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

    pub fn not_found(&self) -> Context {
        self.context(About {
            kind: "not_found",
            title: self.words().plain("not_found"),
            ..About::default()
        })
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
pub(super) fn translations<'a>(site: &'a Site, path: &SitePath) -> Vec<TranslationView<'a>> {
    let name = |language: &'a str| WordList::name_of(language).unwrap_or(language);
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

pub(super) fn without_empty(groups: impl Iterator<Item = Made<GroupView>>) -> Made<Vec<GroupView>> {
    let has_briefings =
        |group: &Made<GroupView>| group.as_ref().map_or(true, |group| !group.briefings.is_empty());
    groups.filter(has_briefings).collect()
}

fn toc(article: &Article) -> Vec<HeadingView<'_>> {
    article
        .headings
        .iter()
        .map(|heading| HeadingView { level: heading.level, id: &heading.id, title: &heading.title })
        .collect()
}
