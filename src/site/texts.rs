//! Reading texts: front matter first, so that every path is known, then Markdown.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use dateline_pictures::{Plan, check_name};
use jiff::Timestamp;
use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::faults::FileFaults;
use crate::formats::media::{Medium, medium};
use crate::html::{Token, each_url, tokens};
use crate::language::tag::Language;
use crate::model::{
    Article, Briefing, FeedName, Held, HeldReason, Media, MediaFile, Release, Reveal, StandingPage,
    Translation, Uses, VersionFacts, take_out_what_is_to_come, to_come,
};
use crate::routes::{EditionId, FileSource};
use crate::site::attached::refused;
use crate::site::beside::Beside;
use crate::site::content::{Belongs, TextFile};
use crate::site::documents::mentioned;
use crate::site::doubts::{self, Doubts};
use crate::site::field_places::FieldPlaces;
use crate::site::figures::{self, FigureFault};
use crate::site::files::{Files, read_text};
use crate::site::inspected;
use crate::site::languages;
use crate::site::links::{AddressBook, Dependency, LinkFault, Resolver, is_from_root};
use crate::site::live::LivePlan;
use crate::site::media::MediaList;
use crate::site::pictures;
use crate::site::players::{self, Playing};
use crate::site::settings::InLanguage;
use crate::site::statics::Statics;
use crate::site::written_link::WrittenLink;
use crate::slug::slug_of_file;
use crate::text::config::{Config, absolute_http};
use crate::text::date::{Moment, for_message};
use crate::text::front_matter::{self, Context, FrontMatter, Image, TextKind};
use crate::text::kept::KeptText;
use crate::text::live;
use crate::text::markdown::{DataFigure, Figure, LinkKind, Markdown, Resolution, Sources};
use crate::text::placed::Placed;
use crate::typography::Quotes;
use crate::url::SitePath;
use crate::word_list::WordList;

/// A text whose file is read, and split into front matter and body.
pub(super) struct ParsedText {
    text: TextFile,
    pub source: KeptText,
    /// The documents that it names, if it is held, and so asks for none.
    pub mentioned: Vec<String>,
    body: Range<usize>,
    /// The files that its front matter names.
    referenced: ReferencedFiles,
    /// What its front matter says; nothing if that has errors. Then the body is
    /// looked at all the same, so that its errors are told in the same run.
    pub resolved: Option<ResolvedText>,
}

impl ParsedText {
    /// The language that it is in.
    pub fn edition(&self) -> EditionId {
        self.text.edition
    }

    /// Holds it with its original, for this reason.
    pub fn hold(&mut self, reason: HeldReason, reveal: Reveal) {
        let Some(resolved) = &mut self.resolved else { return };
        // Nothing of it is seen before its original is public, which is a change of that.
        if !reveal.shows(&reason) {
            resolved.release.next_change = None;
        }
        resolved.release.held = Some(reason);
        self.mentioned = mentioned(&self.source.read_or_nothing());
    }
}

/// The files that front matter names, whatever else is wrong with it.
#[derive(Default)]
struct ReferencedFiles {
    /// The picture that leads the text.
    image: Option<Box<Image>>,
    translations: Vec<front_matter::Translation>,
}

/// What is known of a text from its front matter.
pub(super) struct ResolvedText {
    facts: FrontMatter,
    /// Where it is published.
    pub path: SitePath,
    /// What the instant means for it.
    pub release: Release,
    /// What it is compared with its versions by; nothing on a site with one language.
    pub version: Option<Arc<VersionFacts>>,
    /// Where that is written.
    pub places: FieldPlaces,
    /// What feeds know it by, if it is a story.
    pub feed_name: Option<FeedName>,
    /// Its entries, if it is told while it happens.
    live: Option<Box<LivePlan>>,
}

impl ResolvedText {
    /// The text's headline, as it is written, for others that show it: what somebody paid for says
    /// so there, in these words.
    pub fn headline(&self, words: &WordList) -> Cow<'_, str> {
        let FrontMatter { kind, title, .. } = &self.facts;
        match kind.is_paid_for() {
            true => Cow::Owned(words.kind_and_title(kind.word(), title)),
            false => Cow::Borrowed(title),
        }
    }

    /// The text's headline and file, as one that is not public for `reason`.
    pub fn held(&self, file: &str, reason: &HeldReason) -> Held {
        Held {
            file: file.into(),
            title: self.facts.title.clone(),
            path: self.path.clone(),
            reason: reason.clone(),
        }
    }
}

