//! Reading the texts of a library that changed.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::inputs::Inputs;
use super::is_below;
use super::state::{PreviousText, TextState};
use crate::faults::FileFaults;
use crate::site::InLanguage;
use crate::site::beside::Beside;
use crate::site::content::{self, Classification, TextFile};
use crate::site::field_places::FieldPlaces;
use crate::site::files::Files;
use crate::site::links::Address;
use crate::site::originals::HeldOriginals;
use crate::site::own_addresses::OwnAddresses;
use crate::site::picture_plan::plan;
use crate::site::rendering::{RenderedText, Rendering};
use crate::site::texts::{ParsedText, Reading};
use crate::text::markdown::Markdown;
use crate::typography::Quotes;

impl Inputs {
    /// The texts that have to be read again, and whether files came or went.
    pub(super) fn changed_texts(
        &mut self,
        files: &dyn Files,
        paths: &BTreeSet<String>,
    ) -> (Vec<TextFile>, bool) {
        let mut listing_faults = Vec::new();
        let mut dirty: BTreeSet<String> = BTreeSet::new();
        let mut came_or_went = false;
        for path in paths.iter().filter(|path| is_below(path, content::FOLDER)) {
            let there: BTreeSet<String> =
                files.list(path, &mut listing_faults).into_iter().collect();
            let gone = self.gone(path, &there);
            came_or_went |= !gone.is_empty();
            for file in gone {
                self.forget(&file);
                dirty.remove(&file);
            }
            for file in there {
                came_or_went |= self.book.files.insert(file.clone());
                dirty.insert(file);
            }
        }
        if came_or_went || !listing_faults.is_empty() || !self.faults.content.is_empty() {
            return (self.classified_anew(files, &dirty), true);
        }
        let known = dirty.iter().filter_map(|file| self.texts.get(file));
        (known.map(|state| state.text.clone()).collect(), false)
    }

    /// The known files at or below `path` that are not `there` any more.
    fn gone(&self, path: &str, there: &BTreeSet<String>) -> Vec<String> {
        if there.contains(path) {
            // A file; it has nothing below it.
            return Vec::new();
        }
        if self.book.files.contains(path) {
            return vec![path.to_string()];
        }
        let known = self.book.files.iter();
        known.filter(|file| is_below(file, path) && !there.contains(*file)).cloned().collect()
    }

    /// With files that came or went, all are told apart again; read again are
    /// those that are `dirty` or new.
    fn classified_anew(&mut self, files: &dyn Files, dirty: &BTreeSet<String>) -> Vec<TextFile> {
        self.faults.content.clear();
        files.list(content::FOLDER, &mut self.faults.content);
        let mut all: Vec<&str> = self.book.files.iter().map(String::as_str).collect();
        all.sort_unstable();
        let sections = self.languages.iter().map(|language| &language.config.sections[..]);
        Classification::new(&self.book.names, sections)
            .texts(all.into_iter(), &mut self.faults.content)
            .into_iter()
            .filter(|text| dirty.contains(&text.file) || !self.texts.contains_key(&text.file))
            .collect()
    }

    fn forget(&mut self, file: &str) {
        self.book.files.remove(file);
        self.book.texts.remove(file);
        self.book.headlines.remove(file);
        self.texts.remove(file);
        self.faults.texts.remove(file);
    }

    /// Reads and renders `texts`, and renders again each other text whose links
    /// lead elsewhere now or of whose pictures one is in the `paths` that changed.
    /// What each was before and is now.
    pub(super) fn read_texts(
        &mut self,
        files: &dyn Files,
        texts: Vec<TextFile>,
        paths: &BTreeSet<String>,
    ) -> Vec<(Option<PreviousText>, String)> {
        let languages = self.languages.clone();
        let (instant, reveal) = (self.instant(), self.options.reveal);
        let parse = |text: TextFile| {
            let language = &languages[text.edition.0];
            let reading = Reading { files, language, instant, reveal };
            let (parsed, faults) = reading.parse(&text);
            (text, parsed, faults)
        };
        let mut parsed: Vec<_> = texts.into_par_iter().map(parse).collect();
        let read: HashSet<&str> = parsed.iter().map(|(text, ..)| text.file.as_str()).collect();
        let kept = || {
            let states = self.texts.values();
            states.filter(|state| !read.contains(state.text.file.as_str()))
        };
        let own = OwnAddresses::of(&parsed, kept().filter_map(TextState::placed));
        let named = kept().filter(|state| own.lead_otherwise(&state.named_here));
        let named: Vec<TextFile> = named.map(|state| state.text.clone()).collect();
        parsed.extend(named.into_iter().map(parse));
        own.lead(&mut parsed);
        let originals = self.texts.values();
        let originals =
            originals.filter_map(|state| Some((&state.text, state.version.as_deref()?)));
        let originals = HeldOriginals::among(&parsed, originals);
        originals.hold(&mut parsed, reveal);
        let mut replaced = Vec::with_capacity(parsed.len());
        let mut rendered = Vec::new();
        for (text, parsed, faults) in parsed {
            replaced.push(self.admit(text, parsed, faults, &mut rendered));
        }
        let read: HashSet<&str> = replaced.iter().map(|(_, file)| file.as_str()).collect();
        let is_other_now = |state: &&TextState| {
            state.dependencies.iter().any(|link| link.leads_elsewhere(&self.book))
                || state.has_a_file_in(paths)
                || originals.hold_otherwise(&state.text, state.version.as_deref(), state.reason())
        };
        let others: Vec<TextFile> = self
            .texts
            .values()
            .filter(|state| !read.contains(state.text.file.as_str()))
            .filter(is_other_now)
            .map(|state| state.text.clone())
            .collect();
        let mut parsed: Vec<_> = others.into_par_iter().map(parse).collect();
        own.lead(&mut parsed);
        originals.hold(&mut parsed, reveal);
        for (text, parsed, faults) in parsed {
            replaced.push(self.admit(text, parsed, faults, &mut rendered));
        }
        self.render(files, rendered);
        replaced.retain(|(before, file)| !self.is_as_before(before.as_ref(), file));
        replaced
    }

