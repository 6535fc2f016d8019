//! What is hidden, and by which words a text begins.

use super::*;

#[test]
fn what_browsers_hide_is_in_no_excerpt_heading_or_cleaned_page() {
    for text in [
        "He <span hidden>secret</span> **says** so.",
        "He <b style=\"display: none\">secret</b> says so.",
        "He <i style=\"visibility:hidden\">*secret*</i> says so.",
        "He <font hidden>secret</font> says so.",
        "He <script>secret()</script> says so.",
        "He <style>.secret{}</style> says so.",
        "He <template>secret</template> says so.",
        "He <svg><text>secret</text></svg> says so.",
        "He <math><annotation>secret</annotation></math> says so.",
        "He <iframe>secret</iframe> says so.",
        "<p hidden>secret</p>\n\nHe says so.",
        "<div hidden>\n\nsecret\n\n## secret\n\n</div>\n\nHe says so.",
        "<template>\n\nsecret\n\n</template>\n\nHe says so.",
        "<section hidden>\n\n## secret\n\nsecret\n\n</section>\n\nHe says so.",
        "<dialog>\n\nsecret\n\n</dialog>\n\nHe says so.",
        "He says so.\n\n## Why <span hidden>secret</span>\n\n<p hidden\nclass=a>secret</p>",
    ] {
        let cleaned = rendered(text, HtmlPolicy::Sanitize);
        assert!(!cleaned.html.contains("secret"), "{text}: {}", cleaned.html);
        for of_page in [cleaned, rendered(text, HtmlPolicy::Allow)] {
            let titles: Vec<&str> = of_page.headings.iter().map(|it| &*it.title).collect();
            assert!(!titles.concat().contains("secret"), "{text}: {titles:?}");
            if !text.contains("<svg") {
                let excerpt = of_page.excerpt;
                assert!(excerpt.starts_with("He ") && excerpt.ends_with("says so."), "{excerpt}");
                assert!(!excerpt.contains("secret"), "{text}: {excerpt}");
            }
        }
        let excerpt = rendered(text, HtmlPolicy::Sanitize).excerpt;
        assert!(excerpt.starts_with("He ") && !excerpt.contains("secret"), "{text}: {excerpt}");
    }
    let shown = "He <span>says</span> <details><summary>it</summary> so</details>.";
    assert_eq!(rendered(shown, HtmlPolicy::Sanitize).excerpt, "He says it so.");
    assert_eq!(rendered("<b hidden>a</b> b", HtmlPolicy::Escape).excerpt, "a b");
}

#[test]
fn what_a_paragraph_begins_to_hide_is_in_no_excerpt() {
    for begin in
        ["<br>", "<a id=\"x\"></a>", "&nbsp;", "![](x.png) ", "<span>", "<em>", "<!-- x -->"]
    {
        let text = format!("{begin}<div hidden>\n\nsecret</p>\n\n</div>\n\nThe dam is safe.");
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
            assert_eq!(rendered(&text, policy).excerpt, "The dam is safe.", "{text}");
        }
        assert!(!html(&text).contains("secret"), "{text}");
    }
}

#[test]
fn what_a_caption_hides_is_nowhere() {
    for name in ["a.png", "/a.png", "a.mp3"] {
        let text = format!("![Cap <span hidden>secret `secret`</span> tion]({name})\n\nText");
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
            let html = rendered(&text, policy).html;
            assert!(!html.contains("secret") && html.contains("tion"), "{html}");
        }
    }
    // What is hidden with its picture stays with it, for a script that shows both.
    let text = "<div hidden>\n\n![Cap](a.png)\n\n</div>\n\nText";
    assert!(rendered(text, HtmlPolicy::Allow).html.contains("alt=\"Cap\""));
}

#[test]
fn a_link_knows_whether_it_is_seen() {
    let text = "![a](a.png) <span hidden>![b](b.png)</span>\n\n<div hidden>\n\n![c](c.mp3)\n\n\
                [c](c.pdf)\n\n</div>\n\n[![d](d.png)](x)";
    for (policy, expected) in [
        (HtmlPolicy::Sanitize, ["a.png", "x", "d.png"].as_slice()),
        (HtmlPolicy::Allow, &["a.png", "x", "d.png"]),
        (HtmlPolicy::Escape, &["a.png", "b.png", "c.mp3", "c.pdf", "x", "d.png"]),
    ] {
        let mut seen = Vec::new();
        Markdown::new(policy, "").render(text, Quotes::default(), |link| {
            if link.is_seen {
                seen.push(link.destination.to_string());
            }
            Resolution::Keep
        });
        assert_eq!(seen, expected, "{policy:?}");
    }
}

