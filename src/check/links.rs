//! Where the links of pages lead.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::render::{list_path, recipes};
use crate::routes::{EditionPage, Route};
use crate::site::Site;
use crate::url::{BaseUrl, SitePath};

/// The addresses of a site.
pub(super) struct Addresses<'a> {
    site: &'a Site,
    base_url: &'a BaseUrl,
    own: Option<Url>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To the site.
    Here {
        path: String,
        /// The place in the page, decoded.
        anchor: Option<String>,
    },
    /// To a path of the site's host that is below its base path in name only: the
    /// site has it, but not there.
    BesideBase,
    /// To another site.
    Elsewhere(Url),
    /// To nothing that could be looked for, such as a mail address.
    Nothing,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let base_url = &site.config.base_url;
        let own = Url::parse(&base_url.absolute(&SitePath::root())).ok();
        Addresses { site, base_url, own }
    }

    /// Whether pages are read with encryption.
    pub(super) fn is_encrypted(&self) -> bool {
        self.base_url.origin().starts_with("https:")
    }

    /// The address of the site.
    pub(super) fn own(&self) -> Option<&Url> {
        self.own.as_ref()
    }

    /// The whole address that `href` on the page at `page` is; none if nothing can be loaded from
    /// there, such as a mail address.
    pub(super) fn url(&self, page: &SitePath, href: &str) -> Option<Url> {
        let url = Url::parse(&self.base_url.absolute(page)).ok()?.join(href).ok()?;
        matches!(url.scheme(), "http" | "https").then_some(url)
    }

    /// Where `href` on the page at `page` leads.
    pub(super) fn target(&self, page: &SitePath, href: &str) -> Target {
        let href = href.trim_matches(|c: char| c.is_ascii_whitespace());
        if let Some(anchor) = href.strip_prefix('#') {
            return here(page.as_str(), Some(anchor));
        }
        if let Some(target) = self.plain(href) {
            return target;
        }
        let Some(url) = self.url(page, href) else { return Target::Nothing };
        let origin = url.origin().ascii_serialization();
        if origin != self.base_url.origin() {
            return Target::Elsewhere(url);
        }
        match self.below_base(url.path()) {
            Some(path) => here(path, url.fragment()),
            // Who writes the host as well means its other pages.
            None if !href.contains("//") && self.has(url.path()) => Target::BesideBase,
            None => Target::Elsewhere(url),
        }
    }

    /// Most links are a path from the root without anything that has to be resolved.
    fn plain(&self, href: &str) -> Option<Target> {
        let is_plain = href.starts_with('/')
            && !href.contains("//")
            && !href.contains("/.")
            && !href.contains('\\');
        let (path, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
        let path = self.below_base(path).filter(|_| is_plain)?;
        Some(here(path, rest.split_once('#').map(|(_, anchor)| anchor)))
    }

    /// The path on the site of a path on its host.
    fn below_base<'p>(&self, path: &'p str) -> Option<&'p str> {
        let below = path.strip_prefix(self.base_url.path())?;
        match below {
            "" => Some("/"),
            below => below.starts_with('/').then_some(below),
        }
    }

    /// The path of the site that is served at `path`, as GitHub Pages does it:
    /// a folder also without its slash, a page also without `.html`.
    pub(super) fn served(&self, path: &str) -> Option<SitePath> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let index = format!("{}/index.html", decoded.trim_end_matches('/'));
        [decoded.to_string(), format!("{decoded}/"), format!("{decoded}.html"), index]
            .iter()
            .filter_map(|path| SitePath::new(path))
            .map(|path| path.file_key())
            .find(|path| self.site.routes.has_file_of(path))
    }

    /// Whether something is served at `path`.
    pub(super) fn has(&self, path: &str) -> bool {
        self.served(path).is_some()
            || recipes(self.site).any(|recipe| path == list_path(recipe, self.site).as_str())
    }

    /// Whether the page at `path` sends its readers on.
    pub(super) fn is_redirect(&self, path: &SitePath) -> bool {
        matches!(self.site.routes.get(path), Some(Route::Edition(_, EditionPage::Redirect(_))))
    }
}

fn here(path: &str, anchor: Option<&str>) -> Target {
    let anchor = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8_lossy().into_owned());
    Target::Here { path: path.into(), anchor: anchor.filter(|anchor| leads_somewhere(anchor)) }
}

/// Whether an anchor is one that a page has to have: `#` and `#top` are its top
/// (<https://html.spec.whatwg.org/multipage/browsing-the-web.html#the-indicated-part-of-the-document>),
/// and text fragments are looked for in its words (<https://wicg.github.io/scroll-to-text-fragment/>).
fn leads_somewhere(anchor: &str) -> bool {
    !(anchor.is_empty() || anchor.eq_ignore_ascii_case("top") || anchor.contains(":~:"))
}
