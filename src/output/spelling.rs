//! Names that a disk takes as one: those of macOS and Windows, and of memory sticks, pass
//! over capitals, some also over how a letter with an accent is put together.
//!
//! Which names those are each disk knows for itself, so it is asked ([`Names`]); only of
//! names that could be meant ([`folded`]). Two paths of a site that are one on the disk
//! are a fault. A file of an earlier build that is one of the site under another spelling
//! is that file: it is not gone, and it gets the new spelling.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use icu_casemap::CaseMapper;
use icu_normalizer::DecomposingNormalizerBorrowed;

use super::disk::Disk;
use super::list::List;
use super::occupant::{Occupant, look_at};
use super::tree::{Tree, parent_and_name};
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// A disk, to be asked which names it takes as one.
pub(super) struct Names<'a> {
    disk: &'a Disk,
    /// Where it is tried out; nothing stands there.
    folder: PathBuf,
}

impl<'a> Names<'a> {
    pub(super) fn tried_in(disk: &'a Disk, folder: PathBuf) -> Names<'a> {
        Names { disk, folder }
    }

    /// Whether a file that has one of the names is found by the other.
    fn are_one(&self, one: &str, other: &str) -> Result<bool, Diagnostic> {
        let file = self.folder.join(one);
        self.disk.make_folder(&self.folder)?;
        self.disk.write_new(&file, b"")?;
        let found = look_at(&self.folder.join(other))?;
        self.disk.remove_file(&file)?;
        self.disk.remove_empty_folder(&self.folder)?;
        Ok(found != Occupant::Nothing)
    }
}

/// Files and folders of a tree, to be found by other spellings.
struct Alike<'a> {
    tree: &'a Tree<'a>,
    /// Those that are not as [`folded`] makes them, by what it makes of them; in order.
    by_folded: HashMap<String, Vec<&'a str>>,
}

impl<'a> Alike<'a> {
    fn in_tree(tree: &'a Tree<'a>) -> Alike<'a> {
        let mut by_folded: HashMap<String, Vec<&str>> = HashMap::new();
        for path in tree.paths() {
            if let Cow::Owned(folded) = folded(path) {
                by_folded.entry(folded).or_default().push(path);
            }
        }
        by_folded.values_mut().for_each(|paths| paths.sort_unstable());
        Alike { tree, by_folded }
    }

    /// What stands in the same folder as `path` would and may be one with it on a disk,
    /// but for itself.
    fn of<'s>(&'s self, path: &'s str) -> impl Iterator<Item = &'a str> + 's {
        let folded = folded(path);
        let (folder, _) = parent_and_name(path);
        let others = self.by_folded.get(&*folded).into_iter().flatten().copied();
        let as_folded = self.tree.get(&folded);
        let alike = as_folded.into_iter().chain(others);
        alike.filter(move |alike| *alike != path && parent_and_name(alike).0 == folder)
    }
}

/// What all spellings of a path have in common, by the widest rules that a disk may have;
/// borrowed if this is it.
fn folded(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        return match path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(path.to_ascii_lowercase()),
            false => Cow::Borrowed(path),
        };
    }
    let folded = NFD.normalize(path);
    let folded = CaseMapper::new().fold_string(&folded).into_owned();
    let folded = NFD.normalize(&folded);
    if folded == path { Cow::Borrowed(path) } else { Cow::Owned(folded.into_owned()) }
}

/// Refuses paths of the site that are one on the disk.
///
/// # Errors
/// Each two of them.
pub(super) fn refuse_one_for_two(tree: &Tree, names: &Names) -> Result<(), Vec<Diagnostic>> {
    let alike = Alike::in_tree(tree);
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for path in alike.by_folded.values().flatten() {
        // Of two that are both in the table, each finds the other.
        let others = alike.of(path).filter(|other| other > path || is_folded(other));
        pairs.extend(others.map(|other| (*path, other)));
    }
    pairs.sort_unstable();
    let mut faults = Vec::new();
    for (one, other) in pairs {
        let (one_name, other_name) = (parent_and_name(one).1, parent_and_name(other).1);
        if names.are_one(one_name, other_name).map_err(|fault| vec![fault])? {
            faults.push(one_for_two(one, other));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn is_folded(path: &str) -> bool {
    matches!(folded(path), Cow::Borrowed(_))
}

/// The list of an earlier build, as a tree spells what both have.
pub(super) struct Respelled<'a> {
    pub(super) list: List,
    /// The files and folders of the tree that may have another name on the disk, and that.
    pub(super) named: BTreeMap<&'a str, String>,
}

/// Spells the paths of `old` as `tree` does.
pub(super) fn respelled<'a>(
    old: &List,
    tree: &'a Tree<'a>,
    names: &Names,
) -> Result<Respelled<'a>, Diagnostic> {
    let gone: Vec<&str> = old.paths().filter(|path| !tree.has_file(path)).collect();
    if gone.is_empty() {
        return Ok(Respelled { list: old.clone(), named: BTreeMap::new() });
    }
    let alike = Alike::in_tree(tree);
    let mut speller = Speller { alike, names, named: BTreeMap::new(), asked: HashMap::new() };
    let mut changed = HashMap::new();
    for path in gone {
        let spelled = speller.spell(path)?;
        if spelled != path {
            changed.insert(path, spelled);
        }
    }
    Ok(Respelled { list: old.respelled(&changed), named: speller.named })
}

