//! Reading texts: front matter first, so that every path is known, then Markdown.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::faults::FileFaults;
use crate::language::tag::Language;
use crate::model::{
    Article, Briefing, FeedName, Held, HeldReason, Release, Reveal, StandingPage, VersionFacts,
    take_out_what_is_to_come, to_come,
};
use crate::routes::EditionId;
use crate::site::base_paths;
use crate::site::content::{Belongs, TextFile};
use crate::site::documents::mentioned;
use crate::site::doubts::Doubts;
use crate::site::field_places::FieldPlaces;
use crate::site::files::{Files, read_text};
use crate::site::languages;
use crate::site::live::LivePlan;
use crate::site::named_here::NamedHere;
use crate::site::settings::InLanguage;
use crate::slug::slug_of_file;
use crate::text::date::{Moment, for_message};
use crate::text::front_matter::{self, Context, FrontMatter, Image, TextKind};
use crate::text::kept::KeptText;
use crate::text::live;
use crate::url::SitePath;
use crate::word_list::WordList;

/// A text whose file is read, and split into front matter and body.
pub(super) struct ParsedText {
    pub text: TextFile,
    pub source: KeptText,
    /// The documents that it names, if it is held, and so asks for none.
    pub mentioned: Vec<String>,
    pub body: Range<usize>,
    /// The files that its front matter names.
    pub referenced: ReferencedFiles,
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
        // Nothing of it is seen before then.
        if !reveal.shows(&reason) {
            let expires = resolved.facts.expires.as_ref().map(Moment::timestamp);
            let is_seen = |at: &Timestamp| expires.is_none_or(|expires| *at < expires);
            resolved.release.next_change = reason.release().filter(is_seen);
        }
        resolved.release.held = Some(reason);
        self.mentioned = mentioned(&self.source.read_or_nothing());
    }
}

/// The files that front matter names, whatever else is wrong with it.
#[derive(Default)]
pub(super) struct ReferencedFiles {
    /// The picture that leads the text.
    pub image: Option<Box<Image>>,
    pub translations: Vec<front_matter::Translation>,
    /// Those of them that are addresses of the site itself.
    pub named_here: Box<[NamedHere]>,
}

/// What is known of a text from its front matter.
pub(super) struct ResolvedText {
    pub facts: FrontMatter,
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
    pub live: Option<Box<LivePlan>>,
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
            aliases: self.facts.aliases.iter().map(|alias| alias.value.clone()).collect(),
            tags: self.facts.tags.iter().map(|tag| tag.key.as_str().into()).collect(),
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
            base_url: Some(&config.written_base_url),
            datelines_have_days: config.dateline.has_day(),
        };
        let (facts, found) = front_matter::parse(source, yaml.clone(), name_date, context);
        let has_errors = found.has_errors();
        faults.append(found);
        let Some(mut facts) = facts else { return (ReferencedFiles::default(), None) };
        let referenced = ReferencedFiles {
            image: facts.image.clone(),
            translations: facts.translations.clone(),
            named_here: NamedHere::among(&facts.translations, config),
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
        // Nothing can be an old address of the front page.
        let aliases = facts.aliases.iter().filter(|alias| {
            config.written_base_url.without_base(alias.value.as_str()) != Some(SitePath::root())
        });
        let told = aliases.filter_map(|it| base_paths::told(config, "the alias", it, &text.file));
        faults.extend(told);
        let doubts = Doubts {
            facts: &facts,
            belongs: text.belongs,
            file: &text.file,
            source,
            yaml: yaml.clone(),
            instant: self.instant,
        };
        faults.extend(doubts.told(config));
        if !self.reveal.future {
            take_out_what_is_to_come(&mut facts, self.instant);
        }
        let has_versions = config.has_languages();
        let made_from = languages::made_from(&facts, config);
        let version = has_versions.then(|| {
            let named = languages::named_stories(&text.file, &facts, config);
            let named_elsewhere = languages::named_elsewhere(&facts, config);
            let own = VersionFacts::of(&facts, made_from, &release);
            VersionFacts { named, named_elsewhere, ..own }.into()
        });
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
        let (entries, wrong) = live::entries(&source[body.clone()], date, (zone, self.instant));
        let place = |range: &Range<usize>| {
            Place::of_bytes(source, body.start + range.start..body.start + range.end)
        };
        for fault in wrong {
            faults.add(fault.severity, || {
                let told = match fault.severity {
                    Severity::Error => Diagnostic::error(fault.message),
                    Severity::Warning => Diagnostic::warning(fault.message),
                };
                told.in_file(&text.file).at(place(&fault.range)).hint(fault.hint)
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
