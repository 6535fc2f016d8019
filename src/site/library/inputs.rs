//! What a site is made of: its files, read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::is_below;
use super::notes::{Note, NotedText, Notes};
use super::state::{PreviousText, TextState};
use crate::diagnostic::Diagnostic;
use crate::embeds::Providers;
use crate::faults::{FileFaults, SiteFaults};
use crate::reads::store::Readership;
use crate::site::cards::CardKit;
use crate::site::content::{self, Classification};
use crate::site::data_files::{self, DataFiles};
use crate::site::file_names::FileNames;
use crate::site::files::{Files, read_text};
use crate::site::front::FrontFiles;
use crate::site::links::{Address, AddressBook};
use crate::site::misplaced;
use crate::site::picture_plan::plan;
use crate::site::reads;
use crate::site::settings::{
    InLanguage, Settings, day, faults_of_logos, faults_of_podcasts, with_every_folder,
};
use crate::site::statics::{self, Statics};
use crate::site::stylesheets;
use crate::site::{Instant, LoadOptions};
use crate::templates::{self, Source, named_assets};
use crate::text::config::{self, Config};
use crate::text::front_page::FrontFile;
use crate::text::markdown::{Markdown, Titles};
use crate::word_list;

/// What a site is made of. They are read once, and then follow what changes.
pub(super) struct Inputs {
    pub(super) options: LoadOptions,
    pub(super) config: Arc<Config>,
    /// What each language has of its own.
    pub(super) languages: Arc<[InLanguage]>,
    /// What reads the Markdown of each.
    pub(super) markdown: Arc<[Markdown]>,
    pub(super) texts: BTreeMap<String, TextState>,
    pub(super) book: AddressBook,
    pub(super) statics: Statics,
    pub(super) readership: Readership,
    pub(super) data: Arc<DataFiles>,
    pub(super) templates: Arc<[Source]>,
    pub(super) card_kit: Option<Arc<CardKit>>,
    pub(super) fronts: FrontFiles,
    pub(super) faults: Faults,
}

/// What is wrong with the files, by what they are.
#[derive(Default)]
pub(super) struct Faults {
    settings: Vec<Diagnostic>,
    pub(super) content: Vec<Diagnostic>,
    statics: Vec<Diagnostic>,
    cards: Vec<Diagnostic>,
    fronts: Vec<Diagnostic>,
    reads: Vec<Diagnostic>,
    data: Vec<Diagnostic>,
    templates: Vec<Diagnostic>,
    pub(super) texts: BTreeMap<String, FileFaults>,
}

/// What came of a change.
pub(super) struct Applied {
    /// The texts that are not what they were: what each was, and its file.
    pub(super) replaced: Vec<(Option<PreviousText>, String)>,
    /// Whether a template is not what it was.
    pub(super) templates: bool,
    /// Whether something else is not what it was.
    pub(super) more: bool,
}

impl Inputs {
    /// Reads everything but the settings.
    pub(super) fn read(
        files: &dyn Files,
        options: LoadOptions,
        settings: Settings,
        notes: Notes,
    ) -> Self {
        let Settings { mut config, mut languages, instant, faults: of_settings } = settings;
        let mut faults = Faults { settings: of_settings, ..Faults::default() };
        let content_files = files.list(content::FOLDER, &mut faults.content);
        faults.settings.extend(misplaced::told(files, &languages, &content_files));
        if faults.settings.iter().any(Diagnostic::is_error) {
            config = with_every_folder(Config::clone(&config), &content_files).into();
            for InLanguage { config, .. } in &mut languages {
                *config = with_every_folder(Config::clone(config), &content_files).into();
            }
        }
        let names = FileNames::of(&config);
        let sections = languages.iter().map(|language| &language.config.sections[..]);
        let texts = Classification::new(&names, sections)
            .texts(content_files.iter().map(String::as_str), &mut faults.content);
        let book = AddressBook {
            texts: HashMap::with_capacity(texts.len()),
            headlines: HashMap::with_capacity(texts.len()),
            files: content_files.into_iter().collect::<HashSet<_>>(),
            names,
        };
        let templates = read_templates(files, &mut faults.templates);
        let statics =
            Statics::read(files, &named_assets(&templates), &plan(&config), &mut faults.statics);
        faults.statics.extend(faults_of_logos(&config, &statics, files));
        faults.statics.extend(faults_of_podcasts(&config, &statics, files));
        faults.statics.extend(stylesheets::missing(files, &statics, config.base_url.path()));
        let data = DataFiles::read(files, &config.most_read.reads, &mut faults.data).into();
        let card_kit = CardKit::read(files, &config, &mut faults.cards).map(Arc::new);
        let fronts = FrontFiles::read(files, &languages, &book.names, &mut faults.fronts);
        let mut inputs = Inputs {
            options,
            markdown: languages.iter().map(markdown).collect(),
            config: config.clone(),
            languages: languages.into(),
            texts: BTreeMap::new(),
            book,
            statics,
            readership: Readership::default(),
            data,
            templates,
            card_kit,
            fronts,
            faults,
        };
        let (noted, texts) = notes.of_texts(texts, (&inputs.languages, &inputs.markdown), files);
        noted.into_iter().for_each(|text| inputs.take_noted(text));
        let today = day(instant, &config);
        let mut of_reads = Vec::new();
        (inputs.readership, _) = rayon::join(
            || reads::readership(files, &config, today, &mut of_reads),
            || inputs.read_texts(files, texts, &BTreeSet::new()),
        );
        inputs.faults.reads = of_reads;
        inputs
    }

