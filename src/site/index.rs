//! The index of a site: what follows from all texts together, and from their
//! placements alone. Lists, tags, archive, neighbours and routes.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Archive, Authorship, Held, LanguageVersion, ListedAbout, ListedBriefing, ListedPage,
    ListedText, Listing, Placement, Readers, Section, Serials, Tagging, Told, Translations,
    VersionText, Versions, feed_ids,
};
use crate::reads::store::Readership;
use crate::reads::stories::{Finder, MostRead, StoryRanking, over_all};
use crate::routes::{Claims, EditionId, EditionPage, Route, Routes};
use crate::site::InLanguage;
use crate::site::cards::{CardKit, CardMaker};
use crate::site::claims::{EditionClaims, claim_what_is_shared, unused_files};
use crate::site::edition::Index;
use crate::site::file_names::FileNames;
use crate::site::front::{FrontFiles, FrontTexts};
use crate::site::languages::told_twice;
use crate::site::old_addresses::claim_old_addresses;
use crate::site::paths::Paths;
use crate::site::sitemap::{News, newest_for_news};
use crate::site::slips;
use crate::site::statics::Statics;
use crate::site::subject_slips::Lists;
use crate::site::unpublished;
use crate::templates::Source;
use crate::text::config::{Config, MenuLink};
use crate::text::front_matter::Subject;
use crate::theme;

/// What the index of a site follows from, besides its texts.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub config: &'a Config,
    /// What each language has of its own.
    pub languages: &'a [InLanguage],
    pub statics: &'a Statics,
    pub readership: &'a Readership,
    pub instant: Timestamp,
    /// The site's own templates.
    pub templates: &'a [Source],
    pub card_kit: Option<&'a CardKit>,
    pub fronts: &'a FrontFiles,
    /// The file that was most likely meant by another.
    pub meant: &'a dyn Fn(&str) -> Option<String>,
}

/// What follows from the texts of a site together.
pub(super) struct Indexed {
    pub routes: Routes,
    pub translations: Translations,
    pub versions: Versions,
    pub held: Vec<Held>,
    /// The place of each of them among all texts.
    pub held_places: Vec<usize>,
    pub next_change: Option<Timestamp>,
    pub next_text_change: Option<Timestamp>,
    /// What each language has.
    pub editions: Vec<IndexedEdition>,
    /// What was read most, by story over all languages.
    pub read_in_all: Vec<StoryRanking>,
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
    /// Which tell about lists.
    pub abouts: Vec<usize>,
}

