//! Stories under the names of their sections, and what lists say of themselves.

use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered};
use crate::render::story::cards::cards;
use crate::render::story::kind::headline;
use crate::render::views::GroupView;
use crate::text::markdown::cut_at_word;

/// Each section with those `briefings` of it that are to be shown, if there are any.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn groups<B: Iterator<Item = usize>>(
    context: Context<'_>,
    briefings: impl Fn(usize) -> B,
) -> Rendered<Vec<GroupView>> {
    let group = |section: usize| {
        let briefings = cards(context, briefings(section))?;
        Ok(GroupView { section: context.section(section, Addresses::InSite), briefings })
    };
    let is_shown = |group: &Rendered<GroupView>| {
        group.as_ref().map_or(true, |group| !group.briefings.is_empty())
    };
    (0..context.edition.index.sections.len()).map(group).filter(is_shown).collect()
}

/// In characters, about what a search engine shows of what a page is about.
const DESCRIPTION: usize = 160;

/// More headlines than this have no room there: each takes a character, and what divides it from
/// the next.
pub const MOST_HEADLINES: usize = DESCRIPTION / 2;

/// What a list is about, for search engines, in the words of its newest briefings.
pub fn headlines(context: Context<'_>, briefings: impl IntoIterator<Item = usize>) -> String {
    let words = &context.edition.settings.words;
    let titles =
        briefings.into_iter().map(|at| headline(&context.edition.briefings[at].article, words));
    joined(titles, "; ")
}

/// The first of these texts, as many as a search engine shows; of a long one its beginning.
pub fn joined(texts: impl Iterator<Item = impl AsRef<str>>, separator: &str) -> String {
    let mut joined = String::new();
    for text in texts {
        let text = text.as_ref();
        if joined.is_empty() {
            joined = cut_at_word(text, DESCRIPTION);
        } else if joined.chars().count() + separator.len() + text.chars().count() > DESCRIPTION {
            break;
        } else {
            joined += separator;
            joined += text;
        }
    }
    joined
}
