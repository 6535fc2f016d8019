//! How what is shown of a story writes addresses, by the place that it is shown in.

use crate::url::{BaseUrl, SitePath};

/// Where something stands, which says how the addresses in it are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// On the site's own pages: `/briefing/politics/talks/`, with the base path.
    InSite,
    /// Where nothing tells of which site it is, as in a feed: `https://…`, whole.
    Absolute,
}

impl Addresses {
    /// What stands before the paths of a site.
    pub fn base(self, base_url: &BaseUrl) -> String {
        match self {
            Addresses::InSite => base_url.path().into(),
            Addresses::Absolute => format!("{}{}", base_url.origin(), base_url.path()),
        }
    }

    /// The address of what is at `path` on the site of `base_url`.
    pub fn of(self, path: &SitePath, base_url: &BaseUrl) -> String {
        match self {
            Addresses::InSite => base_url.href(path),
            Addresses::Absolute => base_url.absolute(path),
        }
    }
}
