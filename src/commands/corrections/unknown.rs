//! Stories without a history, which are reported so that nobody takes them for unchanged.

use super::file_in_content;
use crate::commands::{counted, grouped};
use crate::corrections::history::{Checkout, Content, FileVersion, History};
use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::site::Site;

/// How many files a message names.
const NAMED: usize = 5;

/// What the repository does not tell of the site's stories.
pub(super) struct Unknown<'a> {
    /// The public briefings of which it has no version.
    pub briefings: Vec<&'a Briefing>,
    /// How many texts it has that are not on the disk.
    left_out: usize,
    /// Of how many public briefings it has a version.
    pub known: usize,
}

impl<'a> Unknown<'a> {
    pub fn of(site: &'a Site, history: &History, left_out: usize) -> Self {
        let is_known = |versions: &[FileVersion]| {
            versions.iter().any(|version| matches!(version.content, Content::Blob(_)))
        };
        let briefings = site.briefings().zip(&history.versions);
        let unknown = briefings.filter(|(_, versions)| !is_known(versions));
        let briefings: Vec<&Briefing> = unknown.map(|(briefing, _)| &**briefing).collect();
        Unknown { known: site.briefings().count() - briefings.len(), briefings, left_out }
    }

    /// `3 public stories are not in the history; 1 text is not checked out`; nothing
    /// if all is known.
    pub fn told(&self) -> Option<String> {
        let told = [self.without_history(), self.left_out()];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// Which they are and what to do: an error where no story has a history, since
    /// then nothing was found out.
    pub fn faults(&self, checkout: &Checkout) -> Vec<Diagnostic> {
        let fault = |message| match self.known {
            0 => Diagnostic::error(message),
            _ => Diagnostic::warning(message),
        };
        let without_history = self.without_history().map(|told| {
            fault(format!("{told}: {}", self.named().join(", "))).hint(self.remedy(checkout))
        });
        let left_out = self.left_out().map(|told| {
            fault(told).hint("run `git sparse-checkout disable` to have all files of the site")
        });
        without_history.into_iter().chain(left_out).collect()
    }

    fn without_history(&self) -> Option<String> {
        match self.briefings.len() {
            0 => None,
            1 => Some("1 public story is not in the history".into()),
            more => Some(format!("{} public stories are not in the history", grouped(more))),
        }
    }

    fn left_out(&self) -> Option<String> {
        let are = if self.left_out == 1 { "is" } else { "are" };
        let told = || format!("{} {are} not checked out", counted(self.left_out, "text"));
        (self.left_out > 0).then(told)
    }

    /// The first few of those without a history.
    fn named(&self) -> Vec<String> {
        let files = self.briefings.iter().map(|briefing| format!("`{}`", briefing.article.file));
        let mut named: Vec<String> = files.take(NAMED).collect();
        if self.briefings.len() > NAMED {
            named.push(format!("and {} more", grouped(self.briefings.len() - NAMED)));
        }
        named
    }

    fn remedy(&self, checkout: &Checkout) -> String {
        let in_another_case =
            |briefing: &&'a Briefing| checkout.in_another_case(file_in_content(briefing));
        match self.briefings.iter().take(NAMED).find_map(in_another_case) {
            Some(known) => {
                format!("git knows one as `content/{known}`: rename it there with `git mv`")
            }
            None => "what was changed in them is unknown; commit them: `git add FILE` says what \
                     keeps one out, such as `.gitignore`, a submodule or a symbolic link"
                .into(),
        }
    }
}

/// That the repository has a history beside that of its commits.
pub(super) fn replaced() -> Diagnostic {
    Diagnostic::warning("this repository replaces parts of its history, which is not looked at")
        .hint("the commits are read as they were made; `git replace --list` shows the replacements")
}
