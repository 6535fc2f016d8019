//! The variables of the front page and of the pages of lists.

use std::collections::BTreeMap;

use tera::Value;

use crate::language::name_list::separator;
use crate::render::addresses::Addresses;
use crate::render::context::{Rendered, Variables};
use crate::render::lists::groups::{groups, headlines, joined};
use crate::render::lists::pager::{cards_of_page, pager};
use crate::render::lists::rankings;
use crate::render::lists::tags::{by_name, by_use};
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::pages::structured_data::Crumb;
use crate::render::shared::labels::feeds;
use crate::render::story::cards::{card, cards};
use crate::render::story::date::date;
use crate::render::views::{CorrectedView, SearchTagView, SearchView};
use crate::routes::FeedOf;
use crate::search::SearchIndex;
use crate::url::SitePath;
use crate::word_list::Word;

/// How many briefings the front page shows below the lead.
const LATEST: usize = 8;
/// How many briefings the front page shows of each section.
const PER_BLOCK: usize = 4;
/// How many tags the search offers.
const SEARCH_TAGS: usize = 200;

impl Pages<'_> {
    pub fn home(&self) -> Rendered<Variables> {
        let settings = &self.edition().settings;
        let mut variables = self.variables(PageMeta {
            kind: "home",
            title: &settings.title,
            description: settings.tagline.as_deref(),
            data: Some(self.data().front_page()),
            card: self.edition().index.cards.home.as_deref(),
            ..PageMeta::default()
        });
        let briefings = &self.edition().briefings;
        let lead = briefings
            .iter()
            .position(|briefing| briefing.article.facts.featured)
            // What somebody paid for leads only if an editor says so, or where there is nothing else.
            .or(briefings.iter().position(|briefing| !briefing.article.facts.kind.is_paid_for()))
            .or((!briefings.is_empty()).then_some(0));
        let others = |at: &usize| Some(*at) != lead;
        variables.insert_value("lead", lead.map(|at| card(self.context, at)).transpose()?.into());
        let latest = (0..briefings.len()).filter(others).take(LATEST);
        variables.insert_value("latest", cards(self.context, latest)?.into());
        let sections = &self.edition().index.sections;
        let blocks = groups(self.context, |section| {
            sections[section].briefings.iter().copied().filter(others).take(PER_BLOCK)
        });
        variables.insert("blocks", &blocks?);
        Ok(variables)
    }

    pub fn section(&self, section: usize, page: usize) -> Rendered<Variables> {
        let data = &self.edition().index.sections[section];
        let title = &data.config.title;
        let description = data.config.description.as_deref();
        let headlines = headlines(self.context, data.briefings.iter().copied());
        let trail = [Crumb::new(title, self.edition().index.section_path(section, 1))];
        let card = self.edition().index.cards.of_section(section);
        let mut variables = self.variables(PageMeta {
            kind: "section",
            title,
            description: description.or(Some(&headlines)),
            section: Some(section),
            data: Some(self.data().list(title, description, &trail)),
            card: card.filter(|_| page == 1).map(AsRef::as_ref),
            ..PageMeta::default()
        });
        variables.insert_value("section", self.context.section(section, Addresses::InSite));
        variables.insert_value("section_most_read", rankings::in_section(self.context, section)?);
        self.insert_list(&mut variables, &data.briefings, page, |page| {
            self.edition().index.section_path(section, page)
        })?;
        Ok(variables)
    }

    pub fn most_read(&self) -> Rendered<Variables> {
        let title = self.words().plain("most_read");
        let ranked = self.edition().index.most_read.rankings.first();
        let ranked = ranked.into_iter().flat_map(|ranking| &ranking.briefings);
        let headlines = headlines(self.context, ranked.map(|ranked| ranked.briefing));
        let trail = [Crumb::new(title, self.edition().index.paths.most_read())];
        let mut variables = self.variables(PageMeta {
            kind: "most_read",
            title,
            description: Some(&headlines),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        });
        variables.insert_value("ranked", rankings::in_full(self.context)?);
        variables.insert("ranked_in_all", &rankings::over_all_languages(self.context));
        Ok(variables)
    }

    /// All corrections of public briefings, the newest first.
    pub fn corrections(&self) -> Rendered<Variables> {
        let title = self.words().plain("corrections");
        let all = self.edition().corrections();
        let headlines = headlines(self.context, all.iter().map(|(at, _)| *at));
        let trail = [Crumb::new(title, self.edition().index.paths.corrections())];
        let mut variables = self.variables(PageMeta {
            kind: "corrections",
            title,
            description: Some(&headlines),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        });
        let mut corrections = Vec::with_capacity(all.len());
        for (at, correction) in all {
            corrections.push(CorrectedView {
                date: date(&correction.date, self.context, Addresses::InSite),
                text: &correction.text,
                story: card(self.context, at)?,
            });
        }
        variables.insert("corrections", &corrections);
        Ok(variables)
    }

    pub fn search(&self) -> Variables {
        let title = self.words().plain("search");
        let trail = [Crumb::new(title, self.edition().index.paths.search())];
        let mut variables = self.variables(PageMeta {
            kind: "search",
            title,
            description: Some(self.words().plain("search_site")),
            data: Some(self.data().search(title, &trail)),
            ..PageMeta::default()
        });
        let config = &self.site().config;
        let paths = &self.edition().index.paths;
        let tags = &self.edition().index.tagging.tags;
        let mut most_used = by_use(self.edition());
        most_used.truncate(SEARCH_TAGS);
        let tag = |tag: usize| SearchTagView { name: &tags[tag].name, slug: &tags[tag].slug };
        let origin = config.base_url.origin();
        variables.insert(
            "search",
            &SearchView {
                index: self.href(&SearchIndex::manifest_path(&paths.search())),
                found: match self.words().get("found") {
                    Some(Word::Counted(plurals)) => plurals.iter().collect(),
                    _ => BTreeMap::new(),
                },
                host: origin.split_once("//").map_or(origin, |(_, host)| host),
                tags: by_name(self.edition(), most_used).into_iter().map(tag).collect(),
            },
        );
        variables
    }

    pub fn tags(&self) -> Variables {
        let title = self.words().plain("tags");
        let by_use = by_use(self.edition());
        let names = by_use.iter().map(|tag| &*self.edition().index.tagging.tags[*tag].name);
        let description = joined(names, &separator(&self.edition().settings.language));
        let mut variables = self.variables(PageMeta {
            kind: "tags",
            title,
            description: Some(&description),
            data: Some(self.data().list(
                title,
                None,
                &[Crumb::new(title, self.edition().index.paths.tags())],
            )),
            ..PageMeta::default()
        });
        let tags: Vec<Value> = by_name(self.edition(), by_use)
            .into_iter()
            .map(|tag| self.context.tag(tag, Addresses::InSite))
            .collect();
        variables.insert_value("tags", tags.into());
        variables
    }

    pub fn tag(&self, tag: usize, page: usize) -> Rendered<Variables> {
        let data = &self.edition().index.tagging.tags[tag];
        let headlines = headlines(self.context, data.briefings.iter().copied());
        let trail = [
            Crumb::new(self.words().plain("tags"), self.edition().index.paths.tags()),
            Crumb::new(&data.name, self.edition().index.tag_path(tag, 1)),
        ];
        let mut variables = self.variables(PageMeta {
            kind: "tag",
            title: &data.name,
            description: Some(&headlines),
            data: Some(self.data().list(&data.name, None, &trail)),
            ..PageMeta::default()
        });
        variables.insert_value("tag", self.context.tag(tag, Addresses::InSite));
        let base_url = &self.site().config.base_url;
        let feeds = match self.site().config.feeds.tags {
            true => feeds(self.edition(), base_url, FeedOf::Tag(tag), Addresses::InSite),
            false => Vec::new(),
        };
        variables.insert("feeds", &feeds);
        self.insert_list(&mut variables, &data.briefings, page, |page| {
            self.edition().index.tag_path(tag, page)
        })?;
        Ok(variables)
    }

    pub fn not_found(&self) -> Variables {
        self.variables(PageMeta {
            kind: "not_found",
            title: self.words().plain("not_found"),
            description: Some(self.words().plain("no_page_why")),
            ..PageMeta::default()
        })
    }

    /// The cards of the page `page` of a list, and its pager.
    fn insert_list(
        &self,
        variables: &mut Variables,
        briefings: &[usize],
        page: usize,
        path_of: impl Fn(usize) -> SitePath,
    ) -> Rendered<()> {
        let cards = cards_of_page(self.context, briefings, page)?;
        variables.insert_value("briefings", cards.into());
        variables.insert("pager", &pager(self.context, briefings.len(), page, path_of));
        Ok(())
    }
}
