use super::*;

#[test]
fn brackets_that_are_no_link_are_told() {
    let no_link = "which is no link";
    hold(&[
        (
            "See [the text] (https://a.example/).",
            "[the text] (https://a.example/)",
            "readers see `[the text]` and the address behind it, and no link",
            "delete the space between the brackets: `[the text](https://a.example/)`",
        ),
        ("[a]\n(/b/)", "[a]", "no link", "write both parts in one line, without a space between"),
        ("![dam] (dam.jpg)", "![dam] (dam.jpg)", "no picture", "delete the space between"),
        ("[a](https://exa mple.org)", "[a](https://exa mple.org)", no_link, "an address has no"),
        (
            "[a](my file.md)",
            "[a](my file.md)",
            no_link,
            "put an address with spaces into `<>`: `[a](<my file.md>)`",
        ),
        (
            "![The dam](my photo.jpg \"At seven\")",
            "![The dam](my photo.jpg \"At seven\")",
            "readers see the brackets",
            "put an address with spaces into `<>`: `![The dam](<my photo.jpg> \"At seven\")`",
        ),
        (
            "[a](https://a.example b",
            "[a](https://a.example",
            no_link,
            "close the bracket: `[a](https://a.example)`",
        ),
        (
            "(a)[https://a.example]",
            "(a)[https://a.example]",
            no_link,
            "change the brackets: `[a](https://a.example)`",
        ),
        (
            "[a][https://a.example]",
            "[a][https://a.example]",
            no_link,
            "write the address in round brackets: `[a](https://a.example)`",
        ),
        (
            "[a][no-such]",
            "[a][no-such]",
            "readers see `[a][no-such]`, which is no link",
            "write the address: `[a](https://…)`, or add a line `[no-such]: https://…`",
        ),
        ("[a][]", "[a][]", no_link, "write the address: `[a](https://…)`"),
    ]);
}

#[test]
fn links_of_other_kinds_are_told() {
    hold(&[
        (
            "See [[talks]].",
            "[[talks]]",
            "readers see `[[talks]]`, which is no link",
            "write the name of its file behind its words: `[talks](talks.md)`",
        ),
        (
            "[[my talks|the talks]]",
            "[[my talks|the talks]]",
            "no link",
            "write the name of its file behind its words: `[the talks](<my talks.md>)`",
        ),
        (
            "![a] (b.png)",
            "![a] (b.png)",
            "readers see `[a]` and the address behind it, and no picture",
            "delete the space between the brackets: `![a](b.png)`",
        ),
        (
            "[a](https://a.example/x y)",
            "[a](https://a.example/x y)",
            "readers see the brackets of `[a](…)`",
            "an address has no spaces: write `%20` for each: `[a](https://a.example/x%20y)`",
        ),
        (
            "> [!NOTES]\n> a",
            "[!NOTES]",
            "readers see `[!NOTES]`: there is no box of this kind",
            "write `[!NOTE]`; the kinds are `[!NOTE]`, `[!TIP]`",
        ),
        ("> [!Info]\n> a", "[!Info]", "no box of this kind", "write `[!NOTE]`; the kinds"),
    ]);
    assert_eq!(told("He said [[sic]\\] so. > [!NOTE]\n\n> [!tip]\n> a\n\nWow [!] a"), [[""; 3]; 0]);
}

#[test]
fn links_and_notes_are_told_with_what_was_written() {
    hold(&[
        (
            "[x](a.md “Title”)",
            "[x](a.md “Title”)",
            "no link",
            "write the title in straight quotation marks: `[x](a.md \"Title\")`",
        ),
        (
            "![L](l.csv „bar“)",
            "![L](l.csv „bar“)",
            "",
            "write the title in straight quotation marks",
        ),
        (
            "![[dam.svg]]",
            "![[dam.svg]]",
            "readers see `![[dam.svg]]`, which is no picture",
            "write the name of its file behind its words: `![dam](dam.svg)`",
        ),
        ("[[img/dam.svg|300]]", "[[img/dam.svg|300]]", "no link", "write the name of its file"),
        ("[[a b.pdf]]", "[[a b.pdf]]", "no link", "write the name of its file"),
        (
            "[us](mailto: desk@x.example)",
            "[us](mailto: desk@x.example)",
            "no link",
            "an address of e-mail has no spaces: `[us](mailto:desk@x.example)`",
        ),
        (
            "[us](mailto:desk @x.example?subject=Late news&body=a b)",
            "[us](mailto:desk @x.example?subject=Late news&body=a b)",
            "no link",
            "an address of e-mail has no spaces: `[us](mailto:desk@x.example?subject=Late%20news&body=a%20b)`",
        ),
        ("[us](tel: +49 30 123)", "[us](tel: +49 30 123)", "", "write `[us](tel:+4930123)`"),
        ("[us](00374 10 123456)", "[us](00374 10 123456)", "", "write `[us](tel:+37410123456)`"),
        (
            "See <../economy/prices.md>.",
            "<../economy/prices.md>",
            "readers see `<../economy/prices.md>`, which is no link",
            "write its words, and the file behind them: `[…](../economy/prices.md)`",
        ),
        ("[a](https://x.example,)", "[a](https://x.example,)", "", "write `https://x.example`"),
        (
            "[the prices]\n(../x.md)",
            "[the prices]",
            "no link",
            "write both parts in one line, without a space between them: `[the prices](../x.md)`",
        ),
        ("Words^[1].\n\n[^1]: Note", "^[1]", "readers see `^[1]`", "write `[^1]`"),
    ]);
    let hint = |text| told(text)[0][2].clone();
    assert_eq!(hint("Words^[1].\n\n[^1]: Note"), "write `[^1]`");
}

