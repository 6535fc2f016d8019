//! Rendering texts: Markdown becomes HTML, and every link and file that is named is looked at.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use dateline_pictures::Plan;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::faults::FileFaults;
use crate::language::tag::Language;
use crate::model::{Article, Briefing, Media, StandingPage, Translation, Uses};
use crate::routes::EditionId;
use crate::site::beside::Beside;
use crate::site::content::{Belongs, TextFile};
use crate::site::files::Files;
use crate::site::links::{AddressBook, Dependency, LinkFault, Resolver};
use crate::site::statics::Statics;
use crate::site::texts::{ParsedText, Published, ResolvedText};
use crate::site::written_link::WrittenLink;
use crate::text::config::Config;
use crate::text::front_matter;
use crate::text::kept::KeptText;
use crate::text::markdown::{Fault, Markdown, Rendered};
use crate::text::placed::Placed;
use crate::typography::Quotes;
use crate::url::SitePath;
use crate::word_list::WordList;

mod figures;
mod links;
mod media;

pub(super) use media::{figure, site_path};

/// What texts are rendered with.
#[derive(Clone, Copy)]
pub(super) struct Rendering<'a> {
    /// The language of the texts.
    pub edition: EditionId,
    pub files: &'a dyn Files,
    pub markdown: &'a Markdown,
    pub book: &'a AddressBook,
    pub beside: &'a Beside<'a>,
    pub statics: &'a Statics,
    pub config: &'a Config,
    /// What the theme says in the language.
    pub words: &'a WordList,
    pub plan: &'a Plan,
    /// The quotation marks of the language.
    pub quotes: Quotes,
}

/// A text, rendered.
pub(super) struct RenderedText {
    /// Its file.
    pub file: String,
    /// The text, if its front matter is right.
    pub published: Option<Published>,
    /// The files that its links named, and what was there.
    pub dependencies: Vec<Dependency>,
    /// Where its links lead, in their order; none if one of them leads to what may change.
    pub links: Option<Vec<WrittenLink>>,
    /// What is wrong with it.
    pub faults: FileFaults,
}

impl Rendering<'_> {
    /// Renders a text.
    pub fn render(self, parsed: Box<ParsedText>) -> RenderedText {
        let ParsedText { text, source, mentioned: _, body, referenced, resolved } = *parsed;
        let Some(source) = source.read() else { return RenderedText::unread(text.file) };
        let nowhere = SitePath::root();
        let path = resolved.as_ref().map_or(&nowhere, |resolved| &resolved.path);
        let language = resolved.as_ref().and_then(|resolved| resolved.facts.language.clone());
        let quotes = language.as_ref().map_or(self.quotes, |it| Quotes::of(it.tag()));
        let plan = resolved.as_ref().and_then(|resolved| resolved.live.as_deref());
        let shown = match plan {
            Some(plan) => Cow::Owned(plan.shown(&source[body.clone()])),
            None => Cow::Borrowed(&source[body.clone()]),
        };
        let written = Written { file: &text.file, source: &source, body };
        let mut work = Work::new(self, written, language, path);
        let rendered = self.markdown.render(&shown, quotes, |link| work.link(link));
        let rendered = work.with_figures(rendered);
        work.tell(&rendered.faults, Severity::Error);
        let is_body_right = work.faults.is_empty();
        work.tell(&rendered.slips, Severity::Warning);
        work.lead(referenced.image.as_deref());
        work.look_at_files(&rendered.html, referenced.image.as_deref());
        let translations = work.translations(referenced.translations);
        let published = resolved.map(|resolved| {
            if is_body_right && lacks_a_text(&rendered.html, &resolved) {
                work.miss_a_text();
            }
            let article = work.article(&text, resolved, (rendered, &shown), (translations, quotes));
            published(article, text.belongs)
        });
        let Work { resolver, links, faults, .. } = work;
        let dependencies = resolver.dependencies;
        RenderedText { file: text.file, published, dependencies, links, faults }
    }
}

impl RenderedText {
    /// Of a file that is not there any more.
    fn unread(file: String) -> Self {
        RenderedText {
            file,
            published: None,
            dependencies: Vec::new(),
            links: None,
            faults: FileFaults::default(),
        }
    }
}

/// A text as it is written.
struct Written<'t> {
    file: &'t str,
    source: &'t str,
    /// The bytes below the front matter.
    body: Range<usize>,
}

impl Written<'_> {
    /// Where a part of the body is in the file.
    fn place(&self, range: &Range<usize>) -> Place {
        let start = self.body.start;
        Place::of_bytes(self.source, start + range.start..start + range.end)
    }

    /// What is wrong, as a fault of the file.
    fn about(&self, fault: Diagnostic, place: Option<Place>) -> Diagnostic {
        Diagnostic { place, ..fault.in_file(self.file) }
    }
}

/// A text that is being rendered, and what was found so far.
struct Work<'r, 't> {
    rendering: Rendering<'r>,
    written: Written<'t>,
    language: Option<Language>,
    resolver: Resolver<'t>,
    /// Where the body first names each of its files.
    named_at: Vec<Range<usize>>,
    /// How many figures of data, sound and film it asks for.
    figures: usize,
    /// Whether there are sound and films among them.
    plays: bool,
    /// What is wrong with what belongs to sound and films.
    of_players: Vec<Diagnostic>,
    links: Option<Vec<WrittenLink>>,
    faults: FileFaults,
}

