//! Quotation marks, dashes and ellipses of what is typed with the keys of a keyboard, in a
//! text and in the lines above it alike.
//!
//! Which quotation mark opens and which closes is decided as `cmark --smart` does
//! (<https://github.com/commonmark/cmark/blob/0.31.1/src/inlines.c>, `handle_delim` and
//! `process_emphasis`), which has looked at what stands on both sides of each. Off its path
//! are, in other languages than English: a quotation within another has the inner marks of the
//! language, whichever mark is typed; an apostrophe within a word closes nothing; a mark may open
//! right behind a letter in scripts that write words or prefixes together, and close between a
//! full stop and a letter in those that write no space there; and Hebrew has its own signs.

mod hebrew;
mod punctuation;
mod quotes;
mod setter;

pub use punctuation::{Flanks, has_no_spaces, is_punctuation};
pub use quotes::Quotes;
pub use setter::{Edit, Piece, Setter};

use std::borrow::Cow;

/// A line of plain text, such as a headline, as it is shown.
pub fn typeset(text: &str, quotes: Quotes) -> Cow<'_, str> {
    let mut setter = Setter::new(quotes);
    setter.take(&Piece { number: 0, text, before: '\n', after: '\n', is_escaped: false });
    let edits = setter.finish();
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(edited(text, edits.iter()))
}

/// `text` with some edits of it, in their order.
pub fn edited<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut set = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for edit in edits {
        set.push_str(&text[done..edit.at.start]);
        edit.write(&mut set);
        done = edit.at.end;
    }
    set.push_str(&text[done..]);
    set
}

#[cfg(test)]
mod tests;
