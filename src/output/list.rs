//! The list of files that builds wrote: only these are replaced or removed.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, fault};
use super::{Audience, Entry, NextChange, Visibility, is_bookkeeping};
use crate::diagnostic::Diagnostic;
use crate::regular_file;
use crate::url::OutputPath;

/// The list's file, in the bookkeeping folder.
pub(super) const FILES: &str = "files";

const FIRST_LINE: &str = "# Files that Dateline wrote. It removes only these.";

/// The second line, if the output is for the newsroom alone.
const NEWSROOM_LINE: &str = "# They may show what is not public yet.";

/// The start of the line with the moment of the files (RFC 3339).
const MOMENT_LINE: &str = "# They show the site at ";

/// The start of the line with the moment until which they do (RFC 3339).
const UNTIL_LINE: &str = "# A text appears or disappears by itself at ";

/// The line instead of that if none will.
const NO_CHANGE_LINE: &str = "# No text appears or disappears by itself.";

/// The start of the line with the later moment by which texts have expired that are
/// not in the files (RFC 3339).
const WITHDRAWN_LINE: &str = "# No text is in them that has expired by ";

/// The start of the line with, in an output for the newsroom, the moment of the
/// last one for everybody (RFC 3339).
const PUBLIC_LINE: &str = "# What everybody could see before was of ";

/// The start of the line with, in an output for the newsroom, a path that the last one for
/// everybody had.
const WAS_PUBLIC_LINE: &str = "# Everybody could see before: ";

/// The line while files are put in place.
const UNFINISHED_LINE: &str = "# They are being replaced.";

/// The line where a list before this one was damaged.
const LACKING_LINE: &str = "# Others of earlier builds may be left.";

/// The last line, without which some are lost.
const LAST_LINE: &str = "# These are all.";

/// Paths below the output folder, each once, in byte order, and what they show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    paths: BTreeSet<String>,
    /// Of an output for the newsroom, the paths of the last one for everybody.
    were_public: BTreeSet<String>,
    visibility: Visibility,
    is_unfinished: bool,
    is_damaged: bool,
    /// Whether a list before this one was damaged.
    lacks_some: bool,
}

impl List {
    /// The list that holds the paths of `entries`.
    pub(super) fn of(entries: &[Entry], visibility: Visibility) -> List {
        let paths = entries.iter().map(|entry| entry.path.as_str().to_owned()).collect();
        List { paths, visibility, ..List::default() }
    }

    /// What the files show.
    pub(super) fn visibility(&self) -> Visibility {
        self.visibility
    }

    /// The same, of this visibility, after the list `old`.
    pub(super) fn after(self, old: &List, visibility: Visibility) -> List {
        let were_public = match visibility.audience {
            Audience::Everybody => BTreeSet::new(),
            Audience::Newsroom => old.public().clone(),
        };
        List { visibility, were_public, lacks_some: old.lacks_some(), ..self }
    }

    /// The paths that everybody can see, or could before the output was for the newsroom.
    pub(super) fn public(&self) -> &BTreeSet<String> {
        match self.visibility.audience {
            Audience::Everybody => &self.paths,
            Audience::Newsroom => &self.were_public,
        }
    }

    /// The same with these paths instead of others.
    pub(super) fn respelled(&self, changed: &HashMap<&str, String>) -> List {
        let paths = self.paths().map(|path| match changed.get(path) {
            Some(spelled) => spelled.clone(),
            None => path.to_owned(),
        });
        List { paths: paths.collect(), were_public: self.were_public.clone(), ..*self }
    }

    /// Whether a publication was begun and not ended.
    pub(super) fn is_unfinished(&self) -> bool {
        self.is_unfinished
    }

    /// Whether there may be files of builds that no list names any more: this one, or one
    /// before it, lost something, as files do when the power fails.
    pub(super) fn lacks_some(&self) -> bool {
        self.is_damaged || self.lacks_some
    }