/// A text, ready to be published.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Published {
    /// A story in a section.
    Briefing(Arc<Briefing>),
    /// A standing page.
    Page(Arc<StandingPage>),
    /// What is told about an author, a topic or a series.
    About(Arc<StandingPage>),
}

impl Published {
    /// The text and its facts.
    pub fn article(&self) -> &Article {
        match self {
            Published::Briefing(briefing) => &briefing.article,
            Published::Page(page) | Published::About(page) => &page.article,
        }
    }
}

/// What texts are read with.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub files: &'a dyn Files,
    /// The language of the texts.
    pub language: &'a InLanguage,
    pub instant: Timestamp,
    pub reveal: Reveal,
}

impl Reading<'_> {
    /// Reads a file and its front matter, and what is wrong with them; none if
    /// it has no text that could be told from its front matter.
    pub fn parse(self, text: &TextFile) -> (Option<Box<ParsedText>>, FileFaults) {
        let mut faults = FileFaults::default();
        let parsed = self.split(text, &mut faults).map(Box::new);
        (parsed, faults)
    }

    fn split(self, text: &TextFile, faults: &mut FileFaults) -> Option<ParsedText> {
        let source =
            read_text(self.files, &text.file).map_err(|fault| faults.extend([fault])).ok()?;
        let needed = match text.belongs {
            Belongs::About(_) => "`name: …`",
            Belongs::Standing => "`title: …`",
            Belongs::Section(_) | Belongs::Nowhere => "`title: …` and `date: …`",
        };
        let split = front_matter::split_with(&source, needed)
            .map_err(|(place, message, hint)| {
                let fault = Diagnostic::error(message).in_file(&text.file).at(place).hint(hint);
                faults.extend([fault]);
            })
            .ok()?;
        let (referenced, resolved) =
            self.facts(text, &source, (split.yaml, split.body.clone()), faults);
        let body = split.body;
        let is_held = resolved.as_ref().is_some_and(|resolved| resolved.release.held.is_some());
        let mentioned = if is_held { mentioned(&source) } else { Vec::new() };
        let source = KeptText::of(source, |bytes| self.files.keep(bytes));
        Some(ParsedText { text: text.clone(), source, mentioned, body, referenced, resolved })
    }

    fn facts(
        self,
        text: &TextFile,
        source: &str,
        (yaml, body): (Range<usize>, Range<usize>),
        faults: &mut FileFaults,
    ) -> (ReferencedFiles, Option<ResolvedText>) {
        let config = &*self.language.config;
        let (name_date, stem) = front_matter::date_of_name(&text.stem);
        let context = Context {
            file: &text.file,
            kind: match text.belongs {
                Belongs::Section(_) | Belongs::Nowhere => TextKind::Briefing,
                Belongs::Standing => TextKind::Page,
                Belongs::About(subject) => TextKind::About(subject),
            },
            time_zone: &config.time_zone,
            unknown_fields: config.unknown_fields,
            naming: config.naming(),
        };
        let (facts, found) = front_matter::parse(source, yaml.clone(), name_date, context);
        let has_errors = found.has_errors();
        faults.append(found);
        let Some(mut facts) = facts else { return (ReferencedFiles::default(), None) };
        let referenced = ReferencedFiles {
            image: facts.image.clone(),
            translations: facts.translations.clone(),
        };
        if has_errors || text.belongs == Belongs::Nowhere {
            return (referenced, None);
        }
        if !config.languages.is_empty() {
            let fault = languages::fault(text, &facts, self.language, (source, yaml.clone()));
            let is_error = fault.as_ref().is_some_and(Diagnostic::is_error);
            faults.extend(fault);
            if is_error {
                return (referenced, None);
            }
            let written = (source, yaml.clone());
            faults.extend(languages::fault_of_original(text, &facts, self.language, written));
            self.language.adapt(&mut facts);
        }
        let mut release = Release::at(self.instant, &facts, self.reveal);
        let live = self.live(text, &facts, (source, body), faults);
        if let Some(plan) = live.as_ref().filter(|_| release.held.is_none()) {
            let next = release.next_change.into_iter().chain(plan.next_change());
            release.next_change = next.min();
        }
        self.warn(&facts, source, &text.file, faults);
        let doubts = Doubts {
            facts: &facts,
            belongs: text.belongs,
            file: &text.file,
            source,
            yaml: yaml.clone(),
            instant: self.instant,
        };
        faults.extend(doubts.told(&config.sections));
        if !self.reveal.future {
            take_out_what_is_to_come(&mut facts, self.instant);
        }
        let has_versions = config.has_languages();
        let made_from = languages::made_from(&facts, config);
        let held = release.held.as_ref();
        let version = has_versions.then(|| VersionFacts::of(&facts, made_from, held).into());
        let places = match has_versions {
            true => FieldPlaces::of(source, yaml),
            false => FieldPlaces::default(),
        };
        let resolved = path(text, stem, &facts, self.language).map(|path| {
            let feed_name = match text.belongs {
                Belongs::Section(section) => {
                    let place = (self.language.feed_folder(), stem);
                    FeedName::of(place, &path, section, &facts, config)
                }
                Belongs::Standing | Belongs::About(_) | Belongs::Nowhere => None,
            };
            ResolvedText { facts, path, release, version, places, feed_name, live }
        });
        (referenced, resolved.map_err(|fault| faults.extend([fault])).ok())
    }
}

