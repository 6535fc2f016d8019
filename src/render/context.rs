//! What everything that is shown of a site is made from.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::render::addresses::Addresses;
use crate::render::memo::Memo;
use crate::render::shared::Shared;
use crate::render::shared::labels::{section, tag};
use crate::site::Site;
use crate::templates::Templates;
use crate::url::SitePath;

/// The variables of a template.
pub type Variables = tera::Context;

/// What was rendered, or what is wrong with a template that shows it.
pub type Rendered<T> = Result<T, Vec<Diagnostic>>;

/// The site, and what all of its pages share.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub site: &'a Site,
    pub shared: &'a Shared,
    pub templates: &'a Templates,
    pub memos: &'a Memos,
}

/// What many pages show, made when the first of them is.
pub struct Memos {
    /// How lists show each briefing.
    pub cards: Memo<Rendered<Value>>,
    /// The whole text of each briefing, with absolute addresses.
    pub whole_texts: Memo<String>,
    /// What was read most in each section.
    pub most_read: Memo<Rendered<Value>>,
    /// Which of the routes each part of the sitemap has.
    pub sitemap_parts: OnceLock<Vec<Range<usize>>>,
}

impl Memos {
    /// For a site of which nothing was shown yet.
    pub fn new(site: &Site) -> Self {
        Memos::with_cards(site, Memo::new(site.briefings.len()))
    }

    /// For the site `next`, which has the same index as `site`: the cards of briefings
    /// that did not change are kept.
    pub fn for_next(&self, site: &Site, next: &Site) -> Self {
        let is_same = |at: usize| Arc::ptr_eq(&site.briefings[at], &next.briefings[at]);
        Memos::with_cards(next, self.cards.that_hold(is_same))
    }

    fn with_cards(site: &Site, cards: Memo<Rendered<Value>>) -> Self {
        Memos {
            cards,
            whole_texts: Memo::new(site.briefings.len()),
            most_read: Memo::new(site.index.sections.len()),
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
            Addresses::Absolute => section(self.site, at, addresses),
        }
    }

    /// The [`CountedLinkView`](crate::render::views::CountedLinkView) of a tag.
    pub fn tag(self, at: usize, addresses: Addresses) -> Value {
        match addresses {
            Addresses::InSite => self.shared.tags[at].clone(),
            Addresses::Absolute => tag(self.site, at, addresses),
        }
    }
}
