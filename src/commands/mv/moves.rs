//! What is moved where, and the site as it will be.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::versions::{NewPlaces, folders_of_languages, in_its_language};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::routes::EditionId;
use crate::site::{FileNames, Files, is_text};
use crate::slug::{Letters, is_own_slug, slug_of_file};
use crate::source::Folder;
use crate::text::config::SectionConfig;

/// The files that are moved.
pub(super) struct Moves {
    /// What is moved, by its path from the site's root.
    pub from: String,
    pub to: String,
    /// The old id and the new one of a section that is renamed.
    pub section: Option<(String, String)>,
    /// The new path of each file, by its old one.
    pub files: BTreeMap<String, String>,
    /// The new paths.
    new_files: HashSet<String>,
    /// Where the versions of the stories among them are then, also those that are not there.
    places: NewPlaces,
    /// The versions of each story, by what they have in common; none on a site with one language.
    stories: HashMap<String, Vec<String>>,
    names: FileNames,
}

impl Moves {
    /// Of what was typed; `files` are those of `content/`.
    ///
    /// # Errors
    /// That it is nothing, or leads nowhere.
    pub(super) fn of(
        from: &str,
        to: &str,
        files: &[String],
        (sections, letters): (&[SectionConfig], Letters),
        names: FileNames,
    ) -> Result<Self, Diagnostic> {
        let is_section = |id: &str| sections.iter().any(|section| section.id == id);
        let is_bare = |text: &str| !text.contains(['/', '\\', '.']);
        let section = (is_bare(from) && is_bare(to) && is_section(from))
            .then(|| (from.to_string(), to.to_string()));
        if section.is_some() && is_section(to) {
            return Err(Diagnostic::error(format!("there is a section `{to}` already"))
                .hint("move its stories one by one, or a folder of them: `dateline mv content/politics/talks.md content/economy/`"));
        }
        if let Some((_, id)) = &section
            && !is_own_slug(id, letters)
        {
            let hint = match slug_of_file(id, letters) {
                Some(slug) => format!("`dateline mv {from} {slug}`"),
                None => "use letters, digits and hyphens".into(),
            };
            let message =
                format!("`{id}` cannot be the id of a section: it names a folder and a URL");
            return Err(Diagnostic::error(message).hint(hint));
        }
        let from = path(from)?;
        let is_folder = to.ends_with('/');
        let mut to = path(to)?;
        let below = format!("{from}/");
        let all: Vec<&String> =
            files.iter().filter(|file| **file == from || file.starts_with(&below)).collect();
        if all.is_empty() && section.is_none() {
            let ids = sections.iter().map(|section| section.id.as_str());
            let typed = from.strip_prefix("content/").unwrap_or(&from).to_string();
            if let Some(near) = nearest(&typed, ids).filter(|_| is_bare(&typed)) {
                return Err(Diagnostic::error(format!("there is no `{from}`"))
                    .hint(format!("did you mean the section `{near}`?")));
            }
            let known = files.iter().map(String::as_str);
            let hint = match nearest(&from, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "name a file or a folder of `content/`, or a section".into(),
            };
            return Err(Diagnostic::error(format!("there is no `{from}`")).hint(hint));
        }
        let is_there = files.iter().any(|file| file.starts_with(&format!("{to}/")));
        let section_of =
            |path: &str| Some(path.strip_prefix("content/").filter(|id| is_bare(id))?.to_string());
        if let (Some(old), Some(new)) = (section_of(&from), section_of(&to))
            && section.is_none()
            && is_section(&old)
            && !is_section(&new)
            && !is_there
        {
            let message = format!("`{from}` is the folder of a section, and `{new}` is none yet");
            let hint = format!("`dateline mv {old} {new}` renames the section, its settings too");
            return Err(Diagnostic::error(message).hint(hint));
        }
        let name = from.rsplit('/').next().unwrap_or(&from);
        if section.is_none() && (is_folder || is_there) {
            to = format!("{to}/{name}");
        }
        if all.iter().any(|file| **file == from) && is_text(&from) && !is_text(&to) {
            to.push_str(".md");
        }
        to = in_its_language(&from, to, &names);
        if to == from || to.starts_with(&below) {
            return Err(Diagnostic::error(format!("`{to}` is in `{from}` itself"))
                .hint("name another folder, or another name"));
        }
        let moved = |file: &String| (file.clone(), format!("{to}{}", &file[from.len()..]));
        let mut moved: BTreeMap<String, String> = all.into_iter().map(moved).collect();
        let is_of_another_name =
            names.parts(&from).story() != names.parts(&to).story() || !is_text(&from);
        if is_of_another_name {
            for (old, new) in folders_of_languages((&from, &to), files, &names) {
                moved.entry(old).or_insert(new);
            }
        }
        let places = match is_of_another_name {
            true => NewPlaces::of(&moved, names.clone()),
            false => NewPlaces::default(),
        };
        let versions = files.iter().filter_map(|file| Some((file.clone(), places.new_path(file)?)));
        for (old, new) in versions.filter(|(old, new)| old != new) {
            moved.entry(old).or_insert(new);
        }
        let mut stories: HashMap<String, Vec<String>> = HashMap::new();
        for file in files.iter().filter(|file| !names.say_nothing() && is_text(file)) {
            stories.entry(names.parts(file).story()).or_default().push(file.clone());
        }
        let new_files = moved.values().cloned().collect();
        Ok(Moves { from, to, section, files: moved, new_files, places, stories, names })
    }