impl Reading<'_> {
    /// The entries of a live story, and what is wrong with them.
    fn live(
        self,
        text: &TextFile,
        facts: &FrontMatter,
        (source, body): (&str, Range<usize>),
        faults: &mut FileFaults,
    ) -> Option<Box<LivePlan>> {
        let (live, date) = (facts.live.clone()?, facts.date.as_ref()?);
        if !matches!(text.belongs, Belongs::Section(_)) {
            return None;
        }
        let zone = &self.language.config.time_zone;
        let (entries, wrong) = live::entries(&source[body.clone()], date, zone);
        let place = |range: &Range<usize>| {
            Place::of_bytes(source, body.start + range.start..body.start + range.end)
        };
        for fault in wrong {
            faults.add(Severity::Error, || {
                Diagnostic::error(fault.message)
                    .in_file(&text.file)
                    .at(place(&fault.range))
                    .hint(fault.hint)
            });
        }
        let plan = LivePlan::new(live, entries, self.instant, self.reveal.future);
        for entry in plan.to_come() {
            faults.add(Severity::Warning, || {
                let moment = for_message(&entry.moment.timestamp(), zone);
                let message = format!(
                    "this entry is of {moment}, in the future: readers see it from then on"
                );
                Diagnostic::warning(message)
                    .in_file(&text.file)
                    .at(place(&entry.heading))
                    .hint("correct the time, unless the entry is to wait until then")
            });
        }
        Some(Box::new(plan))
    }

    /// Warns of what is dated in the future, and will be still when the text is public.
    fn warn(self, facts: &FrontMatter, source: &str, file: &str, faults: &mut FileFaults) {
        let named = facts.date.iter().chain(&facts.embargo).map(Moment::timestamp);
        let public = named.fold(self.instant, Timestamp::max);
        for part in to_come(facts, public) {
            faults.add(Severity::Warning, || {
                let zone = &self.language.config.time_zone;
                let moment = for_message(&part.moment.timestamp(), zone);
                let message =
                    format!("{} {moment}, in the future: readers see it from then on", part.what);
                Diagnostic::warning(message)
                    .in_file(file)
                    .at(Place::of_bytes(source, part.at.clone()))
                    .hint("correct the date, unless this is to wait until then")
            });
        }
    }
}

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

/// Where the text is published.
fn path(
    text: &TextFile,
    stem: &str,
    facts: &FrontMatter,
    in_language: &InLanguage,
) -> Result<SitePath, Diagnostic> {
    if let Some(about) = &facts.about {
        let slug = facts.slug.as_ref().unwrap_or(&about.name.slug);
        return Ok(in_language.paths.about(about.subject, slug, 1));
    }
    let config = &in_language.config;
    let no_url = || {
        Diagnostic::error("the file's name has no letter or digit, so the story has no address")
            .in_file(&text.file)
            .at(Place::START)
            .hint("rename the file, or add a `slug:`")
    };
    let language = facts.language.as_ref().and_then(Language::locale);
    let letters = config.addresses.of_file(stem, language);
    let slug = facts.slug.clone().or_else(|| slug_of_file(stem, letters)).ok_or_else(no_url)?;
    let path = match text.belongs {
        Belongs::Section(section) => {
            let day = facts.date.as_ref().map_or(Date::ZERO, |moment| moment.day());
            config.permalink.fill(&config.sections[section].id, &slug, day)
        }
        Belongs::Standing | Belongs::About(_) | Belongs::Nowhere => in_language.page(&slug),
    };
    path.ok_or_else(no_url)
}