    /// Reads again what is at these `paths`, each of which appeared, changed or went; none if
    /// that may change every text, so that all has to be read anew.
    pub(super) fn apply(&mut self, files: &dyn Files, paths: &BTreeSet<String>) -> Option<Applied> {
        if self.may_change_everything(paths) {
            return None;
        }
        let touched = |folder: &str| paths.iter().any(|path| is_below(path, folder));
        let mut applied = Applied { replaced: Vec::new(), templates: false, more: false };
        if touched(templates::FOLDER.trim_end_matches('/')) {
            let before = self.templates.clone();
            applied.templates = self.read_templates_again(files);
            // The addresses of cards follow from what they look like.
            let version = |own: &[Source]| templates::version_of(templates::CARD, own);
            let has_cards = self.card_kit.is_some() && applied.templates;
            applied.more |= has_cards && version(&before) != version(&self.templates);
        }
        if touched(statics::FOLDER) || applied.templates {
            applied.more |= self.read_statics_again(files)?;
        }
        if paths.iter().any(|path| FrontFile::of(path).is_some()) {
            applied.more |= self.read_fronts_again(files);
        }
        if paths.iter().any(|path| is_below(&self.config.most_read.reads, path)) {
            applied.more |= self.read_reads_again(files);
        }
        if touched(data_files::FOLDER) {
            applied.more |= self.read_data_again(files);
        }
        if touched(content::FOLDER) || touched(statics::FOLDER) {
            let (texts, files_changed) = self.changed_texts(files, paths);
            applied.replaced = self.read_texts(files, texts, paths);
            applied.more |= files_changed;
        }
        Some(applied)
    }

    /// Whether the paths may change every text.
    fn may_change_everything(&self, paths: &BTreeSet<String>) -> bool {
        let of_settings = |path: &String| {
            path == config::FILE || path.is_empty() || is_below(path, word_list::FOLDER)
        };
        let fonts = || self.config.cards.iter().flat_map(|cards| &cards.fonts);
        let is_font = |path: &String| fonts().any(|font| is_below(&font.value, path));
        paths.iter().any(|path| of_settings(path) || is_font(path))
            || self.faults.settings.iter().any(Diagnostic::is_error)
    }

    fn read_templates_again(&mut self, files: &dyn Files) -> bool {
        self.faults.templates.clear();
        let templates = read_templates(files, &mut self.faults.templates);
        let are_others = templates != self.templates;
        if are_others {
            self.templates = templates;
        }
        are_others
    }

    /// Whether the static files are others now; none if one came or went, with which a text
    /// may lead.
    fn read_statics_again(&mut self, files: &dyn Files) -> Option<bool> {
        self.faults.statics.clear();
        let named = named_assets(&self.templates);
        let statics = Statics::read(files, &named, &plan(&self.config), &mut self.faults.statics);
        self.faults.statics.extend(faults_of_logos(&self.config, &statics, files));
        self.faults.statics.extend(faults_of_podcasts(&self.config, &statics, files));
        let base_path = self.config.base_url.path();
        self.faults.statics.extend(stylesheets::missing(files, &statics, base_path));
        if !statics.files.keys().eq(self.statics.files.keys()) {
            return None;
        }
        let are_others = statics != self.statics;
        self.statics = statics;
        Some(are_others)
    }

