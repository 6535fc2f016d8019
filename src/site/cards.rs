//! The cards of a site: which pages have one, and what is written on it.

use std::sync::Arc;

use dateline_pictures::Fonts;
use icu_locale::Locale;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::diagnostic::Diagnostic;
use crate::language::direction::Direction;
use crate::model::{Cards, ListedBriefing, ListedPage, ListedText};
use crate::routes::{CardWords, ShareCard};
use crate::site::InLanguage;
use crate::site::edition::Index;
use crate::site::files::Files;
use crate::templates::{self, Source};
use crate::text::config::{self, Config};
use crate::text::placed::Placed;
use crate::word_list::WordList;

/// Another number stands for other cards of the same words.
const MAKER: u32 = 1;

/// How large the file of a font may be: those of Chinese have 20 MB.
const LARGEST: u64 = 64 << 20;

/// What cards are drawn with.
pub struct CardKit {
    /// The fonts.
    pub fonts: Fonts,
    /// A hash of their files.
    identity: u128,
}

impl std::fmt::Debug for CardKit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("CardKit").field(&self.identity).finish()
    }
}

impl CardKit {
    /// What the settings ask for; none if they ask for no cards, or with a fault.
    pub(super) fn read(
        files: &dyn Files,
        config: &Config,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let cards = config.cards.as_ref()?;
        let own: Vec<Option<Vec<u8>>> =
            cards.fonts.iter().map(|font| read(files, font, faults)).collect();
        let own: Vec<Vec<u8>> = own.into_iter().collect::<Option<_>>()?;
        let mut hasher = Xxh3::new();
        own.iter().for_each(|font| hasher.update(&xxh3_128(font).to_le_bytes()));
        let identity = hasher.digest128();
        let fonts = Fonts::new(own.into_iter().chain(Fonts::built_in()).collect()).ok()?;
        Some(CardKit { fonts, identity })
    }
}

/// A font that can be drawn with.
fn read(files: &dyn Files, font: &Placed<String>, faults: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
    let name = &font.value;
    let mut fault = |message: String, hint: &str| {
        let fault = Diagnostic::error(message).in_file(config::FILE).hint(hint);
        faults.push(Diagnostic { place: font.place, ..fault });
    };
    let mut of_listing = Vec::new();
    if files.list(name, &mut of_listing) != [name.as_str()] {
        if of_listing.is_empty() {
            fault(format!("there is no font `{name}`"), "put it there, or name another");
        }
        faults.append(&mut of_listing);
        return None;
    }
    let bytes = match files.read_up_to(name, LARGEST) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            fault(format!("the font `{name}` is larger than 64 MiB"), "name another");
            return None;
        }
        Err(unread) => {
            faults.push(unread);
            return None;
        }
    };
    if Fonts::new(vec![bytes.clone()]).is_err() {
        let hint = "name a TrueType or OpenType font, `.ttf` or `.otf`; WOFF has to be converted";
        fault(format!("`{name}` is no font that cards can be drawn with"), hint);
        return None;
    }
    Some(bytes)
}

/// Makes the cards of an edition.
pub(super) struct CardMaker<'a> {
    kit: &'a CardKit,
    /// The settings of the language.
    config: &'a Config,
    words: &'a WordList,
    language: String,
    /// What all cards follow from, besides their words.
    hasher: Xxh3,
    missing: Missing,
}

/// What no font has.
#[derive(Default)]
struct Missing {
    letters: Vec<char>,
    /// The first text that has such a letter, and how many others have.
    first: Option<String>,
    others: usize,
}

/// How many missing letters are told.
const TOLD: usize = 8;

impl<'a> CardMaker<'a> {
    /// With what a language has of its own, and the site's own templates.
    pub fn new(kit: &'a CardKit, in_language: &'a InLanguage, own: &[Source]) -> Self {
        let InLanguage { config, words, .. } = in_language;
        let mut hasher = Xxh3::new();
        let colors = &config.theme.colors;
        let language = config.language.to_string();
        let parts = format!(
            "{MAKER} {:x} {:x} {colors:?} {language}",
            kit.identity,
            templates::version_of(templates::CARD, own)
        );
        hasher.update(parts.as_bytes());
        CardMaker { kit, config, words, language, hasher, missing: Missing::default() }
    }

