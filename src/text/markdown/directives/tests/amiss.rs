//! First and last lines that are not right: one fault is one message, at the line that is to blame.

use super::*;

/// Each is told once, and right when the remedy is followed.
#[test]
fn a_line_is_told_with_what_was_meant() {
    for (text, expected, right) in [
        (
            ":::quote[Anna]\na\n:::",
            "Anna: `quote` has no title; write `:::quote{by=\"Anna\"}`",
            ":::quote{by=\"Anna\"}\na\n:::",
        ),
        (
            ":::quote[Anna]{role=\"Mayor\"}\na\n:::",
            "Anna: `quote` has no title; write `:::quote{by=\"Anna\" role=\"Mayor\"}`",
            ":::quote{by=\"Anna\" role=\"Mayor\"}\na\n:::",
        ),
        (
            ":::questions[The dam]\n### Why?\n\nSo.\n:::",
            "The dam: `questions` has no title; put that above it, and write it as in `:::questions`",
            "## The dam\n\n:::questions\n### Why?\n\nSo.\n:::",
        ),
        (
            ":::fact-box{title=\"The treaty\"}\na\n:::",
            "title: `fact-box` has no attribute `title`; write `:::fact-box[The treaty]`",
            ":::fact-box[The treaty]\na\n:::",
        ),
        (
            ":::key-points{label=\"A [b]\"}\n- a\n:::",
            "label: `key-points` has no attribute `label`; write `:::key-points[A \\[b\\]]`",
            ":::key-points[A \\[b\\]]\n- a\n:::",
        ),
        (
            ":::quote{author=\"Anna\"}\na\n:::",
            "author: `quote` has no attribute `author`; did you mean `by`?",
            ":::quote{by=\"Anna\"}\na\n:::",
        ),
        (
            ":::note\na\n:::",
            "note: there is no block `note`; write it as a quote: `> [!NOTE]`, `> ` before each line",
            "> [!NOTE]\n> a",
        ),
        (
            "::youtube{id=abc}",
            "youtube: there is no block `youtube`; write the address of what it shows alone on a line, with an empty one before and behind",
            "https://www.youtube.com/watch?v=abc",
        ),
        (
            ":::key points\n- a\n:::",
            ":::key points: a name of a block has hyphens where others have spaces; write `:::key-points`",
            ":::key-points\n- a\n:::",
        ),
        (
            ":::Fact Box[The dam]\na\n:::",
            ":::Fact Box[The dam]: a name of a block has hyphens where others have spaces; write `:::fact-box[The dam]`",
            ":::fact-box[The dam]\na\n:::",
        ),
        (
            "\t:::quote\na\n:::",
            ":::quote: `:::quote` does nothing here, and readers see it; write it on a line of its own, at the beginning of that line, outside lists and quotes",
            ":::quote\na\n:::",
        ),
        (
            "Words :::quote\na\n:::",
            ":::quote: `:::quote` does nothing here, and readers see it; write it on a line of its own, at the beginning of that line, outside lists and quotes",
            "Words\n\n:::quote\na\n:::",
        ),
        (
            "> :::quote\n> a\n\n:::",
            ":::quote: `:::quote` does nothing here, and readers see it; write it on a line of its own, at the beginning of that line, outside lists and quotes",
            ":::quote\na\n:::",
        ),
        (
            ":::quote\na\n::::",
            "::::: no block that is open begins with 4 colons; write `:::`, if it is to end `:::quote`",
            ":::quote\na\n:::",
        ),
        (
            "::::quote\na\n:::",
            ":::: no block that is open begins with 3 colons; write `::::`, if it is to end `::::quote`",
            "::::quote\na\n::::",
        ),
        (
            ":::story[a.md]\n:::",
            ":::story[a.md]: `story` is one line, and begins with two colons; write `::story[a.md]`, and delete the `:::` below it",
            "::story[a.md]",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
        assert_eq!(told(right), [""; 0], "{right}");
    }
    assert_eq!(told(":::\u{a0}quote\na\n:::"), [""; 0]);
    assert_eq!(
        told("Write `:::quote` first.\n\n:::"),
        [
            ":::: this ends no block, and readers see it; delete it, or begin a block above it, such as `:::fact-box`"
        ]
    );
}

/// A beginning that is none has one end: a further one is told by itself.
#[test]
fn each_end_of_nothing_is_told() {
    let told = |text| -> Vec<String> {
        let of = |told: String| told.split_once("; ").map(|(told, _)| told.to_string());
        told(text).into_iter().filter_map(of).collect()
    };
    let begins = ":::quote: `:::quote` does nothing here, and readers see it";
    let ends = ":::: this ends no block, and readers see it";
    for (text, expected) in [
        ("Words :::quote\na\n:::\n\nb\n\n:::", [begins, ends]),
        (":::\n\nWords :::quote\na\n:::", [ends, begins]),
        ("Words :::quote\na\n:::\n\n- :::quote\n\nb\n\n:::", [begins, begins]),
        (":::\n\n:::", [ends, ends]),
        (":::quote\na\n:::\n\n:::\n\n:::", [ends, ends]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

/// Behind what is open too deeply nothing is looked at, whatever a block is called there.
#[test]
fn blocks_too_deep_are_told_once() {
    let (open, end) = (":::fact-box\n".repeat(10), "\n:::".repeat(11));
    for name in ["fact-box", "fact box", "key points", "box[Facts]"] {
        let told = told(&format!("{open}:::{name}{end}\n\n:::quotte\n\n:::quotte\n"));
        let deep = told.iter().filter(|told| told.contains("more than 10 blocks are open here"));
        assert_eq!(deep.count(), 1, "{name}: {told:#?}");
        assert!(!told.iter().any(|told| told.contains("quotte")), "{name}: {told:#?}");
    }
}

/// Of one colon, which makes no block.
#[test]
fn a_block_with_one_colon_is_told_with_the_right_line() {
    for (text, hint) in [
        (":story[b.md]", "write `::story[b.md]`"),
        (
            "Words.\n\n:story[../a/b.md]{title=\"A\"}\n\nMore.",
            "write `::story[../a/b.md]{title=\"A\"}`",
        ),
        ("Words\n:Story[b.md]", "write `::story[b.md]`"),
        (
            ":quote[x]{by=\"y\"}",
            "write `:::quote{by=\"y\"}`, in the line below it `x`, and `:::` where it ends",
        ),
        (":quote{by=\"y\"}\nx\n", "write `:::quote{by=\"y\"}`, and `:::` where it ends"),
        (":fact-box[The dam]", "write `:::fact-box[The dam]`, and `:::` where it ends"),
        (":fact_box[The dam]", "write `:::fact-box[The dam]`, and `:::` where it ends"),
        (":gallery[All]\n![a](b.jpg)", "write `:::gallery[All]`, and `:::` where it ends"),
    ] {
        let told = told(text);
        let [line] = &told[..] else { panic!("{text}: {told:?}") };
        assert!(
            line.contains("does nothing, and readers see it") && line.ends_with(hint),
            "{line}"
        );
    }
    for right in [
        "at 14:story[1] and 9:quote[2]",
        "The score was 3\n:story of a match",
        ":story b.md",
        ":quote",
        ":smile: and :question: here",
        "Term\n: story[b.md]",
        "`:story[b.md]`",
        "    :story[b.md]",
        "```\n:story[b.md]\n```",
        "A :story[b.md] within words.",
        ":story[b.md] and more words",
        ":youtube[abc]",
        "\\:story[b.md]",
        "::story[b.md]",
    ] {
        assert_eq!(told(right), [""; 0], "{right}");
    }
}
