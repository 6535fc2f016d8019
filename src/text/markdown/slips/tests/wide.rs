use super::*;

#[test]
fn marks_of_wide_keyboards_are_told() {
    hold(&[
        (
            "[the prices]（../economy/prices.md）",
            "[the prices]（../economy/prices.md）",
            "readers see the wide brackets of `the prices`, which is no link",
            "write `[the prices](../economy/prices.md)`",
        ),
        ("【prices】(b.md) c", "【prices】(b.md)", "which is no link", "write `[prices](b.md)`"),
        ("【価格】（b.md）", "【価格】（b.md）", "which is no link", "write `[価格](b.md)`"),
        ("［a］(b.md) c", "［a］(b.md)", "which is no link", "write `[a](b.md)`"),
        (
            "A［^1］.\n\n[^1]: Note",
            "［^1］",
            "readers see `［^1］`, which is no footnote",
            "write `[^1]`",
        ),
        ("！［a］（b.svg）", "！［a］（b.svg）", "which is no picture", "write `![a](b.svg)`"),
        (
            "！[A dam](dam.svg)",
            "！[A dam](dam.svg)",
            "readers see a link to `dam.svg`, and no picture",
            "write `![A dam](dam.svg)`",
        ),
        ("! [A dam](dam.svg)", "! [A dam](dam.svg)", "no picture", "write `![A dam](dam.svg)`"),
        (
            "＃ What next",
            "＃ What next",
            "the wide `＃`: this is no heading",
            "write `## What next`",
        ),
        ("＃＃＃　次は", "＃＃＃　次は", "this is no heading", "write `### 次は`"),
        ("＊＊bold＊＊ a", "＊＊bold＊＊", "wide asterisks of `＊＊bold＊＊`", "write `**bold**`"),
        ("＞ A quotation", "＞ A quotation", "this is no quotation", "write `> A quotation`"),
        ("：：：quote\na", "：：：quote", "the wide `：`: this is no block", "write `:::quote`"),
        (
            "｜ a ｜ b ｜\n｜--｜--｜",
            "｜ a ｜ b ｜",
            "this is no table",
            "write `| a | b |`, and so in each line",
        ),
        ("| a |\n|--|\n｜ 1 ｜ 2 ｜\n", "｜ 1 ｜ 2 ｜", "one cell", "write `| 1 | 2 |`"),
        (
            "A[^1].\n\n[^1]： The note.",
            "[^1]： The note.",
            "readers see `[^1]` before this note: a colon is missing",
            "write `[^1]: The note.`",
        ),
        (
            "See [the prices]:(../prices.md)",
            "[the prices]:(../prices.md)",
            "no link",
            "delete the colon between the brackets: `[the prices](../prices.md)`",
        ),
    ]);
    let right = "＃MeToo運動の＊印は注釈。※１　注釈あり。\n\n価格は１，２００円（税込）。［注］（新華社）【速報】（共同）\n\n＊＊＊\n\n\
        ｜東京《とうきょう》と｜大阪《おおさか》\n\n＞＞1 さん\n\n：注意\n\n（a.md）を見る。すごい！[写真](a.jpg)\n\nWow! [see](a.jpg)";
    assert_eq!(told(right), [[""; 3]; 0]);
}
