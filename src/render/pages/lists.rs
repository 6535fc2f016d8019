//! The variables of the pages of lists.

use std::collections::BTreeMap;

use tera::Value;

use crate::language::name_list::separator;
use crate::model::Article;
use crate::render::addresses::Addresses;
use crate::render::context::{Rendered, Variables};
use crate::render::lists::archive::by_day;
use crate::render::lists::groups::{headlines, joined};
use crate::render::lists::pager::{cards_of_page, pager};
use crate::render::lists::rankings;
use crate::render::lists::tags::{by_name, by_use};
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::pages::structured_data::Crumb;
use crate::render::shared::labels::feeds;
use crate::render::shared::subjects;
use crate::render::story::cards::card;
use crate::render::story::date::date;
use crate::render::story::facts::image;
use crate::render::views::{CorrectedView, SearchTagView, SearchView};
use crate::routes::FeedOf;
use crate::search::SearchIndex;
use crate::site::Edition;
use crate::url::SitePath;
use crate::word_list::Word;

/// How many tags the search offers.
const SEARCH_TAGS: usize = 200;

impl Pages<'_> {
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
        let podcast = self.site().config.podcast(&data.config.id);
        let podcast = podcast.map(|_| self.edition().index.podcast_path(section));
        variables
            .insert("podcast", &podcast.map(|it| self.context.address(&it, Addresses::InSite)));
        variables.insert_value("section_most_read", rankings::in_section(self.context, section)?);
        self.insert_list(&mut variables, &data.briefings, page, |page| {
            self.edition().index.section_path(section, page)
        })?;
        Ok(variables)
    }

    /// All briefings, the newest first, by their days.
    pub fn latest(&self, page: usize) -> Rendered<Variables> {
        let title = self.words().plain("latest");
        let Edition { briefings, index, .. } = self.edition();
        let trail = [Crumb::new(title, index.paths.latest(1))];
        let mut variables = self.variables(PageMeta {
            kind: "latest",
            title,
            description: Some(&headlines(self.context, 0..briefings.len())),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        });
        let size = self.site().config.page_size;
        let shown = (page - 1) * size..(page * size).min(briefings.len());
        variables.insert("days", &by_day(shown, self.context)?);
        let path_of = |page| index.paths.latest(page);
        variables.insert("pager", &pager(self.context, briefings.len(), page, path_of));
        Ok(variables)
    }

    pub fn most_read(&self) -> Rendered<Variables> {
        let title = self.words().plain("most_read");
        let first = rankings::listed_on_its_page(self.site(), self.edition()).next();
        let ranked = first.into_iter().flat_map(|(_, ranked)| ranked);
        let headlines = headlines(self.context, ranked.map(|ranked| ranked.briefing));
        let trail = [Crumb::new(title, self.edition().index.paths.most_read())];
        let mut variables = self.variables(PageMeta {
            kind: "most_read",
            title,
            description: Some(&headlines),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        });
        variables.insert_value("ranked", rankings::on_its_page(self.context)?);
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
        let text = subjects::text_about(data, self.context);
        let title = text.map_or(&*data.name, |text| &text.facts.title);
        let headlines = headlines(self.context, data.briefings.iter().copied());
        let summary = text.map(|text| text.summary()).filter(|summary| !summary.is_empty());
        let trail = [
            Crumb::new(self.words().plain("tags"), self.edition().index.paths.tags()),
            Crumb::new(title, self.edition().index.tag_path(tag, 1)),
        ];
        let mut variables = self.variables(PageMeta {
            kind: "tag",
            title,
            description: summary.or(Some(&headlines)),
            image: text.and_then(|text| image(text, self.context, Addresses::InSite)),
            has_data: page == 1 && text.is_some_and(Article::shows_data),
            data: Some(self.data().list(title, summary, &trail)),
            ..PageMeta::default()
        });
        variables.insert_value("tag", self.context.tag(tag, Addresses::InSite));
        variables.insert("about", &subjects::about(data, self.context));
        self.add_head_of_list(&mut variables, text, page)?;
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
    pub fn insert_list(
        &self,
        variables: &mut Variables,
        briefings: &[usize],
        page: usize,
        path_of: impl Fn(usize) -> SitePath,
    ) -> Rendered<()> {
        let cards = cards_of_page(self.context, briefings, page)?;
        variables.insert_value("briefings", cards.into());
        self.insert_pager(variables, briefings.len(), page, path_of);
        Ok(())
    }

    /// The pager of the page `page` of a list of so many.
    pub fn insert_pager(
        &self,
        variables: &mut Variables,
        total: usize,
        page: usize,
        path_of: impl Fn(usize) -> SitePath,
    ) {
        variables.insert("pager", &pager(self.context, total, page, path_of));
    }
}