/// What is told of a bracket that nothing closes, and of titles, builds as it is written.
#[test]
fn links_are_mended_whole() {
    for (text, place, hint) in [
        (
            "[x](https://en.wikipedia.org/wiki/Lake_(disambiguation) and",
            "[x](https://en.wikipedia.org/wiki/Lake_(disambiguation)",
            "close the bracket: `[x](https://en.wikipedia.org/wiki/Lake_(disambiguation))`",
        ),
        ("See [x](a.md and", "[x](a.md", "close the bracket: `[x](a.md)`"),
        (
            "![A](gauge.png \"Caption)",
            "![A](gauge.png \"Caption)",
            "write the title in straight quotation marks: `![A](gauge.png \"Caption\")`",
        ),
        (
            "![A](gauge.png, Caption)",
            "![A](gauge.png, Caption)",
            "write the title in straight quotation marks: `![A](gauge.png \"Caption\")`",
        ),
        (
            "![A](gauge.png The new gauge)",
            "![A](gauge.png The new gauge)",
            "write the title in straight quotation marks: `![A](gauge.png \"The new gauge\")`",
        ),
        (
            "![A](gauge.png 'It's here')",
            "![A](gauge.png 'It's here')",
            "write the title in straight quotation marks: `![A](gauge.png \"It's here\")`",
        ),
        (
            "![A](gauge.png “A \"word\"”)",
            "![A](gauge.png “A \"word\"”)",
            "write the title in straight quotation marks: `![A](gauge.png 'A \"word\"')`",
        ),
        (
            "[x](<../economy/prices.md)",
            "[x](<../economy/prices.md)",
            "write `[x](../economy/prices.md)`",
        ),
        ("[x](<a b.md)", "[x](<a b.md)", "write `[x](<a b.md>)`"),
        ("[x](a b.md)", "[x](a b.md)", "put an address with spaces into `<>`: `[x](<a b.md>)`"),
        (
            "[x](https://a.example/b (c) d)",
            "[x](https://a.example/b (c) d)",
            "an address has no spaces: write `%20` for each: `[x](https://a.example/b%20(c)%20d)`",
        ),
    ] {
        let told_of = told(text);
        let [slip] = &told_of[..] else { panic!("{text:?}: {told_of:#?}") };
        assert_eq!(slip[0], place, "{text}");
        assert_eq!(slip[2], hint, "{text}");
        let mended = hint.split('`').rev().nth(1).unwrap();
        assert_eq!(told(mended), [[""; 3]; 0], "{mended}");
    }
}

/// There is such a box: its words stand in the wrong place.
#[test]
fn a_box_is_a_quote_below_its_kind() {
    for text in ["> [!NOTE] Words", "> [!note] Words\n> more", "[!NOTE]\nWords", "[!NOTE] Words"] {
        let told_of = told(text);
        let [slip] = &told_of[..] else { panic!("{text:?}: {told_of:#?}") };
        assert!(slip[1].ends_with("a box is a quote, below the line of its kind"), "{slip:?}");
        let hint = "write `> [!NOTE]` on a line of its own, and `> ` before each line of its words below it";
        assert_eq!(slip[2], hint);
    }
    assert_eq!(told("> [!NOTE]\n> Words"), [[""; 3]; 0]);
}

#[test]
fn a_link_with_a_colon_that_begins_a_line_is_told() {
    hold(&[(
        "A.\n\n[the prices]:(../prices.md)\n\nB.",
        "[the prices]:(../prices.md)",
        "readers do not see `[the prices]:(../prices.md)`: with the colon it is no link",
        "delete the colon: `[the prices](../prices.md)`",
    )]);
    for right in [
        "```\n[a]:(b.md)\n```",
        "[a]: (b.md)\n\n[a]",
        "[the prices](../prices.md)",
        "    [a]:(b.md)",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}

#[test]
fn words_apart_from_the_name_of_their_address_are_told() {
    hold(&[(
        "See [the text] [1].\n\n[1]: https://a.example/\n",
        "[the text] [1]",
        "readers see `[the text]`, and a link of its own behind it",
        "delete the space between the brackets: `[the text][1]`",
    )]);
    for text in [
        "See [the text][1].\n\n[1]: https://a.example/\n",
        "See [1] [2].\n\n[1]: https://a.example/\n[2]: https://b.example/\n",
        "See [the text](/b/) [1].\n\n[1]: https://a.example/\n",
        "“He [sic] [1] went.”\n\n[1]: https://a.example/\n",
        "- [x] [1]\n\n[1]: https://a.example/\n",
        "See [the text] [1].\n",
        "See `[the text]` [1].\n\n[1]: https://a.example/\n",
        "See \\[the text\\] [1].\n\n[1]: https://a.example/\n",
        "See [the text]: [1].\n\n[1]: https://a.example/\n",
    ] {
        assert_eq!(told(text), [[""; 3]; 0], "{text}");
    }
}
