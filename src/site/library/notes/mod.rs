//! What a library notes of its texts, so that the next one need not read those that are as they
//! were.
//!
//! A note has all that a library keeps of a text but its HTML, which is written again from the
//! file when it is asked for. Only of a text that is shown, and that no data, sound, film or moment
//! to come has a part in, there is one: of such a text all follows from its file, the settings, the
//! pictures that it shows, and where its links lead. What readers of the log are told of it, as long as it can be published, is
//! noted as well. Whoever keeps notes sees to it that files and settings are the same
//! ([`Notes::of`]); where the links lead is looked at by the library, as after a change.

mod facts;
mod media;
mod warning;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use facts::Facts;
use media::NotedMedia;
use warning::NotedWarning;

use super::rewritten::{Rewrite, Rewritten};
use super::state::TextState;
use crate::diagnostic::Place;
use crate::faults::FileFaults;
use crate::model::{Article, Briefing, FeedName, Media, Release, StandingPage, Uses, VersionFacts};
use crate::routes::EditionId;
use crate::site::InLanguage;
use crate::site::content::{Belongs, TextFile};
use crate::site::field_places::FieldPlaces;
use crate::site::files::{Files, Reader};
use crate::site::languages;
use crate::site::links::{Address, Dependency, LinkTarget};
use crate::site::texts::Published;
use crate::site::written_link::WrittenLink;
use crate::text::front_matter::FrontMatter;
use crate::text::kept::KeptText;
use crate::text::markdown::{Heading, Markdown};
use crate::typography::Quotes;
use crate::url::SitePath;

/// What is noted of texts, by their files, and how these are read again.
#[derive(Default)]
pub struct Notes {
    by_file: HashMap<String, Note>,
    reader: Option<Arc<dyn Reader>>,
}

impl Notes {
    /// Those of texts whose files and settings are what they were, made at no later moment.
    pub fn of(notes: impl IntoIterator<Item = (String, Note)>, reader: Arc<dyn Reader>) -> Self {
        Notes { by_file: notes.into_iter().collect(), reader: Some(reader) }
    }

    /// What a library keeps of those of `texts` that are noted, which are in these languages, each
    /// with what turns it into HTML; and the others, which have to be read.
    pub(super) fn of_texts(
        mut self,
        texts: Vec<TextFile>,
        (languages, markdown): (&[InLanguage], &Arc<[Markdown]>),
        files: &dyn Files,
    ) -> (Vec<NotedText>, Vec<TextFile>) {
        let Some(reader) = self.reader.take() else { return (Vec::new(), texts) };
        let (mut rewritten, mut known, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for text in texts {
            let noted = self.by_file.remove(&text.file);
            match noted.and_then(|note| note.known(&text, &languages[text.edition.0], files)) {
                Some((of_text, rewrite)) => {
                    rewritten.push(rewrite);
                    known.push((text, of_text));
                }
                None => others.push(text),
            }
        }
        let sizes = languages.iter().map(|language| language.config.pictures.sizes.clone());
        let shelf = Arc::new(Rewritten::new(reader, markdown.clone(), sizes.collect(), rewritten));
        let known = known.into_iter().enumerate();
        let noted = known.map(|(at, (text, known))| NotedText {
            headline: known.headline().into(),
            faults: known.faults(&text.file),
            state: known.into_state(text, Rewritten::text(&shelf, at)),
        });
        (noted.collect(), others)
    }
}

/// What a library keeps of a text that it need not read.
pub(super) struct NotedText {
    pub(super) state: TextState,
    /// As it is written.
    pub(super) headline: Box<str>,
    pub(super) faults: FileFaults,
}

/// What is noted of a text.
#[derive(Serialize, Deserialize)]
pub struct Note {
    path: String,
    facts: Facts,
    html: (u128, usize),
    excerpt: String,
    words: usize,
    headings: Vec<Heading>,
    links: Vec<WrittenLink>,
    /// The files that it names.
    names: Vec<NotedName>,
    has_card: bool,
    uses: Uses,
    media: Vec<NotedMedia>,
    places: Vec<(usize, Place)>,
    feed_name: Option<FeedName>,
    /// The headline as it is written, where its marks were set: other texts show it in theirs.
    headline: Option<String>,
    written: Option<u64>,
    warnings: Vec<NotedWarning>,
}

/// A text of which all is known but its HTML.
struct KnownText {
    note: Note,
    path: SitePath,
    facts: FrontMatter,
    media: Vec<Media>,
    dependencies: Vec<Dependency>,
    /// Whether it may have versions in other languages.
    may_have_versions: bool,
    /// In which of them the one is that it is made from.
    made_from: Option<EditionId>,
}

impl Note {
    /// That of a text with this headline, as it is written, of which this is told; if there is one.
    pub(super) fn of(
        state: &TextState,
        headline: &str,
        faults: Option<&FileFaults>,
    ) -> Option<Note> {
        let published = state.published.as_ref()?;
        let Article {
            file: _,
            path,
            facts,
            html,
            excerpt,
            words,
            uses,
            headings,
            translations,
            media,
            held,
            wants_card,
            edition: _,
            story: _,
            live: None,
        } = published.article()
        else {
            return None;
        };
        let is_plain = state.held.is_none()
            && held.is_none()
            && state.next_change.is_none()
            && state.mentioned.is_empty()
            && translations.is_empty();
        if !is_plain {
            return None;
        }
        Some(Note {
            path: path.as_str().into(),
            facts: Facts::of(facts)?,
            html: (html.hash(), html.len()),
            excerpt: excerpt.clone(),
            words: *words,
            headings: headings.clone(),
            links: state.links.clone()?,
            names: state.dependencies.iter().map(NotedName::of).collect::<Option<_>>()?,
            has_card: *wants_card,
            uses: uses.clone(),
            media: NotedMedia::all(media)?,
            places: state.places.noted(),
            feed_name: state.feed_name.clone(),
            headline: (facts.title != headline).then(|| headline.into()),
            written: state.written,
            warnings: NotedWarning::all(faults, &state.text.file)?,
        })
    }

