//! What Markdown is read as.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

/// Events, each with its bytes.
pub type Events<'e> = [(Event<'e>, Range<usize>)];

/// Whether an element stands within a block.
pub(super) fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
    )
}
