//! What all pages of a site have in common, made once.

use std::sync::Arc;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::render::context::{Context, Memos};
use crate::render::functions::functions;
use crate::render::lists::rankings::{everywhere, listed_everywhere};
use crate::render::pages::frame::{Navigation, frame};
use crate::render::shared::Shared;
use crate::site::{Index, Site};
use crate::templates::{Source, Templates};
use crate::underway::Underway;

/// What all pages of a site have in common.
pub struct Common {
    pub templates: Templates,
    pub shared: Shared,
    pub navigation: Navigation,
}

impl Common {
    /// Compiles the templates, with the built-in ones in the place of those with faults, and
    /// renders what is the same on all pages; the faults beside it.
    pub fn new(site: &Site, memos: &Memos, underway: Arc<Underway>) -> (Self, Vec<Diagnostic>) {
        let (mut templates, mut faults) =
            Templates::compile(&site.templates, functions(site), underway);
        let shared = Shared::new(site);
        templates.set_global("site", shared.site.clone());
        let context = Context { site, shared: &shared, templates: &templates, memos };
        let most_read = everywhere(context).unwrap_or_else(|mut found| {
            faults.append(&mut found);
            Value::none()
        });
        templates.set_global("most_read", most_read);
        let frame = frame(&templates, &mut faults);
        templates.set_global("frame", frame);
        let navigation = Navigation::new(site, &templates, &mut faults);
        (Common { templates, shared, navigation }, faults)
    }
}

/// What [`Common`] is made from. Two sites of which it is equal have the same in common.
#[derive(PartialEq, Eq)]
pub struct Origin {
    index: *const Index,
    templates: *const [Source],
    /// The briefings that every page shows as most read.
    ranked: Vec<*const Briefing>,
}

impl Origin {
    /// That of a site; nothing of two sites is compared but what is one and the same in memory.
    pub fn of(site: &Site) -> Self {
        let ranked = listed_everywhere(site).flat_map(|(_, ranked)| ranked);
        Origin {
            index: Arc::as_ptr(&site.index),
            templates: Arc::as_ptr(&site.templates),
            ranked: ranked.map(|ranked| Arc::as_ptr(&site.briefings[ranked.briefing])).collect(),
        }
    }
}
