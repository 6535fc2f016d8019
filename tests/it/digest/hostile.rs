//! What people write stays text, in each form.

use std::io::{Cursor, Read};
use std::process::Command;

use dateline::html::{Token, tokens};
use quick_xml::events::Event;

use super::{SETTINGS, digest, made, newsroom, text};
use crate::common::tree::{self, Tree};

/// What means something to mail, HTML, XML, Typst, mailers, terminals or files.
const HOSTILE: &str = "x\\r\\nBcc: all@b.example\\r\\n\\r\\n<script>alert(1)</script> & ]]> \\u0000\\u001b[31m \
    #eval(\\\"1\\\") $x$ *|UNSUB|* {{ UnsubscribeURL }} {% raw %} ../../etc/passwd \\u202e \\uFFFE \
    \\\"><img src=x onerror=alert(1)> // /* </p></html> @ref <label> --- #include \\\"x\\\"";

/// A site with that in each field.
fn hostile() -> Tree {
    let place = newsroom();
    let settings = SETTINGS
        .replace("title: The Highland Briefing", &format!("title: \"{HOSTILE}\""))
        .replace("greeting: Good evening.", &format!("length: whole\n  greeting: \"{HOSTILE}\""))
        .replace("footer: You asked for this letter.", &format!("footer: \"{HOSTILE}\""))
        .replace(
            "postal_address: 1 Hill Street, Stepanakert",
            &format!("postal_address: \"{HOSTILE}\""),
        )
        .replace("title: Money", &format!("title: \"{HOSTILE}\""));
    tree::put(place.path(), "site.yaml", settings);
    let photo = crate::common::photo::photo(300, 200, 1);
    tree::put(place.path(), "content/economy/bad/a \"b\" c.jpg", photo);
    let body = "<script>alert(1)</script> #eval(\"1\") {{ UnsubscribeURL }} *|UNSUB|* {% x %} $a$\n\n\
        <p onclick=\"alert(1)\" style=\"x\">p</p> <iframe src=\"javascript:alert(1)\"></iframe>\n\n\
        ![a \"b\"](<a \"b\" c.jpg>) [y](https://a.example/\"><script>)\n\n\
        <ul><p>no item</p></ul> <b><h2 id=\"1 <\">Block in line</h2></b> <li>alone</li> <dt>alone</dt>\n\n\
        ```\n#eval(\"2\")\n```\n\n[^a]\n\n[^a]: <script>alert(2)</script> note\n";
    let story = format!(
        "---\ntitle: \"{HOSTILE}\"\nsubtitle: \"{HOSTILE}\"\nsummary: \"{HOSTILE}\"\n\
         date: 2026-03-02 19:00\nauthors: [\"{HOSTILE}\"]\ntags: [\"a{HOSTILE}\"]\n\
         slug: bad\nimage: {{src: 'a \"b\" c.jpg', alt: \"{HOSTILE}\", caption: \"{HOSTILE}\", credit: \"{HOSTILE}\"}}\n\
         dateline: {{place: \"{HOSTILE}\"}}\nsource: {{name: \"{HOSTILE}\", url: 'https://a.example/?\"><x>'}}\n\
         corrections: [{{date: 2026-03-02, text: \"{HOSTILE}\"}}]\n---\n{body}"
    );
    tree::put(place.path(), "content/economy/bad/index.md", story);
    digest(place.path(), &["--as", "mail,text,eml,epub,print,pdf"]);
    made(place.path())
}

fn part<'t>(files: &'t Tree, ending: &str) -> &'t [u8] {
    let found = files.iter().find(|(name, _)| name.ends_with(ending));
    found.unwrap_or_else(|| panic!("no {ending} in {:?}", files.keys())).1
}

#[test]
fn no_text_runs_in_html() {
    let files = hostile();
    for ending in ["2026-03-02.html", ".print.html"] {
        let html = String::from_utf8(part(&files, ending).to_vec()).unwrap();
        tokens(&html, |token| {
            let Token::Start(tag) = token else { return };
            assert!(
                !matches!(tag.name(), "script" | "iframe" | "object"),
                "{ending}: {}",
                tag.name()
            );
            for attribute in tag.attributes() {
                assert!(!attribute.name().starts_with("on"), "{ending}: {}", attribute.name());
                assert!(!attribute.value().starts_with("javascript:"), "{ending}");
            }
        });
        assert!(html.contains("alert(1)"), "{ending}: the words are there");
    }
    // What a mailer would fill in is what it is asked for alone: here, nothing.
    let mail = String::from_utf8_lossy(part(&files, "2026-03-02.html")).into_owned();
    let plain = String::from_utf8_lossy(part(&files, "2026-03-02.txt")).into_owned();
    for text in [mail, plain] {
        assert!(!text.contains("{{") && !text.contains("*|") && !text.contains("{%"));
        assert!(text.contains("UnsubscribeURL"));
    }
}