    /// Reads the list of an earlier build; empty if there was none.
    pub(super) fn load(bookkeeping: &Path) -> Result<List, Diagnostic> {
        let path = bookkeeping.join(FILES);
        match regular_file::read(&path) {
            Ok(text) => Ok(List::parse(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(List::default()),
            Err(error) => Err(fault("read", &path, &error)),
        }
    }

    /// Reads what anybody may have edited: a line that is no path inside the
    /// output is passed over, so nothing outside can ever be removed.
    fn parse(text: &[u8]) -> List {
        let lines = text.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
        let mut list = List { is_damaged: true, ..List::default() };
        for line in lines.map(|line| line.trim_end_matches('\r')) {
            if line == NEWSROOM_LINE {
                list.visibility.audience = Audience::Newsroom;
            } else if let Some(moment) = line.strip_prefix(MOMENT_LINE) {
                list.visibility.moment = moment.parse().ok();
            } else if let Some(moment) = line.strip_prefix(UNTIL_LINE) {
                list.visibility.next_change =
                    moment.parse().map_or(NextChange::Unknown, NextChange::At);
            } else if line == NO_CHANGE_LINE {
                list.visibility.next_change = NextChange::Never;
            } else if let Some(moment) = line.strip_prefix(WITHDRAWN_LINE) {
                list.visibility.withdrawn = moment.parse().ok();
            } else if let Some(moment) = line.strip_prefix(PUBLIC_LINE) {
                list.visibility.public = moment.parse().ok();
            } else if let Some(path) = line.strip_prefix(WAS_PUBLIC_LINE) {
                list.were_public.extend(OutputPath::new(path).map(|path| path.as_str().to_owned()));
            } else if line == UNFINISHED_LINE {
                list.is_unfinished = true;
            } else if line == LACKING_LINE {
                list.lacks_some = true;
            } else if line == LAST_LINE {
                list.is_damaged = text.contains(&0);
            } else if line != FIRST_LINE && !is_bookkeeping(line) {
                list.paths.extend(OutputPath::new(line).map(|path| path.as_str().to_owned()));
            }
        }
        list
    }

    /// Replaces the list on disk, by way of the file `scratch`, unless it says
    /// this already.
    pub(super) fn save(
        &self,
        disk: &Disk,
        bookkeeping: &Path,
        scratch: &Path,
    ) -> Result<(), Diagnostic> {
        let path = bookkeeping.join(FILES);
        let text = self.to_text();
        if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            return Ok(());
        }
        disk.replace(&path, text.as_bytes(), scratch)
    }

    fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        if self.visibility.audience == Audience::Newsroom {
            text.push_str(NEWSROOM_LINE);
            text.push('\n');
        }
        if let Some(moment) = self.visibility.moment {
            text.push_str(&format!("{MOMENT_LINE}{moment}\n"));
        }
        match self.visibility.next_change {
            NextChange::Unknown => {}
            NextChange::Never => text.push_str(&format!("{NO_CHANGE_LINE}\n")),
            NextChange::At(moment) => text.push_str(&format!("{UNTIL_LINE}{moment}\n")),
        }
        if let Some(moment) = self.visibility.withdrawn {
            text.push_str(&format!("{WITHDRAWN_LINE}{moment}\n"));
        }
        let is_for_the_newsroom = self.visibility.audience == Audience::Newsroom;
        if let Some(moment) = self.visibility.public.filter(|_| is_for_the_newsroom) {
            text.push_str(&format!("{PUBLIC_LINE}{moment}\n"));
        }
        for path in self.were_public.iter().filter(|_| is_for_the_newsroom) {
            text.push_str(&format!("{WAS_PUBLIC_LINE}{path}\n"));
        }
        if self.lacks_some() {
            text.push_str(LACKING_LINE);
            text.push('\n');
        }
        if self.is_unfinished {
            text.push_str(UNFINISHED_LINE);
            text.push('\n');
        }
        for path in &self.paths {
            text.push_str(path);
            text.push('\n');
        }
        text + LAST_LINE + "\n"
    }

    /// The paths of both lists, while one takes the place of the other.
    pub(super) fn union(&self, other: &List) -> List {
        List {
            paths: self.paths.union(&other.paths).cloned().collect(),
            were_public: self.public().clone(),
            visibility: self.visibility.beside(other.visibility),
            is_unfinished: true,
            is_damaged: false,
            lacks_some: self.lacks_some() || other.lacks_some(),
        }
    }

    /// Whether no build left anything, as far as is known.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// Whether a file of the site may take the place of the file at its path. If nobody
    /// knows who wrote that, a build did.
    pub(super) fn may_be_replaced(&self, path: &str) -> bool {
        self.lacks_some() || self.contains(path)
    }

    /// The paths, in byte order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}
