//! Lists of stories: pages of lists, what was read most, feeds, and what crawlers read.

pub mod archive;
pub mod feeds;
pub mod groups;
pub mod pager;
pub mod rankings;
pub mod redirects;
pub mod sitemaps;
pub mod tags;
