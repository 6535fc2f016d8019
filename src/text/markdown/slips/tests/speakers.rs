use super::*;

/// An interview, of which Markdown takes each answer of one word for an address.
#[test]
fn words_behind_a_name_in_brackets_are_no_address() {
    let message = "it says where links lead";
    hold(&[
        (
            "[Anna]: Yes.",
            "[Anna]: Yes.",
            "readers do not see `[Anna]: Yes.`: it says where links lead",
            "write `**Anna:** Yes.`, or with the brackets `\\[Anna]: Yes.`",
        ),
        ("Words.\n\n[Anna B.]: Yes", "[Anna B.]: Yes", message, "write `**Anna B.:** Yes`"),
        ("[Q]: Why?\n\nWords.", "[Q]: Why?", message, "write `**Q:** Why?`"),
        ("[Анна]: Да!", "[Анна]: Да!", message, "write `**Анна:** Да!`"),
        ("  [Anna]: “Yes”", "[Anna]: “Yes”", message, "write `**Anna:** “Yes”`"),
        ("[Anna]: Yes \"we did\"", "[Anna]: Yes \"we did\"", message, "write `**Anna:** Yes"),
        ("[Anna]: Yes\n\n[Anna]: We did it", "[Anna]: Yes", message, "write `**Anna:** Yes`"),
    ]);
    for right in [
        "[Anna]: Yes, we did",
        "[Anna]: https://a.example/",
        "[Anna]: anna.md",
        "[Anna]: a.example",
        "[Anna]: /anna/",
        "[Anna]: #anna",
        "[Anna]: ../anna",
        "[Anna]: <anna b.md>",
        "[//]: # (for the desk)",
        "[comment]: <> (for the desk)",
        "Ask [Anna].\n\n[Anna]: anna",
        "Ask [her][Anna].\n\n[Anna]: anna",
        "A note.[^1]\n\n[^1]: Yes",
        "```\n[Anna]: Yes\n```",
        "Words\n[Anna]: Yes",
        "\\[Anna]: Yes",
        "**Anna:** Yes",
    ] {
        let told = told(right);
        assert!(!told.iter().flatten().any(|it| it.contains(message)), "{right}: {told:?}");
    }
}
