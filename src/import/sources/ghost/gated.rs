//! Parts of a text that Ghost shows to some readers alone. In the HTML of a post they are between
//! comments (Ghost's `gated-blocks.js` and `content-gating.js`), in a document of Lexical they are
//! cards with a visibility (`kg-default-nodes`, `visibility.js`).

use crate::import::facts::Facts;

const BEGIN: &str = "<!--kg-gated-block:begin";
const END: &str = "<!--kg-gated-block:end-->";

/// What stands for a part that is left out.
pub const MARK: &str = "<!--kg-gated-block:begin nonMember:false --><!--kg-gated-block:end-->";

/// The HTML as somebody sees it who is no member, and whether that is less than all of it.
pub fn for_everybody(html: &str) -> (String, bool) {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut is_less = false;
    while let Some(at) = rest.find(BEGIN) {
        out.push_str(&rest[..at]);
        rest = &rest[at + BEGIN.len()..];
        let (given, inside) = rest.split_once("-->").unwrap_or((rest, ""));
        // A part without an end is private to the end.
        let (part, behind) = inside.split_once(END).unwrap_or((inside, ""));
        let is_public = given.split_whitespace().any(|pair| pair == "nonMember:true");
        if is_public && !part.contains(BEGIN) {
            out.push_str(part);
        } else {
            is_less = true;
        }
        rest = behind;
    }
    out.push_str(rest);
    (out, is_less)
}

/// Whether a card is hidden from those who are no members. `showOnWeb` is the older form.
pub fn is_hidden(node: &Facts) -> bool {
    let visibility = node.map("visibility");
    let of_web = visibility.map("web").flag("nonMember");
    of_web.or_else(|| visibility.flag("showOnWeb")) == Some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_for_members_are_left_out() {
        for (html, seen, is_less) in [
            ("a", "a", false),
            (
                "a<!--kg-gated-block:begin nonMember:false memberSegment:\"status:free,status:-free\" -->b<!--kg-gated-block:end-->c",
                "ac",
                true,
            ),
            (
                "a<!--kg-gated-block:begin nonMember:true memberSegment:\"\" -->b<!--kg-gated-block:end-->c",
                "abc",
                false,
            ),
            (
                "a<!--kg-gated-block:begin memberSegment:\"\" -->b<!--kg-gated-block:end-->c",
                "ac",
                true,
            ),
            ("a<!--kg-gated-block:begin nonMember:false -->b", "a", true),
            ("a<!--kg-gated-block:begin nonMember:false", "a", true),
        ] {
            assert_eq!(for_everybody(html), (seen.to_string(), is_less), "{html}");
        }
    }
}
