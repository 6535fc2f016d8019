//! Asks other sites whether what is linked to is there.
//!
//! Hosts are asked side by side, each one thing at a time. One that cannot be
//! reached is not asked for the rest, so ten thousand links to it take as long as
//! two. Nothing in one's own network is asked, unless one wants it, and when the time is
//! up, nobody is.

mod addresses;
mod asker;
mod cache;
mod guard;

pub use asker::{Answer, Patience, ask};
pub use cache::Cache;
pub use guard::{Reach, agent};
