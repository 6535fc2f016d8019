//! What a front page means on the site: which of its stories are there and public, and when that
//! changes.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use super::FrontSource;
use crate::diagnostic::{Diagnostic, Severity};
use crate::faults::FileFaults;
use crate::model::{
    Front, FrontBanner, FrontBlock, FrontBlockOf, Held, HeldReason, Placement, VersionText,
};
use crate::nearest::Names;
use crate::routes::EditionId;
use crate::site::base_paths;
use crate::site::edition::Index;
use crate::slug::{Naming, name_key};
use crate::text::config::{Config, LinkTarget};
use crate::text::date::for_message;
use crate::text::front_page::{
    Banner, BannerLink, Block, BlockOf, Entry, MOST_PINNED, MOST_SECOND_LEADS, Span,
};
use crate::text::placed::Placed;

/// The texts of a site, as front pages name them.
pub struct FrontTexts<'a> {
    texts: &'a [Placement<'a>],
    places: &'a [VersionText],
    by_file: HashMap<&'a str, usize>,
    /// On a site with several languages, the version of each story in each.
    by_story: HashMap<(&'a str, EditionId), usize>,
    config: &'a Config,
    /// The file that was most likely meant by another.
    meant: &'a dyn Fn(&str) -> Option<String>,
}

/// What a front page means.
pub struct Resolved {
    pub front: Front,
    /// When it changes by itself next.
    pub next_change: Option<Timestamp>,
    pub faults: FileFaults,
}

/// What names a story.
const A_FILE: &str = "the file of a story, such as `content/politics/budget.md`";
/// Where a banner may lead.
const A_FILE_OR_ADDRESS: &str = "the file of a story, such as `content/politics/budget.md`, a path such as \
     `/about/`, or an address that begins with `https://`";

/// What is where a front page names a story.
enum Found<'a> {
    Story(usize),
    Page,
    /// What is held, and why.
    Held(&'a str, &'a HeldReason),
    /// Its file has faults, which are told.
    AtFault,
    Nothing,
}

impl<'a> FrontTexts<'a> {
    /// Of `texts`, each of which has its place on the site.
    pub fn new(
        texts: &'a [Placement<'a>],
        places: &'a [VersionText],
        config: &'a Config,
        meant: &'a dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let by_file = texts.iter().enumerate().map(|(at, text)| (text.file, at)).collect();
        let stories = texts.iter().enumerate().filter(|(_, text)| !text.story.is_empty());
        let by_story = stories.map(|(at, text)| ((text.story, text.edition), at)).collect();
        FrontTexts { texts, places, by_file, by_story, config, meant }
    }

    /// What a file is in an edition: itself, or the version of its story in that.
    fn find(&self, file: &str, edition: EditionId) -> Found<'a> {
        let Some(at) = self.by_file.get(file).copied() else { return Found::Nothing };
        let at = match self.texts[at].edition == edition {
            true => at,
            false => match self.by_story.get(&(self.texts[at].story, edition)) {
                Some(at) => *at,
                None => return Found::Nothing,
            },
        };
        match (self.places[at], self.texts[at].held) {
            (VersionText::Briefing(number), _) => Found::Story(number),
            (VersionText::Page(_) | VersionText::About(_), _) => Found::Page,
            (VersionText::NotShown, Some(held)) => Found::Held(&held.file, &held.reason),
            (VersionText::NotShown, None) => Found::AtFault,
        }
    }

    /// The file that was meant by what names none.
    fn meant(&self, written: &str) -> Option<String> {
        let path = written.trim_start_matches("./").trim_start_matches('/');
        let inside =
            if path.starts_with("content/") { path.into() } else { format!("content/{path}") };
        if self.by_file.contains_key(&*inside) {
            return Some(inside);
        }
        // Its address, as the browser shows it.
        let base = self.config.base_url.to_string();
        let address = written.strip_prefix(base.trim_end_matches('/')).unwrap_or(written);
        let address = percent_decode_str(address.trim_matches('/')).decode_utf8_lossy();
        let address = format!("/{address}/");
        let is_at = |text: &&Placement<'_>| {
            text.listed.is_some_and(|listed| listed.path().as_str() == address)
        };
        let at_address = || self.texts.iter().find(is_at).map(|text| text.file.to_string());
        at_address().or_else(|| (self.meant)(&inside))
    }

    /// What the page of a file means in an edition at a moment.
    pub fn resolve(
        &self,
        source: &FrontSource,
        edition: EditionId,
        index: &Index,
        naming: Naming,
        (instant, zone): (Timestamp, &TimeZone),
    ) -> Resolved {
        let mut resolver = Resolver {
            texts: self,
            file: &source.file,
            edition,
            index,
            naming,
            instant,
            zone,
            next: None,
            faults: FileFaults::default(),
        };
        let page = &source.page;
        let front = Front {
            banner: page.banner.as_ref().and_then(|banner| resolver.banner(banner)),
            lead: resolver.stories(&page.lead).first().map(|(at, _)| *at),
            second_leads: resolver.at_most(&page.second_leads, "second_leads", MOST_SECOND_LEADS),
            pinned: resolver.at_most(&page.pinned, "pinned", MOST_PINNED),
            blocks: page
                .blocks
                .as_ref()
                .map(|blocks| blocks.iter().filter_map(|block| resolver.block(block)).collect()),
        };
        Resolved { front, next_change: resolver.next, faults: resolver.faults }
    }
}

