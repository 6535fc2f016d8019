//! The folders in which a language was before: whatever it has below its front page leads on from
//! the same place below each of them.

use crate::routes::{Claimant, Claims, EditionPage, Route};
use crate::site::claims::EditionClaims;
use crate::text::config;
use crate::url::SitePath;

impl<'a> EditionClaims<'a> {
    /// Claims what is free there; all that the edition has is claimed already.
    pub(super) fn claim_old_folders(&self, claims: &mut Claims<'a>) {
        let Some(own) = self.config.languages.get(self.edition.0) else { return };
        if own.aliases.is_empty() {
            return;
        }
        let home = self.index.paths.home().as_str();
        let below = claims.routes().filter_map(|(path, route)| {
            let Route::Edition(edition, page) = route else { return None };
            let rest = path.as_str().strip_prefix(home).filter(|_| *edition == self.edition)?;
            Some((rest.to_string(), led_from_elsewhere(page)?))
        });
        let below: Vec<(String, EditionPage)> = below.collect();
        for folder in &own.aliases {
            for (rest, page) in &below {
                let Some(old) = SitePath::new(&format!("{}{rest}", folder.value)) else { continue };
                let claimant = Claimant::Alias(config::FILE, folder.place);
                claims.claim_if_free(old, self.route(page.clone()), claimant);
            }
        }
    }
}

/// What is where a page was before: for readers a way to it, for programs the same again, since
/// they know no such ways; nothing of what is for hosts and search engines.
fn led_from_elsewhere(page: &EditionPage) -> Option<EditionPage> {
    Some(match page {
        EditionPage::Feed { .. }
        | EditionPage::LiveFeed { .. }
        | EditionPage::LiveUpdates(_)
        | EditionPage::Podcast(_) => page.clone(),
        EditionPage::NotFound
        | EditionPage::Sitemap(_)
        | EditionPage::NewsSitemap
        | EditionPage::WebManifest => return None,
        page => EditionPage::Redirect(page.target()?),
    })
}
