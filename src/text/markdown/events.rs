//! What Markdown is read as.

use std::ops::Range;

use pulldown_cmark::Event;

/// Events, each with its bytes.
pub type Events<'e> = [(Event<'e>, Range<usize>)];
