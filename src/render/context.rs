//! What everything that is shown of a site is made from.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::render::addresses::Addresses;
use crate::render::memo::{Memo, Recent};
use crate::render::shared::Shared;
use crate::render::shared::labels::{section, tag};
use crate::site::{Edition, Site};
use crate::templates::Templates;
use crate::url::SitePath;

/// The variables of a template.
pub type Variables = tera::Context;

/// What was rendered, or what is wrong with a template that shows it.
pub type Rendered<T> = Result<T, Vec<Diagnostic>>;

/// The site, one of its editions, and what all pages of that share.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub site: &'a Site,
    pub edition: &'a Edition,
    pub shared: &'a Shared,
    pub templates: &'a Templates,
    pub memos: &'a Memos,
}

/// How many cards are kept, some 4 kB each: whoever makes all pages makes those that show the
/// same stories one after the other ([`newest_shown`](crate::render::newest_shown)).
const MOST_CARDS: usize = 4 << 10;

/// What many pages show, made when the first of them is.
pub struct Memos {
    /// How lists show each briefing.
    pub cards: Recent<Rendered<Value>>,
    /// The whole text of each briefing, with absolute addresses.
    pub whole_texts: Memo<String>,
    /// What was read most in each section.
    pub most_read: Memo<Rendered<Value>>,
    /// Which of the routes each part of the sitemap has.
    pub sitemap_parts: OnceLock<Vec<Range<usize>>>,
}

impl Memos {
    /// For an edition of which nothing was shown yet.
    pub fn new(edition: &Edition) -> Self {
        Memos::with_cards(edition, Recent::new(edition.briefings.len(), MOST_CARDS))
    }

    /// For the edition `next`, which has the same index as `edition`: the cards of briefings
    /// that did not change are kept.
    pub fn for_next(&self, edition: &Edition, next: &Edition) -> Self {
        let is_same = |at: usize| Arc::ptr_eq(&edition.briefings[at], &next.briefings[at]);
        Memos::with_cards(next, self.cards.that_hold(is_same))
    }

    fn with_cards(edition: &Edition, cards: Recent<Rendered<Value>>) -> Self {
        Memos {
            cards,
            whole_texts: Memo::new(edition.briefings.len()),
            most_read: Memo::new(edition.index.sections.len()),
            sitemap_parts: OnceLock::new(),
        }
    }
}

impl<'a> Context<'a> {
    /// The address of what is at `path`.
    pub fn address(self, path: &SitePath, addresses: Addresses) -> String {
        addresses.of(path, &self.site.config.base_url)
    }

    /// The [`SectionView`](crate::render::views::SectionView) of a section.
    pub fn section(self, at: usize, addresses: Addresses) -> Value {
        match addresses {
            Addresses::InSite => self.shared.sections[at].clone(),
            Addresses::Absolute => section(self.edition, &self.site.config.base_url, at, addresses),
        }
    }

    /// The [`CountedLinkView`](crate::render::views::CountedLinkView) of a tag.
    pub fn tag(self, at: usize, addresses: Addresses) -> Value {
        match addresses {
            Addresses::InSite => self.shared.tags[at].clone(),
            Addresses::Absolute => tag(self.edition, &self.site.config.base_url, at, addresses),
        }
    }
}