#[test]
fn no_text_begins_a_header() {
    let files = hostile();
    let message = String::from_utf8(part(&files, ".eml").to_vec()).unwrap();
    let (head, _) = message.split_once("\r\n\r\n").unwrap();
    let names: Vec<&str> = head
        .split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split_once(": ").map_or(line, |(name, _)| name))
        .collect();
    let expected = [
        "From",
        "Subject",
        "Date",
        "Message-ID",
        "Content-Language",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "MIME-Version",
        "Content-Type",
    ];
    assert_eq!(names, expected, "{head}");
    assert!(message.is_ascii(), "every line can be sent as it is");
    assert!(message.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n')));
}

#[test]
fn every_file_of_a_book_is_xml() {
    let files = hostile();
    let epub = part(&files, ".epub").to_vec();
    let mut archive = zip::ZipArchive::new(Cursor::new(epub)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "mimetype");
    let mut seen = 0;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().to_string();
        assert!(!name.contains("..") && !name.starts_with('/'), "{name}");
        if name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".xml") {
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            assert!(
                !text.contains("<script")
                    && !text.contains("onerror=\"")
                    && !text.contains("onclick")
            );
            let mut reader = quick_xml::Reader::from_str(&text);
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
                {
                    Event::Eof => break,
                    _ => seen += 1,
                }
            }
        }
    }
    assert!(seen > 100);
}

/// What is shown in the place of a picture is a link, but for a picture that is one.
#[test]
fn no_link_is_in_another() {
    let place = newsroom();
    let settings = SETTINGS.replace("digest:\n", "digest:\n  length: whole\n");
    tree::put(place.path(), "site.yaml", settings);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    tree::put(place.path(), "content/politics/map.svg", drawing);
    let story = "---\ntitle: Map\ndate: 2026-03-02 19:00\n---\n\
                 [![A map](map.svg)](https://a.example/)\n\n![Alone](map.svg)\n\n\
                 [![Afar](https://b.example/b.jpg)](https://a.example/?q=%)\n";
    tree::put(place.path(), "content/politics/map.md", story);
    digest(place.path(), &["--as", "mail,epub"]).done();
    let files = made(place.path());
    let mail = String::from_utf8_lossy(part(&files, "2026-03-02.html")).into_owned();
    let mut archive = zip::ZipArchive::new(Cursor::new(part(&files, ".epub").to_vec())).unwrap();
    let mut book = String::new();
    archive.by_name("EPUB/story-0001.xhtml").unwrap().read_to_string(&mut book).unwrap();
    for (form, html) in [("mail", mail), ("book", book)] {
        let mut depth = 0;
        tokens(&html, |token| match token {
            Token::Start(tag) if tag.name() == "a" => {
                depth += 1;
                assert_eq!(depth, 1, "{form}: {html}");
            }
            Token::End("a") => depth -= 1,
            _ => {}
        });
        assert!(html.contains(">[A map]</a>") && html.contains(">[Alone]</a>"), "{form}: {html}");
    }
}

#[test]
fn no_text_is_code_to_typst() {
    let files = hostile();
    let text = String::from_utf8(part(&files, ".typ").to_vec()).unwrap();
    // Without strings, and without signs behind a backslash, none of it is left.
    let (mut code, mut is_in_string) = (String::new(), false);
    let mut chars = text.lines().skip(1).flat_map(|line| line.chars().chain(['\n']));
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => is_in_string = !is_in_string,
            c if !is_in_string => code.push(c),
            _ => {}
        }
    }
    for word in ["#eval", "#include", "$", "//", "/*", "<", "@", "~", "```"] {
        assert!(!code.contains(word), "{word} in {code}");
    }
    assert!(text.contains("eval\\("), "the words are there");
    let names: Vec<&String> = files.keys().collect();
    assert!(names.iter().all(|name| name.starts_with("2026-03-02")), "{names:?}");
}

#[test]
fn nothing_of_a_hostile_folder_is_run() {
    let place = newsroom();
    // A program of that name in the site's folder is not the one that is meant.
    tree::put(place.path(), "typst", "#!/bin/sh\ntouch ran\n");
    #[cfg(unix)]
    Command::new("chmod").args(["+x", "typst"]).current_dir(place.path()).status().unwrap();
    let mut command = crate::common::program::dateline(
        place.path(),
        &["digest", "--into", "out", "--at", super::AT, "--as", "pdf"],
    );
    command.env("PATH", ".:");
    crate::common::program::ended(&mut command).refused();
    assert!(!place.path().join("ran").exists());
    assert!(text(place.path(), "2026-03-02.typ").len() > 100);
}
