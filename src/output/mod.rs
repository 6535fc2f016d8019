//! The only code that writes the published site to disk.
//!
//! The folder is never broken: a build with errors changes nothing in it, and
//! at every moment, also after `kill -9`, each link in a page of it has its
//! target. Three things make that so:
//!
//! * A folder that does not exist yet is built beside its place and renamed
//!   into it (`fresh`).
//! * In a folder that exists, every changed file is first written to a staging
//!   folder (`plan`), and only when all are there are they renamed into place,
//!   in an order that leaves no link without a target (`publish`).
//! * A list of the files that builds wrote (`list`) says what may be replaced
//!   and removed. Everything else in the folder is somebody else's.
//!
//! Marks of those files (`marks`) spare reading the ones that nobody touched, and
//! making anything at all for a build of what was built already (`built`). The
//! list, the marks, the lock and the staging folder live in `.dateline/` in the
//! output. Who takes the output elsewhere sees it whole, and without that folder
//! (`published`).

mod build_record;
mod content;
mod disk;
mod fresh;
mod hashes;
mod identity;
mod job;
mod kept;
mod list;
mod lock;
mod marks;
mod mode;
mod mounted;
mod occupant;
mod placeholder;
mod plan;
mod publish;
mod published;
mod respelling;
mod spelling;
mod staging;
mod tree;
mod update;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;
use crate::url::OutputPath;

pub use build_record::BuildRecord;
pub use content::Content;
use disk::{Disk, fault};
use fresh::Fresh;
pub use identity::Identity;
pub use kept::{KeptFile, keep};
pub use lock::is_still_at;
pub use placeholder::SOON;
pub use published::{FinishedOutput, PublishedFile, origin_of};
use tree::Tree;
use update::Update;

/// The folder in the output that holds what Dateline itself needs there.
const BOOKKEEPING: &str = ".dateline";

/// How late in a publication a file may appear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// What pages link to: pictures, style sheets.
    File,
    /// A page with a text.
    Story,
    /// A page that lists others; the home page.
    Listing,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it goes, below the output folder.
    pub path: OutputPath,
    /// How late it may appear. A file that ends in `.html` appears with the
    /// stories at the earliest, since it may link to files.
    pub rank: Rank,
    /// What its content follows from, where that is known before it is made: a
    /// file that was made from the same need not be made again.
    pub made_from: Option<Identity>,
}

impl Entry {
    fn rank(&self) -> Rank {
        if is_page(self.path.as_str()) { self.rank.max(Rank::Story) } else { self.rank }
    }
}

/// What a publication did, in files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileCounts {
    /// Files that are new, or whose bytes changed.
    pub written: usize,
    /// Files that held the right bytes already and were not touched.
    pub unchanged: usize,
    /// Files of earlier builds that are no part of the site any more.
    pub removed: usize,
    /// That the output is new, and nobody but its owner can read it.
    pub private: Option<Private>,
}

/// An output that nobody but its owner can read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Private {
    /// The folders above it that were made for it, and that nobody else can enter.
    pub parents: Vec<PathBuf>,
}

/// An output folder that this process alone may write.
///
/// Dropped without a publication, it leaves the folder as it found it but for
/// the lock file.
pub struct Output {
    writer: Writer,
    visibility: Visibility,
    turns: Vec<usize>,
}

/// What an output shows: for whom, and of which moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    /// For whom it is.
    pub audience: Audience,
    /// A moment that its files show the site at: of the builds since they were last
    /// changed, that of the earliest; if it is known.
    pub moment: Option<Timestamp>,
    /// Until when they show it as it is.
    pub next_change: NextChange,
    /// A later moment: what expired by that is not among them, since builds by a clock that
    /// was ahead took it away, or builds by a right one, before the clock was set back.
    pub withdrawn: Option<Timestamp>,
    /// The moment of the last output for everybody that was here, where this one is for the
    /// newsroom: what had expired by that does not come back after it.
    pub public: Option<Timestamp>,
}

