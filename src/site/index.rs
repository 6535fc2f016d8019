//! The index of a site: what follows from all texts together, and from their
//! placements alone. Lists, tags, archive, neighbours and routes.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Archive, Held, ListedBriefing, ListedPage, ListedText, Listing, Placement, Section, Tagging,
    Translations, feed_ids,
};
use crate::reads::store::Readership;
use crate::reads::stories::{Finder, MostRead};
use crate::routes::{Claims, EditionId, Routes};
use crate::site::cards::{CardKit, CardMaker};
use crate::site::claims::{EditionClaims, claim_what_is_shared};
use crate::site::edition::{EditionSettings, Index};
use crate::site::paths::Paths;
use crate::site::sitemap::newest_for_news;
use crate::site::statics::Statics;
use crate::site::unpublished;
use crate::templates::Source;
use crate::text::config::Config;

/// What the index of a site follows from, besides its texts.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub config: &'a Config,
    pub settings: &'a EditionSettings,
    pub statics: &'a Statics,
    pub readership: &'a Readership,
    pub instant: Timestamp,
    /// The site's own templates.
    pub templates: &'a [Source],
    pub card_kit: Option<&'a CardKit>,
}

/// What follows from the texts of a site together.
pub(super) struct Indexed {
    pub routes: Routes,
    pub translations: Translations,
    pub held: Vec<Held>,
    /// The place of each of them among all texts.
    pub held_places: Vec<usize>,
    pub next_change: Option<Timestamp>,
    pub next_text_change: Option<Timestamp>,
    pub edition: IndexedEdition,
    /// What is wrong with them.
    pub faults: Vec<Diagnostic>,
}

/// The index of an edition, and the order of the texts that it is of.
pub(super) struct IndexedEdition {
    pub index: Index,
    /// Which of the texts are briefings, the newest first.
    pub briefings: Vec<usize>,
    /// Which are standing pages, by title.
    pub pages: Vec<usize>,
}

