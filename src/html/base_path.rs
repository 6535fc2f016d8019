//! Links from the site's root, below its base path.

use std::borrow::Cow;

use url::{ParseError, Position, Url};

use super::escape::escaped;
use super::tokens::{Token, tokens};
use super::urls::each_url;

/// `html`, a part of a page, with `base_path` before each URL that is a path from the site's
/// root: in the attributes of tags that hold URLs, and nowhere else.
pub fn with_base_path(html: &str, base_path: &str) -> String {
    let mut places = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token {
            for attribute in tag.attributes() {
                each_url(tag, attribute, |url| {
                    if is_from_root(url.url()) {
                        places.push(url.at().start);
                    }
                });
            }
        }
    });
    let mut out = String::with_capacity(html.len() + places.len() * base_path.len());
    let mut written = 0;
    for place in places {
        out.push_str(html.get(written..place).unwrap_or_default());
        out.push_str(base_path);
        written = place;
    }
    out + html.get(written..).unwrap_or_default()
}

/// `html`, a part of the page at the path `page`, with a path from the root in the place of each
/// URL that is relative to that page, so that it can be shown on another one.
pub fn with_whole_paths<'h>(html: &'h str, page: &str) -> Cow<'h, str> {
    // The host is not in what comes out.
    let Some(base) = Url::parse("https://a.invalid/").ok().and_then(|it| it.join(page).ok()) else {
        return html.into();
    };
    let mut places = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token {
            for attribute in tag.attributes() {
                each_url(tag, attribute, |url| {
                    let is_relative = !url.url().starts_with(['#', '/', '\\'])
                        && !url.url().is_empty()
                        && matches!(Url::parse(url.url()), Err(ParseError::RelativeUrlWithoutBase));
                    if let Some(whole) = base.join(url.url()).ok().filter(|_| is_relative) {
                        places.push((url.at(), escaped(&whole[Position::BeforePath..])));
                    }
                });
            }
        }
    });
    if places.is_empty() {
        return html.into();
    }
    let mut out = String::with_capacity(html.len() + 64);
    let mut written = 0;
    for (at, whole) in places {
        out.push_str(html.get(written..at.start).unwrap_or_default());
        out.push_str(&whole);
        written = at.end;
    }
    out.push_str(html.get(written..).unwrap_or_default());
    out.into()
}

