//! The variables of each kind of page.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::render::frame::Navigation;
use crate::render::prepared::{Cards, Prepared, date, feeds, locale};
use crate::render::rankings::Rankings;
use crate::render::structured_data::{Crumb, StructuredData};
use crate::render::texts::translations;
use crate::render::views::{
    CorrectedView, GroupView, ImageView, PageView, SearchTagView, SearchView,
};
use crate::routes::FeedOf;
use crate::search::SearchIndex;
use crate::site::{Index, Site};
use crate::templates::Templates;
use crate::text::language::Language;
use crate::text::markdown::cut_at_word;
use crate::text::word_list::{Word, WordList};
use crate::url::SitePath;

/// How many briefings the front page shows below the lead.
const LATEST: usize = 8;
/// How many briefings the front page shows of each section.
const PER_BLOCK: usize = 4;
/// How many tags the search offers.
const SEARCH_TAGS: usize = 200;

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
    pub(super) language: Option<&'a Language>,
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
                locale: self.locale(about.language),
                translations: translations(self.site, self.prepared, self.path),
                structured_data: about.data,
            },
        );
        context
    }

    /// The language, or the site's, as Open Graph has it.
    fn locale(&self, language: Option<&Language>) -> Option<Cow<'_, str>> {
        match language {
            Some(language) => locale(language.locale()?).map(Cow::Owned),
            None => self.prepared.locale.as_deref().map(Cow::Borrowed),
        }
    }

    pub(super) fn data(&self) -> StructuredData<'_> {
        let Pages { site, prepared, path, .. } = *self;
        StructuredData { site, prepared, path }
    }

    /// What the theme says, in the language of the site.
    pub(super) fn words(&self) -> &WordList {
        &self.site.config.words
    }

    pub(super) fn href(&self, path: &SitePath) -> String {
        self.site.config.base_url.href(path)
    }

    pub(super) fn permalink(&self, path: &SitePath) -> String {
        self.site.config.base_url.absolute(path)
    }

    /// What a list is about, for search engines, in the words of its newest briefings.
    pub(super) fn headlines(&self, briefings: impl IntoIterator<Item = usize>) -> String {
        let titles = briefings.into_iter().map(|at| &*self.site.briefings[at].article.facts.title);
        joined(titles, "; ")
    }

    pub(super) fn card(&self, at: usize) -> Made<Value> {
        self.cards.get(at, self.site, self.prepared, self.templates)
    }

    fn rankings(&self) -> Rankings<'_> {
        let Pages { site, prepared, cards, templates, .. } = *self;
        Rankings { site, prepared, cards, templates }
    }

    /// What was read most in a section; made once for all its pages.
    pub(super) fn most_read_in(&self, section: usize) -> Made<Value> {
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
        let headlines = self.headlines(data.briefings.iter().copied());
        let trail = [Crumb::new(title, self.site.index.section_path(section, 1))];
        let mut context = self.context(About {
            kind: "section",
            title,
            description: description.or(Some(&headlines)),
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
        let ranked = self.site.index.most_read.rankings.first();
        let ranked = ranked.into_iter().flat_map(|ranking| &ranking.briefings);
        let headlines = self.headlines(ranked.map(|ranked| ranked.briefing));
        let trail = [Crumb::new(title, Index::most_read_path())];
        let mut context = self.context(About {
            kind: "most_read",
            title,
            description: Some(&headlines),
            data: Some(self.data().list(title, None, &trail)),
            ..About::default()
        });
        context.insert_value("ranked", self.rankings().in_full()?);
        Ok(context)
    }

    /// All corrections of public briefings, the newest first.
    pub fn corrections(&self) -> Made {
        let title = self.words().plain("corrections");
        let all = self.site.corrections();
        let headlines = self.headlines(all.iter().map(|(at, _)| *at));
        let trail = [Crumb::new(title, Index::corrections_path())];
        let mut context = self.context(About {
            kind: "corrections",
            title,
            description: Some(&headlines),
            data: Some(self.data().list(title, None, &trail)),
            ..About::default()
        });
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
            description: Some(self.words().plain("search_site")),
            data: Some(self.data().search(title, &trail)),
            ..About::default()
        });
        let config = &self.site.config;
        let tags = &self.site.index.tagging.tags;
        let mut most_used = self.tags_by_use();
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

    /// The tags that the most briefings have, first.
    fn tags_by_use(&self) -> Vec<usize> {
        let tags = &self.site.index.tagging.tags;
        let mut by_use: Vec<usize> = (0..tags.len()).collect();
        by_use.sort_by_key(|tag| usize::MAX - tags[*tag].briefings.len());
        by_use
    }

    pub fn tags(&self) -> Context {
        let title = self.words().plain("tags");
        let by_use = self.tags_by_use();
        let names = by_use.iter().map(|tag| &*self.site.index.tagging.tags[*tag].name);
        let description = joined(names, ", ");
        let mut context = self.context(About {
            kind: "tags",
            title,
            description: Some(&description),
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
        let headlines = self.headlines(data.briefings.iter().copied());
        let trail = [
            Crumb::new(self.words().plain("tags"), Index::tags_path()),
            Crumb::new(&data.name, self.site.index.tag_path(tag, 1)),
        ];
        let mut context = self.context(About {
            kind: "tag",
            title: &data.name,
            description: Some(&headlines),
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

    pub fn not_found(&self) -> Context {
        self.context(About {
            kind: "not_found",
            title: self.words().plain("not_found"),
            description: Some(self.words().plain("no_page_why")),
            ..About::default()
        })
    }
}

pub(super) fn without_empty(groups: impl Iterator<Item = Made<GroupView>>) -> Made<Vec<GroupView>> {
    let has_briefings =
        |group: &Made<GroupView>| group.as_ref().map_or(true, |group| !group.briefings.is_empty());
    groups.filter(has_briefings).collect()
}

/// The first of these texts, as many as a search engine shows; of a long one its beginning.
fn joined<'t>(texts: impl Iterator<Item = &'t str>, separator: &str) -> String {
    /// In characters.
    const LENGTH: usize = 160;
    let mut joined = String::new();
    for text in texts {
        if joined.is_empty() {
            joined = cut_at_word(text, LENGTH);
        } else if joined.chars().count() + separator.len() + text.chars().count() > LENGTH {
            break;
        } else {
            joined += separator;
            joined += text;
        }
    }
    joined
}
