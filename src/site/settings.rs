//! The settings of a site, as far as they can be read.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use dateline_pictures::{Ink, Plan};
use icu_locale::Locale;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::formats::picture;
use crate::routes::{EditionId, FileSource};
use crate::site::Paths;
use crate::site::base_paths;
use crate::site::file_names::FileNames;
use crate::site::files::{Files, read_text};
use crate::site::inspected;
use crate::site::pictures::{self, HEAD};
use crate::site::statics::Statics;
use crate::site::{Address, LoadOptions, plan};
use crate::text::config::{self, Config, Podcast, SectionConfig};
use crate::text::front_matter::Subject;
use crate::text::markdown::Dimensions;
use crate::text::placed::Placed;
use crate::url::SitePath;
use crate::word_list::{self, WordList};

/// The settings of a site and the moment that it is at; where they have errors, as much of
/// them as can be read. They are read once.
#[derive(Clone)]
pub struct Settings {
    /// What `site.yaml` says, with the address that the site is loaded for.
    pub config: Arc<Config>,
    /// What each language has of its own, in their order; at least one.
    pub languages: Vec<InLanguage>,
    /// The moment.
    pub instant: Timestamp,
    /// What is wrong with them.
    pub faults: Vec<Diagnostic>,
}

/// The settings as they are in one of the site's languages.
#[derive(Clone)]
pub struct InLanguage {
    /// Which of the editions is in it.
    pub edition: EditionId,
    /// The settings, with those of the language in the place of the site's.
    pub config: Arc<Config>,
    /// What the theme says in it.
    pub words: Arc<WordList>,
    /// Where its pages are.
    pub paths: Paths,
    /// How it writes the names of authors, by how stories write them.
    pub authors: BTreeMap<String, String>,
}

impl Settings {
    /// Reads them.
    pub fn read(files: &dyn Files, options: &LoadOptions) -> Self {
        let mut faults = Vec::new();
        let (config, instant) = read(files, options, &mut faults);
        let homes = config.homes().into_iter();
        let languages = config.by_language().into_iter().zip(homes).enumerate();
        let languages = languages.map(|(at, (in_language, home))| InLanguage {
            edition: EditionId(at),
            words: words(files, &in_language, &mut faults).into(),
            config: in_language.into(),
            paths: Paths::below(home).unwrap_or_default(),
            authors: match config.languages.get(at) {
                Some(own) => own.authors.iter().cloned().collect(),
                None => BTreeMap::new(),
            },
        });
        let languages = languages.collect();
        Settings { config: config.into(), languages, instant, faults }
    }
}

fn read(
    files: &dyn Files,
    options: &LoadOptions,
    faults: &mut Vec<Diagnostic>,
) -> (Config, Timestamp) {
    let mut config = match read_text(files, config::FILE) {
        Ok(source) => {
            let (config, mut found) = config::parse(&source);
            faults.append(&mut found);
            if matches!(options.address, Address::Configured) {
                faults.extend(config::example_address(&config.base_url, &source));
            }
            faults.extend(base_paths::of_settings(&config));
            config
        }
        Err(fault) => {
            faults.push(fault);
            Config::stand_in()
        }
    };
    match &options.address {
        Address::Configured => {}
        Address::At(base_url) => config.base_url = base_url.clone(),
        Address::OnHost(origin) => config.base_url = config.base_url.on_host(origin),
    }
    let instant = options.instant.in_zone(&config.time_zone).unwrap_or_else(|fault| {
        faults.push(fault);
        Timestamp::UNIX_EPOCH
    });
    (config, instant)
}

/// The words of the theme, those that the site has of its own over the built-in ones.
fn words(files: &dyn Files, config: &Config, faults: &mut Vec<Diagnostic>) -> WordList {
    let (words, mut found, list) = word_list(files, &config.language);
    if found.is_empty() {
        found.extend(missing_words(&words, list, config.has_languages()));
    }
    // Two languages may have one list, such as `pt` and `pt-BR`.
    found.retain(|fault| !faults.contains(fault));
    faults.append(&mut found);
    words
}

/// The words in a language, those of the site's own lists over the built-in ones; what is
/// wrong with these lists, and the most exact of them.
pub fn word_list(
    files: &dyn Files,
    language: &Locale,
) -> (WordList, Vec<Diagnostic>, Option<String>) {
    let mut words = WordList::built_in(language);
    let (mut faults, mut list) = (Vec::new(), None);
    let there = files.list(word_list::FOLDER, &mut faults);
    let names = WordList::names(language);
    let all = names.iter().map(|name| word_list::file_of(name));
    for file in all.filter(|file| there.contains(file)) {
        match read_text(files, &file) {
            Ok(text) => faults.extend(words.add(&file, &text)),
            Err(fault) => faults.push(fault),
        }
        list = Some(file);
    }
    (words, faults, list)
}

