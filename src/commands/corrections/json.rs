//! The lists as programs read them; `docs/command-line.md` describes them.

use jiff::Timestamp;
use serde::Serialize;

use super::declared::Declared;
use super::undeclared::{Findings, Story};
use crate::corrections::{Revision, StoryPart, WordingChange};
use crate::model::Briefing;
use crate::site::Site;
use crate::terminal::say_json;
use crate::text::date::rfc3339;

#[derive(Serialize)]
struct DeclaredView<'a> {
    date: String,
    text: &'a str,
    file: &'a str,
    title: &'a str,
    url: String,
}

/// The corrections, one a line.
pub(super) fn declared(declared: &[Declared<'_>], site: &Site) {
    let view = |Declared { briefing, correction }: &_| DeclaredView {
        date: rfc3339(&correction.date.zoned),
        text: &correction.text,
        file: &briefing.article.file,
        title: &briefing.article.facts.title,
        url: site.config.base_url.absolute(&briefing.article.path),
    };
    declared.iter().map(view).for_each(|view| say_json(&view));
}

#[derive(Serialize)]
struct StoryView<'a> {
    file: &'a str,
    title: &'a str,
    url: String,
    in_history: bool,
    revisions: Vec<RevisionView<'a>>,
    merged: Vec<RevisionView<'a>>,
}

#[derive(Serialize)]
struct RevisionView<'a> {
    at: String,
    clock: Option<String>,
    commit: Option<&'a str>,
    author: Option<&'a str>,
    changes: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    part: &'static str,
    old: &'a str,
    new: Option<&'a str>,
}

/// The stories with changes, and those that are not in the history, one a line.
pub(super) fn undeclared(findings: &Findings<'_>, site: &Site) {
    for Story { briefing, revisions, merged } in &findings.stories {
        say_json(&StoryView {
            revisions: revision_views(revisions, site),
            merged: revision_views(merged, site),
            ..story_view(briefing, true, site)
        });
    }
    for briefing in &findings.unknown.briefings {
        say_json(&story_view(briefing, false, site));
    }
}

fn story_view<'a>(briefing: &'a Briefing, in_history: bool, site: &Site) -> StoryView<'a> {
    let article = &briefing.article;
    StoryView {
        file: &article.file,
        title: &article.facts.title,
        url: site.config.base_url.absolute(&article.path),
        in_history,
        revisions: Vec::new(),
        merged: Vec::new(),
    }
}

fn revision_views<'a>(revisions: &'a [Revision], site: &Site) -> Vec<RevisionView<'a>> {
    revisions.iter().map(|revision| revision_view(revision, site)).collect()
}

fn revision_view<'a>(revision: &'a Revision, site: &Site) -> RevisionView<'a> {
    let moment = |at: &Timestamp| rfc3339(&at.to_zoned_datetime(site.config.time_zone.clone()));
    RevisionView {
        at: moment(&revision.at),
        clock: revision.wrong_clock.as_ref().map(moment),
        commit: revision.commit.as_ref().map(|commit| commit.id.as_str()),
        author: revision.commit.as_ref().map(|commit| commit.author.as_str()),
        changes: revision.changes.iter().map(change_view).collect(),
    }
}

fn change_view(change: &WordingChange) -> ChangeView<'_> {
    let part = match change.part {
        StoryPart::Headline => "headline",
        StoryPart::Standfirst => "standfirst",
        StoryPart::Summary => "summary",
        StoryPart::Caption => "caption",
        StoryPart::Text => "text",
    };
    ChangeView { part, old: &change.old, new: change.new.as_deref() }
}