    /// Whether a text that was read again is what it was. Then it is kept as it was, but where
    /// it stands at other places of its file now.
    fn is_as_before(&mut self, before: Option<&PreviousText>, file: &str) -> bool {
        let (Some(before), Some(now)) = (before, self.texts.get_mut(file)) else { return false };
        let nothing = FileFaults::default();
        let faults = self.faults.texts.get(file).unwrap_or(&nothing);
        let same = before.state.held == now.held
            && before.state.next_change == now.next_change
            && before.state.feed_name == now.feed_name
            && before.state.version == now.version
            && before.state.published == now.published
            && before.faults == *faults;
        if same && before.state.written == now.written {
            now.published.clone_from(&before.state.published);
        }
        same
    }

    /// Keeps a text that was read; if it is shown, or nobody can tell, it goes
    /// to `rendered`.
    #[expect(clippy::vec_box, reason = "as in `render`")]
    fn admit(
        &mut self,
        text: TextFile,
        parsed: Option<Box<ParsedText>>,
        faults: FileFaults,
        rendered: &mut Vec<Box<ParsedText>>,
    ) -> (Option<PreviousText>, String) {
        let file = text.file.clone();
        let written = parsed.as_ref().map(|parsed| parsed.source.hash() as u64);
        let mut state = TextState {
            text,
            held: None,
            held_aliases: Box::default(),
            next_change: None,
            version: None,
            places: FieldPlaces::default(),
            feed_name: None,
            published: None,
            dependencies: Vec::new(),
            links: None,
            named_here: Box::default(),
            mentioned: Vec::new(),
            written,
        };
        if let Some(parsed) = &parsed {
            state.named_here.clone_from(&parsed.referenced.named_here);
        }
        let resolved = parsed.as_ref().and_then(|parsed| parsed.resolved.as_ref());
        let address = match resolved {
            None => Address::Unknown,
            Some(resolved) => {
                let reason = resolved.release.held.clone();
                state.held = reason.as_ref().map(|reason| resolved.held(&file, reason).into());
                if reason.is_some() {
                    state.held_aliases = resolved.facts.aliases.clone().into();
                }
                state.next_change = resolved.release.next_change;
                state.feed_name = resolved.feed_name.clone();
                state.version = resolved.version.clone();
                state.places = resolved.places.clone();
                match reason {
                    Some(reason) if !self.options.reveal.shows(&reason) => Address::Held(reason),
                    _ => Address::At(resolved.path.clone()),
                }
            }
        };
        let words = &self.languages[state.text.edition.0].words;
        match resolved.map(|resolved| resolved.headline(words)) {
            Some(headline) => self.book.headlines.insert(file.clone(), headline.into()),
            None => self.book.headlines.remove(&file),
        };
        match (&address, &parsed) {
            (Address::Held(_), Some(parsed)) => state.mentioned = parsed.mentioned.clone(),
            _ => rendered.extend(parsed),
        }
        self.book.texts.insert(file.clone(), address);
        let faults = match faults.is_empty() {
            true => self.faults.texts.remove(&file),
            false => self.faults.texts.insert(file.clone(), faults),
        };
        let before = self
            .texts
            .insert(file.clone(), state)
            .map(|state| PreviousText { state, faults: faults.unwrap_or_default() });
        (before, file)
    }

    #[expect(clippy::vec_box, reason = "to move ten thousand texts of a kilobyte takes time")]
    fn render(&mut self, files: &dyn Files, parsed: Vec<Box<ParsedText>>) {
        let beside = Beside::new(&self.book.files, &self.statics);
        let plan = plan(&self.config);
        let languages = self.languages.iter().zip(&*self.markdown);
        let renderings =
            languages.map(|(language, markdown): (&InLanguage, &Markdown)| Rendering {
                edition: language.edition,
                files,
                markdown,
                book: &self.book,
                beside: &beside,
                statics: &self.statics,
                config: &language.config,
                words: &language.words,
                plan: &plan,
                quotes: Quotes::of(&language.config.language.to_string()),
            });
        let renderings: Vec<Rendering<'_>> = renderings.collect();
        let render = |parsed: Box<ParsedText>| renderings[parsed.edition().0].render(parsed);
        let texts: Vec<RenderedText> = parsed.into_par_iter().map(render).collect();
        for RenderedText { file, published, dependencies, links, faults } in texts {
            if !faults.is_empty() {
                self.faults.texts.entry(file.clone()).or_default().append(faults);
            }
            if let Some(state) = self.texts.get_mut(&file) {
                state.published = published;
                state.dependencies = dependencies;
                state.dependencies.shrink_to_fit();
                state.links = links;
            }
        }
    }
}
