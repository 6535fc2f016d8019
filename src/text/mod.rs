//! Text in: what people write, read into values, each fault with its place.

pub mod config;
pub mod date;
pub mod dateline;
pub mod embeds;
pub mod fields;
pub mod front_matter;
pub mod kept;
pub mod markdown;
pub mod old_path;
pub mod permalink;
pub mod placed;
pub mod printable;
pub mod schema;
mod several;
pub mod yaml;
