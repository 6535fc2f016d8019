//! The commits of a branch with all that was merged into it, as lines.
//!
//! Each commit is in one line, so the way over all of them is as long as the history. The
//! first line goes from the newest commit along first parents. Every other one begins at a
//! further parent of a merge, and goes along first parents to a commit that is in a line
//! already.

use std::collections::HashMap;
use std::sync::Arc;

use crate::corrections::Commit;

/// Commits, the newest first, each with its parents by their places.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub commits: Vec<Arc<Commit>>,
    parents: Vec<Vec<usize>>,
}

/// A step of the way back through the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// From a commit to its parent, if it has one.
    Back { to: Option<usize>, from: usize },
    /// A line begins that was merged. The next step goes from the merge to its last commit.
    Enter,
    /// That line ended, at this commit of another one if it has a beginning there. Next is
    /// the line of the merge again, at the merge.
    Leave(Option<usize>),
}

impl Graph {
    /// Of commits with the ids of their parents, each before its parents.
    pub fn new(commits: Vec<(Commit, Vec<String>)>) -> Self {
        let ids = commits.iter().map(|(commit, _)| commit.id.clone()).zip(0..);
        let places: HashMap<String, usize> = ids.collect();
        let known =
            |ids: Vec<String>| ids.iter().filter_map(|id| places.get(id).copied()).collect();
        let (commits, parents) =
            commits.into_iter().map(|(commit, ids)| (Arc::new(commit), known(ids))).unzip();
        Graph { commits, parents }
    }

    /// The way over every commit. A line that was merged comes before the step from the
    /// merge along its own line.
    pub fn way(&self) -> Vec<Step> {
        let mut is_in_line = vec![false; self.commits.len()];
        let mut way = Vec::with_capacity(self.commits.len());
        let mut begun = Vec::new();
        if !self.commits.is_empty() {
            begun.push(self.line(0, &mut is_in_line));
        }
        while let Some(line) = begun.last_mut() {
            let from = line.at;
            if let Some(&merged) = self.parents[from].get(line.next) {
                line.next += 1;
                if !is_in_line[merged] {
                    way.extend([Step::Enter, Step::Back { from, to: Some(merged) }]);
                    begun.push(self.line(merged, &mut is_in_line));
                }
                continue;
            }
            let to = self.parents[from].first().copied();
            way.push(Step::Back { from, to });
            match to.filter(|_| from != line.last) {
                Some(to) => (line.at, line.next) = (to, 1),
                None => {
                    begun.pop();
                    way.extend((!begun.is_empty()).then_some(Step::Leave(to)));
                }
            }
        }
        way
    }

    /// The line from `first` to the last commit that is in none yet.
    fn line(&self, first: usize, is_in_line: &mut [bool]) -> Line {
        let mut last = first;
        is_in_line[first] = true;
        while let Some(&next) = self.parents[last].first().filter(|next| !is_in_line[**next]) {
            is_in_line[next] = true;
            last = next;
        }
        Line { at: first, next: 1, last }
    }
}

/// A line on the way.
struct Line {
    /// The commit that is looked at.
    at: usize,
    /// Which of its parents is next.
    next: usize,
    last: usize,
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    /// `m:l,p` is the commit `m` with the parents `l` and `p`.
    fn way(commits: &[&str]) -> String {
        let commit = |told: &&str| {
            let (id, parents) = told.split_once(':').unwrap();
            let (clock, author) = (Timestamp::UNIX_EPOCH, String::new());
            let parents = parents.split(',').filter(|id| !id.is_empty()).map(String::from);
            (Commit { id: id.into(), clock, author }, parents.collect())
        };
        let graph = Graph::new(commits.iter().map(commit).collect());
        let id = |at: usize| graph.commits[at].id.as_str();
        let told = |step: Step| match step {
            Step::Back { from, to } => format!("{}{}", id(from), to.map_or(".", id)),
            Step::Enter => "(".into(),
            Step::Leave(fork) => format!("){}", fork.map_or(".", id)),
        };
        graph.way().into_iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_commit_is_in_one_line() {
        for (commits, expected) in [
            (&[][..], ""),
            (&["c:b", "b:a", "a:"], "cb ba a."),
            (&["m:l,p", "p:b", "l:b", "b:"], "( mp pb )b ml lb b."),
            // Of three parents, one of them in a line already, and without a common beginning.
            (&["m:l,p,b,x", "p:b", "l:b", "b:", "x:"], "( mp pb )b ( mx x. ). ml lb b."),
            // In a line that was merged, and from one.
            (
                &["n:m,q", "q:p", "m:l,s", "s:p,t", "t:p", "p:b", "l:b", "b:"],
                "( nq qp pb )b nm ( ms ( st tp )p sp )p ml lb b.",
            ),
        ] {
            assert_eq!(way(commits), expected);
        }
    }
}
