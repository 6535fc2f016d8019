use super::*;

#[test]
fn html_that_is_taken_out_is_told() {
    let allow =
        "delete it, or write `markdown: {html: allow}` in site.yaml, if you trust all who write";
    hold(&[
        (
            "A <Name> says.",
            "<Name>",
            "readers do not see `<Name>`: it is taken for HTML",
            "to show it, write `\\<Name>`",
        ),
        ("<Your Name>", "<Your Name>", "it is taken for HTML", "to show it, write `\\<Your Name>`"),
        (
            "<iframe src=\"https://v.example/1\"></iframe>",
            "<iframe src=\"https://v.example/1\">",
            "readers do not get `<iframe>`: it is taken out",
            "link to it: `[…](https://v.example/1)`, or write `markdown: {html: allow}` and \
             `content_security_policy: {frame-src: [https://v.example]}` in site.yaml, if you trust all who write",
        ),
        (
            "<iframe src=\"https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all\"></iframe>",
            "<iframe src=\"https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all\">",
            "readers do not get `<iframe>`: it is taken out",
            "link to it: `[…](https://v.example/a-very-long-address-of-a-film?with=more&and=even&more=of&it=all)`",
        ),
        (
            "a <script src=\"https://a.example/x.js\"></script>",
            "<script src=\"https://a.example/x.js\">",
            "readers do not get `<script>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {script-src: \
             [https://a.example], frame-src: [https://a.example]}` in site.yaml",
        ),
        (
            "a <script src=\"/x.js\"></script>",
            "<script src=\"/x.js\">",
            "readers do not get `<script>`",
            allow,
        ),
        (
            "a <script>x()</script>",
            "<script>",
            "readers do not get `<script>`",
            "delete it, or put it into a file of `static/`, write its address as the `src`, and write \
             `markdown: {html: allow}`",
        ),
        (
            "<style>\np { color: red }\n</style>",
            "<style>",
            "readers do not get `<style>`",
            "delete it, or put it into a style sheet of the site",
        ),
        (
            "<iframe src=\"/map/\"></iframe>",
            "<iframe src=\"/map/\">",
            "readers do not get `<iframe>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {frame-src: [\"'self'\"]}`",
        ),
        (
            "<link rel=stylesheet href=\"https://a.example/x.css\">",
            "<link rel=stylesheet href=\"https://a.example/x.css\">",
            "readers do not get `<link>`",
            "delete it, or write `markdown: {html: allow}` and `content_security_policy: {style-src: [https://a.example]}`",
        ),
        (
            "<object data=\"https://a.example/x.pdf\"></object>",
            "<object data=\"https://a.example/x.pdf\">",
            "readers do not get `<object>`",
            "link to it: `[…](https://a.example/x.pdf)`",
        ),
        (
            "<a name=\"x\">y</a>",
            "<a name=\"x\">",
            "`name` is taken out of this `<a>`",
            "write `<a id=\"x\">`",
        ),
        (
            "<b style='color:red'>y</b>",
            "<b style='color:red'>",
            "`style` is taken out",
            "give it a `class`",
        ),
        ("> <div>\n> <p\n> onclick=x>", "<p", "`onclick` is taken out of this `<p>`", "delete it"),
        ("<p lang2=x>a</p>", "<p lang2=x>", "`lang2` is taken out of this `<p>`", allow),
        (
            "<a href='javascript:x'>a</a>",
            "<a href='javascript:x'>",
            "`href` is taken out",
            "link to",
        ),
        ("<my-video></my-video>", "<my-video>", "readers do not get `<my-video>`", allow),
        ("a <?php x ?> b", "<?php x ?>", "readers do not see `<?php x ?>`", "to show it, write"),
        ("<!-- no end\n\na", "<!--", "the comment that begins here has no end", "write `-->`"),
    ]);
    for policy in [HtmlPolicy::Allow, HtmlPolicy::Escape] {
        assert_eq!(slips("<b style='a'>b</b> <Name>", policy), []);
    }
}

#[test]
fn what_its_author_hid_is_said_to_be_left_out() {
    const LEFT_OUT: &str =
        "it is hidden, and it is left out of the page, of summaries and of feeds";
    for (text, place, by) in [
        ("He says <span hidden>this</span> so.", "<span hidden>", "hidden"),
        ("<p hidden>a</p>", "<p hidden>", "hidden"),
        ("<font hidden=\"\">a</font>", "<font hidden=\"\">", "hidden"),
        ("a <b style=\"display:none\">b</b>", "<b style=\"display:none\">", "style"),
        ("<div popover>a</div>", "<div popover>", "popover"),
    ] {
        let slips = told(text);
        let [[at, message, hint]] = &slips[..] else { panic!("{text}: {slips:#?}") };
        assert_eq!(at, place);
        assert_eq!(
            message,
            &format!("readers do not get what is in `{place}`: by its `{by}` {LEFT_OUT}")
        );
        assert_eq!(hint, &format!("delete it with its words, or to show them, delete `{by}`"));
    }
    hold(&[(
        "<b style='color:red'>y</b>",
        "<b style='color:red'>",
        "`style` is taken out",
        "give it a `class`",
    )]);
    hold(&[(
        "<dialog style='color:red'>y</dialog>",
        "<dialog style='color:red'>",
        "readers do not get `<dialog>`",
        "delete it",
    )]);
    // With all HTML allowed it is hidden on the page, as it says.
    assert_eq!(slips("a <span hidden>b</span>", HtmlPolicy::Allow), []);
}

