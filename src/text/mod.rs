//! Text in: what people write, read into values, each fault with its place.

pub mod cms;
pub mod config;
pub mod damaged;
pub mod date;
pub mod dateline;
pub mod fields;
pub mod front_matter;
pub mod front_page;
pub mod kept;
pub mod live;
pub mod markdown;
pub(crate) mod marks;
mod moments;
pub mod old_path;
pub mod permalink;
pub mod placed;
pub mod printable;
pub mod schema;
mod several;
pub mod yaml;
