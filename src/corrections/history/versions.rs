//! All versions of a site's texts, from a few calls of git.

use std::process::Stdio;
use std::slice;

use super::checkout::Checkout;
use super::git::{Repository, unread};
use super::graph::{Graph, Step};
use super::log::{self, LogItem};
use super::trails::{History, Trails};
use crate::corrections::Commit;
use crate::diagnostic::Diagnostic;

/// The form of the changes: as `log.rs` reads them, renames found, in
/// the current folder alone, wherever in the repository it is.
const CHANGES: [&str; 10] = [
    "--raw",
    "-z",
    "--no-abbrev",
    "-M",
    "-l1000",
    "--relative",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    // Not in an order that a file gives, which may be missing.
    "-O/dev/null",
];

impl Repository {
    /// The versions of each of `files`, paths from the folder with `/`: the newest
    /// first, renames followed, and what is not committed among them. A merge is
    /// one change, of the branch that it was merged into; what was merged is kept beside.
    ///
    /// The order is that of parents: no clock has a part in it.
    ///
    /// # Errors
    /// That git failed, or the repository does not have all of the history.
    pub fn history(&self, files: &[&str], checkout: &Checkout) -> Result<History, Diagnostic> {
        let mut trails = Trails::new(files);
        self.take_uncommitted(&mut trails)?;
        checkout.unwatched(files).iter().for_each(|file| trails.unknown_on_disk(file));
        trails.end_commit();
        self.take_committed(&self.graph()?, &mut trails)?;
        Ok(trails.finish())
    }

    fn take_uncommitted(&self, trails: &mut Trails) -> Result<(), Diagnostic> {
        let arguments = [&["diff-index"], &CHANGES[..], &["HEAD", "--", "."]].concat();
        self.read(self.run(&arguments)?, |output| {
            log::read(output, |entry| {
                if let LogItem::Changed(changed) = entry {
                    trails.changed(changed);
                }
                Ok(())
            })
        })
    }

    /// All commits, those too that change nothing in the folder: their clocks tell
    /// something of the others.
    fn graph(&self) -> Result<Graph, Diagnostic> {
        let arguments =
            ["log", "-z", "--topo-order", "--encoding=UTF-8", log::FORMAT, "HEAD", "--"];
        self.read(self.run(&arguments)?, |output| Ok(Graph::new(log::read_commits(output)?)))
    }

    /// Takes in what each commit changed of its parent, on the way over all of them.
    fn take_committed(&self, graph: &Graph, trails: &mut Trails) -> Result<(), Diagnostic> {
        let way = graph.way();
        let id = |at: usize| &graph.commits[at].id;
        let questions = way.iter().filter_map(|step| match *step {
            Step::Back { from, to: Some(to) } => Some(format!("{} {}", id(from), id(to))),
            Step::Back { from, to: None } => Some(id(from).clone()),
            Step::Enter | Step::Leave(_) => None,
        });
        // A commit is listed also if it changed nothing, so that none is missed.
        let arguments = ["diff-tree", "--stdin", "--root", "--always", "-r"];
        let mut git = self.started(&[&arguments[..], &CHANGES[..]].concat(), Stdio::piped())?;
        git.ask(questions.collect())?;
        let mut ahead = way.iter();
        self.read(git, |output| {
            log::read(output, |entry| {
                match entry {
                    LogItem::Changed(changed) => trails.changed(changed),
                    LogItem::Commit(id) => {
                        let commit = step(&mut ahead, graph, trails);
                        if commit.is_none_or(|commit| commit.id != id) {
                            return Err(log::unknown_form(&id));
                        }
                    }
                }
                Ok(())
            })
        })?;
        match step(&mut ahead, graph, trails) {
            Some(commit) => Err(unread(&format!("it leaves out {}", commit.id))),
            None => Ok(()),
        }
    }
}

/// Goes on to the next commit on the way; which that is.
fn step<'a>(
    ahead: &mut slice::Iter<'_, Step>,
    graph: &'a Graph,
    trails: &mut Trails,
) -> Option<&'a Commit> {
    trails.end_commit();
    for step in ahead {
        match *step {
            Step::Enter => trails.enter(),
            Step::Leave(fork) => trails.leave(fork.map(|fork| graph.commits[fork].clone())),
            Step::Back { from, .. } => {
                trails.commit(graph.commits[from].clone());
                return Some(&graph.commits[from]);
            }
        }
    }
    None
}
