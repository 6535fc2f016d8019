use super::*;

#[test]
fn headings_code_and_tables_that_came_about_by_accident_are_told() {
    let code = "make it code";
    hold(&[
        (
            "#Heading",
            "#Heading",
            "readers see the `#`: this is no heading",
            "write a space behind it: `## Heading`",
        ),
        ("#Heading\nText below.", "#Heading", "no heading", "write a space"),
        ("Text.\n##Heading", "##Heading", "no heading", "write a space behind it: `## Heading`"),
        ("###3 things", "###3 things", "no heading", "write a space behind it: `### 3 things`"),
        (
            "The end.\n---\n\nMore",
            "The end.",
            "the line `---` makes a heading of this paragraph",
            "leave the line above `---` empty",
        ),
        (
            "    Four spaces made this code.",
            "Four spaces made this code.",
            code,
            "delete the spaces: `Four spaces made this code.`",
        ),
        (
            "Text\n\n    and then they went home.",
            "and then they went home.",
            code,
            "delete the spaces",
        ),
        (
            "    he said, \"never again\"\n",
            "he said, \"never again\"",
            code,
            "delete the spaces: `he said, ",
        ),
        ("\tA tab made it code too.", "A tab made it code too.", code, "delete the spaces"),
        ("Text\n\n    ## Heading", "## Heading", code, "delete the spaces: `## Heading`"),
        ("- a\n\n      These words are code here.", "These words are code here.", code, "delete"),
        ("    新しい朝", "新しい朝", code, "delete the spaces"),
        (
            "```\ncode\n\nMore text.",
            "```",
            "the code that begins here has no end",
            "write its first",
        ),
        ("> ~~~~\n> code\n> ~~~", "~~~~", "has no end", "write its first"),
        (
            "|a|b|\n|--|--|\n|1|2|3|\n|4|5|\n|6|7||\n",
            "3|",
            "readers do not see `3`",
            "give the first rows as many cells",
        ),
        (
            "a|b\n--|--\n1 \\| 1|2|3",
            "3",
            "this row has more cells than the table's 2 columns",
            "give",
        ),
        (
            "|a|b|\n|1|2|",
            "|a|b|",
            "readers see the bars of this table",
            "its second line has to be `|---|---|`",
        ),
        (
            "|a|b|c|\n|--|--|\n|1|2|3|",
            "|a|b|c|",
            "not read as one",
            "its second line has to be `|---|---|---|`",
        ),
    ]);
}

#[test]
fn tables_of_other_programs_are_told() {
    hold(&[
        (
            "Town\tVotes\nHesk\t12\nOrsa\t7",
            "Town\tVotes",
            "readers see these rows in one line",
            "write `| Town | Votes |`, and so each row, and `|---|---|` as the second line",
        ),
        (
            "    | a | b |\n    |---|---|\n    | 1 | 2 |",
            "| a | b |",
            "make it code",
            "delete the spaces: `| a | b |`, and so in each line",
        ),
    ]);
    for right in [
        "A\ttab in a line.\nAnd none here.",
        "One\tline",
        "```\na\tb\nc\td\n```",
        "    | grep -v a\n    | sort",
        "    |x| = 1\n    |y| = 2",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}
