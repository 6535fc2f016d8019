use super::*;

#[test]
fn marks_of_emphasis_that_readers_see_are_told() {
    let escaped = "or `\\*\\*` if readers are to see it";
    let hint = format!("close it, such as `**bold without end**`, {escaped}");
    assert_eq!(
        told("Then **bold without end"),
        [["**", "readers see the `**` of `**bold without end`", &hint]]
    );
    hold(&[
        (
            "**a long sentence that is never closed and goes on like this\n\nb",
            "**",
            "readers see the `**` of",
            "close it, such as `**a**`",
        ),
        ("a **Б", "**", "`**Б`", "close it, such as `**Б**`"),
        ("**\"Quoted\" and more", "**", "readers see", "close it"),
        ("- **item", "**", "readers see", "close it"),
        ("| **cell | b |\n|---|---|\n", "**", "readers see", "close it"),
        ("***both", "***", "readers see", "close it, such as `***both***`"),
        ("** bold **", "** bold **", "readers see the `**`", "no space belongs inside: `**bold**`"),
        ("a ** bold** b", "** bold**", "readers see", "no space belongs inside: `**bold**`"),
        ("**bold **", "**bold **", "readers see", "no space belongs inside: `**bold**`"),
        (
            "**Note:**text here",
            "**Note:**",
            "readers see",
            "a space belongs behind it: `**Note:** text`",
        ),
        ("__x and", "__", "`__x and`", "close it, such as `__x and__`"),
        ("__bold__text", "__bold__", "readers", "before a letter, write asterisks: `**bold**text`"),
        ("a *slip here", "*", "`*slip here`", "close it, such as `*slip here*`"),
        ("a _slip here", "_", "`_slip here`", "close it, such as `_slip here_`"),
        ("~~gone", "~~", "`~~gone`", "close it, such as `~~gone~~`"),
        ("a ``code` b", "``code", "readers see the mark of code before `code`", "close it"),
        ("a `code b", "`code", "readers see the mark of code before `code`", "close it"),
        ("_a **b_", "**", "readers see", "close it, such as `**b**`"),
    ]);
}

#[test]
fn marks_that_fewer_close_are_told() {
    hold(&[
        (
            "~~struck~ word.",
            "~~struck~",
            "readers see `~~` before `struck`: fewer marks close it than open it",
            "write `~~struck~~`",
        ),
        ("__bold_ a", "__bold_", "readers see `_` before `bold`", "write `__bold__`"),
        ("***bold** a", "***bold**", "readers see `*` before `bold`", "write `***bold***`"),
        ("**bold* a", "**bold*", "readers see `*` before `bold`", "write `**bold**`"),
        ("####### Seven", "####### Seven", "a heading has six at most", "write `## Seven`"),
        ("A.\n\n##\n\nB.", "##", "this heading has no words", "write them behind `## `"),
        (
            "Heading\n===\n\nA.",
            "Heading",
            "a second headline",
            "write `## Heading`, and delete the line `===` below it",
        ),
        ("The end.\n===\n\nA.", "The end.", "makes a heading of this", "leave the line above"),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n",
            "| 3 | 4 |",
            "readers see the bars of this row",
            "delete the empty line between the table and this row",
        ),
        (
            "| a | b |\n|---|---|\n| x|y | 2 |\n",
            "x|y",
            "readers do not see `2`",
            "write `x\\|y` for a `|` that is no border",
        ),
        ("In KÃ¶ln.", "KÃ¶ln.", "were damaged", "write `Köln.`"),
    ]);
    assert_eq!(told("`KÃ¶ln` and\n\n    KÃ¶ln = 1;\n"), [[""; 3]; 0]);
}
