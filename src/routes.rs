//! Routes: every path of the site, and what is at it.

mod claims;
mod picture_file;
mod recipe;
mod reserved;
mod route;
mod share_card;
mod table;
mod target;
#[cfg(test)]
mod tests;

pub use claims::{Claimant, Claims};
pub use picture_file::PictureFile;
pub use recipe::Recipe;
pub use route::{EditionId, EditionPage, FeedFormat, FeedOf, FileSource, Route, SitemapPart};
pub use share_card::{CardWords, ShareCard};
pub use table::Routes;
pub use target::{ListTarget, Target};
