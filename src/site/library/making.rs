//! From inputs to a site.

use std::collections::BTreeMap;

use super::inputs::Inputs;
use super::remembered::{Before, Remembered};
use crate::diagnostic::Diagnostic;
use crate::model::Placement;
use crate::routes::Route;
use crate::site::Site;
use crate::site::index::{Indexed, Surroundings, index};
use crate::site::texts::Published;

/// The site of these inputs, and what is wrong with its texts together.
pub(super) fn site(inputs: &Inputs) -> (Site, Vec<Diagnostic>) {
    let texts: Vec<&Remembered> = inputs.texts.values().collect();
    let placements: Vec<Placement<'_>> = texts.iter().map(|text| text.placement()).collect();
    let around = Surroundings {
        config: &inputs.config,
        statics: &inputs.statics,
        readership: &inputs.readership,
        instant: inputs.instant(),
    };
    let Indexed { index, briefings, pages, faults } = index(&placements, around);
    let briefing = |at: usize| match &texts[at].published {
        Some(Published::Briefing(briefing)) => Some(briefing.clone()),
        _ => None,
    };
    let page = |at: usize| match &texts[at].published {
        Some(Published::Page(page)) => Some(page.clone()),
        _ => None,
    };
    let site = Site {
        config: inputs.config.clone(),
        briefings: briefings.into_iter().filter_map(briefing).collect(),
        pages: pages.into_iter().filter_map(page).collect(),
        index: index.into(),
        templates: inputs.templates.clone(),
    };
    (site, faults)
}

/// The site `previous` with the texts that were `replaced` in their places: the everyday save
/// of a story. None if one of them has another placement now, so that the index is another.
pub(super) fn with_texts_in_place(
    previous: &Site,
    inputs: &Inputs,
    replaced: &BTreeMap<String, Option<Before>>,
) -> Option<Site> {
    let mut site = previous.clone();
    for (file, before) in replaced {
        let before = &before.as_ref()?.remembered;
        let now = inputs.texts.get(file)?;
        if before.placement() != now.placement() {
            return None;
        }
        let Some(published) = &now.published else { continue };
        match (site.index.routes.get(&published.article().path), published) {
            (Some(Route::Briefing(at)), Published::Briefing(now)) => {
                site.briefings[*at] = now.clone();
            }
            (Some(Route::Page(at)), Published::Page(now)) => site.pages[*at] = now.clone(),
            _ => return None,
        }
    }
    Some(site)
}
