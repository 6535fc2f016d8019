//! Which stories were read: from addresses to stories, and from their reads to a ranking.

mod addresses;
mod matches;
mod ranking;

pub use addresses::{Finder, Found};
pub use matches::{Matched, Unmatched};
pub use ranking::{MostRead, Ranked, Ranking};