#[test]
fn a_text_without_a_paragraph_begins_with_its_first_words() {
    for (text, expected) in [
        ("- One *item*\n- two", "One item"),
        ("1. one\n   - two", "one"),
        ("- ![picture](a.png)\n- two", "two"),
        ("- one\n\n- two", "one"),
        ("# Head\n\n- one", "one"),
        ("- one\n\nA paragraph.", "A paragraph."),
        ("<div>The minister spoke.</div>", "The minister spoke."),
        ("<div align=\"right\">\nThe minister *spoke*.\n</div>", "The minister *spoke*."),
        ("<div>One</div>\n\nA paragraph.", "A paragraph."),
        ("<div hidden>One</div><div>Two</div>", "Two"),
        ("<div><video>One</video></div>\n<p>Two</p>", "Two"),
        // Neither is a sentence.
        ("| a | b |\n|---|---|\n| c | d |", ""),
        ("# Head\n\n![picture](a.png)", ""),
        ("    code", ""),
    ] {
        let Rendered { excerpt, opening, .. } = rendered(text, HtmlPolicy::Sanitize);
        let first = if excerpt.is_empty() { opening } else { excerpt };
        assert_eq!(first, expected, "{text}");
    }
}

#[test]
fn words_in_the_place_of_what_is_shown_are_taken_out() {
    for name in ["noscript", "canvas", "iframe", "object", "title"] {
        let text = format!("He <{name}>secret</{name}> says so.");
        assert_eq!(html(&text), "<p>He  says so.</p>\n");
    }
}

/// A note says where words come from.
#[test]
fn notes_to_what_is_hidden_are_hidden_with_it() {
    let note = "\n\n[^a]: secret [^b]\n\n[^b]: secret\n";
    for text in [
        "He says so.\n\n<div hidden>\n\nOff[^a]\n\n</div>",
        "He says <span hidden>Off[^a]</span> so.",
        "- He says <b style=\"display:none\">Off[^a]</b> so.",
        "He says <template>x[^a]</template> so.",
        "He says[^c] so.\n\n[^c]: Told <i hidden>Off[^a]</i> us.",
    ] {
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
            let Rendered { html, words, .. } = rendered(&(text.to_string() + note), policy);
            assert!(!html.contains("secret") && !html.contains("fn-1\">1</a></sup></"), "{html}");
            assert!(words < 8, "{words}: {text}");
        }
    }
    // Seen once is seen.
    let text = format!("He <b hidden>x[^a]</b> says[^a] so.{note}");
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
        let html = rendered(&text, policy).html;
        assert_eq!(html.matches("secret").count(), 2, "{html}");
        assert_eq!(html.matches("id=\"fnref-1\"").count(), 1, "{html}");
    }
}

#[test]
fn links_and_notes_beside_words_stay() {
    for text in [
        "<ruby>a<rt>[kan](b.md)</rt></ruby> c",
        "<video src=\"https://a.example/v.mp4\">\n\n[The transcript](b.md)\n\n</video>\n\nc",
        "<audio src=\"https://a.example/v.mp3\">No sound? [Read it](b.md).</audio> c",
    ] {
        assert!(html(text).contains("<a href=\"b.md\""), "{}", html(text));
        assert!(
            !html(&text.replacen("<rt", "<rt hidden", 1).replacen(" src", " hidden src", 1))
                .contains("b.md"),
            "{text}"
        );
    }
    assert!(html("<ruby>a<rt>b[^n]</rt></ruby> c\n\n[^n]: A note.").contains("A note."));
}

#[test]
fn a_hidden_picture_within_a_caption_says_nothing() {
    let text = "![x <span hidden>![secret](a.png)</span> z](b.png)";
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow] {
        assert!(!rendered(text, policy).html.contains("secret"), "{}", rendered(text, policy).html);
    }
}

/// Where each section of a page is, is known by both.
#[test]
fn sections_are_the_headings_that_are_seen() {
    let text = "## One\n\n<div hidden>\n\n## Two\n\n</div>\n\n## Three <span hidden>x</span> a\n\n\
                <br><div hidden>\n\n## Four\n\n</div>\n\n## <span hidden>Five</span>\n";
    for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Allow, HtmlPolicy::Escape] {
        let of_page: Vec<String> =
            rendered(text, policy).headings.into_iter().map(|it| it.title).collect();
        let sections = Markdown::new(policy, "").section_headings(text).into_iter();
        let sections: Vec<String> = sections.map(|it| it.words.trim().to_string()).collect();
        assert_eq!(sections.len(), of_page.len(), "{sections:?} {of_page:?}");
        if policy != HtmlPolicy::Escape {
            assert_eq!(of_page, ["One", "Three  a", ""]);
            assert_eq!(sections, of_page);
        }
    }
}
