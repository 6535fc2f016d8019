//! Publishing an output: to a branch of a remote, by the user's own git, or to a bucket
//! (`bucket/`).
//!
//! The repository that the site is written in is asked a few things
//! ([`SourceRepository`]) and is otherwise left alone: nothing is checked out, and no
//! branch, index or object of it changes. All work is done in a repository of its
//! own ([`Workshop`]) in a temporary folder, which has the user's settings of who
//! commits and how the remote is reached, and is gone with the command; what a killed
//! one leaves nobody else can read, and the next one removes.
//!
//! The tip of the branch is fetched, without its history; the files of the output
//! become a tree ([`Publication`]); what differs is listed ([`PathChanges`]); and one
//! commit is pushed, on the condition that the tip is still the one that was seen.

#[cfg(feature = "net")]
mod bucket;
mod bucket_address;
mod changes;
mod faults;
mod import;
mod publication;
mod settings;
mod source;
mod target;
mod workplace;
mod workshop;

#[cfg(feature = "net")]
pub use bucket::{Access, Object, Plan, Store, lingers, md5_of_file, publish};
pub use bucket_address::BucketAddress;
pub use changes::{PathChange, PathChanges};
pub use publication::{CNAME, Publication};
pub use settings::Setting;
pub use source::SourceRepository;
pub use target::Target;
pub use workshop::{Tip, Workshop};
