//! Following each text back through its commits and its names.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::mem;
use std::sync::Arc;

use super::log::Changed;
use crate::corrections::Commit;

/// What a file was from one commit on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// The commit, as its place among those of the line; none if it is not committed.
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

/// The history of texts in a repository.
#[derive(Debug, Default)]
pub struct History {
    /// The commits of the branch, the newest first.
    pub commits: Vec<Arc<Commit>>,
    /// The versions of each text, the newest first.
    pub versions: Vec<Vec<FileVersion>>,
    /// What was merged into it.
    pub merged: Vec<Merged>,
}

/// A line of commits that was merged. Nothing in git says whether that was what readers
/// saw, and the other one a draft, as after `git pull`, or the other way round.
#[derive(Debug, Default)]
pub struct Merged {
    /// The merge, the commits of the line, and the one where it begins, if there is one.
    pub commits: Vec<Arc<Commit>>,
    /// The texts that were changed in it, each with the versions from the merge back to
    /// the beginning.
    pub versions: Vec<(usize, Vec<FileVersion>)>,
}

/// The texts that are followed, from the newest change to the oldest.
pub(super) struct Trails {
    /// At which path each text was, at the moment that is looked at.
    at: HashMap<Vec<u8>, usize>,
    /// What came in. The changes that come in next are those of its last commit.
    history: History,
    /// The merged lines that have not ended yet, each in the one before it.
    open: Vec<Open>,
    /// Renames of that commit: text, new path, old path.
    renamed: Vec<(usize, Vec<u8>, Vec<u8>)>,
}

/// A merged line that has not ended.
#[derive(Default)]
struct Open {
    commits: Vec<Arc<Commit>>,
    versions: HashMap<usize, Trail>,
    /// What was at each path before a rename of the line.
    replaced: Vec<(Vec<u8>, Option<usize>)>,
}

/// The versions of a text in a merged line, and what was before them.
struct Trail {
    versions: Vec<FileVersion>,
    before: (Vec<u8>, Content),
}

impl Trails {
    pub fn new(files: &[&str]) -> Self {
        let at = files.iter().map(|file| file.as_bytes().to_vec()).zip(0..).collect();
        let history = History { versions: vec![Vec::new(); files.len()], ..History::default() };
        Trails { at, history, open: Vec::new(), renamed: Vec::new() }
    }

    /// The next changes are those of this commit.
    pub fn commit(&mut self, commit: Arc<Commit>) {
        match self.open.last_mut() {
            Some(line) => line.commits.push(commit),
            None => self.history.commits.push(commit),
        }
    }

    /// Goes into a line that was merged.
    pub fn enter(&mut self) {
        self.open.push(Open::default());
    }

    /// Goes back to the merge, from the end of the line at `fork`.
    pub fn leave(&mut self, fork: Option<Arc<Commit>>) {
        let Some(Open { mut commits, versions, replaced }) = self.open.pop() else { return };
        for (path, text) in replaced.into_iter().rev() {
            self.set(path, text);
        }
        let beginning = fork.is_some().then_some(commits.len());
        commits.extend(fork);
        // What the merge alone changed came from its own line.
        let is_of_line = |trail: &Trail| trail.versions.iter().any(|it| it.commit != Some(0));
        let changed = versions.into_iter().filter(|(_, trail)| is_of_line(trail));
        let changed = changed.map(|(text, Trail { mut versions, before: (path, content) })| {
            let path = String::from_utf8_lossy(&path).into_owned();
            versions.extend(beginning.map(|at| FileVersion { commit: Some(at), path, content }));
            (text, versions)
        });
        let versions: Vec<_> = changed.collect();
        if !versions.is_empty() {
            self.history.merged.push(Merged { commits, versions });
        }
    }

    /// What was at a path.
    fn set(&mut self, path: Vec<u8>, text: Option<usize>) -> Option<usize> {
        match text {
            Some(text) => self.at.insert(path, text),
            None => self.at.remove(&path),
        }
    }