/// Makes the index of texts, which are in the order of their files.
pub(super) fn index(texts: &[Placement<'_>], around: Surroundings<'_>) -> Indexed {
    let Surroundings { config, languages, readership, instant, templates, card_kit, .. } = around;
    let ordered = languages.iter().map(|language| Ordered::of(texts, language.edition));
    let ordered: Vec<Ordered<'_>> = ordered.collect();
    let held = texts.iter().enumerate().filter_map(|(at, text)| Some((text.held?.clone(), at)));
    let mut held: Vec<(Held, usize)> = held.collect();
    held.sort_by(|(a, _), (b, _)| unpublished::by_release(a, b));
    let (held, held_places): (Vec<Held>, Vec<usize>) = held.into_iter().unzip();

    let news: Vec<News> =
        ordered.iter().map(|of| newest_for_news(&of.briefings, instant)).collect();
    let next_text_change = texts.iter().filter_map(|text| text.next_change).min();
    let news_end = news.iter().filter_map(|news| news.until).min();
    let of_menus = languages.iter().flat_map(|language| {
        language.config.menu.iter().chain(&language.config.footer.links).flat_map(MenuLink::changes)
    });
    let of_menus = of_menus.filter(|change| *change > instant);
    let places = places(texts, &ordered);
    let (versions, of_versions) = Versions::new(texts, &places, |files, versions| {
        told_twice(files, versions, &FileNames::of(config))
    });
    let readers = Readers {
        tags: languages.iter().map(|language| language.config.language.to_string()).collect(),
        are_named: !config.languages.is_empty(),
    };
    let listed = ordered.iter().flat_map(Ordered::listed);
    let (translations, of_translations) = Translations::new(listed, &readers);

    let mut indexes: Vec<Index> = languages
        .iter()
        .zip(&ordered)
        .zip(news)
        .map(|((language, of), news)| Index {
            news: news.briefings.into(),
            ..Index::of(&language.config, language.paths.clone(), &of.briefings, &of.abouts)
        })
        .collect();
    let mut missing_letters = Vec::new();
    for ((index, of), language) in indexes.iter_mut().zip(&ordered).zip(languages) {
        let Some(kit) = card_kit else { break };
        let maker = CardMaker::new(kit, language, templates);
        let (cards, missing) = maker.cards(index, &of.briefings, &of.pages);
        index.cards = cards.into();
        missing_letters.extend(missing);
    }
    let (front_ends, of_fronts) = fronts(&mut indexes, texts, &places, around);
    let next_change =
        next_text_change.into_iter().chain(news_end).chain(of_menus).chain(front_ends).min();
    let with_errors = texts.iter().filter(|text| text.held.is_none() && text.listed.is_none());
    let with_errors: Vec<&str> = with_errors.map(|text| text.file).collect();
    let not_shown = NotShown { held: &held, with_errors: &with_errors };
    let (routes, mut faults) = routes(&indexes, &ordered, &translations, not_shown, around);
    faults.extend(of_translations);
    faults.extend(missing_letters);
    faults.extend(of_versions);
    for (index, of) in indexes.iter().zip(&ordered) {
        faults.extend(slips::of_authors(&index.authorship, &of.briefings));
        for (subject, lists) in [
            (Subject::Author, &index.authorship.authors),
            (Subject::Topic, &index.tagging.tags),
            (Subject::Series, &index.serials.series),
        ] {
            faults.extend(Lists { subject, lists }.slips(&of.briefings, &of.abouts));
        }
    }
    faults.extend(of_fronts);

    let finder = Finder::new(&config.base_url, &routes);
    let reads = readership.paths().filter_map(|(path, of_path)| {
        let (edition, at) = finder.briefing(path)?;
        Some((edition, at, of_path))
    });
    let reads: Vec<(EditionId, usize, &[u64])> = reads.collect();
    let mut ids = feed_ids_of(texts);
    for ((index, of), language) in indexes.iter_mut().zip(&ordered).zip(languages) {
        let own = reads.iter().filter(|(edition, ..)| *edition == language.edition);
        let most_read = MostRead::new(
            &readership.windows,
            own.map(|(_, at, of_path)| (*at, *of_path)),
            &of.briefings,
            language.config.sections.len(),
            config.most_read.limit,
        );
        let order = of.order_of_briefings.iter();
        index.feed_ids = order.map(|at| std::mem::take(&mut ids[*at])).collect();
        index.days = days(of.listed(), &most_read).into();
        index.most_read = most_read.into();
    }
    let read_in_all = read_in_all(&indexes, &ordered, &translations, &routes, config);
    let editions = indexes.into_iter().zip(ordered).map(|(index, of)| IndexedEdition {
        index,
        briefings: of.order_of_briefings,
        pages: of.order_of_pages,
        abouts: of.order_of_abouts,
    });
    Indexed {
        editions: editions.collect(),
        routes,
        translations,
        versions,
        held,
        held_places,
        next_change,
        next_text_change,
        read_in_all,
        faults,
    }
}

/// Gives the indexes what editors put on the front pages: when one of these changes by itself
/// next, and what is wrong with them.
fn fronts(
    indexes: &mut [Index],
    texts: &[Placement<'_>],
    places: &[VersionText],
    around: Surroundings<'_>,
) -> (Option<Timestamp>, Vec<Diagnostic>) {
    let Surroundings { config, languages, fronts, instant, meant, .. } = around;
    let (mut next, mut faults) = (None, Vec::new());
    if fronts.are_none() {
        return (next, faults);
    }
    let known = FrontTexts::new(texts, places, config, meant);
    for (index, language) in indexes.iter_mut().zip(languages) {
        let Some(source) = fronts.of(language.edition) else { continue };
        let moment = (instant, &config.time_zone);
        let resolved =
            known.resolve(source, language.edition, index, language.config.naming(), moment);
        next = next.into_iter().chain(resolved.next_change).min();
        faults.extend(resolved.faults.into_reported());
        index.front = resolved.front.into();
    }
    (next, faults)
}

/// The texts that are nowhere on the site.
#[derive(Clone, Copy)]
struct NotShown<'h> {
    held: &'h [Held],
    /// The files of those with errors.
    with_errors: &'h [&'h str],
}