    /// What the name of a story, of which no file is called exactly so, is after the move for a
    /// text that links to it: `vote.md` stands for `vote.ru.md` in a text in Russian.
    pub(super) fn new_name_of_story(&self, name: &str, in_text: &str) -> Option<String> {
        if !is_text(name) {
            return None;
        }
        let versions = self.stories.get(&self.names.parts(name).story())?;
        let language = self.names.parts(in_text).language();
        let is_meant = |file: &&String| self.names.parts(file).language() == language;
        let meant = versions.iter().find(is_meant).or(versions.first())?;
        Some(self.new_path(meant).unwrap_or(name).to_owned())
    }

    /// Where a text would be, of which a version in another language is moved.
    pub(super) fn new_path_of_version(&self, file: &str) -> Option<String> {
        self.places.new_path(file)
    }

    /// How a link names a file that is moved. One that says no language leads readers to the story
    /// in theirs, and one that says one to that, whatever the name of the file says.
    pub(super) fn new_name(&self, file: &str) -> Option<String> {
        let new = self.new_path(file)?;
        if self.names.say_nothing() || !is_text(file) {
            return Some(new.into());
        }
        let (was, is) = (self.names.parts(file), self.names.parts(new));
        let [before, after] = [&was, &is].map(|parts| parts.language().unwrap_or_default());
        let (folder, name) = new.rsplit_once('/')?;
        let ending = name.rsplit('.').next()?;
        let stem = is.stem;
        Some(match (was.of_name, is.of_name) {
            _ if before != after => new.into(),
            (None, Some(_)) if self.has_first(&was.story()) => format!("{folder}/{stem}.{ending}"),
            (Some(_), None) => format!("{folder}/{stem}.{}.{ending}", self.names.tag(after)),
            _ => new.into(),
        })
    }

    /// Whether a story is there in the first language: its name alone means that.
    fn has_first(&self, story: &str) -> bool {
        let mut versions = self.stories.get(story).into_iter().flatten();
        versions
            .any(|file| self.names.parts(file).language().unwrap_or_default() == EditionId::FIRST)
    }

    /// Whether a file is moved to this path.
    pub(super) fn leads_to(&self, file: &str) -> bool {
        self.new_files.contains(file)
    }

    /// The file of all languages that stands for one which the folder of a language lacks.
    pub(super) fn shared(&self, file: &str) -> Option<String> {
        self.names.shared(file)
    }

    /// Where a file will be, if it is moved.
    pub(super) fn new_path(&self, file: &str) -> Option<&str> {
        self.files.get(file).map(String::as_str)
    }

    /// Refuses to overwrite anything, or to leave the site's folder.
    pub(super) fn refuse_what_is_there(&self, folder: &Folder) -> Result<(), Diagnostic> {
        for file in [&self.from, &self.to].into_iter().chain(self.files.values()) {
            folder.refuse_ways_out(file)?;
        }
        let is_in_it = |new: &str| {
            let rest = new.strip_prefix(self.to.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let versions = self.files.values().filter(|new| !is_in_it(new));
        for new in [&self.to].into_iter().chain(versions) {
            if folder.path(new).symlink_metadata().is_ok() {
                return Err(Diagnostic::error(format!("`{new}` is there already"))
                    .hint("nothing was moved: choose another name"));
            }
        }
        Ok(())
    }
}

/// The path from the site's root, in `content/`.
fn path(typed: &str) -> Result<String, Diagnostic> {
    let typed = typed.trim_end_matches('/').trim_start_matches("./");
    let below = typed.strip_prefix("content/").unwrap_or(typed);
    let fits = |name: &str| !matches!(name, "" | "." | "..") && !name.contains('\\');
    if below.split('/').all(fits) && below != "content" {
        return Ok(format!("content/{below}"));
    }
    Err(Diagnostic::error(format!("`{typed}` is no path in `content/`"))
        .hint("write it from the site's folder, such as `content/politics/talks.md`"))
}

/// The folder of a site as it will be when files are moved and texts edited.
pub(super) struct Moved<'a> {
    folder: &'a Folder,
    moves: &'a Moves,
    old_paths: HashMap<&'a str, &'a str>,
    edited: &'a BTreeMap<String, String>,
}

impl<'a> Moved<'a> {
    pub(super) fn new(
        folder: &'a Folder,
        moves: &'a Moves,
        edited: &'a BTreeMap<String, String>,
    ) -> Self {
        let old = moves.files.iter().map(|(old, new)| (new.as_str(), old.as_str()));
        Moved { folder, moves, old_paths: old.collect(), edited }
    }
}

impl Files for Moved<'_> {
    fn list(&self, folder: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
        let mut files = self.folder.list(folder, diagnostics);
        files.retain(|file| !self.moves.files.contains_key(file));
        let is_below = |file: &&String| {
            file.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        files.extend(self.moves.files.values().filter(is_below).cloned());
        files.sort_unstable();
        files
    }

    fn front_pages(&self) -> Vec<String> {
        self.folder.front_pages()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        match self.edited.get(file) {
            Some(source) => Ok(source.clone().into_bytes()),
            None => self.folder.read(self.old_paths.get(file).unwrap_or(&file)),
        }
    }
}
