//! What Markdown becomes.

use super::*;
use proptest::prelude::*;

mod hidden;

fn html(text: &str) -> String {
    rendered(text, HtmlPolicy::Sanitize).html
}

fn rendered(text: &str, policy: HtmlPolicy) -> Rendered {
    Markdown::new(policy, "/base").render(text, Quotes::default(), |link| {
        if link.destination.starts_with('/') {
            Resolution::OnSite(link.destination.into())
        } else {
            Resolution::Keep
        }
    })
}

#[test]
fn headings_get_readable_ids_that_do_not_repeat() {
    let text = "## Новый *закон*\n\n## Prices\n\n## Prices\n\n## Own {#mine}\n\n## !!!\n";
    let rendered = rendered(text, HtmlPolicy::Sanitize);
    let ids: Vec<_> = rendered.headings.iter().map(|heading| heading.id.as_str()).collect();
    assert_eq!(ids, ["novyi-zakon", "prices", "prices-2", "mine", "section"]);
    assert_eq!(rendered.headings[0].title, "Новый закон");
    assert!(rendered.html.contains("<h2 id=\"novyi-zakon\">Новый <em>закон</em></h2>"));
}

/// It is what links are written for, and stays when other headings come and go.
#[test]
fn a_heading_keeps_its_own_id_whatever_headings_are_before_it() {
    for (text, ids) in [
        ("## Résumé\n\n## B {#resume}", ["resume-2", "resume"]),
        ("## Résumé\n\n## Resume", ["resume", "resume-2"]),
        ("## A {#b}\n\n## C {#b}", ["b", "b-2"]),
        ("## B-2\n\n## C {#b-2}", ["b-2-2", "b-2"]),
    ] {
        let headings = rendered(text, HtmlPolicy::Sanitize).headings;
        let told: Vec<_> = headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(told, ids, "{text}");
    }
}

#[test]
fn the_ids_of_headings_are_none_of_the_page_or_of_a_note() {
    let text = "## Main\n\n## Main\n\n## Fn 1\n\n## Fnref 1 2\n\n## a {#fn-2}\n\n## Fn x\n";
    let headings = rendered(text, HtmlPolicy::Sanitize).headings;
    let ids: Vec<_> = headings.iter().map(|heading| heading.id.as_str()).collect();
    let expected =
        ["main-2", "main-3", "section-fn-1", "section-fnref-1-2", "section-fn-2", "fn-x"];
    assert_eq!(ids, expected);
}

#[test]
fn a_break_separates_the_words_of_an_excerpt() {
    for text in ["One<br>two", "One<BR/>two", "One<br class=\"x\">two"] {
        assert_eq!(rendered(text, HtmlPolicy::Sanitize).excerpt, "One two", "{text}");
    }
}

#[test]
fn what_is_struck_out_has_no_part_in_an_excerpt() {
    for text in [
        "It fell by ~~50~~ 60 percent.",
        "It fell by <del>50</del> 60 percent.",
        "It fell by <S>*50*</S> 60 percent.",
        "It fell by ~~**50** `x`~~ 60 <b>percent</b>.",
        "~~Nobody knows.~~ It fell by 60 percent.",
        "~~It rose.~~\n\nIt fell by 60 percent.",
    ] {
        let excerpt = rendered(text, HtmlPolicy::Sanitize).excerpt;
        assert_eq!(excerpt, "It fell by 60 percent.", "{text}");
    }
}

#[test]
fn nothing_that_is_no_text_reaches_a_page() {
    let text = "## A\u{1}B&#2;\n\nC\u{7f}&#x9f;D `\u{fffe}E`\r\n\r\n<i>F\u{b}</i>\n";
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
        let Rendered { html, excerpt, headings, .. } = rendered(text, policy);
        for text in [&html, &excerpt, &headings[0].title] {
            assert_eq!(printable(text), text.as_str(), "{policy:?}");
        }
        assert!(html.contains("AB") && excerpt.contains('C'), "{html} {excerpt}");
    }
}

