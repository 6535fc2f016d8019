//! What all that ask over the network have in common: when they stop, and when they ask again.

mod deadline;
mod retry;

pub use deadline::{Deadline, Waited};
pub use retry::{asked_wait, is_for_a_while};
