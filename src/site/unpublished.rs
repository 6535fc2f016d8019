//! The texts that are not public, found again without reading the others.

use std::cmp::Ordering;

use jiff::Timestamp;

use crate::model::{Held, HeldReason, Reveal};
use crate::site::Settings;
use crate::site::content::{self, Classification, TextFile};
use crate::site::file_names::FileNames;
use crate::site::files::Files;
use crate::site::originals::{HeldOriginals, Parsed};
use crate::site::texts::Reading;

/// The held texts at these places among all texts of the site, in the order of their files:
/// [`crate::site::Site::held_places`] of an earlier site. By when they become public; none if
/// one of them is not held at the moment of the settings.
pub fn held_at(files: &dyn Files, settings: &Settings, places: &[usize]) -> Option<Vec<Held>> {
    if places.is_empty() {
        return Some(Vec::new());
    }
    let texts = texts(files, settings);
    let parsed = |place: &usize| {
        let text = texts.get(*place)?;
        let reading = Reading {
            files,
            language: &settings.languages[text.edition.0],
            instant: settings.instant,
            reveal: Reveal::default(),
        };
        let (parsed, faults) = reading.parse(text);
        Some((text.clone(), parsed, faults))
    };
    let mut parsed = places.iter().map(parsed).collect::<Option<Vec<Parsed>>>()?;
    // An original that others are held with is held itself.
    HeldOriginals::among(&parsed, [].into_iter()).hold(&mut parsed, Reveal::default());
    let held = |(text, parsed, _): &Parsed| {
        let resolved = parsed.as_ref()?.resolved.as_ref()?;
        let reason = resolved.release.held.as_ref()?;
        Some(resolved.held(&text.file, reason))
    };
    let mut held = parsed.iter().map(held).collect::<Option<Vec<Held>>>()?;
    held.sort_by(by_release);
    Some(held)
}

/// The order of held texts: by when they become public.
pub(super) fn by_release(a: &Held, b: &Held) -> Ordering {
    (release(&a.reason), &a.file).cmp(&(release(&b.reason), &b.file))
}

/// Drafts last: nobody knows when they will be released.
fn release(reason: &HeldReason) -> (bool, Option<Timestamp>) {
    use HeldReason::{Dated, Draft, Embargoed, Expired, WithOriginal};
    match reason.in_the_end() {
        Draft(_) | WithOriginal(_) => (true, None),
        Dated(release) | Embargoed(release) | Expired(release) => (false, Some(*release)),
    }
}

fn texts(files: &dyn Files, settings: &Settings) -> Vec<TextFile> {
    let mut faults = Vec::new();
    let files = files.list(content::FOLDER, &mut faults);
    let files = files.iter().map(String::as_str);
    let names = FileNames::of(&settings.config);
    let sections = settings.languages.iter().map(|language| &language.config.sections[..]);
    let mut texts = Classification::new(&names, sections).texts(files, &mut faults);
    texts.sort_unstable_by(|a, b| a.file.cmp(&b.file));
    texts
}
