//! What each file of `content/` is, by its path alone.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::file_names::{FileNames, NameParts, is_language};
use super::misnamed::misnamed;
use super::out_of_place::{other_ending, too_deep};
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::{Names, nearest};
use crate::routes::EditionId;
use crate::slug::composed;
use crate::text::config::{self, SectionConfig};
use crate::text::front_matter::Subject;

/// The folder of texts.
pub const FOLDER: &str = "content";

/// A text, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// The file's path from the site's root.
    pub file: String,
    /// The language that it is in.
    pub edition: EditionId,
    /// Whether its name or its folder says so.
    pub says_language: bool,
    /// What the story's versions in all languages have in common.
    pub story: Box<str>,
    /// Where it belongs.
    pub belongs: Belongs,
    /// What its slug is made from: the file's name without language and ending, or its folder's
    /// name.
    pub stem: String,
}

/// Where a text belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// To a section of its language, by its index.
    Section(usize),
    /// To none: a standing page.
    Standing,
    /// To what it tells about, in `authors/`, `topics/` or `series/`.
    About(Subject),
    /// To a section that is not in site.yaml, which is an error. Its text is looked
    /// at all the same, so that what else is wrong with it is told in the same run.
    Nowhere,
}

/// What the files of `content/` are told apart by.
pub struct Classification<'a> {
    names: &'a FileNames,
    /// The sections of each language.
    sections: Vec<&'a [SectionConfig]>,
    /// The numbers of these, by their ids.
    by_id: Vec<HashMap<&'a str, usize>>,
}

impl<'a> Classification<'a> {
    /// By the languages of a site, and the sections of each.
    pub fn new(
        names: &'a FileNames,
        sections: impl IntoIterator<Item = &'a [SectionConfig]>,
    ) -> Self {
        let sections: Vec<&[SectionConfig]> = sections.into_iter().collect();
        let by_id = |sections: &&'a [SectionConfig]| -> HashMap<&'a str, usize> {
            sections.iter().zip(0..).map(|(section, at)| (section.id.as_str(), at)).collect()
        };
        Classification { names, by_id: sections.iter().map(by_id).collect(), sections }
    }

