//! Reading texts: front matter first, so that every path is known, then Markdown.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Article, Briefing, Held, Picture, Release, Reveal, StandingPage};
use crate::site::content::{Belongs, Content, TextFile};
use crate::site::files::{Files, read_text};
use crate::site::links::{Address, AddressBook, LinkFault, Resolver, is_from_root};
use crate::site::wiring::Statics;
use crate::text::config::Config;
use crate::text::front_matter::{self, Context, FrontMatter, Kind};
use crate::text::markdown::Markdown;
use crate::text::slug::slugify;
use crate::url::SitePath;

/// The texts of a site.
#[derive(Default)]
pub struct Texts {
    /// In no order yet.
    pub briefings: Vec<Arc<Briefing>>,
    /// In no order yet.
    pub pages: Vec<Arc<StandingPage>>,
    /// What is not public.
    pub held: Vec<Held>,
    /// When a text will appear or disappear by itself next.
    pub next_change: Option<Timestamp>,
}

/// A text whose front matter is read.
struct Opened {
    text: TextFile,
    source: String,
    body: Range<usize>,
    facts: FrontMatter,
    path: SitePath,
    release: Release,
}

/// What texts are read with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub files: &'a dyn Files,
    pub statics: &'a Statics,
    pub config: &'a Config,
    pub instant: Timestamp,
    pub reveal: Reveal,
}

impl Reading<'_> {
    /// Reads all texts; held ones only where they are to be revealed.
    pub fn read(self, content: Content, diagnostics: &mut Vec<Diagnostic>) -> Texts {
        let mut texts = Texts::default();
        let opened: Vec<_> = content.texts.into_par_iter().map(|text| self.open(text)).collect();
        let mut book = AddressBook { texts: HashMap::new(), files: content.files };
        let mut public = Vec::new();
        for (text, opened, mut faults) in opened {
            diagnostics.append(&mut faults);
            let address = match opened {
                Some(opened) => self.release(opened, &mut texts, &mut public),
                None => Address::Unknown,
            };
            book.texts.insert(text, address);
        }

        let markdown = Markdown::new(self.config.html, self.config.base_url.path());
        let rendered: Vec<_> = public
            .into_par_iter()
            .map(|opened| article(opened, &markdown, &book, self.statics))
            .collect();
        for (article, belongs, mut faults) in rendered {
            diagnostics.append(&mut faults);
            texts.add(article, belongs);
        }
        texts
    }

    /// Notes when the text is public; if it is shown now, it goes to `public`.
    fn release(self, opened: Opened, texts: &mut Texts, public: &mut Vec<Opened>) -> Address {
        let Release { held, next_change } = &opened.release;
        texts.next_change = texts.next_change.into_iter().chain(*next_change).min();
        if let Some(reason) = held {
            texts.held.push(Held {
                file: opened.text.file.clone(),
                title: opened.facts.title.clone(),
                reason: reason.clone(),
            });
        }
        match held {
            Some(reason) if !self.reveal.shows(reason) => Address::Held(reason.clone()),
            _ => {
                let address = Address::At(opened.path.clone());
                public.push(opened);
                address
            }
        }
    }

    /// Reads a file and its front matter.
    fn open(self, text: TextFile) -> (String, Option<Opened>, Vec<Diagnostic>) {
        let file = text.file.clone();
        let mut faults = Vec::new();
        let opened = self.try_open(text, &mut faults);
        (file, opened, faults)
    }

    fn try_open(self, text: TextFile, faults: &mut Vec<Diagnostic>) -> Option<Opened> {
        let source = read_text(self.files, &text.file).map_err(|fault| faults.push(fault)).ok()?;
        let split = front_matter::split(&source)
            .map_err(|(place, message, hint)| {
                faults.push(Diagnostic::error(message).in_file(&text.file).at(place).hint(hint));
            })
            .ok()?;
        let (name_date, stem) = front_matter::date_of_name(&text.stem);
        let context = Context {
            file: &text.file,
            kind: match text.belongs {
                Belongs::Section(_) => Kind::Briefing,
                Belongs::Standing => Kind::Page,
            },
            time_zone: &self.config.time_zone,
            unknown_fields: self.config.unknown_fields,
        };
        let (facts, mut found) = front_matter::parse(&source, split.yaml, name_date, context);
        let has_errors = found.iter().any(Diagnostic::is_error);
        faults.append(&mut found);
        let facts = facts.filter(|_| !has_errors)?;
        let path =
            path(&text, stem, &facts, self.config).map_err(|fault| faults.push(fault)).ok()?;
        let release = Release::at(self.instant, &facts);
        Some(Opened { text, source, body: split.body, facts, path, release })
    }
}

