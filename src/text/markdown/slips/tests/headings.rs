use super::*;

#[test]
fn ids_that_a_heading_cannot_have_are_told() {
    hold(&[
        (
            "## Gates {#main}",
            "{#main}",
            "the page itself has the id `main`: this heading gets another",
            "give it an id of its own, such as `{#main-2}`",
        ),
        ("## Gates {#fn-1}", "{#fn-1}", "the page itself has the id `fn-1`", "give it an id"),
        (
            "## A {#a}\n\n## B {#a}",
            "{#a}",
            "another heading has the id `a`: this one gets another",
            "give it an id of its own, such as `{#a-2}`",
        ),
        (
            "## Gates {main}",
            "{main}",
            "readers do not see `{main}`: it is taken for an attribute",
            "for an id, write `{#main}`; to show it, write `&#123;main}`",
        ),
    ]);
    assert_eq!(told("## A {#a}\n\n## B {#b}\n\n## A\n\n## A &#123;b}\n\nText."), [[""; 3]; 0]);
}

#[test]
fn a_second_front_matter_is_told_once() {
    for text in [
        "---\ntitle: x\n---\n\nWords.",
        "---\ntitle: x.\ndate: 2026-11-20\n---\nWords.",
        "---\ntitle: x\ntags:\n  - a\n  - b\n---\n\nWords.",
    ] {
        let told = told(text);
        let [slip] = &told[..] else { panic!("{text}: {told:#?}") };
        assert!(slip[0].starts_with("title: x"), "{slip:?}");
        assert!(slip[1].ends_with("a second front matter is a part of the text"), "{slip:?}");
    }
    for right in ["---\n\nWords: and more.", "---\nNote: words\n", "A heading: x\n---\n\nA."] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}

/// A Mac writes one that does not break with the Alt key, and a Japanese keyboard a wide one.
#[test]
fn spaces_that_make_no_heading_are_told() {
    hold(&[
        (
            "#\u{a0}Prices",
            "#\u{a0}Prices",
            "readers see the `#`: this is no heading",
            "write an ordinary space behind it: `## Prices`",
        ),
        (
            "##\u{a0}Prices rise.",
            "##\u{a0}Prices rise.",
            "readers see the `##`",
            "write an ordinary space behind it: `## Prices rise.`",
        ),
        (
            "Text\n###\u{3000}次は",
            "###\u{3000}次は",
            "the `###`",
            "write an ordinary space behind it: `### 次は`",
        ),
        ("##\u{2009}A", "##\u{2009}A", "the `##`", "write an ordinary space behind it: `## A`"),
        ("###", "###", "this heading has no words", "write them behind `### `, or delete the line"),
        ("A.\n\n# \n\nB.", "#", "this heading has no words", "write them behind `## `, or delete"),
    ]);
    assert_eq!(told("#\u{a0}\n\nA #\u{a0}b and \\#\u{a0}c."), [[""; 3]; 0]);
}

#[test]
fn one_word_may_be_a_hashtag() {
    hold(&[(
        "#MeToo",
        "#MeToo",
        "this is no heading",
        "write a space behind it: `## MeToo`, or `\\#MeToo` if it is a hashtag",
    )]);
    assert_eq!(told("\\#MeToo"), [[""; 3]; 0]);
}
