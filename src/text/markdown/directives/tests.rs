//! What blocks become, and what is said of those that are wrong.

mod amiss;

use proptest::prelude::*;

use super::*;
use crate::embeds::Providers;
use crate::text::markdown::{
    Fault, HtmlPolicy, LinkKind, Markdown, Rendered, Resolution, blocks, pieces,
};
use crate::typography::Quotes;

fn titles() -> Titles {
    Titles {
        key_points: "Key points".into(),
        fact_box: "Background".into(),
        gallery: "Pictures".into(),
        timeline: "Timeline".into(),
        transcript: "Transcript".into(),
        read_also: "Read also:".into(),
        embed_note: "{name}: loaded only when you open it.".into(),
    }
}

fn rendered(text: &str) -> Rendered {
    rendered_as(text, HtmlPolicy::Sanitize)
}

fn rendered_as(text: &str, policy: HtmlPolicy) -> Rendered {
    let markdown = Markdown::new(policy, "/base").with_titles(titles());
    markdown.render(text, Quotes::of("en"), |link| match (link.kind, link.destination) {
        (LinkKind::Story, "held.md") => Resolution::Unlink,
        (LinkKind::Story, file) if file.ends_with(".md") => {
            Resolution::Story { path: "/talks/".into(), headline: "A \"deal\" <soon>".into() }
        }
        _ => Resolution::Keep,
    })
}

fn html(text: &str) -> String {
    let Rendered { html, faults, .. } = rendered(text);
    assert_eq!(faults, [], "{text}");
    html
}

/// What is said of a text, with the part that it is said of.
fn told(text: &str) -> Vec<String> {
    let Rendered { faults, slips, .. } = rendered(text);
    let told = |Fault { range, message, hint }: &Fault| {
        format!("{}: {message}; {hint}", &text[range.clone()])
    };
    faults.iter().chain(&slips).map(told).collect()
}

