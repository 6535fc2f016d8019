//! The site's icons: files of `static/` under the names by which sites have them.

use crate::routes::{FileSource, Route};
use crate::site::Site;
use crate::url::SitePath;

/// A picture that stands for the site.
pub struct Icon {
    pub path: SitePath,
    pub media_type: &'static str,
    /// As manifests and `<link>` have it: `192x192`, or `any`; none where only the
    /// file itself could tell.
    pub sizes: Option<&'static str>,
}

type Named = (&'static str, &'static str, Option<&'static str>);

/// For tabs and bookmarks; the first that there is.
const FAVICONS: [Named; 3] = [
    ("/favicon.svg", "image/svg+xml", Some("any")),
    ("/favicon.png", "image/png", None),
    ("/favicon.ico", "image/vnd.microsoft.icon", None),
];

/// For screens on which sites stand beside programs, in the sizes that browsers ask for.
const LARGE: [Named; 2] = [
    ("/icon-192.png", "image/png", Some("192x192")),
    ("/icon-512.png", "image/png", Some("512x512")),
];

const TOUCH: &str = "/apple-touch-icon.png";

/// The icon of tabs. One of the site's own, whatever its format, comes before the
/// theme's.
pub fn favicon(site: &Site) -> Option<Icon> {
    let is_own = |icon: &Icon| !matches!(file(site, &icon.path), Some(FileSource::BuiltIn(_)));
    let found = || FAVICONS.into_iter().filter_map(|named| icon(site, named));
    found().find(is_own).or_else(|| found().next())
}

/// All icons for the manifest.
pub fn of_manifest(site: &Site) -> impl Iterator<Item = Icon> {
    let large = LARGE.into_iter().filter_map(|named| icon(site, named));
    favicon(site).into_iter().chain(large)
}

/// The icon that Apple's devices ask for.
pub fn touch_icon(site: &Site) -> Option<SitePath> {
    SitePath::new(TOUCH).filter(|path| file(site, path).is_some())
}

fn icon(site: &Site, (name, media_type, sizes): Named) -> Option<Icon> {
    let path = SitePath::new(name).filter(|path| file(site, path).is_some())?;
    Some(Icon { path, media_type, sizes })
}

/// Where the file at `path` comes from, if one is there.
fn file<'s>(site: &'s Site, path: &SitePath) -> Option<&'s FileSource> {
    match site.routes.get(path) {
        Some(Route::File(source)) => Some(source),
        _ => None,
    }
}
