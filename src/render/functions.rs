//! What templates can call.

use std::sync::{Arc, OnceLock};

use crate::nearest::Names;
use crate::routes::Routes;
use crate::site::{Asset, Assets, Site};
use crate::templates::{Functions, Refusal};
use crate::url::SitePath;

fn on_site(path: &str) -> Result<SitePath, Refusal> {
    SitePath::new(path).ok_or_else(|| {
        let message = format!("`{path}` is not a path from the site's root");
        Refusal::new(message, "write one like `/about/`")
    })
}

/// The functions for the templates of a site.
pub fn functions(site: &Site) -> Functions {
    let link = site.config.base_url.clone();
    let absolute = link.clone();
    let base_url = link.clone();
    let finder = Arc::new(AssetFinder {
        assets: site.assets.clone(),
        routes: site.routes.clone(),
        names: OnceLock::new(),
    });
    let of_integrity = finder.clone();
    let asset = move |path: &str| Ok(base_url.href(&finder.find(path)?.path));
    let integrity = move |path: &str| Ok(of_integrity.find(path)?.integrity.clone());
    Functions {
        link: Box::new(move |path| Ok(link.href(&on_site(path)?))),
        absolute: Box::new(move |path| Ok(absolute.absolute(&on_site(path)?))),
        asset: Box::new(asset),
        integrity: Box::new(integrity),
    }
}

/// Finds the files of `static/` that templates name.
struct AssetFinder {
    assets: Arc<Assets>,
    routes: Routes,
    /// For a file that there is not; each page may ask for one.
    names: OnceLock<Names>,
}

impl AssetFinder {
    fn find(&self, path: &str) -> Result<&Asset, Refusal> {
        let AssetFinder { assets, routes, names } = self;
        let site_path = on_site(path)?;
        if let Some(asset) = assets.get(&site_path) {
            return Ok(asset);
        }
        if routes.get(&site_path).is_some() {
            return Err(Refusal::new(
                "the path of a picture is not known before",
                format!("write it out: `asset(path=\"{path}\")`"),
            ));
        }
        let names = names.get_or_init(|| assets.keys().map(SitePath::as_str).collect());
        let remedy = names.nearest(path).map_or_else(
            || "put it there, or name another".to_string(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(Refusal::new(format!("there is no file `static{path}`"), remedy))
    }
}
