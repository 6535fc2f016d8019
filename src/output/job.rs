//! A publication to a folder that exists, as planning and publishing see it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Visibility;
use super::disk::Disk;
use super::list::List;
use super::marks::Marks;
use super::mode::Mode;
use super::spelling::Names;
use super::staging::Staging;
use super::tree::Tree;
use crate::stamp::Stamp;

/// What planning and publishing both look at.
pub(super) struct Job<'a> {
    pub(super) disk: &'a Disk,
    /// The output folder.
    pub(super) folder: &'a Path,
    /// What the folder is to hold.
    pub(super) tree: &'a Tree<'a>,
    /// What that shows.
    pub(super) visibility: Visibility,
    /// What earlier builds wrote to it, as the tree spells it.
    pub(super) old: &'a List,
    /// The same as they spelled it.
    pub(super) recorded: &'a List,
    /// Which names are one on the disk.
    pub(super) names: &'a Names<'a>,
    /// What of the tree may have another name on the disk, and that.
    pub(super) named: &'a BTreeMap<&'a str, String>,
    /// When it was opened: what is older was there before.
    pub(super) opened: Stamp,
    pub(super) marks: &'a Marks,
    /// The permissions of the home page that is there.
    pub(super) home: Option<Mode>,
    pub(super) staging: &'a Staging<'a>,
}

impl Job<'_> {
    /// Where a path of the site is on disk.
    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }
}
