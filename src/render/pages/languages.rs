//! The way from a page to the other languages of the site.

use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::LanguageLinkView;
use crate::routes::Route;
use crate::site::Edition;
use crate::url::SitePath;

/// A link to each language, this one among them; none on a site with one. What a language does
/// not have leads to its front page.
pub fn languages(context: Context<'_>, path: &SitePath) -> Vec<LanguageLinkView> {
    let site = context.site;
    if site.editions.len() < 2 {
        return Vec::new();
    }
    let page = match site.routes.get(path) {
        Some(Route::Edition(id, page)) if *id == context.edition.id => Some(page),
        _ => None,
    };
    let counterparts = match page {
        Some(page) => site.counterparts(context.edition, page, path),
        None => vec![None; site.editions.len()],
    };
    let link = |((edition, about), found): ((&Edition, &tera::Value), Option<SitePath>)| {
        let is_this = edition.id == context.edition.id;
        let found = found.filter(|_| !is_this);
        let is_there = is_this || found.is_some();
        let at = match found {
            Some(found) => found,
            None if is_this => path.clone(),
            None => edition.index.paths.home().clone(),
        };
        LanguageLinkView {
            language: about.clone(),
            url: context.address(&at, Addresses::InSite),
            is_this,
            is_there,
        }
    };
    let editions = site.editions.iter().zip(&context.shared.languages);
    editions.zip(counterparts).map(link).collect()
}