/// What is wrong with figures of a text, and where.
type FigureFaults = Vec<(FigureFault, Range<usize>)>;

impl Rendering<'_> {
    /// Renders a text.
    pub fn render(self, parsed: Box<ParsedText>) -> RenderedText {
        let ParsedText { text, source, mentioned: _, body, referenced, resolved } = *parsed;
        let mut faults = FileFaults::default();
        let Some(source) = source.read() else {
            return RenderedText {
                file: text.file,
                published: None,
                dependencies: Vec::new(),
                links: None,
                faults,
            };
        };
        let nowhere = SitePath::root();
        let path = resolved.as_ref().map_or(&nowhere, |resolved| &resolved.path);
        // Where the body first names each of its files.
        let mut named_at = Vec::new();
        let mut data_figures = 0;
        let mut of_players = Vec::new();
        let language = resolved.as_ref().and_then(|resolved| resolved.facts.language.as_ref());
        let quotes = language.map_or(self.quotes, |language| Quotes::of(language.tag()));
        let mut resolver = Resolver::new(self.book, &self.config.time_zone, &text.file, path)
            .in_language(self.edition);
        let mut links = Some(Vec::new());
        let place = |range: &Range<usize>| {
            Place::of_bytes(&source, body.start + range.start..body.start + range.end)
        };
        let about = |fault: Diagnostic, place: Option<Place>| Diagnostic {
            place,
            ..fault.in_file(&text.file)
        };
        let plan = resolved.as_ref().and_then(|resolved| resolved.live.as_deref());
        let shown = match plan {
            Some(plan) => Cow::Owned(plan.shown(&source[body.clone()])),
            None => Cow::Borrowed(&source[body.clone()]),
        };
        let rendered = self.markdown.render(&shown, quotes, |link| {
            let (mut resolution, fault) = resolver.resolve(link);
            let fault = fault.or_else(|| {
                let fault = self.in_folder_of_statics(link.destination)?;
                resolution = Resolution::Unlink;
                Some(fault)
            });
            if let Some(fault) = fault {
                // To find the place takes a look at all of the text before it.
                let told = |fault: LinkFault| {
                    about(fault.diagnostic(self.beside), Some(place(&link.range)))
                };
                faults.add(fault.severity(), || told(fault));
            }
            let is_played = link.kind == LinkKind::Picture && medium(link.destination).is_some();
            if link.kind == LinkKind::Picture
                && resolution != Resolution::Unlink
                && let Some(fault) = players::fault_of_type(link.destination)
            {
                resolution = Resolution::Unlink;
                let told = |fault: LinkFault| {
                    about(fault.diagnostic(self.beside), Some(place(&link.range)))
                };
                faults.add(fault.severity(), || told(fault));
            }
            if link.kind == LinkKind::Picture
                && resolution != Resolution::Unlink
                && !is_played
                && let Some(fault) = doubts::of_numbers(link.destination)
                    .or_else(|| doubts::of_picture(link.destination))
                    .or_else(|| doubts::of_page(link.destination, self.markdown))
            {
                faults.add(Severity::Warning, || about(fault, Some(place(&link.range))));
            }
            if is_played && resolution == Resolution::Keep {
                // What lies on another host is played from there.
                if absolute_http(link.destination).is_some() {
                    data_figures += 1;
                    resolution = match data_figures > figures::MOST {
                        true => Resolution::Unlink,
                        false => Resolution::Data(link.destination.into()),
                    };
                }
            } else if let (Resolution::OnSite(src), LinkKind::Picture) = (&resolution, link.kind) {
                resolution = if is_played {
                    data_figures += 1;
                    self.plays(src, language, &mut resolver, &mut of_players);
                    match data_figures > figures::MOST {
                        true => Resolution::Unlink,
                        false => Resolution::Data(src.clone()),
                    }
                } else if figures::is_data(link.destination) {
                    data_figures += 1;
                    self.data(src, &mut resolver);
                    match data_figures > figures::MOST {
                        true => Resolution::Unlink,
                        false => Resolution::Data(src.clone()),
                    }
                } else {
                    let media = self.shown(src, &mut resolver);
                    Resolution::Picture(figure(src.clone(), media, self.config))
                };
            }
            named_at.resize(resolver.media.len(), link.range.clone());
            links = links.take().zip(WrittenLink::of(&resolution)).map(|(mut links, link)| {
                links.push(link);
                links
            });
            resolution
        });
        if data_figures > figures::MOST {
            faults.extend([about(figures::too_many(), Some(Place::START))]);
        }
        faults.extend(of_players);
        let mut plays = false;
        let mut rendered = match rendered.data.is_empty() {
            true => rendered,
            false => {
                // A block of it is the only such element of a text.
                let has_transcript = rendered.html.contains("<details class=\"transcript\"");
                plays = rendered.data.iter().any(|figure| medium(&figure.path).is_some());
                let (made, found) =
                    self.figures(&rendered.data, language, &mut resolver.media, has_transcript);
                for (fault, range) in found {
                    match fault {
                        FigureFault::OfFile(of_file) => faults.extend(of_file),
                        FigureFault::OfText(fault) => {
                            faults.extend([about(fault, Some(place(&range)))]);
                        }
                    }
                }
                rendered.with_figures(&made)
            }
        };
        for fault in &rendered.faults {
            let told = || Diagnostic::error(&fault.message).hint(&fault.hint);
            faults.add(Severity::Error, || about(told(), Some(place(&fault.range))));
        }
        let is_body_right = faults.is_empty();
        for slip in &rendered.slips {
            let told = || Diagnostic::warning(&slip.message).hint(&slip.hint);
            faults.add(Severity::Warning, || about(told(), Some(place(&slip.range))));
        }
        let image = referenced.image;
        let mut lead_facts = None;
        if let Some(image) = &image {
            match self.picture(&image.src.value, &mut resolver) {
                Ok(at) => {
                    let media = resolver.media.lead_with(at, self.files, self.plan);
                    lead_facts = media.facts.picture.clone();
                    let fault = doubts::of_picture(&image.src.value);
                    faults.extend(fault.map(|fault| about(fault, image.src.place)));
                }
                Err(fault) => {
                    faults.add(fault.severity(), || {
                        about(fault.diagnostic(self.beside), image.src.place)
                    });
                }
            }
        }
        if resolver.media.as_slice().iter().any(Media::has_versions) {
            note_html_links(&rendered.html, path, self.config, &mut resolver.media);
        }
        resolver.media.look_at_links(self.files, self.plan);
        let media = resolver.media.as_slice().iter().zip(0..);
        let refused = media.filter_map(|(media, at)| {
            let fault = self.fault_of(media)?;
            // What the body does not name is the picture of the front matter.
            let in_body = named_at.get(at).map(place);
            let place = in_body.or_else(|| image.as_ref().and_then(|image| image.src.place));
            // One that cannot be read is at fault itself.
            let is_placed = fault.file.is_some();
            Some(if is_placed { fault } else { about(fault, place.or(Some(Place::START))) })
        });
        faults.extend(refused);
        let mut translations = Vec::new();
        for front_matter::Translation { language, target } in referenced.translations {
            let Placed { value: target, place } = target;
            match resolver.translation(&target) {
                Ok(version) => translations.extend(version.map(|version| Translation {
                    language,
                    version: Placed { value: version, place },
                })),
                Err(fault) => {
                    faults.add(fault.severity(), || about(fault.diagnostic(self.beside), place));
                }
            }
        }
        let published = resolved.map(|ResolvedText { mut facts, path, release, live, .. }| {
            if let Some(picture) = &lead_facts {
                facts.fill_from(&picture.facts, self.config);
            }
            facts.typeset(quotes);
            let waits = live.as_ref().is_some_and(|plan| !plan.to_come().is_empty());
            if is_body_right && !waits && is_missing(&rendered.html, &facts) {
                let fault = Diagnostic::error("there is no text below the front matter")
                    .hint("write it, or say where the story is: `source: {name: …, url: …}`");
                let fence = Place::of_bytes(&source, body.start.saturating_sub(1)..body.start);
                faults.extend([about(fault, Some(fence))]);
            }
            let live = live.map(|plan| {
                let written = self.markdown.section_headings(&shown);
                let (html, live) = plan.cut(&written, &rendered.html, &mut rendered.headings);
                rendered.html = html;
                Box::new(live)
            });
            let excerpt = if facts.summary.is_some() { String::new() } else { rendered.excerpt };
            let media = std::mem::take(&mut resolver.media).into_vec();
            let article = Article {
                path,
                html: KeptText::of(rendered.html, |bytes| self.files.keep(bytes)),
                excerpt,
                words: rendered.words,
                uses: Uses { blocks: rendered.has_blocks || plays, frames: rendered.frames },
                headings: rendered.headings,
                translations,
                wants_card: self.config.cards.is_some()
                    && facts.about.is_none()
                    && !media.iter().any(|it| it.role.leads),
                media,
                held: release.held,
                file: text.file.clone(),
                edition: text.edition,
                story: text.story.clone(),
                facts,
                live,
            };
            published(article, text.belongs)
        });
        let dependencies = resolver.dependencies;
        RenderedText { file: text.file, published, dependencies, links, faults }
    }

    /// What is wrong with a path that has the name of the folder `static/`, which no address has.
    fn in_folder_of_statics(self, written: &str) -> Option<LinkFault> {
        let rest = written.strip_prefix("/static").filter(|rest| rest.starts_with('/'))?;
        let is_there = |path: &str| {
            let path = path.split(['?', '#']).next().unwrap_or(path);
            let path = percent_decode_str(path).decode_utf8().ok();
            path.and_then(|path| SitePath::new(&path))
                .is_some_and(|path| self.statics.files.contains_key(&path))
        };
        (!is_there(written) && is_there(rest)).then(|| {
            let message =
                format!("`{written}` leads nowhere: the address of a file is without `static`");
            LinkFault::Broken(message, format!("write `{rest}`"))
        })
    }

    /// What is wrong with a file that a text names.
    fn fault_of(self, media: &Media) -> Option<Diagnostic> {
        let of_picture =
            |file: &str| media.facts.fault.as_ref().map(|fault| pictures::diagnostic(file, fault));
        let file = match &media.file {
            MediaFile::Own { file, .. } => file,
            MediaFile::Static { source, .. } => return source.own_file().and_then(of_picture),
            MediaFile::Elsewhere(_) => return None,
        };
        // It was read, and is what its name says.
        if media.facts.picture.as_ref().is_some_and(|it| check_name(it.facts.format, file).is_ok())
        {
            return None;
        }
        let found = inspected::fault(self.files, file)
            .or_else(|| pictures::published_whole(self.files, file));
        let is_error = found.as_ref().is_some_and(Diagnostic::is_error);
        let found = if is_error { found } else { of_picture(file).or(found) };
        if self.markdown.trusts_authors() || found.as_ref().is_some_and(Diagnostic::is_error) {
            return found;
        }
        refused(self.files, file).or(found)
    }

    /// The figures of data of a text, and what is wrong with some of them.
    fn figures(
        self,
        asked: &[DataFigure],
        language: Option<&Language>,
        media: &mut MediaList,
        has_transcript: bool,
    ) -> (Vec<Option<String>>, FigureFaults) {
        // A text in another language than its edition is spoken of in that.
        let own = language.and_then(Language::locale).filter(|own| *own != self.words.language());
        let own = own.map(|own| (own.clone(), WordList::built_in(own)));
        let (locale, words) =
            own.as_ref().map_or((self.words.language(), self.words), |(own, words)| (own, words));
        let base_path = self.config.base_url.path();
        let drawing = figures::Drawing::new(self.files, words, locale, base_path);
        let recordings = asked.iter().filter(|it| medium(&it.path) == Some(Medium::Sound));
        let is_of_one = recordings.count() == 1;
        let playing = Playing { words, base_path, has_transcript, is_of_one };
        let mut faults = Vec::new();
        let made = asked.iter().zip(1..).map(|(figure, number)| {
            let at = site_path(&figure.path).and_then(|path| media.at(&path));
            if let Some(medium) = medium(&figure.path) {
                at.into_iter().for_each(|at| media.caption(at, figure.caption.trim()));
                let played = at.and_then(|at| media.as_slice()[at].played.as_deref());
                let mut missed = Vec::new();
                let made = playing.player(figure, medium, played, &mut missed);
                let of_text = |fault| (FigureFault::OfText(fault), figure.range.clone());
                faults.extend(missed.into_iter().map(of_text));
                return made.map_err(|fault| faults.push(of_text(fault))).ok();
            }
            let media = at.and_then(|at| media.as_slice().get(at));
            drawing
                .draw(figure, media, number)
                .map_err(|fault| faults.push((fault, figure.range.clone())))
                .ok()
        });
        let made = made.collect();
        (made, faults)
    }

    /// Notes that a text shows the data at `src`, if it is a file of the site.
    fn data(self, src: &str, resolver: &mut Resolver<'_>) {
        if let Some(at) = self.media_at(src, resolver) {
            resolver.media.show_data(at);
        }
    }

    /// The picture at `src`, a percent-encoded path from the site's root, among the text's media,
    /// if it is a file of the site.
    fn shown<'m>(self, src: &str, resolver: &'m mut Resolver<'_>) -> Option<&'m Media> {
        let at = self.media_at(src, resolver)?;
        Some(resolver.media.show(at, self.files, self.plan))
    }

    /// The number of the file at `src` among the text's media, if it is one of the site.
    pub(super) fn media_at(self, src: &str, resolver: &mut Resolver<'_>) -> Option<usize> {
        if resolver.named.is_some() {
            return resolver.named;
        }
        let path = site_path(src)?;
        match self.statics.files.get(&path) {
            // Of the theme's own, pages keep no places.
            Some(FileSource::BuiltIn(_)) => None,
            Some(source) => Some(resolver.media.of_site(source, &path)),
            None => resolver.media.at(&path),
        }
    }

    /// The number, among the text's media, of the picture that front matter names `src`.
    fn picture(self, src: &str, resolver: &mut Resolver<'_>) -> Result<usize, LinkFault> {
        let is_elsewhere = |scheme: &str| {
            src.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if is_elsewhere("https://") || is_elsewhere("http://") {
            // Written as browsers ask for it, so that it is an address wherever it stands.
            let url = absolute_http(src).ok_or_else(|| {
                let hint = "write it as the browser's address bar shows it";
                LinkFault::Broken(format!("`{src}` is not a web address"), hint.into())
            })?;
            return Ok(resolver.media.elsewhere(&url));
        }
        if !is_from_root(src) {
            return resolver.picture(src);
        }
        let found = SitePath::new(src)
            .and_then(|path| Some(resolver.media.of_site(self.statics.files.get(&path)?, &path)));
        found.ok_or_else(|| {
            let hint = "put it there, or write the name of a file beside this one";
            resolver.missing(format!("there is no file `static{src}`"), src, hint)
        })
    }
}