    /// All cards, and a warning if letters are missing.
    pub fn cards(
        mut self,
        index: &Index,
        briefings: &[ListedBriefing<'_>],
        pages: &[ListedPage<'_>],
    ) -> (Cards, Option<Diagnostic>) {
        let title = &self.config.title;
        let site = || Some(title.clone());
        let of_site = (title.clone(), None, None);
        let section = |at: usize| index.sections[at].config.title.clone();
        let words = self.words;
        let above = |briefing: &ListedBriefing<'_>| match briefing.kind.is_labelled() {
            true => {
                format!("{} · {}", words.plain(briefing.kind.word()), section(briefing.section))
            }
            false => section(briefing.section),
        };
        let of_sections: Vec<_> =
            (0..index.sections.len()).map(|at| (section(at), None, site())).collect();
        let of_briefing = |briefing: &ListedBriefing<'_>| {
            Some((briefing.text.card?.to_string(), Some(above(briefing)), site()))
        };
        let of_page = |page: &ListedPage<'_>| Some((page.text.card?.to_string(), None, site()));
        let of_briefings: Vec<_> = briefings.iter().map(of_briefing).collect();
        let of_pages: Vec<_> = pages.iter().map(of_page).collect();
        let home = self.card(of_site, None, config::FILE);
        let sections =
            of_sections.into_iter().map(|words| self.card(words, None, config::FILE)).collect();
        let mut of_texts = |words: Vec<Option<Words>>, texts: Vec<ListedText<'_>>| {
            let with_texts = words.into_iter().zip(texts);
            with_texts.map(|(words, text)| self.card(words?, Some(text), text.file)).collect()
        };
        let briefings =
            of_texts(of_briefings, briefings.iter().map(|briefing| briefing.text).collect());
        let pages = of_texts(of_pages, pages.iter().map(|page| page.text).collect());
        (Cards { home, sections, briefings, pages }, self.missing.told())
    }

    /// The card of a headline, a section and a site; none if a letter of it would be a box.
    fn card(
        &mut self,
        (title, section, site): Words,
        text: Option<ListedText<'_>>,
        file: &str,
    ) -> Option<Arc<ShareCard>> {
        let own = text.and_then(|text| text.language).map(|language| language.tag());
        let locale = own.and_then(|tag| Locale::try_from_str(tag).ok());
        let direction = Direction::of(locale.as_ref().unwrap_or(&self.config.language)).name();
        let language = own.map_or_else(|| self.language.clone(), str::to_string);
        let [section, site] = [section, site].map(|text| text.map(|text| shown(&text)));
        let words = CardWords { title: shown(&title), section, site, language, direction };
        let missing: Vec<char> =
            words.texts().flat_map(|text| self.kit.fonts.missing(text)).collect();
        if !missing.is_empty() {
            self.missing.add(&missing, file);
            return None;
        }
        let mut hasher = self.hasher.clone();
        hasher.update(format!("{words:?}").as_bytes());
        Some(Arc::new(ShareCard { key: hasher.digest128(), words }))
    }
}

/// A text without what no SVG can hold (<https://www.w3.org/TR/xml/#charsets>).
fn shown(text: &str) -> String {
    let is_no_text = |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace(is_no_text, " ")
}

/// A headline, the name of a section, and that of the site.
type Words = (String, Option<String>, Option<String>);

impl Missing {
    fn add(&mut self, letters: &[char], file: &str) {
        for letter in letters {
            if self.letters.len() <= TOLD && !self.letters.contains(letter) {
                self.letters.push(*letter);
            }
        }
        match &self.first {
            None => self.first = Some(file.into()),
            Some(_) => self.others += 1,
        }
    }

    fn told(self) -> Option<Diagnostic> {
        let Missing { letters, first, others } = self;
        let told = letters.iter().take(TOLD).map(|it| format!("`{it}` (U+{:04X})", u32::from(*it)));
        let mut told = told.collect::<Vec<_>>().join(", ");
        if letters.len() > TOLD {
            told.push_str(" and others");
        }
        let others = match others {
            0 => String::new(),
            1 => ", nor of one other page".into(),
            others => format!(", nor of {others} other pages"),
        };
        let message = format!("no card is drawn of this{others}: no font has {told}");
        let hint = "name a font that has them, such as `cards: {fonts: data/NotoSerifJP-Bold.otf}` \
                    in site.yaml, or write `cards: false`";
        Some(Diagnostic::warning(message).in_file(&first?).hint(hint))
    }
}