impl<'r: 't, 't> Work<'r, 't> {
    fn new(
        rendering: Rendering<'r>,
        written: Written<'t>,
        language: Option<Language>,
        path: &SitePath,
    ) -> Self {
        let time_zone = &rendering.config.time_zone;
        let resolver = Resolver::new(rendering.book, time_zone, written.file, path)
            .in_language(rendering.edition);
        Work {
            rendering,
            written,
            language,
            resolver,
            named_at: Vec::new(),
            figures: 0,
            plays: false,
            of_players: Vec::new(),
            links: Some(Vec::new()),
            faults: FileFaults::default(),
        }
    }
}

impl Work<'_, '_> {
    /// Adds what is wrong at a place of the file.
    fn add(&mut self, fault: Diagnostic, place: Option<Place>) {
        self.faults.extend([self.written.about(fault, place)]);
    }

    /// Adds what is wrong with a link to a file or a story; what is to do about it, and where it is,
    /// is looked for if it is told.
    fn add_link(&mut self, fault: LinkFault, place: impl FnOnce(&Written<'_>) -> Option<Place>) {
        let written = &self.written;
        let told = |fault: LinkFault| {
            let told = fault.diagnostic(self.rendering.beside, written.file);
            written.about(told, place(written))
        };
        self.faults.add(fault.severity(), || told(fault));
    }

    /// Adds what Markdown found.
    fn tell(&mut self, found: &[Fault], severity: Severity) {
        for Fault { range, message, hint } in found {
            self.faults.add(severity, || {
                let fault = match severity {
                    Severity::Error => Diagnostic::error(message),
                    Severity::Warning => Diagnostic::warning(message),
                };
                self.written.about(fault.hint(hint), Some(self.written.place(range)))
            });
        }
    }

    fn miss_a_text(&mut self) {
        let fault = Diagnostic::error("there is no text below the front matter")
            .hint("write it, or say where the story is: `source: {name: …, url: …}`");
        let Written { source, body, .. } = &self.written;
        let place = Place::of_bytes(source, body.start.saturating_sub(1)..body.start);
        self.add(fault, Some(place));
    }

    /// The versions that front matter names by themselves.
    fn translations(&mut self, named: Vec<front_matter::Translation>) -> Vec<Translation> {
        let mut translations = Vec::new();
        for front_matter::Translation { language, target } in named {
            let Placed { value: target, place } = target;
            match self.resolver.translation(&target) {
                Ok(version) => translations.extend(version.map(|version| Translation {
                    language,
                    version: Placed { value: version, place },
                })),
                Err(fault) => self.add_link(fault, |_| place),
            }
        }
        translations
    }

    /// The text with all that was made of it. `shown` is what was rendered.
    fn article(
        &mut self,
        text: &TextFile,
        resolved: ResolvedText,
        (mut rendered, shown): (Rendered, &str),
        (translations, quotes): (Vec<Translation>, Quotes),
    ) -> Article {
        let Rendering { files, markdown, config, .. } = self.rendering;
        let ResolvedText { mut facts, path, release, live, .. } = resolved;
        let media = std::mem::take(&mut self.resolver.media).into_vec();
        let lead = media.iter().find(|media| media.role.leads);
        if let Some(picture) = lead.and_then(|lead| lead.facts.picture.as_ref()) {
            facts.fill_from(&picture.facts, config);
        }
        facts.typeset(quotes);
        let live = live.map(|plan| {
            let written = markdown.section_headings(shown);
            let (html, live) = plan.cut(&written, &rendered.html, &mut rendered.headings);
            rendered.html = html;
            Box::new(live)
        });
        // What else a story says of itself is better than what it happens to begin with.
        let excerpt = match (&facts.summary, &facts.subtitle) {
            (Some(_), _) => String::new(),
            (None, None) if rendered.excerpt.is_empty() => rendered.opening,
            (None, _) => rendered.excerpt,
        };
        Article {
            path,
            html: KeptText::of(rendered.html, |bytes| files.keep(bytes)),
            excerpt,
            words: rendered.words,
            uses: Uses { blocks: rendered.has_blocks || self.plays, frames: rendered.frames },
            headings: rendered.headings,
            translations,
            wants_card: config.cards.is_some()
                && facts.about.is_none()
                && !lead.is_some_and(Media::is_shareable),
            media,
            held: release.held,
            file: text.file.clone(),
            edition: text.edition,
            story: text.story.clone(),
            facts,
            live,
        }
    }
}

fn published(article: Article, belongs: Belongs) -> Published {
    match (belongs, article.facts.date.clone()) {
        (Belongs::Section(section), Some(date)) => {
            Published::Briefing(Arc::new(Briefing::new(article, section, date)))
        }
        (Belongs::About(_), _) => Published::About(Arc::new(StandingPage { article })),
        _ => Published::Page(Arc::new(StandingPage { article })),
    }
}

/// Only a link-out brief, a draft, what is told about a list, and what waits for its entries may
/// have no text.
fn lacks_a_text(html: &str, ResolvedText { facts, live, .. }: &ResolvedText) -> bool {
    let waits = live.as_ref().is_some_and(|plan| !plan.to_come().is_empty());
    html.trim().is_empty()
        && facts.source.is_none()
        && facts.about.is_none()
        && !facts.draft
        && !waits
}