#[test]
fn footnotes_stand_at_the_end_and_lead_back() {
    let text = "One[^b] two[^a] again[^b].\n\n[^a]: First.\n[^b]: Second.\n[^c]: Unused.\n";
    let html = html(text);
    assert!(html.contains("<sup class=\"footnote-reference\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>"), "{html}");
    assert!(html.contains("<a href=\"#fn-1\" id=\"fnref-1-2\""), "{html}");
    assert!(html.contains("<li id=\"fn-1\">\n<p>Second. <a href=\"#fnref-1\""), "{html}");
    assert!(!html.contains("Unused"), "{html}");
}

#[test]
fn raw_html_is_cleaned_allowed_or_shown() {
    let text = "a <b onclick=\"x()\">b</b> <script>x()</script>\n\n<iframe src=\"/x\"></iframe>\n";
    assert_eq!(html(text).trim_end(), "<p>a <b>b</b> </p>");
    assert!(rendered(text, HtmlPolicy::Allow).html.contains("<iframe src=\"/base/x\">"));
    let escaped = rendered(text, HtmlPolicy::Escape).html;
    assert!(escaped.contains("&lt;script&gt;") && !escaped.contains("<iframe"), "{escaped}");
}

#[test]
fn a_heading_has_an_id_and_classes_and_no_other_attribute() {
    let text = "## A {#b .c onclick=x() style=\"color: red\"}\n";
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape] {
        assert_eq!(rendered(text, policy).html, "<h2 id=\"b\" class=\"c\">A</h2>\n");
    }
    assert!(rendered(text, HtmlPolicy::Allow).html.contains("onclick=\"x()\""));
}

#[test]
fn links_from_the_root_respect_the_base_path_in_raw_html_too() {
    assert_eq!(html("[a](/x/)"), "<p><a href=\"/base/x/\">a</a></p>\n");
    assert_eq!(
        html("[a](/x/) <a href=\"/y/\">b</a> <a href=\"//host/\">c</a>"),
        "<p><a href=\"/base/x/\">a</a> <a href=\"/base/y/\">b</a> <a href=\"//host/\">c</a></p>\n"
    );
}

#[test]
fn allowed_html_respects_the_base_path_and_stays_as_it_is() {
    // `^` stands where the base path comes in.
    for (text, expected) in [
        (
            "<a class=x href = '/a/'>a</a> <img src=/b.png> <a href=\"//c/\">c</a> <b title=\"/d\">x=/e</b>",
            "<p><a class=x href = '^/a/'>a</a> <img src=^/b.png> <a href=\"//c/\">c</a> <b title=\"/d\">x=/e</b></p>",
        ),
        ("<b>a</b> write src=/etc/hosts", "<p><b>a</b> write src=/etc/hosts</p>"),
        ("<p>\nwrite href=/etc/hosts\n</p>", "<p>\nwrite href=/etc/hosts\n</p>"),
        (
            "<script>\n\nlet action = \"/z\";\n\nlet a = '<a href=\"/x\">';\n</script>\n\n[b](/c)",
            "<script>\n\nlet action = \"/z\";\n\nlet a = '<a href=\"/x\">';\n</script>\n<p><a href=\"^/c\">b</a></p>",
        ),
        (
            "<style>\n/* <a href=/x> */\n</style>\n\n<img src=/y srcset=\"/a 1x, /b 2x\">",
            "<style>\n/* <a href=/x> */\n</style>\n<img src=^/y srcset=\"^/a 1x, ^/b 2x\">",
        ),
        (
            "a <textarea><a href=/x></textarea> <a href=/y>",
            "<p>a <textarea><a href=/x></textarea> <a href=^/y></p>",
        ),
        ("<!-- a\n\n<a href=/x>\n\n-->", "<!-- a\n\n<a href=/x>\n\n-->"),
        (
            "<form action=/a>\n<button formaction=/b>c</button>\n</form>\n\n![d](/e)\n\n> <a\n> href=/f>g</a>",
            "<form action=^/a>\n<button formaction=^/b>c</button>\n</form>\n<p><img src=\"^/e\" alt=\"d\" /></p>\n<blockquote>\n<p><a\nhref=^/f>g</a></p>\n</blockquote>",
        ),
        (
            "`<a href=/x>` <b>&lt;a href=/y></b>",
            "<p><code>&lt;a href=/x&gt;</code> <b>&lt;a href=/y&gt;</b></p>",
        ),
        ("[a](/b)", "<p><a href=\"^/b\">a</a></p>"),
    ] {
        let html = rendered(text, HtmlPolicy::Allow).html;
        assert_eq!(html.trim_end(), expected.replace('^', "/base"), "{text}");
    }
}