/// The code that a provider gives has its address in it.
#[test]
fn of_the_code_of_a_provider_its_address_is_told() {
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "").with_providers(Providers::with(&[]));
    let map = "bbox=44.48253%2C40.16820%2C44.53747%2C40.19180&amp;layer=mapnik";
    let marked = format!("{map}&amp;marker=40.1%2C44.5");
    for (code, address) in [
        (
            "<iframe src=\"//www.youtube.com/embed/a1\"></iframe>".to_string(),
            "https://www.youtube.com/watch?v=a1",
        ),
        (
            "<iframe src=\"https://www.youtube.com/embed/a1?start=90&rel=0\"></iframe>".to_string(),
            "![…, from 1:30](https://www.youtube.com/watch?v=a1)",
        ),
        (
            "<iframe src=\"https://player.vimeo.com/video/76979871#t=90s\"></iframe>".to_string(),
            "![…, from 1:30](https://vimeo.com/76979871)",
        ),
        (
            "<iframe src=\"https://www.openstreetmap.org/export/embed.html?bbox=10,45,30,60&layer=cyclosm\"></iframe>".to_string(),
            "https://www.openstreetmap.org/export/embed.html?bbox=10%2C45%2C30%2C60&layer=cyclosm",
        ),
        (
            format!("<iframe src=\"https://www.openstreetmap.org/export/embed.html?{map}\"></iframe>"),
            "https://www.openstreetmap.org/#map=14/40.18000/44.51000",
        ),
        (
            format!("<iframe src=\"https://www.openstreetmap.org/export/embed.html?{marked}\"></iframe>"),
            "https://www.openstreetmap.org/?mlat=40.10000&mlon=44.50000#map=14/40.18000/44.51000",
        ),
        (
            "<blockquote class=\"twitter-tweet\"><p>Words <a href=\"https://t.co/a\">b</a></p>Anna \
             <a href=\"https://twitter.com/anna/status/7?ref_src=a\">May 1</a></blockquote> \
             <script async src=\"https://platform.twitter.com/widgets.js\"></script>"
                .into(),
            "https://x.com/anna/status/7",
        ),
        (
            "<blockquote data-instgrm-permalink=\"https://www.instagram.com/p/Ca_b/?utm_source=a\">\
             </blockquote> <script async src=\"//www.instagram.com/embed.js\"></script>"
                .into(),
            "https://www.instagram.com/p/Ca_b",
        ),
        (
            "<div><script async src=\"https://telegram.org/js/telegram-widget.js?22\" \
             data-telegram-post=\"durov/151\"></script></div>"
                .into(),
            "https://t.me/durov/151",
        ),
        (
            "<div class=\"flourish-embed\" data-src=\"visualisation/12\"><script \
             src=\"https://public.flourish.studio/resources/embed.js\"></script></div>"
                .into(),
            "https://public.flourish.studio/visualisation/12",
        ),
        (
            "<div style=\"min-height:400px\" id=\"datawrapper-vis-AbCdE\"><script defer \
             src=\"https://datawrapper.dwcdn.net/AbCdE/embed.js\"></script></div>"
                .into(),
            "https://datawrapper.dwcdn.net/AbCdE/",
        ),
        (
            "<iframe src=\"https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293\">\
             </iframe><div><a href=\"https://soundcloud.com/anna\">Anna</a> · \
             <a href=\"https://soundcloud.com/anna/a-track\">A track</a></div>"
                .into(),
            "https://soundcloud.com/anna/a-track",
        ),
        (
            "<iframe src=\"https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/anna/b\"></iframe>".into(),
            "https://soundcloud.com/anna/b",
        ),
    ] {
        let slips = markdown.render(&code, Quotes::default(), |_| Resolution::Keep).slips;
        let what = if address.starts_with('!') { "it" } else { "its address" };
        let hint = format!(
            "write {what} alone on a line, with an empty one before and behind: `{address}`"
        );
        assert!(slips.iter().any(|slip| slip.hint == hint), "{code}: {slips:#?}");
    }
}

#[test]
fn words_behind_a_sign_are_no_tag() {
    hold(&[
        (
            "If a<b and c>d, then.",
            "<b and c>",
            "readers do not see `<b and c>`: it is taken for HTML",
            "to show it, write `\\<b and c>`",
        ),
        (
            "It is so if x<p and y>q holds.",
            "<p and y>",
            "readers do not see `<p and y>`",
            "to show it, write `\\<p and y>`",
        ),
        (
            "x <i think> so",
            "<i think>",
            "readers do not see `<i think>`",
            "to show it, write `\\<i think>`",
        ),
    ]);
    assert_eq!(told("If a\\<b and c>d, then. <b id=x>a</b>"), [[""; 3]; 0]);
}

#[test]
fn markdown_in_html_and_whole_pages_are_told_once() {
    hold(&[
        (
            "<div>\n**bold** word\n</div>",
            "**bold**",
            "readers see the marks of `**bold**`: within HTML, Markdown is read behind an empty line",
            "write it on lines of its own, with an empty one above and below",
        ),
        (
            "<!DOCTYPE html>\n<html><head><title>T</title></head>\n<body><p>Words.</p></body></html>",
            "<!DOCTYPE html>",
            "this is the source of a page of HTML",
            "paste its words alone",
        ),
    ]);
    for right in [
        "<div>\n\n**bold** word\n\n</div>",
        "<pre>\n**bold**\n</pre>",
        "<div>2 ** 3 ** 4 <b title=\"**a**\">c</b></div>",
    ] {
        assert_eq!(told(right), [[""; 3]; 0], "{right}");
    }
}