struct Resolver<'a> {
    texts: &'a FrontTexts<'a>,
    file: &'a str,
    edition: EditionId,
    index: &'a Index,
    naming: Naming,
    instant: Timestamp,
    zone: &'a TimeZone,
    /// The next moment at which something comes or goes.
    next: Option<Timestamp>,
    faults: FileFaults,
}

impl Resolver<'_> {
    /// Whether something is on the page now; when that changes is noted.
    fn is_now(&mut self, span: &Span) -> bool {
        let later = span.ends().filter(|end| *end > self.instant);
        self.next = self.next.into_iter().chain(later).min();
        span.has(self.instant)
    }

    fn tell<T>(
        &mut self,
        severity: Severity,
        at: &Placed<T>,
        told: impl FnOnce(&Self) -> (String, String),
    ) {
        let mut faults = std::mem::take(&mut self.faults);
        faults.add(severity, || {
            let (message, hint) = told(self);
            let fault = match severity {
                Severity::Error => Diagnostic::error(message),
                Severity::Warning => Diagnostic::warning(message),
            };
            Diagnostic { place: at.place, ..fault.in_file(self.file).hint(hint) }
        });
        self.faults = faults;
    }

    /// A story that is public, if it is; else that is told, with what else may stand in its place.
    /// It is to be there in a span.
    fn story(&mut self, story: &Placed<String>, span: &Span, otherwise: &str) -> Option<usize> {
        let written = &story.value;
        match self.texts.find(written, self.edition) {
            Found::Story(at) => return Some(at),
            Found::AtFault => {}
            Found::Held(file, reason) => self.tell_held(story, (file, reason), span),
            Found::Page => self.tell(Severity::Error, story, |_| {
                let message = format!("`{written}` is a page, and a front page has stories");
                (
                    message,
                    "name a file of a section, or link to the page in `menu` of site.yaml".into(),
                )
            }),
            Found::Nothing => self.tell(Severity::Error, story, |this| {
                let message = match this.texts.by_file.contains_key(&**written) {
                    true => format!(
                        "`{written}` is a story of another language, and has no version in this one"
                    ),
                    false => format!("there is no story `{written}`"),
                };
                let hint = match this.texts.meant(written).filter(|meant| meant != written) {
                    Some(meant) => format!("write `{meant}`"),
                    None => format!("write {otherwise}"),
                };
                (message, hint)
            }),
        }
        None
    }

    /// That the page does without a story, unless it is said to come when that does.
    fn tell_held(
        &mut self,
        story: &Placed<String>,
        (file, reason): (&str, &HeldReason),
        span: &Span,
    ) {
        let (why, hint) = match reason {
            HeldReason::Draft(_) => ("is a draft".into(), "publish it, or delete it here"),
            HeldReason::WithOriginal(_) => {
                ("is held with its original".into(), "publish that, or delete it here")
            }
            HeldReason::Expired(at) => {
                (format!("expired on {}", for_message(at, self.zone)), "delete it here")
            }
            HeldReason::Dated(at) | HeldReason::Embargoed(at) => {
                if span.from.as_ref().is_some_and(|from| from.timestamp() >= *at) {
                    return;
                }
                let word = if matches!(reason, HeldReason::Dated(_)) {
                    "dated"
                } else {
                    "embargoed until"
                };
                let why = format!("is {word} {}", for_message(at, self.zone));
                let hint = match span.is_over(*at) {
                    true => {
                        "its time here is over before that: give it a later `until`, or delete it here"
                    }
                    false => {
                        "it appears then by itself; `from:` with that moment says that this is meant"
                    }
                };
                (why, hint)
            }
        };
        self.tell(Severity::Warning, story, |_| {
            let message = format!("`{file}` {why}: the front page does without it");
            (message, hint.into())
        });
    }

    /// Those of the entries that are on the page now, each with its entry.
    fn stories<'e>(&mut self, entries: &'e [Entry]) -> Vec<(usize, &'e Entry)> {
        let mut now = Vec::new();
        for entry in entries {
            // What is over may name what is gone; what is never there was told when it was read.
            if entry.span.is_over(self.instant) || entry.span.is_empty() {
                continue;
            }
            let is_now = self.is_now(&entry.span);
            let found = self.story(&entry.story, &entry.span, A_FILE);
            now.extend(found.filter(|_| is_now).map(|at| (at, entry)));
        }
        now
    }

    /// The same, as many as there is room for.
    fn at_most(&mut self, entries: &[Entry], name: &str, most: usize) -> Vec<usize> {
        let mut now = self.stories(entries);
        if let Some((_, entry)) = now.get(most) {
            self.tell(Severity::Warning, &entry.story, |_| {
                let message = format!(
                    "`{name}` has room for {most} stories, and this is one more: it is not shown"
                );
                (message, "delete it, or give one of the others an end, `until`".into())
            });
        }
        now.truncate(most);
        now.into_iter().map(|(at, _)| at).collect()
    }

    fn banner(&mut self, banner: &Banner) -> Option<FrontBanner> {
        if !self.is_now(&banner.span) && banner.span.is_over(self.instant) {
            return None;
        }
        let link = match &banner.link {
            None => None,
            Some(BannerLink::Address(to)) => {
                if let LinkTarget::Page(path) = &to.value {
                    let path = Placed { value: path.clone(), place: to.place };
                    let config = self.texts.config;
                    self.faults.extend(base_paths::told(config, "link:", &path, self.file));
                }
                Some(to.value.clone())
            }
            Some(BannerLink::Story(story)) => {
                let at = self.story(story, &banner.span, A_FILE_OR_ADDRESS);
                at.and_then(|at| self.path_of(at))
            }
        };
        let until = banner.span.until.clone()?;
        let is_now = banner.span.has(self.instant);
        let is_shown = is_now && !banner.text.is_empty();
        is_shown.then(|| FrontBanner { text: banner.text.clone(), link, until })
    }

    /// Where a briefing of the edition is.
    fn path_of(&self, number: usize) -> Option<LinkTarget> {
        let FrontTexts { texts, places, .. } = self.texts;
        let is_it = |(text, place): &(&Placement<'_>, &VersionText)| {
            text.edition == self.edition && **place == VersionText::Briefing(number)
        };
        let (text, _) = texts.iter().zip(*places).find(is_it)?;
        Some(LinkTarget::Page(text.listed?.path().clone()))
    }

    fn block(&mut self, block: &Block) -> Option<FrontBlock> {
        if block.span.is_over(self.instant) {
            return None;
        }
        let is_now = self.is_now(&block.span);
        let of = match &block.of {
            BlockOf::Section(id) => FrontBlockOf::Section(self.section(id)?),
            BlockOf::Tag(name) => FrontBlockOf::Tag(self.tag(name)?),
            BlockOf::Stories(entries) => {
                let now = self.stories(entries);
                FrontBlockOf::Briefings(now.into_iter().map(|(at, _)| at).collect())
            }
        };
        let (title, count) = (block.title.clone(), block.count);
        is_now.then_some(FrontBlock { of, title, count })
    }

    fn section(&mut self, id: &Placed<String>) -> Option<usize> {
        let sections = &self.index.sections;
        let found = sections.iter().position(|section| section.config.id == id.value);
        if found.is_none() {
            self.tell(Severity::Error, id, |this| {
                let ids = || this.index.sections.iter().map(|section| section.config.id.as_str());
                let wanted = id.value.to_lowercase();
                let titled = this.index.sections.iter().find(|section| {
                    section.config.title.to_lowercase() == wanted
                        || section.config.id.to_lowercase() == wanted
                });
                let names: Names = ids().collect();
                let near = titled
                    .map(|section| section.config.id.as_str())
                    .or_else(|| names.nearest(&id.value));
                let hint = match near {
                    Some(near) => format!("write `{near}`"),
                    None => format!("the sections are: {}", ids().collect::<Vec<_>>().join(", ")),
                };
                (format!("there is no section `{}`", id.value), hint)
            });
        }
        found
    }

    /// The first story of the edition that has a tag and is not public yet.
    fn held_with_tag(&self, key: &str) -> Option<&Held> {
        let of_edition = self.texts.texts.iter().filter(|text| text.edition == self.edition);
        let mut held = of_edition.filter_map(|text| text.held);
        held.find(|held| {
            let has_tag = held.tags.iter().any(|tag| **tag == *key);
            has_tag && !matches!(held.reason, HeldReason::Expired(_))
        })
    }

    /// A tag that a public story has. That none has it may be so from one moment to the next.
    fn tag(&mut self, name: &Placed<String>) -> Option<usize> {
        let key = name_key(&name.value, self.naming);
        let tags = &self.index.tagging.tags;
        let found = tags.iter().position(|tag| name_key(&tag.name, self.naming) == key);
        if found.is_none() {
            self.tell(Severity::Warning, name, |this| {
                if let Some(held) = this.held_with_tag(&key) {
                    let why = held.reason.in_words(this.zone);
                    let message = format!(
                        "no public story has the tag `{}`: the block is not shown",
                        name.value
                    );
                    return (
                        message,
                        format!("it appears once one is public: `{}` {why}", held.file),
                    );
                }
                let names: Names =
                    this.index.tagging.tags.iter().map(|tag| tag.name.as_str()).collect();
                let hint = match names.nearest(&name.value) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write a tag as stories have it, or delete this block".into(),
                };
                (format!("no story has the tag `{}`: the block is not shown", name.value), hint)
            });
        }
        found
    }
}
