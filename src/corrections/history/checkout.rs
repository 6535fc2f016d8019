//! What lies between the history and the files on the disk: the index of git, and what
//! gives a repository another history than its commits have.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::git::Repository;
use crate::diagnostic::Diagnostic;

/// The files of a folder that git knows of, with paths from it.
#[derive(Debug)]
pub struct Checkout {
    tracked: Vec<Tracked>,
}

#[derive(Debug, PartialEq, Eq)]
struct Tracked {
    /// What `git ls-files -v` says of it.
    tag: u8,
    path: Vec<u8>,
}

impl Checkout {
    fn read(listed: &[u8]) -> Self {
        let entries = listed.split(|byte| *byte == 0);
        let tracked = entries.filter_map(|entry| match entry {
            [tag, b' ', path @ ..] => Some(Tracked { tag: *tag, path: path.to_vec() }),
            _ => None,
        });
        Checkout { tracked: tracked.collect() }
    }

    /// Those of `files` at which git does not look on the disk: it does not know them,
    /// they are of a sparse checkout, or `git update-index` assumes them unchanged.
    pub(super) fn unwatched<'a>(&self, files: &[&'a str]) -> Vec<&'a str> {
        let watched = self.tracked.iter().filter(|file| !file.is_left_out() && !file.is_assumed());
        let watched: HashSet<&[u8]> = watched.map(|file| &file.path[..]).collect();
        let unwatched = files.iter().filter(|file| !watched.contains(file.as_bytes()));
        unwatched.copied().collect()
    }

    /// How many texts of `folder` are left out by a sparse checkout.
    pub fn texts_left_out(&self, folder: &Path) -> usize {
        let texts = self.tracked.iter().filter(|file| file.is_left_out() && file.is_text());
        texts.filter(|file| !folder.join(&*String::from_utf8_lossy(&file.path)).exists()).count()
    }

    /// How git writes this path, if with letters of another case: a disk may ignore
    /// that.
    pub fn in_another_case(&self, path: &str) -> Option<&str> {
        let lower = path.to_lowercase();
        let known = self.tracked.iter().filter_map(|file| str::from_utf8(&file.path).ok());
        known.filter(|known| *known != path).find(|known| known.to_lowercase() == lower)
    }
}

impl Tracked {
    fn is_left_out(&self) -> bool {
        self.tag.eq_ignore_ascii_case(&b'S')
    }

    fn is_assumed(&self) -> bool {
        self.tag.is_ascii_lowercase()
    }

    fn is_text(&self) -> bool {
        self.path.to_ascii_lowercase().ends_with(b".md")
    }
}

impl Repository {
    /// The files of the folder that git knows of.
    ///
    /// # Errors
    /// That git failed.
    pub fn checkout(&self) -> Result<Checkout, Diagnostic> {
        Ok(Checkout::read(&self.answer(&["ls-files", "-v", "-z", "--", "."])?))
    }

    /// Whether `git replace`, or the file of grafts before it, gives the repository
    /// another history than its commits have. It is not looked at: it may leave out a
    /// change, and no other clone has it.
    ///
    /// # Errors
    /// That git failed.
    pub fn has_replacements(&self) -> Result<bool, Diagnostic> {
        let replaced = ["for-each-ref", "--count=1", "--format=x", "refs/replace/"];
        let place = self.answer(&["rev-parse", "--git-common-dir"])?;
        let place = self.folder().join(String::from_utf8_lossy(&place).trim_end_matches('\n'));
        let grafts = fs::metadata(place.join("info/grafts"));
        Ok(grafts.is_ok_and(|grafts| grafts.len() > 0) || !self.answer(&replaced)?.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_does_not_look_at_is_told_apart() {
        let checkout = Checkout::read(b"H a.md\0h b c.md\0S no/d.MD\0s e.svg\0M f.md\0");
        let files = ["a.md", "b c.md", "no/d.MD", "e.svg", "f.md", "g.md"];
        assert_eq!(checkout.unwatched(&files), ["b c.md", "no/d.MD", "e.svg", "g.md"]);
        assert_eq!(checkout.texts_left_out(Path::new("/nowhere")), 1);
        assert_eq!(checkout.in_another_case("NO/d.md"), Some("no/d.MD"));
        assert_eq!(checkout.in_another_case("no/d.MD"), None);
        assert_eq!(checkout.in_another_case("no/e.md"), None);
        assert_eq!(Checkout::read(b"").unwatched(&files), files);
    }
}
