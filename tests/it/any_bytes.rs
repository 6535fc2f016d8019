//! No bytes in any file of a site make the program panic, and a site without
//! errors can be rendered whole.
//!
//! What could hang it or exhaust its stack is in `tests/it/hostile.rs`.

use crate::common::any_site::{ABOUT, SETTINGS, VOTE, built_with};
use proptest::prelude::*;
use proptest::sample::select;

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..400)
}

/// Words put together at random, each of which means something where they are read.
fn words(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(select(of), 0..40).prop_map(|words| words.concat())
}

const YAML: &[&str] = &[
    "title",
    "date",
    "tags",
    "image",
    "extra",
    "slug",
    "aliases",
    "sections",
    "base_url",
    ": ",
    ":\n  ",
    "\n",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "|\n ",
    ">\n ",
    "# ",
    "? ",
    "<<: ",
    "---\n",
    "...\n",
    "\t",
    "2026-02-01",
    "2026-02-30",
    "9:30",
    "true",
    "~",
    "1e999",
    "-0x1",
    ".nan",
    "/../x",
    "https://e.example/",
    "é",
    "\u{feff}",
    "\r\n",
    "\0",
];

const MARKDOWN: &[&str] = &[
    "# ",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "`",
    "```",
    "~~~",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "](",
    "[^1]",
    "[^1]: ",
    "![",
    "](vote.md)",
    "](/about/)",
    "](none.md)",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div\n",
    "<!--",
    "-->",
    "<script>",
    "&amp;",
    "&#0;",
    "| a | b |\n",
    "|---|---|\n",
    "- [ ] ",
    "> [!NOTE]\n",
    "{#id}",
    "\\",
    "--",
    "...",
    "\"",
    "word ",
    "слово ",
    "\u{202e}",
    "\r\n",
    "https://e.example/",
    "javascript:x",
];

const TEMPLATE: &[&str] = &[
    "{{ ",
    " }}",
    "{% ",
    " %}",
    "{%- ",
    " -%}",
    "{# ",
    " #}",
    "if ",
    "elif ",
    "else",
    "endif",
    "for x in ",
    "endfor",
    "set x = ",
    "block main",
    "endblock main",
    "extends ",
    "include ",
    "component a()",
    "endcomponent a",
    "<a/>",
    "super()",
    "\"base.html\"",
    "\"default/page.html\"",
    "\"404.html\"",
    "site",
    "page",
    ".title",
    ".sections",
    "[0]",
    "[-1]",
    "[1:]",
    " | upper",
    " | length",
    " | date(format=\"%\")",
    " | date(format=\"%Q\")",
    "link(path=\"/x\")",
    "link(path=1)",
    "range(end=3)",
    "1",
    "-",
    " / 0",
    " + ",
    " ~ ",
    "not ",
    " is defined",
    "\"",
    "'",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<p>",
    "\n",
    "é",
    "9223372036854775807",
];

/// Front matter that is right, so that what is below it is read.
fn with_body(body: &str) -> Vec<u8> {
    format!("---\ntitle: Any\ndate: 2026-02-01\n---\n{body}").into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn as_a_story(bytes in bytes(), yaml in words(YAML), body in words(MARKDOWN)) {
        built_with("content/politics/any.md", bytes.clone());
        built_with("content/politics/any.md", [b"---\n", &bytes[..], b"\n---\nText\n"].concat());
        built_with("content/politics/any.md", with_body(&String::from_utf8_lossy(&bytes)));
        let fields = format!("---\ntitle: Any\ndate: 2026-02-01\n{yaml}\n---\nText\n");
        built_with("content/politics/any.md", fields.into_bytes());
        built_with("content/politics/any.md", with_body(&body));
    }

    #[test]
    fn as_settings(bytes in bytes(), yaml in words(YAML)) {
        built_with("site.yaml", bytes);
        built_with("site.yaml", format!("{SETTINGS}{yaml}").into_bytes());
    }

    #[test]
    fn as_a_template(
        bytes in bytes(),
        text in words(TEMPLATE),
        name in select(&["404.html", "base.html", "page.html", "components.html", "new.html"][..]),
    ) {
        let path = format!("templates/{name}");
        built_with(&path, bytes);
        built_with(&path, text.into_bytes());
    }

    #[test]
    fn as_a_static_file(bytes in bytes(), name in select(&["style.css", "new.js", "x.svg"][..])) {
        let faults = built_with(&format!("static/{name}"), bytes);
        prop_assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn as_a_name(name in "[^/\\x00]{1,30}", folder in "[^/\\x00]{1,9}") {
        built_with(&format!("content/politics/{name}.md"), VOTE.into());
        built_with(&format!("content/politics/{name}/index.md"), VOTE.into());
        built_with(&format!("content/{folder}/{name}.md"), VOTE.into());
        built_with(&format!("content/{name}.md"), ABOUT.into());
        built_with(&format!("content/politics/{name}"), b"x".to_vec());
        built_with(&format!("static/{folder}/{name}"), b"x".to_vec());
        built_with(&format!("templates/{name}"), b"x".to_vec());
    }
}

/// What the properties above rest on: the site is good, and a bad file is told.
#[test]
fn the_site_is_good_and_a_bad_file_is_told() {
    assert_eq!(built_with("content/about.md", ABOUT.into()), []);
    for path in ["site.yaml", "content/politics/any.md", "templates/404.html"] {
        let faults = built_with(path, vec![0xff]);
        assert!(
            faults.iter().any(|fault| fault.file.as_deref() == Some(path)),
            "{path}: {faults:?}"
        );
    }
}