    /// What is known of the text, in the language that it is in; none if it is not as it was.
    fn known(
        self,
        text: &TextFile,
        language: &InLanguage,
        files: &dyn Files,
    ) -> Option<(KnownText, Rewrite)> {
        let path = SitePath::new(&self.path)?;
        let facts = self.facts.clone_facts(&language.config.time_zone)?;
        let media: Vec<Media> =
            self.media.iter().map(|media| media.known(files)).collect::<Option<_>>()?;
        let dependencies = self.names.iter().map(NotedName::dependency).collect::<Option<_>>()?;
        let site_language = || Quotes::of(&language.config.language.to_string());
        let own = facts.language.as_ref();
        let rewrite = Rewrite {
            file: text.file.clone(),
            edition: text.edition,
            quotes: own.map_or_else(site_language, |language| Quotes::of(language.tag())),
            links: self.links.clone(),
            media: media.clone(),
            hash: self.html.0,
            length: self.html.1,
        };
        let may_have_versions = language.config.has_languages();
        let made_from = languages::made_from(&facts, &language.config);
        let known = KnownText {
            note: self,
            path,
            facts,
            media,
            dependencies,
            may_have_versions,
            made_from,
        };
        Some((known, rewrite))
    }
}

impl KnownText {
    /// Its headline, as it is written.
    fn headline(&self) -> &str {
        self.note.headline.as_deref().unwrap_or(&self.facts.title)
    }

    /// What is told of it.
    fn faults(&self, file: &str) -> FileFaults {
        let mut faults = FileFaults::default();
        faults.extend(self.note.warnings.iter().map(|warning| warning.in_file(file)));
        faults
    }

    fn into_state(self, text: TextFile, html: KeptText) -> TextState {
        let KnownText { note, path, facts, media, dependencies, may_have_versions, made_from } =
            self;
        let date = facts.date.clone();
        // One that is noted is not held.
        let release = Release::default();
        let version =
            may_have_versions.then(|| VersionFacts::of(&facts, made_from, &release).into());
        let article = Article {
            file: text.file.clone(),
            path,
            facts,
            html,
            excerpt: note.excerpt,
            words: note.words,
            uses: note.uses,
            headings: note.headings,
            translations: Vec::new(),
            media,
            held: None,
            wants_card: note.has_card,
            edition: text.edition,
            story: text.story.clone(),
            live: None,
        };
        let published = match (text.belongs, date) {
            (Belongs::Section(section), Some(date)) => {
                Published::Briefing(Arc::new(Briefing::new(article, section, date)))
            }
            _ => Published::Page(Arc::new(StandingPage { article })),
        };
        TextState {
            text,
            held: None,
            next_change: None,
            version,
            places: FieldPlaces::of_noted(note.places),
            feed_name: note.feed_name,
            published: Some(published),
            dependencies,
            named_here: Box::default(),
            held_aliases: Box::default(),
            mentioned: Vec::new(),
            links: Some(note.links),
            written: note.written,
        }
    }
}

/// A file that a text names, and for whose readers.
#[derive(Serialize, Deserialize)]
struct NotedName(String, Option<usize>, NotedTarget);

/// What was there.
#[derive(Serialize, Deserialize)]
enum NotedTarget {
    /// A text, at this path.
    Text(String),
    /// A text for which another stood.
    PassedOver,
    /// Another file.
    File,
}

impl NotedName {
    /// None if what was there is not noted.
    fn of(dependency: &Dependency) -> Option<NotedName> {
        let Dependency { file, readers, target, is_passed_over } = dependency;
        let target = match (target, is_passed_over) {
            (LinkTarget::Text(Address::At(path)), false) => NotedTarget::Text(path.as_str().into()),
            (LinkTarget::Nothing, true) => NotedTarget::PassedOver,
            (LinkTarget::File, false) => NotedTarget::File,
            _ => return None,
        };
        Some(NotedName(file.clone(), readers.map(|readers| readers.0), target))
    }

    fn dependency(&self) -> Option<Dependency> {
        let NotedName(file, readers, target) = self;
        let (target, is_passed_over) = match target {
            NotedTarget::Text(path) => (LinkTarget::Text(Address::At(SitePath::new(path)?)), false),
            NotedTarget::PassedOver => (LinkTarget::Nothing, true),
            NotedTarget::File => (LinkTarget::File, false),
        };
        let readers = readers.map(EditionId);
        Some(Dependency { file: file.clone(), readers, target, is_passed_over })
    }
}
