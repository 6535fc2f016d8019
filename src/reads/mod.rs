//! How often pages were read, from what counts it to the list of what was read most.
//!
//! - [`logs`] and [`exports`] read files, [`services`] asks over the network; each ends in
//!   [`Counts`]: days, addresses as their source wrote them, and numbers.
//! - [`stories`] finds the stories that those addresses are, and ranks them.
//! - [`store`] is where counts are kept between builds: its text, and its file.
//!
//! The files beside this one are what the formats share. Nothing here imports `site`, which
//! gives the text of the store and takes the ranking.

mod addresses;
mod context;
mod counts;
mod expansion;
pub mod exports;
mod lines;
pub mod logs;
pub mod packed;
mod refusal;
#[cfg(feature = "net")]
pub mod services;
pub mod store;
pub mod stories;

pub use addresses::{Addresses, EachForItself};
pub use context::Context;
pub use counts::{Counts, MOST_READS};
pub use lines::{BadLine, Lines};
pub use refusal::Refusal;
