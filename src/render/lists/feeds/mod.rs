//! Feeds: what readers' programs fetch to learn of new briefings.
//!
//! A feed is gathered once (`Feed`) and written in three formats. All that it
//! says follows from the content: no clock is asked, so the same site has the
//! same feeds.

mod atom;
mod feed;
mod json;
mod live;
mod podcast;
mod rss;
#[cfg(test)]
mod tests;

use crate::render::context::Context;
use crate::routes::{FeedFormat, FeedOf};

use feed::Feed;
pub use podcast::podcast;
pub(crate) use podcast::{ATTRIBUTES as PODCAST_FEED, has_episode};
pub(crate) use rss::{DATE as RSS_DATE, DECLARATION as RSS_DECLARATION};

/// The bytes of a feed.
pub fn feed(context: Context<'_>, of: FeedOf, format: FeedFormat) -> Vec<u8> {
    written(&Feed::gathered(context, of, format), format)
}

/// The bytes of the feed of a live story's entries.
pub fn live_feed(context: Context<'_>, at: usize, format: FeedFormat) -> Vec<u8> {
    written(&live::gathered(context, at, format), format)
}

fn written(feed: &Feed<'_>, format: FeedFormat) -> Vec<u8> {
    match format {
        FeedFormat::Rss => rss::write(feed),
        FeedFormat::Atom => atom::write(feed),
        FeedFormat::Json => json::write(feed),
    }
}