/// When a text of the site appears or disappears by itself next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextChange {
    /// Nobody noted it, as in outputs of older versions.
    #[default]
    Unknown,
    /// As its texts are, never.
    Never,
    /// Then.
    At(Timestamp),
}

impl NextChange {
    /// That of a site whose next change is known.
    pub fn known(moment: Option<Timestamp>) -> Self {
        moment.map_or(NextChange::Never, NextChange::At)
    }
}

impl Visibility {
    /// Whether it is known to show the site as it is at a moment, for the same texts.
    pub fn is_right_at(self, instant: Timestamp) -> bool {
        let is_over = match self.next_change {
            NextChange::Unknown => true,
            NextChange::Never => false,
            NextChange::At(change) => change <= instant,
        };
        self.moment.is_some_and(|moment| moment <= instant) && !is_over
    }

    /// The latest moment by which everybody saw here what had expired as gone.
    pub fn last_public(self) -> Option<Timestamp> {
        match self.audience {
            Audience::Everybody => self.moment.max(self.withdrawn),
            Audience::Newsroom => self.public,
        }
    }

    /// While one takes the place of the other: as long as something of it is for the
    /// newsroom, all is, and something may be of the later moment.
    fn beside(self, other: Visibility) -> Visibility {
        Visibility {
            audience: self.audience.max(other.audience),
            moment: self.moment.max(other.moment),
            next_change: NextChange::Unknown,
            withdrawn: self.withdrawn.max(other.withdrawn),
            public: self.last_public().max(other.last_public()),
        }
    }
}

/// For whom an output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Everybody: what it shows is public.
    #[default]
    Everybody,
    /// Those who write: it may show what is not public yet.
    Newsroom,
}

enum Writer {
    New(Fresh),
    Existing(Box<Update>),
}

impl Output {
    /// Checks that `folder` may be written, and locks it.
    ///
    /// It may if it does not exist (its parents are made), is empty, or has the
    /// list of files that an earlier build left. It may be a symbolic link to
    /// such a folder.
    ///
    /// # Errors
    /// When it holds somebody else's files, is not a folder, cannot be written,
    /// or is being written by another build.
    pub fn open(folder: &Path) -> Result<Output, Diagnostic> {
        Output::open_on(Disk::new(), folder)
    }

    fn open_on(disk: Disk, folder: &Path) -> Result<Output, Diagnostic> {
        match fs::metadata(folder) {
            Ok(found) if found.is_dir() => {
                Update::open(disk, folder).map(|update| Output::at(Writer::Existing(update.into())))
            }
            Ok(_) => Err(not_a_folder(folder)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Fresh::open(disk, folder).map(|fresh| Output::at(Writer::New(fresh)))
            }
            Err(error) => Err(fault("open", folder, &error)),
        }
    }

    fn at(writer: Writer) -> Output {
        Output { writer, visibility: Visibility::default(), turns: Vec::new() }
    }

    /// The same, to be filled with `visibility`; without this, for everybody.
    pub fn meant_as(self, visibility: Visibility) -> Output {
        Output { visibility, ..self }
    }

    /// The same, whose entries are made in the order of these numbers, one for each; without
    /// them, as they stand.
    pub fn in_turns(self, turns: Vec<usize>) -> Output {
        Output { turns, ..self }
    }

    /// What earlier builds left in the folder.
    ///
    /// # Errors
    /// What they noted of it cannot be read.
    pub fn present_visibility(&self) -> Result<Visibility, Diagnostic> {
        match &self.writer {
            Writer::New(_) => Ok(Visibility::default()),
            Writer::Existing(update) => update.present_visibility(),
        }
    }

    /// The files that earlier builds left in the folder; none if nobody can tell.
    pub fn present_files(&self) -> Vec<String> {
        match &self.writer {
            Writer::New(_) => Vec::new(),
            Writer::Existing(update) => update.present_files(),
        }
    }

    /// The files that everybody can see, or could before the output was for the newsroom; none if
    /// nobody can tell.
    pub fn public_files(&self) -> Vec<String> {
        match &self.writer {
            Writer::New(_) => Vec::new(),
            Writer::Existing(update) => update.public_files(),
        }
    }

