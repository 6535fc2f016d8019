//! Which file was meant by a link that leads nowhere: one beside, or one of the same name.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::nearest::Folders;
use crate::site::statics::Statics;
use crate::slug::composed;

/// The files of a site by their folders and by their names, made when the first link leads
/// nowhere.
pub struct Beside<'a> {
    files: &'a HashSet<String>,
    statics: &'a Statics,
    folders: OnceLock<Folders<'a>>,
    named: OnceLock<HashMap<String, Vec<&'a str>>>,
}

impl<'a> Beside<'a> {
    /// Of the files of `content/`, by their paths from the site's root, and of `static/`.
    pub fn new(files: &'a HashSet<String>, statics: &'a Statics) -> Self {
        Beside { files, statics, folders: OnceLock::new(), named: OnceLock::new() }
    }

    /// The file that was most likely meant by `file`, from the site's root: that of the same story
    /// in its other form, the only one with this name, however it is capitalized and wherever it is,
    /// or one of the same folder whose name is like it.
    pub fn meant(&self, file: &str) -> Option<String> {
        self.known(file).map(String::from).or_else(|| self.nearest(file))
    }

    /// The same by a link in a text, which hardly leads to a name like that of the text itself.
    pub fn meant_in(&self, text: &str, file: &str) -> Option<String> {
        let nearest = || self.nearest(file).filter(|near| near != text);
        self.known(file).map(String::from).or_else(nearest)
    }

    fn known(&self, file: &str) -> Option<&str> {
        let other_form = other_forms(file).find_map(|other| self.files.get(&other));
        let known = other_form.map(String::as_str).or_else(|| self.of_that_name(file));
        known.or_else(|| self.story(file))
    }

    /// The story that was meant by the address of its page: `talks.html`, `talks/`, or no ending.
    fn story(&self, file: &str) -> Option<&'a str> {
        let stem = file.trim_end_matches('/');
        let stem = stem.strip_suffix(".html").or(stem.strip_suffix(".htm")).unwrap_or(stem);
        if name_of(stem).contains('.') {
            return None;
        }
        let of_folder = [format!("{stem}.md"), format!("{stem}/index.md")];
        let there = of_folder.iter().find_map(|file| self.files.get(file));
        there.map(String::as_str).or_else(|| self.of_that_name(&of_folder[0]))
    }

    /// Of several with that name, the one whose folders are those that were named.
    fn of_that_name(&self, file: &str) -> Option<&'a str> {
        let named = self.named.get_or_init(|| {
            let of_site = self.statics.files.values().filter_map(|source| source.own_file());
            let mut named: HashMap<String, Vec<&str>> = HashMap::new();
            for file in self.files.iter().map(String::as_str).chain(of_site) {
                named.entry(folded(name_of(file))).or_default().push(file);
            }
            // No order of a set is one to rely on.
            named.values_mut().for_each(|files| files.sort_unstable());
            named
        });
        let same = named.get(&folded(name_of(file)))?;
        let wanted = folded(file);
        let mut exact = same.iter().take(MOST_NAMED).filter(|other| folded(other) == wanted);
        match (&same[..], exact.next()) {
            (_, Some(file)) => Some(file),
            ([file], None) => Some(file),
            _ => None,
        }
    }

    /// The file of the same folder that was most likely meant by `file`.
    fn nearest(&self, file: &str) -> Option<String> {
        let (folder, name) = file.rsplit_once('/')?;
        let split = || self.files.iter().filter_map(|file| file.rsplit_once('/')).collect();
        let near = self.folders.get_or_init(split).nearest(folder, name);
        near.map(|name| format!("{folder}/{name}"))
    }
}

/// What the file of a story is called where it has a folder of its own, and where it has none:
/// `talks/index.ru.md` for `talks.ru.md`. Which dot ends the name, nobody can tell.
pub fn other_forms(file: &str) -> impl Iterator<Item = String> {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let without_folder = name.strip_prefix("index.").zip(folder.rsplit_once('/'));
    let without_folder = without_folder.map(|(rest, (outer, own))| format!("{outer}/{own}.{rest}"));
    let with_folder = name.match_indices('.').map(move |(at, _)| {
        let (stem, rest) = name.split_at(at);
        format!("{folder}/{stem}/index{rest}")
    });
    with_folder.chain(without_folder)
}

/// So many files of one name are looked at: nearly all sites have one `index.md` a story.
const MOST_NAMED: usize = 64;

fn name_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// A name in small letters and in one normal form.
fn folded(name: &str) -> String {
    composed(name).to_lowercase()
}
