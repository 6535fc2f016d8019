//! `_redirects`, which some hosts read: an address, where it leads now, and the
//! status (<https://developers.cloudflare.com/pages/configuration/redirects/>,
//! <https://docs.netlify.com/routing/redirects/>).

use crate::routes::{Route, Target};
use crate::site::Site;
use crate::url::SitePath;

/// The bytes of the list: a line for each old address.
pub fn list(site: &Site) -> Vec<u8> {
    let base_url = &site.config.base_url;
    let line = |(path, route): (&SitePath, &Route)| {
        let Route::Redirect(target) = route else { return None };
        let article = match target {
            Target::Briefing(at) => &site.briefings[*at].article,
            Target::Page(at) => &site.pages[*at].article,
        };
        Some(format!("{} {} 301\n", base_url.href(path), base_url.href(&article.path)))
    };
    site.index.routes.iter().filter_map(line).collect::<String>().into_bytes()
}
