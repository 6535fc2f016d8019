//! What is told of a file of captions.

use std::ops::Range;

/// Something wrong with such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte range in the file.
    pub at: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// Whether readers get all words all the same.
    pub is_slip: bool,
}

impl Fault {
    /// What keeps words from readers, or captions from browsers.
    pub fn new(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Fault { at, message: message.into(), hint: hint.into(), is_slip: false }
    }

    /// What is written otherwise than meant, while readers get all words.
    pub fn slip(at: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Fault { is_slip: true, ..Fault::new(at, message, hint) }
    }
}