impl Texts {
    fn add(&mut self, article: Article, belongs: Belongs) {
        match (belongs, article.facts.date.clone()) {
            (Belongs::Section(section), Some(date)) => {
                self.briefings.push(Arc::new(Briefing { article, section, date }));
            }
            _ => self.pages.push(Arc::new(StandingPage { article })),
        }
    }
}

/// Where the text is published.
fn path(
    text: &TextFile,
    stem: &str,
    facts: &FrontMatter,
    config: &Config,
) -> Result<SitePath, Diagnostic> {
    let no_url = || {
        Diagnostic::error("the file's name has no letter or digit, so the text has no URL")
            .in_file(&text.file)
            .at(Place::START)
            .hint("rename the file, or add a `slug:`")
    };
    let slug = facts.slug.clone().or_else(|| slugify(stem)).ok_or_else(no_url)?;
    let path = match text.belongs {
        Belongs::Section(section) => {
            let day = facts.date.as_ref().map_or(Date::ZERO, |moment| moment.day());
            config.permalink.fill(&config.sections[section].id, &slug, day)
        }
        Belongs::Standing => SitePath::new(&format!("/{slug}/")),
    };
    path.ok_or_else(no_url)
}

/// Renders the text.
fn article(
    opened: Opened,
    markdown: &Markdown,
    book: &AddressBook,
    statics: &Statics,
) -> (Article, Belongs, Vec<Diagnostic>) {
    let Opened { text, source, body, facts, path, release } = opened;
    let mut faults = Vec::new();
    let mut resolver = Resolver::new(book, &text.file, &path);
    let place = |range: &Range<usize>| {
        Place::of_bytes(&source, body.start + range.start..body.start + range.end)
    };
    let about = |diagnostic: Diagnostic, place| diagnostic.in_file(&text.file).at(place);
    let rendered = markdown.render(&source[body.clone()], |link| {
        let (resolution, fault) = resolver.resolve(link);
        faults.extend(fault.map(|fault| about(of_link(fault), place(&link.range))));
        resolution
    });
    faults.extend(rendered.faults.into_iter().map(|fault| {
        about(Diagnostic::error(fault.message).hint(fault.hint), place(&fault.range))
    }));
    if is_missing(&rendered.html, &facts) {
        let fault = Diagnostic::error("there is no text below the front matter")
            .hint("write it, or say where the story is: `source: {name: …, url: …}`");
        faults
            .push(about(fault, Place::of_bytes(&source, body.start.saturating_sub(1)..body.start)));
    }
    let picture = facts.image.as_ref().and_then(|image| {
        picture(&image.src, &mut resolver, statics)
            .map_err(|(message, hint)| {
                faults.push(about(Diagnostic::error(message).hint(hint), image.place));
            })
            .ok()
    });
    let attachments = std::mem::take(&mut resolver.attachments);
    let article = Article {
        path,
        facts,
        html: rendered.html,
        excerpt: rendered.excerpt,
        words: rendered.words,
        headings: rendered.headings,
        picture,
        attachments,
        held: release.held,
        file: text.file,
    };
    (article, text.belongs, faults)
}

fn of_link(fault: LinkFault) -> Diagnostic {
    match fault {
        LinkFault::Broken(message, hint) => Diagnostic::error(message).hint(hint),
        LinkFault::Held(message, hint) => Diagnostic::warning(message).hint(hint),
    }
}

/// Only a link-out brief and a draft may have no text.
fn is_missing(html: &str, facts: &FrontMatter) -> bool {
    html.trim().is_empty() && facts.source.is_none() && !facts.draft
}

fn picture(
    src: &str,
    resolver: &mut Resolver<'_>,
    statics: &Statics,
) -> Result<Picture, (String, String)> {
    if src.starts_with("https://") || src.starts_with("http://") {
        return Ok(Picture::Elsewhere(src.into()));
    }
    if is_from_root(src) {
        return match SitePath::new(src).filter(|path| statics.has(path)) {
            Some(path) => Ok(Picture::OnSite(path)),
            None => Err((
                format!("there is no file `static{src}`"),
                "put it there, or write the name of a file beside this one".into(),
            )),
        };
    }
    resolver.picture(src).map(Picture::OnSite)
}
