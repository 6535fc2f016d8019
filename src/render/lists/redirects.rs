//! `_redirects`, which some hosts read: an address, where it leads now, and the
//! status (<https://developers.cloudflare.com/pages/configuration/redirects/>,
//! <https://docs.netlify.com/routing/redirects/>).

use crate::model::NamedList;
use crate::routes::{EditionPage, Route, Target};
use crate::site::Site;
use crate::url::SitePath;

/// The bytes of the list: a line for each old address.
pub fn list(site: &Site) -> Vec<u8> {
    let base_url = &site.config.base_url;
    let line = |(path, route): (&SitePath, &Route)| {
        let Route::Edition(edition, EditionPage::Redirect(target)) = route else { return None };
        let edition = site.edition(*edition);
        // Hosts read some thousands of lines at most, and most of these addresses never were.
        let index = &edition.index;
        let reserve = |list: &NamedList| list.reserve.clone();
        let reserved = match *target {
            Target::Tag { tag, .. } => {
                reserve(&index.tagging.tags[tag]).map(|slug| index.paths.tag(&slug, 1))
            }
            Target::Author { author, .. } => {
                reserve(&index.authorship.authors[author]).map(|slug| index.paths.author(&slug, 1))
            }
            Target::Series { series, .. } => {
                reserve(&index.serials.series[series]).map(|slug| index.paths.series(&slug, 1))
            }
            _ => None,
        };
        if reserved.as_ref() == Some(path) {
            return None;
        }
        let (target, _) = edition.target(*target);
        Some(format!("{} {} 301\n", base_url.href(path), base_url.href(&target)))
    };
    site.routes.iter().filter_map(line).collect::<String>().into_bytes()
}
