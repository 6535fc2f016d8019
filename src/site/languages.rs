//! What the file of a text and its front matter say of its language.

use std::ops::Range;

use super::content::TextFile;
use super::file_names::FileNames;
use super::links::file_below;
use super::settings::InLanguage;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::tag::Language;
use crate::routes::EditionId;
use crate::text::config::{Config, absolute_http};
use crate::text::front_matter::FrontMatter;
use crate::url::SitePath;

/// What is wrong with the language that a text says it is in, on a site with several. Where the
/// name of its file says another, nobody can tell which is right. Where that says nothing, the
/// text stays among those of the first language, where readers have known it.
pub(super) fn fault(
    text: &TextFile,
    facts: &FrontMatter,
    in_language: &InLanguage,
    (source, yaml): (&str, Range<usize>),
) -> Option<Diagnostic> {
    let said = facts.language.as_ref()?;
    let own = &in_language.config.language;
    // `hy-AM` says more than `hy`, and nothing else.
    let is_own = said.locale().is_some_and(|locale| locale.id.language == own.id.language);
    if is_own {
        return None;
    }
    let tag = said.canonical_tag();
    let place = place(source, yaml).unwrap_or(Place::START);
    let name = text.file.rsplit('/').next().unwrap_or(&text.file);
    let listed = &in_language.config.languages;
    let is_listed = listed.iter().any(|other| Some(&other.language) == said.locale());
    let renamed = match name.split('.').next() {
        Some("index") => format!("index.{tag}.md"),
        _ => format!("{}.{tag}.md", text.stem),
    };
    if text.says_language {
        let message = format!("this says `{tag}`, and the file's name or folder says `{own}`");
        let hint = match is_listed {
            true => format!("delete this line, or name the file `{renamed}`"),
            false => "delete this line".into(),
        };
        return Some(Diagnostic::error(message).in_file(&text.file).at(place).hint(hint));
    }
    is_listed.then(|| {
        let message = format!("this story is in `{tag}`, and it stands among those in `{own}`");
        let hint = format!(
            "name its file `{renamed}` to have it among those in `{tag}`, and write its old address into \
             `aliases`"
        );
        Diagnostic::warning(message).in_file(&text.file).at(place).hint(hint)
    })
}

/// What is wrong with the language that a text says it is made from.
pub(super) fn fault_of_original(
    text: &TextFile,
    facts: &FrontMatter,
    in_language: &InLanguage,
    (source, yaml): (&str, Range<usize>),
) -> Option<Diagnostic> {
    let said = facts.translation_of.as_deref()?;
    let config = &in_language.config;
    let tags: Vec<String> =
        config.languages.iter().map(|other| other.language.to_string()).collect();
    let is_own = said == config.language.to_string();
    if tags.iter().any(|tag| tag == said) && !is_own {
        return None;
    }
    let message = match is_own {
        true => format!("this version is in `{said}`, and says that it is made from that"),
        false => format!("`{said}` is not among the `languages` of site.yaml"),
    };
    let others = tags.iter().filter(|tag| **tag != config.language.to_string());
    let lines: Vec<String> = others.map(|tag| format!("`translation_of: {tag}`")).collect();
    let hint = format!("write {}, or delete this line", lines.join(" or "));
    let place = place_of(&["translation_of"], source, yaml).unwrap_or(Place::START);
    Some(Diagnostic::warning(message).in_file(&text.file).at(place).hint(hint))
}

/// In which of the site's languages the version is that a text is made from.
pub(super) fn made_from(facts: &FrontMatter, config: &Config) -> Option<EditionId> {
    edition_in(config, facts.translation_of.as_deref()?)
}

fn edition_in(config: &Config, tag: &str) -> Option<EditionId> {
    let mut languages = config.languages.iter();
    languages.position(|other| other.language.to_string() == tag).map(EditionId)
}

/// In which of the site's languages the versions are that a text names on other sites.
pub(super) fn named_elsewhere(facts: &FrontMatter, config: &Config) -> Box<[EditionId]> {
    let named = facts.translations.iter();
    let elsewhere = named.filter(|named| absolute_http(&named.target.value).is_some());
    elsewhere.filter_map(|named| edition_in(config, &named.language)).collect()
}

/// The stories that a text names as versions of itself, by what the versions of each have in common.
pub(super) fn named_stories(file: &str, facts: &FrontMatter, config: &Config) -> Box<[Box<str>]> {
    if facts.translations.is_empty() {
        return Box::default();
    }
    let names = FileNames::of(config);
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = facts.translations.iter().map(|named| named.target.value.as_str());
    let files = targets.filter(|target| absolute_http(target).is_none());
    let files = files.filter_map(|target| file_below(folder, target));
    files.map(|file| names.parts(&file).story().into()).collect()
}

/// Where the language is written: in `language`, or in `lang` below `extra`.
fn place(source: &str, yaml: Range<usize>) -> Option<Place> {
    place_of(&["language", "lang"], source, yaml)
}

fn place_of(names: &[&str], source: &str, yaml: Range<usize>) -> Option<Place> {
    let mut start = yaml.start;
    for line in source.get(yaml)?.split_inclusive('\n') {
        let field = line.trim_start();
        let is_it = names.iter().any(|name| {
            field.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(':'))
        });
        let is_lang = || names.contains(&"lang") && line.contains("lang:");
        if is_it || line.starts_with("extra:") && is_lang() {
            let begin = start + line.len() - field.len();
            return Some(Place::of_bytes(source, begin..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

impl InLanguage {
    /// Writes the facts of a text as the language has them.
    pub(super) fn adapt(&self, facts: &mut FrontMatter) {
        let own = self.config.language.to_string();
        if facts.language.as_ref().map(Language::canonical_tag) == Some(own) {
            facts.language = None;
        }
        for author in &mut facts.authors {
            if let Some(own) = self.authors.get(author) {
                author.clone_from(own);
            }
        }
    }

    /// What stands before the places of its stories in feeds, so that no two versions of a story
    /// are one to readers' programs. Those of the first language have always been known without.
    pub(super) fn feed_folder(&self) -> Option<String> {
        (self.edition != EditionId::FIRST).then(|| self.config.language.to_string())
    }

    /// Where the standing page with this slug is.
    pub(super) fn page(&self, slug: &str) -> Option<SitePath> {
        SitePath::new(&format!("{}{slug}/", self.paths.home()))
    }
}
