//! Which stories were read: from addresses to stories, and from their reads to a ranking.

mod addresses;
mod counts;
mod moved;
mod ranking;

pub use addresses::{Destination, Finder, SiteAddresses};
pub use counts::{StoryReads, UnmatchedPolicy};
pub use moved::not_stored_yet;
pub use ranking::{MostRead, Rank, Ranking, StoryRank, StoryRanking, over_all};
