//! What mail programs take of HTML and CSS, as a table to which the template is held. Each line
//! names the page of caniemail.com that says who does not take it.

use dateline::html::{Token, tokens};

use super::{SETTINGS, digest, newsroom, text};
use crate::common::tree;

/// What a part of a mail may not be.
struct Rule {
    /// What is wrong.
    what: &'static str,
    /// Its page on caniemail.com, or another source.
    source: &'static str,
    /// Whether something breaks it.
    is_broken: fn(&Part<'_>) -> bool,
}

/// A start tag of the mail.
struct Part<'a> {
    name: &'a str,
    attributes: &'a [(String, String)],
}

impl Part<'_> {
    fn value(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(of, _)| of == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(of, _)| of == name)
    }

    fn style(&self) -> String {
        self.value("style").replace(' ', "").to_lowercase()
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names.contains(&self.name)
    }
}

const RULES: &[Rule] = &[
    Rule {
        what: "an element that is taken out",
        source: "features/html-style, html-form, html-video, html-audio, image-svg",
        is_broken: |part| {
            part.is_one_of(&[
                "script", "link", "form", "input", "button", "iframe", "object", "embed", "video",
                "audio", "svg", "canvas", "base", "picture", "source",
            ])
        },
    },
    Rule {
        what: "a layout that Outlook for Windows does not have",
        source: "features/css-display-flex, css-display-grid, css-position, css-float",
        is_broken: |part| {
            let style = part.style();
            ["display:flex", "display:grid", "display:inline-flex", "position:", "float:"]
                .iter()
                .any(|word| style.contains(word))
        },
    },
    Rule {
        what: "a value that Outlook and Yahoo do not know",
        source: "features/css-variables, css-function-calc, css-unit-rem, css-function-clamp",
        is_broken: |part| {
            let style = part.style();
            ["var(", "calc(", "clamp(", "min(", "max(", "rem;", "vw", "vh;", "light-dark("]
                .iter()
                .any(|word| style.contains(word))
        },
    },
    Rule {
        what: "a logical property that Gmail and Outlook do not know",
        source: "features/css-margin-inline, css-padding-inline-start-end, css-inline-size",
        is_broken: |part| part.style().contains("-inline") || part.style().contains("-block"),
    },
    Rule {
        what: "something loaded by a style",
        source: "features/css-at-import, css-at-font-face, css-background-image",
        is_broken: |part| part.style().contains("url(") || part.has("background"),
    },
    Rule {
        what: "a picture without words",
        source: "https://www.w3.org/WAI/tutorials/images/",
        is_broken: |part| part.name == "img" && !part.has("alt"),
    },
    Rule {
        what: "a picture of a format that Outlook does not show",
        source: "features/image-webp, image-svg, image-avif",
        is_broken: |part| {
            part.name == "img"
                && [".webp", ".svg", ".avif"].iter().any(|end| part.value("src").contains(end))
        },
    },
    Rule {
        what: "a picture that is chosen by its size, or waits",
        source: "features/html-srcset, html-loading-attribute",
        is_broken: |part| part.has("srcset") || part.has("sizes") || part.has("loading"),
    },
    Rule {
        what: "a picture without a width for Outlook, which shows it as wide as it is",
        source: "features/css-max-width",
        is_broken: |part| part.name == "img" && !part.has("width"),
    },
    Rule {
        what: "a picture that is wider than its column on a phone",
        source: "features/css-max-width",
        is_broken: |part| {
            part.name == "img"
                && !(part.style().contains("max-width:") && part.style().contains("height:auto"))
        },
    },
    Rule {
        what: "an address that leads nowhere from a mail",
        source: "features/html-anchor-links",
        is_broken: |part| {
            let is_whole = |url: &str| {
                ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|start| url.starts_with(start))
            };
            let link = part.value("href");
            let src = part.value("src");
            (part.has("href") && !is_whole(link)) || (part.has("src") && !is_whole(src))
        },
    },
    Rule {
        what: "a table of the layout that is read out as one",
        source: "https://www.w3.org/TR/wai-aria-1.2/#presentation",
        is_broken: |part| {
            part.name == "table"
                && part.value("role") != "presentation"
                && !part.style().contains("border-collapse")
        },
    },
    Rule {
        what: "a table with gaps between its cells",
        source: "features/html-cellspacing",
        is_broken: |part| {
            part.name == "table"
                && (part.value("cellpadding") != "0" || part.value("cellspacing") != "0")
        },
    },
    Rule {
        what: "a column that cannot be as narrow as 320 pixels",
        source: "features/css-width",
        is_broken: |part| {
            let width = part.value("width");
            part.is_one_of(&["table", "td", "th"]) && !width.is_empty() && width != "100%"
        },
    },
    Rule {
        what: "a script, or what runs as one",
        source: "features/html-script",
        is_broken: |part| {
            part.attributes.iter().any(|(name, value)| {
                name.starts_with("on")
                    || value.trim_start().to_lowercase().starts_with("javascript:")
            })
        },
    },
];

