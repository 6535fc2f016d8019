//! The variables of the pages of authors and series.

use tera::Value;

use crate::language::name_list::separator;
use crate::model::Article;
use crate::render::addresses::Addresses;
use crate::render::context::{Rendered, Variables};
use crate::render::lists::groups::{headlines, joined};
use crate::render::pages::page::{PageMeta, Pages};
use crate::render::pages::structured_data::Crumb;
use crate::render::shared::subjects;
use crate::render::story::cards::card;
use crate::render::story::facts::image;
use crate::render::views::{CountedLinkView, PartOfView, PartView};

impl Pages<'_> {
    /// All authors, by name.
    pub fn authors(&self) -> Variables {
        let title = self.words().plain("authors");
        let all = &self.edition().index.authorship.authors;
        let mut by_name: Vec<usize> = (0..all.len()).collect();
        by_name.sort_by_key(|author| (all[*author].name.to_lowercase(), *author));
        let names = by_name.iter().map(|author| &*all[*author].name);
        let description = joined(names, &separator(&self.edition().settings.language));
        let trail = [Crumb::new(title, self.edition().index.paths.authors())];
        let mut variables = self.variables(PageMeta {
            kind: "authors",
            title,
            description: Some(&description),
            data: Some(self.data().list(title, None, &trail)),
            ..PageMeta::default()
        });
        let paths = &self.context.shared.author_paths;
        let link = |author: usize| {
            Some(CountedLinkView {
                name: all[author].name.clone(),
                url: self.href(paths[author].as_ref()?),
                count: all[author].briefings.len(),
            })
        };
        let authors: Vec<CountedLinkView> = by_name.into_iter().filter_map(link).collect();
        variables.insert("authors", &authors);
        variables
    }

    pub fn author(&self, author: usize, page: usize) -> Rendered<Variables> {
        let index = &self.edition().index;
        let list = &index.authorship.authors[author];
        let text = subjects::text_about(list, self.context);
        let headlines = headlines(self.context, list.briefings.iter().copied());
        let summary = text.map(|text| text.summary()).filter(|summary| !summary.is_empty());
        let trail = [
            Crumb::new(self.words().plain("authors"), index.paths.authors()),
            Crumb::new(&list.name, index.author_path(author, 1)),
        ];
        let mut variables = self.variables(PageMeta {
            kind: "author",
            title: &list.name,
            description: summary.or(Some(&headlines)),
            image: text.and_then(|text| image(text, self.context, Addresses::InSite)),
            has_data: page == 1 && text.is_some_and(Article::shows_data),
            data: Some(self.data().author(author, &trail)),
            ..PageMeta::default()
        });
        variables.insert("author", &subjects::author(author, self.context));
        self.add_head_of_list(&mut variables, text, page)?;
        self.insert_list(&mut variables, &list.briefings, page, |page| {
            index.author_path(author, page)
        })?;
        Ok(variables)
    }

    pub fn series(&self, series: usize, page: usize) -> Rendered<Variables> {
        let index = &self.edition().index;
        let list = &index.serials.series[series];
        let parts = &index.serials.parts[series];
        let text = subjects::text_about(list, self.context);
        let title = text.map_or(&*list.name, |text| &text.facts.title);
        let headlines = headlines(self.context, parts.iter().copied());
        let summary = text.map(|text| text.summary()).filter(|summary| !summary.is_empty());
        let trail = [Crumb::new(title, index.series_path(series, 1))];
        let mut variables = self.variables(PageMeta {
            kind: "series",
            title,
            description: summary.or(Some(&headlines)),
            image: text.and_then(|text| image(text, self.context, Addresses::InSite)),
            has_data: page == 1 && text.is_some_and(Article::shows_data),
            data: Some(self.data().series(series, &trail)),
            ..PageMeta::default()
        });
        variables.insert("series", &subjects::series(series, self.context));
        self.add_head_of_list(&mut variables, text, page)?;
        let first = (page - 1) * self.site().config.page_size;
        let on_page = parts.iter().enumerate().skip(first).take(self.site().config.page_size);
        let view = |(place, at): (usize, &usize)| {
            Ok(PartView { number: place + 1, story: card(self.context, *at)? })
        };
        variables.insert("parts", &on_page.map(view).collect::<Rendered<Vec<PartView>>>()?);
        self.insert_pager(&mut variables, parts.len(), page, |page| {
            index.series_path(series, page)
        });
        Ok(variables)
    }

    /// The series that a briefing is a part of, with the parts beside it.
    pub fn part_of(&self, briefing: usize) -> Rendered<Option<PartOfView<'_>>> {
        let index = &self.edition().index;
        let Some((series, place)) = index.serials.place_of(briefing) else { return Ok(None) };
        let list = &index.serials.series[series];
        let part = |place: Option<usize>| -> Rendered<Value> {
            let at = place.and_then(|place| index.serials.parts[series].get(place));
            Ok(at.map(|at| card(self.context, *at)).transpose()?.into())
        };
        let (previous, next) = (part(place.checked_sub(1))?, part(Some(place + 1))?);
        Ok(Some(PartOfView {
            name: subjects::text_about(list, self.context)
                .map_or(&list.name, |text| &text.facts.title),
            url: self.href(&index.series_path(series, 1)),
            number: place + 1,
            count: subjects::parts_of(list, self.context),
            previous: (!previous.is_none()).then_some(previous),
            next: (!next.is_none()).then_some(next),
        }))
    }
}