/// Every path, and what is wrong with some.
fn routes(
    indexes: &[Index],
    ordered: &[Ordered<'_>],
    translations: &Translations,
    NotShown { held, with_errors }: NotShown<'_>,
    around: Surroundings<'_>,
) -> (Routes, Vec<Diagnostic>) {
    let Surroundings { config, languages, statics, readership, .. } = around;
    let homes = languages.iter().map(|language| language.paths.home().clone()).collect();
    let mut claims = Claims::below(homes);
    let of_editions = indexes.iter().zip(ordered).zip(languages);
    let of_editions = of_editions.map(|((index, of), language)| EditionClaims {
        edition: language.edition,
        config: &language.config,
        has_readers: readership.as_of.is_some(),
        index,
        briefings: &of.briefings,
        pages: &of.pages,
        abouts: &of.abouts,
        translations,
    });
    let of_editions: Vec<EditionClaims<'_>> = of_editions.collect();
    for of_edition in &of_editions {
        of_edition.claim(&statics.files, &mut claims);
    }
    let mut unused = unused_files(ordered.iter().flat_map(Ordered::listed));
    if !of_editions.iter().any(EditionClaims::shows_data) {
        unused.extend(theme::FIGURE_FILES);
    }
    claim_what_is_shared(config, statics, &unused, &mut claims);
    claim_old_addresses(&of_editions, config, held, with_errors, &mut claims);
    claims.finish()
}

/// What each text is on the site.
fn places(texts: &[Placement<'_>], ordered: &[Ordered<'_>]) -> Vec<VersionText> {
    let mut places = vec![VersionText::NotShown; texts.len()];
    for of in ordered {
        for (number, at) in of.order_of_briefings.iter().enumerate() {
            places[*at] = VersionText::Briefing(number);
        }
        for (number, at) in of.order_of_pages.iter().enumerate() {
            places[*at] = VersionText::Page(number);
        }
        for (number, at) in of.order_of_abouts.iter().enumerate() {
            places[*at] = VersionText::About(number);
        }
    }
    places
}

/// What was read most, by story over all languages; nothing on a site with one.
fn read_in_all(
    indexes: &[Index],
    ordered: &[Ordered<'_>],
    translations: &Translations,
    routes: &Routes,
    config: &Config,
) -> Vec<StoryRanking> {
    if indexes.len() < 2 {
        return Vec::new();
    }
    let versions = |edition: EditionId, at: usize| {
        let path = ordered[edition.0].briefings[at].text.path;
        let on_site = translations.of(path).iter().filter_map(|(_, version)| match version {
            LanguageVersion::OnSite(path) => match routes.get(path) {
                Some(Route::Edition(edition, EditionPage::Briefing(at))) => Some((*edition, *at)),
                _ => None,
            },
            LanguageVersion::Elsewhere(_) => None,
        });
        let versions: Vec<(EditionId, usize)> = on_site.collect();
        if versions.is_empty() { vec![(edition, at)] } else { versions }
    };
    let most_read: Vec<&MostRead> = indexes.iter().map(|index| &*index.most_read).collect();
    over_all(&most_read, config.most_read.on_its_page(), versions)
}

impl Index {
    /// That of `briefings`, newest first, but for what depends on a moment or on readers.
    pub(super) fn of(
        config: &Config,
        paths: Paths,
        briefings: &[ListedBriefing<'_>],
        abouts: &[ListedAbout<'_>],
    ) -> Self {
        let told = |subject| told(abouts, subject);
        // Stories of a section of that name are where the pages of authors would be.
        let has_authors = !config.sections.iter().any(|it| it.id == Subject::Author.folder());
        let authorship = has_authors
            .then(|| Authorship::new(briefings, &told(Subject::Author), config.naming()));
        let (sections, rank_in_section) = sections(config, briefings);
        Index {
            paths,
            rank_in_section: rank_in_section.into(),
            sections: sections.into(),
            tagging: Tagging::new(briefings, &told(Subject::Topic)),
            authorship: authorship.unwrap_or_default(),
            serials: Serials::new(briefings, &told(Subject::Series)),
            archive: Archive::new(briefings).into(),
            most_read: Arc::default(),
            news: Arc::default(),
            feed_ids: Arc::default(),
            days: Arc::default(),
            cards: Arc::default(),
            front: Arc::default(),
        }
    }
}

/// Those that tell about a subject.
fn told<'a>(abouts: &[ListedAbout<'a>], subject: Subject) -> Vec<Told<'a>> {
    let abouts = abouts.iter().enumerate().filter(|(_, it)| it.about.subject == subject);
    abouts.map(|(at, ListedAbout { about, slug, .. })| Told { at, about, slug: *slug }).collect()
}

/// The id of each story, by its place among `texts`. Those that are not shown have theirs
/// all the same, so that none changes when they appear.
fn feed_ids_of(texts: &[Placement<'_>]) -> Vec<Box<str>> {
    let (places, stories): (Vec<usize>, Vec<_>) = texts
        .iter()
        .enumerate()
        .filter_map(|(at, text)| Some((at, (text.file, text.feed_name?))))
        .unzip();
    let mut by_place = vec![Box::default(); texts.len()];
    for (at, id) in places.into_iter().zip(feed_ids(&stories)) {
        by_place[at] = id;
    }
    by_place
}

/// The texts that are shown, in the order of lists.
struct Ordered<'a> {
    order_of_briefings: Vec<usize>,
    briefings: Vec<ListedBriefing<'a>>,
    order_of_pages: Vec<usize>,
    pages: Vec<ListedPage<'a>>,
    order_of_abouts: Vec<usize>,
    abouts: Vec<ListedAbout<'a>>,
}

impl<'a> Ordered<'a> {
    fn of(texts: &[Placement<'a>], edition: EditionId) -> Self {
        let (mut briefings, mut pages) = (Vec::with_capacity(texts.len()), Vec::new());
        let (mut order_of_abouts, mut abouts) = (Vec::new(), Vec::new());
        for (at, text) in texts.iter().enumerate().filter(|(_, text)| text.edition == edition) {
            match text.listed {
                Some(Listing::Briefing(briefing)) => briefings.push((at, briefing)),
                Some(Listing::Page(page)) => pages.push((at, page)),
                Some(Listing::About(about)) => {
                    order_of_abouts.push(at);
                    abouts.push(about);
                }
                None => {}
            }
        }
        briefings.par_sort_unstable_by(|(_, a), (_, b)| a.newest_first(b));
        pages.sort_by(|(_, a), (_, b)| a.by_title(b));
        let (order_of_briefings, briefings) = briefings.into_iter().unzip();
        let (order_of_pages, pages) = pages.into_iter().unzip();
        Ordered { order_of_briefings, briefings, order_of_pages, pages, order_of_abouts, abouts }
    }

    /// All of them: the briefings, the pages, and what is told about lists.
    fn listed(&self) -> impl Iterator<Item = ListedText<'a>> + Clone {
        let of_briefings = self.briefings.iter().map(|briefing| briefing.text);
        let of_pages = self.pages.iter().map(|page| page.text);
        of_briefings.chain(of_pages).chain(self.abouts.iter().map(|about| about.text))
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
