//! A site of which another language comes first now: the ids of stories in feeds say the language
//! of all others.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::commands::feed_authority::{FEED, ids};
use crate::commands::lost::language;
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::routes::EditionId;
use crate::site::{Edition, Site};
use crate::text::config;
use crate::url::SitePath;

/// A warning if the stories of an output have other ids in feeds for that.
pub(super) fn other_first(site: &Site, output: &Output) -> Option<Diagnostic> {
    if site.config.languages.is_empty() {
        return None;
    }
    let earlier = earlier_ids(site, output);
    let has_others = |edition: &&Edition| {
        let tag = edition.settings.language.to_string();
        earlier.get(&tag).is_some_and(|ids| have_changed(edition, &tag, ids))
    };
    let editions = site.editions.iter().filter(has_others);
    let tags: Vec<String> =
        editions.map(|edition| format!("`{}`", edition.settings.language)).collect();
    if tags.is_empty() {
        return None;
    }
    let message = format!(
        "the first of `languages` is another than before, and so are the ids of stories in feeds: feed \
         readers show every story in {} as new",
        tags.join(" and ")
    );
    let hint = "put the language first that was the first before, unless this is meant";
    Some(Diagnostic::warning(message).in_file(config::FILE).hint(hint))
}

/// By each language of an earlier build, what the ids of its newest stories say of them.
fn earlier_ids(site: &Site, output: &Output) -> BTreeMap<String, HashSet<String>> {
    let old = site.config.languages.iter().flat_map(|own| &own.aliases).map(|old| &old.value);
    let folders: BTreeSet<&SitePath> = site.homes().chain(old).collect();
    let ids_of = |home: &SitePath| {
        let language = language(&output.present_page(&home.to_output())?)?;
        let feed = output.present_page(&home.file(FEED).to_output())?;
        Some((language, ids(&feed).into_keys().collect()))
    };
    folders.into_iter().filter_map(ids_of).collect()
}

/// Whether a story of an edition was known by the id that it would have if the edition were the
/// first, or were not, and is not known by the one that it has.
fn have_changed(edition: &Edition, tag: &str, earlier: &HashSet<String>) -> bool {
    let folder = format!("{tag}/");
    let was_otherwise = |id: &str| {
        let Some((day, place)) = id.split_once(':') else { return false };
        let other = match edition.id {
            EditionId::FIRST => format!("{day}:{folder}{place}"),
            _ => format!("{day}:{}", place.strip_prefix(&folder).unwrap_or(place)),
        };
        other != id && earlier.contains(&other) && !earlier.contains(id)
    };
    edition.index.feed_ids.iter().any(|id| was_otherwise(id))
}