#[test]
fn each_block_is_elements_that_mean_something() {
    for (text, expected) in [
        (
            ":::quote{by=\"Anna Voss\" role='Mayor of \"Hesk\"'}\nWater *came*.\n:::\n",
            "<figure class=\"pull-quote\">\n<blockquote>\n<p>Water <em>came</em>.</p>\n</blockquote>\n\
             <figcaption><strong>Anna Voss</strong><br>\nMayor of “Hesk”</figcaption>\n</figure>\n",
        ),
        (
            ":::key-points\n- One\n- Two\n:::\n",
            "<aside class=\"key-points\" aria-label=\"Key points\">\n<p><strong>Key points</strong></p>\n\
             <ul>\n<li>One</li>\n<li>Two</li>\n</ul>\n</aside>\n",
        ),
        (
            ":::fact-box[The <dam> \"now\"]\nText.\n:::",
            "<aside class=\"fact-box\" aria-label=\"The &lt;dam&gt; “now”\">\n\
             <p><strong>The &lt;dam&gt; “now”</strong></p>\n<p>Text.</p>\n</aside>\n",
        ),
        (
            ":::questions\n### Who *decides*?\nThe Assembly.\n\n### When?\nIn May.\n:::",
            "<dl class=\"questions\">\n<dt id=\"who-decides\">Who <em>decides</em>?</dt>\n<dd>\n\
             <p>The Assembly.</p>\n</dd>\n<dt id=\"when\">When?</dt>\n<dd>\n<p>In May.</p>\n</dd>\n</dl>\n",
        ),
        (
            ":::timeline\n### 14 March\nA.\n### 15 March\n- B\n:::",
            "<ol class=\"timeline\" aria-label=\"Timeline\">\n<li>\n<p id=\"14-march\"><strong>14 March</strong></p>\n\
             <p>A.</p>\n</li>\n<li>\n<p id=\"15-march\"><strong>15 March</strong></p>\n<ul>\n<li>B</li>\n</ul>\n</li>\n</ol>\n",
        ),
        (
            ":::compare\n### Before\nA.\n\n### After\nB.\n:::",
            "<div class=\"compare\">\n<div>\n<p id=\"before\"><strong>Before</strong></p>\n<p>A.</p>\n</div>\n\
             <div>\n<p id=\"after\"><strong>After</strong></p>\n<p>B.</p>\n</div>\n</div>\n",
        ),
        (
            ":::gallery[At the dam]\n![a](a.jpg)\n![b](b.jpg \"T\")\nThe *wall*.\n\n[![c](c.jpg \"Of c\")](d.md)\n:::",
            "<div class=\"gallery\" role=\"group\" aria-label=\"At the dam\">\n\
             <figure>\n<img src=\"a.jpg\" alt=\"a\" />\n</figure>\n\
             <figure>\n<img src=\"b.jpg\" alt=\"b\" />\n<figcaption>The <em>wall</em>.</figcaption>\n</figure>\n\
             <figure>\n<a href=\"d.md\"><img src=\"c.jpg\" alt=\"c\" /></a>\n<figcaption>Of c</figcaption>\n</figure>\n</div>\n",
        ),
        (
            "::story[../politics/talks.md]\n",
            "<p class=\"read-also\"><strong>Read also:</strong> <a href=\"/base/talks/\">A “deal” &lt;soon&gt;</a></p>\n",
        ),
        (
            "A\n::story[https://b.example/?c=1&d=2]{title=\"B\"}\nC",
            "<p>A</p>\n<p class=\"read-also\"><strong>Read also:</strong> \
             <a href=\"https://b.example/?c=1&amp;d=2\">B</a></p>\n<p>C</p>\n",
        ),
        ("A\n\n::story[held.md]\n", "<p>A</p>\n"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn blocks_stand_in_each_other_and_have_all_of_markdown() {
    let text = "::::fact-box\nOne[^n].\n\n:::quote\n- a\n- b\n:::\n\n| a |\n|---|\n| b |\n::::\nEnd\n\n[^n]: Note.\n";
    let html = html(text);
    assert!(
        html.contains("<li>b</li>\n</ul>\n</blockquote>\n</figure>\n<div class=\"table\""),
        "{html}"
    );
    assert!(
        html.contains("</table>\n</div>\n</aside>\n<p>End</p>\n<section class=\"footnotes\""),
        "{html}"
    );
    // A line of colons ends what is open before it, as the end of a block does.
    let text = ":::fact-box\n> a\n:::\n- b\n:::key-points\nc\n:::\n";
    let html = self::html(text);
    assert!(
        html.contains(
            "<blockquote>\n<p>a</p>\n</blockquote>\n</aside>\n<ul>\n<li>b</li>\n</ul>\n<aside"
        ),
        "{html}"
    );
}

#[test]
fn colons_that_are_no_blocks_stay() {
    for text in [
        "```\n:::quote\na\n:::\n```\n",
        "    :::quote\n    :::\n",
        "- a\n\n      :::quote\n",
        "<pre>\n:::quote\n:::\n</pre>\n",
        "A :::quote b\n",
        "::: of the day\n",
        "::before\n",
        "a ::: b\n",
        ":::)\n",
    ] {
        let Rendered { html, faults, has_blocks, .. } = rendered(text);
        assert_eq!((faults, has_blocks), (Vec::new(), false), "{text}");
        assert!(html.contains("::") && !html.contains("<aside") && !html.contains("***"), "{html}");
    }
    // In code, whatever is around it.
    let text = ":::fact-box\n```\n:::quote\n:::\n```\n:::\n";
    assert!(html(text).contains("<code>:::quote\n:::\n</code>"), "{text}");
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_its_remedy() {
    for (text, expected) in [
        (":::qoute\na\n:::", "qoute: there is no block `qoute`; did you mean `:::quote`?"),
        (
            ":::Fact_Box\na\n:::",
            "Fact_Box: there is no block `Fact_Box`; did you mean `:::fact-box`?",
        ),
        (
            ":::pullquote\na\n:::",
            "pullquote: there is no block `pullquote`; did you mean `:::quote`?",
        ),
        ("::storry[a.md]", "storry: there is no block `storry`; did you mean `::story`?"),
        (
            ":::warning\na\n:::",
            "warning: there is no block `warning`; write it as a quote: `> [!WARNING]`, `> ` before each line",
        ),
        (
            ":::zzzzzzzzz\n:::",
            "zzzzzzzzz: there is no block `zzzzzzzzz`; there are: quote, key-points, fact-box, questions, gallery, compare, timeline, transcript, story",
        ),
        (
            "a\n\n:::quote\nb\n",
            ":::quote: `:::quote` has no end; write `:::` on a line of its own where it ends",
        ),
        (
            "::::fact-box\n:::quote\nb\n::::\n",
            ":::quote: `:::quote` has no end; write `:::` on a line of its own where it ends",
        ),
        (
            "a\n\n:::\n",
            ":::: this ends no block, and readers see it; delete it, or begin a block above it, such as `:::fact-box`",
        ),
        (
            "::::quote\na\n:::\n::::",
            ":::: no block that is open begins with 3 colons; write `::::`, if it is to end `::::quote`",
        ),
        (
            ":::quote{from=x}\na\n:::",
            "from: `quote` has no attribute `from`; it may have: by, role",
        ),
        (":::quote{bye=x}\na\n:::", "bye: `quote` has no attribute `bye`; did you mean `by`?"),
        (
            ":::gallery{by=x}\n![a](b)\n:::",
            "by: `gallery` has no attribute `by`; delete it: `gallery` has none",
        ),
        (":::quote{by=a by=b}\na\n:::", "by: `by` is there twice; delete one of the two"),
        (":::quote{by=“A”}\na\n:::", "“: the value of `by` is in `“`; write `:::quote{by=\"A\"}`"),
        (
            ":::quote{by=\"A}\na\n:::",
            "\"A: the value of `by` has no closing `\"`; write `:::quote{by=\"A\"}`",
        ),
        (
            ":::quote{.wide}\na\n:::",
            ".wide: `.wide` has no value; write it as in `:::quote{by=\"Anna Voss\"}`",
        ),
        (":::quote[A]\na\n:::", "A: `quote` has no title; write `:::quote{by=\"A\"}`"),
        (
            ":::fact-box The dam\na\n:::",
            "The dam: behind the name of a block stand a title in `[…]` and attributes in `{…}`; write `:::fact-box[The dam]`",
        ),
        (
            "::story talks.md",
            "talks.md: behind the name of a block stand a title in `[…]` and attributes in `{…}`; write `::story[talks.md]`",
        ),
        (
            "::story[]",
            "::story[]: `story` does not say which story; write its file in brackets, as in `::story[../politics/talks.md]`",
        ),
        (
            ":::story[a.md]",
            ":::story[a.md]: `story` is one line, and begins with two colons; write `::story[a.md]`",
        ),
        (
            "::quote{by=A}",
            "::quote{by=A}: `quote` begins with three colons; write `:::quote{by=A}`, and `:::` where it ends",
        ),
        (
            "::story[https://b.example/]",
            "https://b.example/: the headline of what is elsewhere is not known; write it: `::story[https://b.example/]{title=\"…\"}`",
        ),
        (
            "::story[javascript:alert(1)]{title=a}",
            "javascript:alert(1): a story is not at `javascript:`; write the file of a story, or an address of the web",
        ),
        (
            ":::fact-box\n:::",
            ":::fact-box: there is nothing in this `fact-box`; write it below this line",
        ),
        (
            ":::gallery\nWords\n:::",
            ":::gallery: there is no picture in this gallery; write each picture as `![words](picture.jpg)`, with its caption behind it",
        ),
        (
            ":::timeline\nA\n:::",
            "A\n: `timeline` has to begin with a heading; write each date as a heading, with `### ` before it",
        ),
        (
            ":::timeline\n- 2015: talks\n- 2016: war\n:::",
            "- 2015: talks\n- 2016: war\n: `timeline` has to begin with a heading; write each date as a heading, with `### ` before it: `### 2015`, and `talks` below it",
        ),
        (
            ":::questions\n**Who?**\nThe Assembly.\n:::",
            "**Who?**\nThe Assembly.\n: `questions` has to begin with a heading; write each question as a heading, with `### ` before it: `### Who?`",
        ),
        (
            ":::questions\nThe Assembly has decided.\n:::",
            "The Assembly has decided.\n: `questions` has to begin with a heading; write each question as a heading, with `### ` before it",
        ),
        (
            ":::compare\n### A\na\n:::",
            ":::compare: `compare` shows two or three parts, and has 1 part; write a heading above each of two or three parts: `### …`",
        ),
        (
            ":::compare\n### A\n### B\n### C\n### D\n:::",
            ":::compare: `compare` shows two or three parts, and has 4 parts; write a heading above each of two or three parts: `### …`",
        ),
        (
            "- a\n  :::quote\n",
            ":::quote: `:::quote` does nothing here, and readers see it; write it on a line of its own, at the beginning of that line, outside lists and quotes",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn lines_of_other_programs_are_told_with_the_line_that_is_meant() {
    for (text, hint) in [
        (":::story(../a.md)", "write `::story[../a.md]`"),
        ("::story(../a.md)", "write `::story[../a.md]`"),
        (":::story[Read](../a.md)", "write `::story[../a.md]{title=\"Read\"}`"),
        (":::fact-box(The dam)\na\n:::", "write `:::fact-box[The dam]`"),
        (":::fact-box［水］\na\n:::", "write `:::fact-box[水]`"),
        ("::story［../a.md］", "write `::story[../a.md]`"),
        (":::fact-box “The dam”\na\n:::", "write `:::fact-box[The dam]`"),
        (":::quote{by=Lida Marchenn}\na\n:::", "write `:::quote{by=\"Lida Marchenn\"}`"),
        (":::quote{by=\"L\", role=\"m\"}\na\n:::", "write `:::quote{by=\"L\" role=\"m\"}`"),
        (":::quote{by: \"L M\", role: m}\na\n:::", "write `:::quote{by=\"L M\" role=\"m\"}`"),
        (":::quote(by=\"L\")\na\n:::", "write `:::quote{by=\"L\"}`"),
        (":::quote by=“L”\na\n:::", "write `:::quote{by=\"L\"}`"),
        (":::quote (Lida)\na\n:::", "write it as in `:::quote{by=\"Anna Voss\"}`"),
        ("A\n\n:::quote\na\n:::quote\n\nB", "write `:::`, if it is to end that one"),
        (":::quote\na\n:::/quote\n\nB", "write `:::`"),
        (":::quote\na\n：：：\n\nB", "write `:::`"),
        (":::quote\na\n::\n\nB", "write `:::`"),
        (":::quote\na\n::: end\n\nB", "write `:::`"),
        (":::quote\na\n:::end\n\nB", "write `:::`"),
        (":::quote\na\n::: More\n\nB", "write `:::` on a line of its own, and `More` below it"),
        (
            ":::quote\na\n::: More of it\n",
            "write `:::` on a line of its own, and `More of it` below it",
        ),
    ] {
        let Rendered { faults, .. } = rendered(text);
        let [fault] = &faults[..] else { panic!("{text}: {faults:#?}") };
        assert_eq!(fault.hint, hint, "{text}: {fault:#?}");
    }
    let two = ":::quote\na\n:::quote\n\n:::quote\nb\n:::quote\n";
    assert_eq!(rendered(two).faults.len(), 2);
}

#[test]
fn headings_of_blocks_have_words_and_any_level() {
    for (name, text) in [
        ("questions", ":::questions\n###\nA.\n:::\n"),
        ("timeline", ":::timeline\n### 1 May\nA.\n\n### {#x}\nB.\n:::\n"),
    ] {
        let Rendered { faults, .. } = rendered(text);
        let told: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(told, [format!("this heading in `{name}` has no words")], "{text}");
    }
    // The first level is the headline's outside a block alone.
    for (text, count) in [(":::questions\n# A?\nB.\n:::\n", 0), ("# A\n\nB.\n", 1)] {
        assert_eq!(rendered(text).slips.len(), count, "{text}");
    }
}

#[test]
fn empty_brackets_are_no_title() {
    for name in ["key-points", "fact-box", "timeline"] {
        let with = |title: &str| format!(":::{name}{title}\n### A\nB.\n:::\n");
        assert_eq!(html(&with("[ ]")), html(&with("")), "{name}");
        assert_eq!(html(&with("[]")), html(&with("")), "{name}");
    }
}

#[test]
fn a_video_is_called_as_a_picture_would_be() {
    let providers = Providers::with(&[]);
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "").with_titles(titles());
    let markdown = markdown.with_providers(providers);
    let rendered = |text: &str| markdown.render(text, Quotes::of("en"), |_| Resolution::Keep);
    for (text, title) in [
        ("https://vimeo.com/1", "Vimeo"),
        ("<https://vimeo.com/1>", "Vimeo"),
        ("![](https://vimeo.com/1)", "Vimeo"),
        ("![The *dam*, \"open\"](https://vimeo.com/1)", "The dam, “open”"),
        ("![`a` \\* &amp; [b] ![c](d)](<https://vimeo.com/1>)", "a * &amp; [b] c"),
        ("![A <b>c</b>](https://vimeo.com/1)", "A &lt;b&gt;c&lt;/b&gt;"),
    ] {
        let Rendered { html, frames, faults, .. } = rendered(text);
        assert_eq!(faults, [], "{text}");
        assert_eq!(frames, ["https://player.vimeo.com"], "{text}");
        let link = format!(
            "<a href=\"https://vimeo.com/1\" data-frame=\"https://player.vimeo.com/video/1?dnt=1\">{title}</a>"
        );
        assert!(html.contains(&link), "{text}: {html}");
    }
    // What is not one address alone on a line stays what Markdown makes of it.
    for text in [
        "![a](https://vimeo.com/1 \"T\")",
        "![a](https://vimeo.com/1) b",
        "![a\nb](https://vimeo.com/1)",
        "- ![a](https://vimeo.com/1)",
    ] {
        let Rendered { html, frames, .. } = rendered(text);
        assert!(
            frames.is_empty() && html.contains("<img src=\"https://vimeo.com/1\""),
            "{text}: {html}"
        );
    }
}

#[test]
fn an_address_of_a_video_that_shows_none_is_told() {
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "").with_providers(Providers::with(&[]));
    let rendered = |text: &str| markdown.render(text, Quotes::of("en"), |_| Resolution::Keep);
    let plain = "write `https://vimeo.com/1` at the beginning of a line";
    for (text, hint) in [
        ("Watch:\nhttps://vimeo.com/1", plain),
        ("- https://vimeo.com/1", plain),
        ("> https://vimeo.com/1", plain),
        ("  https://vimeo.com/1", plain),
        ("www.vimeo.com/1", "write `https://www.vimeo.com/1` at the beginning of a line"),
        ("vimeo.com/1", plain),
        ("HTTPS://VIMEO.COM/1", "write `https://VIMEO.COM/1` at the beginning of a line"),
        ("https://vimeo.com/1 The debate", "write `![The debate](https://vimeo.com/1)` at the"),
        ("https://vimeo.com/1, the debate.", "write `![the debate.](https://vimeo.com/1)` at the"),
    ] {
        let Rendered { slips, frames, .. } = rendered(text);
        let [slip] = &slips[..] else { panic!("{text}: {slips:#?}") };
        assert!(slip.hint.starts_with(hint) && frames.is_empty(), "{text}: {slip:#?}");
        assert_eq!(slip.message, "readers see this address, and nothing of Vimeo");
    }
    assert_eq!(rendered("https://vimeo.com/1\nhttps://vimeo.com/2").slips.len(), 2);
    let moment = "![The vote](https://vimeo.com/1#t=90s)";
    let told = &rendered(moment).slips[0];
    assert_eq!(told.message, "this begins at its beginning: `t=90s` is left out");
    assert_eq!(&moment[told.range.clone()], "#t=90s");
    assert_eq!(told.hint, "say the moment in the title: `![…, from 1:30](https://vimeo.com/1)`");
    // What ends a sentence is no part of an address.
    let Rendered { slips, html, .. } = rendered("https://vimeo.com/1.\n");
    assert!(slips.is_empty() && html.contains("player.vimeo.com/video/1?"), "{html}");
    for text in [
        "See https://vimeo.com/1 for it.",
        "<https://vimeo.com/1>\nis the film.",
        "A[^1].\n\n[^1]: https://vimeo.com/1",
        "[\nhttps://vimeo.com/1](https://vimeo.com/1)",
        "    https://vimeo.com/1",
        "Watch:\nhttps://other.example/1",
        "and/or vimeo.com/1",
        "other.example/1",
    ] {
        assert_eq!(rendered(text).slips, [], "{text}");
    }
}

#[test]
fn markup_in_a_block_is_text_or_cleaned() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    for text in [
        format!(":::quote{{by='{hostile}' role='{hostile}'}}\na\n:::"),
        format!(":::fact-box[{}]\na\n:::", hostile.replace(']', "")),
        format!("::story[talks.md]{{title='{hostile}'}}"),
        format!("::story[https://a.example/{hostile}]{{title=b}}"),
    ] {
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Allow] {
            let html = rendered_as(&text, policy).html;
            assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        }
    }
    // Beside raw HTML all of a text is cleaned, and its blocks stay.
    let text = "<b>raw</b>\n\n:::gallery\n![a](a.jpg)\n:::\n\n:::questions\n### A?\n<script>x()</script>b\n:::\n";
    let html = html(text);
    assert!(
        html.contains("<div class=\"gallery\" role=\"group\" aria-label=\"Pictures\">"),
        "{html}"
    );
    assert!(html.contains("<dt id=\"a\">A?</dt>") && !html.contains("script"), "{html}");
}

#[test]
fn counts_excerpts_and_headings_know_blocks() {
    let text = ":::key-points[In short]\nOne two.\n:::\n\nThree four five.\n\n:::quote{by=\"Anna Voss\"}\nSix.\n:::\n\n## Seven\n\n:::questions\n### Eight?\nNine.\n:::\n";
    let Rendered { excerpt, words, headings, has_blocks, .. } = rendered(text);
    assert_eq!((excerpt.as_str(), words, has_blocks), ("Three four five.", 13, true));
    let titles: Vec<_> = headings.iter().map(|heading| heading.title.as_str()).collect();
    assert_eq!(titles, ["Seven"]);
    assert_eq!(rendered(":::fact-box\nOnly this.\n:::").excerpt, "Only this.");
    let told = blocks(text, HtmlPolicy::Sanitize).unwrap();
    let expected = [
        "In short",
        "One two.",
        "Three four five.",
        "Anna Voss",
        "Six.",
        "Seven",
        "Eight?",
        "Nine.",
    ];
    assert_eq!(told, expected);
    assert_eq!(pieces(text).len(), 1);
}

#[test]
fn ten_thousand_blocks_within_each_other_are_one_fault() {
    let deep = ":::fact-box\n".repeat(10_000) + &":::\n".repeat(10_000);
    assert_eq!(
        told(&deep),
        [
            ":::fact-box: more than 10 blocks are open here; end one with a line of as many colons as it begins with"
        ]
    );
    let unknown = ":::zzz\n".repeat(10_000);
    assert!(told(&unknown).len() <= 11);
    let pairs = "::::fact-box\n:::quote\n::::\n".repeat(10_000);
    assert_eq!(rendered(&pairs).faults.len(), 10_000);
    assert_eq!(rendered(&":::\n".repeat(10_000)).slips.len(), 10_000);
    let many = ":::fact-box\na\n:::\n\n".repeat(10_000);
    assert_eq!(rendered(&many).html.matches("</aside>").count(), 10_000);
}

proptest! {
    #[test]
    fn any_lines_make_elements_that_are_closed(lines in prop::collection::vec(
        prop::sample::select(vec![
            ":::quote{by=a}", ":::fact-box", "::::gallery", ":::questions", ":::timeline[b]", ":::", "::::",
            "::story[a.md]", "### c", "d", "![e](f)", "- g", "> h", "```", "<div>", "", "    i", "[^j]: k", "l[^j]",
            "| m |", "|---|", "***", "<!-- n", "-->",
        ]), 0..14))
    {
        let text = lines.join("\n");
        let Rendered { html, .. } = rendered_as(&text, HtmlPolicy::Sanitize);
        for name in ["aside", "figure", "dl", "dt", "dd", "ol", "li", "blockquote", "figcaption"] {
            let open = html.matches(&format!("<{name}>")).count() + html.matches(&format!("<{name} ")).count();
            prop_assert_eq!(open, html.matches(&format!("</{name}>")).count(), "{}\n{}", text, html);
        }
        blocks(&text, HtmlPolicy::Sanitize);
        pieces(&text);
    }
}
