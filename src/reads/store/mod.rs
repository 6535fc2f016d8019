//! The store of reads, `data/reads.csv`: its text, what is wrong with it, and its file on disk.

mod diagnostics;
pub mod file;
mod format;
mod readership;

pub use diagnostics::readership;
pub use format::{LONGEST, MOST_LINES, Reads, Row, count_lines, is_header};
pub use readership::{Readership, Window};
