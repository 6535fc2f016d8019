//! The briefing of a day, or of several, as mail, book, paper and podcast.
#![doc = include_str!("README.md")]

mod book;
mod chosen;
mod mail;
mod most_read;
mod paper;
mod podcast;
mod view;

pub use book::Pictures;
pub use chosen::{Days, Digest, Selection};
pub use mail::{LARGEST_MAIL, Mail};
pub use most_read::most_read_on;
pub use paper::Paper;
pub use podcast::Episode;
