//! The way from the front page to a page:
//! <https://developers.google.com/search/docs/appearance/structured-data/breadcrumb>.

use crate::render::structured_data::StructuredData;
use crate::render::structured_data::vocabulary::{BreadcrumbList, ListItem, PageReference};
use crate::url::SitePath;

/// A page on the way.
pub struct Crumb<'a> {
    name: &'a str,
    path: SitePath,
}

impl<'a> Crumb<'a> {
    pub fn new(name: &'a str, path: SitePath) -> Self {
        Crumb { name, path }
    }
}

impl StructuredData<'_> {
    /// The front page, and then `trail`.
    pub fn breadcrumbs<'b>(&'b self, trail: &'b [Crumb<'b>]) -> BreadcrumbList<'b> {
        let front_page = &self.shared().site;
        let page = |address: String| PageReference { id: address };
        let item = page(front_page.url.clone());
        let first = ListItem { position: 1, name: &front_page.name, item };
        let others = trail.iter().zip(2..).map(|(crumb, position)| ListItem {
            position,
            name: crumb.name,
            item: page(self.site.config.base_url.absolute(&crumb.path)),
        });
        BreadcrumbList { item_list_element: std::iter::once(first).chain(others).collect() }
    }
}
