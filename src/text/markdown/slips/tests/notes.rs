use super::*;

#[test]
fn notes_that_nobody_sees_are_told() {
    hold(&[
        (
            "A[^1].",
            "[^1]",
            "the footnote `[^1]` has no note",
            "add the note, in a line of its own: `[^1]: …`",
        ),
        ("A^[See b].", "^[See b]", "readers see `^[See b]`, which is no footnote", "write `[^1]`"),
        (
            "A.\n\n[^1]: B",
            "[^1]: B",
            "readers do not see this note: the text has no `[^1]`",
            "write `[^1]` where it belongs",
        ),
        (
            "A[^1].\n\n[^1]: B\n\n[^1]: C",
            "[^1]: C",
            "readers do not see this note: another is called `[^1]` already",
            "give it a name of its own, such as `[^1-2]`",
        ),
        ("A[^1].\n\n[^1]: B\n\n[^2]: C[^1]", "[^2]: C[^1]", "the text has no `[^2]`", "write"),
    ]);
    // One leads to the other, and neither to the text.
    assert_eq!(told("A.\n\n[^1]: B[^2]\n\n[^2]: C[^1]\n").len(), 2);
    assert_eq!(told("A[^1].\n\n[^1]: B[^2]\n\n[^2]: C\n"), [[""; 3]; 0]);
}

#[test]
fn a_note_is_told_once() {
    hold(&[
        ("A[^1].\n\n[^1] : Words", "[^1] : Words", "a colon is missing", "write `[^1]: Words`"),
        (
            "A[^1].\n\n[^2]: Words",
            "[^2]: Words",
            "the text has no `[^2]`, and its `[^1]` has no note",
            "write `[^1]:` in place of `[^2]:`, if it is that note",
        ),
        ("A[^1].\n\n[^1]:\n", "[^1]:", "this note has no words", "write them behind `[^1]: `"),
        ("A[^1] b[^1].\n\n[^n]: Words", "[^n]: Words", "its `[^1]` has no note", "write `[^1]:`"),
    ]);
    assert_eq!(told("A[^1] b[^2].\n\n[^3]: Words").len(), 3);
}
