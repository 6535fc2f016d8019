//! The lists as programs read them; `docs/command-line.md` describes them.

use serde::Serialize;

use super::declared::Declared;
use super::undeclared::Story;
use crate::corrections::{Change, Part, Revision};
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
    revisions: Vec<RevisionView<'a>>,
}

#[derive(Serialize)]
struct RevisionView<'a> {
    at: String,
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

/// The stories, one a line.
pub(super) fn undeclared(stories: &[Story<'_>], site: &Site) {
    stories.iter().for_each(|story| say_json(&story_view(story, site)));
}

fn story_view<'a>(story: &'a Story<'_>, site: &Site) -> StoryView<'a> {
    let article = &story.briefing.article;
    StoryView {
        file: &article.file,
        title: &article.facts.title,
        url: site.config.base_url.absolute(&article.path),
        revisions: story.revisions.iter().map(|revision| revision_view(revision, site)).collect(),
    }
}

fn revision_view<'a>(revision: &'a Revision, site: &Site) -> RevisionView<'a> {
    RevisionView {
        at: rfc3339(&revision.at.to_zoned(site.config.time_zone.clone())),
        commit: revision.commit.as_ref().map(|commit| commit.id.as_str()),
        author: revision.commit.as_ref().map(|commit| commit.author.as_str()),
        changes: revision.changes.iter().map(change_view).collect(),
    }
}

fn change_view(change: &Change) -> ChangeView<'_> {
    let part = match change.part {
        Part::Headline => "headline",
        Part::Standfirst => "standfirst",
        Part::Summary => "summary",
        Part::Caption => "caption",
        Part::Text => "text",
    };
    ChangeView { part, old: &change.old, new: change.new.as_deref() }
}
