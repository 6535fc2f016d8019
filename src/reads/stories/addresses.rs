//! What the addresses are, under which readers were counted.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::routes::{EditionId, EditionPage, Route, Routes, Target};
use crate::url::{BaseUrl, SitePath};

/// What an address is on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A briefing of an edition.
    Briefing(EditionId, usize),
    /// Another page of the site: a list, a standing page.
    OtherPage,
    /// Nothing.
    Nothing,
}

/// Finds what addresses are, whatever their form: with or without host, base
/// path, query, fragment, `index.html`, last slash and percent-encoding, and
/// also where a story was before it moved.
pub struct Finder<'a> {
    base_url: &'a BaseUrl,
    routes: &'a Routes,
}

impl<'a> Finder<'a> {
    /// A finder for the site at `base_url` that has these routes.
    pub fn new(base_url: &'a BaseUrl, routes: &'a Routes) -> Self {
        Finder { base_url, routes }
    }

    /// What `address` is. A host in it has to be the site's; a path may lack
    /// the base path, since a front server may have taken it off.
    pub fn find(&self, address: &str) -> Destination {
        let Some(path) = self.path_of(address) else { return Destination::Nothing };
        let base = self.base_url.path();
        let without_base = path.strip_prefix(base).filter(|rest| rest.starts_with('/'));
        let at_base = (path == base).then_some("/");
        [without_base, at_base, Some(path)]
            .into_iter()
            .flatten()
            .map(|path| self.at(path))
            .find(|found| *found != Destination::Nothing)
            .unwrap_or(Destination::Nothing)
    }

    /// The path of an address, without its host, query and fragment; none if it
    /// is on another host.
    fn path_of<'p>(&self, address: &'p str) -> Option<&'p str> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let address = &address[..end];
        let Some((_, rest)) = address.split_once("//").filter(|(scheme, _)| {
            scheme.is_empty() || scheme.ends_with(':') && !scheme.contains('/')
        }) else {
            return Some(address);
        };
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        self.is_ours(host).then_some(if path.is_empty() { "/" } else { path })
    }

    /// Whether a host, maybe with a port, is the site's; with `www.` or without.
    fn is_ours(&self, host: &str) -> bool {
        fn bare(host: &str) -> String {
            let host = host.to_ascii_lowercase();
            let host = host.split_once(':').map_or(&*host, |(name, _)| name);
            host.strip_prefix("www.").unwrap_or(host).to_string()
        }
        let ours = self.base_url.origin();
        bare(host) == bare(ours.split_once("//").map_or(ours, |(_, host)| host))
    }

    fn at(&self, path: &str) -> Destination {
        let decoded = match percent_decode_str(path).decode_utf8() {
            Ok(decoded) => decoded,
            Err(_) => return Destination::Nothing,
        };
        let path: Cow<'_, str> =
            if decoded.starts_with('/') { decoded } else { format!("/{decoded}").into() };
        let Some(path) = SitePath::new(&path).map(|path| path.file_key()) else {
            return Destination::Nothing;
        };
        let with_slash = || SitePath::new(&format!("{path}/"));
        let route = self.routes.get(&path).or_else(|| self.routes.get(&with_slash()?));
        match route {
            Some(Route::Edition(
                edition,
                EditionPage::Briefing(at) | EditionPage::Redirect(Target::Briefing(at)),
            )) => Destination::Briefing(*edition, *at),
            Some(Route::File(_) | Route::Card(_) | Route::Edition(_, EditionPage::NotFound))
            | None => Destination::Nothing,
            Some(_) => Destination::OtherPage,
        }
    }

    /// Which briefing `address` is.
    pub fn briefing(&self, address: &str) -> Option<(EditionId, usize)> {
        match self.find(address) {
            Destination::Briefing(edition, at) => Some((edition, at)),
            Destination::OtherPage | Destination::Nothing => None,
        }
    }
}
