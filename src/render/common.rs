//! What all pages of an edition have in common, made once.

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::render::context::{Context, Memos};
use crate::render::lists::rankings::{everywhere, listed_everywhere};
use crate::render::pages::frame::{Navigation, frame};
use crate::render::shared::Shared;
use crate::render::story::facts::data;
use crate::site::{Edition, Index, Site};
use crate::templates::{Source, Templates};

/// What all pages of an edition have in common.
pub struct Common {
    pub templates: Templates,
    pub shared: Shared,
    pub navigation: Navigation,
    /// What is the same on every page, as [`FrameView`](crate::render::views::FrameView).
    pub frame: Value,
}

impl Common {
    /// Renders what is the same on all pages; the faults beside it.
    pub fn new(
        site: &Site,
        edition: &Edition,
        memos: &Memos,
        mut templates: Templates,
    ) -> (Self, Vec<Diagnostic>) {
        let mut faults = Vec::new();
        let shared = Shared::new(site, edition);
        templates.set_global("site", shared.site.clone());
        if !site.data.is_empty() {
            templates.set_global("data", data(&site.data));
        }
        let context = Context { site, edition, shared: &shared, templates: &templates, memos };
        let most_read = everywhere(context).unwrap_or_else(|mut found| {
            faults.append(&mut found);
            Value::none()
        });
        templates.set_global("most_read", most_read);
        let frame = frame(&templates, &mut faults);
        templates.set_global("frame", frame.clone());
        let navigation = Navigation::new(edition, &templates, &mut faults);
        (Common { templates, shared, navigation, frame }, faults)
    }
}

/// What [`Common`] is made from. Two editions of which it is equal have the same in common.
#[derive(PartialEq, Eq)]
pub struct Origin {
    index: *const Index,
    templates: *const [Source],
    /// The briefings that every page shows as most read.
    ranked: Vec<*const Briefing>,
}

impl Origin {
    /// That of an edition; nothing of two is compared but what is one and the same in memory.
    pub fn of(site: &Site, edition: &Edition) -> Self {
        let ranked = listed_everywhere(site, edition).flat_map(|(_, ranked)| ranked);
        Origin {
            index: Arc::as_ptr(&edition.index),
            templates: Arc::as_ptr(&site.templates),
            ranked: ranked.map(|ranked| Arc::as_ptr(&edition.briefings[ranked.briefing])).collect(),
        }
    }
}
