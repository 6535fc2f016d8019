//! What HTML hides from readers.

use super::hiding::resolved;
use crate::html::shown;
use crate::html::tree::{Node, parse, text_of, write};

/// HTML as a tree, in which what is hidden by marks says so itself.
pub fn tree_of(html: &str) -> Vec<Node> {
    resolved(parse(html))
}

/// The words of a piece of HTML that readers see.
pub fn words(html: &str) -> String {
    super::line::on_one_line(&text_of(&shown(tree_of(html))))
}

/// A piece of HTML without what readers do not see.
pub fn seen(html: &str) -> String {
    write(&shown(tree_of(html)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_readers_see() {
        for (html, expected) in [
            ("a <b>b</b> <span hidden>c</span>", "a b"),
            ("<p style=\"Display: None\">a</p><p>b <i style=\"visibility:hidden\">c</i></p>", "b"),
            ("<dialog>a</dialog><dialog open>b</dialog>", "b"),
            ("<p style=\"color: red\">a</p>", "a"),
            (
                "<div popover>a</div><div popover=\"manual\">b</div><dialog open popover>c</dialog>",
                "c",
            ),
            ("<template><p>a</p></template>b<noframes>c</noframes><noembed>d</noembed>", "b"),
            ("<datalist><option>a</datalist>b", "b"),
            ("<details><summary>a</summary> b</details>", "a b"),
            ("<p aria-hidden=\"true\">a</p>", "a"),
        ] {
            assert_eq!(words(html), expected, "{html}");
        }
    }
}
