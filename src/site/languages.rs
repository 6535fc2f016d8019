//! What the file of a text and its front matter say of its language.

use std::ops::Range;

use icu_locale::{Locale, LocaleCanonicalizer};

use super::content::TextFile;
use super::file_names::FileNames;
use super::links::file_below;
use super::settings::InLanguage;
use crate::diagnostic::{Diagnostic, Place};
use crate::language::names;
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
    let listed = &in_language.config.languages;
    let is_listed = listed.iter().any(|other| Some(&other.language) == said.locale());
    // `hy-AM` says more than `hy`, and nothing else; `pt-PT` is no `pt-BR` where the site has both.
    let is_own = said.locale().is_some_and(|locale| {
        locale.id.language == own.id.language && (locale == own || !is_listed)
    });
    if is_own {
        return None;
    }
    let tag = said.canonical_tag();
    let place = place(source, yaml).unwrap_or(Place::START);
    let names = FileNames::of(&in_language.config);
    let parts = names.parts(&text.file);
    let renamed = format!("{}.{tag}.md", parts.stem);
    if text.says_language {
        let message = format!("this says `{tag}`, and the file's name or folder says `{own}`");
        // In the folder of a language is nothing of another.
        let folders = [&["content"], &parts.folders[..]].concat().join("/");
        let hint = match (is_listed, parts.of_folder) {
            (true, Some(_)) => {
                format!("delete this line, or move the file to `{folders}/{renamed}`")
            }
            (true, None) => format!("delete this line, or name the file `{renamed}`"),
            (false, _) => "delete this line".into(),
        };
        return Some(Diagnostic::error(message).in_file(&text.file).at(place).hint(hint));
    }
    is_listed.then(|| {
        let message = format!("this story is in `{tag}`, and it stands among those in `{own}`");
        let hint = format!(
            "name its file `{renamed}` to have it among those in `{tag}`, and write its old address into \
             `aliases`; if that file is there, both are one story: keep one of the two"
        );
        Diagnostic::warning(message).in_file(&text.file).at(place).hint(hint)
    })
}

/// That two files are one story in one language. Where one of them says none, another language may
/// have been the first before, or one was added to the site. `versions` are the languages of all
/// versions of the story.
pub(super) fn told_twice(
    [one, other]: [&str; 2],
    versions: &[EditionId],
    names: &FileNames,
) -> Diagnostic {
    let says_language = |file: &str| names.parts(file).language().is_some();
    let (unsaid, said) = match (says_language(one), says_language(other)) {
        (false, true) => (one, other),
        (true, false) => (other, one),
        _ => {
            let message = format!("`{one}` and this file are one story in one language");
            let hint = "delete one of the two, or give it another name";
            return Diagnostic::error(message).in_file(other).at(Place::START).hint(hint);
        }
    };
    let first = names.tag(EditionId::FIRST);
    let message = format!(
        "this file says no language, so it is in `{first}`, the first of `languages`, and \
         `{said}` is the same story in `{first}`"
    );
    let name = unsaid.rsplit('/').next().unwrap_or(unsaid);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let lacking = names.editions().filter(|edition| !versions.contains(edition));
    let lacking: Vec<String> = lacking.map(|edition| names.tag(edition)).collect();
    let otherwise = format!("if both are in `{first}`, delete one of the two");
    let hint = match &lacking[..] {
        [] => "delete one of the two, or give it another name".into(),
        [tag] => format!(
            "if it is in `{tag}`, name it `{stem}.{tag}.md`, or put `{tag}` first in `languages`; \
             {otherwise}"
        ),
        tags => {
            let all: Vec<String> = tags.iter().map(|tag| format!("`{stem}.{tag}.md`")).collect();
            format!("name it by its language: {}; {otherwise}", all.join(" or "))
        }
    };
    Diagnostic::error(message).in_file(unsaid).at(Place::START).hint(hint)
}

/// What is wrong with the language that a text says it is made from: it is none in which a version
/// could be, so that nothing would hold this one. Of a draft, which is public at no moment by
/// itself, it is a warning.
pub(super) fn fault_of_original(
    text: &TextFile,
    facts: &FrontMatter,
    in_language: &InLanguage,
    (source, yaml): (&str, Range<usize>),
) -> Option<Diagnostic> {
    let said = facts.translation_of.as_deref()?;
    let config = &in_language.config;
    let is_own = said == config.language.to_string();
    let is_elsewhere = || {
        let mut named = facts.translations.iter().filter(|named| named.language == said);
        named.any(|named| is_elsewhere(&named.target.value, config))
    };
    let is_known = edition_in(config, said).is_some() || is_elsewhere();
    if is_known && !is_own {
        return None;
    }
    let message = match is_own {
        true => format!("this version is in `{said}`, and says that it is made from that"),
        false => format!(
            "`{said}` is not among the `languages` of site.yaml, so nothing holds this version until its \
             original is public"
        ),
    };
    let line = |tag: &String| format!("`translation_of: {tag}`");
    let has_others = others(config).next().is_some();
    let hint = match meant(said, config) {
        Some(tag) => format!("write {}", line(&tag)),
        None if has_others => {
            let others = others(config).map(|tag| line(&tag)).collect::<Vec<_>>().join(" or ");
            format!("write {others}; if it is made from none of these, delete this line")
        }
        None => "delete this line: the site has no other language".into(),
    };
    let place = place_of(&["translation_of"], source, yaml).unwrap_or(Place::START);
    // Where there is one language alone, there is nothing to wait for.
    let fault = match facts.draft || !has_others {
        true => Diagnostic::warning(message),
        false => Diagnostic::error(message),
    };
    Some(fault.in_file(&text.file).at(place).hint(hint))
}

/// The tags of the site's languages, without the one that these settings are of.
fn others(config: &Config) -> impl Iterator<Item = String> {
    let others = config.languages.iter().filter(|other| other.language != config.language);
    others.map(|other| other.language.to_string())
}

/// The other language of the site that was meant by a tag which is that of none, if it is one alone:
/// `hy` by `hy-AM`, as systems write it, and by `hye` and `arm`, as librarians do.
fn meant(said: &str, config: &Config) -> Option<String> {
    let known = names::tag_of(said);
    let mut locale = Locale::try_from_str(known.as_deref().unwrap_or(said)).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    let is_like_it = |tag: &String| {
        let other = Locale::try_from_str(tag).ok();
        other.is_some_and(|other| other.id.language == locale.id.language)
    };
    let like_it: Vec<String> = others(config).filter(is_like_it).collect();
    match &like_it[..] {
        [one] => Some(one.clone()),
        _ => like_it.into_iter().find(|tag| *tag == locale.to_string()),
    }
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
    let elsewhere = named.filter(|named| is_elsewhere(&named.target.value, config));
    elsewhere.filter_map(|named| edition_in(config, &named.language)).collect()
}

/// Whether a version is on another site. An address of the site itself is one of its texts, or of
/// none that anybody knows.
fn is_elsewhere(target: &str, config: &Config) -> bool {
    absolute_http(target).is_some() && config.own_path(target).is_none()
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
