//! What was read most, as pages show it.

use jiff::civil::Date;
use tera::Value;

use crate::html::escaped;
use crate::language::direction::direction_of_tag;
use crate::reads::stories::{Rank, Ranking, StoryRank, StoryRanking};
use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered};
use crate::render::story::cards::card;
use crate::render::story::date::day;
use crate::render::views::{
    MostReadView, RankedStoryView, RankedView, RankingView, StoryRankingView,
};
use crate::site::{Edition, Site};
use crate::text::config::capitalized;
use crate::word_list::marked_as_english;

/// A ranking, and what is shown of it.
type Listed<'a> = (&'a Ranking, &'a [Rank]);

/// What every page shows of each ranking.
pub fn listed_everywhere<'a>(
    site: &Site,
    edition: &'a Edition,
) -> impl Iterator<Item = Listed<'a>> {
    listed(edition, site.config.most_read.limit)
}

/// The [`MostReadView`] that every page shows; none if nothing was read.
///
/// # Errors
/// What is wrong with a template that shows one of its briefings.
pub fn everywhere(context: Context<'_>) -> Rendered<Value> {
    view(context, listed_everywhere(context.site, context.edition))
}

/// What the page of the list shows of each ranking.
pub fn listed_on_its_page<'a>(
    site: &Site,
    edition: &'a Edition,
) -> impl Iterator<Item = Listed<'a>> {
    listed(edition, site.config.most_read.on_its_page())
}

fn listed(edition: &Edition, limit: usize) -> impl Iterator<Item = Listed<'_>> {
    let rankings = edition.index.most_read.rankings.iter();
    rankings.map(move |ranking| (ranking, &ranking.briefings[..ranking.briefings.len().min(limit)]))
}

/// The [`MostReadView`] of the page of the list.
///
/// # Errors
/// What is wrong with a template that shows one of its briefings.
pub fn on_its_page(context: Context<'_>) -> Rendered<Value> {
    view(context, listed_on_its_page(context.site, context.edition))
}

/// The [`MostReadView`] of a section, made once for all its pages; none if nothing in it
/// was read.
///
/// # Errors
/// What is wrong with a template that shows one of its briefings.
pub fn in_section(context: Context<'_>, section: usize) -> Rendered<Value> {
    let make = || {
        let rankings = context.edition.index.most_read.rankings.iter();
        view(context, rankings.map(|ranking| (ranking, &*ranking.by_section[section])))
    };
    context.memos.most_read.get(section, make).clone()
}

fn view<'a>(context: Context<'_>, listed: impl Iterator<Item = Listed<'a>>) -> Rendered<Value> {
    let rankings = listed
        .filter(|(_, listed)| !listed.is_empty())
        .map(|(ranking, listed)| ranking_view(context, ranking, listed))
        .collect::<Rendered<Vec<_>>>()?;
    let Some(as_of) = rankings.first().map(|ranking| ranking.last.clone()) else {
        return Ok(Value::none());
    };
    let url = context.address(&context.edition.index.paths.most_read(), Addresses::InSite);
    Ok(Value::from_serializable(&MostReadView { url, as_of, rankings }))
}

fn ranking_view(context: Context<'_>, ranking: &Ranking, listed: &[Rank]) -> Rendered<RankingView> {
    let window = &ranking.window;
    let date = |of: Date| day(of, context, Addresses::InSite);
    let ranked = |ranked: &Rank| {
        Ok(RankedView { story: card(context, ranked.briefing)?, reads: ranked.reads })
    };
    Ok(RankingView {
        id: window.name.clone(),
        name: window_name(&window.name, context.edition),
        days: window.days,
        first: date(window.first),
        last: date(window.last),
        briefings: listed.iter().map(ranked).collect::<Rendered<_>>()?,
    })
}

/// What was read most, by story over all languages of the site; nothing on a site with one.
pub fn over_all_languages(context: Context<'_>) -> Vec<StoryRankingView> {
    let ranking = |ranking: &StoryRanking| StoryRankingView {
        id: ranking.window.name.clone(),
        name: window_name(&ranking.window.name, context.edition),
        stories: ranking.stories.iter().filter_map(|rank| ranked_story(context, rank)).collect(),
    };
    let rankings = context.site.read_in_all.iter().map(ranking);
    rankings.filter(|ranking| !ranking.stories.is_empty()).collect()
}

fn ranked_story(context: Context<'_>, rank: &StoryRank) -> Option<RankedStoryView> {
    let Context { site, edition, .. } = context;
    let own = rank.versions.iter().find(|(id, _)| *id == edition.id);
    let (id, at) = own.or(rank.versions.first())?;
    let of = site.edition(*id);
    let article = &of.briefings.get(*at)?.article;
    let foreign = || (*id != edition.id).then(|| of.settings.language.to_string());
    let lang = article.lang().map(String::from).or_else(foreign);
    Some(RankedStoryView {
        title: article.facts.title.clone(),
        url: context.address(&article.path, Addresses::InSite),
        direction: lang.as_deref().map(direction_of_tag),
        lang,
        reads: rank.reads,
    })
}

/// A window's name in the language of the edition, where the theme has a word for it.
fn window_name(id: &str, edition: &Edition) -> Value {
    let words = &edition.settings.words;
    match words.plain(id) {
        "" => Value::normal_string(&capitalized(id)),
        word if words.is_foreign(id) => Value::safe_string(&marked_as_english(&escaped(word))),
        word => Value::normal_string(word),
    }
}