    /// The page that an earlier build left in the file at `path`.
    pub fn present_page(&self, path: &OutputPath) -> Option<String> {
        match &self.writer {
            Writer::New(_) => None,
            Writer::Existing(update) => update.present_page(path),
        }
    }

    /// A warning, if it is not known any more which files earlier builds left. The next
    /// publication replaces what stands at the paths of the site, and leaves the rest.
    pub fn damage(&self) -> Option<Diagnostic> {
        match &self.writer {
            Writer::New(_) => None,
            Writer::Existing(update) => update.damage(),
        }
    }

    /// What stamps of files are compared with: this output was opened now.
    pub fn opened(&self) -> Stamp {
        match &self.writer {
            Writer::New(fresh) => fresh.opened(),
            Writer::Existing(update) => update.opened(),
        }
    }

    /// What the folder was built from, if a build of that at `instant` would
    /// change nothing in it, and how many files it has.
    pub fn is_built(
        &self,
        made_from: Identity,
        instant: Timestamp,
    ) -> Option<(&BuildRecord, usize)> {
        match &self.writer {
            Writer::New(_) => None,
            Writer::Existing(update) => {
                update.is_built(made_from, instant, self.visibility.audience)
            }
        }
    }

    /// What an earlier build kept for this one, if it is whole, and its stamp.
    pub fn kept(&self, file: KeptFile) -> Option<(Vec<u8>, Stamp)> {
        match &self.writer {
            Writer::New(_) => None,
            Writer::Existing(update) => update.kept(file),
        }
    }

    /// Where the file at `path` is, if a build made it from this identity and
    /// nobody touched it since.
    pub fn made_from(&self, path: &OutputPath, identity: Identity) -> Option<PathBuf> {
        match &self.writer {
            Writer::New(_) => None,
            Writer::Existing(update) => update.made_from(path, identity),
        }
    }

    /// Makes the folder hold exactly `entries`, and others' files as they were.
    ///
    /// `produce(i)` makes the content of `entries[i]`. It is called at most once
    /// for each, from many threads, about in the order of [`Output::in_turns`]; what it makes is written, or compared with what
    /// is there, before that thread calls it again, so only a few contents are
    /// in memory at a time. `built` is remembered, so that the next build of the
    /// same sees it in [`Output::is_built`]. When all is made, and nothing in the folder
    /// has changed yet, `may_appear` can still keep it from being published.
    ///
    /// # Errors
    /// Everything that `produce` found wrong, in the order of the entries, what would
    /// overwrite somebody else's files, and what `may_appear` says; then nothing in the
    /// folder has changed. If the disk fails while the finished files are put in place,
    /// the folder is whole all the same and the next publication goes on.
    pub fn publish_if(
        self,
        entries: &[Entry],
        built: Option<BuildRecord>,
        produce: impl Fn(usize) -> Result<Content, Vec<Diagnostic>> + Sync,
        may_appear: impl FnOnce() -> Result<(), Vec<Diagnostic>>,
    ) -> Result<FileCounts, Vec<Diagnostic>> {
        let Output { writer, visibility, turns } = self;
        let tree = Tree::of(entries)?.made_in(&turns);
        match writer {
            Writer::New(fresh) => fresh.publish(&tree, visibility, built, &produce, may_appear),
            Writer::Existing(update) => {
                update.publish(&tree, visibility, built, &produce, may_appear)
            }
        }
    }
}

/// Whether a browser reads the file as a page, so that its links count.
fn is_page(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
}

/// Whether the path lies in Dateline's own folder. Some disks take capitals
/// and small letters as the same.
fn is_bookkeeping(path: &str) -> bool {
    path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case(BOOKKEEPING))
}

fn not_a_folder(path: &Path) -> Diagnostic {
    Diagnostic::error(format!("`{}` is not a folder", path.display()))
        .hint("remove what is there, or choose another --output")
}

#[cfg(test)]
mod tests;
