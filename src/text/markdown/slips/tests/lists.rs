use super::*;

#[test]
fn lists_without_spaces_are_told() {
    let told_of = "readers see the `-` of each line, and no list";
    hold(&[
        ("Text:\n-one\n-two", "-one", told_of, "begin each with `-` and a space: `- one`"),
        ("•one\n• two", "•one", "the `•` of each line", "begin each with `-` and a space: `- one`"),
    ]);
    let dashes = "readers see the `–` of each line, and no list";
    hold(&[
        ("– one\n– two\n– three", "– one", dashes, "begin each with `-` and a space: `- one`"),
        (
            "a) one\nb) two",
            "a) one",
            "the `a)` of each line",
            "for a list, write `1. one`; to keep the letters, write `\\` at",
        ),
        ("And:\n2. one\n3. two", "2. one", "`2.` of each", "leave a line empty above the first"),
        ("1.one\n2.two", "1.one", "`1.` of each", "put a space behind it: `1. one`"),
    ]);
    for speech in [
        "— Да.\n— Нет.\n— Почему?\n— Так, — сказал он",
        "– Oui.\n– Non !\n– Pourquoi ?",
        "—No firmaremos —dijo—.\n—¡Basta!\n—¿Por qué?",
        "– one\n– two",
        "§ 5\n\n1. One\n2. Two\n\n   Continued.\n\n3. Three",
        "It was in\n2. Bundesliga that he played.",
        "(a) first\n(b) second",
    ] {
        assert_eq!(told(speech), [[""; 3]; 0], "{speech}");
    }
    let right = "-Not a list, he said.\n\n-5 degrees\n-6 degrees\n\nText\n-one\ntext\n\n\\-a\n\\-b";
    assert_eq!(told(right), [[""; 3]; 0]);
}

/// A list counts on from its first number, whatever the others are.
#[test]
fn numbers_that_readers_see_otherwise_are_told() {
    let keep = "to keep the numbers, write each line as ";
    for (text, place, seen, line) in [
        (
            "20. November war kalt.\n\n24. November war warm.",
            "24. November war warm.",
            "readers see `21.` here: a list counts on from its first number, and this is `24.`",
            "24\\. November war warm.",
        ),
        ("10. Hesk\n9. Marisk\n8. Orsa", "9. Marisk", "readers see `11.`", "9\\. Marisk"),
        ("1. A\n2. B\n2. C\n4. D", "2. C", "readers see `3.`", "2\\. C"),
        ("1986. A\n\n1990. B", "1990. B", "readers see `1987.`", "1990\\. B"),
        ("3) A\n5) B", "5) B", "readers see `4)`", "5\\) B"),
        ("> 3. A\n> 5. *B*", "5. *B*", "readers see `4.`", "5\\. *B*"),
        ("- a\n  1. A\n  3. B", "3. B", "readers see `2.`", "3\\. B"),
    ] {
        let told_of = told(text);
        let [slip] = &told_of[..] else { panic!("{text:?}: {told_of:#?}") };
        assert_eq!(slip[0], place);
        assert!(slip[1].starts_with(seen), "{slip:?}");
        assert!(slip[2].starts_with(&format!("{keep}`{line}`")), "{slip:?}");
    }
    for right in [
        "1. a\n1. b\n1. c",
        "0. a\n1. b",
        "3. a\n4. b\n\n   more\n\n5. c",
        "1. a\n   1. b\n   2. c\n2. d\n   - e\n3. f",
        "20. November war kalt.",
        "20\\. November war kalt.\n\n24\\. November war warm.",
        "10\\. Hesk\n\n9\\. Marisk\n\n8\\. Orsa",
        "1. a\n\nBetween.\n\n1. b\n2. c",
        "01. a\n02. b",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}

#[test]
fn items_that_are_part_of_the_one_above_are_told() {
    let below = "as part of the item above";
    hold(&[
        ("- one\n- two\n-three", "-three", below, "put a space behind the mark: `- three`"),
        ("* one\n* two\n*three", "*three", below, "put a space behind the mark: `* three`"),
        ("+ one\n+two", "+two", below, "put a space behind the mark: `+ two`"),
        ("1. one\n2. two\n3.three", "3.three", below, "put a space behind the mark: `3. three`"),
        ("1) one\n2)two", "2)two", below, "put a space behind the mark: `2) two`"),
        ("- one\n\n- two\n-three", "-three", below, "put a space behind the mark: `- three`"),
    ]);
    for right in [
        "- one\n  -5 degrees",
        "- one *two*\n  *three* four",
        "- one\n- two\n  three",
        "1. one\n2. two and\n   3.5 million",
        "1. one, in\n   7.Kavren",
        "- one\n\n-three",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}
