//! Feeds: what readers' programs fetch to learn of new briefings.
//!
//! A feed is gathered once (`Feed`) and written in three formats. All that it
//! says follows from the content: no clock is asked, so the same site has the
//! same feeds.

mod atom;
mod feed;
mod json;
mod podcast;
mod rss;
#[cfg(test)]
mod tests;

use crate::render::context::Context;
use crate::routes::{FeedFormat, FeedOf};

use feed::Feed;
pub use podcast::podcast;

/// The bytes of a feed.
pub fn feed(context: Context<'_>, of: FeedOf, format: FeedFormat) -> Vec<u8> {
    let feed = Feed::gathered(context, of, format);
    match format {
        FeedFormat::Rss => rss::write(&feed),
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Json => json::write(&feed),
    }
}
