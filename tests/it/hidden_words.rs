//! What an author hid, and what is no text, is in no file that readers, feeds or programs get.

use std::path::Path;

use crate::common::program::run;
use crate::common::tree;

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/\nsections: [politics]\n\
                        digest: {from: desk@highland.example}\n";

/// The files of the built site, and of the digest of its day, in which the word is.
fn with_the_word(settings: &str, body: &str) -> Vec<String> {
    of_story(settings, "", body)
}

/// The same of a story with more in its front matter.
fn of_story(settings: &str, fields: &str, body: &str) -> Vec<String> {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{settings}"));
    let story = format!("---\ntitle: Dam\ndate: 2026-02-01 10:00\n{fields}---\n\n{body}\n");
    tree::put(place.path(), "content/politics/dam.md", story);
    run(place.path(), &["build", "--at", "2026-03-01"]).done();
    let at = ["digest", "--day", "2026-02-01", "--at", "2026-03-01", "--into", "out"];
    run(place.path(), &at).done();
    let mut found = Vec::new();
    for folder in ["public", "out"] {
        found.extend(files_with_the_word(&place.path().join(folder)));
    }
    found
}

fn files_with_the_word(folder: &Path) -> Vec<String> {
    let files = tree::read(folder).into_iter();
    let with = files.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("zzword"));
    with.map(|(file, _)| file).collect()
}

#[test]
fn what_is_hidden_or_taken_out_is_in_no_file() {
    for body in [
        "He says <span hidden>zzword</span> so.",
        "He says <font style=\"display:none\">zzword</font> so.",
        "<p hidden>zzword</p>\n\nHe says so.",
        "<div style=\"visibility: hidden\">\n\nzzword\n\n</div>\n\nHe says so.",
        "He says <script>zzword()</script> *so* <style>.zzword{}</style> here.",
        "<template>\n\nzzword\n\n</template>\n\nHe says <svg><text>zzword</text></svg> so.",
        "<br><div hidden>\n\nzzword\n\n</div>\n\nHe says so.",
        "<a href=\"/x/\"><div hidden>\n\nzzword</p>\n\nzzword\n\n</div></a>\n\nHe says so.",
        "![P](https://a.example/x.png) <div hidden>\n\nzzword\n\n</div>\n\nHe says so.",
        "![A <span hidden>zzword</span>](https://a.example/x.mp3 \"no words\")\n\nHe says so.",
        "![A <span hidden>zzword</span>](https://a.example/x.png)\n\nHe says so.",
    ] {
        assert_eq!(with_the_word("", body), [""; 0], "{body}");
        // Allowed, it is in the pages with the story's text, where browsers hide it, and nowhere else.
        let allowed = with_the_word("markdown: {html: allow}\n", body);
        let pages = ["politics/dam/index.html", "2026/02/01/print/index.html"];
        let elsewhere = allowed.iter().filter(|file| !pages.contains(&&***file));
        let is_drawing = body.contains("<svg");
        assert!(is_drawing || elsewhere.count() == 0, "{body}: {allowed:?}");
    }
    // Those of a live story too.
    let entry = "## 2026-02-01 10:20 <span hidden>zzword</span> Two\n\n<br><div hidden>\n\nzzword\n\n\
                 </div>\n\nHe says so.\n\n<div hidden>\n\n## 2026-02-01 10:30 zzword\n\nzzword\n\n\
                 </div>\n\n## 2026-02-01 10:40 Three\n\nShown.";
    for settings in ["", "markdown: {html: allow}\n"] {
        let found = of_story(settings, "live: true\n", entry);
        let elsewhere: Vec<&String> =
            found.iter().filter(|file| !file.ends_with("index.html")).collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?}");
        assert!(found.is_empty() || !settings.is_empty(), "{found:?}");
    }
    let shown = with_the_word("", "He says zzword so.");
    assert!(shown.len() > 5, "{shown:?}");
}
