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