/// That the theme says something in English on pages of another language.
fn missing_words(
    words: &WordList,
    list: Option<String>,
    has_languages: bool,
) -> Option<Diagnostic> {
    let ((all, lacking), tag) = (words.lacking_on_a_site(has_languages), words.language());
    let message = match lacking {
        0 => return None,
        1 => format!("1 of the theme's {all} texts is not in `{tag}`: readers see it in English"),
        _ => format!(
            "{lacking} of the theme's {all} texts are not in `{tag}`: readers see them in English"
        ),
    };
    let fault = Diagnostic::warning(message).in_file(list.unwrap_or(config::FILE.into()));
    Some(fault.hint(format!(
        "`dateline words {tag}` writes `{}` with a place for each: fill it in",
        word_list::file_of(&tag.to_string())
    )))
}

/// With `site.yaml` at fault nobody knows which folders are sections; taking
/// all of them for one lets the texts be checked without false alarms.
pub(super) fn with_every_folder(mut config: Config, content_files: &[String]) -> Config {
    let names = FileNames::of(&config);
    for file in content_files {
        let parts = names.parts(file);
        let Some(folder) = parts.folders.first().copied() else { continue };
        if Subject::of_folder(folder).is_some() {
            continue;
        }
        if config.sections.iter().all(|section| section.id != folder) {
            config.sections.push(SectionConfig {
                id: folder.into(),
                title: folder.into(),
                description: None,
                aliases: Vec::new(),
            });
        }
    }
    config
}

/// What is wrong with the logos, that of the publisher, which only machines see, and that of the
/// theme: they are not there, or are no pictures.
pub(super) fn faults_of_logos(
    config: &Config,
    statics: &Statics,
    files: &dyn Files,
) -> Vec<Diagnostic> {
    let of_publisher = config.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
    let logos = of_publisher.into_iter().chain(&config.theme.logo);
    let fault = |Placed { value: logo, place }: &Placed<SitePath>| {
        let fault = match statics.files.get(logo) {
            None => Diagnostic::error(format!("there is no file `static{logo}`"))
                .hint("put the logo there, or name another file of `static/`"),
            Some(source) => inspected::no_picture(files, source.own_file()?, config::FILE)?,
        };
        Some(Diagnostic { place: *place, ..fault.in_file(config::FILE) })
    };
    logos.filter_map(fault).collect()
}

/// How large the picture of a podcast has to be: Apple's lists take no other
/// (<https://podcasters.apple.com/support/896-artwork-requirements>).
const SIDES: RangeInclusive<u32> = 1400..=3000;

/// What is wrong with the pictures of podcasts.
pub(super) fn faults_of_podcasts(
    config: &Config,
    statics: &Statics,
    files: &dyn Files,
) -> Vec<Diagnostic> {
    let plan = plan(config);
    let fault = |Podcast { image: Placed { value: image, place }, .. }: &Podcast| {
        let file = statics.files.get(image).and_then(FileSource::own_file);
        let (message, hint) = match file {
            None => (
                format!("there is no file `static{image}`"),
                "put the podcast's picture there, or name another file of `static/`".to_string(),
            ),
            Some(file) => {
                let (what, hint) = fault_of_cover(files, file, &plan)?;
                let message = format!(
                    "`static{image}` is {what}, and podcast directories refuse such a cover"
                );
                (message, hint.to_string())
            }
        };
        let fault = Diagnostic::error(message).in_file(config::FILE).hint(hint);
        Some(Diagnostic { place: *place, ..fault })
    };
    config.podcasts.iter().filter_map(fault).collect()
}

/// What a cover is that podcast directories refuse, and what to do; none if it is right, or is at
/// fault as a file of `static/`.
fn fault_of_cover(files: &dyn Files, file: &str, plan: &Plan) -> Option<(String, &'static str)> {
    const SAVE: &str = "save it as a JPEG in sRGB";
    let head = files.read_head(file, HEAD).ok()?;
    match picture::Format::of_bytes(&head) {
        Some(picture::Format::Jpeg | picture::Format::Png) => {}
        Some(other) => return Some((other.name().into(), SAVE)),
        None if picture::Format::of_name(file).is_some() => return None,
        None => {
            return Some((
                picture::unseen(&head).map_or("no picture", picture::Unseen::name).into(),
                SAVE,
            ));
        }
    }
    let Dimensions { width, height } = pictures::dimensions(file, &head)?;
    if width != height || !SIDES.contains(&width) {
        let hint = "make it a square of 3000 pixels, 1400 at least";
        return Some((format!("{width} × {height}"), hint));
    }
    let facts = &files.look_at_picture(file, plan).ok()?.facts;
    matches!(facts.colours.ink, Ink::Cmyk | Ink::Ycck).then(|| ("in CMYK".into(), SAVE))
}

/// The day of the site at `instant`.
pub(super) fn day(instant: Timestamp, config: &Config) -> Date {
    instant.to_zoned_datetime(config.time_zone.clone()).date()
}
