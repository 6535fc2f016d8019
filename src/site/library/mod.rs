//! A site's files and what was made of them, so that a change costs no more
//! than it has to.
//!
//! A fresh load and an update take the same way: read what changed, render what
//! changed or whose links lead elsewhere now, and wire everything together. So
//! a library that was updated equals one that was opened anew.

mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;

use reading::{Before, Remembered};

use crate::diagnostic::Diagnostic;
use crate::faults::{FileFaults, SiteFaults};
use crate::model::Readership;
use crate::routes::Route;
use crate::site::changes::{Changes, Lists, Outcome};
use crate::site::content;
use crate::site::files::{Files, read_text};
use crate::site::index::{Texts, tag_anew, wire};
use crate::site::links::AddressBook;
use crate::site::reads;
use crate::site::settings::{day, missing_logos, settings, with_every_folder};
use crate::site::statics::{self, Statics};
use crate::site::texts::Published;
use crate::site::{Instant, LoadOptions, Site};
use crate::templates::{self, Source, named_assets};
use crate::text::config::{self, Config};
use crate::text::markdown::Markdown;
use crate::text::word_list;
use crate::text::words::Vocabulary;

/// A site's files, and what was made of them.
pub struct Library {
    options: LoadOptions,
    config: Arc<Config>,
    markdown: Markdown,
    texts: BTreeMap<String, Remembered>,
    /// The texts that changed since the site was made, as they were then.
    unsettled: BTreeMap<String, Option<Before>>,
    /// Whether the site has to be made anew.
    rewire: bool,
    book: AddressBook,
    vocabulary: Arc<Vocabulary>,
    statics: Statics,
    readership: Readership,
    templates: Arc<[Source]>,
    faults: Faults,
    site: Site,
}

/// What is wrong, by where it was found.
#[derive(Default)]
struct Faults {
    settings: Vec<Diagnostic>,
    content: Vec<Diagnostic>,
    statics: Vec<Diagnostic>,
    reads: Vec<Diagnostic>,
    templates: Vec<Diagnostic>,
    texts: BTreeMap<String, FileFaults>,
    wiring: Vec<Diagnostic>,
}

impl Library {
    /// Reads everything.
    pub fn open(files: &dyn Files, options: LoadOptions) -> Self {
        let mut faults = Faults::default();
        let (config, instant) = settings(files, &options, &mut faults.settings);
        let content_files = files.list(content::FOLDER, &mut faults.content);
        let config = Arc::new(match faults.settings.is_empty() {
            true => config,
            false => with_every_folder(config, &content_files),
        });
        let texts = content::texts(
            content_files.iter().map(String::as_str),
            &config.sections,
            &mut faults.content,
        );
        let book = AddressBook {
            texts: HashMap::with_capacity(texts.len()),
            files: content_files.into_iter().collect::<HashSet<_>>(),
        };
        let templates = read_templates(files, &mut faults.templates);
        let statics = Statics::read(files, &named_assets(&templates), &mut faults.statics);
        faults.statics.extend(missing_logos(&config, &statics));
        let today = day(instant, &config);
        let nothing = Texts::default();
        let nobody = Readership::default();
        let templates_of_site = templates.clone();
        let (site, _) =
            wire(config.clone(), nothing, &statics, &nobody, templates_of_site, instant);
        let mut library = Library {
            options,
            markdown: Markdown::new(config.html, config.base_url.path()),
            config: config.clone(),
            texts: BTreeMap::new(),
            unsettled: BTreeMap::new(),
            rewire: true,
            book,
            vocabulary: Arc::default(),
            statics,
            readership: nobody,
            templates,
            faults,
            site,
        };
        let mut of_reads = Vec::new();
        (library.readership, _) = rayon::join(
            || reads::readership(files, &config, today, &mut of_reads),
            || library.read(files, texts, &BTreeSet::new(), instant),
        );
        library.faults.reads = of_reads;
        library.wire();
        library
    }