/// Whether a URL is a path from the root, as a browser reads it: it passes over tabs and line
/// ends, and `//host` and `/\host` lead to another host.
pub fn is_from_root(url: &str) -> bool {
    let mut seen = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    seen.next() == Some('/') && !matches!(seen.next(), Some('/' | '\\'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `^` stands where the base path has to come in.
    #[track_caller]
    fn below_base(marked: &str) {
        let html = marked.replace('^', "");
        assert_eq!(with_base_path(&html, "/base"), marked.replace('^', "/base"));
        assert_eq!(with_base_path(&html, ""), html);
    }

    #[test]
    fn relative_urls_lead_from_the_root() {
        for (html, expected) in [
            ("<a href=\"../three?a=1&amp;b#c\">", "<a href=\"/politics/three?a=1&amp;b#c\">"),
            (
                "<img src=dam.jpg srcset='a.png 1x, /b.png 2x'>",
                "<img src=/politics/talks/dam.jpg srcset='/politics/talks/a.png 1x, /b.png 2x'>",
            ),
            ("<a href=?page=2>", "<a href=/politics/talks/?page=2>"),
            ("<a href=\"#note\" id=x>", "<a href=\"#note\" id=x>"),
            ("<a href=/x/>", "<a href=/x/>"),
            ("<a href=//host/x>", "<a href=//host/x>"),
            ("<a href=mailto:a@b.example>", "<a href=mailto:a@b.example>"),
            ("<a href=\"https://a.example/\">", "<a href=\"https://a.example/\">"),
            ("<p>src=x</p>", "<p>src=x</p>"),
        ] {
            assert_eq!(with_whole_paths(html, "/politics/talks/"), expected, "{html}");
        }
    }

    #[test]
    fn urls_from_the_root_are_below_the_base_path() {
        for marked in [
            "<a href=\"^/x\">",
            "<A class=x HREF = '^/x'>",
            "<a\nhref\n=\n^/x>",
            "<a href=^/x/>",
            "<a href=' \n^/x '>",
            "<a href=\"^&#47;x\">",
            "<a href=\"&#32;^/x\">",
            "<a href=^/>",
            "<a href=\"^/x?a&amp;b&c=d&copy=/e\" title=\"&eacute;&amp;/f\">",
            "<a href='x\r\ny' id=é><b></b><a href=^/>",
            "<area href=^/x ping='^/a  b\t^/c //d'>",
            "<link rel=preload href=^/x imagesrcset='^/a 1x, ^/b 2x'>",
            "<img src=^/x.png srcset='^/a.png 1x, b.png, //c/d 2x,^/e?f,g 3x , ^/h'>",
            "<img srcset='^/a&amp;b 1x, ^/c 2x'>",
            "<img srcset=^/a,b,/c>",
            "<source srcset='^/a (1x, /b) 2x, ^/c'>",
            "<video src=^/a poster=^/b>",
            "<audio src=^/a>",
            "<track src=^/a>",
            "<embed src=^/a>",
            "<iframe src=^/a>",
            "<input type=image src=^/a formaction=^/b>",
            "<script src=^/a></script>",
            "<form action=^/a><button formaction=^/b>",
            "<object data=^/a>",
            "<base href=^/a>",
            "<q cite=^/a>",
            "<blockquote cite=^/a>",
            "<ins cite=^/a><del cite=^/b>",
            "<p itemid=^/a>",
            "<body background=^/a>",
            "<td background=^/a>",
            "<img longdesc=^/a lowsrc=^/b>",
            "<svg><a xlink:href=^/a><use href=^/b /><image xlink:href='^/c'/></svg>",
            "<svg><style/><a href=^/x></svg>",
            "<noscript><img src=^/x></noscript>",
            "<template><a href=^/x></template>",
            "<picture><source srcset=^/a><img src=^/b></picture>",
            "<my-card href=^/a src=^/b>",
        ] {
            below_base(marked);
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        for html in [
            "write src=/etc/hosts",
            "<p>href=\"/x\" <b>src='/y'</b>",
            "a < b href=/x>",
            "&lt;a href=/x>",
            "<!-- <a href=/x> -->",
            "<!-- a\n\n<img src=\"/x\">\n-->",
            "<!doctype html SYSTEM \"href=/x\">",
            "<?a href=/x?>",
            "<script>let action = \"/z\"; a = '<a href=\"/x\">'</script>",
            "<script><!-- <script>\"<a href=/x>\"</script> --></script>",
            "<style>a { src: url(/x) } /* <a href=/x> */</style>",
            "<textarea><a href=\"/x\"></textarea>",
            "<title><a href=/x></title>",
            "<xmp><a href=/x></xmp>",
            "<iframe><a href=/x></iframe>",
            "<noembed><a href=/x></noembed>",
            "<a title=\"/x\" data-href=/y aria-label=/z href-x=/a xhref=/b>",
            "<b data=/x action=/y cite=/z poster=/a background=/b srcset=/c>",
            "<a title='href=\"/x\"'>",
            "<a title=\"src='/x'\" alt=href=/y>",
            "<input value=/x name=/y placeholder=/z>",
            "<meta content=/x>",
            "<option value=/x>",
            "<p style=\"background: url(/x)\">",
            "<iframe srcdoc=\"<a href='/x'>\">",
            "<a href=//host/x>",
            "<a href='/\\host/x'>",
            "<a href='/\t/host/x'>",
            "<a href=&#47;/host>",
            "<a href=x/y>",
            "<a href=#/x>",
            "<a href=?/x>",
            "<a href='https://e.org/x'>",
            "<a href>",
            "<a href=''>",
            "<a href= >",
            "</a href=/x>",
            "<a href='/x",
            "<a href=/x",
        ] {
            below_base(html);
        }
    }

    fn urls(html: &str) -> Vec<String> {
        let mut urls = Vec::new();
        tokens(html, |token| {
            if let Token::Start(tag) = token {
                for attribute in tag.attributes() {
                    each_url(tag, attribute, |url| urls.push(url.url().to_string()));
                }
            }
        });
        urls
    }

    proptest! {
        #[test]
        fn the_same_is_read_of_it_but_for_the_base_path(
            html in "(<a href=|<img srcset=|<source srcset=|<a ping=|<script>|</script>|<textarea>|<!--|-->|<svg>|[/,'\"a> \t\r\n()&#]|/x|&amp;|&#47;|&#32|é|\u{0}){0,30}"
        ) {
            let before = urls(&html);
            let after = urls(&with_base_path(&html, "/base"));
            let expected: Vec<String> = before
                .iter()
                .map(|url| if is_from_root(url) { format!("/base{url}") } else { url.clone() })
                .collect();
            prop_assert_eq!(after, expected);
        }
    }
}
