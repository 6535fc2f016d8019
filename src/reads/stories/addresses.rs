//! What the addresses are, under which readers were counted.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::reads::addresses::Addresses;
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

/// Finds what addresses are, whatever their form: with or without scheme, host, base
/// path, query, fragment, `index.html`, `.html`, last slash, percent-encoding, `//` and `/../`,
/// and also where a story was before it moved.
pub struct Finder<'a> {
    base_url: &'a BaseUrl,
    /// The base path, decoded: a client may encode otherwise than links do.
    base_path: String,
    routes: &'a Routes,
}

impl<'a> Finder<'a> {
    /// A finder for the site at `base_url` that has these routes.
    pub fn new(base_url: &'a BaseUrl, routes: &'a Routes) -> Self {
        let base_path = percent_decode_str(base_url.path()).decode_utf8_lossy().into_owned();
        Finder { base_url, base_path, routes }
    }

    /// What `address` is. A host in it has to be the site's; a path may lack
    /// the base path, since a front server may have taken it off.
    pub fn find(&self, address: &str) -> Destination {
        self.locate(address).map_or(Destination::Nothing, |(_, destination)| destination)
    }

    /// What `address` is, and its path on the site.
    fn locate(&self, address: &str) -> Option<(SitePath, Destination)> {
        let decoded = percent_decode_str(self.path_of(address)?).decode_utf8().ok()?;
        let path = resolved(&decoded)?;
        // Google's `Full page URL` is `example.org/a/`, without a scheme.
        self.locate_path(&path).or_else(|| self.locate_path(self.below_our_host(&path)?))
    }

    fn locate_path(&self, path: &str) -> Option<(SitePath, Destination)> {
        let below = path.strip_prefix(&*self.base_path);
        let without_base = below.filter(|rest| rest.starts_with('/'));
        let at_base = below.filter(|rest| rest.is_empty()).map(|_| "/");
        let paths = [without_base, at_base, Some(path)];
        paths.into_iter().flatten().find_map(|path| self.at(path))
    }

    /// What stands behind the first name of a path, if that is the site's host.
    fn below_our_host<'p>(&self, path: &'p str) -> Option<&'p str> {
        let (host, path) = host_and_path(path.strip_prefix('/')?);
        self.is_ours(host).then_some(path)
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
        let (host, path) = host_and_path(rest);
        self.is_ours(host).then_some(path)
    }

    /// Whether a host, maybe with a port, is the site's; with `www.` or without.
    fn is_ours(&self, host: &str) -> bool {
        fn bare(host: &str) -> String {
            let host = host.to_ascii_lowercase();
            // The colons of an address of IPv6 are in brackets.
            let end = host.rfind(']').map_or_else(|| host.find(':'), |end| Some(end + 1));
            let host = host[..end.unwrap_or(host.len())].trim_end_matches('.');
            host.strip_prefix("www.").unwrap_or(host).to_string()
        }
        let ours = self.base_url.origin();
        bare(host) == bare(ours.split_once("//").map_or(ours, |(_, host)| host))
    }

    fn at(&self, path: &str) -> Option<(SitePath, Destination)> {
        let path = SitePath::new(path)?.file_key();
        let route_at = |path: &str| {
            let path = SitePath::new(path)?;
            self.routes.get(&path).map(|route| (path, route))
        };
        let name = path.as_str();
        let (path, route) = route_at(name)
            // GitHub Pages and others serve `a.html` and `a/index.html` at `/a`.
            .or_else(|| route_at(&format!("{name}/")))
            .or_else(|| route_at(&format!("{name}.html")))
            .or_else(|| route_at(&format!("{}/", without_html(name)?)))?;
        match route {
            Route::Edition(
                edition,
                EditionPage::Briefing(at) | EditionPage::Redirect(Target::Briefing(at)),
            ) => Some((path, Destination::Briefing(*edition, *at))),
            Route::File(_) | Route::Card(_) | Route::Edition(_, EditionPage::NotFound) => None,
            Route::Robots | Route::RedirectList | Route::Edition(..) => {
                Some((path, Destination::OtherPage))
            }
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

/// The host and the path of a URL without its scheme.
fn host_and_path(url: &str) -> (&str, &str) {
    match url.find('/') {
        Some(slash) => url.split_at(slash),
        None => (url, "/"),
    }
}

/// The path of a page that is a file elsewhere: `/a` of `/a.html` and `/a/index.htm`.
fn without_html(path: &str) -> Option<&str> {
    let name = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"))?;
    let name = name.strip_suffix("/index").unwrap_or(name);
    (!name.ends_with('/')).then_some(name)
}

/// A decoded path as servers resolve it: several slashes are one, and `.` and `..` are gone (RFC
/// 3986, section 5.2.4). None if it would leave the root, which servers refuse.
fn resolved(path: &str) -> Option<Cow<'_, str>> {
    if path.starts_with('/') && !path.contains("//") && !path.contains("/.") {
        return Some(path.into());
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(kept.pop()?),
            name => kept.push(name),
        }
    }
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    let end = if is_folder && !kept.is_empty() { "/" } else { "" };
    Some(format!("/{}{end}", kept.join("/")).into())
}

/// The addresses of a site, each page with one that stands for all of its others.
pub struct SiteAddresses<'a, P> {
    finder: &'a Finder<'a>,
    path_of: P,
}

impl<'a, P> SiteAddresses<'a, P> {
    /// Those that `finder` finds; `path_of` tells where a briefing of an edition is.
    pub fn new(finder: &'a Finder<'a>, path_of: P) -> Self {
        SiteAddresses { finder, path_of }
    }
}

impl<'s, P: Fn(EditionId, usize) -> &'s SitePath + Sync> Addresses for SiteAddresses<'_, P> {
    fn of_page(&self, address: &str) -> Option<String> {
        let (path, destination) = self.finder.locate(address)?;
        let base_url = self.finder.base_url;
        match destination {
            Destination::Briefing(edition, at) => Some(base_url.href((self.path_of)(edition, at))),
            Destination::OtherPage => Some(base_url.href(&path)),
            Destination::Nothing => None,
        }
    }
}