    /// Brings the library up to date, at `instant`.
    pub fn update(&mut self, files: &dyn Files, changes: &Changes, instant: Instant) -> Outcome {
        let outcome = self.take_in(files, changes, instant);
        Outcome { lists: outcome.lists.or(self.settle()), ..outcome }
    }

    /// Brings the library up to date, at `instant`, but leaves the site as it was
    /// while a text that changed is at fault: it may be half written, and what
    /// takes the longest need not be done for that. [`Library::settle`] does it.
    pub fn take_in(&mut self, files: &dyn Files, changes: &Changes, instant: Instant) -> Outcome {
        self.options.instant = instant;
        let instant = self.instant();
        let paths = match changes {
            Changes::Paths(paths) if !self.needs_everything(paths, instant) => paths,
            _ => return self.reopen(files),
        };
        let touched = |folder: &str| paths.iter().any(|path| is_below(path, folder));

        let mut outcome = Outcome { texts: 0, templates: false, lists: Lists::Kept };
        if touched(templates::FOLDER.trim_end_matches('/')) {
            self.faults.templates.clear();
            let templates = read_templates(files, &mut self.faults.templates);
            outcome.templates = templates != self.templates;
            if outcome.templates {
                self.templates = templates;
                self.site.templates = self.templates.clone();
            }
        }
        if touched(statics::FOLDER) || outcome.templates {
            self.faults.statics.clear();
            let named = named_assets(&self.templates);
            let statics = Statics::read(files, &named, &mut self.faults.statics);
            self.faults.statics.extend(missing_logos(&self.config, &statics));
            if !statics.files.keys().eq(self.statics.files.keys()) {
                // A text may lead with a picture that came or went.
                return self.reopen(files);
            }
            self.rewire |= statics != self.statics;
            self.statics = statics;
        }
        if paths.iter().any(|path| is_below(&self.config.most_read.reads, path)) {
            self.faults.reads.clear();
            let today = day(instant, &self.config);
            let readership = reads::readership(files, &self.config, today, &mut self.faults.reads);
            self.rewire |= readership != self.readership;
            self.readership = readership;
        }
        if touched(content::FOLDER) || touched(statics::FOLDER) {
            let (texts, files_changed) = self.changed_texts(files, paths);
            let replaced = self.read(files, texts, paths, instant);
            outcome.texts = replaced.len();
            self.rewire |= files_changed;
            for (before, file) in replaced {
                self.unsettled.entry(file).or_insert(before);
            }
        }
        if !self.unsettled.keys().any(|file| self.faults.texts.contains_key(file)) {
            outcome.lists = self.settle();
        }
        outcome
    }

    /// Whether the site is made of the texts as they are.
    pub fn is_settled(&self) -> bool {
        self.unsettled.is_empty() && !self.rewire
    }

    /// Makes the site of the texts as they are; what became of its lists.
    pub fn settle(&mut self) -> Lists {
        let unsettled = std::mem::take(&mut self.unsettled);
        if !self.rewire
            && let Some(lists) = self.replace_in_place(&unsettled)
        {
            return lists;
        }
        self.wire();
        Lists::Anew
    }

    fn reopen(&mut self, files: &dyn Files) -> Outcome {
        *self = Library::open(files, self.options.clone());
        Outcome { texts: self.texts.len(), templates: true, lists: Lists::Anew }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The site, without what is remembered for updates.
    pub fn into_site(self) -> Site {
        self.site
    }

    /// Everything that is wrong, in reading order.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut diagnostics = self.faults().into_told();
        diagnostics.dedup();
        diagnostics
    }

    /// The same, to which more may be added that is wrong with the same files.
    pub fn faults(&self) -> SiteFaults {
        let Faults { settings, content, statics, reads, templates, texts, wiring } = &self.faults;
        let mut faults = SiteFaults::default();
        for (file, of_file) in texts {
            faults.add_of_file(file, of_file.clone());
        }
        wiring.iter().cloned().for_each(|fault| faults.add(fault));
        let parts = [settings, content, statics, reads, templates];
        faults.add_all(parts.into_iter().flatten().cloned());
        faults
    }

