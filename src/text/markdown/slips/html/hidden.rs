//! What is told of an element that its author hid.

use crate::html::{Tag, begins_hidden, style_hides};

/// What is told of an element that browsers do not show, by an attribute.
pub(super) fn told(whole: &str, tag: &Tag) -> Option<(String, String)> {
    let hides = |name: &&str| match (*name, tag.value(name)) {
        (_, None) => false,
        ("style", Some(style)) => style_hides(style),
        (_, Some(_)) => begins_hidden(tag),
    };
    let by = ["hidden", "popover", "style"].into_iter().find(hides)?;
    let message = format!(
        "readers do not get what is in `{whole}`: by its `{by}` it is hidden, and it is left out of the page, \
         of summaries and of feeds"
    );
    Some((message, format!("delete it with its words, or to show them, delete `{by}`")))
}
