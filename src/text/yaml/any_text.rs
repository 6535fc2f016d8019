//! Texts that mean something to YAML, for tests of what is written and read back.

use proptest::prelude::*;

use crate::text::damaged::damaged;
use crate::text::marks::without_marks;
use crate::text::printable::printable;

/// Texts as files have them: printable, and without blanks around them.
pub fn any_text() -> impl Strategy<Value = String> {
    let hostile = prop_oneof![
        any::<String>(),
        "[-:#\\[\\]{}&*!|>'\"%@`,?~=<. \t\n0-9a-cxyzN]{1,12}",
        prop::sample::select(vec![
            "no",
            "Yes",
            "on",
            "null",
            "~",
            "true",
            "2026",
            "007",
            "1e3",
            "0x1f",
            "1_000",
            "12:30",
            "2026-02-01",
            "---",
            "...",
            "a\n---\nb",
            "# no comment",
            "a: b",
            "- a",
            "? a",
            "&a",
            "*a",
            "!a",
            "\"a\"",
            "it's",
            "\u{feff}a",
            "a\tb",
            "two\nlines",
            "🎉",
            "\u{202e}abc",
            "עברית",
            "|",
            ">",
            "{a}",
            "[a]",
            "a\\n",
            "<<",
            "=",
            ".inf",
        ])
        .prop_map(String::from),
    ];
    hostile
        // The sign of a lost letter is told.
        .prop_map(|text| printable(&text).replace('\u{fffd}', "?").trim().to_string())
        .prop_filter("blank", |text| !text.is_empty())
        // Marks of Markdown and HTML are told where a text is shown as it is.
        .prop_filter("marks", |text| without_marks(text).is_none())
        // And letters that look as if a text had been read in another encoding.
        .prop_filter("damaged", |text| damaged(text).is_empty())
}
