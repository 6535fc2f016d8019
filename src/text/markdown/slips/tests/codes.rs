use super::*;

#[test]
fn notes_to_the_desk_that_readers_see_are_told() {
    let told_of = "readers see this note: `";
    hold(&[
        (
            "Words. <!-- ask Anna!",
            "<!-- ask Anna!",
            "readers see this note: `<!-- ask Anna!`",
            "write `<!-- ask Anna! -->`, with the `-->` where the note ends, or delete it",
        ),
        ("A <!–– ask Anna ––> b", "<!–– ask Anna ––>", told_of, "write `<!-- ask Anna -->`"),
        ("A <!—- ask -—> b", "<!—- ask -—>", told_of, "write `<!-- ask -->`"),
        ("A <!- note -> b", "<!- note ->", told_of, "write `<!-- note -->`"),
        ("<!–– a > b ––>", "<!–– a > b ––>", told_of, "write `<!-- a > b -->`"),
        ("Say <!-- one\nand two --", "<!-- one", told_of, "write `<!-- one -->`, with the `-->`"),
    ]);
    assert_eq!(
        told("a <!-- note --> b\n\n<!-- c -->\n\nx <-- y, <!, <!DOCTYPE>, `<!- a ->`")[1..],
        [[""; 3]; 0]
    );
}

#[test]
fn what_a_word_processor_leaves_is_to_be_deleted() {
    hold(&[
        ("Words<o:p></o:p>", "<o:p></o:p>", "readers see `<o:p></o:p>`, which a word", "delete it"),
        ("A <w:r>Hesk.", "<w:r>", "readers see", "delete it"),
        ("Hesk</st1:City> votes", "</st1:City>", "readers see", "delete it"),
        ("In <st1:City w:st=\"on\">Hesk", "<st1:City w:st=\"on\">", "readers see", "delete it"),
        ("<p>A<o:p></o:p></p>", "<o:p>", "a word processor left `<o:p>`", "delete it, and its end"),
    ]);
    assert_eq!(
        told("See </economy/prices.md>.")[0][2],
        "write its words, and the file behind them: `[…](/economy/prices.md)`"
    );
}

#[test]
fn notes_and_codes_of_other_programs_are_told() {
    let stands = "which another program would put something in place of";
    hold(&[
        (
            "A <--! ask Anna --> b",
            "<--! ask Anna -->",
            "readers see this note",
            "write `<!-- ask Anna -->`",
        ),
        (
            "A {# ask Anna #} b",
            "{# ask Anna #}",
            "readers see this note",
            "write `<!-- ask Anna -->`",
        ),
        ("[gallery ids=\"1,2\"]", "[gallery ids=\"1,2\"]", stands, "write what it stands for"),
        ("A [video src='a.mp4'] b", "[video src='a.mp4']", stands, "write what it stands for"),
        (
            "See ::story[../prices.md] now.",
            "::story[../prices.md]",
            "`::story[../prices.md]` does nothing within a line",
            "write it on a line of its own, or as a link: `[…](../prices.md)`",
        ),
        (
            "See <www.paper.example>.",
            "<www.paper.example>",
            "readers see `<www.paper.example>`, which is no link",
            "write the whole address: `<https://www.paper.example>`",
        ),
    ]);
    for right in [
        "a <-- b, a <- b! and <-!> and {#1}",
        "In [Year x=\"a\"] and [a = b] and [see \"this\"].",
        "[gallery ids=\"1\"](/a/)",
        "`a ::story[b.md]`",
        "## A {#b}",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}
