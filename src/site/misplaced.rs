//! Files that lie or are called as nobody looks for them: stories beside `content/`, authors that are
//! no Markdown, words with another ending.

use std::collections::{BTreeSet, HashSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::site::content;
use crate::site::files::Files;
use crate::site::played::unread;
use crate::site::settings::InLanguage;
use crate::text::front_matter::Subject;
use crate::text::front_page;

/// Folders that other generators keep stories in (Jekyll's `_posts`), or a slip of the name.
const ELSEWHERE: [&str; 8] =
    ["_posts", "_drafts", "posts", "drafts", "stories", "contents", "contnet", "Content"];

/// Those of them that have the folders of `content/` inside.
const LIKE_CONTENT: [&str; 3] = ["contents", "contnet", "Content"];

/// Folders beside `content/` that have a meaning of their own.
const OWN: [&str; 5] = ["content", "templates", "static", "data", "words"];

/// Slips of their names, and what was meant.
const SLIPS: [(&str, &str); 4] =
    [("template", "templates"), ("statics", "static"), ("word", "words"), ("datas", "data")];

/// Where a site keeps its own words.
const WORDS: &str = "words";

/// A warning for each folder beside `content/` that has a name of one in it, and stories; and for
/// files that would be read if they were called otherwise. `content` has the files of `content/`.
pub(super) fn told(
    files: &dyn Files,
    languages: &[InLanguage],
    content: &[String],
) -> Vec<Diagnostic> {
    let sections = languages.iter().flat_map(|language| &language.config.sections);
    let sections: BTreeSet<&str> = sections.map(|section| section.id.as_str()).collect();
    let subjects = Subject::ALL.map(Subject::folder);
    let known = sections.iter().copied().chain(subjects);
    let inside: BTreeSet<&str> = known.filter(|name| !OWN.contains(name)).collect();
    let names: HashSet<&str> = content.iter().map(String::as_str).collect();
    let warning = |folder: &str| {
        let found = files.list(folder, &mut Vec::new());
        // A disk that ignores case lists `content/` once more.
        let is_content = |file: &String| {
            let rest = &file[folder.len()..];
            folder.eq_ignore_ascii_case(content::FOLDER)
                && names.contains(&*format!("{}{rest}", content::FOLDER))
        };
        let mut stories = found.iter().filter(|file| file.ends_with(".md") && !is_content(file));
        let first = stories.next()?;
        let more = match stories.count() {
            0 => String::new(),
            1 => ", nor 1 more".into(),
            more => format!(", nor {more} more"),
        };
        let place = match inside.contains(folder) {
            true => format!("{}/{folder}/", content::FOLDER),
            false => format!("{}/{}", content::FOLDER, folder_inside(folder, first, &sections)),
        };
        let message = format!(
            "readers do not see this file{more} in `{folder}/`: stories belong in `content/`"
        );
        let fault = Diagnostic::warning(message).in_file(first).at(Place::START);
        Some(fault.hint(format!("move what is to be public to `{place}`")))
    };
    let mut told: Vec<Diagnostic> =
        inside.iter().copied().chain(ELSEWHERE).filter_map(warning).collect();
    told.extend(SLIPS.iter().filter_map(|slip| misnamed(files, *slip)));
    told.extend(content.iter().filter_map(|file| unread_in_content(file)));
    let own = languages.iter().flat_map(|language| {
        let others = language.config.languages.iter().map(|other| other.language.to_string());
        others.chain([language.config.language.to_string()])
    });
    told.extend(unread::told(content, &own.collect()));
    let words = files.list(WORDS, &mut Vec::new());
    told.extend(words.iter().filter_map(|file| unread_words(file, &words)));
    told
}

/// A folder whose name has a letter too many or too few.
fn misnamed(files: &dyn Files, (folder, meant): (&str, &str)) -> Option<Diagnostic> {
    let first = files.list(folder, &mut Vec::new()).into_iter().next()?;
    let message = format!("nobody reads this file: what a site has of its own is in `{meant}/`");
    let hint = format!("name the folder `{meant}/`");
    Some(Diagnostic::warning(message).in_file(&first).at(Place::START).hint(hint))
}

/// The folder that stories of `folder`, such as `first`, belong in: the same below `content/`, where
/// that is how the folder is meant.
fn folder_inside(folder: &str, first: &str, sections: &BTreeSet<&str>) -> String {
    let below = first.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    match below.and_then(|below| below.rsplit_once('/')) {
        Some((below, _)) if LIKE_CONTENT.contains(&folder) => format!("{below}/"),
        None if LIKE_CONTENT.contains(&folder) => String::new(),
        _ => format!("{}/", sections.first().copied().unwrap_or("…")),
    }
}

/// A file of `content/` that was meant as a front page, or as one about an author.
fn unread_in_content(file: &str) -> Option<Diagnostic> {
    let (folder, name) = file.rsplit_once('/')?;
    let (stem, _) = name.rsplit_once('.').filter(|(_, ending)| is_yaml(ending))?;
    let (message, hint) = if folder == content::FOLDER && stem == "front" {
        (
            "nobody reads this file: what is on the front page is said beside `site.yaml`",
            format!("move it to `{}`", front_page::FILE),
        )
    } else {
        let is_subject = |subject: &Subject| {
            folder.strip_prefix(content::FOLDER).and_then(|rest| rest.strip_prefix('/'))
                == Some(subject.folder())
        };
        Subject::ALL.iter().find(|subject| is_subject(subject))?;
        (
            "nobody reads this file: what is said of an author, a topic or a series is Markdown",
            format!(
                "name it `{folder}/{stem}.md`, and write a line `---` above and below its fields"
            ),
        )
    };
    Some(Diagnostic::warning(message).in_file(file).at(Place::START).hint(hint))
}

/// A list of words with another ending, or a language in other letters than tags have.
fn unread_words(file: &str, all: &[String]) -> Option<Diagnostic> {
    let (folder, name) = file.rsplit_once('/').filter(|(folder, _)| *folder == WORDS)?;
    let (tag, ending) = name.rsplit_once('.').filter(|(_, ending)| is_yaml(ending))?;
    let (language, rest) = tag.split_at(tag.find('-').unwrap_or(tag.len()));
    let right = format!("{folder}/{}{rest}.yaml", language.to_ascii_lowercase());
    let is_right = ending == "yaml" && language.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_right || all.contains(&right) {
        return None;
    }
    let message = "nobody reads this file: a list of words is called by the tag of its language";
    let hint = format!("name it `{right}`");
    Some(Diagnostic::warning(message).in_file(file).at(Place::START).hint(hint))
}

fn is_yaml(ending: &str) -> bool {
    ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml")
}
