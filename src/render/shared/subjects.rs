//! What is told of authors, topics and series, and what leads to them.

use tera::Value;

use crate::model::{Article, NamedList};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::shared::labels::feeds;
use crate::render::story::date::date;
use crate::render::story::facts::{extra, held, image};
use crate::render::views::{AboutView, AuthorView, FeedView, LinkView, SeriesView};
use crate::routes::{EditionPage, FeedOf, Route};
use crate::site::{Edition, Site};
use crate::text::front_matter::About;
use crate::url::SitePath;

/// The page of each author; none where something else is at that address.
pub fn author_paths(site: &Site, edition: &Edition) -> Vec<Option<SitePath>> {
    let authors = 0..edition.index.authorship.authors.len();
    let path = |author: usize| {
        let path = edition.index.author_path(author, 1);
        let is_its_own = matches!(
            site.routes.get(&path),
            Some(Route::Edition(_, EditionPage::Author { author: there, .. })) if *there == author
        );
        is_its_own.then_some(path)
    };
    authors.map(path).collect()
}

/// The text that tells about a list.
pub fn text_about<'a>(list: &NamedList, context: Context<'a>) -> Option<&'a Article> {
    let text = list.about.and_then(|at| context.edition.abouts.get(at))?;
    Some(&text.article)
}

/// What the file of a list tells.
pub fn about<'a>(list: &NamedList, context: Context<'a>) -> Option<AboutView<'a>> {
    let article = text_about(list, context)?;
    let facts = &article.facts;
    let updated = facts.updated.as_ref();
    Some(AboutView {
        title: &facts.title,
        summary: article.summary(),
        content: Value::safe_string(&article.html.read_or_nothing()),
        image: image(article, context, Addresses::InSite),
        updated: updated.map(|moment| date(moment, context, Addresses::InSite)),
        held: held(article, context),
        extra: extra(article),
    })
}

/// The facts that the file of a list tells.
pub fn facts<'a>(list: &NamedList, context: Context<'a>) -> Option<&'a About> {
    text_about(list, context)?.facts.about.as_deref()
}

/// An author.
pub fn author<'a>(at: usize, context: Context<'a>) -> AuthorView<'a> {
    let index = &context.edition.index;
    let list = &index.authorship.authors[at];
    let facts = facts(list, context);
    let email = facts.and_then(|facts| facts.email.as_deref());
    let phone = facts.and_then(|facts| facts.phone.as_deref());
    AuthorView {
        name: &list.name,
        url: context.address(&index.author_path(at, 1), Addresses::InSite),
        list_url: context.address(&index.paths.authors(), Addresses::InSite),
        count: list.briefings.len(),
        role: facts.and_then(|facts| facts.role.as_deref()),
        email: email.map(|email| LinkView { title: email.into(), url: format!("mailto:{email}") }),
        phone: phone.map(|phone| LinkView { title: phone.into(), url: telephone(phone) }),
        profiles: facts
            .into_iter()
            .flat_map(|facts| &facts.same_as)
            .map(|it| profile(it))
            .collect(),
        about: about(list, context),
        feeds: feeds_of(list, FeedOf::Author(at), context),
    }
}

/// A series.
pub fn series<'a>(at: usize, context: Context<'a>) -> SeriesView<'a> {
    let index = &context.edition.index;
    let list = &index.serials.series[at];
    SeriesView {
        name: &list.name,
        url: context.address(&index.series_path(at, 1), Addresses::InSite),
        count: parts_of(list, context),
        about: about(list, context),
        feeds: feeds_of(list, FeedOf::Series(at), context),
    }
}

/// How many parts a series has, or will have.
pub fn parts_of(list: &NamedList, context: Context<'_>) -> usize {
    let planned = facts(list, context).and_then(|facts| facts.parts);
    planned.unwrap_or_default().max(list.briefings.len())
}

/// Where an author is elsewhere, by host.
fn profile(address: &str) -> LinkView {
    let url = url::Url::parse(address).ok();
    let host = url.as_ref().and_then(url::Url::host_str);
    let title = host.map_or(address, |host| host.trim_start_matches("www."));
    LinkView { title: title.into(), url: address.into() }
}

fn feeds_of(list: &NamedList, of: FeedOf, context: Context<'_>) -> Vec<FeedView> {
    match list.briefings.is_empty() {
        true => Vec::new(),
        false => feeds(context.edition, &context.site.config.base_url, of, Addresses::InSite),
    }
}

/// A number for a telephone (RFC 3966): what people write between its digits is left out.
fn telephone(number: &str) -> String {
    let dialled = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", dialled.collect::<String>())
}
