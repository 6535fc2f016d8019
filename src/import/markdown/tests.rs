//! What readers have of a text stays, and editors get Markdown.

use super::*;
use proptest::prelude::*;

fn converted(body: &Body) -> Converted {
    let link = |url: &str| match url.strip_prefix("https://old.example") {
        Some(path) => path.to_string(),
        None => url.to_string(),
    };
    Converter::new(Letters::default()).convert(body, &link)
}

fn markdown(text: &str, dialect: Dialect) -> String {
    converted(&Body::Markdown(text.into(), dialect)).markdown
}

fn html(html: &str) -> String {
    converted(&Body::Html(html.into())).markdown
}

#[test]
fn each_dialect_says_the_same_in_dateline() {
    use Dialect::{Goldmark, Kramdown, MarkdownIt, Zola};
    for (dialect, text, expected) in [
        (Kramdown, "a *b* [c](https://old.example/x)\n", "a *b* [c](/x)\n"),
        (Kramdown, "## A & B\n", "## A & B {#a--b}\n"),
        (Kramdown, "## Prices\n", "## Prices\n"),
        (Kramdown, "## Prices\n\n## Prices\n", "## Prices\n\n## Prices {#prices-1}\n"),
        (MarkdownIt, "## A & B\n", "## A & B\n"),
        (Zola, "A_B\n===\n", "A_B\n===\n"),
        (Goldmark, "see https://a.example/x_y, ok\n", "see <https://a.example/x_y>, ok\n"),
        (Goldmark, "at www.a.example\n", "at [www.a.example](https://www.a.example)\n"),
        (
            Goldmark,
            "to a.b@c.example, https://a.example/x@b.example and a@b\n",
            "to [a.b@c.example](mailto:a.b@c.example), <https://a.example/x@b.example> and a@b\n",
        ),
        (Kramdown, "see https://a.example/\n", "see https://a.example/\n"),
        (Kramdown, "<div>\n\n<b>a</b>\n\n</div>\nb\n", "<div>\n<b>a</b>\n</div>\n\nb\n"),
        // A player becomes a link to what it shows.
        (
            Kramdown,
            "a\n\n<iframe src=\"https://www.youtube.com/embed/x1\"></iframe>\n\nb\n",
            "a\n\n<https://www.youtube.com/watch?v=x1>\n\nb\n",
        ),
        // What has no form in Markdown stays HTML.
        (Kramdown, "A\n: b\n", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n"),
        // What stands between two lists of definitions is a paragraph of its own.
        (
            Kramdown,
            "A\n: b\n\nBetween [them][1].\n\nC\n: d\n\n[1]: /x\n",
            "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>\n\nBetween [them][1].\n\n<dl>\n<dt>C</dt>\n<dd>d</dd>\n</dl>\n\n[1]: /x\n",
        ),
        (Kramdown, "[a][1] b\n\n[1]: https://old.example/y\n", "[a][1] b\n\n[1]: /y\n"),
        // An address alone stays as it is written, wherever it leads.
        (
            Kramdown,
            "see <https://old.example/> and <https://old.example/x>\n",
            "see [https://old.example/](/) and [https://old.example/x](/x)\n",
        ),
        // What shows nothing is no text.
        (Kramdown, "[a]: /x\n\n[b]: /y\n", ""),
        (Goldmark, "a[^1]\n\n[^1]: b\n", "a[^1]\n\n[^1]: b\n"),
    ] {
        assert_eq!(markdown(text, dialect), expected, "{text}");
    }
}

#[test]
fn emphasis_that_asterisks_cannot_write_is_written_with_tags() {
    assert_eq!(html("<p>a<strong>.b.</strong>c</p>"), "a<strong>.b.</strong>c\n");
    assert_eq!(html("<p><strong>«Լոռի»</strong>ն</p>"), "**«Լոռի»**ն\n");
}

/// A link around blocks leads from each of them, and from no space between them.
#[test]
fn a_link_around_blocks_is_in_each() {
    for (around, expected) in [
        ("<p>b</p>", "[b](/x)\n"),
        ("\n<p>b</p>\n<p>c</p>\n", "[b](/x)\n\n[c](/x)\n"),
        ("\n<div>\n<p>b</p>\n</div>\n", "[b](/x)\n"),
        ("<p>b</p> and <p>c</p>", "[b](/x)\n\n[and](/x)\n\n[c](/x)\n"),
    ] {
        assert_eq!(html(&format!("<a href=\"/x\">{around}</a>")), expected, "{around}");
    }
    let figure =
        "\n<figure>\n<img src=\"/a.png\" alt=\"A\">\n<figcaption>B</figcaption>\n</figure>\n";
    let linked = html(&format!("<ul><li>\n<a href=\"/x\">{figure}</a>\n</li></ul>"));
    assert!(!linked.contains("[](") && linked.matches("/x").count() == 2, "{linked}");
}

#[test]
fn what_was_changed_is_noted() {
    let table = [
        ("<script>x()</script><p>a</p>", Topic::Dropped, "<script>"),
        ("<p>a <a href='javascript:x()'>b</a></p>", Topic::Dropped, "a link to `javascript`"),
        ("<iframe src='//player.vimeo.com/video/1'></iframe>", Topic::Embed, "vimeo.com"),
        ("<dl><dt>a<dd>b</dl>", Topic::KeptHtml, "<dl>"),
    ];
    for (html, topic, name) in table {
        let notes = converted(&Body::Html(html.into())).notes;
        assert_eq!(notes, [(topic, name.to_string(), 0)], "{html}");
    }
}

proptest! {
    /// Whatever a page holds: each text is told in Dateline as it stood there.
    #[test]
    fn any_html_keeps_its_words_links_and_emphasis(
        html in "(<(p|b|i|ul|li|h2|blockquote|code|a href='/x'|/p|/b|/i|/ul|/li|/h2|/blockquote|/code|/a|br|pre|/pre|table|tr|td|th|/table)>|[a-c*_\\[\\](){}<>#&`~!|\\\\. 1-]{1,4}|\n){0,24}"
    ) {
        let nodes = tidy::tidied(tree::parse(&html), &|url| url.to_string(), &mut Vec::new());
        let converter = Converter::new(Letters::default());
        let converted = converter.convert(&Body::Html(html.clone()), &|url| url.to_string());
        let print = converter.print(&converted.markdown);
        let print = print.map(|print| (print.words, print.links));
        let expected = Fingerprint::of(&nodes);
        prop_assert_eq!(print, Some((expected.words, expected.links)), "{} -> {}", html, converted.markdown);
    }
}