    /// Takes in what the commit changed.
    pub fn changed(&mut self, changed: Changed) {
        let Changed { from, was, to, blob } = changed;
        let Some(&text) = self.at.get(&to) else { return };
        let path = String::from_utf8_lossy(&to).into_owned();
        let of_blob = |blob: Option<String>| blob.map_or(Content::Gone, Content::Blob);
        if from != to {
            self.renamed.push((text, to, from.clone()));
        }
        let Some(line) = self.open.last_mut() else {
            let commit = self.history.commits.len().checked_sub(1);
            // What differs from the last commit is on the disk, since every text that is
            // followed is there.
            let content = commit.map_or(Content::OnDisk, |_| of_blob(blob));
            self.history.versions[text].push(FileVersion { commit, path, content });
            return;
        };
        let commit = line.commits.len().checked_sub(1);
        let version = FileVersion { commit, path, content: of_blob(blob) };
        let before = (from, of_blob(was));
        match line.versions.entry(text) {
            Entry::Vacant(entry) => drop(entry.insert(Trail { versions: vec![version], before })),
            Entry::Occupied(mut entry) => {
                entry.get_mut().versions.push(version);
                entry.get_mut().before = before;
            }
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
            self.replace(new, None);
        }
        for (text, _, old) in renamed {
            self.replace(&old, Some(text));
        }
    }

    fn replace(&mut self, path: &[u8], text: Option<usize>) {
        let before = self.set(path.to_vec(), text);
        if let Some(line) = self.open.last_mut() {
            line.replaced.push((path.to_vec(), before));
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

    /// What is taken in.
    enum Piece {
        Commit(Arc<Commit>),
        Changed(Changed),
        Enter,
        Leave(&'static str),
    }

    fn of_id(id: &str) -> Arc<Commit> {
        let clock = Timestamp::UNIX_EPOCH;
        Arc::new(Commit { id: id.into(), clock, author: String::new() })
    }

    fn commit(id: &str) -> Piece {
        Piece::Commit(of_id(id))
    }

    fn renamed(from: &str, to: &str, blob: Option<&str>) -> Piece {
        let (was, blob) = (Some("old".to_string()), blob.map(String::from));
        Piece::Changed(Changed { from: from.into(), was, to: to.into(), blob })
    }

    fn changed(file: &str, blob: Option<&str>) -> Piece {
        renamed(file, file, blob)
    }

    fn history(files: &[&str], pieces: Vec<Piece>) -> History {
        let mut trails = Trails::new(files);
        for piece in pieces {
            if !matches!(piece, Piece::Changed(_)) {
                trails.end_commit();
            }
            match piece {
                Piece::Commit(commit) => trails.commit(commit),
                Piece::Changed(changed) => trails.changed(changed),
                Piece::Enter => trails.enter(),
                Piece::Leave(fork) => trails.leave(Some(of_id(fork))),
            }
        }
        trails.finish()
    }

    fn told(files: &[&str], pieces: Vec<Piece>) -> Vec<String> {
        let History { commits, versions, .. } = history(files, pieces);
        told_of(&commits, &versions)
    }

    fn told_of(commits: &[Arc<Commit>], versions: &[Vec<FileVersion>]) -> Vec<String> {
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

    #[test]
    fn a_merged_line_is_followed_from_the_merge_and_leaves_no_trace() {
        let pieces = vec![
            commit("5"),
            changed("b.md", Some("x5")),
            Piece::Enter,
            commit("m"),
            renamed("c.md", "a.md", Some("xm")),
            changed("b.md", Some("of the branch alone")),
            commit("p2"),
            renamed("d.md", "c.md", Some("x2")),
            Piece::Enter,
            commit("p1"),
            renamed("e.md", "d.md", Some("x1")),
            commit("q"),
            changed("e.md", Some("xq")),
            Piece::Leave("f"),
            commit("p1"),
            changed("d.md", Some("x0")),
            Piece::Leave("f"),
            commit("m"),
            changed("a.md", Some("x")),
        ];
        let History { commits, versions, merged } = history(&["a.md", "b.md"], pieces);
        assert_eq!(told_of(&commits, &versions), ["m a.md x", "5 b.md x5"]);
        let of_lines = merged.iter().flat_map(|line| {
            let versions: Vec<_> = line.versions.iter().map(|(_, it)| it.clone()).collect();
            told_of(&line.commits, &versions)
        });
        let expected =
            ["p1 d.md x1, q e.md xq, f e.md old", "m a.md xm, p2 c.md x2, p1 d.md x0, f d.md old"];
        assert_eq!(of_lines.collect::<Vec<_>>(), expected);
    }
}