/// Notes the files that raw HTML in a text names by their own addresses, so that they are there.
fn note_html_links(html: &str, page: &SitePath, config: &Config, media: &mut MediaList) {
    let page = url::Url::parse(&config.base_url.absolute(page)).ok();
    let named = |written: &str| {
        let url = page.as_ref()?.join(written).ok()?;
        let path = percent_decode_str(url.path()).decode_utf8().ok()?;
        SitePath::new(path.strip_prefix(config.base_url.path())?)
    };
    let mut at = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token {
            for attribute in tag.attributes() {
                each_url(tag, attribute, |url| at.extend(named(url.url())));
            }
        }
    });
    for at in at.iter().filter_map(|path| media.at(path)).collect::<Vec<_>>() {
        media.link(at);
    }
}

/// The path of what is at `src`, a percent-encoded path from the site's root.
fn site_path(src: &str) -> Option<SitePath> {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    SitePath::new(&percent_decode_str(path).decode_utf8().ok()?)
}

/// What a page needs to show a picture whose own address would be `src`.
fn figure(src: String, media: Option<&Media>, config: &Config) -> Figure {
    let Some(media) = media else {
        return Figure { src, size: None, sources: Sources::default() };
    };
    let size = media.facts.dimensions;
    match media.versions(&config.pictures.sizes) {
        Some((src, sources)) => Figure { src: src.encoded(), size, sources },
        None => Figure { src, size, sources: Sources::default() },
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

/// Only a link-out brief, a draft and what is told about a list may have no text.
fn is_missing(html: &str, facts: &FrontMatter) -> bool {
    html.trim().is_empty() && facts.source.is_none() && facts.about.is_none() && !facts.draft
}
