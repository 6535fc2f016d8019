//! A digest as a podcast: the recordings of its stories one behind the other, as one MP3 with
//! chapters.

mod chapters;
mod episode;
mod feed;
mod id3;
mod joined;
mod joint;
mod language;
mod recordings;
mod told;

pub use episode::Episode;
