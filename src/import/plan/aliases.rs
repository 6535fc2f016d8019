//! The old addresses of texts: at which of them they are, and which lead to them.

use super::lists::Lists;
use super::texts::WrittenText;
use super::trial::Addresses;
use super::{Content, Plan, addresses};
use crate::import::model::{Archive, Note, Text, Topic};
use crate::text::placed::Placed;
use crate::url::{BaseUrl, Requested, SitePath};

/// Whether the address of a text, as the source writes it, is the one that it has below that of the
/// site: only then a page there is at the old address. The host may be another.
fn is_below(url: &str, text: &Text, base: &BaseUrl) -> bool {
    let Ok(url) = url::Url::parse(url) else { return true };
    let address = text.address.as_deref().unwrap_or_default();
    match base.requested(url.path()) {
        Requested::Path(path) => path.as_str().trim_matches('/') == address.trim_matches('/'),
        Requested::NoPath | Requested::Elsewhere => false,
    }
}

/// Gives the texts those of their old addresses that are free, and notes the others.
pub fn give(
    written: Vec<WrittenText>,
    mut taken: Addresses,
    (archive, base): (&Archive, &BaseUrl),
    plan: &mut Plan,
    lists: &mut Lists,
) {
    for mut text in written {
        let of = &archive.texts[text.at];
        let place = taken.of_file(&text.file);
        let mut old: Vec<&String> = Vec::new();
        if of.held.is_none() {
            plan.counts.addresses += usize::from(of.address.is_some()) + of.aliases.len();
            old.extend(&of.address);
            old.extend(&of.aliases);
            plan.counts.addresses += of.queries.len();
            if let Some(url) = of.url.as_ref().filter(|url| !is_below(url, of, base)) {
                let name = format!("`{url}` is not below `{base}`, where the new site is");
                plan.notes.push(Note { topic: Topic::Address, name, origin: of.origin.clone() });
                old.retain(|address| Some(*address) != of.address.as_ref());
            }
            for address in &of.queries {
                let name = format!("`{address}` cannot be an address of a file");
                plan.notes.push(Note { topic: Topic::Address, name, origin: of.origin.clone() });
            }
        }
        for address in old {
            if place.as_deref().is_some_and(|place| addresses::answers(place, address)) {
                plan.counts.kept += 1;
                continue;
            }
            let path = SitePath::new(address).filter(|path| path.as_str() != "/");
            match path.filter(|path| taken.take(path)) {
                Some(path) => {
                    plan.counts.aliases += 1;
                    text.facts.aliases.push(Placed::from(path));
                }
                None if taken.has(address) => {
                    // The front page, or a list in the place of a list.
                    let is_there = address == "/" || !taken.has_text(address);
                    plan.counts.aliases += usize::from(is_there);
                    if address != "/" {
                        let name = format!("`{address}` has something else now");
                        plan.notes.push(Note {
                            topic: Topic::Address,
                            name,
                            origin: of.origin.clone(),
                        });
                    }
                }
                None => {
                    let name = format!("`{address}` cannot be an address of a file");
                    plan.notes.push(Note {
                        topic: Topic::Address,
                        name,
                        origin: of.origin.clone(),
                    });
                }
            }
        }
        plan.files.insert(text.file.clone(), Content::Text(text.text()));
    }
    lists.taken = Some(taken);
}