#[test]
fn a_script_in_a_link_is_no_link() {
    for text in [
        "[a](javascript:alert(1))",
        "[a](JAVASCRIPT:alert(1))",
        "[a](java&#10;script:alert(1))",
        "[a](&#1;javascript:alert(1))",
        "<javascript:alert(1)>",
        "![a](data:text/html,x)",
        "[a](vbscript:x)",
    ] {
        let rendered = rendered(text, HtmlPolicy::Sanitize);
        assert!(
            !rendered.html.contains("href") && !rendered.html.contains("src"),
            "{}",
            rendered.html
        );
        assert_eq!(rendered.faults.len(), 1, "{text}");
    }
}

#[test]
fn the_excerpt_is_plain_and_words_are_counted() {
    let text = "# Title\n\nTalks *resumed*[^1] in `Hesk` — [here](x).\nNext line.\n\nMore text.\n\n[^1]: Note.\n";
    let rendered = rendered(text, HtmlPolicy::Sanitize);
    assert_eq!(rendered.excerpt, "Talks resumed in Hesk — here. Next line.");
    assert_eq!(rendered.words, 11);
}

#[test]
fn braces_are_text() {
    assert_eq!(html("{{ title }} {% if %}"), "<p>{{ title }} {% if %}</p>\n");
}

#[test]
fn a_line_of_containers_is_refused_and_a_rule_is_not() {
    let faults = |text: &str| rendered(text, HtmlPolicy::Sanitize).faults;
    let deep = |count| format!("fine\n\n{}x\nlazy\n", "- ".repeat(count));
    assert_eq!(faults(&deep(100)), []);
    let refused = faults(&deep(101));
    assert_eq!(refused[0].message, "this line opens more than 100 quotes or lists");
    assert_eq!(refused[0].range.start, 6);
    assert!(faults(&"-".repeat(500)).is_empty());
    assert!(faults(&">".repeat(100)).is_empty());
    assert!(!faults(&">".repeat(101)).is_empty());
}

#[test]
fn html_out_of_proportion_is_refused_where_it_is() {
    let place = |text: &str, policy| {
        let faults = rendered(text, policy).faults;
        faults.first().map(|fault| text[fault.range.clone()].to_string())
    };
    let deep = format!("`<i id=127>` a\n\n{}", ids("i", 128));
    let open = format!("<div>\n\n{}\n\n{}", ids("b", 100), "x\n\n".repeat(400));
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
        assert_eq!(place(&deep, policy).as_deref(), Some("<i id=127>"));
        assert_eq!(place(&open, policy), None);
    }
    assert_eq!(place(&deep, HtmlPolicy::Escape), None);
    let open = format!("<div><p>{}{}", ids("b", 100), "<p>x".repeat(400));
    assert!(place(&open, HtmlPolicy::Sanitize).is_some_and(|at| at.starts_with("<p>x<p>")));
}

fn ids(name: &str, count: usize) -> String {
    (0..count).map(|n| format!("<{name} id={n}>")).collect()
}

#[test]
fn quotes_are_those_of_the_language() {
    let set = |tag: &str, text: &str| {
        let markdown = Markdown::new(HtmlPolicy::Sanitize, "");
        markdown.render(text, Quotes::of(tag), |_| Resolution::Keep).html
    };
    assert_eq!(set("en-GB", "A \"b\" c's"), "<p>A “b” c’s</p>\n");
    assert_eq!(set("ru", "A \"b\", “c”, *\"d\"*"), "<p>A «b», “c”, <em>«d»</em></p>\n");
    assert_eq!(set("hy-AM", "\"a\" `\"b\"`"), "<p>«a» <code>\"b\"</code></p>\n");
    assert_eq!(set("de", "\"a\""), "<p>„a“</p>\n");
    assert_eq!(set("pt-BR", "\"a\""), "<p>“a”</p>\n");
}

