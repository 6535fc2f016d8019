//! Tags that left their address to another tag: an older story has that one now, or a text tells
//! about it.

use std::collections::{HashMap, HashSet};

use super::page::{element, target};
use super::tags::listed_on;
use crate::diagnostic::Diagnostic;
use crate::html::push_text;
use crate::model::{NamedList, slug_beside_others};
use crate::output::Output;
use crate::site::{Edition, Site};
use crate::slug::name_key;
use crate::text::yaml::plain_or_quoted;
use crate::url::SitePath;

/// A tag of an edition whose earlier page is another tag's now.
pub(super) struct Taken<'a> {
    edition: &'a Edition,
    /// Whose address it was, and whose it is.
    tag: &'a NamedList,
    taker: &'a NamedList,
    /// The address, and where the tag is now.
    pub(super) address: SitePath,
    now: SitePath,
}

/// The tags of an edition whose earlier page is another tag's now, `most` of them.
pub(super) fn taken<'a>(
    site: &Site,
    edition: &'a Edition,
    present: &HashSet<&str>,
    output: &Output,
    most: usize,
) -> Vec<Taken<'a>> {
    let index = &*edition.index;
    let tags = &index.tagging.tags;
    let naming = site.config.naming();
    // Where a tag would be if no other had its address.
    let plain = |at: usize| {
        let (plain, _) = tags[at].slug.rsplit_once('-')?;
        let is_present = present.contains(index.paths.tag(plain, 1).to_output().as_str());
        let is_it =
            || slug_beside_others(plain, &name_key(&tags[at].name, naming)) == tags[at].slug;
        (is_present && is_it()).then_some((at, plain))
    };
    let beside: Vec<(usize, &str)> = (0..tags.len()).filter_map(plain).collect();
    if beside.is_empty() {
        return Vec::new();
    }
    let by_slug: HashMap<&str, usize> =
        tags.iter().enumerate().map(|(at, tag)| (&*tag.slug, at)).collect();
    let left = beside.into_iter().filter_map(|(at, plain)| {
        let other = *by_slug.get(plain)?;
        let was = |path: &str| -> Option<String> {
            let page = output.present_page(&index.paths.tag(path, 1).to_output())?;
            target(&page, &site.config.base_url).is_none().then_some(page)
        };
        // Where it was there already, it is where it was.
        if was(&tags[at].slug).is_some() {
            return None;
        }
        let page = was(plain)?;
        let mut heading = String::new();
        push_text(&mut heading, element(&page, "h1").unwrap_or_default());
        let [own, others] = [at, other].map(|tag| name_key(&tags[tag].name, naming));
        let stories = listed_on(&page, &site.config.base_url);
        let listed = |tag: usize| {
            let of_tag = tags[tag].briefings.iter().map(|at| &edition.briefings[*at].article.path);
            of_tag.filter(|path| stories.contains(*path)).count()
        };
        let was_its = match name_key(heading.trim(), naming) {
            heading if heading == own => true,
            heading if heading == others => false,
            _ => listed(at) > listed(other),
        };
        was_its.then(|| Taken {
            edition,
            tag: &tags[at],
            taker: &tags[other],
            address: index.tag_path(other, 1),
            now: index.tag_path(at, 1),
        })
    });
    left.take(most).collect()
}

/// A warning of it; `redirect` is the line that leads on from where the taker was, if it was
/// elsewhere: to be written only if it stays where it is.
pub(super) fn told(site: &Site, taken: &Taken<'_>, redirect: Option<&str>) -> Diagnostic {
    let Taken { edition, tag, taker, address: old, now } = taken;
    let why = match taker.about {
        Some(_) => "which a file tells about",
        None => "which an older story has",
    };
    let message = format!(
        "`{old}` was the tag `{}`, and is the tag `{}` now, {why}; `{}` is at `{now}`",
        tag.name, taker.name, tag.name
    );
    let folder = match site.config.languages.get(edition.id.0).filter(|_| edition.id.0 > 0) {
        Some(language) => format!("content/{}/topics", language.language),
        None => "content/topics".into(),
    };
    let hint = match taker.about {
        Some(_) => format!(
            "leave it if `{old}` is to be `{}`, or else give the file in `{folder}/` that tells about it a `slug`",
            taker.name
        ),
        None => format!(
            "write `{folder}/{}.md` with `name: {}` in its front matter, and `{}` keeps `{old}`{}",
            taker.slug,
            plain_or_quoted(&tag.name),
            tag.name,
            redirect.map_or_else(String::new, |line| format!(
                "; or leave it so, and write `{line}` to redirect readers"
            ))
        ),
    };
    Diagnostic::warning(message).hint(hint)
}
