//! The only reader of a site's folder.

mod again;
mod folder;
mod links;
mod listing;
mod litter;
mod shelf;
mod submodules;

pub use folder::{FOLDERS, Folder};
pub use listing::{FolderChange, FolderListing};
pub use litter::is_litter;