struct Speller<'a, 'n> {
    alike: Alike<'a>,
    names: &'n Names<'n>,
    named: BTreeMap<&'a str, String>,
    /// What the disk said of two names.
    asked: HashMap<(String, &'a str), bool>,
}

impl<'a> Speller<'a, '_> {
    fn spell(&mut self, path: &str) -> Result<String, Diagnostic> {
        let mut spelled = String::with_capacity(path.len());
        for name in path.split('/') {
            let folder = spelled.len();
            if folder > 0 {
                spelled.push('/');
            }
            spelled.push_str(name);
            if let Some(other) = self.other_spelling(&spelled, name)? {
                self.named.insert(other, name.to_owned());
                spelled.truncate(folder);
                spelled.replace_range(.., other);
            }
        }
        Ok(spelled)
    }

    /// What stands in the tree for what is at `path`, where the tree does not have that.
    fn other_spelling(&mut self, path: &str, name: &str) -> Result<Option<&'a str>, Diagnostic> {
        if self.alike.tree.get(path).is_some() {
            return Ok(None);
        }
        let alike: Vec<&str> = self.alike.of(path).collect();
        for other in alike {
            let question = (name.to_owned(), parent_and_name(other).1);
            let is_one = match self.asked.get(&question) {
                Some(answer) => *answer,
                None => self.names.are_one(name, question.1)?,
            };
            self.asked.insert(question, is_one);
            if is_one {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }
}

/// Whether the file that the disk lists at a path is one of `list` under another spelling.
pub(super) fn is_of(list: &List, listed: &str, names: &Names) -> Result<bool, Diagnostic> {
    let folded_of_listed = folded(listed);
    for path in list.paths().filter(|path| folded(path) == folded_of_listed) {
        let mut differing =
            path.split('/').zip(listed.split('/')).filter(|(one, other)| one != other);
        if differing.try_fold(true, |all, (one, other)| Ok(all && names.are_one(one, other)?))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The files of a list, to be found by what the disk makes of their names.
pub(super) struct Spellings<'a> {
    by_folded: HashMap<Cow<'a, str>, Vec<&'a str>>,
}

impl<'a> Spellings<'a> {
    pub(super) fn of(list: &'a List) -> Spellings<'a> {
        let mut by_folded: HashMap<Cow<str>, Vec<&str>> = HashMap::new();
        for path in list.paths() {
            by_folded.entry(folded(path)).or_default().push(path);
        }
        Spellings { by_folded }
    }

    /// Whether the file that the disk lists at a path of `output` is one of these.
    pub(super) fn have(&self, output: &Path, listed: &str) -> bool {
        let Ok(found) = Stamp::at(&output.join(listed)) else { return false };
        let alike = self.by_folded.get(&folded(listed)).into_iter().flatten();
        alike.into_iter().any(|path| Stamp::at(&output.join(path)).is_ok_and(|it| it == found))
    }
}

fn one_for_two(one: &str, other: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the site has both `{one}` and `{other}`, and the disk of the output takes them as one"
    ))
    .hint("give one of them another name, or choose an --output on another disk")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn all_spellings_of_a_name_are_folded_to_one() {
        for spellings in [
            &["talks/logo.txt", "Talks/logo.TXT", "TALKS/LOGO.TXT"][..],
            &["e\u{301}t\u{e9}", "\u{e9}te\u{301}", "\u{c9}T\u{c9}", "\u{c9}TE\u{301}"],
            &["երևան", "ԵՐևԱՆ"],
            &["нижняя", "НИЖНЯЯ", "Нижняя"],
            &["strasse", "STRASSE", "straße", "STRAẞE"],
            &["οδος", "ΟΔΟΣ", "οδοσ"],
        ] {
            let all: HashSet<_> = spellings.iter().map(|spelling| folded(spelling)).collect();
            assert_eq!(all.len(), 1, "{spellings:?} {all:?}");
            let folded = all.into_iter().next().unwrap();
            assert!(is_folded(&folded), "{folded}");
        }
        assert_ne!(folded("talks"), folded("talk"));
        assert_ne!(folded("été"), folded("ete"));
    }
}