fn parts(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut parts = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token {
            let attributes = tag
                .attributes()
                .map(|it| (it.name().to_string(), it.value().to_string()))
                .collect();
            parts.push((tag.name().to_string(), attributes));
        }
    });
    parts
}

fn broken(html: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, attributes) in parts(html) {
        let part = Part { name: &name, attributes: &attributes };
        for rule in RULES.iter().filter(|rule| (rule.is_broken)(&part)) {
            broken.push(format!("{} ({}): <{name} {attributes:?}>", rule.what, rule.source));
        }
    }
    broken
}

/// A mail with all that a story can have.
fn full() -> String {
    let place = newsroom();
    let settings = SETTINGS.replace("digest:\n", "digest:\n  length: whole\n");
    tree::put(place.path(), "site.yaml", settings);
    let photo = crate::common::photo::photo(900, 600, 1);
    tree::put(place.path(), "content/politics/full/hall.jpg", &photo);
    tree::put(
        place.path(),
        "content/politics/full/chart.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>",
    );
    let body = "Text[^n] with *emphasis*, `code`, [a link](/about/), <https://a.example/>.\n\n\
        ![A hall](hall.jpg)\n\n![A chart](chart.svg)\n\n> A quotation\n\n> [!NOTE]\n> A note.\n\n\
        | A | B |\n|:--|--:|\n| 1 | 2 |\n\n- [x] done\n- [ ] not done\n\n1. one\n2. two\n\n---\n\n\
        ```\nas it is\n```\n\n## A heading\n\n<video src=\"https://v.example/a.mp4\" controls></video>\n\n\
        [^n]: The note.\n";
    let story = format!(
        "---\ntitle: Full\ndate: 2026-03-02 19:00\nsubtitle: All of it\nauthors: [A, B]\n\
         image: {{src: hall.jpg, alt: A hall, caption: The hall, credit: 'Photo: A'}}\n\
         dateline: {{place: Shushi}}\nsource: {{name: The Valley, url: 'https://valley.example/'}}\n\
         corrections: [{{date: 2026-03-02, text: Wrong.}}]\n---\n{body}"
    );
    tree::put(place.path(), "content/politics/full/index.md", story);
    tree::put(place.path(), "content/about.md", "---\ntitle: About\n---\nWe.\n");
    digest(place.path(), &["--as", "mail"]).done();
    text(place.path(), "2026-03-02.html")
}

#[test]
fn the_mail_holds_in_gmail_outlook_and_apple_mail() {
    let html = full();
    assert_eq!(broken(&html), [""; 0]);
    for word in
        ["A hall", "A chart", "The note.", "☑", "Note", "https://v.example/a.mp4", "The Valley"]
    {
        assert!(html.contains(word), "{word} is missing");
    }
}

/// A rule that cannot be broken says nothing.
#[test]
fn each_rule_can_be_broken() {
    for html in [
        "<script>",
        "<p style='display: flex'>",
        "<p style='width: calc(1px)'>",
        "<p style='margin-inline: 0'>",
        "<td background=x>",
        "<img src='https://a.example/a.png' width=1>",
        "<img alt='' width=1 src='https://a.example/a.webp'>",
        "<img srcset=x>",
        "<img>",
        "<a href='/x/'>",
        "<table>",
        "<table role=presentation>",
        "<td width=600>",
        "<p onclick=x>",
    ] {
        assert_ne!(broken(html), [""; 0], "{html}");
    }
}

/// Without the style sheet, which some programs take out, every text still has its letters, and the
/// paper its colour.
#[test]
fn nothing_stands_on_the_style_sheet_alone() {
    let html = full();
    let (_, body) = html.split_once("<body").unwrap();
    for (name, attributes) in parts(&format!("<body{body}")) {
        let part = Part { name: &name, attributes: &attributes };
        let is_text = part.is_one_of(&["h1", "h2", "h3"]) || (name == "td" && part.has("dir"));
        if is_text {
            assert!(
                part.style().contains("font-family:") || part.style().contains("margin:"),
                "{name} {attributes:?}"
            );
        }
        let classes = part.value("class");
        if classes.split(' ').any(|class| class == "ink") && name != "a" {
            assert!(part.style().contains("color:"), "{name} {attributes:?}");
        }
    }
    let (head, _) = html.split_once("<body").unwrap();
    for line in [
        "name=\"color-scheme\" content=\"light dark\"",
        "prefers-color-scheme: dark",
        "name=\"viewport\"",
    ] {
        assert!(head.contains(line), "{line}");
    }
}
