//! Names that no standing page can have as its address: another page is there, or comes there with
//! the first correction or the first year.

use crate::site::Paths;
use crate::slug::slug_of_name;
use crate::text::config::Config;
use crate::url::SitePath;

/// Those of each language of a site, in order.
pub(super) fn names(config: &Config) -> Vec<Vec<String>> {
    let homes = config.homes();
    let of_language = config.by_language();
    let each = of_language.iter().zip(&homes);
    each.map(|(own, home)| names_below(own, home, &homes)).collect()
}

fn names_below(own: &Config, home: &SitePath, homes: &[SitePath]) -> Vec<String> {
    let paths = Paths::below(home.clone()).unwrap_or_default();
    let search = paths.search();
    let lists = paths.lists().into_iter().filter(|list| own.search || *list != search);
    let made: Vec<String> =
        lists.chain(homes.iter().cloned()).filter_map(|path| name_below(home, &path)).collect();
    let mut names = Vec::new();
    for section in &own.sections {
        names.push(section.id.clone());
        // A page with the title of the section, where its id is what Dateline makes of that.
        let slug = slug_of_name(&section.title, own.addresses);
        if slug.as_deref() == Some(&*section.id) && !section.title.is_ascii() {
            names.push(section.title.clone());
        }
    }
    names.extend(made);
    // The form itself is a page of the site.
    names.extend((*home == SitePath::root()).then(|| "admin".to_string()));
    names.sort_unstable();
    names.dedup();
    names
}

/// The name of a folder right below a front page.
fn name_below(home: &SitePath, path: &SitePath) -> Option<String> {
    let name = path.as_str().strip_prefix(home.as_str())?.strip_suffix('/')?;
    (!name.is_empty() && !name.contains('/')).then(|| name.to_string())
}
