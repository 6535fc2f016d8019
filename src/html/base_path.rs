//! Links from the site's root, below its base path.

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

/// The page at a path, for what is to be shown on another one.
pub struct Elsewhere(Option<Url>);

impl Elsewhere {
    /// Of the page at the path `page`.
    pub fn from(page: &str) -> Self {
        // The host is not in what comes out.
        Elsewhere(Url::parse("https://a.invalid/").ok().and_then(|it| it.join(page).ok()))
    }

    /// A path from the root for a URL that is relative to the page, as it is written in HTML.
    pub fn whole_path(&self, url: &str) -> Option<String> {
        let is_relative = !url.starts_with(['#', '/', '\\'])
            && !url.is_empty()
            && matches!(Url::parse(url), Err(ParseError::RelativeUrlWithoutBase));
        let whole = self.0.as_ref().filter(|_| is_relative)?.join(url).ok()?;
        Some(escaped(&whole[Position::BeforePath..]))
    }
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
        let page = Elsewhere::from("/politics/talks/");
        for (url, expected) in [
            ("../three?a=1&b#c", Some("/politics/three?a=1&amp;b#c")),
            ("dam.jpg", Some("/politics/talks/dam.jpg")),
            ("?page=2", Some("/politics/talks/?page=2")),
            ("#note", None),
            ("", None),
            ("/x/", None),
            ("//host/x", None),
            ("mailto:a@b.example", None),
            ("https://a.example/", None),
        ] {
            assert_eq!(page.whole_path(url).as_deref(), expected, "{url}");
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
