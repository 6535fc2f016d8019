//! What feeds know stories by, which would be another one after a move: then each says it.

use std::collections::{BTreeMap, HashMap};

use super::aliases::only_by_hand;
use super::moves::Moves;
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::text::front_matter::edit;
use crate::text::yaml::{Value, in_quotes};

/// The ids of public stories that feeds would not know any more, by the new path of the file: they
/// follow from the first section and name of a story, which old addresses do not always tell.
pub(super) fn changed(before: &Site, after: &Site, moves: &Moves) -> BTreeMap<String, String> {
    let now: HashMap<&str, String> = ids(after).map(|(file, id, _)| (file, id)).collect();
    let public = ids(before).filter(|(.., is_public)| *is_public);
    let changed = public.filter_map(|(file, id, _)| {
        let file = moves.new_path(file).unwrap_or(file);
        now.get(file).filter(|now| **now != id).map(|_| (file.to_string(), id))
    });
    changed.collect()
}

/// The file of each story that is shown, what feeds know it by, and whether it is public.
fn ids(site: &Site) -> impl Iterator<Item = (&str, String, bool)> {
    site.editions.iter().flat_map(move |edition| {
        edition.briefings.iter().enumerate().map(move |(at, briefing)| {
            let article = &briefing.article;
            let own = article.facts.feed_id.clone();
            let id = own.unwrap_or_else(|| site.feed_id(edition.id, at));
            (&*article.file, id, article.held.is_none())
        })
    })
}

/// The text with this id.
///
/// # Errors
/// That only people can write it there.
pub(super) fn with_id(source: &str, file: &str, id: &str) -> Result<String, Diagnostic> {
    edit::set(source, "feed_id", &Value::Text(id.into()))
        .ok_or_else(|| only_by_hand(file, &format!("write `feed_id: {}` there", in_quotes(id))))
}
