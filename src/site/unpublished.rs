//! The texts that are not public, found again without reading the others.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::model::{Held, HeldReason, Reveal};
use crate::site::content::{self, TextFile};
use crate::site::files::Files;
use crate::site::texts::Reading;
use crate::text::config::Config;

/// The places of held texts among all texts of the site, which say nothing to who does
/// not have its files.
pub fn places(files: &dyn Files, config: &Config, held: &[Held]) -> Vec<usize> {
    if held.is_empty() {
        return Vec::new();
    }
    let texts = texts(files, config);
    let at: HashMap<&str, usize> = texts.iter().map(|text| &*text.file).zip(0..).collect();
    held.iter().filter_map(|held| at.get(&*held.file).copied()).collect()
}

/// The held texts at these places, by when they become public; none if one of them is not
/// held at `instant`.
pub fn held_at(
    files: &dyn Files,
    config: &Config,
    instant: Timestamp,
    places: &[usize],
) -> Option<Vec<Held>> {
    if places.is_empty() {
        return Some(Vec::new());
    }
    let reading = Reading { files, config, instant, reveal: Reveal::default() };
    let texts = texts(files, config);
    let held = |place: &usize| {
        let text = texts.get(*place)?;
        let known = reading.open(text).0?.known?;
        let reason = known.release.held.clone()?;
        Some(known.held(&text.file, &reason))
    };
    let mut held = places.iter().map(held).collect::<Option<Vec<Held>>>()?;
    sort(&mut held);
    Some(held)
}

/// Sorts held texts by when they become public.
pub(super) fn sort(held: &mut [Held]) {
    held.sort_by(|a, b| (release(&a.reason), &a.file).cmp(&(release(&b.reason), &b.file)));
}

/// Drafts last: nobody knows when they will be released.
fn release(reason: &HeldReason) -> (bool, Option<Timestamp>) {
    use HeldReason::{Dated, Draft, Embargoed, Expired};
    match reason {
        Draft => (true, None),
        Dated(release) | Embargoed(release) | Expired(release) => (false, Some(*release)),
    }
}

fn texts(files: &dyn Files, config: &Config) -> Vec<TextFile> {
    let mut faults = Vec::new();
    let files = files.list(content::FOLDER, &mut faults);
    content::texts(files.iter().map(String::as_str), &config.sections, &mut faults)
}