/// Makes the index of texts, which are in the order of their files.
pub(super) fn index(texts: &[Placement<'_>], around: Surroundings<'_>) -> Indexed {
    let Surroundings { config, settings, statics, readership, instant, templates, card_kit } =
        around;
    let Ordered { order_of_briefings, briefings, order_of_pages, pages } = Ordered::of(texts);
    let held = texts.iter().enumerate().filter_map(|(at, text)| Some((text.held?.clone(), at)));
    let mut held: Vec<(Held, usize)> = held.collect();
    held.sort_by(|(a, _), (b, _)| unpublished::by_release(a, b));
    let (held, held_places): (Vec<Held>, Vec<usize>) = held.into_iter().unzip();

    let news = newest_for_news(&briefings, instant);
    let next_text_change = texts.iter().filter_map(|text| text.next_change).min();
    let next_change = next_text_change.into_iter().chain(news.until).min();
    let of_briefings = briefings.iter().map(|briefing| briefing.text);
    let listed = of_briefings.chain(pages.iter().map(|page| page.text));
    let language = settings.language.to_string();
    let (translations, of_translations) = Translations::new(listed.clone(), &language);

    let mut index =
        Index { news: news.briefings.into(), ..Index::of(config, Paths::default(), &briefings) };
    let maker = card_kit.map(|kit| CardMaker::new(kit, config, settings, templates));
    let (cards, missing) =
        maker.map(|maker| maker.cards(&index, &briefings, &pages)).unwrap_or_default();
    index.cards = cards.into();
    let edition = EditionId::FIRST;
    let claims_of_edition = EditionClaims {
        edition,
        config,
        has_readers: readership.as_of.is_some(),
        index: &index,
        briefings: &briefings,
        pages: &pages,
    };
    let mut claims = Claims::default();
    claims_of_edition.claim(&statics.files, &mut claims);
    claim_what_is_shared(config, statics, &mut claims);
    claims_of_edition.claim_old_addresses(&mut claims);
    let (routes, mut faults) = claims.finish();
    faults.extend(of_translations);
    faults.extend(missing);

    let finder = Finder::new(&config.base_url, &routes);
    let most_read = MostRead::new(
        readership,
        &briefings,
        config.sections.len(),
        config.most_read.limit,
        |address| finder.briefing(address).filter(|(of, _)| *of == edition).map(|(_, at)| at),
    );
    index.feed_ids = feed_ids_in(texts, &order_of_briefings).into();
    index.days = days(listed, &most_read).into();
    index.most_read = most_read.into();
    let edition = IndexedEdition { index, briefings: order_of_briefings, pages: order_of_pages };
    Indexed {
        routes,
        translations,
        held,
        held_places,
        next_change,
        next_text_change,
        edition,
        faults,
    }
}

impl Index {
    /// That of `briefings`, newest first, but for what depends on a moment or on readers.
    pub(super) fn of(config: &Config, paths: Paths, briefings: &[ListedBriefing<'_>]) -> Self {
        let (sections, rank_in_section) = sections(config, briefings);
        Index {
            paths,
            rank_in_section: rank_in_section.into(),
            sections: sections.into(),
            tagging: Tagging::new(briefings),
            archive: Archive::new(briefings).into(),
            most_read: Arc::default(),
            news: Arc::default(),
            feed_ids: Arc::default(),
            days: Arc::default(),
            cards: Arc::default(),
        }
    }
}

/// The ids of the stories at these places among `texts`. Those that are not shown have theirs
/// all the same, so that none changes when they appear.
fn feed_ids_in(texts: &[Placement<'_>], order: &[usize]) -> Vec<Box<str>> {
    let (places, stories): (Vec<usize>, Vec<_>) = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| Some((at, (text.file, text.feed_name?))))
        .unzip();
    let mut by_place = vec![Box::default(); texts.len()];
    for (at, id) in places.into_iter().zip(feed_ids(&stories)) {
        by_place[at] = id;
    }
    order.iter().map(|at| std::mem::take(&mut by_place[*at])).collect()
}

/// The texts that are shown, in the order of lists.
struct Ordered<'a> {
    order_of_briefings: Vec<usize>,
    briefings: Vec<ListedBriefing<'a>>,
    order_of_pages: Vec<usize>,
    pages: Vec<ListedPage<'a>>,
}

impl<'a> Ordered<'a> {
    fn of(texts: &[Placement<'a>]) -> Self {
        let (mut briefings, mut pages) = (Vec::with_capacity(texts.len()), Vec::new());
        for (at, text) in texts.iter().enumerate() {
            match text.listed {
                Some(Listing::Briefing(briefing)) => briefings.push((at, briefing)),
                Some(Listing::Page(page)) => pages.push((at, page)),
                None => {}
            }
        }
        briefings.par_sort_unstable_by(|(_, a), (_, b)| a.newest_first(b));
        pages.sort_by(|(_, a), (_, b)| a.by_title(b));
        let (order_of_briefings, briefings) = briefings.into_iter().unzip();
        let (order_of_pages, pages) = pages.into_iter().unzip();
        Ordered { order_of_briefings, briefings, order_of_pages, pages }
    }
}

/// Every day that a page names, each once.
fn days<'a>(texts: impl Iterator<Item = ListedText<'a>>, most_read: &MostRead) -> Vec<Date> {
    let windows = most_read.rankings.iter().map(|ranking| &ranking.window);
    let ends = windows.flat_map(|window| [window.first, window.last]);
    let days: BTreeSet<Date> = texts.flat_map(ListedText::days).chain(ends).collect();
    days.into_iter().collect()
}

/// The sections, and for each briefing its place in its section's list.
fn sections(config: &Config, briefings: &[ListedBriefing<'_>]) -> (Vec<Section>, Vec<usize>) {
    let mut sections: Vec<Section> = config
        .sections
        .iter()
        .map(|config| Section { config: config.clone(), briefings: Vec::new() })
        .collect();
    let mut rank_in_section = Vec::with_capacity(briefings.len());
    for (at, briefing) in briefings.iter().enumerate() {
        let list = &mut sections[briefing.section].briefings;
        rank_in_section.push(list.len());
        list.push(at);
    }
    (sections, rank_in_section)
}
