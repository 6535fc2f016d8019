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