    /// The texts among `files`, the files of `content/`.
    pub fn texts<'f>(
        &self,
        files: impl Iterator<Item = &'f str>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<TextFile> {
        let mut texts = Vec::new();
        let mut strangers: BTreeMap<(String, EditionId), Vec<&str>> = BTreeMap::new();
        for file in files {
            match self.kind(file) {
                Kind::Text(text) => texts.push(text),
                Kind::Attachment => {}
                Kind::OfUnknownSection(folder, text) => {
                    strangers.entry((folder, text.edition)).or_default().push(file);
                    texts.push(text);
                }
                Kind::Misplaced(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        diagnostics.extend(copies(&texts));
        let unsaid = texts.iter().filter(|text| !text.says_language);
        diagnostics.extend(misnamed(unsaid.map(|text| &*text.file), self.names));
        if !strangers.is_empty() {
            let subjects = Subject::ALL.map(Subject::folder);
            let names =
                self.sections.iter().map(|sections| ids(sections).chain(subjects).collect());
            let names: Vec<Names> = names.collect();
            let unknown = strangers.iter().map(|((folder, edition), files)| {
                self.unknown_section(folder, *edition, files, &names[edition.0])
            });
            diagnostics.extend(unknown);
        }
        texts
    }

    fn kind(&self, file: &str) -> Kind {
        let Some(name) = file.split('/').skip(1).last() else { return Kind::Attachment };
        if markdown_stem(name).is_none() {
            return match is_other_markdown(name) || is_almost_markdown(name) {
                true => Kind::Misplaced(other_ending(file)),
                false => Kind::Attachment,
            };
        }
        let parts = self.names.parts(file);
        if let Some(fault) = self.language_fault(file, name, &parts) {
            return Kind::Misplaced(fault);
        }
        let edition = parts.language().unwrap_or_default();
        let by_id = &self.by_id[edition.0];
        let NameParts { folders, stem, .. } = &parts;
        // macOS writes the names of folders in another normal form than people.
        let section = folders.first().and_then(|folder| by_id.get(&*composed(folder)).copied());
        let text_file = |belongs, stem: &str| TextFile {
            file: file.into(),
            edition,
            says_language: parts.language().is_some(),
            // Without languages, no other text is a version of it.
            story: if self.names.say_nothing() { "".into() } else { parts.story().into() },
            belongs,
            stem: stem.into(),
        };
        let text = |belongs, stem| Kind::Text(text_file(belongs, stem));
        // A section of that name has been there longer.
        let subject = match section {
            Some(_) => None,
            None => folders.first().and_then(|folder| Subject::of_folder(&composed(folder))),
        };
        let about = subject.and_then(|subject| match (&folders[..], *stem) {
            ([_], "index") => None,
            ([_], stem) => Some((subject, stem)),
            ([_, folder], "index") => Some((subject, *folder)),
            _ => None,
        });
        if let Some((subject, stem)) = about {
            return text(Belongs::About(subject), stem);
        }
        if let (Some(subject), [_, .., folder]) = (subject, &folders[..]) {
            let name = if *stem == "index" { folder } else { stem };
            return Kind::Misplaced(too_deep(file, (subject, name), &parts, self.names));
        }
        match (&folders[..], section, *stem) {
            ([], _, "index") => Kind::Misplaced(
                Diagnostic::error(
                    "the front page is made from the stories and has no text of its own",
                )
                .in_file(file)
                .at(Place::START)
                .hint("give the file another name, such as `content/about.md`"),
            ),
            ([], _, stem) => text(Belongs::Standing, stem),
            ([_], Some(_), "index") => Kind::Misplaced(
                Diagnostic::error(
                    "a section's page is made from its stories and has no text of its own",
                )
                .in_file(file)
                .at(Place::START)
                .hint("write what it should say as the section's `description` in site.yaml"),
            ),
            ([.., folder], Some(section), "index") => text(Belongs::Section(section), folder),
            (_, Some(section), stem) => text(Belongs::Section(section), stem),
            ([folder], None, "index") => text(Belongs::Standing, folder),
            ([folder, ..], None, _) => {
                Kind::OfUnknownSection((*folder).into(), text_file(Belongs::Nowhere, stem))
            }
        }
    }

    /// What is wrong with the language that a name says.
    fn language_fault(&self, file: &str, name: &str, parts: &NameParts<'_>) -> Option<Diagnostic> {
        let fault = |message: String, hint: String| {
            Some(Diagnostic::error(message).in_file(file).at(Place::START).hint(hint))
        };
        if let (Some(folder), Some(named)) = (parts.of_folder, parts.of_name)
            && folder != named
        {
            let [folder, named] = [folder, named].map(|language| self.names.tag(language));
            let message = format!("the file's name says `{named}`, and its folder `{folder}`");
            let hint =
                format!("name it `{}.md`, or move it out of `content/{folder}/`", parts.stem);
            return fault(message, hint);
        }
        if let Some(tag) = parts.unlisted {
            let stem = parts.stem.strip_suffix(tag).unwrap_or(parts.stem).trim_end_matches('.');
            let message =
                format!("`{name}` is in `{tag}`, which is not among the `languages` of site.yaml");
            let otherwise = format!(
                "if `{tag}` is no language here, name the file `{stem}-{tag}.md`, which has the same address"
            );
            let hint = match self.names.meant(tag).map(|language| self.names.tag(language)) {
                Some(meant) => format!(
                    "name the file `{stem}.{meant}.md`; for an edition of its own, add `{tag}: {{title: …}}` \
                     to them; {otherwise}"
                ),
                None => format!("add `{tag}: {{title: …}}` to them, with its title; {otherwise}"),
            };
            return fault(message, hint);
        }
        None
    }

    fn unknown_section(
        &self,
        folder: &str,
        edition: EditionId,
        files: &[&str],
        names: &Names,
    ) -> Diagnostic {
        let others = match files.len() - 1 {
            0 => String::new(),
            1 => ", and one more there".into(),
            more => format!(", and {more} more there"),
        };
        let is_of_others = self.by_id.iter().any(|by_id| by_id.contains_key(folder));
        let (place, sections) = match is_of_others {
            true => {
                let tag = self.names.tag(edition);
                (format!("among the sections of `{tag}`"), format!("the sections of `{tag}`"))
            }
            false => ("in site.yaml".into(), "`sections`".into()),
        };
        let language = self.names.meant(folder).filter(|_| self.names.listed(folder).is_none());
        let hint = match names.nearest(folder) {
            _ if language.is_some() => {
                let tag = language.map(|language| self.names.tag(language)).unwrap_or_default();
                format!("name the folder of that language as its tag: `content/{tag}/`")
            }
            None if let Some(subject) = subject_called(folder) => format!(
                "did you mean `content/{}/`? Or add `{folder}` to {sections}",
                subject.folder()
            ),
            Some(near) => {
                format!("did you mean `content/{near}/`? Or add `{folder}` to {sections}")
            }
            None if is_of_others => {
                format!("add `{folder}` to {sections} in {}, or move it", config::FILE)
            }
            None if self.names.listed(folder).is_some() => {
                "the folder of a language is in `content/` itself: move the files up, or name the \
                 folder otherwise"
                    .into()
            }
            None if !self.names.say_nothing() && is_language(&folder.replace('_', "-")) => {
                let tag = folder.replace('_', "-");
                let named = match tag == folder {
                    true => String::new(),
                    false => format!(", and name the folder `content/{tag}/`"),
                };
                format!(
                    "add `{tag}: {{title: …}}` to the `languages` of {}, with its title{named}",
                    config::FILE
                )
            }
            None => format!(
                "add `{folder}` to `sections` in site.yaml, or move it to `content/` itself to make a page"
            ),
        };
        let message = format!("the section `{folder}` of this story{others} is not {place}");
        Diagnostic::error(message).in_file(files[0]).at(Place::START).hint(hint)
    }
}

/// What other programs call the folder of texts about tags, and that of authors.
fn subject_called(folder: &str) -> Option<Subject> {
    match &*folder.to_lowercase() {
        "tags" | "tag" | "categories" | "category" => Some(Subject::Topic),
        "writers" | "reporters" | "journalists" | "contributors" => Some(Subject::Author),
        _ => None,
    }
}

fn ids(sections: &[SectionConfig]) -> impl Iterator<Item = &str> {
    sections.iter().map(|section| section.id.as_str())
}

enum Kind {
    Text(TextFile),
    Attachment,
    OfUnknownSection(String, TextFile),
    Misplaced(Diagnostic),
}

/// A warning for each file whose name says that it is a copy of another that is there.
fn copies(texts: &[TextFile]) -> Vec<Diagnostic> {
    let likely: Vec<(&str, String)> =
        texts.iter().filter_map(|text| Some((&*text.file, original(&text.file)?))).collect();
    // Few sites have any, and the names of all files take time.
    if likely.is_empty() {
        return Vec::new();
    }
    let there: HashSet<&str> = texts.iter().map(|text| &*text.file).collect();
    let told = likely.into_iter().filter(|(_, original)| there.contains(&**original));
    let warning = |(file, original): (&str, String)| {
        Diagnostic::warning(format!(
            "this is a copy of `{original}` by its name, and both are stories"
        ))
        .in_file(file)
        .at(Place::START)
        .hint("delete it, or give it a name of its own")
    };
    told.map(warning).collect()
}

/// The file of which one with this name is a copy: as Windows (`talks - Copy (2).md`), macOS
/// (`talks copy 2.md`) and browsers (`talks (2).md`) name them.
fn original(file: &str) -> Option<String> {
    let (stem, ending) = file.rsplit_once('.')?;
    let without_number = match stem.rsplit_once(' ') {
        Some((front, number)) if is_number(number) && front.ends_with(" copy") => front,
        Some((front, number)) if is_number_in_brackets(number) => front,
        _ => stem,
    };
    let copied = [" - Copy", " copy"].into_iter().find_map(|end| without_number.strip_suffix(end));
    let original = copied.unwrap_or(without_number);
    (original != stem && !original.ends_with('/')).then(|| format!("{original}.{ending}"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number_in_brackets(text: &str) -> bool {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).is_some_and(is_number)
}

/// Whether a file, by its path from the site's root, is a text.
pub fn is_text(file: &str) -> bool {
    file.starts_with("content/") && markdown_stem(file).is_some()
}

fn markdown_stem(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    ending.eq_ignore_ascii_case("md").then_some(stem)
}

/// Whether other programs take a file with this name for a text.
pub(super) fn is_other_markdown(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    matches!(ending.as_str(), "markdown" | "mdown" | "mkd" | "mdx")
}

/// Whether a name ends in `.md` but for a slip of the keyboard or of a file manager.
fn is_almost_markdown(name: &str) -> bool {
    const SLIPS: [&str; 10] = ["m", "nd", "dm", "mf", "ms", "mdd", "mmd", "msd", "mad", "mdc"];
    let plain = name.trim_end_matches(['.', ' ', ',', '~', '_']).to_lowercase();
    if plain.len() < name.len() && plain.ends_with(".md") || plain.ends_with(",md") {
        return true;
    }
    let Some((stem, ending)) = plain.rsplit_once('.') else { return false };
    let is_slip = ending.len() > 5 && nearest(ending, ["markdown"]).is_some();
    !stem.is_empty() && (is_slip || SLIPS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_miss_their_ending_are_known() {
        for name in ["a.md ", "a.md.", "a,md", "a.m", "a.nd", "a.markdwon", "a.MD~", "a.mdd"] {
            assert!(is_almost_markdown(name), "{name}");
        }
        for name in ["a", "a.mp3", "a.mp4", "a.jpg", "a.mov", "a.csv", "a.marker", "LICENSE", ".m"]
        {
            assert!(!is_almost_markdown(name), "{name}");
        }
    }

    fn told_apart(files: &[&str]) -> (Vec<String>, Vec<String>) {
        let section = |id: &str| SectionConfig {
            id: id.into(),
            title: id.into(),
            description: None,
            aliases: Vec::new(),
        };
        let mut diagnostics = Vec::new();
        let sections = [section("politics"), section("economy")];
        let names = FileNames::default();
        let texts = Classification::new(&names, [&sections[..]])
            .texts(files.iter().copied(), &mut diagnostics)
            .iter()
            .map(|text| format!("{:?} {} {}", text.belongs, text.stem, text.file))
            .collect();
        (texts, diagnostics.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_path_says_what_a_file_is() {
        let (texts, faults) = told_apart(&[
            "content/about.md",
            "content/contact/index.md",
            "content/economy/prices/chart.png",
            "content/economy/prices/index.md",
            "content/politics/2026/talks.md",
            "content/politics/vote.MD",
        ]);
        assert_eq!(
            texts,
            [
                "Standing about content/about.md",
                "Standing contact content/contact/index.md",
                "Section(1) prices content/economy/prices/index.md",
                "Section(0) talks content/politics/2026/talks.md",
                "Section(0) vote content/politics/vote.MD",
            ]
        );
        assert_eq!(faults, [""; 0]);
    }

    #[test]
    fn what_is_out_of_place_is_told() {
        let (texts, faults) = told_apart(&[
            "content/index.md",
            "content/politcs/a.md",
            "content/politcs/b.md",
            "content/politics/index.md",
            "content/politics/x.markdown",
        ]);
        assert_eq!(texts, ["Nowhere a content/politcs/a.md", "Nowhere b content/politcs/b.md"]);
        assert_eq!(faults.len(), 4);
        assert_eq!(
            faults[3],
            "error: the section `politcs` of this story, and one more there is not in site.yaml (content/politcs/a.md:1:1)"
        );
    }

    #[test]
    fn a_file_about_an_author_lies_beside_the_others() {
        let (texts, faults) = told_apart(&[
            "content/authors/anna.md",
            "content/authors/ben/index.md",
            "content/authors/water/cleo.md",
            "content/series/2026/dam/index.md",
            "content/topic/water.md",
        ]);
        assert_eq!(
            texts,
            [
                "About(Author) anna content/authors/anna.md",
                "About(Author) ben content/authors/ben/index.md",
                "Nowhere water content/topic/water.md",
            ]
        );
        assert_eq!(
            faults,
            [
                "error: a file about an author lies in `content/authors/` itself (content/authors/water/cleo.md:1:1)",
                "error: a file about a series lies in `content/series/` itself (content/series/2026/dam/index.md:1:1)",
                "error: the section `topic` of this story is not in site.yaml (content/topic/water.md:1:1)",
            ]
        );
    }
}