    /// The moment that the library is at.
    fn instant(&self) -> Timestamp {
        self.options.instant.in_zone(&self.config.time_zone).unwrap_or(Timestamp::MAX)
    }

    /// Whether the paths, or the time that has passed, may change every text.
    fn needs_everything(&self, paths: &BTreeSet<String>, instant: Timestamp) -> bool {
        let of_settings = |path: &String| {
            path == config::FILE || path.is_empty() || is_below(path, word_list::FOLDER)
        };
        paths.iter().any(of_settings)
            || !self.faults.settings.is_empty()
            || self.site.index.next_change.is_some_and(|change| change <= instant)
    }

    /// Puts the texts that were read into the site as it is, if no more than the
    /// lists of tags depends on what changed in them: the everyday save of a story.
    fn replace_in_place(&mut self, replaced: &BTreeMap<String, Option<Before>>) -> Option<Lists> {
        if replaced.is_empty() {
            return Some(Lists::Kept);
        }
        let mut site = self.site.clone();
        let mut lists = Lists::Kept;
        for (file, before) in replaced {
            let before = &before.as_ref()?.remembered;
            let now = self.texts.get(file)?;
            if before.held != now.held || before.next_change != now.next_change {
                return None;
            }
            let (before, now) = match (&before.published, &now.published) {
                (None, None) => continue,
                (Some(before), Some(now)) => (before, now),
                _ => return None,
            };
            if !has_the_same_place(before, now) {
                return None;
            }
            if before.article().facts.tags != now.article().facts.tags {
                lists = Lists::Anew;
            }
            match (site.index.routes.get(&now.article().path), now) {
                (Some(Route::Briefing(at)), Published::Briefing(now)) => {
                    site.briefings[*at] = now.clone();
                }
                (Some(Route::Page(at)), Published::Page(now)) => site.pages[*at] = now.clone(),
                _ => return None,
            }
        }
        if lists == Lists::Anew {
            let briefings = std::mem::take(&mut site.briefings);
            if !self.faults.wiring.is_empty() || !tag_anew(&mut site, briefings) {
                return None;
            }
        }
        self.site = site;
        Some(lists)
    }

    fn wire(&mut self) {
        self.rewire = false;
        let mut texts = Texts { vocabulary: self.vocabulary.clone(), ..Texts::default() };
        for remembered in self.texts.values() {
            texts.held.extend(remembered.held.clone());
            texts.next_change = texts.next_change.into_iter().chain(remembered.next_change).min();
            match &remembered.published {
                Some(Published::Briefing(briefing)) => texts.briefings.push(briefing.clone()),
                Some(Published::Page(page)) => texts.pages.push(page.clone()),
                None => {}
            }
        }
        let (config, templates) = (self.config.clone(), self.templates.clone());
        let instant = self.instant();
        let (site, faults) =
            wire(config, texts, &self.statics, &self.readership, templates, instant);
        self.site = site;
        self.faults.wiring = faults;
    }
}

/// Whether the index of a site, but for its tags, is the same with `now` in the
/// place of `before`.
fn has_the_same_place(before: &Published, now: &Published) -> bool {
    let (a, b) = (before.article(), now.article());
    let same_article = a.path == b.path
        && a.facts.date == b.facts.date
        && a.facts.updated == b.facts.updated
        && a.facts.corrections == b.facts.corrections
        && a.facts.aliases == b.facts.aliases
        && a.attachments == b.attachments
        && a.translations == b.translations
        // Others may be translations of it, in another language.
        && a.lang() == b.lang();
    match (before, now) {
        (Published::Briefing(before), Published::Briefing(now)) => {
            same_article && before.section == now.section
        }
        // Standing pages are listed by title on every page.
        (Published::Page(_), Published::Page(_)) => same_article && a.facts.title == b.facts.title,
        _ => false,
    }
}

/// Whether `path` is `folder` or in it.
fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
    sources.into()
}