#[test]
fn boxes_of_tasks_are_labelled_by_their_words() {
    let text = "- [x] *Call* the mill\n  - more\n- [ ] Write\n\n<b>raw</b>\n";
    let html = html(text);
    let done = "<label><input disabled=\"\" type=\"checkbox\" checked=\"\"";
    assert!(html.contains(done), "{html}");
    assert!(html.contains("<em>Call</em> the mill</label>\n<ul>"), "{html}");
    assert!(html.contains("Write</label></li>"), "{html}");
}

#[test]
fn an_empty_cell_is_no_head_of_a_column() {
    let html = html("| | b |\n|---|--:|\n| 1 | 2 |\n");
    let head = "<tr><td></td><th class=\"align-right\">b</th></tr>";
    assert!(html.contains(head), "{html}");
}

#[test]
fn each_picture_has_its_own_size_wherever_it_stands() {
    let html = |text: &str| {
        let resolve = |link: &Link<'_>| match link.destination.parse() {
            Ok(width) => Resolution::Picture(Figure {
                src: format!("/{width}"),
                size: Some(Dimensions { width, height: 9 }).filter(|_| width > 0),
                sources: Sources::default(),
            }),
            Err(_) => Resolution::Unlink,
        };
        let markdown = Markdown::new(HtmlPolicy::Sanitize, "/base");
        markdown.render(text, Quotes::default(), resolve).html
    };
    let img = |alt: &str, width: u32, rest: &str| {
        let size = format!("width=\"{width}\" height=\"9\" loading=\"lazy\" decoding=\"async\"");
        format!("<img src=\"/base/{width}\" alt=\"{alt}\" {size}{rest} />")
    };
    // Notes come last, wherever they are written.
    let noted = html("A[^n].\n\n[^n]: ![In a note](1)\n\n![Below](2)\n");
    assert!(noted.contains(&format!("<p>{}</p>", img("Below", 2, ""))), "{noted}");
    assert!(noted.contains(&img("In a note", 1, "")), "{noted}");
    for (text, expected) in [
        ("![a *b* `c`\nd \\\\ \"](3 'T<')", img("a b c d \\ “", 3, " title=\"T&lt;\"")),
        ("![a ![in](5) [b](x)](4) ![](6)", img("a in b", 4, "") + " " + &img("", 6, "")),
        (
            "![unknown](0) ![](1)",
            format!("<img src=\"/base/0\" alt=\"unknown\" /> {}", img("", 1, "")),
        ),
        ("![gone ![in](1)](x)", format!("gone {}", img("in", 1, ""))),
        ("| ![a](1) |\n|---|\n| ![b](2) |\n", img("b", 2, "")),
    ] {
        let html = html(text);
        assert!(html.contains(&expected), "{text}: {html}");
    }
}

#[test]
fn tables_scroll_in_their_own_box() {
    let html = html("| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert!(html.starts_with("<div class=\"table\" tabindex=\"0\">\n<table>"), "{html}");
    assert!(html.contains("<tr><td>1</td><td class=\"align-right\">2</td></tr>"), "{html}");
    assert!(html.contains("<th>a</th><th class=\"align-right\">b</th>"), "{html}");
    assert!(html.trim_end().ends_with("</table>\n</div>"), "{html}");
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,200}", marks in "[-*_`~\\[\\]()<>!#|^:\\\\&;/ \n\ta1.]{0,200}") {
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
            rendered(&text, policy);
            rendered(&marks, policy);
        }
    }

    #[test]
    fn text_without_markup_stays(words in prop::collection::vec("[a-zа-яա-ֆ]{1,8}", 1..20)) {
        let text = words.join(" ");
        let rendered = rendered(&text, HtmlPolicy::Sanitize);
        prop_assert_eq!(rendered.html, format!("<p>{text}</p>\n"));
        prop_assert_eq!(rendered.words, words.len());
    }
}

/// What Word writes around a place has the form of an address.
#[test]
fn a_tag_of_word_is_told_once() {
    let rendered = rendered("In <st1:place>Hesk", HtmlPolicy::Sanitize);
    let [fault] = &rendered.faults[..] else { panic!("{:?}", rendered.faults) };
    let message = "readers see `<st1:place>`, which a word processor left in the text";
    assert_eq!((&*fault.message, &*fault.hint), (message, "delete it"));
    assert_eq!(rendered.slips, []);
}
