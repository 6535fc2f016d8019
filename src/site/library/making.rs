//! From inputs to a site.

use std::collections::BTreeMap;

use super::inputs::Inputs;
use super::state::{PreviousText, TextState};
use crate::diagnostic::Diagnostic;
use crate::model::Placement;
use crate::routes::{EditionPage, Route};
use crate::site::beside::Beside;
use crate::site::index::{Indexed, IndexedEdition, Surroundings, index};
use crate::site::texts::Published;
use crate::site::{Edition, EditionSettings, InLanguage, Site};

/// The site of these inputs, and what is wrong with its texts together.
pub(super) fn site(inputs: &Inputs) -> (Site, Vec<Diagnostic>) {
    let texts: Vec<&TextState> = inputs.texts.values().collect();
    let placements: Vec<Placement<'_>> = texts.iter().map(|text| text.placement()).collect();
    let instant = inputs.instant();
    let beside = Beside::new(&inputs.book.files, &inputs.statics);
    let meant = |file: &str| beside.meant(file);
    let around = Surroundings {
        config: &inputs.config,
        languages: &inputs.languages,
        statics: &inputs.statics,
        readership: &inputs.readership,
        instant,
        templates: &inputs.templates,
        card_kit: inputs.card_kit.as_deref(),
        fronts: &inputs.fronts,
        meant: &meant,
    };
    let Indexed {
        routes,
        translations,
        versions,
        held,
        held_places,
        next_change,
        next_text_change,
        editions,
        read_in_all,
        faults,
    } = index(&placements, around);
    let briefing = |at: usize| match &texts[at].published {
        Some(Published::Briefing(briefing)) => Some(briefing.clone()),
        _ => None,
    };
    let page = |at: usize| match &texts[at].published {
        Some(Published::Page(page)) => Some(page.clone()),
        _ => None,
    };
    let about = |at: usize| match &texts[at].published {
        Some(Published::About(page)) => Some(page.clone()),
        _ => None,
    };
    let edition = |(indexed, language): (IndexedEdition, &InLanguage)| {
        let IndexedEdition { index, briefings, pages, abouts } = indexed;
        Edition {
            id: language.edition,
            settings: EditionSettings::of(&language.config, language.words.clone(), instant).into(),
            briefings: briefings.into_iter().filter_map(briefing).collect(),
            pages: pages.into_iter().filter_map(page).collect(),
            abouts: abouts.into_iter().filter_map(about).collect(),
            index: index.into(),
        }
    };
    let editions = editions.into_iter().zip(&*inputs.languages).map(edition).collect();
    let site = Site {
        config: inputs.config.clone(),
        templates: inputs.templates.clone(),
        routes,
        assets: inputs.statics.assets.clone().into(),
        data: inputs.data.clone(),
        card_kit: inputs.card_kit.clone(),
        translations: translations.into(),
        versions: versions.into(),
        read_in_all: read_in_all.into(),
        held: held.into(),
        held_places: held_places.into(),
        next_change,
        next_text_change,
        editions,
    };
    (site, faults)
}

/// The site `previous` with the texts that were `replaced` in their places: the everyday save
/// of a story. None if one of them has another placement now, so that the index is another.
pub(super) fn with_texts_in_place(
    previous: &Site,
    inputs: &Inputs,
    replaced: &BTreeMap<String, Option<PreviousText>>,
) -> Option<Site> {
    let mut site = previous.clone();
    for (file, before) in replaced {
        let before = &before.as_ref()?.state;
        let now = inputs.texts.get(file)?;
        if before.placement() != now.placement() {
            return None;
        }
        let Some(published) = &now.published else { continue };
        let path = &published.article().path;
        let Some(Route::Edition(edition, page)) = previous.routes.get(path) else { return None };
        let edition = &mut site.editions[edition.0];
        match (page, published) {
            (EditionPage::Briefing(at), Published::Briefing(now)) => {
                edition.briefings[*at] = now.clone();
            }
            (EditionPage::Standing(at), Published::Page(now)) => edition.pages[*at] = now.clone(),
            (page, Published::About(now)) => {
                let at = edition.index.about(page)?;
                edition.abouts[at] = now.clone();
            }
            _ => return None,
        }
    }
    Some(site)
}
