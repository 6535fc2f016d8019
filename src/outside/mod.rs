//! Asks other sites whether what is linked to is there.
//!
//! Hosts are asked side by side, each one thing at a time. One that cannot be
//! reached is not asked for the rest, so ten thousand links to it take as long as
//! two.

mod asker;
mod cache;

pub use asker::{Answer, Patience, ask};
pub use cache::Cache;
