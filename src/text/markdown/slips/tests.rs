//! By the room that tells it, one file each.

mod addresses;
mod blocks;
mod codes;
mod emphasis;
mod headings;
mod html;
mod links;
mod lists;
mod notes;
mod speakers;
mod wide;

use crate::embeds::Providers;
use crate::text::markdown::{Fault, HtmlPolicy, Markdown, Resolution};
use crate::typography::Quotes;

fn slips(text: &str, policy: HtmlPolicy) -> Vec<Fault> {
    let markdown = Markdown::new(policy, "");
    markdown.render(text, Quotes::default(), |_| Resolution::Keep).slips
}

/// What is told of a text: the first line of the place, what is wrong and the remedy.
fn told(text: &str) -> Vec<[String; 3]> {
    let told = |Fault { range, message, hint }: Fault| {
        let place = text[range].lines().next().unwrap_or_default().to_string();
        [place, message, hint]
    };
    slips(text, HtmlPolicy::Sanitize).into_iter().map(told).collect()
}

/// A text, and of its one slip the place, a part of the message, and the remedy or its beginning.
type Row = (&'static str, &'static str, &'static str, &'static str);

fn hold(rows: &[Row]) {
    for (text, place, message, hint) in rows {
        let told = told(text);
        let [slip] = &told[..] else { panic!("{text:?}: {told:#?}") };
        assert_eq!(slip[0], *place, "{text:?}");
        assert!(slip[1].contains(message), "{text:?}: {slip:#?}");
        assert!(slip[2].starts_with(hint), "{text:?}: {slip:#?}");
    }
}

/// Right as it is, however it looks.
#[test]
fn prose_is_left_alone() {
    for text in [
        "**bold**text, **bold**, *a*b, __bold__, snake_case, __init__, 2 * 3 * 4, 2 ** 3 ** 4, f**k, sh**.",
        "Price** and rent*** and fee*.\n\n\\* Excluding tax.\n\n*Excluding tax.\n\n** Including tax.",
        "Leser*innen und Leserinnen, die Endung *innen; Schüler_innen. Name: ____ Date: _______",
        "He said [sic] that [the minister] (a Liberal) left [1][2], [3] (see 4), [a](the minister) [...] […].",
        "\\*\\*not bold, \\[a] (/b/), `**code [^1] [a] (/b/)`, &#42;&#42;x, <https://a.example/*_b>.",
        "#MeToo has changed more than anyone had thought, and C# is a language. A #hashtag #here.",
        "#1 in the charts: a song.\n\nText\n#2 of it.\n\n#MeToo: a list, and more.\n\n\\#Heading",
        "A < B and C > D, AT&T, <b>bold</b><br>, <!-- note --> x, a <abbr title=\"b\">c</abbr>, 5 <6.",
        "It was `so' said. Hawai`i. ``a ` b``, ~5 days, ~ x, 5~6, a ~~b~~.",
        "    let a = b;\n\n```\nclosed\n```\n\n~~~~\n~~~\n~~~~\n\n    $ dateline build",
        "- a\n\n  A paragraph of the item.\n\n1. b\n\n   And another one here.",
        "   Three spaces are fine here.\n\n\u{a0}\u{a0}\u{a0}\u{a0}And spaces that do not break.\n\n　　新しい朝。",
        "| a | b |\n|---|---|\n| 1 \\| 2 | 3 |\n| 4 |\n| `a \\| b` | c | |\n\n|x| is a norm.",
        "A heading\n---\n\nA.\n\n---\n\nB[^n].\n\n[^n]: Note, again[^n].\n\n[ref]: /x",
        "[a][Ref] [Ref] [b][]\n\n[ref]: /x\n[b]: /y",
        "<figure>\n<img src=\"a.svg\" alt=\"b\">\n<figcaption>c</figcaption>\n</figure>\n\n<details><summary>a</summary>b</details>",
        "<p dir=\"rtl\" class=\"x\" id=\"y\">a</p> <input type=\"checkbox\" checked disabled> <a href=\"/x\">a</a>",
        "これは**「語」**です。他**“说”**了。**«Լոռի»**ն",
    ] {
        assert_eq!(told(text), [[""; 3]; 0], "{text}");
    }
}
