//! `_redirects`, which some hosts read: an address, where it leads now, and the
//! status (<https://developers.cloudflare.com/pages/configuration/redirects/>,
//! <https://docs.netlify.com/routing/redirects/>).

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
        if let Target::Tag { tag, .. } = *target
            && let Some(reserve) = &edition.index.tagging.tags[tag].reserve
            && *path == edition.index.paths.tag(reserve, 1)
        {
            return None;
        }
        let (target, _) = edition.target(*target);
        Some(format!("{} {} 301\n", base_url.href(path), base_url.href(&target)))
    };
    site.routes.iter().filter_map(line).collect::<String>().into_bytes()
}