    fn read_reads_again(&mut self, files: &dyn Files) -> bool {
        self.faults.reads.clear();
        let today = day(self.instant(), &self.config);
        let readership = reads::readership(files, &self.config, today, &mut self.faults.reads);
        let are_others = readership != self.readership;
        self.readership = readership;
        are_others
    }

    fn read_fronts_again(&mut self, files: &dyn Files) -> bool {
        self.faults.fronts.clear();
        let (languages, names) = (&self.languages, &self.book.names);
        let fronts = FrontFiles::read(files, languages, names, &mut self.faults.fronts);
        let before = std::mem::replace(&mut self.fronts, fronts);
        // What is wrong with them on the site has its place in the file, which may be another.
        self.fronts != before || !self.fronts.are_none()
    }

    fn read_data_again(&mut self, files: &dyn Files) -> bool {
        self.faults.data.clear();
        let data = DataFiles::read(files, &self.config.most_read.reads, &mut self.faults.data);
        let are_others = data != *self.data;
        if are_others {
            self.data = data.into();
        }
        are_others
    }

    /// The moment that the site is at.
    pub(super) fn instant(&self) -> Timestamp {
        self.options.instant.in_zone(&self.config.time_zone).unwrap_or(Timestamp::MAX)
    }

    /// Lets the site be at another moment.
    pub(super) fn set_instant(&mut self, instant: Instant) -> Timestamp {
        self.options.instant = instant;
        self.instant()
    }

    /// What the site is loaded with.
    pub(super) fn options(&self) -> &LoadOptions {
        &self.options
    }

    /// Keeps a text that was not read, since it is noted.
    fn take_noted(&mut self, NotedText { state, headline, faults }: NotedText) {
        let file = state.text.file.clone();
        let path = state.published.as_ref().map(|published| published.article().path.clone());
        self.book.texts.insert(file.clone(), path.map_or(Address::Unknown, Address::At));
        self.book.headlines.insert(file.clone(), headline);
        if !faults.is_empty() {
            self.faults.texts.insert(file.clone(), faults);
        }
        self.texts.insert(file, state);
    }

    /// What is to be noted of the texts.
    pub(super) fn notes(&self) -> impl Iterator<Item = (&str, Note)> {
        self.texts.iter().filter_map(|(file, state)| {
            let headline = self.book.headlines.get(file)?;
            Some((file.as_str(), Note::of(state, headline, self.faults.texts.get(file))?))
        })
    }

    /// Whether something is wrong with a text by itself.
    pub(super) fn is_at_fault(&self, file: &str) -> bool {
        self.faults.texts.contains_key(file)
    }
}

impl Faults {
    /// What is wrong with each text by itself.
    pub(super) fn of_texts(&self) -> SiteFaults {
        let mut faults = SiteFaults::default();
        for (file, of_file) in &self.texts {
            faults.add_of_file(file, of_file.clone());
        }
        faults
    }

    /// What is wrong with all other files.
    pub(super) fn of_other_files(&self) -> impl Iterator<Item = &Diagnostic> {
        let Faults { settings, content, statics, cards, fronts, reads, data, templates, texts: _ } =
            self;
        let all = [settings, content, statics, cards, fronts, reads, data, templates];
        all.into_iter().flatten()
    }
}

fn markdown(InLanguage { config, words, .. }: &InLanguage) -> Markdown {
    let word = |name: &str| words.plain(name).to_string();
    let titles = Titles {
        key_points: word("key_points"),
        fact_box: word("fact_box"),
        gallery: word("gallery"),
        timeline: word("timeline"),
        transcript: word("transcript"),
        read_also: word("read_also"),
        embed_note: word("embed_note"),
    };
    Markdown::new(config.html, config.base_url.path())
        .with_letters(config.addresses)
        .with_titles(titles)
        .with_providers(Providers::with(&config.embeds))
}

/// The site's own templates.
fn read_templates(files: &dyn Files, faults: &mut Vec<Diagnostic>) -> Arc<[Source]> {
    let mut sources = Vec::new();
    for file in files.list(templates::FOLDER.trim_end_matches('/'), faults) {
        match read_text(files, &file) {
            Ok(text) => {
                let name = file.strip_prefix(templates::FOLDER).unwrap_or(&file).into();
                sources.push(Source { name, text });
            }
            Err(fault) => faults.push(fault),
        }
    }
    faults.extend(templates::unused(&sources));
    sources.into()
}
