//! Languages whose pages are all in another folder now: one line leads all of them on.

use std::collections::{BTreeMap, HashSet};

use super::page::{OldPage, language, target, words_of_article};
use crate::commands::grouped;
use crate::diagnostic::Diagnostic;
use crate::model::Article;
use crate::nearest::TextsByWords;
use crate::output::Output;
use crate::site::{Edition, Paths, Site};
use crate::text::config::{self, LanguageConfig};
use crate::url::SitePath;

/// A warning for each language of which addresses are gone that it has in its new folder, and the
/// addresses that are left.
pub(super) fn moved_folders(
    site: &Site,
    gone: Vec<SitePath>,
    present: &HashSet<&str>,
    output: &Output,
) -> (Vec<Diagnostic>, Vec<SitePath>) {
    let is_there = |file: &str| present.contains(file);
    // From where readers are led on, no pages were.
    let language_at = |folder: &SitePath| {
        let page = output.present_page(&folder.to_output())?;
        language(&page).filter(|_| target(&page, &site.config.base_url).is_none())
    };
    let is_new = |edition: &&Edition| {
        site.config.languages.len() > edition.id.0
            && language_at(edition.index.paths.home())
                != Some(edition.settings.language.to_string())
    };
    let new: Vec<&Edition> = site.editions.iter().filter(is_new).collect();
    if new.is_empty() {
        return (Vec::new(), gone);
    }
    let mut by_folder: BTreeMap<SitePath, Vec<SitePath>> = BTreeMap::new();
    for path in gone {
        let folder = Paths::of_earlier(&path, is_there).home().clone();
        by_folder.entry(folder).or_default().push(path);
    }
    let held: HashSet<&SitePath> = site.held.iter().map(|held| &held.path).collect();
    let (mut warnings, mut left) = (Vec::new(), Vec::new());
    for (folder, paths) in by_folder {
        let tag = language_at(&folder);
        let is_it = |edition: &&&Edition| Some(edition.settings.language.to_string()) == tag;
        let has_its_words =
            |edition: &&&Edition| has_words(site, output, edition, (&folder, &paths));
        let edition = new.iter().find(is_it).or_else(|| {
            // The language may be called otherwise now.
            let is_there = site.homes().any(|home| *home == folder);
            new.iter().filter(|_| !is_there).find(has_its_words)
        });
        let Some(edition) = edition else {
            left.extend(paths);
            continue;
        };
        let (moved, others): (Vec<_>, Vec<_>) =
            paths.into_iter().partition(|path| is_below((site, &held), edition, &folder, path));
        left.extend(others);
        let language = &site.config.languages[edition.id.0];
        warnings.extend(moved.first().map(|first| is_moved(language, &folder, first, moved.len())));
    }
    left.sort_unstable();
    (warnings, left)
}

/// Whether an edition has what was at a path below its old folder.
fn is_below(
    (site, held): (&Site, &HashSet<&SitePath>),
    edition: &Edition,
    folder: &SitePath,
    path: &SitePath,
) -> bool {
    // What is held there is at this address again when it is public.
    below(edition, folder, path)
        .is_some_and(|now| site.routes.has_file_of(&now) || held.contains(&now))
}

/// The path in an edition of what was below its old folder.
fn below(edition: &Edition, folder: &SitePath, path: &SitePath) -> Option<SitePath> {
    let rest = path.as_str().strip_prefix(folder.as_str())?;
    SitePath::new(&format!("{}{rest}", edition.index.paths.home()))
}

/// Whether the texts that were at paths below a folder are those of an edition, by the words of some.
fn has_words(
    site: &Site,
    output: &Output,
    edition: &Edition,
    (folder, paths): (&SitePath, &[SitePath]),
) -> bool {
    const LOOKED_AT: usize = 5;
    let both = paths.iter().filter_map(|path| {
        let now = below(edition, folder, path)?;
        let article = site.routes.get(&now).and_then(|route| site.article(route))?;
        let html = output.present_page(&path.to_output())?;
        Some((OldPage::of(path.clone(), &html, &site.config.base_url), article))
    });
    let both: Vec<(OldPage, &Article)> = both.take(LOOKED_AT).collect();
    let by_words: TextsByWords =
        both.iter().map(|(_, article)| words_of_article(article)).collect();
    let is_it = |(at, (page, _)): &(usize, &(OldPage, &Article))| {
        by_words.shown_on(&page.text) == Some(*at)
    };
    both.iter().enumerate().filter(is_it).count() * 2 > both.len()
}

fn is_moved(
    language: &LanguageConfig,
    folder: &SitePath,
    first: &SitePath,
    count: usize,
) -> Diagnostic {
    let LanguageConfig { language, base, aliases, .. } = language;
    let addresses = match count {
        1 => format!("`{first}` was public and leads nowhere now"),
        _ => {
            let others = grouped(count - 1);
            format!("`{first}` and {others} more addresses were public and lead nowhere now")
        }
    };
    let message = format!(
        "the pages in `{language}` were below `{folder}`, and are below `{}` now: {addresses}",
        base.value
    );
    let old: Vec<&str> = aliases.iter().map(|old| old.value.as_str()).collect();
    let line = [&old[..], &[folder.as_str()]].concat().join(", ");
    let fault = Diagnostic::warning(message).in_file(config::FILE).hint(format!(
        "write `aliases: [{line}]` below `{language}` in `languages`: readers are led on from each, and \
         the feeds stay where programs ask for them"
    ));
    Diagnostic { place: base.place, ..fault }
}
