//! The texts that are not public, found again without reading the others.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::model::{Held, HeldReason, Reveal};
use crate::site::content::{self, TextFile};
use crate::site::files::Files;
use crate::site::texts::Reading;
use crate::text::config::Config;

/// The held texts at these places among all texts of the site, in the order of their files:
/// [`crate::site::Site::held_places`] of an earlier site. By when they become public; none if
/// one of them is not held at `instant`.
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
        let resolved = reading.parse(text).0?.resolved?;
        let reason = resolved.release.held.clone()?;
        Some(resolved.held(&text.file, &reason))
    };
    let mut held = places.iter().map(held).collect::<Option<Vec<Held>>>()?;
    held.sort_by(by_release);
    Some(held)
}

/// The order of held texts: by when they become public.
pub(super) fn by_release(a: &Held, b: &Held) -> Ordering {
    (release(&a.reason), &a.file).cmp(&(release(&b.reason), &b.file))
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
    let files = files.iter().map(String::as_str);
    let mut texts = content::texts(files, &config.sections, &mut faults);
    texts.sort_unstable_by(|a, b| a.file.cmp(&b.file));
    texts
}
