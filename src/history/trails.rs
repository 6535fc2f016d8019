//! Following each text back through its commits and its names.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use super::log::{Changed, Entry};
use crate::corrections::Commit;

/// What a file was from one commit on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// The commit, as its place in [`History::commits`]; none if it is not committed.
    pub commit: Option<usize>,
    /// Where it was then, from the folder.
    pub path: String,
    /// What was in it.
    pub content: Content,
}

/// What was in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The blob with this id.
    Blob(String),
    /// What is on the disk.
    OnDisk,
    /// Nothing: there was no such file.
    Gone,
}

impl FileVersion {
    fn on_disk(path: String) -> Self {
        FileVersion { commit: None, path, content: Content::OnDisk }
    }
}

/// What a repository tells of texts.
#[derive(Debug, Default)]
pub struct History {
    /// The commits of the branch, the newest first.
    pub commits: Vec<Arc<Commit>>,
    /// The versions of each text, the newest first.
    pub versions: Vec<Vec<FileVersion>>,
}

/// The texts that are followed, from the newest change to the oldest.
pub(super) struct Trails {
    /// At which path each text was, at the moment that is looked at.
    at: HashMap<Vec<u8>, usize>,
    /// What came in. The changes that come in next are those of its last commit.
    history: History,
    /// Renames of that commit: text, new path, old path.
    renamed: Vec<(usize, Vec<u8>, Vec<u8>)>,
}

impl Trails {
    pub fn new(files: &[&str]) -> Self {
        let at = files.iter().map(|file| file.as_bytes().to_vec()).zip(0..).collect();
        let history = History { versions: vec![Vec::new(); files.len()], ..History::default() };
        Trails { at, history, renamed: Vec::new() }
    }

    /// Takes in the next piece of what git tells, newest commit first.
    pub fn take(&mut self, entry: Entry) {
        match entry {
            Entry::Commit(commit) => {
                self.end_commit();
                self.history.commits.push(Arc::new(commit));
            }
            Entry::Changed(changed) => self.changed(changed),
        }
    }

    fn changed(&mut self, changed: Changed) {
        let Changed { from, to, blob } = changed;
        let Some(&text) = self.at.get(&to) else { return };
        let commit = self.history.commits.len().checked_sub(1);
        let content = match (commit, blob) {
            // What differs from the last commit is on the disk, since every text
            // that is followed is there.
            (None, _) => Content::OnDisk,
            (Some(_), Some(blob)) => Content::Blob(blob),
            (Some(_), None) => Content::Gone,
        };
        let path = String::from_utf8_lossy(&to).into_owned();
        self.history.versions[text].push(FileVersion { commit, path, content });
        if from != to {
            self.renamed.push((text, to, from));
        }
    }

    /// Takes in, before the first commit, that git does not look at this text on the
    /// disk: it may be another one there.
    pub fn unknown_on_disk(&mut self, file: &str) {
        let Some(&text) = self.at.get(file.as_bytes()) else { return };
        let versions = &mut self.history.versions[text];
        if versions.is_empty() {
            versions.push(FileVersion::on_disk(file.into()));
        }
    }

    /// Goes back over the renames of a commit, all at once: two files may have
    /// changed their names with each other. Of two texts that were at a path, the
    /// one that was renamed is older than the one that is there now.
    pub fn end_commit(&mut self) {
        let renamed = mem::take(&mut self.renamed);
        for (_, new, _) in &renamed {
            self.at.remove(new);
        }
        for (text, _, old) in renamed {
            self.at.insert(old, text);
        }
    }

    /// All that came in.
    pub fn finish(mut self) -> History {
        for versions in &mut self.history.versions {
            // Taken out of the repository, but not off the disk.
            if let Some(FileVersion { path, content: Content::Gone, .. }) = versions.first() {
                let path = path.clone();
                versions.insert(0, FileVersion::on_disk(path));
            }
        }
        self.history
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn commit(id: &str) -> Entry {
        let clock = Timestamp::UNIX_EPOCH;
        Entry::Commit(Commit { id: id.into(), clock, author: String::new() })
    }

    fn renamed(from: &str, to: &str, blob: Option<&str>) -> Entry {
        let blob = blob.map(String::from);
        Entry::Changed(Changed { from: from.into(), to: to.into(), blob })
    }

    fn changed(file: &str, blob: Option<&str>) -> Entry {
        renamed(file, file, blob)
    }

    fn told(files: &[&str], entries: Vec<Entry>) -> Vec<String> {
        let mut trails = Trails::new(files);
        entries.into_iter().for_each(|entry| trails.take(entry));
        let History { commits, versions } = trails.finish();
        let told = |version: &FileVersion| {
            let commit = version.commit.map_or("disk", |commit| &commits[commit].id);
            let content = match &version.content {
                Content::Blob(id) => id.as_str(),
                Content::OnDisk => "on disk",
                Content::Gone => "gone",
            };
            format!("{commit} {} {content}", version.path)
        };
        let of_text =
            |versions: &Vec<FileVersion>| versions.iter().map(told).collect::<Vec<_>>().join(", ");
        versions.iter().map(of_text).collect()
    }

    #[test]
    fn renames_are_followed() {
        let entries = vec![
            changed("c.md", None),
            commit("3"),
            renamed("b.md", "c.md", Some("x3")),
            commit("2"),
            changed("c.md", Some("another")),
            renamed("a.md", "b.md", Some("x2")),
            commit("1"),
            changed("a.md", Some("x1")),
        ];
        assert_eq!(
            told(&["c.md"], entries),
            ["disk c.md on disk, 3 c.md x3, 2 b.md x2, 1 a.md x1"]
        );
    }

    #[test]
    fn two_files_change_their_names_with_each_other() {
        let entries = vec![
            commit("2"),
            renamed("a.md", "b.md", Some("x")),
            renamed("b.md", "a.md", Some("y")),
            commit("1"),
            changed("a.md", Some("x")),
            changed("b.md", Some("y")),
        ];
        assert_eq!(told(&["a.md", "b.md"], entries), ["2 a.md y, 1 b.md y", "2 b.md x, 1 a.md x"]);
    }

    #[test]
    fn the_name_of_a_renamed_file_is_given_to_a_new_one() {
        let entries = vec![
            commit("2"),
            changed("a.md", Some("new")),
            renamed("a.md", "b.md", Some("x2")),
            commit("1"),
            changed("a.md", Some("x1")),
        ];
        assert_eq!(told(&["a.md", "b.md"], entries), ["2 a.md new", "2 b.md x2, 1 a.md x1"]);
    }

    #[test]
    fn what_was_taken_away_and_came_back_is_one_text() {
        let entries = vec![
            commit("3"),
            changed("a.md", Some("x")),
            commit("2"),
            changed("a.md", None),
            commit("1"),
            changed("a.md", Some("x")),
        ];
        assert_eq!(told(&["a.md"], entries), ["3 a.md x, 2 a.md gone, 1 a.md x"]);
    }
}
